"""What the team lead sees: what waits for approval, and where it hurts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.rules.next_steps import ENDING_DAYS
from desktop.rules.permissions import Act, require
from desktop.rules.terms import SOON_DAYS
from desktop.services.names import ProfileNames, join_name
from desktop.services.open_terms import open_terms
from desktop.services.workplace import Workplace
from desktop.store.queries.approvals import HandedIn, handed_in
from desktop.store.queries.caseload import Deadline, TermDue
from desktop.store.queries.loads import LoadDays, loads
from desktop.store.queries.writers import text_writers


@dataclass(frozen=True)
class ToApprove:
    """An indication that waits for the second person."""

    indication_id: str
    case_id: str
    resident: str
    product: str
    author: str
    author_id: str
    handed_in_at: datetime
    """UTC."""
    own_work: bool
    """True when this colleague wrote in it or handed it in, and so may not judge it."""


@dataclass(frozen=True)
class ConsultantLoad:
    """One consultant's caseload in figures; the keys of ``naober caseload --json``."""

    colleague_id: str
    name: str
    running: int
    """Open cases."""
    waiting: int
    """Residents on a waiting list."""
    deadlines: int
    """Cases with a term that ends within seven days or is late."""
    overdue_evaluations: int
    expiring: int
    """Indications that end within eight weeks."""
    approvals: int
    """Handed in and not judged yet."""


def to_approve(workplace: Workplace) -> tuple[ToApprove, ...]:
    """What waits for approval in the team, the longest waiting first.

    Raises:
        RuleBroken: ``not-allowed`` for who may not approve.
    """
    require(workplace.role, Act.APPROVE)
    names = ProfileNames.of(workplace.profile)
    with workplace.store.read() as reader:
        waiting = handed_in(reader)
        wrote = text_writers(reader, [one.indication_id for one in waiting])
    me = workplace.colleague.id
    return tuple(_line(one, names, own_work=me in wrote[one.indication_id]) for one in waiting)


def caseload(workplace: Workplace, *, team: bool = False) -> tuple[ConsultantLoad, ...]:
    """This colleague's load, or with `team` that of everyone with cases, by name; cases nobody has stand last.

    Raises:
        RuleBroken: ``not-allowed`` for who may not see the team's, or may not see cases.
    """
    require(workplace.role, Act.SEE_TEAM_CASELOAD if team else Act.SEE_CASES)
    today = workplace.today
    with workplace.store.read() as reader:
        pressing = [case for case, due in open_terms(workplace.profile, reader, today).items() if presses(due, today)]
        rows = loads(reader, LoadDays(today, today + timedelta(days=ENDING_DAYS)), pressing)
    found = [ConsultantLoad(**row) for row in rows]
    return tuple(one for one in found if team or one.colleague_id == workplace.colleague.id)


def presses(due: TermDue, today: date) -> bool:
    """True for a term within a week; for one that sleeps only when it must be looked at."""
    return due.day <= today + timedelta(days=0 if due.kind is Deadline.PAUSE else SOON_DAYS)


def _line(one: HandedIn, names: ProfileNames, *, own_work: bool) -> ToApprove:
    return ToApprove(
        indication_id=one.indication_id,
        case_id=one.case_id,
        resident=join_name(one.first_names or one.initials, one.prefix, one.last_name),
        product=names.help(one.product, one.segment, one.lot),
        author=one.author,
        author_id=one.author_id,
        handed_in_at=one.handed_in_at,
        own_work=own_work,
    )
