"""Importing the social map and published waiting times: first the plan, then exactly that plan."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.exchange.applying import apply
from desktop.exchange.guarding import guarded
from desktop.exchange.here import Here
from desktop.exchange.hsds.joining import join
from desktop.exchange.mapping import names_in, read_mapping, recognise, shipped
from desktop.exchange.planning import plan
from desktop.exchange.reading import read_source
from desktop.language import N_, _
from desktop.models.changes import ChangeSet
from desktop.models.faults import WorldFault
from desktop.models.field_labels import field_label
from desktop.models.people import Colleague
from desktop.rules.permissions import Act, require
from desktop.services.mappings import heading_of, remembered
from desktop.store.bulk import uncollected
from desktop.store.queries.imports import ImportRun, import_runs, note_import, note_undone
from desktop.store.taking_back import obstacles, take_back_import

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.exchange.mapping import Mapping as SourceMapping
    from desktop.exchange.plan import Decision, ImportPlan, Progress
    from desktop.exchange.reading import Source
    from desktop.services.workplace import Workplace

_NAMED = 8
"""Columns that are named; of more only the number."""
_SHOWN = 60
"""Characters of a column's name."""


@dataclass(frozen=True)
class How:
    """How a file is read.

    Attributes:
        mapping: A mapping file; None to know the columns again.
        decisions: What a person said of rows that look like something, by the keys of `plan.doubles`.
        headers: The row that names the columns, by table, as a person chose it; under "" of any other table.
    """

    mapping: Path | None = None
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    headers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FileRead:
    """A file as it was read, and which of its columns is which field."""

    file: Source
    mapping: SourceMapping


