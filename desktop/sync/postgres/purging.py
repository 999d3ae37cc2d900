"""Destroying dossiers in a database; what must hold for it is held by purge.sql."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from psycopg import errors

from desktop.models.faults import RuleBroken

if TYPE_CHECKING:
    from psycopg import Connection

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
