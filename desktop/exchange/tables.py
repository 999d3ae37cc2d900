"""What every format becomes: tables with named columns and numbered rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
class Note:
    """What a person should know of a table as it stands in the file: the row, a code, and what the sentence names."""

    row: int
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A table of the file: `name` is the stem of the file or the name of the sheet.

    One without columns only holds doubts about rows of which nothing is made.

    Attributes:
        header: The row that names the columns, as a person counts; 0 where none does, as in JSON.
        first_lines: Numbers and cells of the first lines that are filled, titles too: one of them names the columns.
        notes: What was passed over or read otherwise than it stands.
    """

    name: str
    columns: frozenset[str]
    rows: tuple[Row, ...]
    header: int = 0
    first_lines: tuple[tuple[int, tuple[str, ...]], ...] = ()
    notes: tuple[Note, ...] = ()


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
