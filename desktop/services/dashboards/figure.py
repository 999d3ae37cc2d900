"""A figure: a table with its definition, its days, and the people behind each cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from desktop.language import _
from desktop.rules.suppression import Sum, left_out
from desktop.services.dashboards.definitions import Definition

Key = tuple[str, str, str]
"""What is counted, in which row, in which column; an empty row or column is the total of all."""


class Measure(StrEnum):
    """What the numbers of a column are."""

    COUNT = "count"
    EURO = "euro"
    DAYS = "days"
    PER_CENT = "per-cent"
    WEEKS = "weeks"


@dataclass(frozen=True)
class Column:
    """A column of numbers.

    Attributes:
        drawn: True when the chart shows it.
    """

    name: str
    measure: Measure = Measure.COUNT
    drawn: bool = False


@dataclass(frozen=True)
class Cell:
    """A number.

    Attributes:
        value: None where there is none, like a budget that nobody set.
        behind: The counts of people it tells of; when one of them may not be told, neither may it.
        hidden: True once it was left out; then there is no value.
    """

    value: float | None
    behind: tuple[Key, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Row:
    """A row; a total is not drawn."""

    name: str
    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Figure:
    """One figure of a dashboard.

    Attributes:
        text: The definition with its numbers, in the language in force.
        head: Head of the column of names.
        first: First day counted; the same as `last` for a figure of one day.
        source: Where its norm or agreement stands; empty when it has none.
        counts: People behind the cells, by key.
        sums: Which of those are totals of which.
        hidden: How many cells were left out.
    """

    definition: Definition
    text: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    first: date
    last: date
    source: str = ""
    counts: Mapping[Key, int] = field(default_factory=dict)
    sums: tuple[Sum[Key], ...] = ()
    hidden: int = 0

    @property
    def id(self) -> str:
        """The definition's."""
        return self.definition.id

    def column(self, name: str) -> int:
        """Place of a column, by its name."""
        return next(n for n, one in enumerate(self.columns) if one.name == name)


@dataclass(frozen=True)
class Sides:
    """Rows and columns of a cross table, as id and name, in order."""

    rows: Sequence[tuple[str, str]]
    columns: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Crossed:
    """A cross table with the totals of its rows and columns.

    Attributes:
        rows: With the totals last.
    """

    rows: tuple[Row, ...]
    counts: dict[Key, int]
    sums: tuple[Sum[Key], ...]


def crossed(
    what: str, sides: Sides, found: Mapping[tuple[str, str], int], of_columns: Mapping[str, int] | None = None,
    shared: str = "",
) -> Crossed:  # fmt: skip
    """Counts by row and column.

    Args:
        what: What is counted; the first part of every key.
        sides: Rows and columns.
        found: Counts by row and column; what is not in it is zero.
        of_columns: Totals of the columns where they are no sums: people who stand in several rows count once.
        shared: Name under which other tables of the same people have the same totals of columns.
    """
    rows, columns = [one for one, _name in sides.rows], [one for one, _name in sides.columns]
    counts: dict[Key, int] = {(what, r, c): found.get((r, c), 0) for r in rows for c in columns}
    totals = {c: sum(found.get((r, c), 0) for r in rows) for c in columns} if of_columns is None else of_columns
    foot = shared or what
    counts |= {(what, r, ""): sum(found.get((r, c), 0) for c in columns) for r in rows}
    counts |= {(foot, "", c): totals.get(c, 0) for c in columns} | {(foot, "", ""): sum(totals.values())}
    sums = [Sum((what, r, ""), tuple((what, r, c) for c in columns)) for r in rows]
    sums += [Sum((foot, "", c), tuple((what, r, c) for r in rows)) for c in columns]
    sums.append(Sum((foot, "", ""), tuple((foot, "", c) for c in columns)))
    sums.append(Sum((foot, "", ""), tuple((what, r, "") for r in rows)))
    shown = [Row(name, _told(counts, what, r, columns)) for r, name in sides.rows]
    shown.append(Row(_("Total"), _told(counts, foot, "", columns), is_total=True))
    return Crossed(tuple(shown), counts, tuple(sums))


def towns(names: Iterable[str]) -> tuple[Column, ...]:
    """A column for each municipality, and the total, which is what is drawn."""
    return (*map(Column, names), Column(_("Total"), drawn=True))


def without_small(figures: Sequence[Figure], minimum: int) -> tuple[Figure, ...]:
    """The same figures without what points to persons; they leave together, so they are looked at together."""
    counts = {key: value for one in figures for key, value in one.counts.items()}
    sums = list(dict.fromkeys(one for figure in figures for one in figure.sums))
    hidden = left_out(counts, sums, minimum)
    return tuple(_bare(figure, hidden) for figure in figures)


def _bare(figure: Figure, hidden: frozenset[Key]) -> Figure:
    rows = tuple(replace(row, cells=tuple(_bare_cell(cell, hidden) for cell in row.cells)) for row in figure.rows)
    return replace(figure, rows=rows, hidden=sum(cell.hidden for row in rows for cell in row.cells))


def _bare_cell(cell: Cell, hidden: frozenset[Key]) -> Cell:
    return Cell(None, cell.behind, hidden=True) if hidden.intersection(cell.behind) else cell


def _told(counts: Mapping[Key, int], what: str, row: str, columns: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(counted(counts, (what, row, column)) for column in (*columns, ""))


def counted(counts: Mapping[Key, int], key: Key) -> Cell:
    """A cell that shows a count itself."""
    return Cell(counts[key], (key,))
