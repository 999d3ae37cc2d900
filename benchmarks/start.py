"""From starting the program to its first useful picture, and what it spends when nobody does anything.

    python -m benchmarks.start [cases] [seconds]

The floor of the first window is a bare PySide6 window of the same size, painted; both are processes of their own, with
their bytecode kept as an installed program has it, in turns. Then the real program opens a store of so many cases with
a passphrase: what Argon2id takes of that is told apart, for it must be slow. At the end the window stands open for so
many seconds, and what the processor spent on it is told.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter

from benchmarks.invented_cases import NOW, REGION, put, undecided
from benchmarks.lines import Line, tell
from desktop.models.kinds import Role
from desktop.services.start import NewStore, Passphrase, create_store, unlock

CASES, SECONDS, TURNS = 10_000, 60, 9
TIMES, TODAY_MS, IDLE_MS, FRAME_MS = 1.6, 400, 10, 16
PASSPHRASE = "koffie fiets dijk regen"  # noqa: S105 - of an invented store

Took = tuple[float, float]
"""Milliseconds, wall and processor."""


def in_turns(names: tuple[str, ...], folder: Path) -> list[Took]:
    """The median of each, as processes of their own; the first of each only writes the bytecode."""
    took: list[list[Took]] = [[] for _name in names]
    for turn in range(TURNS + 1):
        for name, mine in zip(names, took, strict=True):
            wall, processor = map(float, _process(folder, name).split())
            if turn:
                mine.append((wall, processor))
    return [(median(wall for wall, _cpu in mine), median(cpu for _wall, cpu in mine)) for mine in took]


def _process(folder: Path, name: str, *words: str) -> str:
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    asked = {
        "NAOBER_BEGUN": str(monotonic()),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "QT_QPA_PLATFORM": kept.get("QT_QPA_PLATFORM", "offscreen"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    command = [sys.executable, "-m", f"benchmarks.start_{name}", str(folder / "naober.store"), *words]
    return subprocess.run(command, env=kept | asked, capture_output=True, text=True, check=True).stdout  # noqa: S603 - ours


def make(path: Path, cases: int) -> float:
    """A store with so many cases; returns what Argon2id takes of opening it, in ms."""
    here = create_store(path, NewStore(REGION, "Benchmark", Role.CONSULTANT, PASSPHRASE), clock=lambda: NOW).workplace
    put(here, list(undecided(cases, here.colleague.id)))
    here.store.close()
    wall = perf_counter()
    unlock(path, Passphrase(PASSPHRASE))
    return (perf_counter() - wall) * 1000


def report(line: Line) -> None:
    """Prints a line, and adds it to the table that is being collected."""
    beside = f"{line.theirs:>10.0f} {line.ratio:>6.2f}" if line.theirs and line.ratio else " " * 17
    reached = {None: "", True: "   as wanted", False: "   NOT as wanted"}[line.is_reached]
    sys.stdout.write(f"{line.what:<62}{line.ours:>8.0f} {line.unit}{beside}{reached}\n")
    tell(line)


def main(cases: int, seconds: int) -> None:
    """Measures, and prints a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        argon = make(folder / "naober.store", cases)
        floor, gate = in_turns(("bare", "gate"), folder)
        _process(folder, "inside", PASSPHRASE, "0")  # writes the bytecode
        found: dict[str, float] = json.loads(_process(folder, "inside", PASSPHRASE, str(seconds)))
    window = "a bare PySide6 window"
    report(
        Line(
            "start until the passphrase can be typed, processor", gate[1], "ms", window, floor[1], TIMES, is_ratio=True
        )
    )
    report(Line("the same, wall", gate[0], "ms", window, floor[0], TIMES, is_ratio=True))
    report(Line("the rest of the program, loaded beside it, processor", found["loaded-cpu"]))
    report(Line("the event loop held by that, longest", found["held"], wanted=FRAME_MS))
    report(Line("Argon2id over the passphrase", argon))
    report(Line("opening the store after it, every page of it looked at", found["open"] - argon))
    report(Line(f"Today with data of {cases} cases after that, wall", found["today"], wanted=TODAY_MS))
    report(Line("the same, processor", found["today-cpu"], wanted=TODAY_MS))
    report(Line(f"{seconds} s with the window open and nobody there, processor", found["idle"], wanted=IDLE_MS))


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [CASES, SECONDS][len(given) :]))
