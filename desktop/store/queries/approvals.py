"""What waits for a second person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import text

from desktop.store.reader import Reader


@dataclass(frozen=True)
class HandedIn:
    """An indication that was handed in, with whom it is for."""

    indication_id: str
    case_id: str
    first_names: str
    initials: str
    prefix: str
    last_name: str
    lot: str
    segment: str
    product: str
    author_id: str
    author: str
    handed_in_at: datetime
    """UTC."""


_HANDED_IN = text("""
SELECT i.id AS indication_id, i.case_id, r.first_names, r.initials, r.prefix, r.last_name, i.lot, i.segment, i.product,
    i.author AS author_id, coalesce(k.name, '') AS author,
    coalesce(i.handed_in_at, '1970-01-01 00:00:00') AS handed_in_at
FROM indication AS i JOIN case_file AS c ON c.id = i.case_id JOIN resident AS r ON r.id = c.resident_id
LEFT JOIN colleague AS k ON k.id = i.author
WHERE i.status = 'handed-in' ORDER BY handed_in_at, i.id
""")


def handed_in(reader: Reader) -> list[HandedIn]:
    """The longest waiting first."""
    rows = reader.connection.execute(_HANDED_IN).mappings()
    return [HandedIn(**{**row, "handed_in_at": _moment(row["handed_in_at"])}) for row in rows]


def _moment(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)
