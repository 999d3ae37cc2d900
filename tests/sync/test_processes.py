"""Real processes on one shared file: at the same time, and killed in the middle.

``NAOBER_KILLS`` sets how often a process is killed.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from desktop.models.social_map import Provider
from desktop.sync.lock_probe import probe
from desktop.sync.session import run
from tests.helpers.sync_process import ROWS_AN_ACT
from tests.helpers.sync_world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KILLS = int(os.environ.get("NAOBER_KILLS", "6"))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, ("Anna", "Bram", "Coby"))
    yield made
    made.close()


def start(world: World, path: Path, acts: int) -> subprocess.Popen[str]:
    words = [str(path), *world.meeting.let_in(world.laptops[0].workplace.colleague), str(acts)]
    command = [sys.executable, "-m", "tests.helpers.sync_process", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def told(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout is not None
    return (line.strip() for line in process.stdout)


def check(world: World, made: set[str]) -> None:
    """All that was made is on every laptop, once, and in the central file."""
    world.settle()
    world.check()
    for laptop in world.laptops:
        assert made <= {one.id for one in laptop.ask(lambda reader: reader.find(Provider))}
    told_of = [change["row_id"] for change in world.history().changes if change["tbl"] == "provider"]
    assert len(told_of) == len(set(told_of)), "a row was applied twice"
    assert made <= set(told_of)


def test_two_processes_sync_at_the_same_time(world: World) -> None:
    first, second = (start(world, world.set_free(number), 6) for number in (0, 1))
    with first, second:
        said = [line.split() for process in (first, second) for line in told(process)]
    assert (first.returncode, second.returncode) == (0, 0)
    for number in (0, 1):
        world.take_back(number)
    made = {words[1] for words in said if words[0] == "made"}
    assert len(made) == 2 * 6 * ROWS_AN_ACT
    check(world, made)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 there")
def test_a_process_killed_in_the_middle_loses_nothing_and_doubles_nothing(world: World) -> None:
    """The killed one holds lease, locks and an open transaction; the next one finds its way."""
    chance = random.Random(2)  # noqa: S311 - to be the same each time
    path, made = world.set_free(0), set()
    for _kill in range(KILLS):
        last = chance.randrange(ROWS_AN_ACT, 5 * ROWS_AN_ACT)
        with start(world, path, 3) as process:
            for number, line in enumerate(told(process)):
                if line.startswith("made "):
                    made.add(line.split()[1])
                if number == last:
                    process.kill()
        assert process.returncode in (-9, 0)
    world.take_back(0)
    check(world, made)
    left = {found.name for found in path.parent.iterdir() if found.name.startswith("team.db")}
    assert left == {"team.db"}


def test_the_probe_passes_where_locks_hold_and_leaves_nothing_behind(tmp_path: Path) -> None:
    probe(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_laptop_goes_on_after_a_killed_one_without_waiting_for_it(world: World) -> None:
    with start(world, world.set_free(0), 1) as process:
        for line in told(process):
            if line == "write":
                process.kill()
    assert process.returncode == -9
    outcome = run(world.laptops[1].store, world.central_of(world.laptops[1]))
    assert outcome.mended == {}
