"""Looking at a store's file before anything trusts it: is it there, is it encrypted, does the key fit, is it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from desktop.models.faults import WorldFault
from desktop.store.engine import PLAIN_HEADER, connect
from desktop.store.faults import as_failure

if TYPE_CHECKING:
    from pathlib import Path

_PAGE = 4096


def check_file(path: Path) -> None:
    """Looks at the outside of the file.

    Raises:
        WorldFault: ``store-missing``, ``store-unreachable``, ``store-damaged`` (empty) or ``store-not-encrypted``.
    """
    try:
        with path.open("rb") as file:
            header = file.read(len(PLAIN_HEADER))
    except FileNotFoundError:
        raise WorldFault("store-missing", file=path.name) from None
    except OSError as error:
        raise WorldFault("store-unreachable", file=path.name) from error
    if not header:
        raise WorldFault("store-damaged", file=path.name)
    if header == PLAIN_HEADER:
        raise WorldFault("store-not-encrypted", file=path.name)


def check_key(path: Path, key: bytes) -> None:
    """Reads with the key whether it is a store of ours.

    Raises:
        WorldFault: ``store-wrong-key`` when the key fits no page at all; ``store-damaged`` when it fits others, or when
            another program made the file; ``disk-fault`` and the like when it cannot be read.
    """
    connection = connect(path, key)
    try:
        ours = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'migration'").fetchone()[0]
    except dbapi2.DatabaseError as error:
        raise _told_apart(connection, path, error) from error
    finally:
        connection.close()
    if not ours:
        raise WorldFault("store-damaged", file=path.name)


def _told_apart(connection: dbapi2.Connection, path: Path, error: Exception) -> Exception:
    """SQLCipher has one error for a wrong key and a broken first page; the other pages tell which it is."""
    if getattr(error, "sqlite_errorname", "") != "SQLITE_NOTADB":
        return as_failure(error, path) or error
    faults = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    size = path.stat().st_size
    whole = size % _PAGE == 0
    code = "store-wrong-key" if whole and len(faults) >= size // _PAGE else "store-damaged"
    return WorldFault(code, file=path.name)
