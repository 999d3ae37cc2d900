"""Lists as a workbook of Excel: a sheet each, with real numbers and days, and texts that stay texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from desktop.exchange.export.sheets import Cell, Sheet, joined
from desktop.exchange.guarding import guarded

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from desktop.exchange.export.told import Told
    from desktop.exchange.plan import Progress

DAY = "dd-mm-yyyy"
LONGEST = 32_767
"""Characters in a cell, as Excel has it."""

_EVERY = 200
"""Rows between two words to whoever waits."""

_WIDTH, _WIDE = 18, 40
"""Of a column in characters: an ordinary one, and the first."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class BookWriter:
    """Writes lists to one workbook.

    Args:
        told: Where it is noted that a text did not fit.
        progress: Told of rows done; what it raises stops the work.
    """

    def __init__(self, told: Told, progress: Progress | None = None) -> None:
        self._told = told
        self._progress = progress
        self._done = self._total = 0

    def write(self, sheets: Iterable[Sheet], path: Path) -> None:
        """Writes a sheet for each list."""
        every = tuple(sheets)
        self._total = sum(sheet.count for sheet in every)
        book = Workbook(write_only=True)
        try:
            for sheet in every:
                self._sheet(book, sheet)
        except BaseException:
            # Half sheets wait in files beside; saving is what takes them away.
            with suppress(Exception):
                book.save(BytesIO())
            raise
        # By way of the memory: on a full disk the packer would trip over what it could not write.
        packed = BytesIO()
        book.save(packed)
        path.write_bytes(packed.getbuffer())

    def _sheet(self, book: Workbook, sheet: Sheet) -> None:
        page: WriteOnlyWorksheet = book.create_sheet(sheet.name)
        page.freeze_panes = "A2"
        last = get_column_letter(len(sheet.columns))
        page.auto_filter.ref = f"A1:{last}{sheet.count + 1}"  # type: ignore[attr-defined]  # its stub lacks it
        for number in range(1, len(sheet.columns) + 1):
            width = page.column_dimensions[get_column_letter(number)]  # type: ignore[attr-defined]  # idem
            width.width = _WIDTH if number > 1 else _WIDE
        page.append([_bold(page, column) for column in sheet.columns])
        for row in sheet.rows:
            if self._progress and self._done % _EVERY == 0:
                self._progress(self._done, self._total)
            self._done += 1
            page.append(list(self._cells(page, row)))

    def _cells(self, page: WriteOnlyWorksheet, row: tuple[Cell, ...]) -> Iterator[object]:
        for cell in row:
            if isinstance(cell, bool):
                yield "ja" if cell else "nee"
            elif isinstance(cell, date):
                yield _day(page, cell)
            elif isinstance(cell, tuple | str):
                yield self._text(page, joined(cell) if isinstance(cell, tuple) else cell, str(row[-1]))
            else:
                yield cell

    def _text(self, page: WriteOnlyWorksheet, text: str, id_: str) -> object:
        """The text; where Excel would take it for a formula or a fault, marked as text, also for who edits it."""
        text = _NOT_IN_XML.sub("", text)
        if len(text) > LONGEST:
            self._told.leave_out(id_, "text-cut", name=text)
            text = text[:LONGEST]
        if not text:
            return None
        if guarded(text) == text and not text.startswith(("'", "#")):
            return text
        cell = WriteOnlyCell(page, text)
        cell.data_type = "s"
        cell.quotePrefix = True
        return cell


def _bold(page: WriteOnlyWorksheet, text: str) -> object:
    cell = WriteOnlyCell(page, text)
    cell.font = Font(bold=True)
    return cell


def _day(page: WriteOnlyWorksheet, day: date) -> object:
    cell = WriteOnlyCell(page, datetime(day.year, day.month, day.day))  # noqa: DTZ001 - Excel knows no zones
    cell.number_format = DAY
    return cell
