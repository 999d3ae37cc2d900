"""Reading cases: the list of a caseload, and everything of one case on one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.models.audit import ShownList
from desktop.models.kinds import CasePhase, Law
from desktop.rules.next_steps import HEARD_DAYS
from desktop.rules.permissions import Act, require
from desktop.services.case_gathering import CaseGathering
from desktop.services.case_page import (
    CasePage,
    IndicationOnPage,
    Moment,
    MomentKind,
    PlannedService,
    TermLine,
    TermState,
    WaitOnPage,
)
from desktop.services.names import join_name
from desktop.services.open_terms import open_terms
from desktop.services.shown import tell_list, tell_opened
from desktop.services.workplace import Workplace
from desktop.store.queries import caseload
from desktop.store.queries.caseload import CaseFilter, CaseOrder, CaseRowRead, Deadline
from desktop.store.reader import Reader

__all__ = [
    "CaseFilter",
    "CaseLine",
    "CaseOrder",
    "CasePage",
    "Deadline",
    "IndicationOnPage",
    "Moment",
    "MomentKind",
    "PlannedService",
    "TermLine",
    "TermState",
    "WaitOnPage",
    "case_list",
    "case_list_counted",
    "case_page",
]

EVERYTHING = CaseFilter()
"""All open cases of this store, the most pressing first."""


@dataclass(frozen=True)
class CaseLine:
    """A row of the list."""

    case_id: str
    resident_id: str
    resident: str
    """First names or initials, prefix and last name."""
    birth_date: date | None
    law: Law
    municipality: str
    place: str
    question: str
    phase: CasePhase
    consultant: str
    """The colleague's name; empty when nobody has it."""
    opened_on: date
    days_open: int
    """To the day it closed, or to today."""
    deadline: date | None
    deadline_kind: Deadline | None
    days_left: int | None
    """To the deadline; negative when late."""
    running: int
    """Indications that run today."""
    drafts: int
    waiting: bool
    applied_for: int
    """Applications that wait for a decision."""


def case_list(
    workplace: Workplace, which: CaseFilter = EVERYTHING, shown_in: ShownList = ShownList.CASES
) -> tuple[CaseLine, ...]:
    """The cases of this store that the filter lets through, at most `which.limit`; the log is told of it.

    Raises:
        RuleBroken: ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        rows = caseload.case_rows(reader, which, _moment(workplace, reader))
    _tell(workplace, which, rows, shown_in)
    return tuple(_line(row, workplace.today) for row in rows)


def case_list_counted(workplace: Workplace, which: CaseFilter = EVERYTHING) -> tuple[tuple[CaseLine, ...], int]:
    """The same, and how many cases the filter holds without its limit.

    Raises:
        RuleBroken: ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        moment = _moment(workplace, reader)
        rows = caseload.case_rows(reader, which, moment)
        full = len(rows) == which.limit or not rows
        total = caseload.count_cases(reader, which, moment) if full else which.offset + len(rows)
    _tell(workplace, which, rows, ShownList.CASES)
    return tuple(_line(row, workplace.today) for row in rows), total


def case_page(workplace: Workplace, case_id: str) -> CasePage:
    """Everything of one case.

    Raises:
        RuleBroken: ``gone``, or ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    tell_opened(workplace, "case_file", case_id)
    with workplace.store.read() as reader:
        return CaseGathering(workplace, reader, case_id).page()


def _tell(workplace: Workplace, which: CaseFilter, rows: Iterable[CaseRowRead], shown_in: ShownList) -> None:
    by = {
        "phase": which.phases,
        "law": which.laws,
        "municipality": which.municipalities,
        "consultant": which.consultant,
        "waiting": which.waiting,
        "due": which.due_by,
    }
    narrowed = (name for name, chosen in by.items() if chosen)
    tell_list(workplace, shown_in, (row.case_id for row in rows), *narrowed, text=which.text)


def _moment(workplace: Workplace, reader: Reader) -> caseload.Moment:
    terms = open_terms(workplace.profile, reader, workplace.today)
    return caseload.Moment(workplace.today, terms, HEARD_DAYS, workplace.profile.referral_follow.within_days)


def _line(row: CaseRowRead, today: date) -> CaseLine:
    return CaseLine(
        case_id=row.case_id,
        resident_id=row.resident_id,
        resident=join_name(row.first_names or row.initials, row.prefix, row.last_name),
        birth_date=row.birth_date,
        law=row.law,
        municipality=row.municipality,
        place=row.place,
        question=row.question,
        phase=row.phase,
        consultant=row.consultant,
        opened_on=row.opened_on,
        days_open=((row.closed_on or today) - row.opened_on).days,
        deadline=row.deadline,
        deadline_kind=row.deadline_kind,
        days_left=(row.deadline - today).days if row.deadline else None,
        running=row.running,
        drafts=row.drafts,
        waiting=row.waiting,
        applied_for=row.applied_for,
    )
