"""The installer for Windows: compiled around a folder that stands in for the program, and run where wine is there."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from installer.built import BILL
from installer.setup import pack
from tests.helpers.checkout import ROOT

pytestmark = [pytest.mark.installers, pytest.mark.timeout(600)]

WINE = shutil.which("wine64") or shutil.which("wine") or "/usr/lib/wine/wine64"
STORE = b"what somebody worked on"


class Windows:
    """A Windows of its own in a folder, with one person on it."""

    def __init__(self, folder: Path) -> None:
        hidden = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree=;mshtml=", "DISPLAY": ""}
        self._environment = {**os.environ, "WINEPREFIX": str(folder), **hidden}
        self.does("wineboot", "-i")
        self.local = next((folder / "drive_c" / "users").glob("*/AppData/Local"))
        self.program = self.local / "Programs" / "Naober"

    def tries(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([WINE, *words], env=self._environment, capture_output=True, text=True, check=False)

    def does(self, *words: str) -> str:
        done = self.tries(*words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def knows(self, key: str) -> bool:
        return self.tries("reg", "query", key).returncode == 0

    @contextmanager
    def open(self, program: Path) -> Iterator[None]:
        """Has a program run, until nobody speaks to it any more: the shell of Windows under another name."""
        shutil.copyfile(self.local.parents[3] / "windows" / "system32" / "cmd.exe", program)
        command = [WINE, str(program)]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, env=self._environment, stdin=pipe, stdout=pipe, stderr=pipe) as running:
            assert running.stdout is not None
            assert running.stdout.read(1)  # it greets, so it runs
            yield
            running.communicate(b"exit\n")


@pytest.fixture(scope="module")
def setup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("makensis") is None:
        pytest.skip("makensis is not there")
    folder, target = tmp_path_factory.mktemp("folder"), tmp_path_factory.mktemp("made") / "naober-setup.exe"
    (folder / "_internal").mkdir()
    for name in ("naober.exe", "naober-console.exe", BILL, "_internal/part.dll"):
        (folder / name).write_bytes(b"MZ")
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    return pack(folder, target)


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Windows:
    if not Path(WINE).exists():
        pytest.skip("wine is not there")
    return Windows(tmp_path_factory.mktemp("windows"))


def test_the_script_compiles_without_a_warning(setup: Path) -> None:
    assert setup.read_bytes()[:2] == b"MZ"


def test_it_installs_over_an_older_one_in_silence_and_takes_itself_away_again(setup: Path, windows: Windows) -> None:
    store = windows.local / "naober" / "naober.store"
    for path in (store, windows.program / "_internal" / "of-an-older-version.pyd", windows.program / "own notes.txt"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(STORE)

    windows.does(str(setup), "/S")
    there = {path.relative_to(windows.program).as_posix() for path in windows.program.rglob("*") if path.is_file()}
    ours = {"naober.exe", "naober-console.exe", BILL, "LICENSE", "naober.ico", "uninstall.exe", "_internal/part.dll"}
    assert there == ours | {"own notes.txt"}
    assert windows.knows(r"HKCU\Software\Classes\Naober.Region\shell\open\command")
    assert windows.knows(r"HKCU\Software\Classes\.toml\OpenWithProgids")
    assert not windows.knows(r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Naober")

    # `_?=` has it wait until it is done, and leaves only itself.
    windows.does(str(windows.program / "uninstall.exe"), "/S", rf"_?={_in_windows(windows.program)}")
    left = {path.name for path in windows.program.rglob("*")} - {"uninstall.exe"}
    assert left == {"own notes.txt"}
    assert not windows.knows(r"HKCU\Software\Classes\Naober.Region")
    assert not windows.knows(r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Naober")
    assert store.read_bytes() == STORE


@pytest.mark.parametrize("name", ["naober.exe", "naober-console.exe"])
def test_while_the_program_is_open_nothing_is_changed(setup: Path, windows: Windows, name: str) -> None:
    windows.does(str(setup), "/S")
    part = windows.program / "_internal" / "part.dll"
    part.write_bytes(STORE)
    with windows.open(windows.program / name):
        assert windows.tries(str(setup), "/S").returncode != 0
    assert part.read_bytes() == STORE
    assert (windows.program / name).stat().st_size > len(b"MZ")

    windows.does(str(setup), "/S")
    assert part.read_bytes() == b"MZ"


def _in_windows(path: Path) -> str:
    return "C:" + path.as_posix().partition("/drive_c")[2].replace("/", "\\")
