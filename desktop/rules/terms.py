"""Legal and local terms of a case: when each runs out, and how near that is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.models.region import Term
from desktop.rules.dates import add_days, next_working_day

SOON_DAYS = 7
"""A term that runs out within so many days is near."""

LONGEST_EXTENDED = 90
"""Days: a longer term is not extended past a weekend (Algemene termijnenwet art. 4)."""

RESIDENTS_OWN = frozenset({"personal-plan", "objection"})
"""Terms in which the resident may do something: when they pass, nobody at the desk is late."""


class TermState(StrEnum):
    """How a term stands."""

    OK = "ok"
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Deadline:
    """One term of one case.

    Attributes:
        term: The region's term.
        began: Day of the event it counts from; that day itself does not count.
        due: Last day on which it is met.
        state: How it stands today.
        days_left: Days from today to the last day; negative when that day is over.
    """

    term: Term
    began: date
    due: date
    state: TermState
    days_left: int


def due_day(term: Term, began: date) -> date:
    """The last day of a term.

    A term that an act sets and that would end on a Saturday, Sunday or recognised holiday goes on until the next
    working day (Algemene termijnenwet art. 1 lid 1); a term of the region's own does not.
    """
    last = add_days(began, term.days)
    return next_working_day(last) if term.by_act and term.days <= LONGEST_EXTENDED else last


def deadline(term: Term, began: date, today: date, soon_days: int = SOON_DAYS) -> Deadline:
    """How a term stands that began on a day."""
    due = due_day(term, began)
    left = (due - today).days
    state = TermState.OVERDUE if left < 0 else TermState.SOON if left <= soon_days else TermState.OK
    return Deadline(term, began, due, state, left)


def deadlines(
    terms: Iterable[Term], events: Mapping[str, date], today: date, met: Collection[str] = ()
) -> tuple[Deadline, ...]:
    """The open terms of a case, the nearest first.

    Args:
        terms: The region's; those of another act than the case's are left out by the caller.
        events: Day of each event that took place, by the name under which terms count from it.
        today: The day it is.
        met: Ids of terms whose work is done.
    """
    running = [term for term in terms if term.counts_from in events and term.id not in met]
    found = [deadline(term, events[term.counts_from], today) for term in running]
    return tuple(sorted(found, key=lambda one: (one.due, one.term.id)))
