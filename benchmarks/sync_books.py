"""The least that sending can take where nothing is lost: every edit read and written in the central books, unjudged.

A line of the journal is read as JSON, the row is written as JSON and hashed, and three rows go into the books: the
history, the row as it stands, and the answer. Then the laptop notes that the edit is shared. Nothing is checked,
compared, looked up or fetched back: that is what a sync does beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from benchmarks.sync_spent import Spent, apart, spent
from desktop.store.engine import connect

KEY = bytes(range(32))
_AT_ONCE = 2_000
_TABLES = (
    "CREATE TABLE change (seq bigint PRIMARY KEY, op_id text UNIQUE, device text, author text, tbl text, row_id text,"
    " body text, made_at text)",
    "CREATE TABLE row_state (tbl text, row_id text, seq bigint, hash text, body text, PRIMARY KEY (tbl, row_id))",
    "CREATE TABLE op_result (op_id text PRIMARY KEY, result text, seq bigint)",
)
_LINES = "SELECT seq, op_id, tbl, row_id, changes, actor, device, made_at FROM journal WHERE pushed = 0 ORDER BY seq"
_SHARED = "UPDATE journal SET pushed = 3 WHERE seq = ?"
_SEEN = "INSERT INTO row_base (tbl, row_id, seq) VALUES (?, ?, ?)"

Row = tuple[Any, ...]


class _Entries(NamedTuple):
    """What one edit comes to in the books, and on the laptop."""

    change: Row
    row_state: Row
    op_result: Row
    seq: int
    seen: Row


def file_books(sender: Path, folder: Path) -> Spent:
    """In an encrypted file, a transaction for every few thousand edits."""
    own = _own(sender, folder)
    return apart(_into_file, own, folder / "books.db")


def postgres_books(sender: Path, folder: Path, server: str) -> Spent:
    """By COPY, a transaction for every few thousand edits."""
    return apart(_into_postgres, _own(sender, folder), server)


def _own(sender: Path, folder: Path) -> Path:
    own = folder / "books-sender.db"
    own.write_bytes(sender.read_bytes())
    return own


def _into_file(sender: Path, file: Path) -> Spent:
    with closing(connect(sender, KEY)) as store, closing(connect(file, KEY)) as books:
        for table in _TABLES:
            books.execute(table)
        return spent(lambda: _write_file(store, books))


def _write_file(store: Any, books: Any) -> None:  # noqa: ANN401 - no types
    for some in _pieces(store):
        books.execute("BEGIN IMMEDIATE")
        for name in ("change", "row_state", "op_result"):
            rows = [getattr(one, name) for one in some]
            books.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608 - ours
        books.execute("COMMIT")
        _note(store, some)


def _into_postgres(sender: Path, server: str) -> Spent:
    with closing(connect(sender, KEY)) as store, psycopg.connect(server) as books:
        for statement in ("SET search_path = public", *_TABLES):
            books.execute(statement)
        books.commit()
        return spent(lambda: _copy(store, books))


def _copy(store: Any, books: psycopg.Connection[Any]) -> None:  # noqa: ANN401 - no types
    for some in _pieces(store):
        for name in ("change", "row_state", "op_result"):
            with books.cursor().copy(f"COPY {name} FROM STDIN") as copy:
                for one in some:
                    copy.write_row(getattr(one, name))
        books.commit()
        _note(store, some)


def _note(store: Any, some: list[_Entries]) -> None:  # noqa: ANN401 - no types
    store.execute("BEGIN IMMEDIATE")
    store.executemany(_SHARED, [(one.seq,) for one in some])
    store.executemany(_SEEN, [one.seen for one in some])
    store.execute("COMMIT")


def _pieces(store: Any) -> Iterator[list[_Entries]]:  # noqa: ANN401 - no types
    lines = iter(store.execute(_LINES).fetchall())
    while some := [_entries(*line) for line in islice(lines, _AT_ONCE)]:
        yield some


def _entries(  # noqa: PLR0913, PLR0917 - a line of the journal
    seq: int, op_id: str, tbl: str, row_id: str, changes: str, actor: str, device: str, made_at: str
) -> _Entries:
    values = {name: pair[1] for name, pair in json.loads(changes).items()}
    body = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    hashed = blake2b(body.encode(), digest_size=8).hexdigest()
    return _Entries(
        (seq, op_id, device, actor, tbl, row_id, changes, made_at),
        (tbl, row_id, seq, hashed, body),
        (op_id, "applied", seq),
        seq,
        (tbl, row_id, seq),
    )
