"""The connection to the encrypted file: one recipe, for every thread that needs one.

Raw key first on every connection; without it SQLCipher writes plain text, and the standard library's driver passes over
``PRAGMA key`` in silence. So what was asked for is checked, not trusted.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from desktop.models.faults import WorldFault
from desktop.store.faults import translator

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

KEY_BYTES = 32
PLAIN_HEADER = b"SQLite format 3\x00"

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_WAIT_SECONDS = 10
"""How long a writer waits for another one before it says that the store is busy."""

_CONNECTION = (
    "PRAGMA journal_mode = WAL",
    # What was told to be kept is on the disk: a laptop's battery may die at the kitchen table.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # REPLACE deletes a row without a word to the delete triggers unless this is on: it would go round the journal.
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cache_size = -64000",
)


def connect(path: Path, key: bytes, salt: bytes = b"") -> dbapi2.Connection:
    """A driver's connection with the key given, nothing read yet. Whoever calls closes it.

    Args:
        path: The file.
        key: The data key.
        salt: The file's first bytes as they should be, where they are damaged; else they are read from the file.

    Raises:
        WorldFault: ``no-encryption`` when this installation has no SQLCipher.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a data key has {KEY_BYTES} bytes")
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=_WAIT_SECONDS)
    # SQLCipher tells of every wrong key on standard error, which belongs to the person at the terminal.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        connection.close()
        raise WorldFault("no-encryption")
    connection.execute("PRAGMA cipher_compatibility = 4")
    return connection


def _as_json(value: object) -> str:
    return _set_as_json(value) if isinstance(value, tuple) else _JSON.encode(value)


@lru_cache(maxsize=20_000)
def _set_as_json(texts: tuple[str, ...]) -> str:
    """Of a set of texts; thousands of entries are for the same few groups and municipalities."""
    return _JSON.encode(texts)


def make_engine(path: Path, key: bytes) -> Engine:
    """An engine on the encrypted file. Reading transactions cannot write; writing ones take the lock at once.

    Once it is disposed of it holds the key no more, however long somebody still holds the engine.
    """
    held = [key]

    def creator() -> dbapi2.Connection:
        if not held:
            raise WorldFault("store-closed", file=path.name)
        connection = connect(path, held[0])
        for statement in _CONNECTION:
            connection.execute(statement)
        return connection

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=creator,
        # The pool that the dialect would choose crashes the process above five threads.
        poolclass=QueuePool,
        # What stands in an error's text may end up in a report; values are people.
        hide_parameters=True,
        json_serializer=_as_json,
    )
    event.listen(engine, "engine_disposed", lambda _engine: held.clear())
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", translator(path))
    return engine


def writing(connection: Connection) -> Connection:
    """The same connection, whose next transaction may write."""
    return connection.execution_options(naober_writing=True)


def _begin(connection: Connection) -> None:
    """Begins by hand: with ``isolation_level=None`` the driver never does, and every row would commit itself."""
    may_write = bool(connection.get_execution_options().get("naober_writing"))
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if may_write else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if may_write else "BEGIN")
