"""What colleagues have not seen yet, as acts: the form in which a person remembers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.store.reader import Reader

_ACTS = """
SELECT act_id, min(act) AS act, count(DISTINCT tbl || row_id) AS rows, min(made_at) AS made_at,
    group_concat(DISTINCT tbl) AS tables
FROM journal WHERE pushed = 0 GROUP BY act_id ORDER BY min(seq)
"""


@dataclass(frozen=True)
class WaitingAct:
    """One act that has not been shared yet."""

    act_id: str
    act: str
    """The person's verb, as an English text of the catalogue."""
    rows: int
    tables: tuple[str, ...]
    """Kinds of things it touched."""
    made_at: datetime


def acts(reader: Reader) -> list[WaitingAct]:
    """The oldest first."""
    found = reader.connection.exec_driver_sql(_ACTS).all()
    return [
        WaitingAct(act_id, act, rows, tuple(sorted(tables.split(","))), datetime.fromisoformat(made_at))
        for act_id, act, rows, made_at, tables in found
    ]
