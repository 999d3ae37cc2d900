"""Which entries an act touched, by themselves or by what belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.store.merged import with_kept

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.models.changes import ChangeSet

_BELONGS = (
    ("contract", "provider_id"),
    ("contracted_product", "provider_id"),
    ("availability_report", "provider_id"),
    ("location", "provider_id"),
    ("location", "service_id"),
    ("location", "organisation_id"),
)
"""Table and the field that names the entry, or the organisation that runs entries."""

# Into which it was merged before; into which it is merged now, `with_kept` knows. What is new was nothing before.
_KEPT = """
SELECT json_extract(changes, '$.merged_into[0]') FROM journal
WHERE act_id = ? AND tbl IN ('provider', 'community_service') AND kind <> 'insert'
"""

# To whom it belonged before, to whom by this act, and, where the act left that alone, to whom it belongs.
_OWNERS = """
SELECT json_extract(changes, '$.{field}[0]') FROM journal WHERE act_id = ? AND tbl = '{table}'
UNION SELECT json_extract(changes, '$.{field}[1]') FROM journal WHERE act_id = ? AND tbl = '{table}'
UNION SELECT t.{field} FROM journal AS j JOIN {table} AS t ON t.id = j.row_id WHERE j.act_id = ? AND j.tbl = '{table}'
"""

_RUN_BY = """
SELECT s.id FROM journal AS j JOIN community_service AS s ON s.organisation_id = j.row_id
WHERE j.act_id = ? AND j.tbl = 'organisation'
"""

_EVERY = "SELECT id FROM provider UNION ALL SELECT id FROM community_service"


def touched_entries(connection: Connection, changes: ChangeSet) -> set[str]:
    """Ids of community services and providers; some of them may be gone. A new place can touch every one.

    Only what the act touched is looked for: of an import's journal every look costs as much as the import's own words.
    """
    run = connection.exec_driver_sql
    if changes.touches("place"):
        return {id_ for (id_,) in run(_EVERY)}
    found: set[str | None] = set()
    if changes.touches("provider", "community_service"):
        found |= {*changes.ids.get("provider", ()), *changes.ids.get("community_service", ())}
        found |= {id_ for (id_,) in run(_KEPT, (changes.act,))}
    if changes.touches("organisation"):
        found |= {id_ for (id_,) in run(_RUN_BY, (changes.act,))}
    for table, field in _BELONGS:
        if changes.touches(table):
            owners = {id_ for (id_,) in run(_OWNERS.format(table=table, field=field), (changes.act,) * 3)} - {None}
            found |= _run_by(connection, owners) if field == "organisation_id" else owners
    # A double is not in the index; what happens to it counts for the entry that was kept.
    return with_kept(connection, {id_ for id_ in found if id_})


def _run_by(connection: Connection, organisations: set[str]) -> set[str]:
    found: set[str] = set()
    for organisation in organisations:
        rows = connection.exec_driver_sql("SELECT id FROM community_service WHERE organisation_id = ?", (organisation,))
        found |= {id_ for (id_,) in rows}
    return found
