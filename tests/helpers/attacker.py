"""Who reads a table with counts left out, and works out what can be worked out: by subtraction, and by bounds."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import TypeVar

from desktop.rules.suppression import Sum

Key = TypeVar("Key", bound=Hashable)

Shown = Mapping[Key, int | None]
"""What leaves the team: None where a count was left out."""

FAR = 10**6


def worked_out(shown: Shown[Key], sums: Sequence[Sum[Key]]) -> set[Key]:
    """Every count left out that follows from the sums alone, by adding and subtracting as many of them as it takes."""
    unknown = [key for key, value in shown.items() if value is None]
    rows = [row for one in sums if any(row := [_of(key, one) for key in unknown])]
    reduced = _reduced(rows)
    return {key for n, key in enumerate(unknown) if any(_only(row, n) for row in reduced)}


def bounds(shown: Shown[Key], sums: Sequence[Sum[Key]], known: Mapping[Key, int]) -> dict[Key, tuple[int, int]]:
    """Between which values each count left out lies, as far as repeated tightening finds: none of them is zero.

    Args:
        shown: The table.
        sums: Its sums, which hold with a difference that the attacker happens to know.
        known: The counts themselves, only to tell that difference.
    """
    between = {key: (1, FAR) if value is None else (value, value) for key, value in shown.items()}
    for _turn in range(len(shown) + 2):
        for one in sums:
            apart = sum(known[part] for part in one.parts) - known[one.total]
            for key in (one.total, *one.parts):
                between[key] = _tighter(key, one, apart, between)
    return {key: between[key] for key, value in shown.items() if value is None}


def all_tables(shown: Shown[Key], sums: Sequence[Sum[Key]], most: int) -> Iterator[dict[Key, int]]:
    """Every table that fits what is shown, with none of the counts left out above `most`; for the smallest tables."""
    unknown = [key for key, value in shown.items() if value is None]
    given = {key: value for key, value in shown.items() if value is not None}
    for values in product(range(1, most + 1), repeat=len(unknown)):
        table = {**given, **dict(zip(unknown, values, strict=True))}
        if all(sum(table[part] for part in one.parts) == table[one.total] for one in sums):
            yield table


def _of(key: Key, one: Sum[Key]) -> int:
    return (key in one.parts) - (key == one.total)


def _reduced(rows: list[list[int]]) -> list[list[Fraction]]:
    """Gauss and Jordan, exactly."""
    left = [[Fraction(n) for n in row] for row in rows]
    done: list[list[Fraction]] = []
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        pivot = [n / pivot[column] for n in pivot]
        left = [[n - row[column] * p for n, p in zip(row, pivot, strict=True)] for row in left]
        done = [[n - row[column] * p for n, p in zip(row, pivot, strict=True)] for row in done]
        done.append(pivot)
    return done


def _only(row: list[Fraction], n: int) -> bool:
    return bool(row[n]) and not any(value for m, value in enumerate(row) if m != n)


def _tighter(key: Key, one: Sum[Key], apart: int, between: Mapping[Key, tuple[int, int]]) -> tuple[int, int]:
    others = [between[part] for part in one.parts if part != key]
    low, high = sum(o[0] for o in others), sum(o[1] for o in others)
    if key == one.total:
        found = low - apart, high - apart
    else:
        total = between[one.total]
        found = total[0] + apart - high, total[1] + apart - low
    return max(between[key][0], found[0]), min(between[key][1], found[1])
