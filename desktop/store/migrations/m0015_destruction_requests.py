"""A resident can ask that a dossier be destroyed; what was destroyed for that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 15
NAME = "requests to destroy"

_STEPS = (
    """
CREATE TABLE destruction_request (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    received_on TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asker TEXT NOT NULL,
    asker_address TEXT NOT NULL,
    unable INTEGER NOT NULL,
    how TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    extended_on TEXT,
    extended_why TEXT NOT NULL,
    outcome TEXT NOT NULL,
    ground TEXT,
    provision TEXT NOT NULL,
    motivation TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_on TEXT
) STRICT
""",
    "CREATE INDEX ix_destruction_request_case_id ON destruction_request (case_id)",
    "ALTER TABLE destruction ADD COLUMN basis TEXT NOT NULL DEFAULT 'term'",
    "ALTER TABLE destruction ADD COLUMN destroy_by TEXT",
    "ALTER TABLE retention_setting ADD COLUMN decide_months INTEGER",
    "ALTER TABLE retention_setting ADD COLUMN destroy_months INTEGER",
)


def apply(connection: Connection) -> None:
    """Makes the table; what was proposed before was proposed because its term was over."""
    for statement in _STEPS:
        connection.exec_driver_sql(statement)
