"""What the team lead sees: what waits for approval, and where it hurts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from desktop.models.casework import Application
from desktop.models.indications import Decision, Indication
from desktop.rules.answers import left_by
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
from desktop.store.reader import Reader


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
    withdrawn_on: date | None = None
    """Day on which the application was withdrawn that it was meant for; None while one waits or was decided on."""


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
        off = _withdrawn(reader, {one.case_id for one in waiting})
    me = workplace.colleague.id
    lines = (_line(one, names, own_work=me in wrote[one.indication_id]) for one in waiting)
    return tuple(replace(line, withdrawn_on=off.get(line.case_id)) for line in lines)


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


def _withdrawn(reader: Reader, case_ids: Collection[str]) -> dict[str, date | None]:
    """By case, the day on which the last application was withdrawn; none where another waits, see `left_by`."""
    found: dict[str, date | None] = {}
    for case_id in case_ids:
        applications = reader.find(Application, case_id=case_id)
        if any(one.withdrawn_on for one in applications):
            given = [one.id for one in reader.find(Indication, case_id=case_id)]
            left = left_by(applications, reader.find(Decision, indication_id=given))
            found[case_id] = left.withdrawn_on if left else None
    return found


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
