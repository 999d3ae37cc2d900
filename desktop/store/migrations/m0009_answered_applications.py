"""Which applications a decision answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 9
NAME = "answered applications"


def apply(connection: Connection) -> None:
    """Decisions of before name none: nobody was asked, and a guess would stand as if someone had said it."""
    connection.exec_driver_sql("ALTER TABLE decision ADD COLUMN answers TEXT NOT NULL DEFAULT '[]'")
