"""The terms of one case with how each stands: those that run, and those that were met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from desktop.models.kinds import Law
from desktop.models.region import RegionProfile, Term
from desktop.rules.next_steps import FOLLOWS
from desktop.rules.terms import RESIDENTS_OWN, SOON_DAYS, due_day
from desktop.services.case_page import TermLine, TermState

PERSONAL_PLAN = "personal-plan"
"""Id of the term for the resident's own plan, which its coming in meets."""


def case_terms(
    profile: RegionProfile, law: Law, happened: Mapping[str, date], plan_on: date | None, today: date
) -> tuple[TermLine, ...]:
    """The terms of an act that count from something that happened, the nearest first.

    Args:
        profile: The region's.
        law: The case's.
        happened: Day of each event, by the name under which terms count from it.
        plan_on: Day on which the resident's own plan came in.
        today: The day it is.
    """
    found = [
        line
        for term in profile.terms
        if term.law in {None, law} and term.counts_from in happened
        for line in _line(term, happened, plan_on, today)
    ]
    return tuple(sorted(found, key=lambda line: (line.due, line.term)))


def _line(term: Term, happened: Mapping[str, date], plan_on: date | None, today: date) -> Iterator[TermLine]:
    """No line for a term of the resident's own that has passed: nobody at the desk is late then."""
    began = happened[term.counts_from]
    due = due_day(term, began)
    met = _met_on(term, happened, plan_on)
    if term.id in RESIDENTS_OWN and met is None and today > due:
        return
    left = (due - today).days
    yield TermLine(term.id, term.name, began, due, met, _state(due, met, left), left, term.source)


def _met_on(term: Term, happened: Mapping[str, date], plan_on: date | None) -> date | None:
    if term.id in RESIDENTS_OWN:
        return plan_on if term.id == PERSONAL_PLAN else None
    return min((happened[e] for e in FOLLOWS.get(term.counts_from, ()) if e in happened), default=None)


def _state(due: date, met: date | None, left: int) -> TermState:
    if met is not None:
        return TermState.MET if met <= due else TermState.MISSED
    if left < 0:
        return TermState.LATE
    return TermState.SOON if left <= SOON_DAYS else TermState.RUNNING
