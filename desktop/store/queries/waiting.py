"""Who waits, and how those who waited before them fared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, text

from desktop.models.kinds import Law, WaitEnd
from desktop.store.merged import KEPT_FOR, family
from desktop.store.reader import Reader


@dataclass(frozen=True)
class WaitingRow:
    """Someone who waits, as the store has it.

    Attributes:
        agreed_on: First day agreed for a contact that was not held yet.
        heard_on: Day of the last contact.
        bridged_by: What bridges the wait today, one a line.
        need_since: First day of the wait for this need, wherever that was.
        places: At how many providers the resident waits for this need.
    """

    entry_id: str
    case_id: str
    first_names: str
    initials: str
    prefix: str
    last_name: str
    law: Law
    product: str
    provider_id: str
    provider: str
    since: date
    need_since: date
    urgency: int
    review_on: date | None
    agreed_on: date | None
    heard_on: date | None
    bridged_by: str
    consultant: str
    places: int


@dataclass(frozen=True)
class WaitRead:
    """A wait at a provider, whoever's it is."""

    entry_id: str
    since: date
    ended_on: date | None
    ended_because: WaitEnd | None


_WAITING = text(f"""
WITH {KEPT_FOR}
SELECT w.id AS entry_id, w.case_id, r.first_names, r.initials, r.prefix, r.last_name, c.law, w.product,
    coalesce(kept, w.provider_id, '') AS provider_id, coalesce(p.name, '') AS provider, w.since, w.urgency, w.review_on,
    CASE WHEN w.need = '' THEN w.since ELSE (SELECT min(o.since) FROM waiting_list_entry AS o
        WHERE o.case_id = w.case_id AND o.need = w.need) END AS need_since,
    (SELECT min(m.agreed_on) FROM contact_moment AS m WHERE m.entry_id = w.id AND m.held_on IS NULL) AS agreed_on,
    (SELECT max(m.held_on) FROM contact_moment AS m WHERE m.entry_id = w.id) AS heard_on,
    (SELECT coalesce(group_concat(b.what, char(10)), '') FROM interim_measure AS b
        WHERE b.start <= :today AND coalesce(b."end", :today) >= :today AND (b.entry_id = w.id OR b.entry_id IN (
            SELECT o.id FROM waiting_list_entry AS o WHERE o.case_id = w.case_id AND o.need = w.need AND w.need <> ''
        ))) AS bridged_by,
    coalesce(k.name, '') AS consultant,
    CASE WHEN w.need = '' THEN 1 ELSE (SELECT count(*) FROM waiting_list_entry AS o
        WHERE o.case_id = w.case_id AND o.need = w.need AND o.placed_on IS NULL) END AS places
FROM waiting_list_entry AS w JOIN case_file AS c ON c.id = w.case_id JOIN resident AS r ON r.id = c.resident_id
LEFT JOIN kept_for ON kept_for.id = w.provider_id
LEFT JOIN provider AS p ON p.id = coalesce(kept, w.provider_id) LEFT JOIN colleague AS k ON k.id = c.consultant
WHERE w.placed_on IS NULL AND c.phase <> 'closed' AND (:consultant = '' OR c.consultant = :consultant)
ORDER BY w.id
""")  # noqa: S608 - a text of our own

_WAITS = text("""
SELECT id, since, placed_on, ended_because FROM waiting_list_entry
WHERE provider_id IN :providers AND product = :product ORDER BY since, id
""").bindparams(bindparam("providers", expanding=True))


def waiting_rows(reader: Reader, today: date, consultant: str = "") -> list[WaitingRow]:
    """Everyone who waits in an open case, or only those of a consultant, by the colleague's id."""
    rows = reader.connection.execute(_WAITING, {"today": today.isoformat(), "consultant": consultant}).mappings()
    return [
        WaitingRow(
            **{
                **row,
                "law": Law(row["law"]),
                "since": date.fromisoformat(row["since"]),
                "need_since": date.fromisoformat(row["need_since"]),
                **{name: _day(row[name]) for name in ("review_on", "agreed_on", "heard_on")},
            }
        )
        for row in rows
    ]


def waits_at(reader: Reader, provider_id: str, product: str) -> list[WaitRead]:
    """All waits for a product at a provider, those that ended too, the longest ago first."""
    rows = reader.connection.execute(_WAITS, {"providers": family(reader.connection, provider_id), "product": product})
    return [
        WaitRead(row.id, date.fromisoformat(row.since), _day(row.placed_on), _end(row.ended_because)) for row in rows
    ]


def _day(text_: str | None) -> date | None:
    return date.fromisoformat(text_) if text_ else None


def _end(value: str | None) -> WaitEnd | None:
    return WaitEnd(value) if value else None
