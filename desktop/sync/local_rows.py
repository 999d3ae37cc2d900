"""The laptop's own rows in the form in which they travel."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json
from sqlalchemy import func, select

from desktop.store.mapping import TABLES
from desktop.store.triggers import journal_form
from desktop.sync.arrival import Key
from desktop.sync.digest import of_rows
from desktop.sync.vocabulary import Json, kinds, referring

if TYPE_CHECKING:
    from sqlalchemy import Dialect

    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.protocol import Digest

_ROWS_AT_ONCE = 500


def read_row(reader: Reader, key: Key) -> dict[str, Json] | None:
    """A row's fields without its id; None when it is not there."""
    found = _read(reader, key)
    return None if found is None else _values(key[0], found)


def read_as_journalled(reader: Reader, key: Key) -> dict[str, Json] | None:
    """The same in the journal's own form, for whoever writes in the journal."""
    found = _read(reader, key)
    return None if found is None else json.loads(found)


def read_table(reader: Reader, table: str) -> Iterable[tuple[str, dict[str, Json]]]:
    """Every row with its id, by id."""
    result = reader.connection.exec_driver_sql(f"{_as_json(table)} ORDER BY id")
    for row_id, text in result.yield_per(_ROWS_AT_ONCE):
        yield row_id, _values(table, text)


def read_rows(reader: Reader, table: str, ids: Iterable[str]) -> list[tuple[str, dict[str, Json]]]:
    """Of these ids the rows that are there."""
    query = f"{_as_json(table)} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - names of our own tables
    found = reader.connection.exec_driver_sql(query, (json.dumps(list(ids)),)).all()
    return [(row_id, _values(table, text)) for row_id, text in found]


def digest_of(reader: Reader, table: str) -> Digest:
    """The table in two numbers, as the central store reckons them."""
    return of_rows(kinds()[table], read_table(reader, table))


def count_rows(reader: Reader) -> int:
    """Rows of all synced tables together."""
    counts = (select(func.count()).select_from(table) for table in TABLES.values())
    return sum(reader.connection.execute(count).scalar_one() for count in counts)


def table_of(reader: Reader, row_id: str) -> str:
    """In which table a row stands, for who knows its id alone; empty when it is not there."""
    return next((table for table in TABLES if is_there(reader, (table, row_id))), "") if row_id else ""


def is_there(reader: Reader, key: Key) -> bool:
    """True when the row stands in the store."""
    query = f"SELECT 1 FROM {TABLES[key[0]].name} WHERE id = ?"  # noqa: S608 - names of our own tables
    return reader.connection.exec_driver_sql(query, (key[1],)).first() is not None


def put_row(work: UnitOfWork, key: Key, values: Mapping[str, Json]) -> None:
    """Adds a row.

    Raises:
        ValueError: When a value is none that the field can hold, or one is missing.
    """
    put_prepared(work, key[0], [prepared(work, key, kinds()[key[0]].full(values))])


def prepared(reader: Reader, key: Key, full: Mapping[str, Json]) -> list[object]:
    """A row as `put_prepared` takes it.

    Raises:
        ValueError: When a value is none that the field can hold, one is missing, or one is none of the table's.
    """
    table, row_id = key
    line: list[object] = [row_id, *kinds()[table].native(full).values()]
    for place, process in _processed(table, reader.connection.dialect):
        line[place] = process(line[place])
    return line


def put_prepared(work: UnitOfWork, table: str, lines: Iterable[Sequence[object]]) -> None:
    """Adds rows of one table."""
    work.connection.exec_driver_sql(_putting(table), [tuple(line) for line in lines])


def change_row(work: UnitOfWork, key: Key, values: Mapping[str, Json]) -> None:
    """Gives a row other values for these fields.

    Raises:
        ValueError: When a value is none that the field can hold.
    """
    if values:
        change_prepared(work, key[0], tuple(values), [prepared_change(work, key, values)])


def prepared_change(reader: Reader, key: Key, values: Mapping[str, Json]) -> tuple[object, ...]:
    """Other values for some fields of a row, as `change_prepared` takes them.

    Raises:
        ValueError: When a value is none that the field can hold.
    """
    return (*_bound(reader, key[0], values), key[1])


def change_prepared(work: UnitOfWork, table: str, fields: tuple[str, ...], lines: Sequence[tuple[object, ...]]) -> None:
    """Gives rows of one table other values for the same fields."""
    work.connection.exec_driver_sql(_changing(table, fields), list(lines))


def drop_row(work: UnitOfWork, key: Key) -> None:
    """Takes a row away, if it is there."""
    work.connection.exec_driver_sql(f"DELETE FROM {TABLES[key[0]].name} WHERE id = ?", (key[1],))  # noqa: S608 - idem


def by_table(keys: Iterable[Key]) -> dict[str, list[str]]:
    """Ids by table; of tables that this program knows."""
    found: dict[str, list[str]] = {}
    for table, row_id in dict.fromkeys(keys):
        if table in kinds():
            found.setdefault(table, []).append(row_id)
    return found


