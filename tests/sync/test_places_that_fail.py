"""The place where laptops meet fills up, may only be read, or goes away: nothing is lost, nothing doubled."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
import pytest

from desktop.models.faults import WorldFault
from desktop.models.social_map import Provider
from desktop.sync import outbox
from desktop.sync.session import run
from tests.helpers.killing import Ground, fill_often, lose_often
from tests.helpers.laptops import provider
from tests.helpers.nursery import nursery
from tests.helpers.shares import nobody_may_write
from tests.helpers.sync_world import Mishaps, World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.helpers.laptops import Laptop
    from tests.helpers.offices import Office

NAMES = ("Anna", "Bram", "Coby")
NO_FORK = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork there")


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    """Laptops beside a share with the team's file, and processes for them."""
    world = World(tmp_path, NAMES, share="share")
    with nursery(tmp_path) as births:
        yield Ground(world, births, random.Random(6))  # noqa: S311 - to be the same each time
    world.close()


def waiting(laptop: Laptop) -> int:
    return laptop.ask(outbox.waiting)[0]


@NO_FORK
def test_a_full_disk_at_any_point(ground: Ground) -> None:
    """On the laptop or on the share, whichever runs full first: what does not fit is told, and comes later."""
    fill_often(ground, 6)
    assert ground.tally.faults, "no disk ran full"
    ground.check()


@NO_FORK
def test_a_share_that_goes_away_in_the_middle_of_a_sync(ground: Ground) -> None:
    lose_often(ground, 6)
    assert ground.tally.faults, "no share went away in time"
    ground.check()


@NO_FORK
def test_a_lease_that_finds_no_room_is_told_and_leaves_no_empty_one_behind(ground: Ground) -> None:
    """With an empty lease beside it the file would be shut to everyone."""
    import resource  # noqa: PLC0415 - there is none on Windows

    file, usual = ground.world.file, resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, usual[1]))
    try:
        with pytest.raises(WorldFault, match="central-unreachable"):
            file.pull(0, 10)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        signal.signal(signal.SIGXFSZ, before)
    assert [found.name for found in file.path.parent.iterdir()] == [file.path.name]
    assert file.pull(0, 10).changes == ()


def test_a_share_that_goes_away_between_two_calls(tmp_path: Path) -> None:
    world = World(tmp_path, NAMES, share="share")
    share, anna = world.file.path.parent, world.laptops[0]
    for last in range(6):
        world.laptops[1].add(provider())
        world.sync(world.laptops[1])
        anna.add(provider())
        way = Mishaps(world.central_of(anna))

        def lose(way: Mishaps = way, last: int = last) -> None:
            if way.calls > last and share.exists():
                share.rename(share.with_name("away"))

        way.meanwhile = lose
        with pytest.raises(WorldFault, match="central-unreachable"):
            run(anna.store, way, at_once=1)
        share.with_name("away").rename(share)
    world.settle()
    world.check()
    world.close()


@pytest.mark.skipif(os.name != "posix", reason="rights are set in another way there")
def test_a_share_that_may_only_be_read_keeps_what_is_typed_on_the_laptop(tmp_path: Path) -> None:
    class ReadOnly(Mishaps):
        @contextmanager
        def _call(self) -> Iterator[None]:
            with nobody_may_write(world.file.path.parent):
                yield

    world = World(tmp_path, NAMES, share="share")
    anna, bram = world.laptops[:2]
    bram.add(theirs := provider())
    world.sync(bram)
    anna.add(own := provider())
    sent = waiting(anna)
    with pytest.raises(WorldFault, match="central-read-only"):
        run(anna.store, ReadOnly(world.central_of(anna)))
    assert (waiting(anna), anna.there(Provider, own.id)) == (sent, own)
    world.settle()
    world.check()
    assert (bram.there(Provider, own.id), anna.there(Provider, theirs.id)) == (own, theirs)
    world.close()


def test_a_copy_of_the_file_is_no_second_file(tmp_path: Path) -> None:
    """What is put beside the share by hand does not come into it."""
    world = World(tmp_path, NAMES, share="share")
    shutil.copy(world.file.path, world.file.path.with_name("team (copy).db"))
    world.laptops[0].add(provider())
    world.settle()
    world.check()
    world.close()


FULL = """
CREATE FUNCTION naober.full() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END$$;
CREATE TRIGGER full_now AFTER INSERT ON naober.{} FOR EACH STATEMENT EXECUTE FUNCTION naober.full();
"""
ROOM = "DROP FUNCTION naober.full() CASCADE"
SHUT = "ALTER DATABASE {} SET default_transaction_read_only = on"
OPEN = "ALTER DATABASE {} RESET default_transaction_read_only"


@pytest.mark.parametrize(
    ("fault", "mend", "what", "code"),
    [
        (FULL, ROOM, "change", "central-disk-full"),
        (FULL, ROOM, "op_result", "central-disk-full"),
        (FULL, ROOM, "row_state", "central-disk-full"),
        (SHUT, OPEN, "", "central-read-only"),
    ],
)
def test_a_server_that_can_take_nothing_more(
    tmp_path: Path, office: Office, fault: str, mend: str, what: str, code: str
) -> None:
    """Full is played, for a disk cannot be filled here: the server says what it says then, at that table."""
    world = World(tmp_path, NAMES, office)
    anna = world.laptops[0]
    anna.add(own := provider(), provider())
    sent, place = waiting(anna), what or office.founder.address.database
    with psycopg.connect(office.founder.address.conninfo(office.founder.password), autocommit=True) as admin:
        try:
            admin.execute(fault.format(place))
            with pytest.raises(WorldFault, match=code):
                run(anna.store, world.central_of(anna))
        finally:
            admin.execute("SET default_transaction_read_only = off")
            admin.execute(mend.format(place))
    assert (waiting(anna), anna.there(Provider, own.id)) == (sent, own)
    assert world.history().changes == []
    world.settle()
    world.check()
    world.close()
