"""A folder in HSDS 3.1: a table a file, and the same as documents in JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.exchange.export.hsds_book import COLUMNS, FILES, LINKS, Book
from desktop.exchange.export.hsds_documents import Documents
from desktop.exchange.export.writing import DESCRIPTION, describe
from desktop.exchange.guarding import guarded_data

if TYPE_CHECKING:
    from desktop.exchange.export.hsds_book import Row
    from desktop.exchange.plan import Progress

SERVICES, ORGANISATIONS = "services.json", "organizations.json"
"""The documents, each one list."""

_EVERY = 500
"""Rows between two words to whoever waits."""


def write_hsds(book: Book, folder: Path, progress: Progress | None = None) -> list[str]:
    """Writes the files into an empty folder and returns their names.

    The tables are guarded against formulas (see `desktop.exchange.guarding`); the documents hold every text exactly.
    `progress` is told of rows and documents done; what it raises stops the work.
    """
    count = Counter(progress, sum(map(len, book.rows.values())) + len(book.rows["service"]))
    for table, name in FILES.items():
        _table(folder / name, COLUMNS[table], count.each(book.rows[table]))
    documents = Documents(book)
    _list(folder / SERVICES, count.each(documents.services()))
    _list(folder / ORGANISATIONS, documents.organisations())
    files = [*FILES.values(), SERVICES, ORGANISATIONS]
    describe(folder, _package(), files)
    return [*files, DESCRIPTION]


class Counter:
    """Tells whoever waits how far the writing is."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def each(self, rows: Iterable[Row]) -> Iterable[Row]:
        """The same rows, counted."""
        for row in rows:
            if self._progress and self._done % _EVERY == 0:
                self._progress(self._done, self._total)
            self._done += 1
            yield row


def _table(path: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_cell(row.get(column, "")) for column in columns])


def _cell(cell: object) -> object:
    return guarded_data(cell) if isinstance(cell, str) else cell


def _list(path: Path, documents: Iterable[Row]) -> None:
    """A document a line: a list that another program can also read piece by piece."""
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        for number, document in enumerate(documents):
            file.write(",\n" if number else "\n")
            file.write(json.dumps(document, ensure_ascii=False))
        file.write("\n]\n")


def _package() -> dict[str, object]:
    """Names tables, columns and links, as a tabular data package does."""
    return {
        "name": "human_services_data",
        "title": "Human Services Data Specification",
        "profile": "tabular-data-package",
        "version": "3.1",
        "resources": [
            {"name": table, "path": name, "schema": _schema(COLUMNS[table])} for table, name in FILES.items()
        ],
    }


def _schema(columns: tuple[str, ...]) -> dict[str, object]:
    links = [(column, LINKS[column]) for column in columns if column in LINKS]
    return {
        "primaryKey": "id",
        "fields": [{"name": column, "type": _TYPES.get(column, "string")} for column in columns],
        "foreignKeys": [
            {"fields": column, "reference": {"resource": table, "fields": "id"}} for column, table in links
        ],
    }


_TYPES = {
    "minimum_age": "number",
    "maximum_age": "number",
    "latitude": "number",
    "longitude": "number",
    "amount": "number",
    "available": "number",
    "assured_date": "date",
    "updated": "datetime",
}
"""Of columns that are no text."""
