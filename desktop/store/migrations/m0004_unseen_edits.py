"""An edit whose author did not see what a colleague wrote meanwhile says so to the central store."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 4
NAME = "unseen edits"


def apply(connection: Connection) -> None:
    """Adds the mark that the journal's triggers read."""
    connection.exec_driver_sql("ALTER TABLE act_context ADD COLUMN unseen INTEGER NOT NULL DEFAULT 0")
