"""A mapping says which column of a source is which field of ours. It is data: one importer reads them all.

The shipped ones stand in ``resources/mappings``; a person may hand in another file of the same form.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from desktop.exchange.tables import Row, Table, column_name
from desktop.exchange.targets import KINDS as RECORDS
from desktop.language.places import resource
from desktop.models.faults import WorldFault

KINDS = ("services", "providers", "waiting-times", "hsds", "places")
"""What a file may be imported as."""

_NO_NAME = 2
"""Letters."""

Target = Literal["place", "organisation", "provider", "community_service", "location", "availability_report"]


Column = Annotated[str, AfterValidator(column_name)]
"""A column's name, as it is compared."""


class Part(BaseModel):
    """A part of a mapping: a key nobody knows is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Take(Part):
    """How a field's value is taken from a row; the steps are done in the order they stand here."""

    columns: tuple[Column, ...] = Field(
        default=(), description="A long text and a set take all that are filled, a short text the first"
    )
    constant: str | bool | tuple[str, ...] | None = Field(default=None, description="The same for every row")
    extract: Literal["", "phone", "email", "url", "postal_code"] = Field(
        default="", description="The first in the text"
    )
    pattern: str = Field(default="", description="Regular expression; its first group, or no value where it is absent")
    split: str = Field(default="", description="Regular expression between members; a text has them joined by commas")
    first: bool = Field(default=False, description="True: of the members only the first that is left")
    doubt: tuple[str, ...] = Field(default=(), description="Values that say nothing: left out with a warning")
    values: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="What a value of the source means here"
    )
    contains: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="Idem, where the text holds the key")
    strict: bool = Field(default=False, description="True: a value that `values` and `contains` lack is left out")
    written: str = Field(default="", description="Sentence with {} where the value goes")
    true_when: str = Field(default="", description="Regular expression the text must match to be true; else not known")
    no_limit: tuple[int, ...] = Field(default=(200, 999), description="Ages that mean: no limit")
    wanted: bool = Field(default=False, description="True: a warning where it is empty")

    @field_validator("pattern", "split", "true_when")
    @classmethod
    def compiles(cls, text: str) -> str:
        """Refuses what is no regular expression."""
        try:
            re.compile(text)
        except re.error as fault:
            raise ValueError(f"{text}: {fault}") from fault
        return text

    @field_validator("written")
    @classmethod
    def takes_one_value(cls, text: str) -> str:
        """Refuses a sentence with another place to fill in than {}."""
        if any(name is not None and (name, form, turn) != ("", "", None) for _, name, form, turn in _parts(text)):
            raise ValueError(f"{text}: only {{}} is filled in")
        return text


class TakeWait(Part):
    """A wait: the text as published, and the number of weeks beside it."""

    text: Column = ""
    weeks: Column = ""
    zero_beside: Column = Field(default="", description="Column that says what the wait is for")
    zero_doubtful: tuple[str, ...] = Field(default=(), description="Where it holds one of these, 0 weeks is doubted")


class Link(Part):
    """Which record another one belongs to."""

    to: Target
    columns: tuple[Column, ...] = Field(default=(), description="Its key; empty means: the one made from the same row")
    required: bool = Field(default=True, description="True: without it the row is refused")


class RecordRule(Part):
    """A record that is made of every row."""

    kind: Target
    key: tuple[Column, ...] = Field(default=(), description="Columns that tell one from another at the source")
    key_also: tuple[Column, ...] = Field(default=(), description="Tell apart the later rows whose key was seen before")
    key_fields: tuple[str, ...] = Field(
        default=(), description="Fields of ours that are the key instead, for a kind that keeps no source"
    )
    match_name: bool = Field(default=False, description="True: one of the same name from elsewhere is the same one")
    merge: bool = Field(default=False, description="True: rows with one key make one record together")
    fields: dict[str, Take] = Field(default_factory=dict)
    intake: TakeWait | None = None
    start: TakeWait | None = None
    links: dict[str, Link] = Field(default_factory=dict, description="By the field that holds the other's id")

    @model_validator(mode="after")
    def has_these_fields(self) -> Self:
        """Refuses a field that such a record does not have."""
        waits = {name for name in ("intake", "start") if getattr(self, name) and self.kind != "availability_report"}
        strange = sorted(({*self.fields, *self.links, *self.key_fields} - {*RECORDS[self.kind].model_fields}) | waits)
        if strange:
            raise ValueError(f"{self.kind}: {', '.join(strange)}")
        return self


class TableRule(Part):
    """A table of the source: a file, a sheet, or a list in a JSON document."""

    name: str = Field(default="", description="Stem of the file or name of the sheet; empty means: any")
    needs: tuple[Column, ...] = Field(min_length=1, description="Columns without which it is not this table")
    also_called: dict[Column, Column] = Field(default_factory=dict, description="Our column by another name for it")
    records: tuple[RecordRule, ...] = Field(min_length=1, description="The last one is what a row is counted as")


