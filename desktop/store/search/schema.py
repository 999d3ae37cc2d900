"""The index's own tables. They hold nothing that cannot be made anew, so they stand outside the migrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

VERSION = "1"
"""Raised with every change of these tables or of what is put in them: the index is then made anew at opening."""

WEIGHTS = (10.0, 6.0, 1.0, 3.0, 5.0, 0.0)
"""How much a word counts by the column it stands in, in the order of ``search_text``."""

_TABLES = (
    # `low` and `high` are ages; `rank` is 0 for what needs no indication.
    """CREATE TABLE search_entry (
        rowid INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        rank INTEGER NOT NULL,
        name TEXT NOT NULL,
        place TEXT NOT NULL,
        low INTEGER,
        high INTEGER,
        digest TEXT NOT NULL
    ) STRICT""",
    # What a hit tells, apart from what ranks it: read for the few that are shown.
    """CREATE TABLE search_shown (
        entry INTEGER PRIMARY KEY REFERENCES search_entry (rowid) ON DELETE CASCADE,
        content TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE search_point (
        entry INTEGER NOT NULL REFERENCES search_entry (rowid) ON DELETE CASCADE,
        latitude REAL NOT NULL,
        longitude REAL NOT NULL,
        rough INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX ix_search_point_entry ON search_point (entry)",
    """CREATE TABLE search_wait (
        entry INTEGER NOT NULL REFERENCES search_entry (rowid) ON DELETE CASCADE,
        product TEXT NOT NULL,
        weeks REAL NOT NULL
    ) STRICT""",
    "CREATE INDEX ix_search_wait_entry ON search_wait (entry)",
    """CREATE TABLE search_word (
        term TEXT PRIMARY KEY,
        stem TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX ix_search_word_stem ON search_word (stem)",
    # Words come in folded and cut, so the tokenizer has only spaces to see; it keeps no text, only where words are.
    """CREATE VIRTUAL TABLE search_text USING fts5 (
        name, tags, body, stems, meanings, facets,
        content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
    )""",
    "CREATE TABLE search_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
)

TABLES = ("search_text", "search_shown", "search_point", "search_wait", "search_word", "search_entry", "search_state")
"""Names, children before parents."""


def made_as(connection: Connection) -> str:
    """What the index was made with; empty when there is none."""
    there = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'search_state'").scalar_one()
    if not there:
        return ""
    found = connection.exec_driver_sql("SELECT value FROM search_state WHERE name = 'made_as'").scalar()
    return str(found or "")


def make(connection: Connection) -> None:
    """Makes the tables empty, whatever stood there."""
    for name in TABLES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    for statement in _TABLES:
        connection.exec_driver_sql(statement)


def note_made_as(connection: Connection, mark: str) -> None:
    """Remembers what the index was made with."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO search_state (name, value) VALUES ('made_as', ?)", (mark,))
