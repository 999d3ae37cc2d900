"""The program as it was installed: called, opened on a screen of its own, and given a store of an older version."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.helpers.checkout import ROOT

OLDER = ROOT / "tests" / "golden" / "stores" / "schema-14.store"
"""A store of four invented residents that an older program made, whose tables were at step 14."""

PASSPHRASE = "vier losse woorden hier"
"""Of that store."""

PATIENCE = 60.0


@dataclass(frozen=True)
class Installed:
    """A program that stands somewhere, called as its owner would.

    Attributes:
        command: What starts it.
        home: Folder of the person who uses it, as this computer sees it.
        seen_home: The same folder, as the program sees it.
    """

    command: tuple[str, ...]
    home: Path
    seen_home: str
    more: dict[str, str] = field(default_factory=dict)

    def environment(self, **more: str) -> dict[str, str]:
        usual = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": self.seen_home, "LANG": "C.UTF-8"}
        return {**usual, "QT_QPA_PLATFORM": "offscreen", "NAOBER_PASSPHRASE": PASSPHRASE, **self.more, **more}

    def says(self, *words: str) -> str:
        """What it answers; it must answer well."""
        done = subprocess.run(
            [*self.command, *words], env=self.environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def store(self, name: str = "naober.store") -> tuple[Path, str]:
        """Lays a store of an older version at home; answers with its place, here and as the program sees it."""
        self.home.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(OLDER, self.home / name)
        shutil.copyfile(OLDER.with_name(f"{OLDER.name}.keys"), self.home / f"{name}.keys")
        return self.home / name, f"{self.seen_home}/{name}"

    def window(self, screen: str, *words: str, title: str) -> float:
        """Starts it on a screen until a window with that title is shown; answers with the seconds that took."""
        began = time.monotonic()
        running = subprocess.Popen(
            [*self.command, *words], env=self.environment(DISPLAY=screen, QT_QPA_PLATFORM="xcb"), stderr=subprocess.PIPE
        )
        try:
            while title not in titles(screen):
                assert running.poll() is None, (running.stderr and running.stderr.read()) or running.returncode
                assert time.monotonic() - began < PATIENCE, f"no window {title}, but {titles(screen)}"
                time.sleep(0.02)
            took = time.monotonic() - began
            time.sleep(1)  # the words are painted after the window is there
            photograph(screen, ROOT / "build" / "installers" / f"window-{Path(self.command[-1]).parent.name}.png")
        finally:
            running.terminate()
            running.communicate(timeout=PATIENCE)
        return took


@contextmanager
def a_screen() -> Iterator[str]:
    """A display that nobody looks at; gives its name."""
    read, write = os.pipe()
    # Without -noreset it begins anew after every one who looked, and lets nobody in meanwhile.
    command = ["Xvfb", "-displayfd", str(write), "-noreset", "-screen", "0", "1100x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def titles(screen: str) -> set[str]:
    """The titles of the windows on a screen; none when one went away while it was looked at."""
    done = subprocess.run(
        ["xwininfo", "-display", screen, "-root", "-tree"], capture_output=True, text=True, check=False
    )
    return set(re.findall(r'0x[0-9a-f]+ "([^"]+)"', done.stdout))


def photograph(screen: str, target: Path) -> None:
    """Leaves a picture of the whole screen."""
    words = (
        "import sys; from PySide6.QtGui import QGuiApplication; app = QGuiApplication([]);"
        "sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1]))"
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    subprocess.run([sys.executable, "-c", words, str(target)], env=environment, check=True, capture_output=True)
