"""Legal and local terms of a case: when each runs out, and how near that is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.language import N_
from desktop.models.course import TermChange
from desktop.models.region import Term
from desktop.rules.dates import next_working_day
from desktop.rules.term_changes import extra_days, last_counted_day, look_again_on, pause_on

SOON_DAYS = 7
"""A term that runs out within so many days is near."""

LONGEST_EXTENDED = 90
"""Days: a longer term is not extended past a weekend (Algemene termijnenwet art. 4)."""

LATE = N_(
    "Tell the resident that the decision is late, and when it comes (Awb art. 4:14). Two weeks after a notice of "
    "default the municipality owes a penalty (Awb art. 4:17)."
)
"""What is due when a term to decide has passed, which is one that the Awb lets be paused."""

RESIDENTS_OWN = frozenset({"personal-plan", "objection"})
"""Terms in which the resident may do something: when they pass, nobody at the desk is late."""


class TermState(StrEnum):
    """How a term stands."""

    OK = "ok"
    SOON = "soon"
    OVERDUE = "overdue"
    PAUSED = "paused"
    """Today does not count."""


@dataclass(frozen=True)
class Deadline:
    """One term of one case.

    Attributes:
        term: The region's term.
        began: Day of the event it counts from; that day itself does not count.
        due: Last day on which it is met; while it is paused without an end, as if it ran on from tomorrow.
        state: How it stands today.
        days_left: Days from today to the last day; negative when that day is over.
        pause: The pause that today falls in.
    """

    term: Term
    began: date
    due: date
    state: TermState
    days_left: int
    pause: TermChange | None = None

    @property
    def sleeps(self) -> bool:
        """True in a pause of which no end is known: its last day moves with today."""
        return self.pause is not None and self.pause.until_on is None

    @property
    def asks_on(self) -> date:
        """Day on which it asks for attention: its last day, or when a pause without an end is looked at again."""
        return look_again_on(self.pause) if self.pause and self.sleeps else self.due


def due_day(term: Term, began: date, changes: Collection[TermChange] = (), today: date = date.min) -> date:
    """The last day of a term, with what was paused and extended.

    A term that an act sets and that would end on a Saturday, Sunday or recognised holiday goes on until the next
    working day (Algemene termijnenwet art. 1 lid 1); a term of the region's own does not.

    Args:
        term: As it is in force where the case is.
        began: Day of the event; that day itself does not count.
        changes: Pauses and extensions of this term in this case.
        today: A pause without an end lasts up to and including this day.
    """
    days = term.days + extra_days(term, changes)
    last = last_counted_day(began, days, changes, today)
    return next_working_day(last) if term.by_act and days <= LONGEST_EXTENDED else last


def deadline(
    term: Term, began: date, today: date, soon_days: int = SOON_DAYS, changes: Collection[TermChange] = ()
) -> Deadline:
    """How a term stands that began on a day."""
    due = due_day(term, began, changes, today)
    left = (due - today).days
    pause = pause_on(changes, today)
    if pause is not None:
        return Deadline(term, began, due, TermState.PAUSED, left, pause)
    state = TermState.OVERDUE if left < 0 else TermState.SOON if left <= soon_days else TermState.OK
    return Deadline(term, began, due, state, left)


def of_term(changes: Iterable[TermChange], term_id: str) -> tuple[TermChange, ...]:
    """Those of one term."""
    return tuple(change for change in changes if change.term == term_id)
