"""Excel workbooks, read only as far as a table needs and never further than is safe."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import ParseError

from lxml.etree import XMLSyntaxError
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from desktop.exchange.empty_formulas import empty_formulas
from desktop.exchange.heading import Heading
from desktop.exchange.lines import table_of_lines
from desktop.exchange.merged_cells import merged_cells
from desktop.exchange.tables import Cell, Table
from desktop.models.faults import WorldFault

_MOST_UNPACKED = 300_000_000
_MOST_RATIO = 200
"""Unpacked to packed: ordinary sheets stay under 30; a bomb is a thousand and more."""
_MOST_PARTS = 2_000
_MOST_COLUMNS = 500
_MOST_LINES = 1 << 20
"""Of a sheet, empty ones too."""
_CHUNK = 1 << 20
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_LONGEST_MARK = max(map(len, _DOCTYPES))
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""How files begin of before 2007, and those with a password."""

_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    ParseError,
    XMLSyntaxError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    EOFError,
    OverflowError,
    NotImplementedError,
    OSError,
    RuntimeError,
    struct.error,
    zlib.error,
)
"""What the reader of workbooks raises on a file that only looks like one."""


def read_workbook(data: bytes, file: str, heading: Heading | None = None) -> tuple[Table, ...]:
    """A table of every sheet that is not empty; formulas give the value they last had.

    Raises:
        WorldFault: ``file-wrong-kind`` when it is no workbook, ``file-other-kind`` when it is an old one or has a
            password, ``file-bomb`` when it unpacks to more than is sane, ``file-empty``, and what `table_of_lines`
            raises.
    """
    if data.startswith(_OLD_OR_LOCKED):
        raise WorldFault("file-other-kind", file=file)
    _refuse_bombs(data, file)
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [(title, lines) for title, lines in _sheets(workbook) if lines]
        merged, formulas = merged_cells(data), empty_formulas(data)
    except _BROKEN as fault:
        raise WorldFault("file-wrong-kind", file=file) from fault
    if not sheets:
        raise WorldFault("file-empty", file=file)
    tables = (table_of_lines(title, lines, heading, merged.get(title, ()), file) for title, lines in sheets)
    return tuple(replace(table, notes=(*table.notes, *formulas.get(table.name, ()))) for table in tables)


def _sheets(workbook: Workbook) -> Iterator[tuple[str, list[tuple[Cell, ...]]]]:
    for sheet in workbook.worksheets:
        # A sheet may claim to be larger or smaller than it is.
        if hasattr(sheet, "reset_dimensions"):
            sheet.reset_dimensions()
        lines = list(_filled(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)))
        while lines and not lines[-1]:
            lines.pop()
        yield sheet.title, lines
    workbook.close()


def _filled(lines: Iterable[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """The lines up to their last filled cell: a sheet may have a million lines of nothing.

    The reader makes up the lines that lie between; one that says to be the billionth would never come.
    """
    before: tuple[Cell, ...] | None = None
    kept: tuple[Cell, ...] = ()
    for number, line in enumerate(lines):
        if number >= _MOST_LINES:
            raise ValueError("no sheet has so many lines")
        if line is not before:
            end = len(line)
            while end and line[end - 1] is None:
                end -= 1
            before, kept = line, line[:end]
        yield kept


def _refuse_bombs(data: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            is_bomb = len(parts) > _MOST_PARTS or unpacked > min(_MOST_UNPACKED, 1_000_000 + _MOST_RATIO * len(data))
            texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
            # Only what is small enough to be unpacked is looked into.
            is_bomb = is_bomb or any(_has_entities(archive, part) for part in texts)
    except _BROKEN as fault:
        raise WorldFault("file-wrong-kind", file=file) from fault
    if is_bomb:
        raise WorldFault("file-bomb", file=file)


def _has_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """True when a part has a document type, in whatever encoding: workbooks have none, attacks do."""
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if any(mark in tail + chunk for mark in _DOCTYPES):
                return True
            tail = chunk[-_LONGEST_MARK:]
    return False
