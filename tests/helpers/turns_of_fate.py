"""What befalls laptops and colleagues beside lost messages: a copy put back, an older program, being shut out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from sqlalchemy import event

from desktop.models.faults import WorldFault
from desktop.store import backup
from desktop.store.migrate import newest
from desktop.sync.session import take_leave
from tests.helpers.stores import KEY
from tests.helpers.sync_checks import read_journals

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.sync.protocol import CentralStore
    from tests.helpers.offices import Office
    from tests.helpers.sync_world import World


@dataclass
class Unanswered:
    """A central store that does what one of its calls asks, without the answer coming back."""

    central: CentralStore
    call: str
    """Its name in `CentralStore`."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the call is
        done = getattr(self.central, name)
        if name != self.call:
            return done

        def unanswered(*what: object) -> object:
            done(*what)
            raise WorldFault("central-unreachable")

        return unanswered


@dataclass
class Copies:
    """Copies of laptops' stores, one of each at most."""

    folder: Path
    taken: dict[int, Path] = field(default_factory=dict)

    def take(self, world: World, number: int) -> None:
        """A copy of the laptop as it is now, in place of the one there was."""
        copy = self.folder / f"copy of {number}.db"
        copy.unlink(missing_ok=True)
        backup.back_up(world.laptops[number].store, copy, KEY)
        self.taken[number] = copy

    def put_back(self, world: World, number: int) -> None:
        """The laptop is as it was at its copy, if there is one; what its own journal told goes to `World.lost`."""
        if number not in self.taken:
            return
        world.lost |= read_journals([world.laptops[number]])
        world.put_back.add(number)
        path = world.set_free(number)
        aside = backup.restore(self.taken[number], path, KEY)
        assert aside is not None
        for part in aside.parent.glob(f"{aside.name}*"):
            part.unlink()
        world.take_back(number)


class Ended(BaseException):
    """The program is gone."""


def ended_before(world: World, number: int, at: int, act: Callable[[], None]) -> None:
    """Has something done on a laptop whose program ends before so many statements, or commits, of its store; it is
    started again then.
    """
    left = at

    def one_more(*_what: object) -> None:
        nonlocal left
        if left <= 0:  # nor does it say anything after
            raise Ended
        left -= 1

    engine = world.laptops[number].store.engine
    for moment in ("before_cursor_execute", "commit"):
        event.listen(engine, moment, one_more)
    try:
        act()
    except Ended:
        pass
    finally:
        for moment in ("before_cursor_execute", "commit"):
            event.remove(engine, moment, one_more)
    world.set_free(number)
    world.take_back(number)


def by_an_older_program(act: Callable[[], None]) -> None:
    """Has something done by the program of one version ago, that knows the same tables."""
    older = newest() - 1
    with patch("desktop.store.database.newest", lambda: older), patch("desktop.sync.session.newest", lambda: older):
        act()


def shut_out_for_a_while(office: Office, world: World, number: int) -> Callable[[], None]:
    """Shuts a colleague out at once; what is returned lets them in again, under the same login and another password."""
    person = world.laptops[number].workplace.colleague
    office.founder.revoke(person.id)

    def let_in() -> None:
        login, password = office.founder.admit(person)
        address, _old = office.logins[person.id]
        assert login == address.login
        office.logins[person.id] = address, password

    return let_in


def empty(world: World, number: int) -> None:
    """What the laptop of a colleague who is shut out does at its next contact."""
    laptop = world.laptops[number]
    told = read_journals([laptop])
    world.lost |= told
    world.emptied_of |= told.keys()
    world.emptied = True
    take_leave(laptop.store, world.central_of(laptop))
