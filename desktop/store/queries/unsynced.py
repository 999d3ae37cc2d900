"""What colleagues have not seen yet."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, text

from desktop.models.base import Value
from desktop.store.mapping import table_of
from desktop.store.reader import Reader

_COUNT = text(
    "SELECT count(DISTINCT tbl || row_id) FROM journal WHERE pushed = 0 AND row_id IN :ids"
    " AND EXISTS (SELECT 1 FROM sync_state)"
).bindparams(bindparam("ids", expanding=True))

_REMOVED = text("""
SELECT j.row_id, j.changes FROM journal AS j
WHERE j.pushed = 0 AND j.tbl = :tbl AND j.kind = 'delete' AND EXISTS (SELECT 1 FROM sync_state)
    AND NOT EXISTS (SELECT 1 FROM journal AS b WHERE b.pushed = 0 AND b.tbl = j.tbl AND b.row_id = j.row_id
        AND b.kind = 'insert' AND b.seq < j.seq)
""")


def unsynced(reader: Reader, ids: Collection[str]) -> int:
    """How many of these records have changes that wait to be sent; 0 in a store that works alone."""
    return int(reader.connection.execute(_COUNT, {"ids": list(ids)}).scalar_one())


def removed(reader: Reader, kind: type[Value], /, **equals: object) -> set[str]:
    """Ids of the records that colleagues still see and that were taken away here, by what stood in them last.

    `equals` are those of `Reader.find`. What nobody else ever saw is not among them; nor is anything in a store that
    works alone.
    """
    found = reader.connection.execute(_REMOVED, {"tbl": table_of(kind).name})
    return {row_id for row_id, changes in found if _was(json.loads(changes), equals)}


def _was(changes: Mapping[str, list[object]], equals: Mapping[str, object]) -> bool:
    for name, wanted in equals.items():
        value = changes.get(name, [None])[0]
        if not (value in wanted if isinstance(wanted, (tuple, list)) else value == wanted):
            return False
    return True
