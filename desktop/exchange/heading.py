"""Which line of a sheet names the columns: lists that people send have a title above it, or a note, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median_low

from desktop.exchange.merged_cells import Merged
from desktop.exchange.tables import Cell, column_name, is_blank

LOOKED_AT = 50
"""Lines among which the names of the columns are looked for."""
_MOST_LINES_OF_NAMES = 4
"""A cell of the names that is merged over more lines than this is no name."""
_TITLE_SHARE = 3
"""A line with no more than one filled cell for so many of an ordinary line is a title."""
_SURE = 2
"""So many names that are known do not stand in one line by chance."""

Line = tuple[int, Sequence[Cell]]
"""Its number as a person counts, and its cells."""


@dataclass(frozen=True)
class Heading:
    """What is known beforehand of the line that names the columns.

    Attributes:
        known: Names of columns, as `column_name` makes them.
        rows: What a person said: its row, by the name of the table.
    """

    known: frozenset[str] = frozenset()
    rows: Mapping[str, int] = field(default_factory=dict)


def find(lines: Sequence[Line], known: frozenset[str], merged: Sequence[Merged]) -> int:
    """Where among the first lines of a table the names of its columns stand; 0 where nothing tells.

    The first line with most names that are known; else the first that is no title, which fills but a cell or two.
    Where cells are merged downwards from that line, the names end where those cells end.
    """
    filled = [(at, line) for at, (_number, line) in enumerate(lines) if any(not is_blank(cell) for cell in line)]
    if not filled:
        return 0
    hits = [_hits(line, known) for _at, line in filled]
    # A line of values may hold a name by chance; half of it does not.
    hits[1:] = [n if n * 2 >= _width(line) else 0 for n, (_at, line) in zip(hits[1:], filled[1:], strict=True)]
    most = max(hits)
    if most >= _SURE or hits[0] == most > 0:
        return _bottom(filled[hits.index(most)][0], lines, merged)
    widths = [_width(line) for _at, line in filled]
    usual = median_low(widths)
    title = max(1, usual // _TITLE_SHARE)
    for (at, _line), width in zip(filled, widths, strict=True):
        if width > title or usual == 1:
            return _bottom(at, lines, merged)
    return filled[0][0]


def names_of(line: Sequence[Cell], above: Mapping[int, Cell]) -> tuple[str, ...]:
    """The names that a line gives its columns; a cell that is merged from above it has that cell's."""
    width = max(len(line), *(at + 1 for at in above)) if above else len(line)
    cells = [*line, *[None] * (width - len(line))]
    return tuple(column_name(above.get(at, cell) if is_blank(cell) else cell) for at, cell in enumerate(cells))


def _bottom(at: int, lines: Sequence[Line], merged: Sequence[Merged]) -> int:
    number = lines[at][0]
    ends = [
        one.bottom
        for one in merged
        if one.top <= number < one.bottom and one.left == one.right and one.bottom - one.top < _MOST_LINES_OF_NAMES
    ]
    last = max(ends, default=number)
    return next((index for index, (n, _line) in enumerate(lines) if n == last), at)


def _hits(line: Sequence[Cell], known: frozenset[str]) -> int:
    return len({column_name(cell) for cell in line if isinstance(cell, str)} & known)


def _width(line: Sequence[Cell]) -> int:
    return sum(not is_blank(cell) for cell in line)
