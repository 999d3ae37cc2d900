"""A table that differs from the central store's without a reason is fetched again.

What stood here instead is kept for a person to see, and a row that the central store never saw is offered to it:
nothing disappears in a repair either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.models.base import new_id
from desktop.models.changes import ChangeSet
from desktop.models.faults import WorldFault
from desktop.rules.merge import would_wipe
from desktop.store.mapping import TABLES
from desktop.sync import awaiting, books, inbox, outbox
from desktop.sync.books import Refusal
from desktop.sync.decided import DECIDED, brought_whole, is_decided, is_destroyed
from desktop.sync.local_rows import change_row, drop_row, read_rows
from desktop.sync.settling import settle_rows
from desktop.sync.vocabulary import Json, kinds

if TYPE_CHECKING:
    from desktop.store.database import Store
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.arrival import Key
    from desktop.sync.protocol import CentralStore, RowNow

_ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class _Difference:
    row_id: str
    here: dict[str, Json] | None
    there: RowNow | None


@dataclass
class _Seen:
    """What comparing a table told."""

    differing: list[str] = field(default_factory=list)
    """Ids; the rows themselves are asked for again when they are mended, a few at a time."""
    going: int = 0
    present: int = 0


def mend(store: Store, central: CentralStore, table: str, *, may_wipe: bool) -> tuple[int, ChangeSet]:
    """Fetches a table again, a piece at a time, and tells how many rows differed.

    Raises:
        WorldFault: ``sync-would-wipe`` when a large share of the rows would go.
    """
    with store.read() as reader:
        of_others = awaiting.left_to_others(reader, books.untold(reader).keys())
    seen = _compared(store, central, table, of_others)
    if not may_wipe and would_wipe(vanishing=seen.going, present=seen.present):
        raise WorldFault("sync-would-wipe", rows=seen.going, present=seen.present)
    changes, mended = ChangeSet(), 0
    for begun in range(0, len(seen.differing), _ROWS_AT_ONCE):
        some = seen.differing[begun : begun + _ROWS_AT_ONCE]
        there = {row.row_id: row for row in central.rows([(table, row_id) for row_id in some])}
        with store.work(inbox.ACT, origin="sync") as work:
            differences = list(_differences(work, table, some, there, of_others))
            for difference in differences:
                _note(work, table, difference)
            found = {(row.tbl, row.row_id): row for d in differences if (row := d.there) is not None}
            books.hold(work, found)
            settle_rows(work, found, found)
            mended += len(differences)
            changes = changes.with_some(work.commit())
    return mended, changes


def _compared(store: Store, central: CentralStore, table: str, of_others: Set[Key]) -> _Seen:
    """Walks through both sides by id, a piece at a time: as far as the side comes that reaches least far."""
    seen, after = _Seen(), ""
    while True:
        there = _page(central, table, after)
        with store.read() as reader:
            here = _ids_after(reader, table, after)
            ends = [ids[-1] for ids in (here, [row.row_id for row in there]) if len(ids) == _ROWS_AT_ONCE]
            upto = min(ends, default=None)
            known = {row.row_id: row for row in there if upto is None or row.row_id <= upto}
            mine = [row_id for row_id in here if upto is None or row_id <= upto]
            for difference in _differences(reader, table, sorted({*mine, *known}), known, of_others):
                seen.differing.append(difference.row_id)
                seen.going += difference.there is not None and difference.there.gone
        seen.present += len(mine)
        if upto is None:
            return seen
        after = upto


def _page(central: CentralStore, table: str, after: str) -> Sequence[RowNow]:
    rows = central.table(table, after, _ROWS_AT_ONCE)
    if rows and (any(row.tbl != table for row in rows) or rows[-1].row_id <= after):
        raise WorldFault("central-damaged", file=table)  # else it would be asked for ever
    return rows


def _ids_after(reader: Reader, table: str, after: str) -> Sequence[str]:
    query = f"SELECT id FROM {TABLES[table].name} WHERE id > ? ORDER BY id LIMIT ?"  # noqa: S608 - our own tables
    return reader.connection.exec_driver_sql(query, (after, _ROWS_AT_ONCE)).scalars().all()


def _differences(
    reader: Reader, table: str, ids: Sequence[str], known: Mapping[str, RowNow], of_others: Set[Key]
) -> Iterator[_Difference]:
    """Of these rows; those with own edits that wait are no difference yet, nor what another brings."""
    kind, waiting = kinds()[table], outbox.waiting_among(reader, [(table, row_id) for row_id in ids])
    here = dict(read_rows(reader, table, ids))
    for row_id in ids:
        mine, row = here.get(row_id), known.get(row_id)
        theirs = None if row is None or row.gone else kind.spare(kind.full(row.values))
        if row is None and (table, row_id) in of_others:
            continue
        if (table, row_id) not in waiting and (None if mine is None else kind.spare(mine)) != theirs:
            yield _Difference(row_id, mine, row)


def _note(work: UnitOfWork, table: str, difference: _Difference) -> None:
    key, here = (table, difference.row_id), difference.here
    if difference.there is None and here is not None and _may_offer(work, table, here):
        if is_decided(table, here):
            change_row(work, key, brought_whole(table, here))
        outbox.offer_row(work, key)
    elif here is not None:
        if difference.there is None:
            drop_row(work, key)
        detail = {"kind": "update", "values": here}
        moment = work.act.made_at.isoformat()
        refusal = Refusal(new_id(), work.act_id, *key, "row-mended", detail, moment)
        books.refuse(work, refusal)


def _may_offer(work: UnitOfWork, table: str, here: Mapping[str, Json]) -> bool:
    """What another alone may put there is set aside here until then."""
    kind = DECIDED.get(table)
    is_anothers = kind is not None and kind.brought_by and here[kind.brought_by] != work.act.actor
    return not is_anothers and not is_destroyed(table, here)
