"""Writing: one act of one person, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from desktop.models.base import Value, new_id
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.rules.audit_chain import Stamp
from desktop.rules.merge import Meeting, three_ways
from desktop.store import audit
from desktop.store.mapping import V, insertion, table_of, to_row, validated
from desktop.store.origins import came_from_colleague
from desktop.store.reader import Reader
from desktop.store.search import index

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from desktop.models.audit import AuditPurpose

_ENTER = """
INSERT INTO act_context (id, act_id, act, actor, device, origin, made_at, stamp, schema_version)
VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True)
class Act:
    """Who does what, for the journal."""

    name: str
    """The person's verb, as an English text of the catalogue."""
    actor: str
    """Colleague's id."""
    device: str
    origin: str
    """``local``, ``sync`` (came from the central store, is never sent there) or ``import``."""
    made_at: datetime
    schema_version: int


class UnitOfWork(Reader):
    """Reads what it wrote. Nothing stays unless `commit` was called.

    Attributes:
        act_id: The act's id in the journal.
        act: Who does what.
    """

    def __init__(self, connection: Connection, act: Act) -> None:
        super().__init__(connection)
        self.act = act
        self.act_id = new_id()
        self._noted: dict[str, set[str]] = {}
        self._told: tuple[str, AuditPurpose | None] = (act.name, None)
        self._enter()

    def add(self, *values: Value) -> None:
        """Stores new values.

        Raises:
            RuleBroken: ``already-there`` when one has the id of a stored value; ``not-valid`` on a text with a zero
                in it.
        """
        for kind, group in groupby(values, key=type):
            putting = insertion(kind, self.connection.dialect)
            self.connection.exec_driver_sql(putting.statement, [putting.parameters(value) for value in group])

    def change(self, kind: type[V], id: str, /, **fields: object) -> V:  # noqa: A002 - the models' own word
        """Gives a value other fields, ``kind`` among them, writes those that differ, and returns the whole new value.

        Raises:
            RuleBroken: ``gone``; ``append-only`` for a kind whose values are never changed; or the limit that the first
                wrong field is outside of (see `desktop.store.mapping.validated`).
        """
        before = to_row(self.get(kind, id))
        after = validated(kind, {**before, **fields})
        differing = {name: new for name, new in to_row(after).items() if new != before[name]}
        if differing:
            table = table_of(kind)
            self.connection.execute(table.update().where(table.c.id == id).values(differing))
        return after

    def change_as_seen(self, kind: type[V], id: str, saw: Mapping[str, object], /, **fields: object) -> V:  # noqa: A002
        """As `change`, for fields that were typed while the stored value may have moved under them.

        What came from a colleague since is never overwritten unseen: the edit then goes out as one made without seeing
        it, and the central store asks a person.

        Args:
            kind: Kind of value.
            id: Its id.
            saw: By field what its author saw while typing; a field that is not named was seen as it is.
            fields: As typed.

        Raises:
            RuleBroken: As `change`.
        """
        stored = to_row(self.get(kind, id))
        unseen: dict[str, object] = {}
        for name in saw.keys() & fields.keys():
            meeting, value = three_ways(saw[name], fields[name], stored[name])
            fields[name] = value
            if meeting is Meeting.CONFLICT and came_from_colleague(self, table_of(kind).name, id, name):
                unseen[name] = fields.pop(name)
        after = self.change(kind, id, **fields)
        if unseen:
            self.connection.exec_driver_sql("UPDATE act_context SET unseen = 1")
            after = self.change(kind, id, **unseen)
            self.connection.exec_driver_sql("UPDATE act_context SET unseen = 0")
        return after

    def remove(self, kind: type[Value], id: str) -> None:  # noqa: A002
        """Takes a value away.

        Raises:
            RuleBroken: ``gone`` or ``append-only``; ``reference-broken`` at the commit, when others still name it.
        """
        table = table_of(kind)
        if not self.connection.execute(table.delete().where(table.c.id == id)).rowcount:
            raise RuleBroken("gone", kind=table.name)

    def remove_all(self, kind: type[Value], ids: Sequence[str]) -> None:
        """Takes many values away; one that is gone already is passed over. Otherwise as `remove`."""
        table = table_of(kind)
        if ids:
            query = f"DELETE FROM {table.name} WHERE id = ?"  # noqa: S608 - our own table
            self.connection.exec_driver_sql(query, [(id_,) for id_ in ids])

    @property
    def stamp(self) -> Stamp:
        """Who does it, where and when, for the log."""
        return Stamp(self.act.actor, self.act.device, self.act.made_at.isoformat())

    def lets_out(self, what: str, purpose: AuditPurpose) -> None:
        """Says that what this act touches leaves the program in a file: in the log it is an export, with its reason.

        Args:
            what: Kind of file.
            purpose: One of `desktop.models.audit.LEAVING`.
        """
        self._told = what, purpose

    def note(self, kind: str, *ids: str) -> None:
        """Says in the change set that records outside the journal were touched too, such as conflicts."""
        self._noted.setdefault(kind, set()).update(ids)

    def commit(self) -> ChangeSet:
        """Makes everything stay, and tells what was touched.

        Raises:
            RuleBroken: ``reference-broken`` when a value names another that is not there.
            WorldFault: ``disk-full`` and the like. Nothing stays then.
        """
        changes = self._changes()
        if changes.act and self.act.origin != "sync":
            audit.note_changes(self.connection, self.stamp, self.act_id, *self._told)
        if self.act.origin == "sync":
            index.put_off(self.connection, changes)
        else:
            index.refresh(self.connection, changes, self.act.made_at.astimezone().date())
        if not self.connection.exec_driver_sql("DELETE FROM act_context").rowcount:
            # A disk fault rolls the transaction back by itself; whoever caught it must not go on as before.
            raise RuntimeError("this unit of work has ended")
        try:
            self.connection.commit()
        except Exception:
            # SQLAlchemy takes a refused COMMIT for the end of the transaction; SQLite keeps it open.
            self.connection.connection.rollback()
            raise
        return changes

    def _changes(self) -> ChangeSet:
        rows = self.connection.exec_driver_sql(
            "SELECT DISTINCT tbl, row_id FROM journal WHERE act_id = ?", (self.act_id,)
        ).all()
        touched = {kind: set(ids) for kind, ids in self._noted.items()}
        for kind, row_id in rows:
            touched.setdefault(kind, set()).add(row_id)
        ids = {kind: frozenset(found) for kind, found in touched.items()}
        return ChangeSet(ids, self.act_id if rows else "")

    def _enter(self) -> None:
        act = self.act
        # The first 48 bits of a UUIDv7 are the milliseconds since 1970; the triggers add the rest at random.
        moment = f"{int(act.made_at.timestamp() * 1000):012x}"
        self.connection.exec_driver_sql(
            _ENTER,
            (
                self.act_id,
                act.name,
                act.actor,
                act.device,
                act.origin,
                act.made_at.isoformat(),
                f"{moment[:8]}-{moment[8:]}-7",
                act.schema_version,
            ),
        )
