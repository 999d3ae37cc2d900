"""Which counts are left out of what leaves the team, so that nobody can be pointed at and nothing can be worked out.

A count from one up to the set minimum points to persons. Leaving out only that count is not enough: who subtracts what
is shown from a total has it back. So others are left out with it, until for every count that is left out there is a
second table that fits all that is shown, in which that count is another: by as much as the minimum where that costs no
total, else by less. Zero is shown: it is about nobody (docs/decisions/small-numbers.md).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

Move = dict[Key, int]
"""Cells that go up (1) or down (-1) together, each by the same step, so that every sum still holds."""

_TOTALS_STAY = 1_000_000
"""What it costs to leave out a total, beside its own count: a table without totals tells least."""


@dataclass(frozen=True)
class _Step:
    """How far cells move, and whether totals may be left out for it."""

    size: int
    totals: bool = False


_TRIED = 4000
"""So many ways are looked at; then all of the table is left out, which is always safe: a table twice as large fits."""


@dataclass(frozen=True)
class Sum(Generic[Key]):
    """A total and what it is the sum of, by key. Also for counts of people who may stand in several parts at once."""

    total: Key
    parts: tuple[Key, ...]


def left_out(counts: Mapping[Key, int], sums: Sequence[Sum[Key]], minimum: int) -> frozenset[Key]:
    """Keys of the counts that may not be shown.

    Args:
        counts: All counts of what leaves the team together, none below zero.
        sums: Which of them are totals of which others.
        minimum: Counts below it point to persons; at least 2.
    """
    hidden = {key for key, value in counts.items() if 0 < value < minimum}
    search = _Search(counts, sums)
    covered: set[Key] = set()
    for key in sorted(hidden, key=lambda one: (counts[one], repr(one))):
        if key in covered:
            continue
        move = next(filter(None, (search.move(key, hidden, step) for step in _steps(minimum))), None)
        if move is None:
            return frozenset(one for one, value in counts.items() if value)
        covered |= move.keys()
        hidden |= move.keys()
    return frozenset(hidden)


def _steps(minimum: int) -> tuple[_Step, ...]:
    """First as far as the minimum; rather less far than without a total."""
    return (_Step(minimum), _Step(max(1, minimum // 2)), _Step(1), _Step(minimum, totals=True))


Off = tuple[tuple[int, int], ...]
"""Which sums do not hold yet, by their place in the list, and by how many steps the parts are too high."""


@dataclass(frozen=True)
class _Way(Generic[Key]):
    """What moves so far, and what that leaves out of balance."""

    moved: Move[Key]
    off: Off


class _Search(Generic[Key]):
    """Finds the cheapest move of a cell, in people who are no longer told of."""

    def __init__(self, counts: Mapping[Key, int], sums: Sequence[Sum[Key]]) -> None:
        self._counts = counts
        self._sums = sums
        self._in: dict[Key, list[tuple[int, int]]] = {}
        for place, one in enumerate(sums):
            self._in.setdefault(one.total, []).append((place, -1))
            for part in one.parts:
                self._in.setdefault(part, []).append((place, 1))
        self._totals = {one.total for one in sums}

    def move(self, key: Key, hidden: Iterable[Key], step: _Step) -> Move[Key] | None:
        """The move; None when none was found in time."""
        seen: set[Off] = set()
        known, turn = set(hidden), count()
        start = _Way[Key]({}, ())
        open_ = [(0, next(turn), self._with(start, key, sign)) for sign in (1, -1) if self._may(key, sign, step)]
        while open_ and len(seen) < _TRIED:
            cost, _turn, way = heappop(open_)
            if not way.off:
                return way.moved
            if way.off in seen:
                continue
            seen.add(way.off)
            for other, sign in self._mending(way, step):
                if other in self._totals and other not in known and not step.totals:
                    continue
                price = 0 if other in known else self._price(other)
                heappush(open_, (cost + price, next(turn), self._with(way, other, sign)))
        return None

    def _with(self, way: _Way[Key], key: Key, sign: int) -> _Way[Key]:
        off = dict(way.off)
        for place, side in self._in.get(key, ()):
            off[place] = off.get(place, 0) + side * sign
        return _Way({**way.moved, key: sign}, tuple(sorted((place, n) for place, n in off.items() if n)))

    def _may(self, key: Key, sign: int, step: _Step) -> bool:
        """Nothing that is zero moves, and nothing goes below one: who reads the table knows that zeros are shown."""
        value = self._counts[key]
        return value > 0 and (sign > 0 or value > step.size)

    def _mending(self, way: _Way[Key], step: _Step) -> Iterator[tuple[Key, int]]:
        """Each cell that could bring the first sum that is off back into balance, and which way it would go."""
        place, off = way.off[0]
        one, up = self._sums[place], -1 if off > 0 else 1
        cells = [(one.total, -up), *((part, up) for part in one.parts)]
        return ((key, sign) for key, sign in cells if key not in way.moved and self._may(key, sign, step))

    def _price(self, key: Key) -> int:
        return self._counts[key] + (_TOTALS_STAY if key in self._totals else 0)
