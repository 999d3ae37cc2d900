"""Questions that the central store does not know are asked again, and those that it alone has are put on the list.

The list of conflicts follows the history. Where a laptop goes on in another one, because the central store was put back
from a copy or was left and joined anew, its list tells of the history that it read before. A field is typed again then,
as one that was not seen: the central store answers with a conflict that all colleagues hear of, or finds that it
stands there. A whole row cannot be asked about without the other's edit; it goes, whole, to what could not be shared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.models.base import new_id
from desktop.models.changes import ChangeSet
from desktop.sync import books
from desktop.sync.books import Refusal
from desktop.sync.deciding import decide_again
from desktop.sync.local_rows import change_row, is_there, read_row
from desktop.sync.ops import OpKind
from desktop.sync.protocol import WHOLE_ROW
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.store.database import Store
    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.arrival import Key
    from desktop.sync.books import Noticed
    from desktop.sync.protocol import CentralStore, Clash, RowNow

ASKED_AGAIN = N_("Ask again what was still to be decided")
CODE = "question-gone"
"""Under which an edit that met another's stands in the list of what could not be shared, when it cannot be asked."""


def ask_again(store: Store, central: CentralStore, reach: frozenset[str]) -> ChangeSet:
    """Brings the list of conflicts to what the central store has, once for each history; what is asked again waits.

    The history must have been read to its end. Where a colleague was faster the next sync does it.
    """
    with store.read() as reader:
        state = books.read_state(reader)
        if state is None or not books.must_ask(reader):
            return ChangeSet()
        here = books.open_conflicts(reader)
    there = {clash.id: clash for clash in central.conflicts_of(sorted(reach)) if clash.tbl in kinds()}
    keys = {(one.tbl, one.row_id) for one in here} | {(clash.tbl, clash.row_id) for clash in there.values()}
    rows = {(row.tbl, row.row_id): row for row in central.rows(sorted(keys))}
    if central.pull(state.cursor, 1).changes:
        return ChangeSet()
    changes = ChangeSet()
    for clash in there.values():
        with store.work(ASKED_AGAIN) as work:  # an act decides one conflict of a row
            _bring(work, clash, rows)
            changes |= work.commit()
    with store.work(ASKED_AGAIN) as work:
        lost = [one for one in books.open_conflicts(work) if one.id not in there]
        left = [one for one in lost if not _is_asked(work, one, list(there.values()), rows)]
        if not left:
            books.asked(work)
        return changes | work.commit()


def _bring(work: UnitOfWork, clash: Clash, rows: Mapping[Key, RowNow]) -> None:
    """A conflict that the central store holds open is open here; one that was decided here is decided there."""
    decided = books.decided_here(work)
    if clash.id not in decided:
        if clash.id not in {one.id for one in books.open_conflicts(work)}:
            books.notice(work, as_it_stands(clash, rows), work.act.made_at.isoformat())
    elif not decided[clash.id]:
        decide_again(work, clash.id, (clash.tbl, clash.row_id), clash.field)


def as_it_stands(clash: Clash, rows: Mapping[Key, RowNow]) -> Clash:
    """What is to be decided, beside what has become of "theirs" since it was noticed."""
    row = rows.get((clash.tbl, clash.row_id))
    if row is None or clash.field == WHOLE_ROW or row.seq <= clash.theirs_seq:
        return clash
    now = kinds()[clash.tbl].full(row.values).get(clash.field)
    return clash.model_copy(update={"theirs": now, "theirs_seq": row.seq})


def _is_asked(work: UnitOfWork, lost: Noticed, there: list[Clash], rows: Mapping[Key, RowNow]) -> bool:
    """False when it must wait: the row stands here, and the central store is yet to hear of it."""
    key = (lost.tbl, lost.row_id)
    is_here = is_there(work, key)
    if is_here and key not in rows:
        return False
    is_known = any((c.tbl, c.row_id, c.field, c.mine) == (*key, lost.field, lost.mine) for c in there)
    if not is_known and (lost.field == WHOLE_ROW or not is_here or not _is_typed(work, key, lost)):
        _set_aside(work, lost)
    books.drop_conflict(work, lost.id)
    return True


def _is_typed(work: UnitOfWork, key: Key, lost: Noticed) -> bool:
    """Types a field again; False when it cannot hold the value."""
    target = kinds()[lost.tbl].references.get(lost.field)
    if target is not None and lost.mine is not None and not is_there(work, (target, lost.mine)):
        return False
    if (read_row(work, key) or {}).get(lost.field) == lost.mine:
        return True
    work.connection.exec_driver_sql("UPDATE act_context SET unseen = 1")
    try:
        change_row(work, key, {lost.field: lost.mine})
    except ValueError:
        return False
    finally:
        work.connection.exec_driver_sql("UPDATE act_context SET unseen = 0")
    return True


def _set_aside(work: UnitOfWork, lost: Noticed) -> None:
    values = {lost.field: lost.mine}
    kind = OpKind.UPDATE
    if lost.field == WHOLE_ROW:
        values, kind = dict(lost.mine or lost.before or {}), OpKind.DELETE if lost.mine is None else OpKind.INSERT
        if kind is OpKind.INSERT and is_there(work, (lost.tbl, lost.row_id)):
            kind = OpKind.UPDATE
    detail = {"kind": kind.value, "values": values, "author": lost.mine_by}
    moment = work.act.made_at.isoformat()
    books.refuse(work, Refusal(new_id(), new_id(), lost.tbl, lost.row_id, CODE, detail, moment))
