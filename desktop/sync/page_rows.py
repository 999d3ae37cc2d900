"""The rows that a page of the history speaks of: read at once, and written at once as far as they are alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from desktop.store import journal
from desktop.sync.local_rows import (
    by_table,
    change_prepared,
    drop_row,
    prepared,
    prepared_change,
    put_prepared,
    read_rows,
)
from desktop.sync.vocabulary import Json, kinds

if TYPE_CHECKING:
    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.arrival import Key


class PageRows:
    """Rows with their places in the history, as they are once what was told so far is written.

    Whoever is done calls `flush`. What is written stands in the journal under the name of whoever made the change.

    Attributes:
        touched: The rows that were written.
    """

    def __init__(self, work: UnitOfWork, keys: Iterable[Key], read: Iterable[Key]) -> None:
        """What the page begins with.

        Args:
            work: The one in which the page is taken in.
            keys: All rows that it speaks of.
            read: Those among them whose fields will be asked for; the others keep theirs.
        """
        self._work = work
        self._rows: dict[Key, dict[str, Json]] = {}
        self._bases: dict[Key, int] = {}
        self._moved: dict[Key, int] = {}
        self._new: dict[str, list[list[object]]] = {}
        self._alike: tuple[str, tuple[str, ...]] = ("", ())  # of the changes that wait
        self._changed: list[tuple[object, ...]] = []
        self._author = work.act.actor
        self.touched: set[Key] = set()
        for table, ids in by_table(read).items():
            self._rows |= {(table, row_id): values for row_id, values in read_rows(work, table, ids)}
        for table, ids in by_table(keys).items():
            self._bases |= {(table, row_id): seq for row_id, seq in journal.bases_of(work, table, ids).items()}

    def get(self, key: Key) -> Mapping[str, Json] | None:
        """A row's fields; None when it is not there."""
        return self._rows.get(key)

    def base(self, key: Key) -> int:
        """Central sequence last seen for a row; 0 when the central store never saw it."""
        return self._moved.get(key, self._bases.get(key, 0))

    def set_base(self, key: Key, seq: int) -> None:
        """Has what is typed from now on build on this change."""
        self._moved[key] = seq

    def put(self, key: Key, values: Mapping[str, Json], author: str) -> None:
        """Adds a row.

        Raises:
            ValueError: When a value is none that the field can hold, or one is missing; nothing is done then.
        """
        full = kinds()[key[0]].full(values)
        line = prepared(self._work, key, full)
        self._speak_for(author)
        self._change_some()
        self._new.setdefault(key[0], []).append(line)
        self._rows[key] = full
        self.touched.add(key)

    def change(self, key: Key, values: Mapping[str, Json], author: str) -> None:
        """Gives a row that is there other values for these fields.

        Raises:
            ValueError: When a value is none that the field can hold.
        """
        line, alike = prepared_change(self._work, key, values), (key[0], tuple(values))
        self._speak_for(author)
        self._put_new()
        if alike != self._alike:
            self._change_some()
            self._alike = alike
        self._changed.append(line)
        self._rows[key] |= values
        self.touched.add(key)

    def drop(self, key: Key, author: str) -> None:
        """Takes a row away, if it is there."""
        self._speak_for(author)
        self._write()
        drop_row(self._work, key)
        self._rows.pop(key, None)
        self.touched.add(key)

    def flush(self) -> None:
        """Writes what is still to be written."""
        self._write()
        journal.set_bases(self._work, self._moved)

    def _write(self) -> None:
        self._put_new()
        self._change_some()

    def _put_new(self) -> None:
        for table, lines in self._new.items():
            put_prepared(self._work, table, lines)
        self._new = {}

    def _change_some(self) -> None:
        if self._changed:
            change_prepared(self._work, *self._alike, self._changed)
        self._changed = []

    def _speak_for(self, author: str) -> None:
        if author != self._author:
            self._write()
            self._author = author
            self._work.connection.exec_driver_sql("UPDATE act_context SET actor = ?", (author,))
