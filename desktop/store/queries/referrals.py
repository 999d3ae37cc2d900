"""Through which doors cases came in, and which referrals nobody looked at yet."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from desktop.models.casework import Referral
from desktop.models.kinds import Law, ReferrerKind
from desktop.store.reader import Reader

_OUTSIDE = "r.kind NOT IN ('municipality', 'self')"

_DOORS = text(f"""
SELECT kind, CAST(substr(day, 1, 4) AS INTEGER) AS year, (CAST(substr(day, 6, 2) AS INTEGER) + 2) / 3 AS quarter,
    count(*) AS count, sum(followed) AS followed
FROM (
    SELECT r.kind AS kind, r.referred_on AS day, r.followed_on IS NOT NULL AS followed, c.law AS law
    FROM referral AS r JOIN case_file AS c ON c.id = r.case_id WHERE {_OUTSIDE}
    UNION ALL SELECT NULL, c.opened_on, 1, c.law FROM case_file AS c
    WHERE NOT EXISTS (SELECT 1 FROM referral AS r WHERE r.case_id = c.id AND {_OUTSIDE})
)
WHERE :law = '' OR law = :law
GROUP BY kind, year, quarter
""")  # noqa: S608 - a text of this module

_TO_FOLLOW = text(f"""
SELECT r.id, c.id AS case_id, coalesce(nullif(p.first_names, ''), p.initials) AS first_names, p.prefix, p.last_name
FROM referral AS r JOIN case_file AS c ON c.id = r.case_id JOIN resident AS p ON p.id = c.resident_id
WHERE {_OUTSIDE} AND r.followed_on IS NULL AND c.phase <> 'closed' AND (:law = '' OR c.law = :law)
""")  # noqa: S608 - idem


@dataclass(frozen=True)
class Door:
    """What came in by one door in one quarter."""

    kind: ReferrerKind | None
    """None for the own access: cases that nobody from outside referred, by the day they were opened."""
    year: int
    quarter: int
    """1 to 4."""
    count: int
    followed: int


@dataclass(frozen=True)
class ToFollow:
    """A referral in an open case, with whom it is for."""

    referral: Referral
    case_id: str
    first_names: str
    prefix: str
    last_name: str


def doors(reader: Reader, law: Law | None) -> list[Door]:
    """Under one act, or all."""
    rows = reader.connection.execute(_DOORS, {"law": law.value if law else ""}).mappings()
    return [Door(**{**row, "kind": ReferrerKind(row["kind"]) if row["kind"] else None}) for row in rows]


def to_follow(reader: Reader, law: Law | None) -> list[ToFollow]:
    """Those that came in by another door and that nobody noted anything of."""
    rows = reader.connection.execute(_TO_FOLLOW, {"law": law.value if law else ""}).mappings().all()
    found = {one.id: one for one in reader.find(Referral, id=[row["id"] for row in rows])}
    return [
        ToFollow(found[row["id"]], row["case_id"], row["first_names"], row["prefix"], row["last_name"]) for row in rows
    ]
