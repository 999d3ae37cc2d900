"""A central store that is put back from a copy, and laptops that go on with it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from desktop.models.faults import WorldFault
from desktop.services import syncing
from desktop.sync import books, meeting_again
from desktop.sync.postgres.copying import copy_out, put_back
from desktop.sync.shared_copies import copy_file
from tests.helpers.stores import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.helpers.laptops import Laptop
    from tests.helpers.sync_world import World


@dataclass
class CentralCopy:
    """A copy of the central store, one at most."""

    path: Path

    def take(self, world: World) -> None:
        """A copy of the central store as it is now, in place of the one there was."""
        self.path.unlink(missing_ok=True)
        if world.office is None:
            copy_file(world.file, self.path)
        else:
            copy_out(world.office.founder, self.path, KEY)

    def put_back(self, world: World) -> None:
        """The central store is as it was at its copy, if there is one, as `naober central restore` leaves it."""
        if not self.path.exists():
            return
        world.times_put_back += 1
        if world.office is None:
            file = world.file
            file.path.unlink()
            copy_file(replace(file, path=self.path), file.path)
            file.raise_epoch()
            return
        founder = world.office.founder
        with psycopg.connect(founder.address.conninfo(founder.password)) as db:
            db.execute("DROP SCHEMA naober CASCADE")
        put_back(founder, self.path, KEY)


@contextmanager
def told_if_put_back(world: World) -> Iterator[None]:
    """Where the central store was, whoever met it before may be told so, whatever they ask."""
    try:
        yield
    except WorldFault as fault:
        if fault.code != "central-put-back" or not world.times_put_back:
            raise


def meet_again(world: World, laptop: Laptop) -> None:
    """`naober sync --put-back`, but for the sync."""
    state = laptop.ask(books.read_state)
    assert state is not None
    meeting_again.meet_again(laptop.store, world.central_of(laptop), state)


def leave_and_join(world: World, laptop: Laptop) -> None:
    """What people did before there was a better way, and still may do."""
    syncing.leave(laptop.workplace)
    world.meeting.join(laptop)
