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
    """

    day: date
    id: str = ""
    answers: tuple[str, ...] = ()


class Answered(NamedTuple):
    """What became of what was applied for on a day.

    Attributes:
        on: The day on which all of it was decided on; None while something waits.
        unclear: True when that is told by days only, and the decision may be about another application.
    """

    on: date | None
    unclear: bool


def answered(applications: Sequence[Event], decisions: Sequence[Event]) -> Mapping[date, Answered]:
    """What became of each application, by the day on which it came in; two of one day wait for each other.

    A decision that names no application is told by its day: it answers all that came in before it.
    """
    found: dict[date, Answered] = {}
    for one in applications:
        mine = _answer(one, applications, decisions)
        other = found.get(one.day, mine)
        on = max(mine.on, other.on) if mine.on and other.on else None
        found[one.day] = Answered(on, mine.unclear or other.unclear)
    return found


def reaches(decision: Event, applications: Iterable[Event]) -> date:
    """The last day of what a decision can be about: what came in after its application is about something else."""
    named = max((one.day for one in applications if one.id in decision.answers), default=decision.day)
    return min(named, decision.day)


def about(decision: Decision, applications: Iterable[Application]) -> tuple[Application, ...]:
    """The applications that a decision answers; where nobody wrote that down, the only one that came before it."""
    known = tuple(applications)
    named = tuple(one for one in known if one.id in decision.answers)
    before = tuple(one for one in known if one.applied_on <= decision.decided_on)
    return named or (before if len(before) == 1 else ())


def is_unclear(decision: Decision, applications: Iterable[Application]) -> bool:
    """True when nobody wrote down what it answers, and it can be more than one."""
    before = [one for one in applications if one.applied_on <= decision.decided_on]
    return not decision.answers and len(before) > 1


def waiting(applications: Iterable[Application], decisions: Iterable[Decision], by: date) -> tuple[Application, ...]:
    """The applications that came in by a day and that nothing answers yet, the oldest first."""
    known = sorted(applications, key=lambda one: (one.applied_on, one.id))
    events = [Event(one.applied_on, one.id) for one in known]
    taken = [Event(one.decided_on, answers=one.answers) for one in decisions]
    pairs = zip(known, events, strict=True)
    return tuple(one for one, event in pairs if one.applied_on <= by and _answer(event, events, taken).on is None)


def _answer(one: Event, applications: Iterable[Event], decisions: Iterable[Event]) -> Answered:
    after = [taken for taken in decisions if taken.day >= one.day and one.id in (taken.answers or (one.id,))]
    first = min(after, key=lambda taken: (taken.day, not taken.answers), default=None)
    if first is None:
        return Answered(None, unclear=False)
    clear = first.answers or sum(other.day <= first.day for other in applications) == 1
    return Answered(first.day, unclear=not clear)
