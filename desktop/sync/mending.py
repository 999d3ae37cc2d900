"""A table that differs from the central store's without a reason is fetched again.

What stood here instead is kept for a person to see, and a row that the central store never saw is offered to it:
nothing disappears in a repair either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from desktop.models.base import new_id
from desktop.models.faults import WorldFault
from desktop.rules.merge import would_wipe
from desktop.sync import books, inbox, outbox
from desktop.sync.books import Refusal
from desktop.sync.local_rows import read_table
from desktop.sync.vocabulary import Json, kinds

if TYPE_CHECKING:
    from desktop.models.changes import ChangeSet
    from desktop.store.database import Store
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.protocol import CentralStore, RowNow

_ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class _Difference:
    row_id: str
    here: dict[str, Json] | None
    there: RowNow | None


def mend(store: Store, central: CentralStore, table: str, *, may_wipe: bool) -> tuple[int, ChangeSet]:
    """Fetches a table again and tells how many rows differed.

    Raises:
        WorldFault: ``sync-would-wipe`` when a large share of the rows would go.
    """
    there = {row.row_id: row for row in _everything(central, table)}
    with store.read() as reader:
        differences = list(_differences(reader, table, there))
        present = sum(1 for _row in read_table(reader, table))
    going = sum(1 for difference in differences if difference.there is not None and difference.there.gone)
    if not may_wipe and would_wipe(vanishing=going, present=present):
        raise WorldFault("sync-would-wipe", rows=going, present=present)
    with store.work(inbox.ACT, origin="sync") as work:
        for difference in differences:
            _note(work, table, difference)
        rows = [difference.there for difference in differences if difference.there is not None]
        books.hold(work, [(row.tbl, row.row_id) for row in rows])
        inbox.settle_rows(work, [(row.tbl, row.row_id) for row in rows], {(row.tbl, row.row_id): row for row in rows})
        return len(differences), work.commit()


def _everything(central: CentralStore, table: str) -> Iterator[RowNow]:
    after = ""
    while rows := central.table(table, after, _ROWS_AT_ONCE):
        if any(row.tbl != table for row in rows) or rows[-1].row_id <= after:
            raise WorldFault("central-damaged", file=table)  # else it would be asked for ever
        yield from rows
        after = rows[-1].row_id


def _differences(reader: Reader, table: str, known: Mapping[str, RowNow]) -> Iterator[_Difference]:
    """Walks through both sides by id; rows with own edits that wait are no difference yet."""
    kind, waiting = kinds()[table], {key[1] for key in outbox.rows_waiting(reader) if key[0] == table}
    here = dict(read_table(reader, table))
    for row_id in sorted(set(chain(here, known)) - waiting):
        mine, row = here.get(row_id), known.get(row_id)
        theirs = None if row is None or row.gone else kind.spare(kind.full(row.values))
        if (None if mine is None else kind.spare(mine)) != theirs:
            yield _Difference(row_id, mine, row)


def _note(work: UnitOfWork, table: str, difference: _Difference) -> None:
    if difference.there is None:
        outbox.offer_row(work, (table, difference.row_id))
    elif difference.here is not None:
        detail = {"kind": "update", "values": difference.here}
        moment = work.act.made_at.isoformat()
        refusal = Refusal(new_id(), work.act_id, table, difference.row_id, "row-mended", detail, moment)
        books.refuse(work, refusal)
