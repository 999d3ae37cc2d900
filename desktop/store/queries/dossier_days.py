"""From when a dossier is kept, by case: every day that stands in it, and the last day on which it was written in."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Date, DateTime, select

from desktop.store.mapping import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Column, Table

    from desktop.store.reader import Reader

_CASE, _RESIDENT = "case_file", "resident"

_ABOUT_KEEPING = frozenset({"keep_longer", "destruction_request"})
"""They say how long it is kept, and are no change of it: else a ground that ends would begin the years anew."""

# All of a dossier that came into this store on one day, by an import or a first sync, was written before; what was
# written in it afterwards is told by lines of later days.
_LAST = """
SELECT max(j.made_at) FROM json_each(?) AS k JOIN journal AS j ON j.tbl = k.value ->> 0 AND j.row_id = k.value ->> 1
WHERE substr(j.made_at, 1, 10) > (SELECT substr(min(made_at), 1, 10) FROM journal WHERE tbl = ? AND row_id = ?)
"""


def days_by_case(reader: Reader) -> dict[str, list[date]]:
    """Days in the case's row and in every row that leads to it, by the case's id; also days that are still to come."""
    found: dict[str, list[date]] = {}
    for case, _key, days in _rows(reader):
        found.setdefault(case, []).extend(days)
    return found


def last_written(reader: Reader, cases: Collection[str]) -> dict[str, date]:
    """The last day on which something was written in each of these cases, as this store's journal tells.

    A case of which all came on one day is left out: what was written in it before, this store does not know.
    """
    keys: dict[str, list[tuple[str, str]]] = {}
    for case, key, _days in _rows(reader) if cases else ():
        if case in cases:
            keys.setdefault(case, []).append(key)
    run = reader.connection.exec_driver_sql
    told = {case: run(_LAST, (json.dumps(of), _CASE, case)).scalar_one_or_none() for case, of in keys.items()}
    return {case: datetime.fromisoformat(at).astimezone().date() for case, at in told.items() if at}


def _rows(reader: Reader) -> Iterator[tuple[str, tuple[str, str], list[date]]]:
    """Every row of a case, with the case's id, its own table and id, and the days in it."""
    # By table and row, the case it leads to: parents come before children.
    led: dict[tuple[str, str], str] = {}
    for name, table in TABLES.items():
        up = _upwards(table)
        if (name != _CASE and up is None) or name in _ABOUT_KEEPING:
            continue
        days = [column for column in table.columns if isinstance(column.type, Date | DateTime) or _is_instant(column)]
        asked = select(table.c.id, *([up] if up is not None else []), *days)
        for row_id, *rest in reader.connection.execute(asked):
            case = row_id if name == _CASE else _case_of(table, up, rest.pop(0), led)
            if case is not None:
                led[name, row_id] = case
                yield case, (name, row_id), [_plain(day) for day in rest if day is not None]


def _upwards(table: Table) -> Column[object] | None:
    """The reference that leads to a case, straight or by another row of one."""
    led = {next(iter(c.foreign_keys)).column.table.name: c for c in table.columns if c.foreign_keys}
    others = [target for target in led if target in _OF_A_CASE]
    target = _CASE if _CASE in led else others[0] if others else None
    return led[target] if target else None


def _case_of(
    table: Table, up: Column[object] | None, parent: str | None, led: dict[tuple[str, str], str]
) -> str | None:
    if up is None or parent is None or table.name == _RESIDENT:
        return None
    target = next(iter(up.foreign_keys)).column.table.name
    return parent if target == _CASE else led.get((target, parent))


def _is_instant(column: Column[object]) -> bool:
    return isinstance(getattr(column.type, "impl_instance", column.type), DateTime)


def _plain(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


def _kinds_of_a_case() -> frozenset[str]:
    found: set[str] = {_CASE}
    for name, table in TABLES.items():
        targets = {key.column.table.name for key in table.foreign_keys}
        if targets & found and name != _RESIDENT:
            found.add(name)
    return frozenset(found - {_CASE})


_OF_A_CASE = _kinds_of_a_case()
