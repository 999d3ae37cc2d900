"""Putting work from a damaged store into the copy that takes its place, under the names it had.

A line of the journal keeps its id. So what the central store took before is answered there as before: nothing is
doubled. What it never saw is offered as if nothing had happened.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.store.engine import writing
from desktop.store.journal import Fate
from desktop.store.mapping import KINDS, TABLES, insertion, to_row, validated
from desktop.store.reader import Reader
from desktop.store.rescue import LINE
from desktop.store.search import index
from desktop.store.triggers import PREFIX, install

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import Connection

    from desktop.store.database import Store
    from desktop.store.rescue import Rescued

    Line = Mapping[str, Any]
    Key = tuple[str, str]


@dataclass(frozen=True)
class TakenAlong:
    """What became of it."""

    taken: int
    """Lines that stand in the store again."""
    awaited: int
    """Of those: lines about a record that comes back with the next sync only."""
    left: int
    """Lines that could be read and not be put back, since what they build on cannot be read."""


def take_along(store: Store, rescued: Rescued) -> TakenAlong:
    """Puts lines, forms and decisions in the open store, all in one transaction.

    Raises:
        WorldFault: ``disk-full`` and the like. Nothing was taken along then, and it can be tried again.
    """
    day = store.clock().astimezone().date()
    with writing(store.engine.connect()) as connection, connection.begin():
        _silence(connection)
        taking = _taken(connection, rescued.lines)
        _put_forms(connection, rescued.forms)
        _put_decided(connection, rescued.decided)
        install(connection)
        index.refresh(connection, taking.changes(), day)
        return TakenAlong(taking.taken, taking.awaited, taking.left)


def _taken(connection: Connection, lines: Iterable[Line]) -> _Taking:
    """Takes lines; when that tears references apart, again without touching the rows at fault."""
    untouched: set[Key] = set()
    while True:
        with connection.begin_nested() as attempt:
            taking = _Taking(connection, untouched)
            for line in lines:
                taking.take(line)
            torn = taking.torn()
            if not torn:
                return taking
            attempt.rollback()
        untouched |= torn


class _Taking:
    """One attempt.

    Attributes:
        taken: See `TakenAlong`, as the next two.
        awaited: Idem.
        left: Idem.
    """

    def __init__(self, connection: Connection, untouched: Collection[Key]) -> None:
        self._connection = connection
        self._reader = Reader(connection)
        self._untouched = untouched
        self._is_joined = bool(connection.exec_driver_sql("SELECT count(*) FROM sync_state").scalar_one())
        self._known = set(connection.exec_driver_sql("SELECT op_id FROM journal").scalars())
        self._keys: set[Key] = set()
        self._deleted: set[Key] = set()
        self.taken = self.awaited = self.left = 0

    def take(self, line: Line) -> None:
        """One line; it is left when it says nothing that this store understands."""
        if line["op_id"] in self._known or not self._has_its_parent(line):
            # The copy holds it, or the central store does and gives it back.
            return
        try:
            stands = (line["tbl"], line["row_id"]) not in self._untouched and self._apply(line)
        except (RuleBroken, ValueError, KeyError, TypeError):
            self.left += 1
            return
        if not stands and not self._is_joined:
            self.left += 1
            return
        self.taken += 1
        self._note(line)
        if not stands:
            self.awaited += 1
            self._hold(line)

    def torn(self) -> set[Key]:
        """Rows at fault where one names another that is not here."""
        broken = self._connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        found = {(str(table), self._id_of(str(table), rowid)) for table, rowid, *_rest in broken}
        at_fault = found & self._keys
        # Where none of ours names what is not there, one of ours was taken away that a row of the copy names.
        return at_fault or (self._deleted if found else set())

    def changes(self) -> ChangeSet:
        """What was touched."""
        ids: dict[str, set[str]] = {}
        for table, row_id in self._keys:
            ids.setdefault(table, set()).add(row_id)
        return ChangeSet({table: frozenset(found) for table, found in ids.items()})

    def _id_of(self, table: str, rowid: int) -> str:
        query = f"SELECT id FROM {table} WHERE rowid = ?"  # noqa: S608 - named by SQLite
        return str(self._connection.exec_driver_sql(query, (rowid,)).scalar())

    def _apply(self, line: Line) -> bool:
        """Puts the row as the line left it; False when the row is not here."""
        kind, row_id = KINDS[line["tbl"]], line["row_id"]
        table, new = TABLES[line["tbl"]], {name: after for name, (_b, after) in json.loads(line["changes"]).items()}
        present = self._reader.maybe(kind, row_id)
        if line["kind"] == "insert":
            if present is None:
                putting = insertion(kind, self._connection.dialect)
                value = validated(kind, {**new, "id": row_id})
                self._connection.exec_driver_sql(putting.statement, putting.parameters(value))
            return True
        if present is None:
            return str(line["kind"]) == "delete"
        if line["kind"] == "delete":
            self._connection.execute(table.delete().where(table.c.id == row_id))
        else:
            row = to_row(validated(kind, {**to_row(present), **new}))
            values = {name: row[name] for name in new}
            self._connection.execute(table.update().where(table.c.id == row_id).values(values))
        return True

    def _note(self, line: Line) -> None:
        told = {**line, "pushed": int(Fate.WAITING)}
        if told["parent"] not in self._known:
            told["parent"] = None
        marks = ", ".join("?" * len(LINE))
        query = f"INSERT INTO journal ({', '.join(LINE)}) VALUES ({marks})"  # noqa: S608 - our own columns
        self._connection.exec_driver_sql(query, tuple(told[name] for name in LINE))
        self._known.add(line["op_id"])
        self._keys.add((line["tbl"], line["row_id"]))
        if line["kind"] == "delete":
            self._deleted.add((line["tbl"], line["row_id"]))

    def _hold(self, line: Line) -> None:
        """Has the next sync fetch the row whole, once the central store has judged the line."""
        query = "INSERT OR IGNORE INTO held (tbl, row_id) VALUES (?, ?)"
        self._connection.exec_driver_sql(query, (line["tbl"], line["row_id"]))

    def _has_its_parent(self, line: Line) -> bool:
        """False for an answered edit whose forerunner cannot be read: it cannot be said again as it was said."""
        return line["parent"] is None or line["parent"] in self._known or line["pushed"] == Fate.WAITING


def _put_forms(connection: Connection, forms: Iterable[Line]) -> None:
    """Of each form the newest stays."""
    older = "DELETE FROM form_draft WHERE kind = ? AND subject_id = ? AND saved_at <= ?"
    for form in forms:
        connection.exec_driver_sql(older, (form["kind"], form["subject_id"], form["saved_at"]))
        _put(connection, "INSERT OR IGNORE", "form_draft", form)


def _put_decided(connection: Connection, decided: Iterable[Line]) -> None:
    """A decision stands as it was taken, also over the same conflict that was still open in the copy."""
    for conflict in decided:
        _put(connection, "INSERT OR REPLACE", "conflict", conflict)


def _put(connection: Connection, verb: str, table: str, row: Line) -> None:
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.exec_driver_sql(f"{verb} INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))


def _silence(connection: Connection) -> None:
    """Takes the journal's triggers away until `install`: the lines are written as they were, not anew."""
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
    for name in rows:
        if name.startswith(PREFIX):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
