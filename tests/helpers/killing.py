"""Laptops that are killed, cut off and crowded, in a world that is looked over at the end.

Where a laptop is stopped is drawn by chance, but the same each time for the same seed: after so many of its own lines,
and then some tenths of a millisecond, so that it is not always between two of them.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

import psycopg

from desktop.models.social_map import Provider

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.helpers.nursery import Born, Nursery
    from tests.helpers.sync_world import World

_LINES = 75
"""About as many as a laptop says over one act and one sync."""

_NEVER_DONE = 20
"""Times as much as a laptop would have to do that is killed."""


@dataclass
class Tally:
    """What came of it."""

    ended: Counter[int] = field(default_factory=Counter)
    """How often by the code they ended with; -9 for those that were killed in time."""
    faults: Counter[str] = field(default_factory=Counter)
    """What laptops were told, by code."""
    made: set[str] = field(default_factory=set)
    """Ids of rows that a laptop said to have."""

    def hear(self, line: str) -> None:
        """Keeps what a laptop says."""
        word, *rest = line.split()
        assert word != "broken", line
        if word == "made":
            self.made.add(rest[0])
        elif word == "fault":
            self.faults[rest[0]] += 1


@dataclass
class Ground:
    """A world, and where its laptops are born."""

    world: World
    nursery: Nursery
    chance: random.Random
    tally: Tally = field(default_factory=Tally)

    def start(self, number: int, acts: int, *, room: int = 0) -> Born:
        """Puts a laptop to work in a process of its own; whoever does takes it back."""
        door = self.world.meeting.let_in(self.world.laptops[number].workplace.colleague)
        return self.nursery.start(self.world.set_free(number), door, acts, room=room)

    def hear_out(self, number: int, born: Born) -> None:
        """Listens until it ends, and takes it back."""
        for line in born.says:
            self.tally.hear(line)
        self.tally.ended[born.end()] += 1
        self.world.take_back(number)

    def stopped(self, number: int, stop: Callable[[Born], object], acts: int = 1) -> None:
        """Has a laptop work until something stops it at a point drawn by chance."""
        last, spin = self.chance.randrange(_LINES * acts), self.chance.random() * self.chance.choice((0, 1e-4, 3e-3))
        born = self.start(number, acts)
        for heard, line in enumerate(born.says):
            self.tally.hear(line)
            if heard == last:
                until = perf_counter() + spin
                while perf_counter() < until:
                    pass
                stop(born)
        self.tally.ended[born.end()] += 1
        self.world.take_back(number)

    def check(self) -> None:
        """All that was made is on every laptop, once, and the central store's history tells of it."""
        self.world.settle(at_once=500)
        self.world.check()
        told = [change["row_id"] for change in self.world.history().changes if change["effect"] == "insert"]
        assert len(told) == len(set(told)), "a row was applied twice"
        assert self.tally.made <= set(told)
        for laptop in self.world.laptops:
            assert self.tally.made <= {one.id for one in laptop.ask(lambda reader: reader.find(Provider))}


def kill_often(ground: Ground, kills: int) -> None:
    """Kills one laptop after another, while the last one of the world goes on alone between them."""
    *doomed, calm = range(len(ground.world.laptops))
    for kill in range(kills):
        ground.stopped(ground.chance.choice(doomed), lambda born: born.kill())
        if kill % 8 == 7:
            ground.world.sync(ground.world.laptops[calm])
    assert ground.tally.ended[-9] >= kills // 2, "most came to their end before they were killed"
    assert set(ground.tally.ended) <= {-9, 0}


def cut_off(admin: psycopg.Connection[tuple[object, ...]], login: str, _born: Born) -> None:
    """Ends every session of a login."""
    admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (login,))


def cut_often(ground: Ground, cuts: int) -> None:
    """Ends the server's side of a laptop's connection again and again; the laptop tells, and goes on."""
    office = ground.world.office
    assert office is not None
    address, password = office.founder.address, office.founder.password
    with psycopg.connect(address.conninfo(password), autocommit=True) as admin:
        for _cut in range(cuts):
            number = ground.chance.randrange(len(ground.world.laptops))
            door = ground.world.meeting.let_in(ground.world.laptops[number].workplace.colleague)
            name = next(a.login for a, secret in office.logins.values() if (a.url, secret) == door)
            ground.stopped(number, partial(cut_off, admin, name), acts=2)
    assert set(ground.tally.ended) == {0}
    assert set(ground.tally.faults) <= {"central-unreachable"}


def fill_often(ground: Ground, times: int) -> None:
    """Lets a disk run full at a point drawn by chance, the laptop's or the share's, whichever comes first."""
    world = ground.world
    for number in (ground.chance.choice((0, 1)) for _time in range(times)):
        files = (world.laptops[number].store.path, world.file.path)
        room = ground.chance.choice([file.stat().st_size for file in files]) + ground.chance.randrange(120_000)
        ground.hear_out(number, ground.start(number, 2, room=room))
    assert set(ground.tally.ended) == {0}
    assert set(ground.tally.faults) <= {"disk-full", "disk-fault", "central-disk-full", "central-unreachable"}


def lose_often(ground: Ground, times: int) -> None:
    """Takes the share away at a point drawn by chance, until the laptop has given up."""
    share = ground.world.file.path.parent
    away = share.with_name("away")
    for _time in range(times):
        ground.stopped(ground.chance.choice((0, 1)), lambda _born: share.rename(away))
        if away.exists():
            away.rename(share)
    assert set(ground.tally.ended) == {0}
    assert set(ground.tally.faults) <= {"central-unreachable", "central-missing"}


def _killed_as_it_writes(ground: Ground, born: Born) -> None:
    for line in born.says:
        ground.tally.hear(line)
        if line == "write\n":
            born.kill()


def crowd(ground: Ground, acts: int, killed: int) -> None:
    """All laptops at once; some are killed in the middle.

    Those have more to do than they will come to, and each is listened to by itself: the one would be done before the
    other had its first turn.
    """
    before = Counter(ground.tally.ended)
    numbers = range(len(ground.world.laptops))
    born = [ground.start(number, acts * _NEVER_DONE if number < killed else acts) for number in numbers]
    with ThreadPoolExecutor(killed) as listeners:
        list(listeners.map(partial(_killed_as_it_writes, ground), born[:killed]))
    for number, one in enumerate(born):
        ground.hear_out(number, one)
    assert ground.tally.ended - before == Counter({-9: killed, 0: len(born) - killed})
    assert ground.tally.faults == Counter(), "whoever waits gets a turn"
