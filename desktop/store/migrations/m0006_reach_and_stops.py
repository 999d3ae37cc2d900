"""How residents reach a municipality, as the municipality fills it in; and the last day of an intake stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 6
NAME = "reach and stops"

_STEPS = (
    "ALTER TABLE contracted_product ADD COLUMN stop_until TEXT",
    """
    CREATE TABLE municipality_contact (
        id TEXT PRIMARY KEY NOT NULL,
        municipality TEXT NOT NULL,
        phone TEXT NOT NULL,
        hours TEXT NOT NULL,
        address TEXT NOT NULL
    ) STRICT
    """,
)


def apply(connection: Connection) -> None:
    """Widens what stands and makes what is new."""
    for statement in _STEPS:
        connection.exec_driver_sql(statement)
