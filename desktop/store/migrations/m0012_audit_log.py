"""The log of who looked in a dossier and who changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 12
NAME = "audit log"

_TABLES = (
    # The secret half stands here and nowhere else; what the chain is called is its public half.
    """
CREATE TABLE audit_chain (
    begun INTEGER PRIMARY KEY AUTOINCREMENT,
    chain TEXT NOT NULL UNIQUE,
    secret BLOB NOT NULL,
    device TEXT NOT NULL,
    begun_at TEXT NOT NULL
) STRICT""",
    """
CREATE TABLE audit_line (
    chain TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    body TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (chain, number)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX ix_audit_line_resident ON audit_line (json_extract(body, '$.resident'))",
    "CREATE INDEX ix_audit_line_act ON audit_line (json_extract(body, '$.act_id'))",
    """
CREATE TABLE audit_head (
    chain TEXT NOT NULL,
    number INTEGER NOT NULL,
    hash TEXT NOT NULL,
    device TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (chain, number)
) STRICT, WITHOUT ROWID""",
    # Heads of all laptops as the central store told them: what was seen once cannot be told otherwise later.
    """
CREATE TABLE audit_seen (
    chain TEXT NOT NULL,
    number INTEGER NOT NULL,
    hash TEXT NOT NULL,
    device TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    signature TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (chain, number, hash)
) STRICT, WITHOUT ROWID""",
    # From which entry of the journal on every change of a dossier has its line.
    "CREATE TABLE audit_since (id INTEGER PRIMARY KEY CHECK (id = 1), journal_seq INTEGER NOT NULL) STRICT",
    "INSERT INTO audit_since SELECT 1, coalesce(max(seq), 0) FROM journal",
)
_KEPT = ("audit_chain", "audit_line", "audit_head", "audit_seen", "audit_since")


def apply(connection: Connection) -> None:
    """Makes the tables, to which lines are only ever added; of who looked before this nothing was kept."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
    for table in _KEPT:
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'append-only'); END"
            )
