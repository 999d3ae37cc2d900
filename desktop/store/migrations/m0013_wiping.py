"""What leaves a laptop goes from its journal too: a line keeps its place and number, and tells nothing any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 13
NAME = "wiping"

_STEPS = (
    "ALTER TABLE journal ADD COLUMN wiped INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE act_context ADD COLUMN wiping INTEGER NOT NULL DEFAULT 0",
    # Of cases that left before this, the journal still tells: the next sync looks through all of it.
    "INSERT OR REPLACE INTO setting (name, value) VALUES ('wipe.look', '1')",
)


def apply(connection: Connection) -> None:
    """Makes room for the marks that the journal's triggers read."""
    for statement in _STEPS:
        connection.exec_driver_sql(statement)
