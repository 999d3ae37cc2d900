"""Everything that may go wrong, for as long as one likes: `python -m tests.sync.long_run --kills 500 --minutes 60`.

It prints a table, one line for each kind of try, and ends with 1 when something was lost, doubled, or not told by name.
The minutes are shared out; a kind stops when its share or its number is reached, and has one round at least.
`docs/reliability.md` keeps what was found.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from tests.helpers.killing import Ground, crowd, cut_often, fill_often, kill_often, lose_often
from tests.helpers.nursery import Nursery, nursery
from tests.helpers.offices import Office, found_office, sweep
from tests.helpers.postgres import running
from tests.helpers.stores import REGION
from tests.helpers.sync_world import World

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("Anna", "Bram", "Coby")
CROWD = (*NAMES, "Dirk", "Els", "Fien", "Gijs", "Hans")
_HEAD = "| tried | times | killed in time | told | seconds | found |\n|---|---|---|---|---|---|\n"
A_ROUND = 25
"""Mishaps in one world before it is looked over: a longer history would only be read again and again."""


@dataclass
class Line:
    """One line of the table."""

    what: str
    tried: int = 0
    ended: Counter[int] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    broken: str = ""

    def text(self) -> str:
        """As it is printed."""
        told = ", ".join(f"{code} {count}" for code, count in sorted(self.told.items())) or "-"
        state = self.broken or "nothing lost, nothing doubled"
        return f"| {self.what} | {self.tried} | {self.ended[-9]} | {told} | {self.seconds:.0f} | {state} |"


@dataclass
class Places:
    """Where worlds are made."""

    folder: Path
    births: Nursery
    office: Office
    seed: int
    count: int = 0

    @contextmanager
    def ground(self, names: tuple[str, ...] = NAMES, *, office: bool = False) -> Iterator[Ground]:
        """A new world; every one has a seed of its own, that follows from the one that was given."""
        self.count += 1
        with tempfile.TemporaryDirectory(dir=self.folder) as made:
            world = World(Path(made), names, sweep(self.office) if office else None, share="share")
            try:
                yield Ground(world, self.births, random.Random(self.seed * 100_003 + self.count))  # noqa: S311
            finally:
                world.close()


def rounds(line: Line, tries: int, until: float, a_round: Callable[[int], Ground]) -> Line:
    """Tries so often, in rounds, or until the time is over."""
    begun = monotonic()
    try:
        while line.tried < tries and (line.tried == 0 or monotonic() < until):
            now = min(A_ROUND, tries - line.tried)
            tally = a_round(now).tally
            line.tried += now
            line.ended += tally.ended
            line.told += tally.faults
    except AssertionError as error:
        line.broken = f"BROKEN: {str(error).splitlines()[0] if str(error) else 'see above'}"
        sys.excepthook(*sys.exc_info())
    line.seconds = monotonic() - begun
    return line


def one_round(places: Places, act: Callable[[Ground, int], None], *, office: bool, now: int) -> Ground:
    """One world, looked over at the end."""
    with places.ground(office=office) as ground:
        act(ground, now)
        ground.check()
        return ground


def crowded(places: Places, now: int) -> Ground:
    """Eight at once, two of them killed; it counts the processes."""
    with places.ground(CROWD) as ground:
        for _time in range(-(-now // len(CROWD))):
            crowd(ground, acts=2, killed=2)
        ground.check()
        return ground


def by_pytest(what: str, environment: dict[str, str], *tests: str) -> Line:
    """Tests that take their numbers from the environment."""
    begun = monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--timeout", "0", *tests]
    done = subprocess.run(command, env={**os.environ, **environment}, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.stderr.write(done.stdout[-6000:])
    tried = int(next(number for name, number in environment.items() if name.endswith("EXAMPLES")))
    broken = f"BROKEN: {done.stdout.splitlines()[-1]}" if done.returncode else ""
    return Line(what, tried, seconds=monotonic() - begun, broken=broken)


def processes(asked: argparse.Namespace, places: Places) -> Iterator[Line]:
    """The kinds that need processes, in turn."""
    kinds: tuple[tuple[str, int, Callable[[int], Ground]], ...] = (
        ("`kill -9`, shared file", asked.kills, partial_round(places, kill_often)),
        ("`kill -9`, PostgreSQL", asked.kills, partial_round(places, kill_often, office=True)),
        ("backend ended by the server", asked.kills // 2, partial_round(places, cut_often, office=True)),
        ("eight processes at once, two killed", asked.kills // 2, partial(crowded, places)),
        ("disk full, laptop or share", asked.kills // 4, partial_round(places, fill_often)),
        ("share gone in the middle", asked.kills // 4, partial_round(places, lose_often)),
    )
    for number, (what, tries, a_round) in enumerate(kinds):
        left = (asked.until - monotonic()) / (len(kinds) - number)
        yield rounds(Line(what), tries, monotonic() + left, a_round)


def partial_round(
    places: Places, act: Callable[[Ground, int], None], *, office: bool = False
) -> Callable[[int], Ground]:
    """A round of this kind, that still wants to know how many."""
    return lambda now: one_round(places, act, office=office, now=now)


def examples(asked: argparse.Namespace) -> Iterator[Line]:
    """The kinds that hypothesis thinks up."""
    seed = f"--hypothesis-seed={asked.seed}"
    kinds = (("shared file", "no_edit_is_lost"), ("PostgreSQL", "around_a_database")) if asked.histories else ()
    for what, name in kinds:
        numbers = {"NAOBER_SYNC_EXAMPLES": str(asked.histories), "NAOBER_SYNC_STEPS": "40", "NAOBER_SYNC_QUICK": "1"}
        yield by_pytest(f"histories of 40 steps, {what}", numbers, "tests/sync/test_many_laptops.py", "-k", name, seed)
    fuzzed = {"NAOBER_FUZZ_EXAMPLES": str(asked.bytes)}
    if asked.bytes:
        yield by_pytest("bytes from outside, for each reader", fuzzed, "tests/sync/test_bytes_from_outside.py", seed)


def main() -> int:
    """See the module."""
    parser = argparse.ArgumentParser(prog="python -m tests.sync.long_run", description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="of each central store; other mishaps in proportion")
    parser.add_argument("--histories", type=int, default=200, help="of each central store")
    parser.add_argument("--bytes", type=int, default=2000, help="examples for each reader")
    parser.add_argument("--minutes", type=float, default=60, help="for the processes; other numbers are not cut")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    asked.until = monotonic() + 60 * asked.minutes
    sys.stdout.write(f"Seed {asked.seed}\n\n{_HEAD}")
    broken = 0
    with tempfile.TemporaryDirectory() as made, running() as server, nursery(Path(made)) as births:
        places = Places(Path(made), births, found_office(server, REGION), asked.seed)
        for lines in (processes(asked, places), examples(asked)):
            for line in lines:
                broken += bool(line.broken)
                sys.stdout.write(line.text() + "\n")
                sys.stdout.flush()
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
