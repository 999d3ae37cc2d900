"""The journal, written by the database itself: triggers made from the models, so no way of writing goes round them.

What the triggers need to know of the person and the act stands in the one row of ``act_context``, which the unit of
work fills and empties. Without it every write to a journalled table is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import JSON, Boolean, DateTime

from desktop.models.tables import APPEND_ONLY
from desktop.store.faults import APPEND_ONLY as REFUSED
from desktop.store.mapping import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Table

PREFIX = "journal_"
"""With which the names of all triggers of this module begin; triggers of others must not."""

_CONTEXT = "SELECT RAISE(ABORT, 'no-unit-of-work') WHERE NOT EXISTS (SELECT 1 FROM act_context);"

_NOT_BY_SYNC = "WHEN NOT EXISTS (SELECT 1 FROM act_context WHERE origin = 'sync') "
"""What the central store refused goes, or becomes what stands there: else no sync would come to its end any more."""

_NOT_WIPED = "WHEN NOT EXISTS (SELECT 1 FROM act_context WHERE origin = 'sync' OR wiping = 1) "

# A UUIDv7 in SQL alone, so that a connection without our functions can still write the journal.
_OP_ID = (
    "c.stamp || substr(lower(hex(randomblob(2))), 2) || '-' || substr('89ab', 1 + (random() & 3), 1)"
    " || substr(lower(hex(randomblob(2))), 2) || '-' || lower(hex(randomblob(6)))"
)

_FIXED = (
    "seq",
    "op_id",
    "act_id",
    "act",
    "tbl",
    "row_id",
    "kind",
    "changes",
    "base",
    "parent",
    "actor",
    "device",
    "made_at",
    "origin",
    "schema_version",
)
_LOST = frozenset({"row_id", "changes"})
"""What a line of the journal loses when it is wiped; see `desktop.store.wiping`."""

_WIPING = "(SELECT wiping FROM act_context) IS 1"


def journal_form(column: Column[object], owner: str = "") -> str:
    """SQL for a column as the journal keeps it: JSON's own true and false, nested JSON, instants with their zone."""
    name = f'{owner}."{column.name}"' if owner else f'"{column.name}"'
    if isinstance(column.type, Boolean):
        return f"json(CASE {name} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)"
    if isinstance(column.type, JSON):
        return f"json({name})"
    if _is_instant(column):
        return f"replace({name}, ' ', 'T') || 'Z'"
    return name


def triggers() -> dict[str, str]:
    """Text by name of every trigger that the store must have."""
    found = {f"{PREFIX}keeps": _keeps(), f"{PREFIX}stays": _stays("journal", "DELETE", f"{PREFIX}stays")}
    for table in TABLES.values():
        for verb in ("insert", "update", "delete"):
            name = f"{PREFIX}{table.name}_{verb}"
            found[name] = _journals(table, verb, name)
        name = f"{PREFIX}{table.name}_id"
        found[name] = (
            f"CREATE TRIGGER {name} BEFORE UPDATE OF id ON {table.name} WHEN OLD.id IS NOT NEW.id"
            " BEGIN SELECT RAISE(ABORT, 'id-fixed'); END"
        )
    for table_name in sorted(APPEND_ONLY):
        for verb in ("update", "delete"):
            name = f"{PREFIX}{table_name}_no_{verb}"
            found[name] = _stays(table_name, verb.upper(), name, but=_NOT_WIPED if verb == "delete" else _NOT_BY_SYNC)
    return found


def install(connection: Connection) -> None:
    """Makes the store's triggers equal to `triggers`, touching only those that differ."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    present = {name: sql for name, sql in rows if name.startswith(PREFIX)}
    wanted = triggers()
    for name, sql in present.items():
        if wanted.get(name) != sql:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for name, sql in wanted.items():
        if present.get(name) != sql:
            connection.exec_driver_sql(sql)


def _is_instant(column: Column[object]) -> bool:
    return isinstance(getattr(column.type, "impl_instance", column.type), DateTime)


def _journals(table: Table, verb: str, name: str) -> str:
    """One trigger that writes the journal; of an update only when something really differs."""
    row = "OLD" if verb == "delete" else "NEW"
    columns = [column for column in table.columns if column.name != "id"]
    when = " OR ".join(f'OLD."{c.name}" IS NOT NEW."{c.name}"' for c in columns)
    pairs = "\nUNION ALL ".join(_pair(column, verb) for column in columns)
    here = f"tbl = '{table.name}' AND row_id = {row}.id"
    return f"""CREATE TRIGGER {name} AFTER {verb.upper()} ON {table.name}{f" WHEN {when}" if verb == "update" else ""}
BEGIN
{_CONTEXT}
INSERT INTO journal (op_id, act_id, act, tbl, row_id, kind, changes, base, parent,
    actor, device, made_at, origin, schema_version, pushed)
SELECT {_OP_ID}, c.act_id, c.act, '{table.name}', {row}.id, '{verb}',
(SELECT json_group_object(field, json(pair)) FROM (
{pairs})),
CASE c.unseen WHEN 0 THEN coalesce((SELECT seq FROM row_base WHERE {here}), 0) ELSE 0 END,
CASE c.unseen WHEN 0 THEN (SELECT op_id FROM journal WHERE {here} AND pushed = 0 ORDER BY seq DESC LIMIT 1) END,
c.actor, c.device, c.made_at, c.origin, c.schema_version, c.origin = 'sync'
FROM act_context AS c{" WHERE c.wiping = 0" if verb == "delete" else ""};
END"""  # noqa: S608 - names of our own tables and columns only


def _pair(column: Column[object], verb: str) -> str:
    old = "NULL" if verb == "insert" else journal_form(column, "OLD")
    new = "NULL" if verb == "delete" else journal_form(column, "NEW")
    name = column.name
    differs = {
        "insert": f'NEW."{name}" IS NOT NULL',
        "update": f'OLD."{name}" IS NOT NEW."{name}"',
        "delete": f'OLD."{name}" IS NOT NULL',
    }[verb]
    return f"SELECT '{name}' AS field, json_array({old}, {new}) AS pair WHERE {differs}"


def _stays(table: str, verb: str, name: str, but: str = "") -> str:
    return f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {but}BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"


def _keeps() -> str:
    """Of the journal nothing may change but what became of an entry at the central store.

    A line that is wiped loses all it told and can be seen to have been; it can never come to say something else.
    """
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in _FIXED if name not in _LOST)
    emptied = "NEW.wiped = 1 AND NEW.changes = '{}' AND NEW.row_id = '' AND NEW.pushed <> 0"
    return (
        f"CREATE TRIGGER {PREFIX}keeps BEFORE UPDATE OF {', '.join(_FIXED)}, wiped ON journal"
        f" WHEN NOT ({_WIPING} AND {emptied} AND {same})"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )
