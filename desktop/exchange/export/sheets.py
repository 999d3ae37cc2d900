"""The social map as four lists, for people with a spreadsheet: what format they get is not decided here.

The columns of community services, providers and availability are the ones of the shipped mappings for lists of one's
own: what is exported can be imported again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.exchange.mapping import RecordRule, Take, shipped
from desktop.models.kinds import Law
from desktop.models.labels import LABELS

if TYPE_CHECKING:
    from desktop.models.base import Value

Cell = str | int | float | bool | date | tuple[str, ...] | None

SERVICES, PROVIDERS, CONTRACTED, AVAILABILITY = "voorzieningen", "aanbieders", "gecontracteerd", "beschikbaarheid"
"""Names of the lists; of the files too."""

MEMBERS_BETWEEN = " | "


@dataclass(frozen=True)
class Sheet:
    """One list.

    Attributes:
        columns: The header.
        rows: As long as the header, each.
        count: How many rows there are.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterator[tuple[Cell, ...]]
    count: int


def joined(members: tuple[str, ...]) -> str:
    """A set in one cell; a comma in a member does not divide it when it is read again."""
    text = MEMBERS_BETWEEN.join(members)
    return f"{text} |" if any(mark in text for mark in ",;") else text


def columns_of(rule: RecordRule) -> dict[str, str]:
    """The column of every field that a mapping reads."""
    return {field: take.columns[0] for field, take in rule.fields.items() if take.columns}


def rule_of(kind: str, record: str) -> RecordRule:
    """How a list of one's own is read, from the shipped mapping of that name."""
    mapping = next(mapping for mapping in shipped(kind) if mapping.id == kind)
    return next(rule for table in mapping.tables for rule in table.records if rule.kind == record)


def in_its_words(take: Take, value: object) -> str:
    """The word by which the mapping knows a value of a closed list."""
    return next((word for word, meant in take.values.items() if meant == (value,)), str(value))


def of_entries(kind: str, record: str, name: str, entries: tuple[Value, ...]) -> Sheet:
    """Community services or providers, a column for each field of the mapping, and the id."""
    rule = rule_of(kind, record)
    columns = columns_of(rule)

    def rows() -> Iterator[tuple[Cell, ...]]:
        for entry in entries:
            yield (*(_cell(rule, field, getattr(entry, field)) for field in columns), str(getattr(entry, "id", "")))

    return Sheet(name, (*columns.values(), "id"), rows(), len(entries))


def _cell(rule: RecordRule, field: str, value: Cell) -> Cell:
    if field == "laws" and isinstance(value, tuple):
        return tuple(LABELS[Law(law)] if law in Law.__members__.values() else law for law in value)
    take = rule.fields[field]
    return in_its_words(take, value) if take.values else value
