"""Whose a row is: the case, resident or household that it leads to by its references."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from desktop.models.audit import Dossier
from desktop.store.mapping import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

OWN = ("case_file", "resident", "household")
"""Kinds that are a dossier of their own; a row that leads to more than one of them is of the first."""


NEWS = """
NOT (j.kind = 'insert' AND coalesce((SELECT e.kind FROM journal AS e WHERE e.tbl = j.tbl AND e.row_id = j.row_id
AND e.seq < j.seq ORDER BY e.seq DESC LIMIT 1), 'delete') <> 'delete')
"""
"""SQL that holds for an entry ``j`` of the journal unless it only offers a row once more that was there all along."""


@cache
def ways() -> dict[str, tuple[str, str]]:
    """Column and table by which a row leads to its dossier, by table; rows of other tables are nobody's."""
    found: dict[str, tuple[str, str]] = {}
    grown = -1
    while grown != len(found):
        grown = len(found)
        for table in TABLES.values():
            if table.name in OWN or table.name in found:
                continue
            led = {key.column.table.name: key.parent.name for key in table.foreign_keys}
            target = next((name for name in (*OWN, *found) if name in led), None)
            if target is not None:
                found[table.name] = led[target], target
    return found


def dossier_of(connection: Connection, table: str, row_id: str) -> Dossier:
    """The dossier of a row, also of one that was deleted; the row itself when it leads to none."""
    kind, expression = _way(table, "?")
    found = connection.exec_driver_sql(f"SELECT {expression}", (row_id,) * expression.count("?")).scalar()
    return Dossier(table, row_id) if found is None else _dossier(connection, kind, str(found))


def is_there(connection: Connection, dossier: Dossier) -> bool:
    """True for a dossier that this store holds now."""
    if dossier.kind not in OWN:
        return False
    query = f"SELECT count(*) FROM {dossier.kind} WHERE id = ?"  # noqa: S608 - one of three names of ours
    return bool(connection.exec_driver_sql(query, (dossier.id,)).scalar_one())


def dossiers_of_act(connection: Connection, act_id: str) -> tuple[Dossier, ...]:
    """The dossiers in which an act changed something, each once."""
    rows = connection.exec_driver_sql("SELECT DISTINCT tbl FROM journal WHERE act_id = ?", (act_id,)).scalars()
    touched = [table for table in rows if table in OWN or table in ways()]
    return tuple(dict.fromkeys(one for table in touched for one in _touched(connection, act_id, table)))


def _touched(connection: Connection, act_id: str, table: str) -> Iterator[Dossier]:
    kind, expression = _way(table, "j.row_id")
    query = (
        f"SELECT DISTINCT coalesce({expression}, j.row_id), {expression} IS NULL FROM journal AS j"  # noqa: S608 - our own names
        f" WHERE j.act_id = ? AND j.tbl = ? AND {NEWS}"
    )
    for found, is_loose in connection.exec_driver_sql(query, (act_id, table)).all():
        yield Dossier(table, found) if is_loose else _dossier(connection, kind, found)


def _dossier(connection: Connection, kind: str, id_: str) -> Dossier:
    if kind == "case_file":
        lives = f"SELECT {_step('case_file', 'resident_id', '?')}"
        return Dossier(kind, id_, str(connection.exec_driver_sql(lives, (id_, id_)).scalar() or ""))
    return Dossier(kind, id_, id_ if kind == "resident" else "")


def _way(table: str, start: str) -> tuple[str, str]:
    """The kind of dossier, and SQL for its id, from SQL for the id of a row."""
    at, expression = table, start
    while at not in OWN and at in ways():
        column, target = ways()[at]
        at, expression = target, _step(at, column, expression)
    return at, expression


def _step(table: str, column: str, row_id: str) -> str:
    """What a row refers to; of a deleted one what the journal still knows of it."""
    return (
        f"coalesce((SELECT {column} FROM {table} WHERE id = {row_id}),"  # noqa: S608 - names of our own tables
        f" (SELECT json_extract(changes, '$.{column}[0]') FROM journal WHERE tbl = '{table}' AND row_id = {row_id}"
        " AND kind = 'delete' ORDER BY seq DESC LIMIT 1))"
    )
