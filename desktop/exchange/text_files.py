"""Comma- and semicolon-separated text and JSON, in the encodings that people really send."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from desktop.exchange.guarding import unguarded
from desktop.exchange.heading import LOOKED_AT, Heading, find
from desktop.exchange.hsds.documents import is_hsds, tables_of_documents
from desktop.exchange.lines import table_of_lines
from desktop.exchange.tables import Cell, Table, column_name, table_of_items
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
_LOOKED_AT_LETTERS = 200_000
"""Among which the separator is looked for."""
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


def read_csv(data: bytes, file: str, name: str, heading: Heading | None = None) -> Table:
    """A table of separated text; the separator is the one under which the names of the columns are known.

    Of several, and of none, the one that most lines go with: they have as many parts as the names.

    Raises:
        WorldFault: As `decode`; ``file-broken`` with the line, when a quote is never closed.
    """
    text = decode(data, file)
    heading = heading or Heading()
    return table_of_lines(name, _lines(text, file, heading.known), heading)


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


def _lines(text: str, file: str, known: frozenset[str]) -> Iterator[list[Cell]]:
    told = _SEPARATOR.match(text)
    if told:
        # A line of its own, so that rows keep the numbers they have in the file.
        yield []
        text = text[told.end() :]
    delimiter = told[1] if told else _delimiter(text, known)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for line in reader:
            yield [unguarded(cell) for cell in line]
    except csv.Error as fault:
        raise WorldFault("file-broken", file=file, line=reader.line_num + bool(told)) from fault


def _delimiter(text: str, known: frozenset[str]) -> str:
    begin = text[:_LOOKED_AT_LETTERS]
    first = next((line for line in begin.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=lambda one: (*_goes_with(begin, one, known), outside.count(one)))


def _goes_with(begin: str, delimiter: str, known: frozenset[str]) -> tuple[int, float]:
    """How many names of columns are known under a separator, and which part of the lines is as wide as they are."""
    lines: list[list[str]] = []
    with suppress(csv.Error):
        # What was read before a fault tells enough; the fault itself is told when the whole is read.
        lines.extend(islice(csv.reader(io.StringIO(begin, newline=""), delimiter=delimiter, strict=True), LOOKED_AT))
    filled = [line for line in lines if any(cell.strip() for cell in line)]
    if not filled:
        return 0, 0.0
    names = filled[find(list(enumerate(filled, start=1)), known, ())]
    alike = sum(len(line) == len(names) for line in filled) / len(filled) if len(names) > 1 else 0.0
    return len({column_name(cell) for cell in names} & known), alike


def _list_of(document: Any) -> list[dict[str, Any]] | None:  # noqa: ANN401 - whatever the document holds
    """The list itself, or the only list of objects in the object."""
    candidates = [document] if isinstance(document, list) else []
    if isinstance(document, dict):
        candidates = [value for value in document.values() if isinstance(value, list)]
    # Nothing where a row could stand is an empty row.
    lists = [items for items in candidates if all(item is None or isinstance(item, dict) for item in items)]
    return [item or {} for item in lists[0]] if len(lists) == 1 else None
