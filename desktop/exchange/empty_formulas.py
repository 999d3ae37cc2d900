"""Formulas of a workbook of which no outcome is kept: what a person sees there in a spreadsheet is not in the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

from desktop.exchange.merged_cells import sheet_parts
from desktop.exchange.tables import Note

MOST = 20_000
"""Of one sheet; those beyond are passed over."""

_CHUNK = 1 << 20
_LONGEST = 20_000
"""Bytes of one cell with its formula: Excel takes 8192 characters."""
_NAMED = 3
"""Cells of one column that are named."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_CELL = re.compile(
    rb"""<(?:\w+:)?c\s(?P<told>[^>]{0,300})>\s*<(?:\w+:)?f(?:\s[^>]{0,300})?(?:/>|>[^<]{0,16000}</(?:\w+:)?f>)"""
    rb"""\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_WHERE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3}[0-9]{1,7})["']""")
_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")
"""An outcome that is an empty text: that is kept, and is nothing."""


def empty_formulas(data: bytes) -> dict[str, tuple[Note, ...]]:
    """By title of the sheet a note for each column; of a workbook that was found to be safe.

    Raises:
        KeyError, ValueError, OSError, etree.XMLSyntaxError, zipfile.BadZipFile: It is no whole workbook.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {title: tuple(_notes(_of_part(archive, part))) for title, part in sheet_parts(archive).items()}


def _notes(cells: Iterable[str]) -> Iterator[Note]:
    columns: dict[int, list[int]] = {}
    for row, column in map(coordinate_to_tuple, cells):
        columns.setdefault(column, []).append(row)
    for column, rows in sorted(columns.items()):
        letter = get_column_letter(column)
        named = ", ".join(f"{letter}{row}" for row in rows[:_NAMED])
        more = f" (+{len(rows) - _NAMED})" if len(rows) > _NAMED else ""
        yield Note(rows[0], "formula-without-value", {"cells": f"{named}{more}"})


def _of_part(archive: zipfile.ZipFile, part: str) -> tuple[str, ...]:
    """Read as bytes; a sheet without formulas costs no more than looking for their mark."""
    found: dict[str, None] = {}
    tail = b""
    with archive.open(part) as stream:
        while (chunk := stream.read(_CHUNK)) and len(found) < MOST:
            seen = tail + chunk
            # What stands across two chunks is found in the second; what was found twice counts once.
            for cell in _CELL.finditer(seen) if _FORMULA.search(seen) else ():
                where = _WHERE.search(cell["told"])
                if where and not _TEXT.search(cell["told"]):
                    found[where[1].decode("ascii")] = None
            tail = chunk[-_LONGEST:]
    return tuple(found)
