"""Each time a term began to run in a case, and what met it: a second application gets its own weeks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.models.course import TermChange
from desktop.models.region import Term
from desktop.rules.answers import NO_ANSWER, Answered, Event, answered, reaches
from desktop.rules.terms import RESIDENTS_OWN, of_term

NEED_REPORT, REFERRAL, CONVERSATION = "need-report", "referral", "conversation"
APPLICATION, DECISION, ANNOUNCEMENT = "application", "decision", "announcement"
REPORT_GIVEN, INVESTIGATION, PERSONAL_PLAN = "report-given", "investigation", "personal-plan"

EVENTS = (NEED_REPORT, REFERRAL, CONVERSATION, APPLICATION, DECISION, ANNOUNCEMENT)
"""What a term can count from."""

FOLLOWS: Mapping[str, tuple[str, ...]] = {
    NEED_REPORT: (INVESTIGATION, DECISION),
    CONVERSATION: (APPLICATION, DECISION),
    REFERRAL: (DECISION,),
    APPLICATION: (DECISION,),
}
"""Events by which a term of the desk is met, by the event it counts from."""


@dataclass(frozen=True)
class Happened:
    """What happened in a case.

    Attributes:
        days: Of each kind of event, the earliest first, by the name under which a term counts from it.
        answers: What became of what was applied for, by the day on which it came in.
        decided: The day of each decision, with the last day of what it can be about.
    """

    days: Mapping[str, tuple[date, ...]]
    answers: Mapping[date, Answered]
    decided: tuple[tuple[date, date], ...]


@dataclass(frozen=True)
class Run:
    """A term that counts from one event.

    Attributes:
        began: Day of the event; that day itself does not count.
        met_on: Day of the first event on or after it that meets the term; None while there is none.
        number: 0 for the first time this term ran in the case.
        changes: What was paused and extended while it ran.
        unclear: True when a decision of which nobody wrote down what it answers met it, and it may be about another.
        withdrawn: True when it ended because what was applied for was withdrawn: without an application no decision is
            owed (Awb art. 4:13).
    """

    term: Term
    began: date
    met_on: date | None
    number: int = 0
    changes: tuple[TermChange, ...] = ()
    unclear: bool = False
    withdrawn: bool = False

    @property
    def is_open(self) -> bool:
        """True while the desk must still meet it; a term of the resident's own is never the desk's."""
        return self.met_on is None and self.term.id not in RESIDENTS_OWN


def happened(seen: Mapping[str, Iterable[Event]]) -> Happened:
    """What happened, in the order of the days, with the days on which an investigation was finished.

    An investigation is finished when the resident got what came out of it (Wmo 2015 art. 2.3.2 lid 8). Who applies
    after a talk of which the report is finished has it: the application comes after the investigation (lid 9). The
    talk alone finishes nothing, and an application without a talk does not either.
    """
    found = {name: tuple(events) for name, events in seen.items()}
    applications, decisions = found.get(APPLICATION, ()), found.get(DECISION, ())
    known = {name: tuple(sorted({one.day for one in events})) for name, events in found.items()}
    talks = known.get(CONVERSATION, ())
    applied = [day for day in known.get(APPLICATION, ()) if talks and talks[0] <= day]
    known[INVESTIGATION] = tuple(sorted({*known.get(REPORT_GIVEN, ()), *applied}))
    return Happened(
        {name: days for name, days in known.items() if days},
        answered(applications, decisions),
        tuple((one.day, reaches(one, applications)) for one in decisions),
    )


def runs(term: Term, events: Happened, changes: Iterable[TermChange] = ()) -> tuple[Run, ...]:
    """Each time the term began to run, the first time first.

    A decision meets the applications that it answers. What has no link of its own is told by its day: a decision of
    which nobody wrote down what it answers, and a pause or an extension, which holds for what was open on its first
    day.

    Args:
        term: As it is in force where the case is.
        events: What happened in the case.
        changes: Of all terms of the case.
    """
    mine = of_term(changes, term.id)
    found = []
    for number, began in enumerate(events.days.get(term.counts_from, ())):
        met = met_on(term, began, events)
        answer = events.answers[began] if term.counts_from == APPLICATION and met is not None else NO_ANSWER
        found.append(Run(term, began, met, number, _held(mine, began, met), answer.unclear, answer.withdrawn))
    return tuple(found)


def still_open(term: Term, began: date, changes: Iterable[TermChange]) -> Run:
    """The run of a term of which is known that nothing met it; `changes` are of all terms of the case."""
    return Run(term, began, None, changes=_held(of_term(changes, term.id), began, None))


def met_on(term: Term, began: date, events: Happened) -> date | None:
    """Day on which a term that counts from a day was met; None while it was not, or nothing meets it."""
    if term.id in RESIDENTS_OWN:
        own = events.days.get(PERSONAL_PLAN, ()) if term.id == PERSONAL_PLAN else ()
        return min((day for day in own if day >= began), default=None)
    if term.counts_from == APPLICATION:
        return events.answers[began].on
    names = FOLLOWS.get(term.counts_from, ())
    met = [day for name in names if name != DECISION for day in events.days.get(name, ()) if day >= began]
    if DECISION in names:
        # A need that was reported after the application is another one; a talk about it is not.
        another = term.counts_from == NEED_REPORT
        met += [on for on, until in events.decided if (until if another else on) >= began]
    return min(met, default=None)


def open_runs(terms: Iterable[Term], events: Happened, changes: Iterable[TermChange] = ()) -> tuple[Run, ...]:
    """What the desk must still meet of these terms."""
    known = tuple(changes)
    return tuple(run for term in terms for run in runs(term, events, known) if run.is_open)


def _held(changes: Iterable[TermChange], began: date, met: date | None) -> tuple[TermChange, ...]:
    """What was changed in a term while it ran."""
    return tuple(one for one in changes if began <= one.from_on <= (met or date.max))
