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
    """

    id: str
    source: str
    file_name: str
    digest: str
    actor: str
    finished_at: datetime
    counts: Mapping[str, int]


def note_import(uow: UnitOfWork, run: ImportRun) -> None:
    """Keeps an import in the book, in the same unit of work."""
    uow.connection.exec_driver_sql(
        "INSERT INTO import_run (id, source, file_name, digest, actor, started_at, finished_at, counts)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
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
        "SELECT id, source, file_name, digest, actor, finished_at, counts FROM import_run ORDER BY id DESC"
    )
    return [ImportRun(i, s, f, d, a, datetime.fromisoformat(at), json.loads(c)) for i, s, f, d, a, at, c in rows]


def latest_change(reader: Reader, kinds: Iterable[str]) -> int:
    """The journal's number of the latest change of records of these kinds; 0 when there is none."""
    names = sorted(kinds)
    marks = ", ".join("?" * len(names))
    query = f"SELECT seq FROM journal WHERE tbl IN ({marks}) ORDER BY seq DESC LIMIT 1"  # noqa: S608 - question marks
    found = reader.connection.exec_driver_sql(query, tuple(names)).scalar()
    return int(found or 0)
