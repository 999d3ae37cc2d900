"""Excel workbooks, read only as far as a table needs and never further than is safe."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from desktop.exchange.tables import Cell, Table, table_of_lines
from desktop.models.faults import WorldFault

_MOST_UNPACKED = 300_000_000
_MOST_RATIO = 200
"""Unpacked to packed: ordinary sheets stay under 30; a bomb is a thousand and more."""
_MOST_PARTS = 2_000
_MOST_COLUMNS = 500

_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    ParseError,
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


def read_workbook(data: bytes, file: str) -> tuple[Table, ...]:
    """A table of every sheet that is not empty; formulas give the value they last had.

    Raises:
        WorldFault: ``file-wrong-kind`` when it is no workbook, ``file-bomb`` when it unpacks to more than is sane,
            ``file-empty``, and what `table_of_lines` raises.
    """
    _refuse_bombs(data, file)
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [(title, lines) for title, lines in _sheets(workbook) if lines]
    except _BROKEN as fault:
        raise WorldFault("file-wrong-kind", file=file) from fault
    if not sheets:
        raise WorldFault("file-empty", file=file)
    return tuple(table_of_lines(title, lines) for title, lines in sheets)


def _sheets(workbook: Workbook) -> Iterator[tuple[str, list[tuple[Cell, ...]]]]:
    for sheet in workbook.worksheets:
        # A sheet may claim to be larger or smaller than it is.
        if hasattr(sheet, "reset_dimensions"):
            sheet.reset_dimensions()
        lines: list[tuple[Cell, ...]] = [
            tuple(line) for line in sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
        ]
        while lines and all(cell is None for cell in lines[-1]):
            lines.pop()
        yield sheet.title, lines
    workbook.close()


def _refuse_bombs(data: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            declares = any(
                _has_entities(archive, part) for part in parts[:_MOST_PARTS] if part.filename.endswith(".xml")
            )
    except _BROKEN as fault:
        raise WorldFault("file-wrong-kind", file=file) from fault
    unpacked = sum(part.file_size for part in parts)
    if declares or len(parts) > _MOST_PARTS or unpacked > min(_MOST_UNPACKED, 1_000_000 + _MOST_RATIO * len(data)):
        raise WorldFault("file-bomb", file=file)


def _has_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """True when a part begins with a document type: workbooks have none, attacks do."""
    with archive.open(part) as stream:
        return b"<!DOCTYPE" in stream.read(1_000)
