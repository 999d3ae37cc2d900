"""An application can be withdrawn: when, by whom, how that was told, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 11
NAME = "withdrawn applications"


def apply(connection: Connection) -> None:
    """Applications of before stand as they stood: nobody could write down that one was withdrawn."""
    connection.exec_driver_sql("ALTER TABLE application ADD COLUMN withdrawn_on TEXT")
    connection.exec_driver_sql("ALTER TABLE application ADD COLUMN withdrawn_by TEXT")
    connection.exec_driver_sql("ALTER TABLE application ADD COLUMN withdrawn_how TEXT NOT NULL DEFAULT ''")
    connection.exec_driver_sql("ALTER TABLE application ADD COLUMN withdrawn_why TEXT NOT NULL DEFAULT ''")
