"""Conflicts that wait for a decision, and in which case they stand."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from desktop.store.reader import Reader


@dataclass(frozen=True)
class OpenConflict:
    """Two edits that met. `case_id` is empty when the record is of no case, or of one that is not looked for."""

    id: str
    table: str
    field: str
    case_id: str


_OPEN = text("""
SELECT f.id, f.tbl, f.field, coalesce(
    (SELECT id FROM case_file WHERE f.tbl = 'case_file' AND id = f.row_id),
    (SELECT max(id) FROM case_file WHERE f.tbl = 'resident' AND resident_id = f.row_id),
    (SELECT case_id FROM indication WHERE f.tbl = 'indication' AND id = f.row_id),
    (SELECT case_id FROM conversation WHERE f.tbl = 'conversation' AND id = f.row_id),
    (SELECT case_id FROM goal WHERE f.tbl = 'goal' AND id = f.row_id),
    (SELECT case_id FROM alternative WHERE f.tbl = 'alternative' AND id = f.row_id),
    (SELECT case_id FROM support_plan WHERE f.tbl = 'support_plan' AND id = f.row_id),
    ''
) AS case_id
FROM conflict AS f WHERE f.resolution IS NULL ORDER BY f.noticed_at, f.id
""")


def has_open_conflict(reader: Reader, table: str, row_id: str) -> bool:
    """True while two edits of that record wait for a person."""
    query = "SELECT EXISTS (SELECT 1 FROM conflict WHERE resolution IS NULL AND tbl = ? AND row_id = ?)"
    return bool(reader.connection.exec_driver_sql(query, (table, row_id)).scalar_one())


def open_conflicts(reader: Reader) -> list[OpenConflict]:
    """All that nobody decided yet, the oldest first."""
    return [OpenConflict(*row) for row in reader.connection.execute(_OPEN)]
