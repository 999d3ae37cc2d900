"""Breaks each rule of sync in a copy of the program, and sees whether the tests notice.

`python -m tests.sync.broken_rules` tries them all; a number or a part of a name tries those alone. A rule that can be
broken without a test that fails is a rule that nothing keeps. `broken_rules.toml` names them; where a place changes its
words, `test_broken_rules.py` tells.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).parents[2]
_COPIED = ("desktop", "tests", "resources", "installer", "pyproject.toml")


@dataclass(frozen=True)
class Broken:
    """One rule, and how to break it."""

    rule: str
    file: str
    """From the root of the project."""
    stands: str
    """What the file says, once."""
    instead: str
    tests: tuple[str, ...]
    """Of `tests/sync` unless they say otherwise; one of them must fail."""


RULES = tuple(
    Broken(**told | {"tests": tuple(told["tests"])})
    for told in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["rule"]
)
"""Every rule once."""


def copy_of(broken: Broken, folder: Path) -> None:
    """Puts the program in a folder with one rule broken.

    Raises:
        ValueError: The file does not say what it should.
    """
    for name in _COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    (folder / broken.file).write_text(broken_text(broken), encoding="utf-8")


def broken_text(broken: Broken) -> str:
    """The file with the rule broken.

    Raises:
        ValueError: As `copy_of`.
    """
    text = (ROOT / broken.file).read_text(encoding="utf-8")
    if text.count(broken.stands) != 1:
        raise ValueError(broken.rule)
    return text.replace(broken.stands, broken.instead)


def is_noticed(broken: Broken) -> bool:
    """True when one of its tests fails; they all pass while the rule stands."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        copy_of(broken, folder)
        paths = [f"tests/sync/{name}" for name in broken.tests]
        command = (sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *paths)
        environment = {**os.environ, "PYTHONPATH": made, "CI": "1", "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, text=True)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"{broken.rule}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.returncode == 1


def main(asked: str = "") -> int:
    """Tries all rules, or those that are asked; 1 when one can be broken unnoticed."""
    unnoticed = 0
    for number, broken in enumerate(RULES, 1):
        if asked and asked != str(number) and asked not in broken.rule:
            continue
        began, noticed = monotonic(), is_noticed(broken)
        unnoticed += not noticed
        told = "noticed" if noticed else "UNNOTICED"
        sys.stdout.write(f"{number:3} {told:10} {monotonic() - began:5.0f} s  {broken.rule}\n")
        sys.stdout.flush()
    sys.stdout.write(f"\n{unnoticed} unnoticed\n" if unnoticed else "\nEvery broken rule is noticed\n")
    return bool(unnoticed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
