"""Whether help may go on, by the evaluations that were planned and held: one rule, for drafts and for help that runs.

An evaluation that was planned before the help would go on must be held, at least one must have been held where the
region asks for it, and the latest may not have said that the help can stop.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.language import N_, _
from desktop.language.forms import long_day
from desktop.models.draft import Unlooked
from desktop.models.indications import Evaluation
from desktop.models.kinds import NextStep

_TEXTS = {
    Unlooked.OVERDUE: N_(
        "The evaluation of {day} was not held yet. Hold it first; then decide whether the help goes on."
    ),
    Unlooked.NEVER_HELD: N_(
        "Nobody looked back on this help yet. Hold an evaluation first, also when it is not due yet."
    ),
    Unlooked.SAID_STOP: N_("The evaluation of {day} said that the help can stop. Evaluate again before it goes on."),
    Unlooked.PLANNED: N_(
        "The evaluation of {day} comes before the help would go on. Hold it first, also when it is not due yet."
    ),
}


@dataclass(frozen=True)
class Unready:
    """Why help may not go on as if nothing had to be asked.

    Attributes:
        about: The evaluations it is about, in the order of their days; empty when none was ever planned.
    """

    why: Unlooked
    about: tuple[Evaluation, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """When they were held, or are to be held."""
        return tuple(one.held_on or one.due_on for one in self.about)


def unready(evaluations: Iterable[Evaluation], goes_on: date, today: date, *, asked: bool) -> Unready | None:
    """What must be done before help goes on from a day; None when it may.

    Args:
        evaluations: All of the help that would go on.
        goes_on: First day on which it would go on.
        today: The day it is.
        asked: True where the region asks that help is looked back on.
    """
    ordered = sorted(evaluations, key=lambda one: (one.held_on or one.due_on, one.id))
    planned = tuple(one for one in ordered if one.held_on is None and one.due_on <= max(today, goes_on))
    held = [one for one in ordered if one.held_on is not None]
    late = tuple(one for one in planned if one.due_on < today)
    if late:
        return Unready(Unlooked.OVERDUE, late)
    if held and held[-1].next is NextStep.STOP:
        return Unready(Unlooked.SAID_STOP, (held[-1],))
    if not held and asked:
        return Unready(Unlooked.NEVER_HELD, planned)
    return Unready(Unlooked.PLANNED, planned) if planned else None


def unready_text(why: Unlooked, days: Iterable[date]) -> str:
    """What is wrong and what to do, in the language in force; of several days the first is named."""
    return _(_TEXTS[why], day=long_day(min(days, default=None)))
