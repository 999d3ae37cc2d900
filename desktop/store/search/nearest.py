"""How far entries are by their nearest location, and what that is called: the rule of the map for all others."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop.store.search import shown
from desktop.store.search.distance import Near, km_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

_AMONG = "e.id IN (SELECT value FROM json_each(?))"


def distances(connection: Connection, ids: Iterable[str], near: Near) -> dict[str, float]:
    """Kilometres to one decimal by id, as the crow flies; of who is nowhere, or somewhere near, nothing is told."""
    square, values = near.square()
    sql = f"SELECT e.id, {square} FROM search_entry AS e JOIN search_rank AS r ON r.entry = e.rowid WHERE {_AMONG}"  # noqa: S608
    rows = connection.exec_driver_sql(sql, (*values, json.dumps(list(ids))))
    return {id_: round(km, 1) for id_, found in rows if (km := km_of(found)) is not None}


def nearest_names(connection: Connection, ids: Iterable[str], near: Near) -> dict[str, str]:
    """By id what the nearest location is called; an entry's own address is called by its place."""
    rows = connection.exec_driver_sql(
        "SELECT e.id, r.place, s.content FROM search_entry AS e JOIN search_rank AS r ON r.entry = e.rowid"  # noqa: S608
        f" JOIN search_shown AS s ON s.entry = e.rowid WHERE {_AMONG}",
        (json.dumps(list(ids)),),
    )
    return {id_: near.nearest(shown.unpack(content).located, place) for id_, place, content in rows}
