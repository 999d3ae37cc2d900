"""Whether help may go on, by the evaluations that were planned and held: one rule, for drafts and for help that runs.

An evaluation that was planned before the help would go on must be held, at least one must have been held where the
region asks for it, and the latest may not have said that the help can stop. One that was taken off was planned all the
same: it opens no road that it kept closed while it stood there.
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
    Unlooked.TAKEN_OFF: N_(
        "The evaluation of {day} was taken off, and nobody looked back since. Plan one again and hold it first."
    ),
}


@dataclass(frozen=True)
class Unready:
    """Why help may not go on as if nothing had to be asked.

    Attributes:
        about: The evaluations it is about, in the order of their days; empty when none was ever planned.
        gone: The days of those that were taken off, when it is about these.
    """

    why: Unlooked
    about: tuple[Evaluation, ...] = ()
    gone: tuple[date, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """When they were held, or are to be held."""
        return self.gone or tuple(one.held_on or one.due_on for one in self.about)


@dataclass(frozen=True)
class Looks:
    """The evaluations of help that may go on.

    Attributes:
        evaluations: Those that stand: planned or held.
        promised: Days on which one was ever planned, also when it was taken off since.
    """

    evaluations: tuple[Evaluation, ...]
    promised: tuple[date, ...] = ()


def unready(looks: Looks, goes_on: date, today: date, *, asked: bool) -> Unready | None:
    """What must be done before help goes on from a day; None when it may.

    Args:
        looks: All evaluations of the help that would go on.
        goes_on: First day on which it would go on.
        today: The day it is.
        asked: True where the region asks that help is looked back on.
    """
    last = max(today, goes_on)
    ordered = sorted(looks.evaluations, key=lambda one: (one.held_on or one.due_on, one.id))
    planned = tuple(one for one in ordered if one.held_on is None and one.due_on <= last)
    held = [one for one in ordered if one.held_on is not None]
    late = tuple(one for one in planned if one.due_on < today)
    if late:
        return Unready(Unlooked.OVERDUE, late)
    if held and held[-1].next is NextStep.STOP:
        return Unready(Unlooked.SAID_STOP, (held[-1],))
    if not held and asked:
        return Unready(Unlooked.NEVER_HELD, planned)
    if planned:
        return Unready(Unlooked.PLANNED, planned)
    gone = tuple(sorted(day for day in set(looks.promised) if day <= last and not _looked_since(held, day)))
    return Unready(Unlooked.TAKEN_OFF, gone=gone) if gone else None


def _looked_since(held: Iterable[Evaluation], day: date) -> bool:
    """True when one was held for that day or after it: who looks back early did it for the day it was planned on."""
    return any(one.due_on >= day or (one.held_on or day) >= day for one in held)


def unready_text(why: Unlooked, days: Iterable[date]) -> str:
    """What is wrong and what to do, in the language in force; of several days the first is named."""
    return _(_TEXTS[why], day=long_day(min(days, default=None)))