def torn(reader: Reader, keys: Iterable[Key]) -> set[Key]:
    """Of these rows, the ones that name a row that is not there, or that are gone while another still names them."""
    found: set[Key] = set()
    for table, ids in by_table(keys).items():
        asked = (json.dumps(ids),)
        for query in (_of_some(table, field, target) for field, target in kinds()[table].references.items()):
            found |= {(table, row_id) for (row_id,) in reader.connection.exec_driver_sql(query, asked)}
        query = f"SELECT id FROM {TABLES[table].name} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - idem
        gone = set(ids) - set(reader.connection.exec_driver_sql(query, asked).scalars())
        found |= {(table, row_id) for row_id in gone if is_named(reader, (table, row_id))}
    return found


def is_named(reader: Reader, key: Key) -> bool:
    """True when another row names this one."""
    return any(_names(reader, table, field, key[1]) for table, field in _referring_to(key[0]))


def _names(reader: Reader, table: str, field: str, row_id: str) -> bool:
    query = f"SELECT 1 FROM {TABLES[table].name} WHERE {field} = ? LIMIT 1"  # noqa: S608 - names of our own tables
    return reader.connection.exec_driver_sql(query, (row_id,)).first() is not None


def _of_some(table: str, field: str, target: str) -> str:
    return (
        f"SELECT id FROM {TABLES[table].name} AS t WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - idem
        f" AND {field} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {TABLES[target].name} AS o WHERE o.id = t.{field})"
    )


def naming_missing(reader: Reader, targets: Collection[str]) -> set[Key]:
    """Rows that name one of these tables' rows which is not there."""
    found: set[Key] = set()
    for table, field, target in referring():
        if target in targets:
            query = (
                f"SELECT id FROM {TABLES[table].name} AS r WHERE r.{field} IS NOT NULL"  # noqa: S608 - our own names
                f" AND NOT EXISTS (SELECT 1 FROM {TABLES[target].name} AS t WHERE t.id = r.{field})"
            )
            found |= {(table, row_id) for (row_id,) in reader.connection.exec_driver_sql(query)}
    return found


@cache
def _referring_to(table: str) -> tuple[tuple[str, str], ...]:
    return tuple((other, field) for other, field, target in referring() if target == table)


@cache
def _as_json(table: str) -> str:
    columns = [column for column in TABLES[table].columns if column.name != "id"]
    pairs = ", ".join(f"'{column.name}', {journal_form(column)}" for column in columns)
    return f"SELECT id, json_object({pairs}) FROM {table}"  # noqa: S608 - names of our own tables and columns


def _read(reader: Reader, key: Key) -> str | None:
    found = reader.connection.exec_driver_sql(f"{_as_json(key[0])} WHERE id = ?", (key[1],)).one_or_none()
    return None if found is None else str(found[1])


def _values(table: str, text: str) -> dict[str, Json]:
    values: dict[str, Json] = from_json(text)
    for name in kinds()[table].instants:
        # The database's form is not yet the one that travels.
        values[name] = kinds()[table].shapes[name].canonical(values[name])
    return values


def _bound(reader: Reader, table: str, values: Mapping[str, Json]) -> list[object]:
    """Values as the driver takes them; worked out by hand, for SQLAlchemy takes longer over it than SQLite does."""
    processors = _processors(table, reader.connection.dialect)
    native = _native(table, values)
    return [process(value) if (process := processors[name]) else value for name, value in native.items()]


@lru_cache(maxsize=200)
def _processed(table: str, dialect: Dialect) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """The places in a line of the values that the driver takes in another form, each with what makes that."""
    processors = _processors(table, dialect)
    places = enumerate((processors[name] for name in kinds()[table].shapes), start=1)
    return tuple((place, process) for place, process in places if process)


@lru_cache(maxsize=1_000)
def _changing(table: str, fields: tuple[str, ...]) -> str:
    given = ", ".join(f'"{name}" = ?' for name in fields)
    return f"UPDATE {TABLES[table].name} SET {given} WHERE id = ?"  # noqa: S608 - names of our own tables and columns


@cache
def _putting(table: str) -> str:
    names = ["id", *kinds()[table].shapes]
    quoted, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    return f"INSERT INTO {TABLES[table].name} ({quoted}) VALUES ({marks})"  # noqa: S608 - names of our own tables


@lru_cache(maxsize=200)
def _processors(table: str, dialect: Dialect) -> Mapping[str, Callable[[Any], Any] | None]:
    columns = TABLES[table].columns
    return {column.name: column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns}


def _native(table: str, values: Mapping[str, Json]) -> dict[str, object]:
    shapes = kinds()[table].shapes
    unknown = values.keys() - shapes.keys()
    if unknown:
        raise ValueError(f"no field {min(unknown)}")
    return {name: shapes[name].native(value) for name, value in values.items()}
