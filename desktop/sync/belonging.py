"""Which rows belong on this laptop, where the central store tells each colleague what is theirs.

What came within reach since the last sync is fetched whole: the history tells of it from before, and that part was
passed over. What left it goes, with all that this laptop still tells of it; own work on it that could not be shared is
handed in first, see `desktop.sync.late`. A scope of which an own edit waits goes at the next sync: such an edit is sent
first.

What comes within reach may be much: it comes in pieces, and what is reached so far is kept with each, so that a stop
or a kill in the middle goes on where it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.models.changes import ChangeSet
from desktop.models.faults import WorldFault
from desktop.rules.merge import would_wipe
from desktop.store import wiping
from desktop.sync import awaiting, books, contact, inbox, late, outbox
from desktop.sync.asking_again import as_it_stands
from desktop.sync.local_rows import by_table, count_rows, is_there
from desktop.sync.settling import settle_rows
from desktop.sync.telling import personal, told, whose
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.store.database import Store
    from desktop.store.reader import Reader
    from desktop.sync.arrival import Key
    from desktop.sync.protocol import CentralStore, Clash, Progress

_SCOPES_AT_ONCE = 50
_ROWS_AT_ONCE = 1_000
_IN_ORDER = ("map", "casework", "author", "household", "resident", "case_file")
"""Scopes of which kind come first: a row comes after those that it names."""

_TRIES = 5
"""How often what is to be handed in may change under the sync, by who goes on typing, before it waits for the next."""


def follow(
    store: Store, central: CentralStore, reach: frozenset[str] | None, *, progress: Progress, may_wipe: bool = False
) -> ChangeSet:
    """Brings the rows to what this colleague reaches; nothing is done where everyone holds everything.

    Args:
        store: The laptop's own.
        central: The central store.
        reach: What the central store says that this colleague reaches, see `Page.reach`.
        progress: See `desktop.sync.protocol.Progress`; the step is ``reach``.
        may_wipe: True once a person has said that a large share of the rows may leave.

    Raises:
        WorldFault: ``sync-would-wipe`` when a large share of the rows would leave and nobody said that they may;
            ``central-damaged`` for a store that lets its member reach nothing at all.
    """
    forms = _let_forms_go(store, central)
    if reach is None:
        return forms
    if not reach:
        raise WorldFault("central-damaged", file="")
    known, look = _told_before(store, reach)
    if reach == known and not look:
        return forms
    changes = forms
    # At the very first sync the whole history was read, and nothing was passed over.
    if known is not None:
        changes = changes.with_some(_fetch_all(store, central, known, reach - known, progress))
        if known <= reach and _sorts(reach) <= _sorts(known) and not look:
            return changes  # nothing can have left, and to look for it takes as long as there are rows
    for _try in range(_TRIES):
        went = _withdraw(store, central, reach, may_wipe=may_wipe)
        if went is not None:
            return changes | went
    return changes


def _told_before(store: Store, reach: frozenset[str]) -> tuple[frozenset[str] | None, bool]:
    """What was reached when the rows were last brought to it, and whether to look for what stayed behind."""
    untold = _still_untold(store, reach)
    with store.read() as reader:
        known = books.reach(reader)
        return None if known is None else known - untold, books.must_look(reader)


def _still_untold(store: Store, reach: frozenset[str]) -> frozenset[str]:
    """Scopes of before the central store was put back of which it told nothing when it was met again, nor in time.

    Those that come within reach later are fetched whole like any other.
    """
    with store.read() as reader:
        kept = books.untold(reader)
    if not kept:
        return frozenset()
    now = {scope: at for scope, at in kept.items() if at or scope not in reach}
    with store.work(inbox.ACT, origin="sync") as work:
        moment = work.act.made_at
        now = {scope: at or moment.isoformat() for scope, at in now.items()}
        now = {scope: at for scope, at in now.items() if at >= awaiting.since(moment)}
        if now != kept:
            books.keep_untold(work, now)
            work.commit()
    return frozenset(now)


def _sorts(scopes: frozenset[str]) -> set[str]:
    """Sorts of scopes: before a central store told one of them apart, its rows came to whoever reached another."""
    return {scope.partition(":")[0] for scope in scopes}


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
        going = _going(reader, reach, store.clock())
        left = late.about(reader, going.keys)
        rows, present = sum(is_there(reader, key) for key in going.keys), count_rows(reader)
    if not may_wipe and would_wipe(vanishing=rows, present=present):
        raise WorldFault("sync-would-wipe", rows=rows, present=present)
    if left:
        central.hand_in(left)
    with store.work(inbox.ACT, origin="sync") as work:
        now = _going(work, reach, store.clock())
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


def _going(reader: Reader, reach: frozenset[str], moment: datetime) -> _Going:
    """What is out of reach and was with the team before: what never was shared is its author's, and stays.

    So does, for a while, a case of which a decision waits until a colleague has brought it back.
    """
    here = whose(reader)
    known = here | told(reader, here)
    out = {scope for scope in known.values() if scope not in reach and books.was_shared(reader, scope)}
    waiting = {known[key] for key in outbox.rows_waiting(reader) if key in known}
    waiting = (waiting | awaiting.scopes_kept(reader, known, moment)) & out
    keys = frozenset(key for key, scope in known.items() if scope in out - waiting)
    return _Going(keys, bool(waiting))


def _fetch_all(
    store: Store, central: CentralStore, known: frozenset[str], new: frozenset[str], progress: Progress
) -> ChangeSet:
    changes = ChangeSet()
    scopes = sorted(new, key=_turn)
    for begun in range(0, len(scopes), _SCOPES_AT_ONCE):
        progress("reach", begun, len(scopes))
        some = scopes[begun : begun + _SCOPES_AT_ONCE]
        changes = changes.with_some(_fetch(store, central, some, known.union(scopes[:begun], some)))
    return changes


def _turn(scope: str) -> tuple[int, str]:
    kind = scope.partition(":")[0]
    return (_IN_ORDER.index(kind) if kind in _IN_ORDER else len(_IN_ORDER)), scope


def _fetch(store: Store, central: CentralStore, scopes: list[str], reached: frozenset[str]) -> ChangeSet:
    """Brings a few scopes in, a bounded number of rows at a time; with the last they count as reached."""
    changes, after, is_last = ChangeSet(), ("", ""), False
    while not is_last:
        rows = central.rows_of(scopes, after, _ROWS_AT_ONCE)
        is_last = len(rows) < _ROWS_AT_ONCE
        if rows and (rows[-1].tbl, rows[-1].row_id) <= after:
            raise WorldFault("central-damaged", file="")  # else it would be asked for ever
        after = (rows[-1].tbl, rows[-1].row_id) if rows else after
        clashes = _clashes_of(central, scopes) if is_last else []
        with store.work(inbox.ACT, origin="sync") as work:
            found = {(row.tbl, row.row_id): row for row in rows if row.tbl in kinds()}
            books.hold(work, found)
            settle_rows(work, found, found)
            for clash in clashes:
                books.notice(work, clash, work.act.made_at.isoformat())
            if is_last:
                books.keep_reach(work, reached)
                books.keep_untold(work, {name: at for name, at in books.untold(work).items() if name not in reached})
            changes = changes.with_some(work.commit())
    return changes | settle_held(store, central)


def _clashes_of(central: CentralStore, scopes: list[str]) -> list[Clash]:
    found = [clash for clash in central.conflicts_of(scopes) if clash.tbl in kinds()]
    rows = central.rows(sorted({(clash.tbl, clash.row_id) for clash in found})) if found else ()
    now = {(row.tbl, row.row_id): row for row in rows}
    return [as_it_stands(clash, now) for clash in found]


def settle_held(store: Store, central: CentralStore) -> ChangeSet:
    """Fetches what is held, a bounded number of rows at a time."""
    with store.read() as reader:
        held = by_table(books.held(reader))
    keys = [(table, row_id) for table in kinds() for row_id in sorted(held.get(table, ()))]  # what is named comes first
    changes = ChangeSet()
    for begun in range(0, len(keys), _ROWS_AT_ONCE):
        some = keys[begun : begun + _ROWS_AT_ONCE]
        found = {(row.tbl, row.row_id): row for row in central.rows(some)}
        with store.work(inbox.ACT, origin="sync") as work:
            settle_rows(work, some, found)
            changes = changes.with_some(work.commit())
    return changes
