"""Reading the journal, and writing down what became of an entry at the central store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Row

    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork


class Fate(IntEnum):
    """What became of an entry at the central store. What came from there is acknowledged from the start."""

    WAITING = 0
    ACKNOWLEDGED = 1
    CONFLICT = 2
    REFUSED = 3


@dataclass(frozen=True)
class Entry:
    """One change of one row."""

    seq: int
    """Order in this store, from 1 without gaps."""
    op_id: str
    act_id: str
    act: str
    table: str
    row_id: str
    kind: str
    """``insert``, ``update`` or ``delete``."""
    changes: Mapping[str, tuple[Any, Any]]
    """Old and new value of each changed field as JSON has them; None for what was not there."""
    base: int
    """Central sequence last seen for the row when the change was made; 0 when the central store never saw it."""
    parent: str | None
    """This device's own entry on the row that was still waiting when the change was made."""
    actor: str
    device: str
    made_at: datetime
    origin: str
    """``local``, ``sync`` or ``import``."""
    schema_version: int
    fate: Fate


_COLUMNS = (
    'seq, op_id, act_id, act, tbl AS "table", row_id, kind, changes, base, parent,'
    " actor, device, made_at, origin, schema_version, pushed"
)

_SET_BASE = """
INSERT INTO row_base (tbl, row_id, seq) VALUES (?, ?, ?)
ON CONFLICT (tbl, row_id) DO UPDATE SET seq = excluded.seq
"""


def waiting(reader: Reader) -> list[Entry]:
    """Entries that the central store has not answered yet, in order."""
    return _entries(reader, "pushed = 0")


def of_act(reader: Reader, act_id: str) -> list[Entry]:
    """The entries of one act, in order."""
    return _entries(reader, "act_id = ?", act_id)


def of_numbers(reader: Reader, numbers: Sequence[int]) -> list[Entry]:
    """The entries with these numbers, in order."""
    return _entries(reader, f"seq IN ({', '.join('?' * len(numbers))})", *numbers)


def of_row(reader: Reader, table: str, row_id: str) -> list[Entry]:
    """All that ever happened to one row, in order."""
    return _entries(reader, "tbl = ? AND row_id = ?", table, row_id)


def settle(work: UnitOfWork, op_ids: Iterable[str], fate: Fate) -> None:
    """Writes down the central store's answer to entries."""
    parameters = [(int(fate), op_id) for op_id in op_ids]
    if parameters:
        work.connection.exec_driver_sql("UPDATE journal SET pushed = ? WHERE op_id = ?", parameters)


def base_of(reader: Reader, table: str, row_id: str) -> int:
    """Central sequence last seen for a row; 0 when the central store never saw it."""
    query = "SELECT coalesce(max(seq), 0) FROM row_base WHERE tbl = ? AND row_id = ?"
    return int(reader.connection.exec_driver_sql(query, (table, row_id)).scalar_one())


def bases_of(reader: Reader, table: str, ids: Iterable[str]) -> dict[str, int]:
    """The same for many rows of a table; a row that the central store never saw is left out."""
    query = "SELECT row_id, seq FROM row_base WHERE tbl = ? AND row_id IN (SELECT value FROM json_each(?))"
    found = reader.connection.exec_driver_sql(query, (table, json.dumps(list(ids))))
    return {str(row_id): int(seq) for row_id, seq in found}


def set_bases(work: UnitOfWork, seen: Mapping[tuple[str, str], int]) -> None:
    """As `set_base`, by table and id."""
    if seen:
        work.connection.exec_driver_sql(_SET_BASE, [(*key, seq) for key, seq in seen.items()])


def set_base(work: UnitOfWork, table: str, row_id: str, seq: int) -> None:
    """Writes down the central sequence seen for a row; changes made from now on are said to be made on it."""
    work.connection.exec_driver_sql(_SET_BASE, (table, row_id, seq))


def _entries(reader: Reader, condition: str, *parameters: object) -> list[Entry]:
    query = f"SELECT {_COLUMNS} FROM journal WHERE {condition} ORDER BY seq"  # noqa: S608 - conditions of this module
    return [_entry(row) for row in reader.connection.exec_driver_sql(query, parameters)]


def _entry(row: Row[Any]) -> Entry:
    told = row._asdict()
    told["changes"] = {name: (old, new) for name, (old, new) in json.loads(row.changes).items()}
    told["made_at"] = datetime.fromisoformat(row.made_at)
    told["fate"] = Fate(told.pop("pushed"))
    return Entry(**told)
