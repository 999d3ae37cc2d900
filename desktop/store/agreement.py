"""Does the journal, told from its beginning, end in the rows that are there? If not, something went round it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from desktop.store.mapping import TABLES
from desktop.store.triggers import journal_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.store.reader import Reader

_STORY = "SELECT row_id, kind, changes FROM journal WHERE tbl = ? AND wiped = 0 ORDER BY row_id, seq"


def journal_differs(reader: Reader) -> list[str]:
    """The tables that hold other rows than the journal tells of, with how many."""
    found = ((name, _differing(reader, name)) for name in TABLES)
    return [f"{name}: {count}" for name, count in found if count]


def _differing(reader: Reader, table: str) -> int:
    told = _told(reader, table)
    count = 0
    for row_id, values in _present(reader, table):
        if not _same(told.pop(row_id, None), values):
            count += 1
    return count + len(told)


def _same(told: dict[str, Any] | None, present: dict[str, Any]) -> bool:
    """A field that a migration added since is in the row, empty, and not in the story."""
    return told is not None and told == {field: value for field, value in present.items() if value or field in told}


def _told(reader: Reader, table: str) -> dict[str, dict[str, Any]]:
    """Every row that should be there, with its fields that are not empty."""
    rows: dict[str, dict[str, Any]] = {}
    for row_id, kind, changes in reader.connection.exec_driver_sql(_STORY, (table,)):
        if kind == "delete":
            rows.pop(row_id, None)
            continue
        row = rows.setdefault(row_id, {})
        for field, (_old, new) in json.loads(changes).items():
            row[field] = new
    return {row_id: _filled(row) for row_id, row in rows.items()}


def _present(reader: Reader, table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    columns = [column for column in TABLES[table].columns if column.name != "id"]
    pairs = ", ".join(f"'{column.name}', {journal_form(column)}" for column in columns)
    query = f"SELECT id, json_object({pairs}) FROM {table}"  # noqa: S608 - names of our own columns
    for row_id, text in reader.connection.exec_driver_sql(query):
        yield row_id, _filled(json.loads(text))


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in row.items() if value is not None}
