"""Which application a decision answers: the weeks to a decision end for that one, and for no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from desktop.models.casework import Application
from desktop.models.indications import Decision


class Event(NamedTuple):
    """Something that happened in a case.

    Attributes:
        day: On which.
        id: Of an application.
        answers: Ids of the applications that a decision answers; empty when nobody wrote that down.
        withdrawn: Day on which an application was withdrawn; None while it stands.
    """

    day: date
    id: str = ""
    answers: tuple[str, ...] = ()
    withdrawn: date | None = None

    def stood_on(self, day: date) -> bool:
        """True for an application that had come in by a day, and was not withdrawn before it."""
        return self.day <= day and (self.withdrawn is None or self.withdrawn > day)


class Answered(NamedTuple):
    """What became of what was applied for on a day.

    Attributes:
        on: The day on which all of it was decided on or withdrawn; None while something waits.
        unclear: True when that is told by days only, and the decision may be about another application.
        withdrawn: True when no decision answers any of it: it was withdrawn, and there is nothing to decide on.
    """

    on: date | None
    unclear: bool
    withdrawn: bool = False


NO_ANSWER = Answered(None, unclear=False)


def answered(applications: Sequence[Event], decisions: Sequence[Event]) -> Mapping[date, Answered]:
    """What became of each application, by the day on which it came in; two of one day wait for each other.

    A decision that names no application is told by its day: it answers all that came in before it.
    """
    found: dict[date, Answered] = {}
    for one in applications:
        mine = _answer(one, applications, decisions)
        other = found.get(one.day, mine)
        on = max(mine.on, other.on) if mine.on and other.on else None
        found[one.day] = Answered(on, mine.unclear or other.unclear, mine.withdrawn and other.withdrawn)
    return found


def reaches(decision: Event, applications: Iterable[Event]) -> date:
    """The last day of what a decision can be about: what came in after its application is about something else."""
    named = max((one.day for one in applications if one.id in decision.answers), default=decision.day)
    return min(named, decision.day)


def about(decision: Decision, applications: Iterable[Application]) -> tuple[Application, ...]:
    """The applications that a decision answers; where nobody wrote that down, the only one that stood by then."""
    known = tuple(applications)
    named = tuple(one for one in known if one.id in decision.answers)
    before = tuple(one for one in known if event_of(one).stood_on(decision.decided_on))
    return named or (before if len(before) == 1 else ())


def is_unclear(decision: Decision, applications: Iterable[Application]) -> bool:
    """True when nobody wrote down what it answers, and it can be more than one."""
    before = [one for one in applications if event_of(one).stood_on(decision.decided_on)]
    return not decision.answers and len(before) > 1


def waiting(applications: Iterable[Application], decisions: Iterable[Decision], by: date) -> tuple[Application, ...]:
    """The applications that came in by a day, were not withdrawn and that nothing answers yet, the oldest first."""
    known = sorted(applications, key=lambda one: (one.applied_on, one.id))
    events = [event_of(one) for one in known]
    taken = [Event(one.decided_on, answers=one.answers) for one in decisions]
    pairs = zip(known, events, strict=True)
    return tuple(one for one, event in pairs if one.applied_on <= by and _answer(event, events, taken).on is None)


def left_by(applications: Iterable[Application], decisions: Iterable[Decision]) -> Application | None:
    """The application that was withdrawn last, when nothing came in after it and nothing else waits; else None.

    What is drafted then hangs on nothing that a decision could answer.
    """
    known = sorted(applications, key=lambda one: (one.applied_on, one.id))
    latest = known[-1] if known else None
    if latest is None or latest.withdrawn_on is None or waiting(known, decisions, date.max):
        return None
    return latest


def event_of(application: Application) -> Event:
    """An application as something that happened in its case."""
    return Event(application.applied_on, application.id, withdrawn=application.withdrawn_on)


def _answer(one: Event, applications: Iterable[Event], decisions: Iterable[Event]) -> Answered:
    after = [taken for taken in decisions if taken.day >= one.day and _can_be_about(taken, one)]
    first = min(after, key=lambda taken: (taken.day, not taken.answers), default=None)
    if first is None:
        return Answered(one.withdrawn, unclear=False, withdrawn=True) if one.withdrawn else NO_ANSWER
    clear = first.answers or sum(other.stood_on(first.day) for other in applications) == 1
    return Answered(first.day, unclear=not clear)


def _can_be_about(decision: Event, application: Event) -> bool:
    """What names it is about it; what names nothing is about all that stood on its day."""
    return application.id in decision.answers if decision.answers else application.stood_on(decision.day)
