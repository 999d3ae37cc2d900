"""Doubles: which entry stands for which, and which entries are not shown because another stands for them.

A double names the entry that was kept; that one may be merged later itself, and two laptops may each merge the same two
the other way round. Of such a ring the entry with the lowest id stands for all, so that all laptops show the same one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

KEPT_FOR = """
kept_for (id, kept) AS (
    SELECT d.id, CASE WHEN k.merged_into = d.id AND d.id < k.id THEN d.id ELSE k.id END
    FROM provider AS d JOIN provider AS k ON k.id = d.merged_into
)
"""
"""For the WITH of a query over all providers: each double with the provider that stands for it.

A merge takes earlier doubles along, so one step is enough.
"""

# Every id is more than an empty text; asked like this, the index on the column answers without a look at the rest.
_MERGED = """
SELECT id, merged_into FROM provider WHERE merged_into > ''
UNION ALL SELECT id, merged_into FROM community_service WHERE merged_into > ''
"""

# From what was asked both ways along the chains; the unions end in rings too.
_AROUND = """
WITH RECURSIVE around (id) AS (
    SELECT value FROM json_each(?)
    UNION SELECT p.merged_into FROM around JOIN provider AS p ON p.id = around.id WHERE p.merged_into IS NOT NULL
    UNION SELECT s.merged_into FROM around JOIN community_service AS s ON s.id = around.id
        WHERE s.merged_into IS NOT NULL
    UNION SELECT p.id FROM around JOIN provider AS p ON p.merged_into = around.id
    UNION SELECT s.id FROM around JOIN community_service AS s ON s.merged_into = around.id
)
SELECT e.id, e.merged_into FROM around JOIN (
    SELECT id, merged_into FROM provider UNION ALL SELECT id, merged_into FROM community_service
) AS e ON e.id = around.id
"""


def kept_id(connection: Connection, entry_id: str) -> str:
    """The entry that stands for this one: itself, unless it was merged into another."""
    return _kept(entry_id, _chains(connection, [entry_id]))


def families(connection: Connection, entries: Iterable[str]) -> dict[str, str]:
    """These entries and all that were merged into them, each with the one of these that it counts for."""
    wanted = list(entries)
    chains = _chains(connection, wanted)
    found = {id_: id_ for id_ in wanted}
    standing = set(wanted)
    for id_ in chains:
        kept = _kept(id_, chains)
        if kept in standing:
            found.setdefault(id_, kept)
    return found


def shown_of(connection: Connection, entries: Iterable[str]) -> list[str]:
    """Those of these entries that no other stands for, in their order."""
    wanted = list(entries)
    chains = _chains(connection, wanted)
    return [id_ for id_ in wanted if _kept(id_, chains) == id_]


def with_kept(connection: Connection, entries: Iterable[str]) -> set[str]:
    """These entries, and those that stand for them."""
    wanted = set(entries)
    chains = _chains(connection, wanted)
    return wanted | {_kept(id_, chains) for id_ in wanted}


def doubles_hidden(connection: Connection) -> frozenset[str]:
    """All entries that are not shown, because another stands for them."""
    merged: dict[str, str | None] = {}
    merged.update((id_, into) for id_, into in connection.exec_driver_sql(_MERGED))
    there = set(_there(connection, merged))
    chains: dict[str, str | None] = {id_: into if into in there else None for id_, into in merged.items()}
    return frozenset(id_ for id_ in merged if _kept(id_, chains) != id_)


def _there(connection: Connection, merged: Mapping[str, str | None]) -> list[str]:
    """Of what is named as kept the entries that are there: a laptop may not hold it yet."""
    asked = json.dumps(sorted({into for into in merged.values() if into}))
    rows = connection.exec_driver_sql(
        "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM provider WHERE id = value)"
        " OR EXISTS (SELECT 1 FROM community_service WHERE id = value)",
        (asked,),
    )
    return [id_ for (id_,) in rows]


def _chains(connection: Connection, entries: Iterable[str]) -> dict[str, str | None]:
    """Every entry around these with the one it was merged into, as far as that one is there; none where none merged."""
    if not connection.exec_driver_sql(f"SELECT EXISTS ({_MERGED})").scalar():
        return {}
    rows = connection.exec_driver_sql(_AROUND, (json.dumps(sorted(set(entries))),)).all()
    there = {id_ for id_, _into in rows}
    return {id_: into if into in there else None for id_, into in rows}


def _kept(entry_id: str, chains: Mapping[str, str | None]) -> str:
    walked = [entry_id]
    while (into := chains.get(walked[-1])) is not None:
        if into in walked:
            return min(walked[walked.index(into) :])
        walked.append(into)
    return walked[-1]
