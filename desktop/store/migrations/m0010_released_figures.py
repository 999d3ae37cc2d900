"""Figures that left the team, as they were told."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 10
NAME = "released figures"


def apply(connection: Connection) -> None:
    """Makes the table; of what left before nothing was kept."""
    connection.exec_driver_sql(
        """
CREATE TABLE released_figures (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    start TEXT NOT NULL,
    "end" TEXT NOT NULL,
    counted_on TEXT NOT NULL,
    minimum INTEGER NOT NULL,
    content TEXT NOT NULL
) STRICT
"""
    )
