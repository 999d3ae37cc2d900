"""Keeping the index in step: after every act, whole at need, on every new day, and checked.

What came from colleagues is put off: in the transaction it is only marked, and taken up a few at a time after it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from desktop.store.merged import kept_for
from desktop.store.search import schema
from desktop.store.search.entries import Gatherer
from desktop.store.search.near import own_places
from desktop.store.search.numbering import Numbering
from desktop.store.search.reworded import note_words, noted_words, reworded
from desktop.store.search.touched import touched_entries
from desktop.store.search.words import fold, lexicon
from desktop.store.search.writing import Writer

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.models.changes import ChangeSet

T = TypeVar("T")

_AT_ONCE = 1_000
_FEW = 500
"""Entries that are always taken out one by one; taking one out of the text index takes longer than putting it in."""

_ENTRIES = """
SELECT id, name, 'community' AS kind FROM community_service
UNION ALL SELECT id, name, 'provider' FROM provider
"""

_AT_OPENING = 200
"""Entries that were put off, or left halfway, and are taken up before a store is open; more would keep one waiting."""

_MARK_STALE = "INSERT OR IGNORE INTO search_stale (id) SELECT value FROM json_each(?)"
_UNMARK = "DELETE FROM search_stale WHERE id IN (SELECT value FROM json_each(?))"
_GONE = """
SELECT e.rowid FROM search_entry AS e WHERE e.id IN (SELECT value FROM json_each(?))
AND NOT EXISTS (SELECT 1 FROM provider AS p WHERE p.id = e.id)
AND NOT EXISTS (SELECT 1 FROM community_service AS s WHERE s.id = e.id)
"""
_ROWS = "SELECT id, rowid FROM search_entry WHERE id IN (SELECT value FROM json_each(?))"


def ensure(connection: Connection, day: date) -> bool:
    """Makes the index when there is none, or when it was made with other tables, and the few that were put off.

    Where many were put off, `renew` takes them up while one works; until then `left` tells how many.

    Args:
        connection: That may write.
        day: On which contracts must run to count; an index of another day is brought to it.

    Returns:
        True when anything had to be made.
    """
    if schema.made_as(connection) != _mark():
        rebuild(connection, day)
        return True
    turn(connection, day)
    _mark_reworded(connection)
    stale = _stale(connection, _AT_OPENING + 1)
    if len(stale) > _AT_OPENING:
        return False
    _again(connection, stale)
    return bool(stale)


class Renewal(NamedTuple):
    """How far an index is with other words.

    Attributes:
        differed: True when it was made with other words until now.
        left: Entries that still have to be made anew.
    """

    differed: bool
    left: int


def renew(connection: Connection, day: date, most: int) -> Renewal:
    """Makes the entries anew that were put off or that other words find: who calls goes on until none is left.

    Meanwhile the others are found as before.

    Args:
        connection: That may write.
        day: See `ensure`.
        most: Entries in this go.
    """
    turn(connection, day)
    if schema.made_as(connection) == _mark():
        differed = _mark_reworded(connection)
    else:
        # How words are read has changed, and of every entry they may read otherwise.
        connection.exec_driver_sql("INSERT OR IGNORE INTO search_stale (id) SELECT id FROM search_entry")
        schema.note(connection, made_as=_mark())
        note_words(connection, lexicon())
        differed = True
    _again(connection, _stale(connection, most))
    return Renewal(differed, left(connection))


def put_off(connection: Connection, changes: ChangeSet) -> None:
    """Marks the entries that a page of colleagues' edits touched, to be taken up after its transaction.

    Taking them up costs as much as the page itself, and the more, the more entries there are: nobody who sends or
    fetches has to wait for that, and nobody who types meanwhile. What was taken away is not offered any longer, though;
    only of very many at once that waits as well.
    """
    ids = touched_entries(connection, changes)
    gone = [row for (row,) in connection.exec_driver_sql(_GONE, (json.dumps(sorted(ids)),))] if ids else []
    if len(gone) <= _FEW:
        _take_out(connection, gone)
    if ids:
        connection.exec_driver_sql(_MARK_STALE, (json.dumps(sorted(ids)),))


def left(connection: Connection) -> int:
    """How many entries are not found yet by what stands in them now."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM search_stale").scalar_one())


def _mark_reworded(connection: Connection) -> bool:
    """Marks the entries that must be made anew because a phrase means something else; True when any phrase does."""
    known = lexicon()
    before = noted_words(connection)
    if before == known.phrases:
        return False
    connection.exec_driver_sql(_MARK_STALE, (json.dumps(sorted(reworded(connection, before, known.phrases))),))
    note_words(connection, known)
    return True


