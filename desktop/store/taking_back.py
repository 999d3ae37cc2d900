"""Taking an import back as a whole: what is new goes, what was changed is put back, observations are withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from desktop.models.base import Value
from desktop.models.faults import RuleBroken
from desktop.models.kinds import AvailabilityStatus, MapStatus
from desktop.models.social_map import AvailabilityReport, Provider
from desktop.models.tables import APPEND_ONLY
from desktop.store import journal
from desktop.store.mapping import TABLES, validated
from desktop.store.undo import changed_field, note_undone, stands, take_back

if TYPE_CHECKING:
    from desktop.store.journal import Entry
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork

T = TypeVar("T")

_AT_ONCE = 500
_EVERY = 200
_OFFER = ("provider_id", "product", "expertise", "location", "target_group", "municipality", "measured_on", "source")
_LOOSE = (("entry_check", "entry_id"), ("provider", "merged_into"), ("community_service", "merged_into"))
"""Links without a foreign key, that count as well."""


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
    entries = journal.of_act(reader, act_id)
    own = {entry.row_id for entry in entries}
    names = {entry.row_id: str(entry.changes.get("name", ("", ""))[1] or "") for entry in entries}
    found = [o for entry in entries if entry.table not in APPEND_ONLY for o in _changed(reader, entry)]
    new = [entry for entry in entries if entry.kind == "insert"]
    for table in dict.fromkeys(entry.table for entry in new):
        ids = [entry.row_id for entry in new if entry.table == table]
        for hung, holder in _hung(reader, table, ids, own):
            found.append(Obstacle(table, names.get(holder, ""), hung=hung))
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
    for at, entry in enumerate(reversed(entries)):
        if progress and at % _EVERY == 0:
            progress(at, len(entries))
        _take_back(work, entry, observed)
    note_undone(work, act_id)


def _take_back(work: UnitOfWork, entry: Entry, observed: set[str]) -> None:
    if entry.table == "availability_report":
        work.add(_undone(work, work.get(AvailabilityReport, entry.row_id)))
    elif entry.kind == "insert" and entry.row_id in observed:
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


def _changed(reader: Reader, entry: Entry) -> Iterator[Obstacle]:
    present = stands(reader, entry.table, entry.row_id)
    field = changed_field(entry, present)
    if field is not None:
        name = (present or {}).get("name") or entry.changes.get("name", ("", ""))[1] or ""
        yield Obstacle(entry.table, str(name), field)


def _hung(reader: Reader, table: str, ids: list[str], own: set[str]) -> Iterator[tuple[str, str]]:
    """What others hung on these rows: its table, and on which."""
    for other, column in _links_to(table):
        for some in _batches(ids):
            marks = ", ".join("?" * len(some))
            query = f'SELECT id, "{column}" FROM {other} WHERE "{column}" IN ({marks})'  # noqa: S608 - our own names
            for id_, holder in reader.connection.exec_driver_sql(query, tuple(some)):
                if id_ not in own:
                    yield other, holder


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
