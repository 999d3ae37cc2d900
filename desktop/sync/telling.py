"""Whose each row is that this laptop holds, and each row that it only tells of: deleted, refused, long gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from desktop.store.mapping import TABLES
from desktop.sync.books import UNTIED
from desktop.sync.postgres.kinds_here import OWN, KindHere, kinds_here

if TYPE_CHECKING:
    from desktop.store.reader import Reader
    from desktop.sync.arrival import Key

_TOLD = """
SELECT row_id, json_extract(changes, '$.{field}[0]') AS parent FROM journal WHERE tbl = '{tbl}' AND wiped = 0
UNION SELECT row_id, json_extract(changes, '$.{field}[1]') FROM journal WHERE tbl = '{tbl}' AND wiped = 0
"""
_NAMED = """
SELECT row_id FROM journal WHERE tbl = ? AND wiped = 0 UNION SELECT row_id FROM row_base WHERE tbl = ?
UNION SELECT row_id FROM held WHERE tbl = ? UNION SELECT row_id FROM conflict WHERE tbl = ?
UNION SELECT row_id FROM refused WHERE tbl = ?
"""
_UNTIED = """
SELECT t.id, j.actor FROM {tbl} AS t JOIN journal AS j ON j.tbl = '{tbl}' AND j.row_id = t.id AND j.kind = 'insert'
WHERE t.{field} IS NULL AND j.origin = 'sync' AND j.actor <> ''
"""
_SIGNAL = "signal"


def whose(reader: Reader) -> dict[Key, str]:
    """The scope of every row that is somebody's; rows that everyone holds, and those of their author, are left out."""
    found: dict[Key, str] = {}
    for kind in kinds_here():
        if kind.home == "own":
            found |= {(kind.tbl, row_id): f"{kind.tbl}:{row_id}" for (row_id,) in _select(reader, kind.tbl, "id")}
        elif kind.home == "parent" and kind.home_tbl != _SIGNAL:
            rows = _select(reader, kind.tbl, f"id, {kind.home_field}")
            found |= dict(_leaning(rows, kind, found))
            if any(parent is None for _id, parent in rows):
                found |= _untied(reader, kind)
    return found


def _untied(reader: Reader, kind: KindHere) -> dict[Key, str]:
    """Rows of no case that another put there; where nobody can tell any more who did, they stay out of it."""
    query = _UNTIED.format(tbl=kind.tbl, field=kind.home_field)
    return {(kind.tbl, row_id): f"{UNTIED}:{who}" for row_id, who in reader.connection.exec_driver_sql(query)}


def scopes_of_rows(rows: Mapping[Key, Mapping[str, Any]]) -> dict[Key, str]:
    """The same of rows with their fields, wherever they stand."""
    found: dict[Key, str] = {}
    for kind in kinds_here():
        ids = [row_id for tbl, row_id in rows if tbl == kind.tbl]
        if kind.home == "own":
            found |= {(kind.tbl, row_id): f"{kind.tbl}:{row_id}" for row_id in ids}
        elif kind.home == "parent" and kind.home_tbl != _SIGNAL:
            lines = [(row_id, rows[kind.tbl, row_id].get(kind.home_field)) for row_id in ids]
            found |= dict(_leaning(lines, kind, found))
    return found


def told(reader: Reader, here: dict[Key, str]) -> dict[Key, str]:
    """The same of rows that are not there and of which the journal or the books tell all the same.

    A row that belonged to more than one in its time is told of under the last.
    """
    known = dict(here)
    found: dict[Key, str] = {}
    for kind in kinds_here():
        lines: Iterable[tuple[Key, str]] = ()
        if kind.home == "own":
            ids = reader.connection.exec_driver_sql(_NAMED, (kind.tbl,) * 5).scalars()
            lines = [((kind.tbl, row_id), f"{kind.tbl}:{row_id}") for row_id in ids]
        elif kind.home == "parent" and kind.home_tbl != _SIGNAL:
            query = _TOLD.format(tbl=kind.tbl, field=kind.home_field)
            lines = _leaning(reader.connection.exec_driver_sql(query).all(), kind, known)
        for key, scope in lines:
            if key not in here:
                found[key] = known[key] = scope
    return found


def with_what_leans(reader: Reader, keys: Collection[Key]) -> set[Key]:
    """These rows, and every row here that belongs to one of them, also one that the central store never had."""
    here = whose(reader)
    known = here | told(reader, here)
    roots = {f"{tbl}:{row_id}" for tbl, row_id in keys if tbl in OWN}
    return {*keys, *(key for key, scope in known.items() if scope in roots)}


def personal(reader: Reader) -> set[Key]:
    """Every row that is of anyone's concern but the whole region's, there or only told of."""
    kinds = [kind.tbl for kind in kinds_here() if kind.home != "map"]
    there = {(tbl, row_id) for tbl in kinds for (row_id,) in _select(reader, tbl, "id")}
    asked = ((tbl, reader.connection.exec_driver_sql(_NAMED, (tbl,) * 5).scalars()) for tbl in kinds)
    return there | {(tbl, row_id) for tbl, ids in asked for row_id in ids if row_id}


def _leaning(rows: Iterable[Sequence[Any]], kind: KindHere, known: dict[Key, str]) -> Iterator[tuple[Key, str]]:
    for row_id, parent in rows:
        if parent is None:
            continue
        scope = f"{kind.home_tbl}:{parent}" if kind.home_tbl in OWN else known.get((kind.home_tbl, parent))
        if scope is not None:
            yield (kind.tbl, row_id), scope


def _select(reader: Reader, table: str, columns: str) -> Sequence[Sequence[Any]]:
    query = f"SELECT {columns} FROM {TABLES[table].name}"  # noqa: S608 - names of our own tables and columns
    return reader.connection.exec_driver_sql(query).all()
