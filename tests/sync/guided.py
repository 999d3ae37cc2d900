"""Bytes from outside, thought up by atheris: what reaches code that nothing reached before is kept and bent further.

    python -m tests.sync.guided [--minutes 11] [--reader CSV]

The readers, and what they may raise, are those of `tests.sync.test_bytes_from_outside`, where hypothesis bends bytes
without looking inside. Each reader gets an equal share of the minutes, in a process of its own, and begins with bytes
that it reads well. It prints a table and ends with 1 when a reader stumbled; the bytes it stumbled over are printed in
base64, to be made an example of a test. atheris stands in the extra ``fuzz``: it has no wheels for every system.
"""

from __future__ import annotations

import argparse
import base64
import re
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from time import monotonic

_LENGTH = 16384
"""Bytes at the most; a reader that minds more has limits of its own, which are tested where they stand."""
_MEMORY = 2048
"""Megabytes that one input may cost."""
_SLOW = 20
"""Seconds that one input may take."""
_DONE = re.compile(r"stat::number_of_executed_units:\s+(\d+)")
_REACHED = re.compile(r"cov: (\d+)")
_HEAD = "| reader | tried | places in the code reached | seconds | found |\n|---|---|---|---|---|\n"


def try_one(name: str, folder: Path, seconds: int) -> None:
    """Never comes back: atheris ends the process."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["desktop"], enable_loader_override=False):
        readers = import_module("tests.sync.test_bytes_from_outside").READERS
    reader = next(one for one in readers if one.name == name)
    (folder / "begin" / "whole").write_bytes(reader.whole())

    def read(data: bytes) -> None:
        try:
            reader.read(data)
        except reader.may_raise:
            return

    limits = {"max_total_time": seconds, "max_len": _LENGTH, "rss_limit_mb": _MEMORY, "timeout": _SLOW}
    told = [f"-{key}={value}" for key, value in limits.items()]
    told += ["-print_final_stats=1", f"-artifact_prefix={folder}/", str(folder / "begin")]
    atheris.Setup([sys.argv[0], *told], read)
    atheris.Fuzz()


def tried(name: str, seconds: int) -> tuple[str, bool]:
    """A line of the table, and whether the reader stumbled."""
    with tempfile.TemporaryDirectory() as made:
        (folder := Path(made)).joinpath("begin").mkdir()
        begun = monotonic()
        command = [sys.executable, "-m", __spec__.name, "--in", made, "--reader", name, "--seconds", str(seconds)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
        if done.returncode:
            sys.stderr.write(done.stdout[-2000:] + done.stderr[-6000:])
            for path in folder.glob("*-*"):
                sys.stderr.write(f"{path.name}: {base64.b64encode(path.read_bytes()).decode()}\n")
    count = next(iter(_DONE.findall(done.stderr)), "-")
    reached = next(iter(_REACHED.findall(done.stderr)[::-1]), "-")
    found = "it stumbled" if done.returncode else "read, or refused by name"
    return f"| {name} | {count} | {reached} | {monotonic() - begun:.0f} | {found} |", done.returncode != 0


def main() -> int:
    """See the module."""
    parser = argparse.ArgumentParser(prog="python -m tests.sync.guided", description=__doc__)
    parser.add_argument("--minutes", type=float, default=11.0, help="for all readers together")
    parser.add_argument("--reader", help="only this one")
    parser.add_argument("--in", dest="folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--seconds", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.folder:
        try_one(asked.reader, asked.folder, asked.seconds)
    readers = import_module("tests.sync.test_bytes_from_outside").READERS
    names = [asked.reader] if asked.reader else [reader.name for reader in readers]
    sys.stdout.write(_HEAD)
    stumbled = 0
    for name in names:
        line, has = tried(name, max(1, round(60 * asked.minutes / len(names))))
        stumbled += has
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return int(stumbled > 0)


if __name__ == "__main__":
    sys.exit(main())
