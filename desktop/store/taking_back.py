"""Taking an import back as a whole: what is new goes, what was changed is put back, observations are withdrawn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING, TypeVar

from desktop.models.base import Value
from desktop.models.faults import RuleBroken
from desktop.models.kinds import AvailabilityStatus, MapStatus
from desktop.models.social_map import AvailabilityReport, Provider
from desktop.models.tables import APPEND_ONLY
from desktop.store import journal
from desktop.store.mapping import KINDS, TABLES, validated
from desktop.store.undo import changed_field, note_undone, stands, take_back

if TYPE_CHECKING:
    from desktop.store.journal import Entry
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork

T = TypeVar("T")

_AT_ONCE = 500
_OFFER = ("provider_id", "product", "expertise", "location", "target_group", "municipality", "measured_on", "source")
_LOOSE = (("entry_check", "entry_id"), ("provider", "merged_into"), ("community_service", "merged_into"))
"""Links without a foreign key, that count as well."""

_NEW = "SELECT row_id FROM journal WHERE act_id = ? AND tbl = ? AND kind = 'insert'"
_NAMED = """
SELECT row_id, json_extract(changes, '$.name[1]') FROM journal
WHERE act_id = ? AND tbl = ? AND row_id IN (SELECT value FROM json_each(?))
"""
_SINCE = """
SELECT seq FROM journal AS mine WHERE act_id = ? AND EXISTS (
    SELECT 1 FROM journal AS later WHERE later.tbl = mine.tbl AND later.row_id = mine.row_id
    AND later.seq > mine.seq AND later.act_id <> mine.act_id
) ORDER BY seq
"""


@dataclass(frozen=True)
class Obstacle:
    """Something that happened since to what the act brought, so that it cannot be taken back.

    Attributes:
        kind: Table of the record that came with the act.
        name: What it is called.
        field: The field that was changed; empty when the record is gone, or when something was hung on it.
        hung: Table of what was hung on it since; empty when it was changed itself.
    """

    kind: str
    name: str
    field: str = ""
    hung: str = ""


def obstacles(reader: Reader, act_id: str) -> tuple[Obstacle, ...]:
    """What keeps an act from being taken back, in the order of the act; empty when nothing does."""
    touched = [(entry, field) for entry in _touched(reader, act_id) if (field := _field(reader, entry)) is not None]
    found = [Obstacle(entry.table, name, field) for entry, (name, field) in touched]
    own = _ids(reader, "SELECT DISTINCT row_id FROM journal WHERE act_id = ?", act_id)
    for table in _ids(reader, "SELECT DISTINCT tbl FROM journal WHERE act_id = ? AND kind = 'insert'", act_id):
        new = _ids(reader, _NEW, act_id, table)
        hung = [(other, holder) for other, id_, holder in _hung(reader, table, new) if id_ not in set(own)]
        names = _names(reader, act_id, table, [holder for _other, holder in hung])
        found += [Obstacle(table, names.get(holder, ""), hung=other) for other, holder in hung]
    return tuple(dict.fromkeys(found))


def take_back_import(work: UnitOfWork, act_id: str, progress: Callable[[int, int], None] | None = None) -> None:
    """Takes an import back, all of it. Whoever calls commits.

    A provider that came with the import cannot go while its observations stay; it becomes inactive.

    Raises:
        RuleBroken: ``import-changed-since`` when something of it was changed or used since; ``not-undoable`` when it is
            unknown or was taken back before.
    """
    entries = journal.of_act(work, act_id)
    done = work.connection.exec_driver_sql("SELECT count(*) FROM undone WHERE act_id = ?", (act_id,)).scalar_one()
    if done or not entries:
        raise RuleBroken("not-undoable")
    if obstacles(work, act_id):
        raise RuleBroken("import-changed-since")
    observed = {str(e.changes["provider_id"][1]) for e in entries if e.table == "availability_report"}
    at = 0
    for (table, goes), alike in groupby(reversed(entries), key=lambda e: (e.table, _goes(e, observed))):
        for some in _batches(alike):
            if progress:
                progress(at, len(entries))
            at += len(some)
            _take_back(work, table, some, goes=goes)
    note_undone(work, act_id)


def _goes(entry: Entry, observed: set[str]) -> bool:
    """True for what came with the act and is taken away; what was observed, and at whom, stays."""
    return entry.kind == "insert" and entry.table != "availability_report" and entry.row_id not in observed


def _take_back(work: UnitOfWork, table: str, entries: list[Entry], *, goes: bool) -> None:
    """Some entries of one table. That nothing of them was changed since was looked at before."""
    if goes:
        work.remove_all(KINDS[table], [entry.row_id for entry in entries])
    elif table == "availability_report":
        reports = {one.id: one for one in work.find(AvailabilityReport, id=[entry.row_id for entry in entries])}
        work.add(*(_undone(work, reports[entry.row_id]) for entry in entries))
    else:
        for entry in entries:
            if entry.kind == "insert":
                work.change(Provider, entry.row_id, status=MapStatus.INACTIVE)
            else:
                take_back(work, entry)


def _undone(work: UnitOfWork, report: AvailabilityReport) -> Value:
    """The observation that takes one back: what stood before stands again, else nothing does."""
    earlier = work.maybe(AvailabilityReport, report.corrects) if report.corrects else None
    if earlier is not None:
        told = earlier.model_dump(exclude={"id"})
        return validated(AvailabilityReport, {**told, "corrects": report.id})
    about = report.model_dump(include=set(_OFFER))
    return validated(
        AvailabilityReport, {**about, "status": AvailabilityStatus.UNKNOWN, "corrects": report.id, "withdrawn": True}
    )


def _touched(reader: Reader, act_id: str) -> list[Entry]:
    """The entries of an act whose rows another act wrote since: the journal has every write, so no other can differ."""
    seqs = [int(seq) for seq in _ids(reader, _SINCE, act_id)]
    return [entry for some in _batches(seqs) for entry in journal.of_numbers(reader, some)]


def _field(reader: Reader, entry: Entry) -> tuple[str, str] | None:
    """Name of what was changed since, and the field; None when it stands as the act left it."""
    if entry.table in APPEND_ONLY:
        return None
    present = stands(reader, entry.table, entry.row_id)
    field = changed_field(entry, present)
    if field is None:
        return None
    return str((present or {}).get("name") or entry.changes.get("name", ("", ""))[1] or ""), field


def _hung(reader: Reader, table: str, ids: list[str]) -> Iterator[tuple[str, str, str]]:
    """What hangs on these rows: its table, its id, and on which."""
    for other, column in _links_to(table):
        if _ids(reader, f"SELECT 1 FROM {other} LIMIT 1"):  # noqa: S608 - our own names
            query = f'SELECT id, "{column}" FROM {other} WHERE "{column}" IN (SELECT value FROM json_each(?))'  # noqa: S608 - idem
            for id_, holder in reader.connection.exec_driver_sql(query, (json.dumps(ids),)):
                yield other, id_, holder


def _names(reader: Reader, act_id: str, table: str, ids: list[str]) -> dict[str, str]:
    """What rows were called when they came with an act."""
    rows = reader.connection.exec_driver_sql(_NAMED, (act_id, table, json.dumps(ids))) if ids else ()
    return {id_: name or "" for id_, name in rows}


def _ids(reader: Reader, query: str, *parameters: str) -> list[str]:
    return [value for (value,) in reader.connection.exec_driver_sql(query, parameters)]


def _links_to(table: str) -> Iterator[tuple[str, str]]:
    for other in TABLES.values():
        for column in other.columns:
            if any(key.column.table.name == table for key in column.foreign_keys):
                yield other.name, column.name
    if table == "availability_report":
        yield "availability_report", "corrects"
    if table in ("provider", "community_service"):
        yield from _LOOSE


def _batches(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
