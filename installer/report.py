"""How large what was built is, and how fast it starts: ``python -m installer.report``. Figures, no judgement."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from installer.built import BUILT, FOLDER
from tests.helpers.installed import Installed, a_screen

_TIMES = 3
_MEGABYTE = 1_000_000


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink())


def _best(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and of the processor, the least of a few times: the rest is what others did meanwhile."""
    took = []
    for _time in range(_TIMES):
        clock, before = time.monotonic(), os.times()
        act()
        after = os.times()
        used = after.children_user + after.children_system - before.children_user - before.children_system
        took.append((time.monotonic() - clock, used))
    return min(clock for clock, _used in took), min(used for _clock, used in took)


def lines() -> Iterator[str]:
    """The report, line by line."""
    yield f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} processors, least of {_TIMES}"
    for path in (
        FOLDER,
        *sorted(BUILT.glob("*.deb")),
        *sorted(BUILT.glob("*-setup.exe")),
        *sorted(BUILT.glob("*.dmg")),
    ):
        yield f"{path.name}: {_size(path) / _MEGABYTE:.0f} MB"
    with tempfile.TemporaryDirectory() as home:
        program = Installed((str(FOLDER / "naober"),), Path(home), home)
        store, seen = program.store()
        clock, used = _best(lambda: program.says("region", "list"))
        yield f"a command in the terminal: {clock:.1f} s, {used:.1f} s of the processor"
        if sys.platform == "linux":
            with a_screen() as screen:
                took = [program.window(screen, "--store", seen, title="Naober is vergrendeld") for _t in range(_TIMES)]
            yield f"the window that asks for the key of {store.name}: {min(took):.1f} s"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines())
