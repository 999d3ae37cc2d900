"""Which column of a source is which field: told once by a person, remembered, known again by its columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.exchange.cells import one_line, plain_text
from desktop.exchange.heading import Heading
from desktop.exchange.making import Goal, goals, guess, make, read_written, written
from desktop.exchange.mapping import known_names
from desktop.exchange.reading import read_source
from desktop.language import N_
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.upkeep import ImportMapping
from desktop.rules.permissions import Act, require
from desktop.store.mapping import validated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from desktop.exchange.mapping import Mapping as Source
    from desktop.models.changes import ChangeSet
    from desktop.services.workplace import Workplace
    from desktop.store.reader import Reader

_EXAMPLES = 3
_EXAMPLE_LETTERS = 40


@dataclass(frozen=True)
class ColumnSeen:
    """A column of a file, with what stands in it.

    Attributes:
        name: As columns are compared: small letters.
        examples: The first few different values.
        goal: What it probably is; empty when its name does not say.
    """

    name: str
    examples: tuple[str, ...]
    goal: str


@dataclass(frozen=True)
class FileSeen:
    """A file to be mapped: its largest table.

    Attributes:
        columns: In the order of the file, as far as it has one.
        table: Its name.
        header: The row that was taken for the names of the columns; 0 where none is, as in JSON.
        first_lines: By row what stands in the first lines, for whoever knows better which names the columns.
        goals: Where they can go; empty when files of this kind are never mapped by hand.
    """

    file: str
    kind: str
    columns: tuple[ColumnSeen, ...]
    goals: tuple[Goal, ...]
    table: str = ""
    header: int = 0
    first_lines: tuple[tuple[int, tuple[str, ...]], ...] = ()


def heading_of(workplace: Workplace, kind: str, rows: Mapping[str, int]) -> Heading:
    """What is known of where the names of columns stand: the names themselves, remembered ones too, and what was told.

    Args:
        workplace: Where.
        kind: What the file is imported as.
        rows: Row by table, as a person chose it.
    """
    with workplace.store.read() as reader:
        own = [one.columns for one in reader.find(ImportMapping) if one.kind == kind]
    return Heading(known_names().union(*own), rows)


def look_into(workplace: Workplace, path: Path, kind: str, rows: Mapping[str, int] | None = None) -> FileSeen:
    """The columns of a file, with examples and what they probably are.

    Args:
        workplace: Where.
        path: The file.
        kind: What it is imported as.
        rows: The row that names the columns, by table, where a person chose it.

    Raises:
        WorldFault: As `desktop.exchange.reading.read_source`.
    """
    source = read_source(path, heading_of(workplace, kind, rows or {}))
    table = max(source.tables, key=lambda table: len(table.rows))
    names = list(dict.fromkeys(column for row in table.rows[:100] for column in row.cells))
    meant = guess(kind, names)
    seen = []
    for name in names:
        texts = (one_line(plain_text(row.cells.get(name)) or "")[:_EXAMPLE_LETTERS] for row in table.rows[:500])
        examples = tuple(dict.fromkeys(filter(None, texts)))[:_EXAMPLES]
        seen.append(ColumnSeen(name, examples, meant.get(name, "")))
    return FileSeen(source.file, kind, tuple(seen), goals(kind), table.name, table.header, table.first_lines)


def remember_mapping(workplace: Workplace, kind: str, name: str, chosen: Mapping[str, str]) -> ChangeSet:
    """Keeps which column is which field; a mapping of the same name and kind is replaced.

    Args:
        workplace: Where.
        kind: What the file is imported as.
        name: What the person calls the source.
        chosen: Goal by column, as `look_into` offered them.

    Raises:
        RuleBroken: ``required``, ``column-not-chosen``, ``column-chosen-twice``, ``too-long``, ``not-allowed``.
    """
    require(workplace.role, Act.IMPORT_MAP)
    source = make(kind, name, chosen)
    told = {"columns": tuple(sorted(chosen)), "content": written(source)}
    with workplace.work(N_("Remember columns")) as uow:
        before = [one for one in uow.find(ImportMapping, name=source.name) if one.kind == kind]
        if before:
            uow.change(ImportMapping, before[0].id, **told)
        else:
            uow.add(validated(ImportMapping, {"name": source.name, "kind": kind, **told}))
        return uow.commit()


def rename_mapping(workplace: Workplace, mapping_id: str, name: str) -> ChangeSet:
    """Gives a remembered mapping another name; what was imported with it keeps its source.

    Raises:
        RuleBroken: ``gone``, ``required`` (name), ``too-long``, ``not-allowed``.
    """
    require(workplace.role, Act.IMPORT_MAP)
    if not name.strip():
        raise RuleBroken("required", "name")
    with workplace.work(N_("Rename columns")) as uow:
        uow.change(ImportMapping, mapping_id, name=name.strip())
        return uow.commit()


def forget_mapping(workplace: Workplace, mapping_id: str) -> ChangeSet:
    """Forgets which column is which field; what was imported stays.

    Raises:
        RuleBroken: ``gone``, ``not-allowed``.
    """
    require(workplace.role, Act.IMPORT_MAP)
    with workplace.work(N_("Forget columns")) as uow:
        uow.remove(ImportMapping, mapping_id)
        return uow.commit()


def mappings(workplace: Workplace) -> tuple[ImportMapping, ...]:
    """What is remembered, by name."""
    with workplace.store.read() as reader:
        return tuple(sorted(reader.find(ImportMapping), key=lambda one: (one.name.lower(), one.id)))


def remembered(reader: Reader, kind: str, columns: Iterable[frozenset[str]]) -> Source | None:
    """The remembered mapping that fits the columns of one of the tables; of several the one that asks for most.

    A remembered mapping that cannot be read any more is passed over: the person is asked again.
    """
    tables = tuple(columns)
    fitting = [
        one
        for one in reader.find(ImportMapping)
        if one.kind == kind and any(set(one.columns) <= table for table in tables)
    ]
    for one in sorted(fitting, key=lambda one: (len(one.columns), one.id), reverse=True):
        try:
            return read_written(one.content, one.name)
        except WorldFault:
            continue
    return None
