"""What this colleague decided on and the central store, put back from a copy, does not know: said again in its turn.

A decision stands on a text. Where that was brought by another, it is not there until the other's laptop has met the
store too. So the decision waits, on the list of what could not be shared, and goes by itself once the text is there
as it was. What hangs on the same case and is not there either waits with it: else it would be brought by who decided,
who would then be taken for who wrote. A person may put it aside, and then nothing waits any more.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.models.base import new_id
from desktop.models.changes import ChangeSet
from desktop.store.wiping import KEPT_DAYS
from desktop.sync import books, outbox
from desktop.sync.approved import ALONE, WAITS
from desktop.sync.arrival import Key
from desktop.sync.books import Refusal
from desktop.sync.decided import DECIDED, in_turn, is_awaited
from desktop.sync.local_rows import change_row, read_row
from desktop.sync.ops import OpKind
from desktop.sync.telling import whose
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.store.database import Store
    from desktop.store.reader import Reader
    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.protocol import CentralStore, RowNow
    from desktop.sync.vocabulary import Json

SAID_AGAIN = N_("Share again what was decided since the copy of the central store")

_Bring = Callable[["UnitOfWork", Key, "RowNow | None"], bool]


def wait(work: UnitOfWork, key: Key, here: Mapping[str, Json], told: Mapping[str, Json]) -> None:
    """Writes down that this row, or these fields of it, can be shared once what it stands on is there."""
    kind = OpKind.UPDATE if told else OpKind.INSERT
    by = work.act.actor
    detail = {"kind": kind.value, "values": dict(here), "told": dict(told), "author": by}
    books.refuse(work, Refusal(new_id(), new_id(), *key, WAITS, detail, work.act.made_at.isoformat()))


def waiting(reader: Reader) -> list[Refusal]:
    """What waits, parents before what hangs on them."""
    order = {name: place for place, name in enumerate(kinds())}
    found = [one for one in books.refusals(reader, WAITS) if one.tbl in order]
    return sorted(found, key=lambda one: (order[one.tbl], one.row_id))


def since(moment: datetime) -> str:
    """The moment (UTC, ISO 8601) before which what is waited for is not waited for any more."""
    return (moment - timedelta(days=KEPT_DAYS)).isoformat()


def scopes_kept(reader: Reader, known: Mapping[Key, str], moment: datetime) -> set[str]:
    """Scopes that do not leave this laptop yet, though the central store does not tell of them.

    Something waits in them, or it was put back from a copy and may hear of them yet: this may be the last place where
    they are. A month at most, for by then they may be another's.

    Args:
        reader: The laptop's own store.
        known: By row its scope, as `desktop.sync.telling.whose` tells.
        moment: Now.
    """
    keys = {(one.tbl, one.row_id) for one in waiting(reader) if one.noticed_at >= since(moment)}
    scopes = {known[key] for key in _with_what_it_stands_on(reader, keys) if key in known}
    return scopes | books.untold(reader).keys()


def left_to_others(reader: Reader, untold: Set[str] = frozenset()) -> set[Key]:
    """Rows that another brings, should the central store not have them.

    Args:
        reader: The laptop's own store.
        untold: Scopes of which the central store tells nothing; those in which something waits come to it.
    """
    keys = {(one.tbl, one.row_id) for one in waiting(reader)}
    if not keys and not untold:
        return set()
    known = whose(reader)
    scopes = {known[key] for key in _with_what_it_stands_on(reader, keys) if key in known} | untold
    return keys | {key for key, scope in known.items() if scope in scopes}


def _with_what_it_stands_on(reader: Reader, keys: set[Key]) -> set[Key]:
    found, left = set(keys), list(keys)
    while left:
        tbl, row_id = left.pop()
        new = _named(tbl, read_row(reader, (tbl, row_id)) or {}) - found
        found |= new
        left += new
    return found


def say(store: Store, central: CentralStore, bring: _Bring) -> ChangeSet:
    """Has what waited go with the next edits, as far as what it stands on is there; the history must have been read.

    Args:
        store: The laptop's own.
        central: The central store.
        bring: For a row that waited and that no colleague brought.
    """
    with store.read() as reader:
        left = waiting(reader)
    if not left:
        return ChangeSet()
    with store.work(SAID_AGAIN) as work:
        rows, late = _rows(work, central, left), since(work.act.made_at)
        for one in left:
            if one.noticed_at < late:
                books.tell_otherwise(work, one.op_id, ALONE)
            elif _is_said(work, one, rows, bring):
                books.dismiss(work, one.op_id, work.act.made_at.isoformat())
        return work.commit()


def _rows(reader: Reader, central: CentralStore, left: list[Refusal]) -> dict[Key, RowNow]:
    """As the central store has them: what waits, and what that stands on."""
    keys: set[Key] = {(one.tbl, one.row_id) for one in left}
    for tbl, row_id in list(keys):
        keys |= _named(tbl, read_row(reader, (tbl, row_id)) or {})
    return {(row.tbl, row.row_id): row for row in central.rows(sorted(keys)) if not row.gone}


def _named(table: str, values: Mapping[str, Json]) -> set[Key]:
    return {(target, values[field]) for field, target in kinds()[table].references.items() if values.get(field)}


def _is_said(work: UnitOfWork, one: Refusal, rows: Mapping[Key, RowNow], bring: _Bring) -> bool:
    key, told = (one.tbl, one.row_id), one.detail["told"]
    here = read_row(work, key)
    if here is None or outbox.waiting_among(work, [key]):
        return False
    if not told:
        is_brought_by_another = one.tbl in DECIDED and key not in rows
        if is_brought_by_another or not _named(one.tbl, here) <= rows.keys():
            return False
        bring(work, key, rows.get(key))
        return True
    if key not in rows:
        return False
    if any(here[name] != value for name, value in told.items()):
        if not is_awaited(one.tbl, here, one.detail["values"], told):
            return False
        for fields in in_turn(one.tbl, told):
            change_row(work, key, fields)
        outbox.make_final(work)
    return True
