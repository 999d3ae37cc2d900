"""The book of imports, and the mark by which a plan knows that nothing changed since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class ImportRun:
    """One import that was carried out.

    Attributes:
        id: Of the act in the journal: undoing that act undoes the whole import.
        source: As kept with every entry.
        file_name: Without its folder.
        digest: Of the file's bytes.
        actor: Colleague's id.
        finished_at: UTC.
        counts: By name, like new and changed.
        undone_at: UTC; None while it stands.
    """

    id: str
    source: str
    file_name: str
    digest: str
    actor: str
    finished_at: datetime
    counts: Mapping[str, int]
    undone_at: datetime | None = None


def note_import(uow: UnitOfWork, run: ImportRun) -> None:
    """Keeps an import in the book, in the same unit of work."""
    uow.connection.exec_driver_sql(
        "INSERT INTO import_run (id, act_id, source, file_name, digest, actor, started_at, finished_at, counts)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            run.id,
            run.id,
            run.source,
            run.file_name,
            run.digest,
            run.actor,
            uow.act.made_at.isoformat(),
            run.finished_at.isoformat(),
            json.dumps(dict(run.counts)),
        ),
    )


def import_runs(reader: Reader) -> list[ImportRun]:
    """All imports, the latest first."""
    rows = reader.connection.exec_driver_sql(
        "SELECT id, source, file_name, digest, actor, finished_at, counts, undone_at FROM import_run ORDER BY id DESC"
    )
    return [
        ImportRun(i, s, f, d, a, datetime.fromisoformat(at), json.loads(c), datetime.fromisoformat(u) if u else None)
        for i, s, f, d, a, at, c, u in rows
    ]


def note_undone(uow: UnitOfWork, run_id: str, at: datetime) -> None:
    """Keeps in the book that an import was taken back."""
    uow.connection.exec_driver_sql("UPDATE import_run SET undone_at = ? WHERE id = ?", (at.isoformat(), run_id))


def retired_by_undo(reader: Reader) -> frozenset[str]:
    """Ids of providers that came with an import that was taken back, and that only its observations still name."""
    rows = reader.connection.exec_driver_sql(
        "SELECT DISTINCT j.row_id FROM import_run AS r JOIN journal AS j ON j.act_id = r.act_id"
        " WHERE r.undone_at IS NOT NULL AND j.tbl = 'provider' AND j.kind = 'insert'"
    )
    return frozenset(id_ for (id_,) in rows)


def latest_change(reader: Reader, kinds: Iterable[str]) -> int:
    """The journal's number of the latest change of records of these kinds; 0 when there is none."""
    names = sorted(kinds)
    marks = ", ".join("?" * len(names))
    query = f"SELECT seq FROM journal WHERE tbl IN ({marks}) ORDER BY seq DESC LIMIT 1"  # noqa: S608 - question marks
    found = reader.connection.exec_driver_sql(query, tuple(names)).scalar()
    return int(found or 0)


def is_import(reader: Reader, act_id: str) -> bool:
    """True when this act read a file in."""
    found = reader.connection.exec_driver_sql("SELECT count(*) FROM import_run WHERE id = ?", (act_id,)).scalar_one()
    return bool(found)
