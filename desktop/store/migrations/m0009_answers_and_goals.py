"""Which applications a decision answers, and the goals that an evaluation looked back on, as they stood then."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 9
NAME = "answers and goals"


def apply(connection: Connection) -> None:
    """Decisions and evaluations of before have none: what is guessed here would stand as if someone had said it."""
    connection.exec_driver_sql("ALTER TABLE decision ADD COLUMN answers TEXT NOT NULL DEFAULT '[]'")
    connection.exec_driver_sql("ALTER TABLE evaluation ADD COLUMN rests_on TEXT NOT NULL DEFAULT '{}'")
