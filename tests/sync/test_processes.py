"""Real processes around both central stores: at the same time, killed in the middle, and cut off by the server.

``NAOBER_KILLS`` sets how often one is killed, at both together; `tests/sync/long_run.py` goes on as long as one likes.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING, cast

import pytest

from desktop.sync.lock_probe import probe
from desktop.sync.session import run
from tests.helpers.killing import Ground, crowd, cut_often, kill_often
from tests.helpers.meetings import BOTH, SHARED
from tests.helpers.nursery import nursery
from tests.helpers.sync_world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.helpers.nursery import Nursery
    from tests.helpers.offices import Office

KILLS = int(os.environ.get("NAOBER_KILLS", "25"))
NO_KILLS = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 there")
NAMES = ("Anna", "Bram", "Coby")


@pytest.fixture(scope="module")
def births(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery(tmp_path_factory.mktemp("pipes")) as born:
        yield born


@pytest.fixture(params=BOTH)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    office = None if request.param == SHARED else cast("Office", request.getfixturevalue("office"))
    made = World(tmp_path, NAMES, office)
    yield made
    made.close()


@NO_KILLS
def test_a_process_killed_in_the_middle_loses_nothing_and_doubles_nothing(world: World, births: Nursery) -> None:
    """The killed one holds lease, locks and an open transaction; the next one finds its way."""
    ground = Ground(world, births, random.Random(2))  # noqa: S311 - to be the same each time
    kill_often(ground, KILLS // len(BOTH) + 1)
    ground.check()
    if world.office is None:
        folder = world.file.path.parent
        left = {found.name for found in folder.iterdir() if found.name.startswith("team.db")}
        assert left == {"team.db"}


@NO_KILLS
def test_eight_processes_at_once_on_one_shared_file_and_two_of_them_killed(tmp_path: Path, births: Nursery) -> None:
    world = World(tmp_path, (*NAMES, "Dirk", "Els", "Fien", "Gijs", "Hans"))
    ground = Ground(world, births, random.Random(4))  # noqa: S311 - idem
    crowd(ground, acts=2, killed=2)
    ground.check()
    world.close()


@NO_KILLS
def test_a_database_that_cuts_laptops_off_loses_nothing_and_doubles_nothing(
    tmp_path: Path, office: Office, births: Nursery
) -> None:
    world = World(tmp_path, NAMES, office)
    ground = Ground(world, births, random.Random(5))  # noqa: S311 - idem
    cut_often(ground, 8)
    assert ground.tally.faults, "nobody was cut off"
    ground.check()
    world.close()


def test_the_probe_passes_where_locks_hold_and_leaves_nothing_behind(tmp_path: Path) -> None:
    probe(tmp_path)
    assert list(tmp_path.iterdir()) == []


@NO_KILLS
def test_a_laptop_goes_on_after_a_killed_one_without_waiting_for_it(tmp_path: Path) -> None:
    world = World(tmp_path, NAMES)
    words = [str(world.set_free(0)), *world.meeting.let_in(world.laptops[0].workplace.colleague), "1"]
    command = [sys.executable, "-m", "tests.helpers.sync_process", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line == "write\n":
                process.kill()
    assert process.returncode == -9
    outcome = run(world.laptops[1].store, world.central_of(world.laptops[1]))
    assert outcome.mended == {}
    world.take_back(0)
    world.close()
