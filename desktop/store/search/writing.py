"""Putting entries into the tables of the index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desktop.models.search import Facet
from desktop.store.search.entries import Document
from desktop.store.search.facets import Mark
from desktop.store.search.near import Point, locate
from desktop.store.search.words import fold, stem

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ENTRY = "INSERT INTO search_entry (rowid, id, kind, label, since, turns, digest) VALUES (?, ?, ?, ?, ?, ?, ?)"
_TEXT = "INSERT INTO search_text (rowid, name, tags, body, facets) VALUES (?, ?, ?, ?, ?)"
_RANK = """
INSERT INTO search_rank (entry, ready, measured, place, latitude, longitude, rough, more)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_SHOWN = "INSERT INTO search_shown (entry, content) VALUES (?, ?)"
_MARKS = "INSERT INTO search_marks (entry, marks) VALUES (?, ?)"
_VALUE = """
INSERT INTO search_value (token, facet, value, within, latitude, longitude) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (token) DO UPDATE SET latitude = excluded.latitude, longitude = excluded.longitude
WHERE excluded.latitude IS NOT NULL
"""
_NUMBERS = "SELECT token, number FROM search_value WHERE token IN (SELECT value FROM json_each(?))"
_WORD = "INSERT OR IGNORE INTO search_word (term, stem) VALUES (?, ?)"
_POINT = "INSERT INTO search_point (entry, latitude, longitude, rough) VALUES (?, ?, ?, ?)"
_WAIT = "INSERT INTO search_wait (entry, product, weeks) VALUES (?, ?, ?)"


class Writer:
    """Writes entries, many at a time, and numbers the values they can be told apart by.

    Args:
        connection: That may write.
        own: Places of the store.
    """

    def __init__(self, connection: Connection, own: dict[str, Point]) -> None:
        self._connection = connection
        self._own = own
        self._numbers: dict[str, str] = {}

    def write(self, numbered: Sequence[tuple[int, Document]], words: Iterable[str]) -> None:
        """Adds entries under their row numbers, which are free, and those of their words that may not be there yet."""
        if not numbered:
            return
        self._number_values(document for _, document in numbered)
        several = [(row, point) for row, d in numbered for point in d.points if len(d.points) > 1]
        for statement, rows in (
            (_ENTRY, [(row, d.id, d.kind, d.label, *map(str, d.span), d.digest) for row, d in numbered]),
            (_TEXT, [(row, d.name, d.tags, d.body, d.facets) for row, d in numbered]),
            (_RANK, [_rank(row, d) for row, d in numbered]),
            (_SHOWN, [(row, d.shown) for row, d in numbered]),
            (_MARKS, [(row, self._marks(d.tokens)) for row, d in numbered]),
            (_WORD, [(word, stem(word)) for word in sorted(words)]),
            (_POINT, [(row, *point) for row, point in several]),
            (_WAIT, [(row, *wait) for row, d in numbered for wait in d.waits]),
        ):
            if rows:
                self._connection.exec_driver_sql(statement, list(rows))

    def _marks(self, tokens: Iterable[str]) -> str:
        """Numbers of values; two ways to write one value are one."""
        return " ".join(dict.fromkeys(self._numbers[token] for token in tokens))

    def _number_values(self, documents: Iterable[Document]) -> None:
        """Gives every value that was not met before a number; one that is stored already keeps its own."""
        values: dict[str, tuple[object, ...]] = {}
        known = self._numbers.__contains__
        for document in documents:
            if all(map(known, document.tokens)):
                continue
            for mark, token in zip(document.marks, document.tokens, strict=True):
                if token not in self._numbers and token not in values:
                    values[token] = (token, *mark, *self._where(mark, document.points))
        if values:
            self._connection.exec_driver_sql(_VALUE, list(values.values()))
            found = self._connection.exec_driver_sql(_NUMBERS, (json.dumps(list(values)),))
            self._numbers.update((token, str(number)) for token, number in found)

    def _where(self, mark: Mark, points: Sequence[tuple[float, float, bool]]) -> Point | tuple[None, None]:
        """Of a place; one nobody knows is where the first entry is that names it."""
        if mark.facet is not Facet.PLACE:
            return None, None
        spot = locate(mark.value, self._own)
        if spot:
            return spot.point
        return points[0][:2] if points else (None, None)


def _rank(row: int, document: Document) -> tuple[object, ...]:
    first = document.points[0] if document.points else (None, None, False)
    more = len(document.points) > 1
    return row, document.ready, document.measured, fold(document.place), *first, more
