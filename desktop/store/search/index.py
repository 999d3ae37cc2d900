"""Keeping the index in step: after every act, whole at need, and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from desktop.models.search import HitKind
from desktop.store.merged import doubles_hidden
from desktop.store.search import schema
from desktop.store.search.entries import Document, Gatherer
from desktop.store.search.near import own_places
from desktop.store.search.touched import touched_entries
from desktop.store.search.words import lexicon, stem

if TYPE_CHECKING:
    from sqlalchemy import Connection

T = TypeVar("T")

_AT_ONCE = 500

_PUT_ENTRY = """
INSERT INTO search_entry (rowid, id, kind, rank, name, place, low, high, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_PUT_TEXT = """
INSERT INTO search_text (rowid, name, tags, body, stems, meanings, facets) VALUES (?, ?, ?, ?, ?, ?, ?)
"""


def ensure(connection: Connection) -> bool:
    """Makes the index when there is none, or when it was made with other tables or other words; True when it did."""
    if schema.made_as(connection) == _mark():
        return False
    rebuild(connection)
    return True


def rebuild(connection: Connection) -> int:
    """Makes the index anew from what is stored, and tells how many entries it has."""
    schema.make(connection)
    schema.note_made_as(connection, _mark())
    ids = _stored(connection)
    _put(connection, ids, {})
    return len(ids)


def refresh(connection: Connection, act_id: str) -> None:
    """Brings the entries up to date that an act touched, inside its transaction."""
    ids = touched_entries(connection, act_id)
    if not ids:
        return
    rows: dict[str, int] = {}
    for some in _batches(sorted(ids)):
        marks = ", ".join("?" * len(some))
        found = connection.exec_driver_sql(f"SELECT id, rowid FROM search_entry WHERE id IN ({marks})", tuple(some))  # noqa: S608
        rows.update((id_, rowid) for id_, rowid in found)
    _take_out(connection, list(rows.values()))
    _put(connection, sorted(ids), rows)


def check(connection: Connection) -> tuple[str, ...]:
    """Ids of entries that the index lacks, has wrong or has too many; empty when it is in step."""
    indexed: dict[str, str] = {}
    indexed.update((id_, digest) for id_, digest in connection.exec_driver_sql("SELECT id, digest FROM search_entry"))
    wrong: list[str] = []
    stored = _stored(connection)
    gatherer = Gatherer(connection, lexicon(), own_places(connection))
    for some in _batches(stored):
        wrong += [d.id for d in gatherer.documents(some) if indexed.get(d.id) != d.digest]
    return tuple(sorted({*wrong, *(indexed.keys() - set(stored))}))


def _put(connection: Connection, ids: Sequence[str], rows: dict[str, int]) -> None:
    """Adds entries; those that were there before keep their row number."""
    gatherer = Gatherer(connection, lexicon(), own_places(connection))
    fresh = int(connection.exec_driver_sql("SELECT coalesce(max(rowid), 0) FROM search_entry").scalar_one())
    fresh = max([fresh, *rows.values()])
    for some in _batches(ids):
        numbered = []
        for document in gatherer.documents(some):
            if document.id not in rows:
                fresh += 1
            numbered.append((rows.get(document.id, fresh), document))
        _write(connection, numbered)


def _write(connection: Connection, numbered: list[tuple[int, Document]]) -> None:
    if not numbered:
        return
    run = connection.exec_driver_sql
    run(_PUT_ENTRY, [(n, d.id, d.kind, _rank(d), d.label, d.place, *d.ages, d.digest) for n, d in numbered])
    run("INSERT INTO search_shown (entry, content) VALUES (?, ?)", [(n, d.shown) for n, d in numbered])
    run(_PUT_TEXT, [(n, d.name, d.tags, d.body, d.stems, d.meanings, d.facets) for n, d in numbered])
    words = sorted({word for _, document in numbered for word in document.words})
    points = [(n, *point) for n, d in numbered for point in d.points]
    waits = [(n, *wait) for n, d in numbered for wait in d.waits]
    for statement, values in (
        ("INSERT OR IGNORE INTO search_word (term, stem) VALUES (?, ?)", [(word, stem(word)) for word in words]),
        ("INSERT INTO search_point (entry, latitude, longitude, rough) VALUES (?, ?, ?, ?)", points),
        ("INSERT INTO search_wait (entry, product, weeks) VALUES (?, ?, ?)", waits),
    ):
        if values:
            run(statement, values)


def _take_out(connection: Connection, rows: Sequence[int]) -> None:
    for some in _batches(rows):
        numbers = [(row,) for row in some]
        connection.exec_driver_sql("DELETE FROM search_text WHERE rowid = ?", numbers)
        connection.exec_driver_sql("DELETE FROM search_entry WHERE rowid = ?", numbers)


def _stored(connection: Connection) -> list[str]:
    """Those that are shown: a double stands for nothing, its kept entry does."""
    rows = connection.exec_driver_sql("SELECT id FROM community_service UNION ALL SELECT id FROM provider")
    hidden = doubles_hidden(connection)
    return [id_ for (id_,) in rows if id_ not in hidden]


def _rank(document: Document) -> int:
    return 0 if document.kind is HitKind.COMMUNITY else 1


def _mark() -> str:
    return f"{schema.VERSION} {lexicon().digest}"


def _batches(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
