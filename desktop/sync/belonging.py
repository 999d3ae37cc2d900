"""Which rows belong on this laptop, where the central store tells each colleague what is theirs.

What came within reach since the last sync is fetched whole: the history tells of it from before, and that part was
passed over. What left it goes, once no own edit of it waits: such an edit is sent first, or stands in the list of what
could not be shared. The journal of this laptop still tells what was done here; purging that too is not built yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from desktop.models.changes import ChangeSet
from desktop.store.mapping import TABLES
from desktop.sync import books, inbox, outbox
from desktop.sync.postgres.kinds_here import OWN, KindHere, kinds_here
from desktop.sync.protocol import WHOLE_ROW
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from desktop.store.database import Store
    from desktop.store.reader import Reader
    from desktop.sync.arrival import Key
    from desktop.sync.protocol import CentralStore, Clash, RowNow

_SCOPES_AT_ONCE = 200


def follow(store: Store, central: CentralStore) -> ChangeSet:
    """Brings the rows to what this colleague reaches; nothing is done where everyone holds everything."""
    reach = central.reach()
    if reach is None:
        return ChangeSet()
    with store.read() as reader:
        known = books.reach(reader)
        here = whose(reader) if reach != known else {}
    if not here and reach == known:
        return ChangeSet()
    # At the very first sync the whole history was read, and nothing was passed over.
    new = reach - known if known is not None else frozenset()
    changes = _fetch(store, central, sorted(new))
    with store.work(inbox.ACT, origin="sync") as work:
        waiting = outbox.rows_waiting(work)
        out = {key for key, scope in here.items() if scope not in reach}
        books.hold(work, out - waiting)
        books.forget_conflicts(work, out - waiting)
        inbox.settle_rows(work, out - waiting, {})
        if not out & waiting:  # else it is looked at again
            books.keep_reach(work, reach)
        return changes | work.commit()


def whose(reader: Reader) -> dict[Key, str]:
    """The scope of every row that is somebody's; rows that everyone holds, and those of their author, are left out."""
    found: dict[Key, str] = {}
    for kind in kinds_here():
        if kind.home == "own":
            found |= {(kind.tbl, row_id): f"{kind.tbl}:{row_id}" for row_id, _none in _rows(reader, kind, "id")}
        elif kind.home == "parent" and kind.home_tbl != "signal":
            found |= dict(_leaning(reader, kind, found))
    return found


def _leaning(reader: Reader, kind: KindHere, known: dict[Key, str]) -> Iterator[tuple[Key, str]]:
    for row_id, parent in _rows(reader, kind, kind.home_field):
        if parent is None:
            continue
        scope = f"{kind.home_tbl}:{parent}" if kind.home_tbl in OWN else known.get((kind.home_tbl, parent))
        if scope is not None:
            yield (kind.tbl, row_id), scope


def _rows(reader: Reader, kind: KindHere, field: str) -> Iterable[tuple[str, str | None]]:
    query = f"SELECT id, {field} FROM {TABLES[kind.tbl].name}"  # noqa: S608 - names of our own tables and columns
    return [(row_id, value) for row_id, value in reader.connection.exec_driver_sql(query)]


def _as_it_stands(clash: Clash, rows: Mapping[Key, RowNow]) -> Clash:
    """What is to be decided, beside what has become of "theirs" since it was noticed."""
    row = rows.get((clash.tbl, clash.row_id))
    if row is None or clash.field == WHOLE_ROW or row.seq <= clash.theirs_seq:
        return clash
    now = kinds()[clash.tbl].full(row.values).get(clash.field)
    return clash.model_copy(update={"theirs": now, "theirs_seq": row.seq})


def _fetch(store: Store, central: CentralStore, scopes: list[str]) -> ChangeSet:
    changes = ChangeSet()
    left = iter(scopes)
    while some := tuple(islice(left, _SCOPES_AT_ONCE)):
        rows, clashes = central.rows_of(some), central.conflicts_of(some)
        found = {(row.tbl, row.row_id): row for row in rows if row.tbl in kinds()}
        clashes = tuple(clash for clash in clashes if clash.tbl in kinds())
        if not found:
            continue
        with store.work(inbox.ACT, origin="sync") as work:
            books.hold(work, found)
            inbox.settle_rows(work, found, found)
            for clash in clashes:
                books.notice(work, _as_it_stands(clash, found), work.act.made_at.isoformat())
            changes |= work.commit()
    return changes
