"""A table as a file for a spreadsheet, CSV or Excel, that no spreadsheet mistakes for a program."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from desktop.models.faults import WorldFault

Plain = str | int | float | None

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A spreadsheet may run a text that begins with one of these."""

_TITLE = "Naober"


def write_table(path: Path, lines: Iterable[Sequence[Plain]]) -> None:
    """Writes the lines, whole or not at all: ``.xlsx`` as a workbook, everything else as CSV.

    Raises:
        WorldFault: ``cannot-write``.
    """
    content = _workbook(lines) if path.suffix.lower() == ".xlsx" else _csv(lines)
    half = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            half = Path(file.name)
            file.write(content)
        half.replace(path)
    except OSError as fault:
        if half is not None:
            half.unlink(missing_ok=True)
        raise WorldFault("cannot-write", file=path.name) from fault


def safe(cell: Plain) -> Plain:
    """The cell as text that stays text: a quote before what a spreadsheet might run."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell


def _csv(lines: Iterable[Sequence[Plain]]) -> bytes:
    """With semicolons and a mark of UTF-8, as Dutch spreadsheets open it without asking."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([safe(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def _workbook(lines: Iterable[Sequence[Plain]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_TITLE)
    for line in lines:
        sheet.append([_sheet_cell(sheet, cell) for cell in line])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet_cell(sheet: WriteOnlyWorksheet, cell: Plain) -> Cell:
    """A text is marked as text, so that it keeps its first sign and is no formula."""
    if not isinstance(cell, str):
        return WriteOnlyCell(sheet, value=cell)
    made = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", cell))
    made.data_type = "s"
    return made
