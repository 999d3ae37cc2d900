"""Where the stored value of a field came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.store.reader import Reader

_LATEST = """
SELECT origin FROM journal WHERE tbl = ? AND row_id = ? AND json_type(changes, '$.' || ?) IS NOT NULL
ORDER BY seq DESC LIMIT 1
"""


def came_from_colleague(reader: Reader, table: str, row_id: str, field: str) -> bool:
    """True when the last change of a field came in by a sync."""
    return reader.connection.exec_driver_sql(_LATEST, (table, row_id, field)).scalar() == "sync"
