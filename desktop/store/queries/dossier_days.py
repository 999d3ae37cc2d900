"""Every day that stands in a dossier, by case: what counts for how long it must be kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Date, DateTime, select

from desktop.store.mapping import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Column, Table

    from desktop.store.reader import Reader

_CASE, _RESIDENT = "case_file", "resident"


def days_by_case(reader: Reader) -> dict[str, list[date]]:
    """Days in the case's row and in every row that leads to it, by the case's id; also days that are still to come."""
    found: dict[str, list[date]] = {}
    # By table and row, the case it leads to: parents come before children.
    led: dict[tuple[str, str], str] = {}
    for name, table in TABLES.items():
        up = _upwards(table)
        if name != _CASE and up is None:
            continue
        days = [column for column in table.columns if isinstance(column.type, Date | DateTime) or _is_instant(column)]
        asked = select(table.c.id, *([up] if up is not None else []), *days)
        for row_id, *rest in reader.connection.execute(asked):
            case = row_id if name == _CASE else _case_of(table, up, rest.pop(0), led)
            if case is not None:
                led[name, row_id] = case
                found.setdefault(case, []).extend(_plain(day) for day in rest if day is not None)
    return found


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
