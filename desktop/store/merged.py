"""Doubles: which entry stands for which, and which entries are not shown because another stands for them.

A double names the entry that it turned out to be. That one may be merged later itself, two laptops may each merge the
same two the other way round, and the one that is named may not be in this store. So a merge is walked to where it ends:
at the last entry that is there; in a ring, at the one with the lowest id, so that all laptops show the same one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from desktop.models.base import Value

if TYPE_CHECKING:
    from sqlalchemy import Connection

V = TypeVar("V", bound=Value)

# A provider does not stand for a community service, nor what is not there for anything: there is no step to them.
_STEPS = """
merge_step (id, towards) AS MATERIALIZED (
    SELECT d.id, k.id FROM provider AS d JOIN provider AS k ON k.id = d.merged_into
    WHERE d.merged_into IS NOT NULL {narrowed}
    UNION ALL SELECT d.id, k.id FROM community_service AS d JOIN community_service AS k ON k.id = d.merged_into
    WHERE d.merged_into IS NOT NULL {narrowed}
)"""

# All that lies ahead of each double; the UNION ends in a ring too. A walk has one end or one ring, never both.
_WALK = """
merge_way (id, ahead) AS (
    SELECT id, towards FROM merge_step
    UNION SELECT w.id, s.towards FROM merge_way AS w JOIN merge_step AS s ON s.id = w.ahead
), kept_for (id, kept) AS (
    SELECT id, min(ahead) FROM merge_way
    WHERE ahead NOT IN (SELECT id FROM merge_step) OR ahead IN (SELECT r.id FROM merge_way AS r WHERE r.ahead = r.id)
    GROUP BY id HAVING min(ahead) <> id
)"""

KEPT_FOR = f"{_STEPS.format(narrowed='')}, {_WALK}"
"""For the WITH of a query: ``kept_for`` has each entry that is not shown, with the one that stands for it.

Shown is what is not in it. What hangs on an entry counts for ``coalesce(kept, provider_id)``.
"""

# From what was asked both ways along the merges, also past an entry that is not there.
_AROUND = """
around (id) AS (
    SELECT value FROM json_each(?)
    UNION SELECT p.merged_into FROM around JOIN provider AS p ON p.id = around.id WHERE p.merged_into IS NOT NULL
    UNION SELECT s.merged_into FROM around JOIN community_service AS s ON s.id = around.id
        WHERE s.merged_into IS NOT NULL
    UNION SELECT p.id FROM around JOIN provider AS p ON p.merged_into = around.id
    UNION SELECT s.id FROM around JOIN community_service AS s ON s.merged_into = around.id
)"""

_ANY = """
SELECT EXISTS (SELECT 1 FROM provider WHERE merged_into IS NOT NULL)
OR EXISTS (SELECT 1 FROM community_service WHERE merged_into IS NOT NULL)
"""

_HIDDEN = f"WITH RECURSIVE {KEPT_FOR} SELECT id, kept FROM kept_for"  # noqa: S608 - a text of our own

_HIDDEN_AROUND = f"""
WITH RECURSIVE {_AROUND}, {_STEPS.format(narrowed="AND d.id IN (SELECT id FROM around)")}, {_WALK}
SELECT id, kept FROM kept_for
"""  # noqa: S608 - a text of our own


def kept_for(connection: Connection) -> dict[str, str]:
    """All entries that are not shown, each with the one that stands for it."""
    found: dict[str, str] = {}
    found.update((id_, kept) for id_, kept in connection.exec_driver_sql(_HIDDEN))
    return found


def kept_id(connection: Connection, entry_id: str) -> str:
    """The entry that stands for this one: itself, unless it was merged into another."""
    return _hidden_around(connection, [entry_id]).get(entry_id, entry_id)


def kept_ids(connection: Connection, entries: Iterable[str]) -> dict[str, str]:
    """These entries, each with the one that stands for it."""
    wanted = list(entries)
    hidden = _hidden_around(connection, wanted)
    return {id_: hidden.get(id_, id_) for id_ in wanted}


def family(connection: Connection, entry_id: str) -> tuple[str, ...]:
    """The entry that stands for this one, and after it all that it stands for: what hangs on any of them is its."""
    hidden = _hidden_around(connection, [entry_id])
    kept = hidden.get(entry_id, entry_id)
    return (kept, *sorted(id_ for id_, other in hidden.items() if other == kept))


def of_kept(connection: Connection, values: Iterable[V], field: str = "provider_id") -> list[V]:
    """What hangs on entries, each as if it hung on the entry that stands for its own."""
    kept = kept_for(connection)
    whose = ((value, kept.get(getattr(value, field))) for value in values)
    return [value.model_copy(update={field: id_}) if id_ else value for value, id_ in whose]


def families(connection: Connection, entries: Iterable[str]) -> dict[str, str]:
    """These entries and all that were merged into them, each with the one of these that it counts for."""
    wanted = list(entries)
    found = {id_: id_ for id_ in wanted}
    return {id_: kept for id_, kept in _hidden_around(connection, wanted).items() if kept in found} | found


def shown_of(connection: Connection, entries: Iterable[str]) -> list[str]:
    """Those of these entries that no other stands for, in their order."""
    wanted = list(entries)
    hidden = _hidden_around(connection, wanted)
    return [id_ for id_ in wanted if id_ not in hidden]


def tied_to(connection: Connection, entries: Iterable[str]) -> set[str]:
    """These entries, and all that merges tie to them: when one comes, goes or changes, another may be shown or not."""
    wanted = set(entries)
    if not _any(connection):
        return wanted
    rows = connection.exec_driver_sql(f"WITH RECURSIVE {_AROUND} SELECT id FROM around", (_asked(wanted),))  # noqa: S608 - ours
    return {id_ for (id_,) in rows}


def _hidden_around(connection: Connection, entries: Iterable[str]) -> dict[str, str]:
    """As `kept_for`, of these entries and all that merges tie to them; at once where nothing was ever merged."""
    found: dict[str, str] = {}
    if _any(connection):
        rows = connection.exec_driver_sql(_HIDDEN_AROUND, (_asked(entries),))
        found.update((id_, kept) for id_, kept in rows)
    return found


def _any(connection: Connection) -> bool:
    return bool(connection.exec_driver_sql(_ANY).scalar())


def _asked(entries: Iterable[str]) -> str:
    return json.dumps(sorted(set(entries)))
