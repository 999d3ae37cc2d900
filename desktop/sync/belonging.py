"""Which rows belong on this laptop, where the central store tells each colleague what is theirs.

What came within reach since the last sync is fetched whole: the history tells of it from before, and that part was
passed over. What left it goes, with all that this laptop still tells of it; own work on it that could not be shared is
handed in first, see `desktop.sync.late`. A scope of which an own edit waits goes at the next sync: such an edit is sent
first.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from desktop.models.changes import ChangeSet
from desktop.models.faults import WorldFault
from desktop.rules.merge import would_wipe
from desktop.store import wiping
from desktop.sync import books, contact, inbox, late, outbox
from desktop.sync.asking_again import as_it_stands
from desktop.sync.local_rows import count_rows, is_there
from desktop.sync.telling import personal, told, whose
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from desktop.store.database import Store
    from desktop.store.reader import Reader
    from desktop.sync.arrival import Key
    from desktop.sync.protocol import CentralStore

_SCOPES_AT_ONCE = 200
_TRIES = 5
"""How often what is to be handed in may change under the sync, by who goes on typing, before it waits for the next."""


def follow(store: Store, central: CentralStore, *, may_wipe: bool = False) -> ChangeSet:
    """Brings the rows to what this colleague reaches; nothing is done where everyone holds everything.

    Raises:
        WorldFault: ``sync-would-wipe`` when a large share of the rows would leave and nobody said that they may;
            ``central-damaged`` for a store that lets its member reach nothing at all.
    """
    reach = central.reach()
    forms = _let_forms_go(store, central)
    if reach is None:
        return forms
    if not reach:
        raise WorldFault("central-damaged", file="")
    with store.read() as reader:
        known, look = books.reach(reader), books.must_look(reader)
    if reach == known and not look:
        return forms
    # At the very first sync the whole history was read, and nothing was passed over.
    new = reach - known if known is not None else frozenset()
    changes = forms | _fetch(store, central, sorted(new))
    for _try in range(_TRIES):
        went = _withdraw(store, central, reach, may_wipe=may_wipe)
        if went is not None:
            return changes | went
    return changes


def _let_forms_go(store: Store, central: CentralStore) -> ChangeSet:
    """Hands in what is typed in forms that stood open while what they are about left; what comes after goes next."""
    with store.read() as reader:
        subjects = wiping.forms_of_nothing(reader)
        left = late.of_forms(reader, subjects)
    if not left:
        return ChangeSet()
    central.hand_in(left)
    with store.work(inbox.ACT, origin="sync") as work:
        if late.of_forms(work, subjects) != left:
            return ChangeSet()
        wiping.wipe(work, {("", subject) for subject in subjects})
        return work.commit()


def leave(store: Store, central: CentralStore) -> ChangeSet:
    """For a colleague who was shut out: hands in what was not shared, and empties the laptop but for the social map."""
    while True:
        with store.read() as reader:
            left = late.everything(reader)
        central.hand_in(left)
        with store.work(inbox.ACT, origin="sync") as work:
            if late.everything(work) != left:
                continue
            work.connection.exec_driver_sql("UPDATE journal SET pushed = 3 WHERE pushed = 0")
            work.connection.exec_driver_sql("DELETE FROM refused")
            work.connection.exec_driver_sql("DELETE FROM form_draft")
            wiping.wipe(work, personal(work))
            books.forget(work)
            contact.forget(work)
            return work.commit()


def _withdraw(store: Store, central: CentralStore, reach: frozenset[str], *, may_wipe: bool) -> ChangeSet | None:
    """Hands in and wipes what is out of reach; None when more was typed meanwhile."""
    with store.read() as reader:
        going = _going(reader, reach)
        left = late.about(reader, going.keys)
        rows, present = sum(is_there(reader, key) for key in going.keys), count_rows(reader)
    if not may_wipe and would_wipe(vanishing=rows, present=present):
        raise WorldFault("sync-would-wipe", rows=rows, present=present)
    if left:
        central.hand_in(left)
    with store.work(inbox.ACT, origin="sync") as work:
        now = _going(work, reach)
        if now != going or late.about(work, now.keys) != left:
            return None
        if now.keys:
            wiping.wipe(work, now.keys)
            inbox.let_go(work, now.keys)
        if not now.is_postponed:
            books.keep_reach(work, reach)
            books.looked(work)
        return work.commit()


@dataclass(frozen=True)
class _Going:
    keys: frozenset[Key]
    is_postponed: bool
    """True when more is out of reach, of which an own edit waits."""


def _going(reader: Reader, reach: frozenset[str]) -> _Going:
    """What is out of reach and was with the team before: what never was shared is its author's, and stays."""
    here = whose(reader)
    known = here | told(reader, here)
    out = {scope for scope in known.values() if scope not in reach and books.was_shared(reader, scope)}
    waiting = {known[key] for key in outbox.rows_waiting(reader) if key in known} & out
    keys = frozenset(key for key, scope in known.items() if scope in out - waiting)
    return _Going(keys, bool(waiting))


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
                books.notice(work, as_it_stands(clash, found), work.act.made_at.isoformat())
            changes |= work.commit()
    return changes
