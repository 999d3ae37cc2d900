"""Comma- and semicolon-separated text and JSON, in the encodings that people really send."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from desktop.exchange.guarding import unguarded
from desktop.exchange.hsds.documents import is_hsds, tables_of_documents
from desktop.exchange.tables import Cell, Table, table_of_items, table_of_lines
from desktop.models.faults import WorldFault

# The module's own limit of 128 kB would refuse the whole file for one long cell; long cells are refused row by row.
csv.field_size_limit(50_000_000)

_BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"SQLite format 3\x00",
    b"\x1f\x8b",
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(r"sep=([,;\t|])[,;\t|]*(?:\r\n|\r|\n|$)", re.IGNORECASE)
"""The line by which spreadsheets tell each other how the cells are separated."""


def decode(data: bytes, file: str) -> str:
    """The text of a file: UTF-8 or UTF-16, with or without mark, else Windows-1252.

    Raises:
        WorldFault: ``file-empty``, ``file-not-text`` for a file of another kind, ``file-encoding``.
    """
    if data.startswith(_BINARY):
        raise WorldFault("file-not-text", file=file)
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None) or _unmarked(data)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise WorldFault("file-not-text", file=file)
        if not text.strip():
            raise WorldFault("file-empty", file=file)
        return text
    raise WorldFault("file-encoding", file=file)


def _unmarked(data: bytes) -> str | None:
    """UTF-16 whose mark is gone: the first letter then has a zero beside it."""
    if data[1:2] == b"\0" != data[:1]:
        return "utf-16-le"
    return "utf-16-be" if data[:1] == b"\0" != data[1:2] else None


def read_csv(data: bytes, file: str, name: str) -> Table:
    """A table of separated text; the separator is the one that divides the first line in most parts.

    Raises:
        WorldFault: As `decode`; ``file-broken`` with the line, when a quote is never closed.
    """
    text = decode(data, file)
    return table_of_lines(name, _lines(text, file))


def read_json(data: bytes, file: str, name: str) -> tuple[Table, ...]:
    """A table of a JSON list, or of the one list in a JSON object; several of documents of HSDS.

    Raises:
        WorldFault: As `decode`; ``file-broken`` with the line; ``file-no-list`` when it holds no list of objects.
    """
    text = decode(data, file)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as fault:
        raise WorldFault("file-broken", file=file, line=fault.lineno) from fault
    except (RecursionError, ValueError) as fault:
        raise WorldFault("file-broken", file=file, line=1) from fault
    if is_hsds(document):
        return tables_of_documents(document)
    items = _list_of(document)
    if items is None:
        raise WorldFault("file-no-list", file=file)
    if not items:
        raise WorldFault("file-empty", file=file)
    return (table_of_items(name, items),)


def _lines(text: str, file: str) -> Iterator[list[Cell]]:
    told = _SEPARATOR.match(text)
    if told:
        # A line of its own, so that rows keep the numbers they have in the file.
        yield []
        text = text[told.end() :]
    delimiter = told[1] if told else _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for line in reader:
            yield [unguarded(cell) for cell in line]
    except csv.Error as fault:
        raise WorldFault("file-broken", file=file, line=reader.line_num + bool(told)) from fault


def _delimiter(text: str) -> str:
    first = next(line for line in text.splitlines() if line.strip())
    outside = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _list_of(document: Any) -> list[dict[str, Any]] | None:  # noqa: ANN401 - whatever the document holds
    """The list itself, or the only list of objects in the object."""
    candidates = [document] if isinstance(document, list) else []
    if isinstance(document, dict):
        candidates = [value for value in document.values() if isinstance(value, list)]
    # Nothing where a row could stand is an empty row.
    lists = [items for items in candidates if all(item is None or isinstance(item, dict) for item in items)]
    return [item or {} for item in lists[0]] if len(lists) == 1 else None
