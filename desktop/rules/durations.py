"""How long help really lasted, by Kaplan-Meier: trajectories that still run count too, as far as they have come.

A mean over those that ended would be too short, for it leaves out exactly the ones that last. Kaplan and Meier (1958),
with Greenwood's variance on the log(-log) scale for the band (Kalbfleisch and Prentice), which stays between 0 and 1.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import exp, log, sqrt
from operator import attrgetter
from typing import NamedTuple

from desktop.models.draft import Comparable

MINIMUM_CASES = 10
"""Fewer trajectories than this say nothing, and could point to a person."""

_Z = 1.959964
"""Of the normal distribution, for a band of 95 per cent."""

_SLACK = 1e-9
"""A surviving part this near to a quantile has reached it; rounding stands between them."""


class Spell(NamedTuple):
    """How long one trajectory lasted so far.

    Attributes:
        days: First and last day counted; at least 1.
        ended: False while it runs (censored).
    """

    days: int
    ended: bool


@dataclass(frozen=True)
class Step:
    """The curve from one day until the next step.

    Attributes:
        days: Days after the start.
        surviving: Part that lasts longer than this, 0 to 1, between low and high.
        at_risk: Trajectories that had come this far.
        ended: Trajectories that ended on this day.
    """

    days: int
    surviving: float
    low: float
    high: float
    at_risk: int
    ended: int


@dataclass(frozen=True)
class Durations:
    """What is known of how long help lasted.

    Attributes:
        n: Trajectories counted, running ones included.
        events: Those that ended.
        curve: One step per day on which any ended.
        median_days: Day by which half had ended; None when fewer ever ended.
        upper_quartile_days: Day by which three quarters had ended; None when fewer ever ended.
        lengths: How long each was counted, the shortest first.
        running: Days after which one or more were counted no further, for they still run; each day once, in order.
    """

    n: int
    events: int
    curve: tuple[Step, ...]
    median_days: int | None
    upper_quartile_days: int | None
    lengths: tuple[int, ...]
    running: tuple[int, ...]

    def at_risk(self, days: int) -> int:
        """How many trajectories had come so far."""
        return self.n - bisect_left(self.lengths, days)

    def surviving(self, days: int) -> tuple[float, float, float]:
        """The part that lasts longer than so many days, between its low and high."""
        before = bisect_right(self.curve, days, key=attrgetter("days"))
        step = self.curve[before - 1] if before else None
        return (step.surviving, step.low, step.high) if step else (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class TooFew:
    """Too few trajectories to say anything.

    Attributes:
        minimum: How many it takes. How many there are is not told: few could point to a person.
    """

    minimum: int


def spells(periods: Iterable[tuple[date, date | None]], today: date) -> list[Spell]:
    """The spells of trajectories given by first and last real day of help.

    One that ends after today still runs. One that has yet to begin, or that would end before it began, is left out.
    """
    found = []
    for start, end in periods:
        if start > today or (end is not None and end < start):
            continue
        ended = end is not None and end <= today
        found.append(Spell(((end if end is not None and ended else today) - start).days + 1, ended))
    return found


def durations(given: Iterable[Spell], minimum: int = MINIMUM_CASES) -> Durations | TooFew:
    """The curve with its median and upper quartile, or that there are too few."""
    counted = list(given)
    if len(counted) < max(1, minimum):
        return TooFew(minimum)
    curve = _curve(counted)
    events = sum(step.ended for step in curve)
    return Durations(
        n=len(counted),
        events=events,
        curve=curve,
        median_days=quantile(curve, 0.5),
        upper_quartile_days=quantile(curve, 0.25),
        lengths=tuple(sorted(days for days, _ended in counted)),
        running=tuple(sorted({days for days, has_ended in counted if not has_ended})),
    )


def quantile(curve: Iterable[Step], surviving: float) -> int | None:
    """The first day on which no more than this part lasts longer; None when it never comes so far."""
    return next((step.days for step in curve if step.surviving <= surviving + _SLACK), None)


def comparable(found: Durations | TooFew) -> Comparable | None:
    """What a draft is compared with; None when there are too few."""
    return None if isinstance(found, TooFew) else Comparable(found.n, found.upper_quartile_days)


def _curve(counted: list[Spell]) -> tuple[Step, ...]:
    """One step per day of ending. What ends on the day another is censored ended first, as is usual."""
    ended = Counter(days for days, has_ended in counted if has_ended)
    leaving = Counter(days for days, _ended in counted)
    at_risk, surviving, variance, steps = len(counted), 1.0, 0.0, []
    for days in sorted(leaving):
        if ended[days]:
            surviving *= 1 - ended[days] / at_risk
            variance += ended[days] / (at_risk * (at_risk - ended[days])) if at_risk > ended[days] else 0
            low, high = _band(surviving, variance)
            steps.append(Step(days, surviving, low, high, at_risk, ended[days]))
        at_risk -= leaving[days]
    return tuple(steps)


def _band(surviving: float, variance: float) -> tuple[float, float]:
    """The band around a surviving part. Where nothing survives there is no variance to go by: 0 to 0."""
    if surviving <= 0:
        return 0.0, 0.0
    width = _Z * sqrt(variance) / log(surviving)
    return surviving ** exp(-width), surviving ** exp(width)
