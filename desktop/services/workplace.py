"""Where a colleague works: an open store, the region's profile, who it is, and what time it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.models.region import RegionProfile
from desktop.rules.permissions import Act, require
from desktop.store.database import Store
from desktop.store.unit_of_work import UnitOfWork

Clock = Callable[[], datetime]
"""Answers with the moment it is now, timezone-aware, in UTC."""


@dataclass(frozen=True)
class Workplace:
    """First argument of every service; made once at opening and handed down, never looked up."""

    store: Store
    profile: RegionProfile
    colleague: Colleague
    clock: Clock

    @property
    def today(self) -> date:
        """The calendar day where the laptop stands."""
        return self.clock().astimezone().date()

    @property
    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.clock()

    def work(self, act: str) -> AbstractContextManager[UnitOfWork]:
        """A unit of work in this colleague's name; `act` is the person's verb, marked for the catalogue."""
        return self.store.work(act, actor=self.colleague.id)

    def casework(self, act: str) -> AbstractContextManager[UnitOfWork]:
        """The same, for who may change cases.

        Raises:
            RuleBroken: ``not-allowed``.
        """
        require(self.role, Act.CHANGE_CASES)
        return self.work(act)

    @property
    def role(self) -> Role:
        """What the colleague is to the program."""
        return Role(self.colleague.role)
