"""The terms of one case with how each stands: those that run, those that are paused, and those that were met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from desktop.models.course import TermChange, TermSetting
from desktop.models.kinds import Law
from desktop.models.region import RegionProfile, Term
from desktop.rules.term_changes import extensions, pause_on, pauses
from desktop.rules.term_runs import Happened, Run, runs
from desktop.rules.term_settings import in_force
from desktop.rules.terms import RESIDENTS_OWN, SOON_DAYS, due_day
from desktop.services.case_page import TermLine, TermState
from desktop.store.reader import Reader


@dataclass(frozen=True)
class TermFacts:
    """What the terms of a case hang on.

    Attributes:
        happened: In the case, by the name under which terms count from it.
        changes: What was paused and extended.
    """

    happened: Happened
    changes: tuple[TermChange, ...] = ()


def terms_here(reader: Reader, profile: RegionProfile, municipality: str) -> tuple[Term, ...]:
    """The region's terms as they hold in a municipality."""
    return in_force(profile.terms, reader.find(TermSetting), municipality)


def case_terms(terms: Iterable[Term], law: Law, facts: TermFacts, today: date) -> tuple[TermLine, ...]:
    """The terms of an act that count from something that happened, the nearest first.

    One that ran more than once, like after a second application, stands there each time it is open or it is unclear
    what met it, and the last time.
    """
    known = [runs(term, facts.happened, facts.changes) for term in terms if term.law in {None, law}]
    shown = [run for of_one in known for run in of_one if run.is_open or run.unclear or run is of_one[-1]]
    found = [line for run in shown for line in _line(run, today)]
    return tuple(sorted(found, key=lambda line: (line.due, line.term)))


def _line(run: Run, today: date) -> Iterator[TermLine]:
    """No line for a term of the resident's own that has passed: nobody at the desk is late then."""
    term, began, changes, met = run.term, run.began, run.changes, run.met_on
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
        state=TermState.PAUSED if pause else _state(run, due, (due - today).days),
        days_left=(due - today).days,
        days=term.days,
        source=term.source,
        first_due=due_day(term, began),
        pauses=pauses(changes),
        extensions=extended,
        pause=pause,
        ground=term.ground,
        unclear=run.unclear,
        may_pause=met is None and term.may_pause and pause is None and today <= due,
        may_extend=met is None and len(extended) < term.extensions and today <= due,
    )


def _state(run: Run, due: date, left: int) -> TermState:
    if run.withdrawn:
        return TermState.WITHDRAWN
    if run.met_on is not None:
        return TermState.MET if run.met_on <= due else TermState.MISSED
    if left < 0:
        return TermState.LATE
    return TermState.SOON if left <= SOON_DAYS else TermState.RUNNING
