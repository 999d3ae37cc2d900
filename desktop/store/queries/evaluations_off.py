"""Evaluations that were planned and taken off: the journal still knows the day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from desktop.store.reader import Reader

_GONE = text("""
WITH gone AS (
    SELECT DISTINCT row_id FROM journal WHERE tbl = 'evaluation' AND row_id NOT IN (SELECT id FROM evaluation)
)
SELECT DISTINCT json_extract(j.changes, '$.due_on[0]') FROM gone AS g
JOIN journal AS j ON j.tbl = 'evaluation' AND j.row_id = g.row_id
WHERE j.kind = 'delete' AND j.act <> 'Undo' AND json_extract(j.changes, '$.indication_id[0]') = :indication
ORDER BY 1
""")


def evaluations_taken_off(reader: Reader, indication_id: str) -> tuple[date, ...]:
    """The days of this help's evaluations that no longer stand; planning that was undone never was planned."""
    rows = reader.connection.execute(_GONE, {"indication": indication_id})
    return tuple(date.fromisoformat(day) for (day,) in rows)
