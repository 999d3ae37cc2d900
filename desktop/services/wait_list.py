"""Residents who wait, over cases: who was not heard, who waits longer than the norm, and what bridges it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.models.audit import ShownList
from desktop.models.waiting import WaitNorm
from desktop.rules.next_steps import contact_due
from desktop.rules.norms import Breach, breach, norm_of_wait
from desktop.rules.permissions import Act, require
from desktop.services.names import ProfileNames, join_name
from desktop.services.norms import norms_of
from desktop.services.shown import tell_list
from desktop.services.workplace import Workplace
from desktop.store.queries.waiting import WaitingRow, waiting_rows

WEEK = 7
"""Days."""


class WaitOrder(StrEnum):
    """How the list is sorted; within it who waits longest stands first."""

    CONTACT = "contact"
    """The contact that is most overdue first."""
    WEEKS = "weeks"
    URGENCY = "urgency"


@dataclass(frozen=True)
class WaitFilter:
    """Whose waits; what is left empty does not narrow them."""

    team: bool = False
    """True: of the whole team; for who may see the team's cases."""
    product: str = ""
    """Product's id."""
    provider_id: str = ""
    overdue: bool = False
    """True: only who should have been heard before today."""
    over_norm: bool = False
    """True: only who waits longer than the norm."""
    order: WaitOrder = WaitOrder.CONTACT


@dataclass(frozen=True)
class WaitLine:
    """Someone who waits."""

    entry_id: str
    case_id: str
    resident: str
    product: str
    """The product's name."""
    product_id: str
    provider: str
    provider_id: str
    since: date
    """First day at this provider."""
    days: int
    """Waited so far for this need, wherever it began."""
    urgency: int
    breach: Breach
    """How the wait so far stands against the norm for it."""
    contact_due: date
    """When the resident is to be heard."""
    is_agreed: bool
    """False: no day was agreed, so it is some weeks after the last contact."""
    days_left: int
    """From today to that day; negative when it is overdue."""
    bridged_by: str
    """What bridges the wait today, one a line."""
    consultant: str
    places: int
    """At how many providers the resident waits for this need."""

    @property
    def weeks(self) -> int:
        """Whole weeks waited so far."""
        return self.days // WEEK

    @property
    def is_overdue(self) -> bool:
        """True when the resident should have been heard before today."""
        return self.days_left < 0


@dataclass(frozen=True)
class WaitingList:
    """The list, with what it can be narrowed to.

    Attributes:
        lines: As asked.
        total: How many waits there are without narrowing.
        products: Names by id of what any of them is for.
        providers: Names by id of where any of them is.
    """

    lines: tuple[WaitLine, ...]
    total: int
    products: dict[str, str]
    providers: dict[str, str]


def waiting_list(workplace: Workplace, which: WaitFilter | None = None) -> WaitingList:
    """Who waits in this colleague's cases, or in the team's.

    Raises:
        RuleBroken: ``not-allowed`` for who may not see cases, or not the team's.
    """
    asked = which or WaitFilter()
    require(workplace.role, Act.SEE_TEAM_CASELOAD if asked.team else Act.SEE_CASES)
    with workplace.store.read() as reader:
        rows = waiting_rows(reader, workplace.today, "" if asked.team else workplace.colleague.id)
        norms = norms_of(reader, workplace.profile)
    names = ProfileNames.of(workplace.profile)
    every = [_line(row, names, norms, workplace.today) for row in rows]
    lines = sorted(filter(lambda line: _fits(line, asked), every), key=lambda line: _turn(line, asked.order))
    by = ("team", "product", "provider_id", "overdue", "over_norm")
    narrowed = (name for name in by if getattr(asked, name))
    tell_list(workplace, ShownList.WAITING, (line.case_id for line in lines), *narrowed)
    return WaitingList(
        lines=tuple(lines),
        total=len(every),
        products=_named((line.product_id, line.product) for line in every),
        providers=_named((line.provider_id, line.provider) for line in every),
    )


def _named(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found = {key: name for key, name in pairs if key}
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))


def _line(row: WaitingRow, names: ProfileNames, norms: Sequence[WaitNorm], today: date) -> WaitLine:
    planned = [day for day in (row.agreed_on, row.review_on) if day]
    due = contact_due(row.since, planned=planned, held=[row.heard_on] if row.heard_on else [])
    days = max(0, (today - row.need_since).days)
    return WaitLine(
        entry_id=row.entry_id,
        case_id=row.case_id,
        resident=join_name(row.first_names or row.initials, row.prefix, row.last_name),
        product=names.help(row.product, "", ""),
        product_id=row.product,
        provider=row.provider,
        provider_id=row.provider_id,
        since=row.since,
        days=days,
        urgency=row.urgency,
        breach=breach(norm_of_wait(norms, row.law, row.product), days / WEEK),
        contact_due=due,
        is_agreed=bool(planned),
        days_left=(due - today).days,
        bridged_by=row.bridged_by,
        consultant=row.consultant,
        places=row.places,
    )


def _fits(line: WaitLine, asked: WaitFilter) -> bool:
    return (
        (not asked.product or line.product_id == asked.product)
        and (not asked.provider_id or line.provider_id == asked.provider_id)
        and (not asked.overdue or line.is_overdue)
        and (not asked.over_norm or line.breach.is_over)
    )


def _turn(line: WaitLine, order: WaitOrder) -> tuple[int, int, str]:
    first = {WaitOrder.CONTACT: line.days_left, WaitOrder.WEEKS: 0, WaitOrder.URGENCY: line.urgency}[order]
    return first, -line.days, line.entry_id
