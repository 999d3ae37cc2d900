"""How long someone who joins a waiting list is likely to wait: from who stands before, and who got a place lately.

The place in the line gives the scale: who stands at place n waits for n places to come free, at the pace at which
places came free lately (queue-length prediction, Whitt 1999), and those in front who leave make the line shorter. How
far real waits strayed from that scale gives the spread (Kaplan-Meier over the ratios, so that those who still wait
count too). While few have waited, the spread leans on the one that chance alone gives: the pace is not known for sure
(gamma), and places come free at random (Poisson). Alternatives and back-test: docs/decisions/expected-wait.md.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import exp, lgamma, log, log1p

from desktop.rules.pace import Pace, Waited, pace

WEEK = 7
"""Days."""

SHARE = 80
"""Per cent of the waits that the interval is meant to hold."""

LEAN = 12
"""The spread that chance alone gives weighs as much as so many waits that were seen."""

_HALVINGS = 36
"""Enough to find the moment within a second."""


@dataclass(frozen=True)
class Forecast:
    """A wait that is expected; weeks from today to the first help.

    Attributes:
        weeks: Half of those who join now are likely to wait no longer.
        low: One in ten is likely to wait less.
        high: One in ten is likely to wait longer.
        based_on: Waits that ended with a place, on which it rests; who waited there twice counts twice.
        ahead: How many stand before.
        seasonal: True when the time of year counted, for two years of data allowed it.
    """

    weeks: float
    low: float
    high: float
    based_on: int
    ahead: int
    seasonal: bool


@dataclass(frozen=True)
class TooFewWaits:
    """Too few got a place to say anything.

    Attributes:
        minimum: How many it takes. How many there are is not told: few could point to a person.
    """

    minimum: int


def forecast(
    waits: Iterable[Waited], today: date, *, minimum: int, ahead: int | None = None, lean: float = LEAN
) -> Forecast | TooFewWaits:
    """The expected wait of who joins today, or of who stands at a place in the line already.

    A wait that begins after today is left out, and one that ends after today still runs.

    Args:
        waits: All that are known, those that ended and those that run.
        today: The day of which it is told.
        minimum: Placements it takes to say anything.
        ahead: Those who stand before; all who wait unless it is told.
        lean: As many waits as the spread of chance alone weighs for; more than 0.
    """
    known = sorted((wait.as_of(today) for wait in waits if wait.since <= today), key=lambda w: w.since)
    found = pace(known, today, minimum)
    if found is None:
        return TooFewWaits(max(1, minimum))
    before = sum(wait.until is None for wait in known) if ahead is None else ahead
    chance = _Chance(found, _strayed(known, found, today), before + 1, lean)
    low, middle, high = (chance.days(part) for part in ((1 - SHARE / 100) / 2, 0.5, (1 + SHARE / 100) / 2))
    real = found.calendar.after
    return Forecast(
        weeks=real(today, middle) / WEEK,
        # Where nobody waits a place may be free: the pace of a list that clears says nothing of that.
        low=real(today, low) / WEEK if before or ahead is not None else 0.0,
        high=real(today, high) / WEEK,
        based_on=found.placed,
        ahead=before,
        seasonal=found.calendar.seasonal,
    )


@dataclass(frozen=True)
class _Strayed:
    """How waits compared with their scale: Kaplan-Meier over the ratios.

    Attributes:
        ratios: At which waits ended, rising.
        lasting: The part that lasts longer than that ratio.
        count: How many waits it rests on.
    """

    ratios: Sequence[float]
    lasting: Sequence[float]
    count: int


def _strayed(known: Sequence[Waited], found: Pace, today: date) -> _Strayed:
    """Over those who joined in the time looked at; who left or still waits counts as far as it went."""
    ratios: list[tuple[float, bool]] = []
    ends = sorted(wait.until for wait in known if wait.until)
    for place, wait in enumerate(known):
        if wait.since < found.calendar.first:
            continue
        ahead = place - bisect_right(ends, wait.since)
        waited = found.calendar.between(wait.since, wait.until or today)
        ratios.append((waited / found.clears(max(0, ahead) + 1), wait.placed and wait.until is not None))
    ratios.sort(key=lambda one: (one[0], not one[1]))
    steps, lasting = [], 1.0
    for at, (ratio, ended) in enumerate(ratios):
        if ended:
            lasting *= 1 - 1 / (len(ratios) - at)
            steps.append((ratio, lasting))
    return _Strayed([s[0] for s in steps], [s[1] for s in steps], len(steps))


class _Chance:
    """The chance to be placed by a day, for who stands at a place in the line."""

    def __init__(self, found: Pace, strayed: _Strayed, place: int, lean: float) -> None:
        self._found, self._strayed, self._place, self._lean = found, strayed, place, lean
        self._scale = found.clears(place)

    def days(self, part: float) -> float:
        """Days of usual pace after which this part of those at this place is placed."""
        low, high = 0.0, self._scale
        while self._placed(high) < part:
            low, high = high, high * 2
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self._placed(middle) < part else (low, middle)
        return high

    def _placed(self, days: float) -> float:
        lean, count = self._lean, self._strayed.count
        return (lean * self._by_chance(days) + count * self._as_seen(days)) / (lean + count)

    def _by_chance(self, days: float) -> float:
        """At least `place` places come free, at a pace that is itself only known from those that came free before."""
        work = self._found.work(days)
        return at_least(self._place, self._found.placed, work / (self._found.busy + work))

    def _as_seen(self, days: float) -> float:
        at = bisect_right(self._strayed.ratios, days / self._scale)
        if not at:
            return 0.0
        lasting = self._strayed.lasting[at - 1]
        if at < len(self._strayed.ratios) or not lasting:
            return 1 - lasting
        # Past the last wait that was seen to its end, those that still run go on as chance has it.
        last = 1 - self._by_chance(self._strayed.ratios[-1] * self._scale)
        return 1 - lasting * ((1 - self._by_chance(days)) / last if last > 0 else 0)


def at_least(wanted: int, seen: int, chance: float) -> float:
    """The chance of `wanted` more before as many as `seen` have gone by: of a negative binomial (gamma-Poisson) count.

    It is that of at least `wanted` among ``wanted + seen - 1`` throws that succeed with this chance.
    """
    if chance <= 0:
        return 0.0
    if chance >= 1:
        return 1.0
    throws = wanted + seen - 1
    yes, no = log(chance), log1p(-chance)
    ways = enumerate(_log_ways(wanted, throws), start=wanted)
    return min(1.0, sum(exp(many + hits * yes + (throws - hits) * no) for hits, many in ways))


@lru_cache(maxsize=4)
def _log_ways(wanted: int, throws: int) -> tuple[float, ...]:
    """In how many ways so many throws succeed, from `wanted` to all of them, as logarithms."""
    whole = lgamma(throws + 1)
    return tuple(whole - lgamma(hits + 1) - lgamma(throws - hits + 1) for hits in range(wanted, throws + 1))
