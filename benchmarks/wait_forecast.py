"""The expected wait held against invented waiting lists of which the truth is known.

    python -m benchmarks.wait_forecast [lists per kind]

Of each kind of list many are played, with as many places as a provider has, people who come by chance and stay in care
by chance. On a day after the first years someone more joins; what was expected of that wait is held against how long it
then took. Beside it, for the error, what is done without a forecast: the mean of the waits that ended in the last year,
and the wait of the last one placed, which is what a provider reports; and, for the interval, two simpler methods:
Kaplan-Meier over the waits themselves, and chance alone. The same numbers come out every time.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import cos, pi

from desktop.rules.durations import Durations, Spell, durations, quantile
from desktop.rules.forecast import SHARE, WEEK, Forecast, forecast
from desktop.rules.pace import YEAR, Waited

LISTS = 300
ALONE = 1e9
"""Chance alone weighs so much that what was seen does not count."""
MINIMUM = 12
BEGIN = date(2020, 1, 6)
EVER = 20 * YEAR


@dataclass(frozen=True)
class Kind:
    """A kind of waiting list.

    Attributes:
        places: How many the provider helps at a time.
        stay: Days that help lasts, on average.
        load: People who come, as a part of what the places can take.
        patience: Days after which who waits leaves, on average; None: nobody does.
        urgent: Part that is let in first.
        inflow: How much more come in winter and fewer in summer, as a part.
        outflow: How much more places come free in winter and fewer in summer, as a part.
        every: Places are given out once in so many days.
        order: ``first`` come first served, or ``any`` order.
        shrinks: Part of the places that is lost half a year before the day of the forecast.
        years: So many years the list was kept before.
    """

    name: str
    places: int = 20
    stay: float = 180
    load: float = 1.05
    patience: float | None = None
    urgent: float = 0
    inflow: float = 0
    outflow: float = 0
    every: int = 1
    order: str = "first"
    shrinks: float = 0
    years: int = 2


KINDS = (
    Kind("usual"),
    Kind("small provider", places=6, load=1.1),
    Kind("large provider", places=60),
    Kind("people leave", load=1.4, patience=150),
    Kind("seasonal inflow", inflow=0.5),
    Kind("seasonal outflow, 1 year", outflow=0.6, years=1),
    Kind("seasonal outflow, 3 years", outflow=0.6, years=3),
    Kind("all at once", load=1.3, patience=200, inflow=0.3, outflow=0.3, years=3),
    Kind("once a month", every=28),
    Kind("urgent first", urgent=0.3),
    Kind("in any order", order="any", load=1.3, patience=200),
    Kind("fewer places", shrinks=0.3, load=1.3, patience=200),
)


@dataclass
class Played:
    """One list as it went.

    Attributes:
        waits: All that waited, by number: first day, day it ended, and whether with a place.
        asked: Day of the forecast.
        truth: Days that who joined then waited.
    """

    waits: list[Waited]
    asked: date
    truth: int


@dataclass
class _World:
    kind: Kind
    dice: random.Random
    free: int
    ends: list[float] = field(default_factory=list)
    line: list[tuple[int, int, int]] = field(default_factory=list)
    """Urgency, day it began, number."""
    waits: dict[int, tuple[int, int | None, bool]] = field(default_factory=dict)


def season(strength: float, day: int) -> float:
    """Most in January, least in July."""
    return 1 + strength * cos(2 * pi * day / 365.25)


def play(kind: Kind, dice: random.Random) -> Played:
    """Plays a list until the one who joined on the day of the forecast is placed."""
    world = _World(kind, dice, kind.places)
    asked = (kind.years + 1) * YEAR + dice.randrange(YEAR)
    asked_number = -1
    number = 0
    for day in range(asked + EVER):
        if kind.shrinks and day == asked - YEAR // 2:
            world.free -= round(kind.places * kind.shrinks)
        _stay(world, day)
        for _ in range(_poisson(dice, kind.load * kind.places / kind.stay * season(kind.inflow, day))):
            world.line.append((0 if dice.random() < kind.urgent else 1, day, number))
            world.waits[number] = (day, None, True)
            number += 1
        if day == asked:
            asked_number = number
            world.line.append((1, day, number))
            world.waits[number] = (day, None, True)
            number += 1
        if day % kind.every == 0:
            _place(world, day)
        if asked_number >= 0 and world.waits[asked_number][1] is not None:
            break
        _leave(world, day, asked_number)
    return _as_seen(world, asked, asked_number)


def _as_seen(world: _World, asked: int, number: int) -> Played:
    """What a store that was kept for so many years knew on the day."""
    began = asked - world.kind.years * YEAR
    kept = [
        Waited(_day(since), None if until is None else _day(until), placed)
        for at, (since, until, placed) in world.waits.items()
        if at != number and since <= asked and (until is None or until >= began)
    ]
    since, until, _placed = world.waits[number]
    return Played(kept, _day(asked), (until if until is not None else asked + EVER) - since)


def _stay(world: _World, day: int) -> None:
    """Help ends by chance; more of it in winter where that is so."""
    kind, dice = world.kind, world.dice
    taken = len(world.ends)
    chance = season(kind.outflow, day) / kind.stay
    for _ in range(taken):
        if dice.random() < chance:
            world.ends.pop()
            world.free += 1


def _place(world: _World, day: int) -> None:
    world.line.sort()
    while world.free > 0 and world.line:
        at = world.dice.randrange(len(world.line)) if world.kind.order == "any" else 0
        _urgency, since, number = world.line.pop(at)
        world.waits[number] = (since, day, True)
        world.free -= 1
        world.ends.append(0)


def _leave(world: _World, day: int, never: int) -> None:
    if world.kind.patience is None:
        return
    for one in list(world.line):
        if one[2] != never and world.dice.random() < 1 / world.kind.patience:
            world.line.remove(one)
            world.waits[one[2]] = (one[1], day, False)


def _poisson(dice: random.Random, mean: float) -> int:
    count, gone = 0, dice.expovariate(1)
    while gone < mean:
        count, gone = count + 1, gone + dice.expovariate(1)
    return count


def _day(number: int) -> date:
    return BEGIN + timedelta(days=number)


@dataclass(frozen=True)
class Held:
    """A forecast held against the truth; all in weeks."""

    truth: float
    found: Forecast
    mean: float
    last: float
    by_curve: tuple[float, float]
    """Interval by Kaplan-Meier over the waits."""
    by_chance: tuple[float, float]
    """Interval by pace and place alone."""

    def inside(self, interval: tuple[float, float]) -> bool:
        """True when the wait lay in it."""
        return interval[0] <= self.truth <= interval[1]


def held(kind: Kind, lists: int) -> Iterator[Held]:
    """The lists of which something was said."""
    for seed in range(lists):
        dice = random.Random(f"{kind.name} {seed}")  # noqa: S311 - an invented list, the same every time
        played = play(kind, dice)
        found = forecast(played.waits, played.asked, minimum=MINIMUM)
        placed = [(w.since, w.until) for w in played.waits if w.placed and w.until]
        ended = [(since, until) for since, until in placed if since < until <= played.asked]
        recent = [(until - since).days for since, until in ended if until > played.asked - timedelta(days=YEAR)]
        if isinstance(found, Forecast) and recent:
            since, until = max(ended, key=lambda one: (one[1], one[0]))
            alone = forecast(played.waits, played.asked, minimum=MINIMUM, lean=ALONE)
            yield Held(
                truth=played.truth / WEEK,
                found=found,
                mean=statistics.mean(recent) / WEEK,
                last=(until - since).days / WEEK,
                by_curve=by_curve(played),
                by_chance=(alone.low, alone.high) if isinstance(alone, Forecast) else (0, 0),
            )


def by_curve(played: Played) -> tuple[float, float]:
    """What Kaplan-Meier over the waits says that began in the last two years, without a look at who stands before."""
    began = played.asked - timedelta(days=2 * YEAR)
    spells = [
        Spell(max(1, ((w.as_of(played.asked).until or played.asked) - w.since).days), w.placed and _over(w, played))
        for w in played.waits
        if w.since >= began
    ]
    found = durations(spells, 1)
    if not isinstance(found, Durations):
        return 0, 0
    low, high = (quantile(found.curve, part) for part in (0.9, 0.1))
    return (low or 0) / WEEK, EVER if high is None else high / WEEK


def _over(wait: Waited, played: Played) -> bool:
    return wait.until is not None and wait.until <= played.asked


def main(lists: int) -> None:
    """Prints a line for each kind of list."""
    names = ("said", "inside", "under", "over", "width", "curve", "chance", "error", "mean", "last")
    head = f"{'kind of list':<28}" + "".join(f"{name:>8}" for name in names) + "\n"
    sys.stdout.write(f"Interval meant to hold {SHARE} %; median width and mean absolute errors in weeks\n{head}")
    for kind in KINDS:
        found = list(held(kind, lists))
        n = max(1, len(found))
        inside = sum(one.found.low <= one.truth <= one.found.high for one in found) / n
        under = sum(one.truth < one.found.low for one in found) / n
        curve = sum(one.inside(one.by_curve) for one in found) / n
        chance = sum(one.inside(one.by_chance) for one in found) / n
        width = statistics.median(one.found.high - one.found.low for one in found)
        said, mean, last = (
            statistics.mean(abs(guess - one.truth) for guess, one in zip(guesses, found, strict=True))
            for guesses in ([o.found.weeks for o in found], [o.mean for o in found], [o.last for o in found])
        )
        sys.stdout.write(
            f"{kind.name:<28}{len(found) / lists:>8.0%}{inside:>8.1%}{under:>8.1%}{1 - inside - under:>8.1%}"
            f"{width:>8.1f}{curve:>8.1%}{chance:>8.1%}{said:>8.2f}{mean:>8.2f}{last:>8.2f}\n"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LISTS)
