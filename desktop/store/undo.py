"""Taking an act back: a new act that puts the old values back, journalled like any other."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from desktop.models.base import new_id
from desktop.models.faults import RuleBroken
from desktop.models.tables import APPEND_ONLY
from desktop.models.upkeep import EntryCheck
from desktop.store import journal
from desktop.store.mapping import KINDS, TABLES, validated
from desktop.store.triggers import journal_form

_STAYS = APPEND_ONLY - {"entry_check"}
"""Kinds of which nothing is ever taken back. A check is: by another that names it."""

if TYPE_CHECKING:
    from desktop.store.journal import Entry
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork

_LAST = """
SELECT act_id, act, actor, made_at FROM journal
WHERE actor = ? AND origin = 'local'
AND act_id NOT IN (SELECT act_id FROM undone) AND act_id NOT IN (SELECT by_act_id FROM undone)
ORDER BY seq DESC LIMIT 1
"""


@dataclass(frozen=True)
class LastAct:
    """An act that may be undone."""

    act_id: str
    act: str
    """The person's verb, as an English text of the catalogue."""
    actor: str
    made_at: datetime


def last_act(reader: Reader, actor: str) -> LastAct | None:
    """The latest act of a colleague in this store that is not undone, and is no undoing itself."""
    row = reader.connection.exec_driver_sql(_LAST, (actor,)).one_or_none()
    return None if row is None else LastAct(row.act_id, row.act, row.actor, datetime.fromisoformat(row.made_at))


def undo(work: UnitOfWork, act_id: str) -> None:
    """Puts back what an act changed, last change first. Whoever calls commits.

    Raises:
        RuleBroken: ``changed-since`` with the field, when another act touched the same since; ``not-undoable`` for an
            act that is unknown, undone already, or added an observation, which is corrected and never taken back.
    """
    entries = journal.of_act(work, act_id)
    done = work.connection.exec_driver_sql("SELECT count(*) FROM undone WHERE act_id = ?", (act_id,)).scalar_one()
    if done or not entries or any(entry.table in _STAYS for entry in entries):
        raise RuleBroken("not-undoable")
    for entry in reversed(entries):
        _take_back(work, entry)
    work.connection.exec_driver_sql("INSERT INTO undone (act_id, by_act_id) VALUES (?, ?)", (act_id, work.act_id))


def _take_back(work: UnitOfWork, entry: Entry) -> None:
    kind = KINDS[entry.table]
    if kind is EntryCheck:
        check = work.get(EntryCheck, entry.row_id)
        work.add(validated(EntryCheck, {**check.model_dump(), "id": new_id(), "takes_back": check.id}))
        return
    present = _present(work, entry.table, entry.row_id)
    old = {name: before for name, (before, _after) in entry.changes.items()}
    if entry.kind == "delete":
        if present is not None:
            raise RuleBroken("changed-since")
        work.add(validated(kind, {**old, "id": entry.row_id}))
        return
    _refuse_if_changed(entry, present)
    if entry.kind == "insert":
        work.remove(kind, entry.row_id)
    else:
        work.change(kind, entry.row_id, **old)


def _refuse_if_changed(entry: Entry, present: dict[str, Any] | None) -> None:
    """An insert names every field that was not empty, an update those that differed."""
    if present is None:
        raise RuleBroken("changed-since")
    fields = entry.changes if entry.kind == "update" else present
    for name in fields:
        _before, after = entry.changes.get(name, (None, None))
        if present[name] != after:
            raise RuleBroken("changed-since", name)


def _present(work: UnitOfWork, table: str, row_id: str) -> dict[str, Any] | None:
    """The row as it stands, in the journal's form."""
    columns = [column for column in TABLES[table].columns if column.name != "id"]
    pairs = ", ".join(f"'{column.name}', {journal_form(column)}" for column in columns)
    query = f"SELECT json_object({pairs}) FROM {table} WHERE id = ?"  # noqa: S608 - names of our own columns
    text = work.connection.exec_driver_sql(query, (row_id,)).scalar_one_or_none()
    return None if text is None else dict(json.loads(text))