def _stale(connection: Connection, most: int) -> set[str]:
    rows = connection.exec_driver_sql("SELECT id FROM search_stale ORDER BY id LIMIT ?", (most,))
    return {id_ for (id_,) in rows}


def rebuild(connection: Connection, day: date | None = None) -> int:
    """Makes the index anew from what is stored, and tells how many entries it has.

    Raises:
        ValueError: No day was given, and there is no index that tells one (a bug).
    """
    day = day or schema.made_for(connection)
    if day is None:
        raise ValueError("an index holds for a day")
    schema.make(connection)
    schema.note(connection, made_as=_mark(), day=day.isoformat())
    note_words(connection, lexicon())
    ids = _stored(connection)
    _put(connection, ids, {})
    connection.exec_driver_sql("INSERT INTO search_text (search_text) VALUES ('optimize')")
    return len(ids)


def refresh(connection: Connection, changes: ChangeSet, day: date) -> None:
    """Brings the entries up to date that an act touched, inside its transaction."""
    turn(connection, day)
    _again(connection, touched_entries(connection, changes))


def turn(connection: Connection, day: date) -> None:
    """Brings the entries up to date of which a contract begins or ends between the day of the index and this one."""
    if schema.made_for(connection) == day:
        return
    rows = connection.exec_driver_sql(
        "SELECT id FROM search_entry WHERE turns <= ? OR since > ?", (day.isoformat(), day.isoformat())
    )
    ids = {id_ for (id_,) in rows}
    schema.note(connection, day=day.isoformat())
    _again(connection, ids)


def check(connection: Connection) -> tuple[str, ...]:
    """Ids of entries that the index lacks, has wrong or has too many; empty when it is in step.

    What is put off is in step: it is known to be wrong, and will be taken up.
    """
    indexed: dict[str, str] = {}
    indexed.update((id_, digest) for id_, digest in connection.exec_driver_sql("SELECT id, digest FROM search_entry"))
    wrong: list[str] = []
    stored = _stored(connection)
    gatherer = _gatherer(connection)
    for some in _batches(stored):
        wrong += [d.id for d in gatherer.documents(some) if indexed.get(d.id) != d.digest]
    put_off = {id_ for (id_,) in connection.exec_driver_sql("SELECT id FROM search_stale")}
    return tuple(sorted({*wrong, *(indexed.keys() - set(stored))} - put_off))


def _again(connection: Connection, ids: set[str]) -> None:
    if not ids:
        return
    rows: dict[str, int] = {}
    for some in _batches(sorted(ids)):
        found = connection.exec_driver_sql(_ROWS, (json.dumps(some),))
        rows.update((id_, row) for id_, row in found)
    if len(rows) > _FEW and len(rows) * 2 > _count(connection):
        rebuild(connection)
        return
    _take_out(connection, list(rows.values()))
    _put(connection, sorted(ids), rows)
    connection.exec_driver_sql(_UNMARK, (json.dumps(sorted(ids)),))


def _count(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM search_entry").scalar_one())


def _put(connection: Connection, ids: Sequence[str], rows: dict[str, int]) -> None:
    """Adds entries; those that were there before keep their row number."""
    gatherer = _gatherer(connection)
    numbering = Numbering(connection, rows)
    writer = Writer(connection, own_places(connection))
    for some in _batches(ids):
        documents = sorted(gatherer.documents(some), key=lambda one: (one.kind, one.label, one.id))
        # Ascending, because the text index writes out what it holds whenever a row number goes down.
        writer.write(sorted(numbering.of_all(documents), key=itemgetter(0)), gatherer.new_words())


def _take_out(connection: Connection, rows: Sequence[int]) -> None:
    for some in _batches(rows):
        numbers = [(row,) for row in some]
        connection.exec_driver_sql("DELETE FROM search_text WHERE rowid = ?", numbers)
        connection.exec_driver_sql("DELETE FROM search_entry WHERE rowid = ?", numbers)


def _stored(connection: Connection) -> list[str]:
    """Those that are shown, by kind and then in the alphabet, as the row numbers are given out.

    A double stands for nothing, its kept entry does.
    """
    hidden = kept_for(connection)
    rows = [row for row in connection.exec_driver_sql(_ENTRIES) if row[0] not in hidden]
    return [id_ for id_, _, _ in sorted(rows, key=lambda row: (row[2], fold(row[1]), row[0]))]


def _gatherer(connection: Connection) -> Gatherer:
    day = schema.made_for(connection)
    if day is None:
        raise ValueError("there is no index")
    return Gatherer(connection, lexicon(), own_places(connection), day)


def _mark() -> str:
    return f"{schema.VERSION} {lexicon().rest}"


def _batches(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
