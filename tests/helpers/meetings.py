"""Where laptops of the tests meet: one way of joining for every kind of central store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.security.team_code import new_team_code, team_key
from desktop.services import syncing
from desktop.sync.centrals import Central, central_at
from desktop.sync.shared_file import SharedFile
from desktop.sync.shared_place import path_of
from tests.helpers.laptops import Laptop, join

if TYPE_CHECKING:
    from desktop.models.people import Colleague
    from tests.helpers.offices import Office

SHARED, POSTGRES = "shared file", "PostgreSQL"
BOTH = (SHARED, POSTGRES)


@dataclass(frozen=True)
class Meeting:
    """A central store that laptops can join."""

    let_in: Callable[[Colleague], tuple[str, str]]
    """Address and secret for a colleague."""

    def central_for(self, colleague: Colleague) -> Central:
        """The central store as a colleague sees it."""
        return central_at(*self.let_in(colleague))

    def join(self, laptop: Laptop) -> None:
        """Nothing is sent or fetched yet."""
        url, secret = self.let_in(laptop.workplace.colleague)
        join(laptop, central_at(url, secret), url, secret)


def meet_in_file(url: str, region: str) -> Meeting:
    """A new shared file; everyone has the same code."""
    code = new_team_code()
    SharedFile(path_of(url), team_key(code)).create(region=region)
    return Meeting(lambda _colleague: (url, code))


def meet_in_office(office: Office) -> Meeting:
    """A database; everyone has a login of their own."""
    return Meeting(office.let_in)


def central_of(laptop: Laptop) -> Central:
    """The central store that a laptop belongs to, as it sees it."""
    return central_at(syncing.state_of_work(laptop.workplace).url, syncing.team_code(laptop.workplace))
