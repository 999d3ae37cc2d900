"""What colleagues have not seen yet."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import bindparam, text

from desktop.store.reader import Reader

_COUNT = text(
    "SELECT count(DISTINCT tbl || row_id) FROM journal WHERE pushed = 0 AND row_id IN :ids"
    " AND EXISTS (SELECT 1 FROM sync_state)"
).bindparams(bindparam("ids", expanding=True))


def unsynced(reader: Reader, ids: Collection[str]) -> int:
    """How many of these records have changes that wait to be sent; 0 in a store that works alone."""
    return int(reader.connection.execute(_COUNT, {"ids": list(ids)}).scalar_one())
