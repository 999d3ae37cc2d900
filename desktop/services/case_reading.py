"""Reading cases: the list of a caseload, and everything of one case on one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.models.course import TermChange, TermSetting
from desktop.models.kinds import CasePhase, Law
from desktop.models.region import RegionProfile, Term
from desktop.rules.next_steps import HEARD_DAYS
from desktop.rules.permissions import Act, require
from desktop.rules.term_runs import Happened, Run, happened, open_runs
from desktop.rules.term_settings import in_force
from desktop.rules.terms import deadline, due_day
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
from desktop.services.workplace import Workplace
from desktop.store.queries import caseload
from desktop.store.queries.caseload import CaseFilter, CaseOrder, CaseRowRead, Deadline, TermDue
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
    "case_count",
    "case_list",
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


def case_list(workplace: Workplace, which: CaseFilter = EVERYTHING) -> tuple[CaseLine, ...]:
    """The cases of this store that the filter lets through, at most `which.limit`.

    Raises:
        RuleBroken: ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        rows = caseload.case_rows(reader, which, _moment(workplace, reader))
    return tuple(_line(row, workplace.today) for row in rows)


def case_count(workplace: Workplace, which: CaseFilter = EVERYTHING) -> int:
    """How many cases the filter holds, without limit.

    Raises:
        RuleBroken: ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        return caseload.count_cases(reader, which, _moment(workplace, reader))


def case_page(workplace: Workplace, case_id: str) -> CasePage:
    """Everything of one case.

    Raises:
        RuleBroken: ``gone``, or ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        return CaseGathering(workplace, reader, case_id).page()


def _moment(workplace: Workplace, reader: Reader) -> caseload.Moment:
    terms = open_terms(workplace.profile, reader, workplace.today)
    return caseload.Moment(workplace.today, terms, HEARD_DAYS, workplace.profile.referral_follow.within_days)


def open_terms(profile: RegionProfile, reader: Reader, today: date) -> dict[str, TermDue]:
    """Day on which the nearest open term asks for attention, by case; only the terms that the desk must meet.

    That is its last day, with pauses and extensions counted; of one that is paused without an end it is the day on
    which someone looks whether that still holds.
    """
    asking = _Asking(profile, reader.find(TermSetting), today)
    changes = caseload.term_changes(reader)
    found: dict[str, TermDue] = {}
    for known, days in caseload.case_events(reader).items():
        due = list(asking.due(known, happened(days), changes.get(known.case_id, ())))
        if due:
            found[known.case_id] = min(due)
    return found


class _Asking:
    """When terms ask for attention; what many cases share is counted once."""

    def __init__(self, profile: RegionProfile, settings: list[TermSetting], today: date) -> None:
        self._profile, self._settings, self._today = profile, settings, today
        self._here: dict[str, tuple[Term, ...]] = {}
        self._unchanged: dict[tuple[str, str, date], TermDue] = {}

    def due(self, known: caseload.CaseKey, events: Happened, changes: tuple[TermChange, ...]) -> Iterator[TermDue]:
        """Of the open terms of one case."""
        place = known.municipality
        if place not in self._here:
            self._here[place] = in_force(self._profile.terms, self._settings, place)
        mine = [term for term in self._here[place] if term.law in {None, known.law}]
        for run in open_runs(mine, events, changes):
            yield self._changed(run) if run.changes else self._usual(place, run.term, run.began)

    def _changed(self, run: Run) -> TermDue:
        found = deadline(run.term, run.began, self._today, changes=run.changes)
        return TermDue(found.asks_on, Deadline.PAUSE if found.sleeps else Deadline.TERM)

    def _usual(self, place: str, term: Term, began: date) -> TermDue:
        key = place, term.id, began
        if key not in self._unchanged:
            self._unchanged[key] = TermDue(due_day(term, began), Deadline.TERM)
        return self._unchanged[key]


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
    )
