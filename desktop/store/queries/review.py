"""The entries of the social map with who last looked, and how often a resident is sent there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import text

from desktop.models.kinds import CheckOutcome, MapStatus
from desktop.store.merged import KEPT_FOR

if TYPE_CHECKING:
    from desktop.store.reader import Reader


@dataclass(frozen=True)
class EntryState:
    """An entry, as far as going over the map needs it."""

    id: str
    kind: str
    """Table name: ``community_service`` or ``provider``."""
    name: str
    place: str
    phone: str
    url: str
    email: str
    source: str
    status: MapStatus
    checked_on: date | None
    checked_by: str
    uses: int
    """Plans, bridged waits, indications and waiting list places in which it stands."""
    looked_on: date | None
    """Day of the latest check that holds, whatever was found; None when there is none."""
    outcome: CheckOutcome | None
    looked_by: str


_FACTS = "id, name, place, phone, url, email, source, status, checked_on, checked_by, municipalities"

# A check that was taken back, and the one that takes it back, tell nothing.
_STATES = text(f"""
WITH {KEPT_FOR}, holding AS (
    SELECT entry_id, checked_on, checked_by, outcome,
        row_number() OVER (PARTITION BY entry_id ORDER BY checked_on DESC, id DESC) AS rank
    FROM entry_check AS c
    WHERE takes_back IS NULL AND NOT EXISTS (SELECT 1 FROM entry_check AS b WHERE b.takes_back = c.id)
), used AS (
    SELECT coalesce(kept, entry_id) AS entry_id, count(*) AS uses FROM (
        SELECT service_id AS entry_id FROM plan_service
        UNION ALL SELECT service_id FROM interim_measure WHERE service_id IS NOT NULL
        UNION ALL SELECT provider_id FROM indication WHERE provider_id IS NOT NULL
            AND status NOT IN ('ended', 'not-granted', 'lapsed')
        UNION ALL SELECT provider_id FROM waiting_list_entry WHERE provider_id IS NOT NULL AND placed_on IS NULL
    ) LEFT JOIN kept_for ON kept_for.id = entry_id GROUP BY 1
)
SELECT e.*, coalesce(used.uses, 0) AS uses, h.checked_on AS looked_on, h.outcome, h.checked_by AS looked_by
FROM (
    SELECT 'community_service' AS kind, {_FACTS} FROM community_service
    UNION ALL SELECT 'provider', {_FACTS} FROM provider
) AS e
LEFT JOIN used ON used.entry_id = e.id
LEFT JOIN holding AS h ON h.entry_id = e.id AND h.rank = 1
WHERE e.id NOT IN (SELECT id FROM kept_for) AND e.status <> 'inactive'
AND (:kind = '' OR e.kind = :kind) AND (:source = '' OR e.source = :source)
AND (:municipality = '' OR e.municipalities = '[]'
    OR EXISTS (SELECT 1 FROM json_each(e.municipalities) WHERE value = :municipality))
""")  # noqa: S608 - names of our own columns

_SOURCES = text(f"""
WITH {KEPT_FOR}
SELECT source FROM community_service WHERE id NOT IN (SELECT id FROM kept_for)
UNION SELECT source FROM provider WHERE id NOT IN (SELECT id FROM kept_for) ORDER BY source
""")  # noqa: S608 - a text of our own

_SAID_WRONG = text("SELECT DISTINCT entry_id FROM entry_check WHERE outcome = 'wrong'")

_LOOKED_AT = text("""
SELECT count(DISTINCT entry_id) FROM entry_check AS c WHERE checked_on = :day AND checked_by = :who
AND takes_back IS NULL AND NOT EXISTS (SELECT 1 FROM entry_check AS b WHERE b.takes_back = c.id)
""")


def entry_states(reader: Reader, *, municipality: str = "", kind: str = "", source: str = "") -> list[EntryState]:
    """Of all entries that are shown and not closed; empty texts do not narrow, and who names no municipality stays."""
    binds = {"municipality": municipality, "kind": kind, "source": source}
    return [
        EntryState(
            id=row.id,
            kind=row.kind,
            name=row.name,
            place=row.place,
            phone=row.phone,
            url=row.url,
            email=row.email,
            source=row.source,
            status=MapStatus(row.status),
            checked_on=date.fromisoformat(row.checked_on) if row.checked_on else None,
            checked_by=row.checked_by,
            uses=row.uses,
            looked_on=date.fromisoformat(row.looked_on) if row.looked_on else None,
            outcome=CheckOutcome(row.outcome) if row.outcome else None,
            looked_by=row.looked_by or "",
        )
        for row in reader.connection.execute(_STATES, binds)
    ]


def entry_sources(reader: Reader) -> list[str]:
    """Where entries came from, by name; the empty one too when there is one."""
    return [source for (source,) in reader.connection.execute(_SOURCES)]


def said_wrong(reader: Reader) -> list[str]:
    """Ids of the entries of which someone once said that something is wrong, answered or not."""
    return [entry_id for (entry_id,) in reader.connection.execute(_SAID_WRONG)]


def looked_at(reader: Reader, day: date, who: str) -> int:
    """How many entries a colleague looked at on a day."""
    return int(reader.connection.execute(_LOOKED_AT, {"day": day.isoformat(), "who": who}).scalar_one())
