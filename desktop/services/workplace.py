"""Where a colleague works: an open store, the region's profile, who it is, and what time it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime

from desktop.models.audit import Dossier, ShownList
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.models.region import RegionProfile
from desktop.rules.permissions import Act, require
from desktop.store.database import Store
from desktop.store.unit_of_work import UnitOfWork
from desktop.sync.open_lines import OpenLines

Clock = Callable[[], datetime]
"""Answers with the moment it is now, timezone-aware, in UTC."""


@dataclass
class InSight:
    """Of whom the log was told since the person came to where they are; it goes with the program.

    Attributes:
        whose: Colleague's id of who looks.
        opened: Dossiers that were opened, each with the kind of paper, or an empty text.
        asked: By list what it was asked last.
        shown: By list the ids that it showed.
        alone: By list the ids of those whom it showed alone.
    """

    whose: str = ""
    opened: set[tuple[Dossier, str]] = field(default_factory=set)
    asked: dict[ShownList, tuple[str, ...]] = field(default_factory=dict)
    shown: dict[ShownList, set[str]] = field(default_factory=dict)
    alone: dict[ShownList, set[str]] = field(default_factory=dict)

    def leave(self) -> None:
        """The person goes elsewhere: what is shown from now on is told anew."""
        self.opened.clear()
        self.asked.clear()
        self.shown.clear()
        self.alone.clear()

    def leave_list(self, which: ShownList) -> None:
        """The same of one list, such as that of a dialog that closes."""
        self.asked.pop(which, None)
        self.shown.pop(which, None)
        self.alone.pop(which, None)


@dataclass(frozen=True)
class Workplace:
    """First argument of every service; made once at opening and handed down, never looked up."""

    store: Store
    profile: RegionProfile
    colleague: Colleague
    clock: Clock
    in_sight: InSight = field(default_factory=InSight, compare=False, repr=False)
    """Asked through `looks`."""
    lines: OpenLines = field(default_factory=OpenLines, compare=False, repr=False)
    """What is waited for at a central store; whoever closes the store ends them."""

    @property
    def looks(self) -> InSight:
        """Whom this colleague was shown since coming here; what another was shown does not count."""
        if self.in_sight.whose != self.colleague.id:
            self.in_sight.leave()
            self.in_sight.whose = self.colleague.id
        return self.in_sight

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
