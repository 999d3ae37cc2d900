"""The laptop's own rows in the form in which they travel."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desktop.store.mapping import TABLES
from desktop.store.triggers import journal_form
from desktop.sync.arrival import Key
from desktop.sync.digest import of_rows
from desktop.sync.vocabulary import Json, kinds, referring

if TYPE_CHECKING:
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.protocol import Digest

_ROWS_AT_ONCE = 500


def read_row(reader: Reader, key: Key) -> dict[str, Json] | None:
    """A row's fields without its id; None when it is not there."""
    found = reader.connection.exec_driver_sql(f"{_as_json(key[0])} WHERE id = ?", (key[1],)).one_or_none()
    return None if found is None else _values(key[0], found[1])


def read_table(reader: Reader, table: str) -> Iterable[tuple[str, dict[str, Json]]]:
    """Every row with its id, by id."""
    result = reader.connection.exec_driver_sql(f"{_as_json(table)} ORDER BY id")
    for row_id, text in result.yield_per(_ROWS_AT_ONCE):
        yield row_id, _values(table, text)


def digest_of(reader: Reader, table: str) -> Digest:
    """The table in two numbers, as the central store reckons them."""
    return of_rows(kinds()[table], read_table(reader, table))


def count_rows(reader: Reader) -> int:
    """Rows of all synced tables together."""
    counts = (select(func.count()).select_from(table) for table in TABLES.values())
    return sum(reader.connection.execute(count).scalar_one() for count in counts)


def is_there(reader: Reader, key: Key) -> bool:
    """True when the row stands in the store."""
    column = TABLES[key[0]].c.id
    return reader.connection.execute(select(column).where(column == key[1])).first() is not None


def put_row(work: UnitOfWork, key: Key, values: Mapping[str, Json]) -> None:
    """Adds a row.

    Raises:
        ValueError: When a value is none that the field can hold, or one is missing.
    """
    kind = kinds()[key[0]]
    full = kind.full(values)
    if kind.missing(full) or full.keys() - kind.shapes.keys():
        raise ValueError("the fields are not those of the table")
    work.connection.execute(TABLES[key[0]].insert().values(id=key[1], **_native(key[0], full)))


def change_row(work: UnitOfWork, key: Key, values: Mapping[str, Json]) -> None:
    """Gives a row other values for these fields.

    Raises:
        ValueError: When a value is none that the field can hold.
    """
    table = TABLES[key[0]]
    if values:
        work.connection.execute(table.update().where(table.c.id == key[1]).values(_native(key[0], values)))


def drop_row(work: UnitOfWork, key: Key) -> None:
    """Takes a row away, if it is there."""
    table = TABLES[key[0]]
    work.connection.execute(table.delete().where(table.c.id == key[1]))


def torn(reader: Reader, touched: Iterable[Key]) -> set[Key]:
    """Of these rows, the ones that name a row that is not there, or that are gone while another still names them."""
    return {key for key in touched if _is_torn(reader, key)}


def _is_torn(reader: Reader, key: Key) -> bool:
    kind, table = kinds()[key[0]], TABLES[key[0]]
    if not kind.references and not _referring_to(key[0]):
        return False
    columns = [table.c.id, *(table.c[name] for name in kind.references)]
    found = reader.connection.execute(select(*columns).where(table.c.id == key[1])).mappings().one_or_none()
    if found is None:
        return any(_names(reader, other, field, key[1]) for other, field in _referring_to(key[0]))
    named = [(target, found[name]) for name, target in kind.references.items()]
    return any(row_id is not None and not is_there(reader, (target, row_id)) for target, row_id in named)


def _names(reader: Reader, table: str, field: str, row_id: str) -> bool:
    column = TABLES[table].c[field]
    return reader.connection.execute(select(column).where(column == row_id).limit(1)).first() is not None


@cache
def _referring_to(table: str) -> tuple[tuple[str, str], ...]:
    return tuple((other, field) for other, field, target in referring() if target == table)


@cache
def _as_json(table: str) -> str:
    columns = [column for column in TABLES[table].columns if column.name != "id"]
    pairs = ", ".join(f"'{column.name}', {journal_form(column)}" for column in columns)
    return f"SELECT id, json_object({pairs}) FROM {table}"  # noqa: S608 - names of our own tables and columns


@cache
def _instants(table: str) -> tuple[str, ...]:
    """Fields whose form in the database is not yet the one that travels."""
    return tuple(name for name, shape in kinds()[table].shapes.items() if shape.is_instant)


def _values(table: str, text: str) -> dict[str, Json]:
    values: dict[str, Json] = json.loads(text)
    for name in _instants(table):
        values[name] = kinds()[table].shapes[name].canonical(values[name])
    return values


def _native(table: str, values: Mapping[str, Json]) -> dict[str, object]:
    shapes = kinds()[table].shapes
    unknown = values.keys() - shapes.keys()
    if unknown:
        raise ValueError(f"no field {min(unknown)}")
    return {name: shapes[name].native(value) for name, value in values.items()}
