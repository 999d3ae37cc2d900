"""What can still be read in a damaged store of the work that its last copy does not hold.

Every line is read by itself: a page that cannot be read costs the lines on it and no others. Nothing is written in the
damaged file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from desktop.store.engine import connect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LINE = (
    *("op_id", "act_id", "act", "tbl", "row_id", "kind", "changes", "base", "parent"),
    *("actor", "device", "made_at", "origin", "schema_version", "pushed"),
)
"""Columns of a journal line that travel from the damaged store to the one that takes its place."""

_BOOKS = ("form_draft", "conflict")
"""What stays on this laptop and is in no journal."""

_GAP = 200
"""Without the count of lines one walks on until so many in a row were not there."""


@dataclass(frozen=True)
class Rescued:
    """What was read."""

    lines: tuple[dict[str, Any], ...]
    """Lines of the journal made on this laptop after the copy, in order; those that came by sync come again by sync."""
    forms: tuple[dict[str, Any], ...]
    """Forms that were still being filled in, as far as they can be read."""
    decided: tuple[dict[str, Any], ...]
    """Conflicts that were decided here: an edit that decides one is only told again as it was told with it."""
    unreadable: int
    """Lines after the copy that cannot be read; some of them may have come by sync."""
    is_blind: bool
    """True when not even the number of lines can be read: how much is missing is then not known."""


def rescue(path: Path, key: bytes, after: int, salt: bytes | None = None) -> Rescued:
    """Reads what can be read.

    Args:
        path: The damaged store, which nobody else has open.
        key: Its data key.
        after: Number of the last journal line that the copy holds.
        salt: The file's first bytes as they were at the last copy.
    """
    reading = _Reading(path, key, salt or b"")
    try:
        last = reading.number("SELECT seq FROM sqlite_sequence WHERE name = 'journal'")
        if last is None:
            last = reading.number("SELECT max(seq) FROM journal")
        lines, unreadable = reading.lines(after, last)
        forms, conflicts = (tuple(reading.book(name)) for name in _BOOKS)
        decided = tuple(conflict for conflict in conflicts if conflict["resolved_act"])
        return Rescued(tuple(lines), forms, decided, unreadable, last is None)
    finally:
        reading.close()


class _Reading:
    """A connection that is made anew whenever a page could not be read: SQLCipher reads nothing more after that."""

    def __init__(self, path: Path, key: bytes, salt: bytes) -> None:
        self._open: Callable[[], dbapi2.Connection] = lambda: connect(path, key, salt)
        self._connection = self._fresh()

    def close(self) -> None:
        self._connection.close()

    def number(self, query: str) -> int | None:
        """None when it cannot be read."""
        rows = self._rows(query)
        return None if not rows or rows[0][0] is None else int(rows[0][0])

    def lines(self, after: int, last: int | None) -> tuple[list[dict[str, Any]], int]:
        """Own lines behind a number, and how many could not be read."""
        query = f"SELECT {', '.join(LINE)} FROM journal WHERE seq = ?"  # noqa: S608 - our own columns
        found, unreadable, absent, at = [], 0, 0, after
        while at < last if last is not None else absent < _GAP:
            at += 1
            rows = self._rows(query, at)
            if rows:
                found.append(dict(zip(LINE, rows[0], strict=True)))
                absent = 0
            elif last is not None:
                unreadable += 1
            else:
                absent += 1
        return [line for line in found if line["origin"] != "sync"], unreadable

    def book(self, table: str) -> list[dict[str, Any]]:
        """All rows of a table by their place in it, one by one."""
        count = self.number(f"SELECT max(rowid) FROM {table}") or 0  # noqa: S608 - our own tables
        names = [str(row[1]) for row in self._rows(f"PRAGMA table_info({table})") or ()]
        query = f"SELECT * FROM {table} WHERE rowid = ?"  # noqa: S608 - idem
        read = (self._rows(query, at) for at in range(1, count + 1))
        return [dict(zip(names, rows[0], strict=True)) for rows in read if rows]

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]] | None:
        try:
            return list(self._connection.execute(query, values).fetchall())
        except dbapi2.DatabaseError:
            self._connection.close()
            self._connection = self._fresh()
            return None

    def _fresh(self) -> dbapi2.Connection:
        connection = self._open()
        connection.execute("PRAGMA query_only = ON")
        return connection
