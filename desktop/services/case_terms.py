"""The terms of one case with how each stands: those that run, those that are paused, and those that were met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.models.course import TermChange, TermSetting
from desktop.models.kinds import Law
from desktop.models.region import RegionProfile, Term
from desktop.rules.next_steps import FOLLOWS
from desktop.rules.term_changes import extensions, pause_on, pauses
from desktop.rules.term_settings import in_force
from desktop.rules.terms import RESIDENTS_OWN, SOON_DAYS, due_day, of_term
from desktop.services.case_page import TermLine, TermState
from desktop.store.reader import Reader

PERSONAL_PLAN = "personal-plan"
"""Id of the term for the resident's own plan, which its coming in meets."""


@dataclass(frozen=True)
class TermFacts:
    """What the terms of a case hang on.

    Attributes:
        happened: Day of each event, by the name under which terms count from it.
        changes: What was paused and extended.
        plan_on: Day on which the resident's own plan came in.
    """

    happened: Mapping[str, date]
    changes: tuple[TermChange, ...] = ()
    plan_on: date | None = None


def terms_here(reader: Reader, profile: RegionProfile, municipality: str) -> tuple[Term, ...]:
    """The region's terms as they hold in a municipality."""
    return in_force(profile.terms, reader.find(TermSetting), municipality)


def case_terms(terms: Iterable[Term], law: Law, facts: TermFacts, today: date) -> tuple[TermLine, ...]:
    """The terms of an act that count from something that happened, the nearest first."""
    known = [term for term in terms if term.law in {None, law} and term.counts_from in facts.happened]
    found = [line for term in known for line in _line(term, facts, today)]
    return tuple(sorted(found, key=lambda line: (line.due, line.term)))


def _line(term: Term, facts: TermFacts, today: date) -> Iterator[TermLine]:
    """No line for a term of the resident's own that has passed: nobody at the desk is late then."""
    began, changes = facts.happened[term.counts_from], of_term(facts.changes, term.id)
    met = met_on(term, facts.happened, facts.plan_on)
    due = due_day(term, began, changes, met or today)
    if term.id in RESIDENTS_OWN and met is None and today > due:
        return
    pause = pause_on(changes, today) if met is None else None
    extended = extensions(changes)
    yield TermLine(
        term=term.id,
        name=term.name,
        from_day=began,
        due=due,
        met_on=met,
        state=TermState.PAUSED if pause else _state(due, met, (due - today).days),
        days_left=(due - today).days,
        source=term.source,
        first_due=due_day(term, began),
        pauses=pauses(changes),
        extensions=extended,
        pause=pause,
        ground=term.ground,
        may_pause=met is None and term.may_pause and pause is None and today <= due,
        may_extend=met is None and len(extended) < term.extensions and today <= due,
    )


def met_on(term: Term, happened: Mapping[str, date], plan_on: date | None = None) -> date | None:
    """Day on which a term was met; None while it was not, or nothing meets it."""
    if term.id in RESIDENTS_OWN:
        return plan_on if term.id == PERSONAL_PLAN else None
    return min((happened[e] for e in FOLLOWS.get(term.counts_from, ()) if e in happened), default=None)


def _state(due: date, met: date | None, left: int) -> TermState:
    if met is not None:
        return TermState.MET if met <= due else TermState.MISSED
    if left < 0:
        return TermState.LATE
    return TermState.SOON if left <= SOON_DAYS else TermState.RUNNING