class Mapping(Part):
    """A source of the social map."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    name: str = Field(description="As people call the source")
    source: str = Field(description="Kept with every entry; two mappings of one source share it")
    kind: Literal["services", "providers", "waiting-times", "hsds", "places"]
    empty: tuple[str, ...] = Field(
        default=("n/a", "n.v.t.", "null", "none"), description="Texts that stand for nothing"
    )
    tables: tuple[TableRule, ...] = Field(min_length=1)

    @cached_property
    def nothing(self) -> frozenset[str]:
        """`empty`, in small letters."""
        return frozenset(text.lower() for text in self.empty)


def _parts(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """The parts of a sentence with places to fill in; a stray brace raises ValueError."""
    return list(Formatter().parse(text))


def read_mapping(path: Path) -> Mapping:
    """Reads a mapping file.

    Raises:
        WorldFault: ``mapping-not-found``, or ``mapping-broken`` with the place of the fault.
    """
    try:
        return Mapping.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as fault:
        raise WorldFault("mapping-not-found", file=path.name) from fault
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise WorldFault("mapping-broken", file=path.name, where=where, text=first["msg"]) from fault
    except (ValueError, RecursionError) as fault:
        raise WorldFault("mapping-broken", file=path.name, where="", text=str(fault)[:200]) from fault


def shipped(kind: str) -> tuple[Mapping, ...]:
    """The mappings that come with the program for one kind of file, ordered by id."""
    every = (read_mapping(path) for path in sorted(resource("mappings").glob("*.toml")))
    return tuple(mapping for mapping in every if mapping.kind == kind)


@cache
def known_names() -> frozenset[str]:
    """Every name of a column that a shipped mapping reads, by whatever name it goes; a letter or two is no name.

    Some sources call a column ``a``, and a value may well be one letter.
    """
    every = chain.from_iterable(names_in(mapping) for kind in KINDS for mapping in shipped(kind))
    return frozenset(name for name in every if len(name) > _NO_NAME)


def names_in(mapping: Mapping) -> frozenset[str]:
    """Every name of a column that a mapping reads, by whatever name it goes."""
    return frozenset(chain.from_iterable((*_read_by(rule), *rule.also_called) for rule in mapping.tables)) - {""}


def recognise(kind: str, columns: Iterable[frozenset[str]]) -> Mapping:
    """The shipped mapping that fits the tables' columns; of several the one that asks for most.

    Raises:
        WorldFault: ``columns-missing`` naming them, when a mapping fits for at least half; else ``mapping-unknown``.
    """
    tables = tuple(columns)
    known = shipped(kind)
    fitting = [
        (len(rule.needs), mapping)
        for mapping in known
        for rule in mapping.tables
        for found in tables
        if not lacking(rule, found)
    ]
    if fitting:
        return max(fitting, key=lambda pair: pair[0])[1]
    near = [(rule, lacking(rule, found)) for mapping in known for rule in mapping.tables for found in tables]
    rule, missing = min(near, key=lambda pair: len(pair[1]) / len(pair[0].needs), default=(None, ()))
    if rule is None or len(missing) * 2 > len(rule.needs):
        raise WorldFault("mapping-unknown", known=tuple(mapping.name for mapping in known))
    raise WorldFault("columns-missing", columns=missing)


def lacking(rule: TableRule, columns: frozenset[str]) -> tuple[str, ...]:
    """The columns a table needs and does not have."""
    called = {rule.also_called.get(name, name) for name in columns}
    return tuple(name for name in rule.needs if name not in called)


def is_read(mapping: Mapping, table: Table) -> bool:
    """True for a table of which the mapping makes something."""
    return any(not lacking(rule, table.columns) for rule in mapping.tables)


def not_read(mapping: Mapping, tables: Iterable[Table]) -> tuple[str, ...]:
    """The columns of a file that the mapping does nothing with, in the order of the alphabet; of HSDS none is told."""
    left: set[str] = set()
    for table in tables if mapping.kind != "hsds" else ():
        rules = [
            (_our_names(rule, table), _read_by(rule)) for rule in mapping.tables if not lacking(rule, table.columns)
        ]
        if rules:
            left |= {c for c in table.columns if not any(names.get(c) in read for names, read in rules)}
    return tuple(sorted(left))


def _read_by(rule: TableRule) -> frozenset[str]:
    found = {*rule.needs}
    for record in rule.records:
        found.update(record.key, record.key_also)
        found.update(column for take in record.fields.values() for column in take.columns)
        found.update(column for link in record.links.values() for column in link.columns)
        for wait in filter(None, (record.intake, record.start)):
            found.update((wait.text, wait.weeks, wait.zero_beside))
    return frozenset(found)


def by_our_names(rule: TableRule, table: Table) -> Table:
    """The table under the rule's names for its columns; a column that has our name already is never replaced."""
    if rule.also_called.keys().isdisjoint(table.columns):
        return table
    names = {c: ours for c, ours in _our_names(rule, table).items() if c != ours}
    return replace(
        table, columns=table.columns | {*names.values()}, rows=tuple(_renamed(row, names) for row in table.rows)
    )


def _our_names(rule: TableRule, table: Table) -> dict[str, str]:
    """The rule's name by column; of several columns for one name the first in the alphabet has it."""
    names = {c: c for c in table.columns if c not in rule.also_called}
    taken = set(names)
    for column in sorted(table.columns & rule.also_called.keys()):
        if rule.also_called[column] not in taken:
            names[column] = rule.also_called[column]
            taken.add(names[column])
    return names


def _renamed(row: Row, names: dict[str, str]) -> Row:
    cells = {names.get(column, column): cell for column, cell in row.cells.items()}
    return replace(row, cells={**cells, **{c: v for c, v in row.cells.items() if c not in names}})
