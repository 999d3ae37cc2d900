"""All measurements, or those named, in one table; and the table in docs/performance.md.

    python -m benchmarks [name ...] [--keep docs/performance.md]

Each is a process of its own, `python -m benchmarks.NAME`, and prints its own tables too. Lines of measurements that
were not named stay in the page as they were.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.lines import COLLECTED, Line, collected

ALL = (
    "start", "long_tables", "search", "typing_map", "imports", "drafting", "case_opening", "caseload", "board",
    "dashboard", "coverage", "availability", "durations", "papers", "sync",
)  # fmt: skip

_PART = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_HEAD = "| what | Naober | beside it | ratio | wanted |\n|---|---|---|---|---|\n"
_ABOUT = """# How quick it is

Made by `python -m benchmarks`. Milliseconds say more of a machine than of a program: look at what stood beside it in
the same run. They are the processor's, unless a line says wall; of several tries the best or the median, as each module
tells. Other work on the machine makes all of them longer.

"""


def run(name: str) -> list[Line]:
    """What one measurement told; nothing when it failed, which it has said itself."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "lines"
        target.touch()
        command = [sys.executable, "-m", f"benchmarks.{name}"]
        done = subprocess.run(command, env={**os.environ, COLLECTED: str(target)}, check=False)  # noqa: S603 - ours
        if done.returncode:
            sys.stderr.write(f"{name} ended with {done.returncode}\n")
        return collected(target)


def table(lines: list[Line]) -> str:
    """The lines as a table in Markdown."""
    return _HEAD + "".join(f"| {' | '.join(cells(line))} |\n" for line in lines)


def cells(line: Line) -> tuple[str, str, str, str, str]:
    """The texts of a line; what was wanted and not reached says so."""
    theirs = "" if line.theirs is None else f"{line.beside} {figure(line.theirs)} {line.unit}"
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
    wanted = "" if line.wanted is None else f"{figure(line.wanted)} {'times' if line.is_ratio else line.unit}"
    if line.is_reached is False:
        wanted += ", **not reached**"
    return line.what, f"{figure(line.ours)} {line.unit}", theirs, ratio, wanted


def figure(value: float) -> str:
    """Three digits that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004 - three digits


def machine() -> str:
    """What it was measured on, without a name."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    memory, python = f"{pages * size / 2**30:.0f} GB", platform.python_version()
    return f"{os.cpu_count()} processors, {memory}, {platform.system()}, Python {python}"


def page(before: str, name: str, lines: list[Line]) -> str:
    """The page with what was found now; what was measured before stays as it was."""
    parts = dict(_PART.findall(before))
    day = datetime.now(UTC).astimezone()
    parts[name] = f"\n{day:%d-%m-%Y}, {machine()}: `python -m benchmarks.{name}`\n\n{table(lines)}\n"
    known = [name for name in ALL if name in parts]
    return _ABOUT + "\n".join(f"## {known_name}\n{parts[known_name].rstrip()}\n" for known_name in known)


def main() -> None:
    """Measures, prints one table and keeps it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("names", nargs="*", help=f"which of: {', '.join(ALL)}; all when none is named")
    asked.add_argument("--keep", type=Path, default=Path("docs/performance.md"), help="the page")
    given = asked.parse_args()
    if unknown := [name for name in given.names if name not in ALL]:
        asked.error(f"there is no measurement {', '.join(unknown)}")
    found: dict[str, list[Line]] = {}
    for name in given.names or ALL:
        if lines := run(name):
            found[name] = lines
            before = given.keep.read_text(encoding="utf-8") if given.keep.exists() else ""
            given.keep.write_text(page(before, name, lines), encoding="utf-8")
    sys.stdout.write("\n" + table([line for lines in found.values() for line in lines]))


if __name__ == "__main__":
    main()
