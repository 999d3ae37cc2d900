"""The laptop's own digests, kept up from the journal: a row that was not touched since is not reckoned again.

No way of writing goes round the journal, so what it tells of is all that can have changed. Once a day everything is
reckoned anew all the same. The tables are derived, as the search index is: made when they are missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from desktop.sync.digest import row_hash, with_row, without_row
from desktop.sync.local_rows import digest_of, read_rows, read_table
from desktop.sync.protocol import Digest
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork

T = TypeVar("T")

_TABLES = (
    "CREATE TABLE IF NOT EXISTS sync_digest (tbl TEXT PRIMARY KEY NOT NULL, rows INTEGER NOT NULL, total TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID",
    # A hash is below 2^64 and stands as SQLite has it: with a sign.
    "CREATE TABLE IF NOT EXISTS sync_hash (tbl TEXT NOT NULL, row_id TEXT NOT NULL, hash INTEGER NOT NULL,"
    " PRIMARY KEY (tbl, row_id)) STRICT, WITHOUT ROWID",
)
_UPTO, _ON = "digests_upto", "digests_on"
_AT_ONCE, _LINES_AT_ONCE = 500, 5_000
_MODULUS, _HALF = 1 << 64, 1 << 63


def is_due(reader: Reader, day: str) -> bool:
    """True when everything is to be reckoned anew: on another day than the last time, or for the first time."""
    return _noted(reader).get(_ON) != day


def agrees(reader: Reader) -> bool:
    """Reckons everything anew, and tells whether what is kept agrees with it; False too when nothing is kept."""
    noted = _noted(reader)
    if _UPTO not in noted:
        return False
    query = "SELECT DISTINCT tbl FROM journal WHERE seq > ?"
    waiting = set(reader.connection.exec_driver_sql(query, (int(noted[_UPTO]),)).scalars())
    kept = _kept(reader)
    return all(digest_of(reader, name) == kept.get(name, Digest()) for name in kinds() if name not in waiting)


def bring_up_to_date(work: UnitOfWork, day: str, *, anew: bool) -> Mapping[str, Digest]:
    """The digests of all tables as they stand. Whoever calls commits.

    Args:
        work: The act.
        day: Today, ISO 8601.
        anew: True to reckon everything, also what the journal says nothing of.
    """
    noted = _noted(work)
    run = work.connection.exec_driver_sql
    last = str(run("SELECT coalesce(max(seq), 0) FROM journal").scalar_one())
    if anew or _UPTO not in noted:
        before, digests = {}, _made(work)
    else:
        before = {**dict.fromkeys(kinds(), Digest()), **_kept(work)}
        digests = _followed(work, before, int(noted[_UPTO]))
    lines = [(name, digest.rows, str(digest.total)) for name, digest in digests.items() if before.get(name) != digest]
    if lines:
        run("INSERT OR REPLACE INTO sync_digest (tbl, rows, total) VALUES (?, ?, ?)", lines)
    if noted != (now := {_UPTO: last, _ON: day}):
        run("INSERT OR REPLACE INTO sync_state (name, value) VALUES (?, ?)", list(now.items()))
    return digests


def _made(work: UnitOfWork) -> dict[str, Digest]:
    for statement in _TABLES:
        work.connection.exec_driver_sql(statement)
    work.connection.exec_driver_sql("DELETE FROM sync_hash")
    digests = {}
    for name, kind in kinds().items():
        digest = Digest()
        rows = ((row_id, row_hash(kind, row_id, values)) for row_id, values in read_table(work, name))
        for some in _batches(rows):
            for _row_id, hashed in some:
                digest = with_row(digest, hashed)
            _keep(work, name, some)
        digests[name] = digest
    return digests


def _followed(work: UnitOfWork, kept: Mapping[str, Digest], upto: int) -> dict[str, Digest]:
    """The kept digests, with what the journal tells of since, a piece of it at a time."""
    digests = dict(kept)
    query = "SELECT seq, tbl, row_id FROM journal WHERE seq > ? ORDER BY seq LIMIT ?"
    while lines := work.connection.exec_driver_sql(query, (upto, _LINES_AT_ONCE)).all():
        touched: dict[str, dict[str, None]] = {}
        for _seq, tbl, row_id in lines:
            touched.setdefault(tbl, {})[row_id] = None
        for name in touched.keys() & kinds().keys():
            for some in _batches(touched[name]):
                digests[name] = _turned(work, name, some, digests[name])
        upto = lines[-1].seq
    return digests


def _turned(work: UnitOfWork, table: str, ids: list[str], digest: Digest) -> Digest:
    """A table's digest once these rows are reckoned again."""
    kind, asked = kinds()[table], json.dumps(ids)
    query = "DELETE FROM sync_hash WHERE tbl = ? AND row_id IN (SELECT value FROM json_each(?)) RETURNING hash"
    for (hashed,) in work.connection.exec_driver_sql(query, (table, asked)).all():
        digest = without_row(digest, hashed % _MODULUS)
    now = [(row_id, row_hash(kind, row_id, values)) for row_id, values in read_rows(work, table, ids)]
    for _row_id, hashed in now:
        digest = with_row(digest, hashed)
    _keep(work, table, now)
    return digest


def _keep(work: UnitOfWork, table: str, hashes: Iterable[tuple[str, int]]) -> None:
    lines = [(table, row_id, hashed - _MODULUS if hashed >= _HALF else hashed) for row_id, hashed in hashes]
    if lines:
        work.connection.exec_driver_sql("INSERT INTO sync_hash (tbl, row_id, hash) VALUES (?, ?, ?)", lines)


def _kept(reader: Reader) -> dict[str, Digest]:
    found = reader.connection.exec_driver_sql("SELECT tbl, rows, total FROM sync_digest").all()
    return {name: Digest(rows, int(total)) for name, rows, total in found if name in kinds()}


def _noted(reader: Reader) -> dict[str, str]:
    query = "SELECT name, value FROM sync_state WHERE name IN (?, ?)"
    return {str(name): str(value) for name, value in reader.connection.exec_driver_sql(query, (_UPTO, _ON))}


def _batches(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
