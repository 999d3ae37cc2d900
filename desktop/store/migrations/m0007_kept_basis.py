"""What a text was approved with, and what a plan was agreed on, kept beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 7
NAME = "kept basis"


def apply(connection: Connection) -> None:
    """Texts and plans of before have none: what they rested on then was not kept."""
    for table in ("indication", "support_plan"):
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN rests_on TEXT NOT NULL DEFAULT '{{}}'")
