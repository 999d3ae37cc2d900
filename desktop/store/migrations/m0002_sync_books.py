"""What sync has to remember beyond the first tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 2
NAME = "sync books"

_STEPS = (
    # Colleagues see a conflict too, so "mine" needs a name; the deciding act ties a decision to its journal entry.
    "ALTER TABLE conflict ADD COLUMN mine_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE conflict ADD COLUMN resolved_act TEXT",
    # Rows that are not as the central store has them, and must be fetched whole.
    "CREATE TABLE held (tbl TEXT NOT NULL, row_id TEXT NOT NULL, PRIMARY KEY (tbl, row_id)) STRICT, WITHOUT ROWID",
)


def apply(connection: Connection) -> None:
    """Widens the list of conflicts and adds the list of rows to be fetched."""
    for statement in _STEPS:
        connection.exec_driver_sql(statement)
