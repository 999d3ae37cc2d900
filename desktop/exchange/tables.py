"""What every format becomes: tables with named columns and numbered rows."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.models.faults import WorldFault

MOST_BYTES = 200_000_000
MOST_ROWS = 500_000
"""More is no social map; the limit keeps a wrong file from filling the memory."""
MOST_COLUMNS = 2_000
_LONGEST_NAME = 200
"""Characters by which a column is known."""

Cell = object
"""As the format gives it: text, number, truth, day, moment, list or nothing."""


@dataclass(frozen=True)
class Row:
    """One row as it stands in the file.

    Attributes:
        number: As a person counts: in a sheet the header is row 1; in a JSON list the first item is 1.
        cells: By column name; columns that the row lacks are absent.
        beyond: True when there is something outside the named columns: the row has shifted.
        doubts: What was noticed when rows of several tables were joined: field, code and value.
    """

    number: int
    cells: Mapping[str, Cell]
    beyond: bool = False
    doubts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Table:
    """A table of the file: `name` is the stem of the file or the name of the sheet.

    One without columns only holds doubts about rows of which nothing is made.
    """

    name: str
    columns: frozenset[str]
    rows: tuple[Row, ...]


def table_of_lines(name: str, lines: Iterable[Sequence[Cell]]) -> Table:
    """A table whose first filled line names the columns; empty lines are passed over.

    Raises:
        WorldFault: ``columns-double`` when two columns have one name; ``columns-many`` above `MOST_COLUMNS`;
            ``file-empty`` without a line; ``file-too-large`` above `MOST_ROWS`.
    """
    numbered = iter(enumerate(lines, start=1))
    header = _header(name, numbered)
    rows = tuple(_rows(header, numbered))
    return Table(name, frozenset(filter(None, header)), rows)


def table_of_items(name: str, items: Iterable[Mapping[str, Cell]]) -> Table:
    """A table of the items of a list, each with its own columns."""
    rows = tuple(
        Row(n, {column_name(k): v for k, v in item.items()})
        for n, item in enumerate(items, start=1)
        if any(not is_blank(v) for v in item.values())
    )
    if len(rows) > MOST_ROWS:
        raise WorldFault("file-too-large", file=name)
    return Table(name, frozenset(column for row in rows for column in row.cells), rows)


def column_name(cell: Cell) -> str:
    """A header as it is compared: composed characters, single spaces, small letters, and no longer than a name is."""
    text = str(cell if cell is not None else "")[: 2 * _LONGEST_NAME]
    return " ".join(unicodedata.normalize("NFC", text).split()).lower()[:_LONGEST_NAME]


def is_blank(cell: Cell) -> bool:
    """True for nothing at all, and for a text of only spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _header(name: str, lines: Iterator[tuple[int, Sequence[Cell]]]) -> tuple[str, ...]:
    for _number, line in lines:
        if any(not is_blank(cell) for cell in line):
            header = tuple(column_name(cell) for cell in line)
            if len(header) > MOST_COLUMNS:
                raise WorldFault("columns-many", file=name, most=MOST_COLUMNS)
            double = sorted(c for c, times in Counter(header).items() if c and times > 1)
            if double:
                raise WorldFault("columns-double", file=name, columns=tuple(double))
            return header
    raise WorldFault("file-empty", file=name)


def _rows(header: tuple[str, ...], lines: Iterator[tuple[int, Sequence[Cell]]]) -> Iterator[Row]:
    width = max((i for i, column in enumerate(header, start=1) if column), default=0)
    for number, line in lines:
        if all(is_blank(cell) for cell in line):
            continue
        if number > MOST_ROWS:
            raise WorldFault("file-too-large", file="")
        cells = {column: cell for column, cell in zip(header, line, strict=False) if column}
        yield Row(number, cells, beyond=any(not is_blank(cell) for cell in line[width:]))
