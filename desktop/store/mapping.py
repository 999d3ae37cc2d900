"""From a value that travels to the row that is stored, and back. Rows never leave this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import ValidationError

from desktop.models.base import Value
from desktop.models.faults import RuleBroken
from desktop.models.tables import SYNCED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails
    from sqlalchemy import Table
    from sqlmodel import SQLModel

V = TypeVar("V", bound=Value)

_CODES = {
    "missing": "missing",
    "string_too_short": "too-short",
    "string_too_long": "too-long",
    "greater_than_equal": "too-small",
    "less_than_equal": "too-large",
}

_LIMITS = ("min_length", "max_length", "ge", "le")


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
    """The columns of a value."""
    return value.model_dump()


def to_value(kind: type[V], row: Mapping[Any, Any]) -> V:
    """The value of a row, validated."""
    return kind.model_validate(dict(row))


def validated(kind: type[V], fields: Mapping[str, Any]) -> V:
    """A value of these fields.

    Raises:
        RuleBroken: The first field outside its limits: ``missing``, ``too-short``, ``too-long``, ``too-small``,
            ``too-large`` or ``not-valid``, with the limit as ``limit``.
        ValueError: A field that the kind does not have (a bug).
    """
    try:
        return kind.model_validate(dict(fields))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        if first["type"] == "extra_forbidden":
            raise ValueError(f"{kind.__name__} has no field {first['loc'][0]}") from None
        raise _broken(first) from None


def _broken(first: ErrorDetails) -> RuleBroken:
    context = first.get("ctx", {})
    limits = [context[name] for name in _LIMITS if name in context]
    field = str(first["loc"][0]) if first["loc"] else ""
    return RuleBroken(_CODES.get(first["type"], "not-valid"), field, **({"limit": limits[0]} if limits else {}))
