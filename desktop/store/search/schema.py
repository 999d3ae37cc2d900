"""The index's own tables. They hold nothing that cannot be made anew, so they stand outside the migrations."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

VERSION = "6"
"""Raised with every change of these tables or of what is put in them: the index is then made anew at opening."""

PROVIDERS_FROM = 1 << 40
"""Row numbers from here on are providers; below it are community services, which so come first by themselves."""

_TABLES = (
    # Row numbers follow the alphabet, so that a search that stops early stops at a sensible place. The marks of a
    # provider hold from `since` until the day before `turns`.
    """CREATE TABLE search_entry (
        rowid INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        label TEXT NOT NULL,
        since TEXT NOT NULL,
        turns TEXT NOT NULL,
        digest TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX ix_search_entry_label ON search_entry (kind, label)",
    "CREATE INDEX ix_search_entry_since ON search_entry (since)",
    "CREATE INDEX ix_search_entry_turns ON search_entry (turns)",
    # What ranks a hit, and nothing else: a page of it holds many.
    """CREATE TABLE search_rank (
        entry INTEGER PRIMARY KEY REFERENCES search_entry (rowid) ON DELETE CASCADE,
        ready REAL,
        measured INTEGER,
        place TEXT NOT NULL,
        latitude REAL,
        longitude REAL,
        rough INTEGER NOT NULL,
        more INTEGER NOT NULL
    ) STRICT""",
    # What a hit tells, read for the few that are shown.
    """CREATE TABLE search_shown (
        entry INTEGER PRIMARY KEY REFERENCES search_entry (rowid) ON DELETE CASCADE,
        content TEXT NOT NULL
    ) STRICT""",
    # Numbers of `search_value`, for counting.
    """CREATE TABLE search_marks (
        entry INTEGER PRIMARY KEY REFERENCES search_entry (rowid) ON DELETE CASCADE,
        marks TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE search_value (
        number INTEGER PRIMARY KEY,
        token TEXT NOT NULL UNIQUE,
        facet TEXT NOT NULL,
        value TEXT NOT NULL,
        within TEXT,
        latitude REAL,
        longitude REAL
    ) STRICT""",
    # Only of entries that are at more than one place.
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
    "CREATE INDEX ix_search_word_tail ON search_word (substr(term, 2))",
    # Words come in folded and cut, so the tokenizer has only spaces to see; to `ascii` every letter beyond ASCII is a
    # letter, where `unicode61` cuts by an older Unicode than ours. It keeps no text and no places in the text, only in
    # which column of which entry a word is. Beginnings are kept up to five letters: longer ones are few.
    """CREATE VIRTUAL TABLE search_text USING fts5 (
        name, tags, body, facets,
        content = '', contentless_delete = 1, detail = column, prefix = '1 2 3 4 5', tokenize = 'ascii'
    )""",
    # Entries that are still to be made anew: colleagues changed them, or the words mean something else.
    "CREATE TABLE search_stale (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    "CREATE TABLE search_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
)

TABLES = (
    "search_text",
    "search_shown",
    "search_rank",
    "search_marks",
    "search_point",
    "search_wait",
    "search_value",
    "search_word",
    "search_entry",
    "search_stale",
    "search_state",
)
"""Names, children before parents."""


def made_as(connection: Connection) -> str:
    """What the index was made with; empty when there is none."""
    there = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'search_state'").scalar_one()
    return noted(connection, "made_as") if there else ""


def made_for(connection: Connection) -> date | None:
    """The day for which the marks of every entry hold; None when the index has no entries yet."""
    found = noted(connection, "day")
    return date.fromisoformat(found) if found else None


def make(connection: Connection) -> None:
    """Makes the tables empty, whatever stood there."""
    for name in TABLES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    for statement in _TABLES:
        connection.exec_driver_sql(statement)


def note(connection: Connection, **marks: str) -> None:
    """Remembers ``made_as`` and ``words``, what the index was made with, or ``day``, the day for which it is right."""
    for name, value in marks.items():
        connection.exec_driver_sql("INSERT OR REPLACE INTO search_state (name, value) VALUES (?, ?)", (name, value))


def noted(connection: Connection, name: str) -> str:
    """What `note` remembered; empty when that never was."""
    return str(connection.exec_driver_sql("SELECT value FROM search_state WHERE name = ?", (name,)).scalar() or "")