@uncollected()
def plan_import(
    workplace: Workplace,
    path: Path,
    kind: str,
    how: How | Path | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """Reads a file and holds it against the store; nothing is written.

    Args:
        workplace: Where.
        path: A CSV, Excel or JSON file, or a folder of CSV tables.
        kind: ``services``, ``providers``, ``waiting-times``, ``hsds`` or ``places``.
        how: The mapping file, and what a person decided about doubles; without it the mapping is recognised by the
            columns, those of a person before those that come with the program.
        progress: Called with rows done and rows in all; what it raises stops the work.

    Raises:
        WorldFault: What is the matter with the file as a whole (see `desktop.exchange.reading` and `.mapping`).
    """
    how = How(how) if isinstance(how, Path) else how or How()
    return plan_again(workplace, read_file(workplace, path, kind, how), how.decisions, progress)


@uncollected()
def read_file(workplace: Workplace, path: Path, kind: str, how: How) -> FileRead:
    """Reads a file to be held against the store: once, however many choices are made about its rows.

    Raises:
        WorldFault: As `plan_import`.
    """
    told = read_mapping(how.mapping) if how.mapping else None
    heading = heading_of(workplace, kind, how.headers)
    file = read_source(path, replace(heading, known=heading.known | names_in(told)) if told else heading)
    if kind == "hsds":
        file = replace(file, tables=join(file.tables))
    columns = tuple(table.columns for table in file.tables)
    with workplace.store.read() as reader:
        chosen = told or remembered(reader, kind, columns) or recognise(kind, columns)
    if chosen.kind != kind:
        raise WorldFault("mapping-other-kind", kind=chosen.kind)
    return FileRead(file, chosen)


@uncollected()
def plan_again(
    workplace: Workplace, read: FileRead, decisions: Mapping[str, Decision], progress: Progress | None = None
) -> ImportPlan:
    """Holds what was read against the store as it is now, with what was decided; the file is not opened again.

    Raises:
        WorldFault: ``columns-missing``.
    """
    here = Here(workplace.today, tuple(one.name for one in workplace.profile.municipalities))
    with workplace.store.read() as reader:
        return plan(reader, read.file, read.mapping, here=here, progress=progress, decisions=decisions)


@uncollected()
def apply_import(workplace: Workplace, plan: ImportPlan, progress: Progress | None = None) -> ChangeSet:
    """Carries out exactly this plan, all of it or nothing; the whole of it can be undone as one act.

    Raises:
        RuleBroken: ``import-stale`` when the social map changed since the plan was made; ``not-allowed``.
    """
    require(workplace.role, Act.IMPORT_MAP)
    if plan.is_empty:
        return ChangeSet()
    with workplace.store.work(N_("Import"), actor=workplace.colleague.id, origin="import") as uow:
        apply(uow, plan, progress)
        counts = {"read": plan.read, "new": plan.new, "changed": plan.changed, "same": plan.same}
        run = ImportRun(
            id=uow.act_id,
            source=plan.source,
            file_name=plan.file,
            digest=plan.digest,
            actor=workplace.colleague.id,
            finished_at=workplace.now,
            counts=counts
            | {"rejected": len({(f.table, f.row) for f in plan.rejected}), "warnings": len(plan.warnings)},
        )
        note_import(uow, run)
        return uow.commit()


def imports_done(workplace: Workplace) -> list[ImportRun]:
    """What was imported on this laptop, the latest first."""
    with workplace.store.read() as reader:
        return import_runs(reader)


@dataclass(frozen=True)
class InTheWay:
    """Why an import cannot be taken back: one entry that came with it.

    Attributes:
        name: The entry's; empty where it has none.
        field: The field that was changed since; empty otherwise.
        is_used: True when something else was hung on it; else it is gone, unless a field was changed.
    """

    name: str
    field: str
    is_used: bool

    @property
    def text(self) -> str:
        """What happened to it, in a few words."""
        name = self.name or _("an entry without a name")
        if self.field:
            return _("{name}: {field} was changed", name=name, field=field_label(self.field))
        return _("{name}: is in use", name=name) if self.is_used else _("{name}: is not there any more", name=name)


def obstacles_to_undo(workplace: Workplace, run: str) -> tuple[InTheWay, ...]:
    """What happened since to what an import brought, so that it cannot be taken back; empty when it can."""
    with workplace.store.read() as reader:
        return tuple(InTheWay(one.name, one.field, bool(one.hung)) for one in obstacles(reader, run))


def undo_import(workplace: Workplace, run: str, progress: Progress | None = None) -> ChangeSet:
    """Takes an import back as a whole, or not at all: what is new goes, what was changed gets its old values.

    Observations stay in the history and are withdrawn; a provider that only they name becomes inactive. The same file
    can be imported again afterwards.

    Raises:
        RuleBroken: ``import-changed-since`` when something of it was changed or used since (`obstacles_to_undo` says
            what); ``not-undoable`` when it is unknown or was taken back before; ``not-allowed``.
    """
    require(workplace.role, Act.IMPORT_MAP)
    with workplace.work(N_("Take back import")) as uow:
        take_back_import(uow, run, progress)
        note_undone(uow, run, workplace.now)
        return uow.commit()


@dataclass(frozen=True)
class DoneImport:
    """An import that was carried out, and the name of who did it."""

    run: ImportRun
    who: str


def imports_list(workplace: Workplace) -> list[DoneImport]:
    """What was imported on this laptop with the names of who did it, the latest first."""
    with workplace.store.read() as reader:
        names = {one.id: one.name for one in reader.find(Colleague)} | {
            workplace.colleague.id: workplace.colleague.name
        }
        return [DoneImport(run, names.get(run.actor, "")) for run in import_runs(reader)]


def save_findings(plan: ImportPlan, path: Path) -> None:
    """Writes what is left out and what is doubtful as a list for whoever mends the file: row, field, reason.

    A spreadsheet runs none of it: what looks like a formula gets an apostrophe before it.

    Raises:
        WorldFault: ``cannot-write``.
    """
    found = [(_("left out"), one) for one in plan.rejected] + [(_("to look at"), one) for one in plan.warnings]
    head = (_("Table"), _("Row"), _("State"), _("Field"), _("What is the matter"))
    lines = [(one.table, str(one.row or ""), state, field_label(one.field), one.reason) for state, one in found]
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerows([guarded(cell) for cell in line] for line in (head, *lines))
    except OSError as fault:
        raise WorldFault("cannot-write", file=path.name) from fault


def names_of(columns: Sequence[str]) -> str:
    """Columns in a sentence: the first of them, and how many more there are."""
    more = len(columns) - _NAMED
    told = [*columns[:_NAMED], *([_("and {n} more", n=more)] if more > 0 else [])]
    return ", ".join(text[:_SHOWN] for text in told)


def headers_told(headers: Mapping[str, int]) -> str:
    """From which row the names of the columns came, by table; empty where no row names them."""
    if len(headers) < 2:  # noqa: PLR2004 - of one table the name need not be told
        return "".join(_("The names of the columns were read from row {row}.", row=row) for row in headers.values())
    rows = "; ".join(_("{table}, row {row}", table=table[:_SHOWN], row=row) for table, row in headers.items())
    return _("The names of the columns were read from: {rows}.", rows=rows)


def known_sources(kind: str) -> tuple[SourceMapping, ...]:
    """The sources whose columns the program knows, for one kind of file."""
    return shipped(kind)
