"""What a team lead keeps an eye on: approvals entered later than they were given, or that met a closed case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import text

from desktop.store.reader import Reader


@dataclass(frozen=True)
class LateApproval:
    """One of them, with whom it is for and who judged it."""

    indication_id: str
    first_names: str
    initials: str
    prefix: str
    last_name: str
    judged_by: str
    entered_at: datetime
    """UTC."""
    approved_on: date
    why: str
    case_id: str = ""


_LATE = text("""
SELECT i.id AS indication_id, r.first_names, r.initials, r.prefix, r.last_name, coalesce(k.name, '') AS judged_by,
    i.judged_at AS entered_at, json_extract(json_extract(i.rests_on, '$.approved_on'), '$[0]') AS approved_on,
    json_extract(json_extract(i.rests_on, '$.approved_on'), '$[1]') AS why, c.id AS case_id
FROM indication AS i JOIN case_file AS c ON c.id = i.case_id JOIN resident AS r ON r.id = c.resident_id
LEFT JOIN colleague AS k ON k.id = i.judged_by
WHERE i.judged_at >= :since AND json_extract(i.rests_on, '$.approved_on') IS NOT NULL
ORDER BY i.judged_at DESC, i.id
""")


def late_approvals(reader: Reader, since: date) -> list[LateApproval]:
    """Those that were entered since a day, the latest first."""
    rows = reader.connection.execute(_LATE, {"since": since.isoformat()}).mappings()
    return [
        LateApproval(
            **{
                **row,
                "entered_at": datetime.fromisoformat(row["entered_at"]).replace(tzinfo=UTC),
                "approved_on": date.fromisoformat(row["approved_on"]),
            }
        )
        for row in rows
    ]


_IN_CLOSED = text("""
SELECT DISTINCT r.first_names, r.initials, r.prefix, r.last_name, c.closed_on, c.id AS case_id FROM indication AS i
JOIN case_file AS c ON c.id = i.case_id JOIN resident AS r ON r.id = c.resident_id
WHERE i.status = 'approved' AND c.phase = 'closed' ORDER BY c.closed_on DESC, r.last_name
""")


@dataclass(frozen=True)
class InClosedCase:
    """Approved help in a case that was closed on a laptop that did not know of it."""

    first_names: str
    initials: str
    prefix: str
    last_name: str
    closed_on: date | None
    case_id: str = ""


def approved_in_closed(reader: Reader) -> list[InClosedCase]:
    """The case that was closed last first."""
    rows = reader.connection.execute(_IN_CLOSED).mappings()
    return [
        InClosedCase(**{**row, "closed_on": date.fromisoformat(row["closed_on"]) if row["closed_on"] else None})
        for row in rows
    ]
