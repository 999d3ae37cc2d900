"""What a person decides about rows that look like something, told by row numbers, as from a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.exchange.plan import Decision, Verdict
from desktop.models.faults import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.exchange.plan import Candidate, Double

_SHOWN = 60
"""Characters of what was told that a sentence repeats."""


@dataclass(frozen=True)
class RowDecision:
    """What was told about one row.

    Attributes:
        row: Its number, with the table and a colon before it where the file has several tables.
        same_as: A stored entry's id, or another row written in the same way; empty unless it is the same.
    """

    row: str
    verdict: Verdict
    same_as: str = ""


def decisions_of(doubles: Iterable[Double], told: Iterable[RowDecision]) -> dict[str, Decision]:
    """The decisions by the keys of a plan's doubles.

    Raises:
        RuleBroken: ``double-row-unknown`` for a row that looks like nothing, ``double-row-many`` for a number that
            several tables have, ``double-row-twice``, ``double-not-alike`` for an id or row that is none of those it
            looks like.
    """
    every = tuple(doubles)
    found: dict[str, Decision] = {}
    for one in told:
        double = _double(every, one.row)
        if double.key in found:
            raise RuleBroken("double-row-twice", row=one.row[:_SHOWN])
        same_as = _candidate(double, one).key if one.verdict is Verdict.SAME else ""
        found[double.key] = Decision(one.verdict, same_as)
    return found


def row_name(row: int, table: str, *, alone: bool) -> str:
    """A row as it is told in `RowDecision`: by its number alone where only one table has doubles."""
    return str(row) if alone else f"{table}:{row}"


def _double(doubles: tuple[Double, ...], row: str) -> Double:
    table, _colon, number = row.rpartition(":")
    found = [one for one in doubles if str(one.row) == number.strip() and table in ("", one.table)]
    if not found:
        raise RuleBroken("double-row-unknown", row=row[:_SHOWN])
    if len(found) > 1:
        rows = ", ".join(f"{one.table}:{one.row}" for one in found)
        raise RuleBroken("double-row-many", row=row[:_SHOWN], rows=rows)
    return found[0]


def _candidate(double: Double, one: RowDecision) -> Candidate:
    table, _colon, number = one.same_as.strip().rpartition(":")
    for candidate in double.candidates:
        is_row = candidate.row and str(candidate.row) == number and table in ("", candidate.table)
        if is_row or (candidate.id and candidate.id == one.same_as.strip()):
            return candidate
    likely = ", ".join(candidate.id or str(candidate.row) for candidate in double.candidates)
    raise RuleBroken("double-not-alike", row=one.row[:_SHOWN], other=one.same_as[:_SHOWN], likely=likely)
