"""From a value that travels to the row that is stored, and back. Rows never leave this room."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from pydantic import ValidationError

from desktop.models.base import Value
from desktop.models.faults import RuleBroken
from desktop.models.tables import SYNCED
from desktop.rules.validation import rule_broken

if TYPE_CHECKING:
    from sqlalchemy import Dialect, Table
    from sqlmodel import SQLModel

V = TypeVar("V", bound=Value)

_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character that is written in two parts (a surrogate)."""


def _fields(row: type[SQLModel]) -> type[SQLModel]:
    return cast("type[SQLModel]", row.__bases__[0])


def _table(row: type[SQLModel]) -> Table:
    return cast("Table", row.__table__)  # type: ignore[attr-defined]  # SQLModel adds it to table classes only


_TABLES: dict[type, Table] = {_fields(row): _table(row) for row in SYNCED}

KINDS: dict[str, type[Value]] = {
    _TABLES[fields].name: kind for kind in Value.__subclasses__() for fields in kind.__bases__ if fields in _TABLES
}
"""The value class by table name, for whoever reads the journal."""

TABLES: dict[str, Table] = {table.name: table for table in _TABLES.values()}
"""The journalled tables by name, parents before children."""


def table_of(kind: type[Value]) -> Table:
    """The table that a kind of value is stored in.

    Raises:
        TypeError: The kind is no stored one (a bug).
    """
    found = next((_TABLES[base] for base in kind.__mro__ if base in _TABLES), None)
    if found is None or not issubclass(kind, Value):
        raise TypeError(f"{kind.__name__} is not a kind of value that is stored")
    return found


def to_row(value: Value) -> dict[str, Any]:
    """The columns of a value.

    Raises:
        RuleBroken: ``not-valid`` on a field whose text, or one of whose texts, has a zero in it or half a character.
    """
    row = value.model_dump()
    for name, content in row.items():
        if isinstance(content, str):
            # SQLite's JSON functions end a text at a zero: the journal would lose what follows.
            if "\x00" in content:
                raise RuleBroken("not-valid", name)
        elif isinstance(content, dict) and not all(map(is_keepable, (*content, *content.values()))):
            raise RuleBroken("not-valid", name)
    return row


def is_keepable(text: object) -> bool:
    """False for a text that no store holds: with a zero in it, or half a character, as a damaged paste can have."""
    return not isinstance(text, str) or ("\x00" not in text and not _HALF.search(text))


class Insertion(NamedTuple):
    """How values of one kind are put into their table, worked out once: SQLAlchemy would for every row of thousands.

    Attributes:
        statement: SQL with a place for every column.
        take: Gives a row's columns in the order of the statement.
        processors: What becomes of the columns that SQLite does not take as they are.
    """

    statement: str
    take: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    processors: tuple[tuple[str, Callable[[Any], Any]], ...]

    def parameters(self, value: Value) -> tuple[Any, ...]:
        """A value as the statement takes it; raises as `to_row`."""
        row = to_row(value)
        for name, process in self.processors:
            row[name] = process(row[name])
        return self.take(row)


@lru_cache(maxsize=200)
def insertion(kind: type[Value], dialect: Dialect) -> Insertion:
    """For values of a kind in a store whose engine speaks this dialect."""
    table = table_of(kind)
    names = [column.name for column in table.columns]
    of_column = {column.name: column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns}
    marks = ", ".join("?" * len(names))
    quoted = ", ".join(f'"{name}"' for name in names)
    return Insertion(
        f"INSERT INTO {table.name} ({quoted}) VALUES ({marks})",  # noqa: S608 - our own table
        itemgetter(*names),
        tuple((name, process) for name, process in of_column.items() if process),
    )


def to_value(kind: type[V], row: Mapping[Any, Any]) -> V:
    """The value of a row, validated."""
    return kind.model_validate(dict(row))


def validated(kind: type[V], fields: Mapping[str, Any]) -> V:
    """A value of these fields.

    Raises:
        RuleBroken: The first field outside its limits, as `desktop.rules.validation.rule_broken` says it.
        ValueError: A field that the kind does not have (a bug).
    """
    try:
        return kind.model_validate(dict(fields))
    except ValidationError as error:
        raise rule_broken(error) from None
