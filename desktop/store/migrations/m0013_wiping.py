"""What leaves a laptop goes from its journal too, and how long dossiers are kept.

A line of the journal that is wiped keeps its place and number, and tells nothing any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 13
NAME = "wiping and keeping"

_STEPS = (
    "ALTER TABLE journal ADD COLUMN wiped INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE act_context ADD COLUMN wiping INTEGER NOT NULL DEFAULT 0",
    # Of cases that left before this, the journal still tells: the next sync looks through all of it.
    "INSERT OR REPLACE INTO setting (name, value) VALUES ('wipe.look', '1')",
    """
CREATE TABLE retention_setting (
    id TEXT PRIMARY KEY NOT NULL,
    law TEXT NOT NULL,
    municipality TEXT NOT NULL,
    years INTEGER NOT NULL,
    document TEXT NOT NULL,
    paragraph TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE keep_longer (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    ground TEXT NOT NULL,
    until_on TEXT NOT NULL,
    why TEXT NOT NULL,
    said_by TEXT NOT NULL
) STRICT
""",
    "CREATE INDEX ix_keep_longer_case_id ON keep_longer (case_id)",
    """
CREATE TABLE destruction (
    id TEXT PRIMARY KEY NOT NULL,
    status TEXT NOT NULL,
    municipality TEXT NOT NULL,
    law TEXT NOT NULL,
    cases TEXT NOT NULL,
    dossiers INTEGER NOT NULL,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL,
    years INTEGER NOT NULL,
    document TEXT NOT NULL,
    paragraph TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_on TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_on TEXT,
    reason TEXT NOT NULL,
    destroyed TEXT NOT NULL
) STRICT
""",
)


def apply(connection: Connection) -> None:
    """Makes room for the marks that the journal's triggers read, and makes the tables."""
    for statement in _STEPS:
        connection.exec_driver_sql(statement)
