"""Destroying dossiers in a database; what must hold for it is held by purge.sql."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import errors

from desktop.models.faults import RuleBroken

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.errors import Diagnostic

    from desktop.sync.postgres.address import Address

TABLES = ("change", "row_state", "field_version", "refers", "conflict", "op_result", "late", "digest", "judgement")
"""Of the books: those that hold what people wrote, and lose of it at a purge."""

ANEW = f"VACUUM (FULL) {', '.join(f'naober.{name}' for name in TABLES)}"
"""What has the server write these tables anew; who owns them may, or who may do everything."""

_CODES = frozenset({"not-allowed", "own-proposal", "proposal-decided", "not-due", "still-named"})


def purge(db: Connection[tuple[Any, ...]], destruction_id: str) -> Mapping[str, int]:
    """Destroys what a proposal names and tells how many rows of each kind there were; again, the same.

    Raises:
        RuleBroken: ``not-allowed``, ``own-proposal``, ``proposal-decided``, ``not-due`` or ``still-named``.
    """
    try:
        found = db.execute("SELECT naober.purge(%s)", (destruction_id,)).fetchone()
    except errors.InsufficientPrivilege as why:
        code = why.diag.message_primary or ""
        if code not in _CODES:
            raise
        raise RuleBroken(code) from why
    return found[0] if found else {}


def write_tables_anew(address: Address, password: str) -> bool:
    """Has PostgreSQL write the tables anew, for the bytes of a deleted row stay in its pages until then.

    False where it did not: only who owns the tables may (or, from version 17, who was granted MAINTAIN), and what keeps
    a table busy is waited for no longer than a few seconds.
    """
    warned: list[str | None] = []

    def note(notice: Diagnostic) -> None:
        warned.append(notice.severity_nonlocalized)

    try:
        with psycopg.connect(address.conninfo(password), autocommit=True) as db:
            db.add_notice_handler(note)
            db.execute("SET lock_timeout = '5s'")
            # Without FULL it only frees their place: what stood there stands there still.
            db.execute(ANEW)
    except psycopg.Error:
        return False
    return "WARNING" not in warned
