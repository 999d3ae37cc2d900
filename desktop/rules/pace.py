"""At what pace a waiting list clears: places that came free while someone waited, who left, and the time of year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import expm1, log1p

YEAR = 364
"""Days: whole weeks, so that every day of the week counts as often."""

QUARTERS = 4
SEASON_CASES = 40
"""Fewer placements in two years say nothing of a quarter."""

SEASON_LEAN = 10
"""A quarter is taken to be as any other for as much as so many placements."""

_EVERYONE_LEFT = 500
"""Past so many times the usual time until someone leaves, nobody who was there is; larger numbers would not fit."""

_QUARTER_DAYS = 366 / QUARTERS


@dataclass(frozen=True)
class Waited:
    """One wait.

    Attributes:
        until: Day it ended; None while it runs.
        placed: True when it ended with a place here; False for who went elsewhere or no longer wanted it.
    """

    since: date
    until: date | None = None
    placed: bool = True

    def as_of(self, day: date) -> Waited:
        """As it stood at the end of a day."""
        return replace(self, until=None) if self.until and self.until > day else self


@dataclass(frozen=True)
class Calendar:
    """Days counted by the pace of their time of year: a day of usual pace counts as one.

    Attributes:
        first: First day from which waits are looked at.
        factors: Pace by quarter of the year, 1 is usual; all 1 when the time of year says nothing.
        seasonal: True when it does.
    """

    first: date
    factors: tuple[float, ...] = (1.0,) * QUARTERS
    seasonal: bool = False

    def of(self, day: date) -> float:
        """The pace of a day."""
        return self.factors[quarter(day)]

    def between(self, start: date, end: date) -> float:
        """Days of usual pace from a day to another."""
        if not self.seasonal:
            return float((end - start).days)
        return sum(self.of(start + timedelta(days=at)) for at in range((end - start).days))

    def after(self, start: date, days: float) -> float:
        """Real days in which so many days of usual pace go by."""
        if not self.seasonal:
            return days
        gone, at = 0.0, 0
        while gone + (step := self.of(start + timedelta(days=at))) < days:
            gone, at = gone + step, at + 1
        return at + (days - gone) / step


@dataclass(frozen=True)
class Pace:
    """How a list clears.

    Attributes:
        placed: Residents who got a place in the time looked at.
        busy: Days of usual pace on which someone waited, in that time.
        leaving: Part of those who wait that leaves without a place, per day.
    """

    placed: int
    busy: float
    leaving: float
    calendar: Calendar

    @property
    def rate(self) -> float:
        """Places that come free per day of usual pace."""
        return self.placed / self.busy

    def clears(self, places: int) -> float:
        """Days in which so many places in the line go by, those who leave counted."""
        return log1p(self.leaving * places / self.rate) / self.leaving if self.leaving else places / self.rate

    def work(self, days: float) -> float:
        """Days in which as many places would have come free, had nobody left: the other way of `clears`."""
        return expm1(min(self.leaving * days, _EVERYONE_LEFT)) / self.leaving if self.leaving else days


def quarter(day: date) -> int:
    """0 to 3, from 1 January on."""
    return int((day.timetuple().tm_yday - 1) / _QUARTER_DAYS)


def pace(waits: Sequence[Waited], today: date, minimum: int) -> Pace | None:
    """The pace of the last year, or of two when the last had too few; None when those have too few as well."""
    for years in (1, 2):
        first = today - timedelta(days=years * YEAR)
        placed = sum(wait.placed and _ended_in(wait, first, today) for wait in waits)
        if placed >= max(1, minimum):
            return _pace(waits, first, today, placed)
    return None


def _pace(waits: Sequence[Waited], first: date, today: date, placed: int) -> Pace:
    left = sum(not wait.placed and _ended_in(wait, first, today) for wait in waits)
    waiting = _waiting(waits, first, today)
    calendar = _calendar(waits, today)
    days = [first + timedelta(days=at) for at, count in enumerate(waiting) if count]
    busy = sum(map(calendar.of, days)) if calendar.seasonal else float(len(days))
    return Pace(placed, max(busy, 1.0), left / max(1, sum(waiting)), calendar)


def _ended_in(wait: Waited, first: date, today: date) -> bool:
    """Who got a place on the very day did not wait for one."""
    return wait.until is not None and first < wait.until <= today and wait.until > wait.since


def _waiting(waits: Sequence[Waited], first: date, today: date) -> list[int]:
    """How many waited, day by day."""
    change = [0] * ((today - first).days + 1)
    for wait in waits:
        begin, end = max(0, (wait.since - first).days), ((wait.until or today) - first).days
        if end > begin:
            change[begin] += 1
            change[end] -= 1
    counts, now = [], 0
    for step in change[:-1]:
        now += step
        counts.append(now)
    return counts


def _calendar(waits: Sequence[Waited], today: date) -> Calendar:
    """The time of year counts once two whole years were seen, with enough placements in them."""
    first = today - timedelta(days=2 * YEAR)
    placed = [wait.until for wait in waits if wait.placed and wait.until and _ended_in(wait, first, today)]
    if not waits or waits[0].since > first or len(placed) < SEASON_CASES:
        return Calendar(first)
    busy, came = [0] * QUARTERS, [0] * QUARTERS
    for at, count in enumerate(_waiting(waits, first, today)):
        busy[quarter(first + timedelta(days=at))] += bool(count)
    for day in placed:
        came[quarter(day)] += 1
    usual = len(placed) / max(1, sum(busy))
    factors = [(came[q] + SEASON_LEAN) / (busy[q] * usual + SEASON_LEAN) for q in range(QUARTERS)]
    return Calendar(first, tuple(factors), seasonal=True)
