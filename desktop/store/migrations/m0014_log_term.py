"""Lines of the log that are past their term may go, up to a head that was signed before it; which one, stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 14
NAME = "term of the log"

_STEPS = (
    """
CREATE TABLE audit_release (
    chain TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    hash TEXT NOT NULL,
    before TEXT NOT NULL,
    years INTEGER NOT NULL,
    released_at TEXT NOT NULL,
    released_by TEXT NOT NULL,
    -- Up to which entry of the journal the changes had their line among those that went.
    journal_seq INTEGER NOT NULL,
    PRIMARY KEY (chain, number)
) STRICT, WITHOUT ROWID""",
    *(
        f"CREATE TRIGGER audit_release_no_{verb} BEFORE {verb} ON audit_release"
        " BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        for verb in ("update", "delete")
    ),
    "DROP TRIGGER audit_line_no_delete",
    "CREATE TRIGGER audit_line_no_delete BEFORE DELETE ON audit_line WHEN NOT EXISTS"
    " (SELECT 1 FROM audit_release AS r WHERE r.chain = OLD.chain AND r.number >= OLD.number)"
    " BEGIN SELECT RAISE(ABORT, 'append-only'); END",
)


def apply(connection: Connection) -> None:
    """Makes the table, and lets the guard of the lines pass what stands in it."""
    for statement in _STEPS:
        connection.exec_driver_sql(statement)
