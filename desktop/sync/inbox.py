"""What comes from the central store is put in the laptop's own rows, under the edits that have not been judged yet.

A field with such an edit keeps the own value. Rows that cannot be brought up to date now are held: a row deleted by
another while an own edit waits, or one that names a row the laptop deleted. They are fetched whole once the own edits
have been judged, and until then nothing that is held counts as seen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.rules.merge import members_met
from desktop.store import journal, wiping
from desktop.store.journal import Fate
from desktop.sync import books, outbox
from desktop.sync.books import Refusal, State
from desktop.sync.local_rows import (
    change_row,
    drop_row,
    is_named,
    is_there,
    names_missing,
    naming_missing,
    put_row,
    read_row,
)
from desktop.sync.protocol import PURGE, PURGED
from desktop.sync.telling import with_what_leans
from desktop.sync.vocabulary import Json, kinds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.arrival import Key
    from desktop.sync.outbox import Pending
    from desktop.sync.protocol import Change, Page, RowNow


_NO_EDIT = frozenset({"none", PURGE, PURGED})

ACT = N_("Sync with colleagues")
"""Under which name the journal keeps what came from the central store."""


@dataclass(frozen=True)
class Taken:
    """What a page brought."""

    state: State
    others: int
    """Changes that were not made in this store."""
    wiped: frozenset[Key]
    """Rows that were destroyed, and what leaned on them here."""


def take_page(work: UnitOfWork, page: Page, state: State) -> Taken:
    """Puts a page of the history in the store, together with the new place in it. Whoever calls commits."""
    own = outbox.own_ops(work, [change.op_id for change in page.changes])
    _take_whole(work, page.changes, own)
    destroyed = {(change.tbl, change.row_id) for change in page.changes if change.effect == PURGE}
    wiped = with_what_leans(work, destroyed) if destroyed else set()
    if wiped:
        wiping.wipe(work, wiped)
        let_go(work, wiped)
    last = page.changes[-1]
    others = sum(1 for change in page.changes if change.op_id not in own and change.effect not in _NO_EDIT)
    return Taken(replace(state, cursor=last.seq, cursor_op=last.op_id), others, frozenset(wiped))


def let_go(work: UnitOfWork, wiped: Collection[Key]) -> None:
    """A row that names one which was wiped cannot stand here either; it is held, and fetched when it can be."""
    gone = wiped
    while gone:
        gone = naming_missing(work, {tbl for tbl, _row in gone})
        for key in gone:
            drop_row(work, key)
        books.hold(work, gone)


def settle_rows(work: UnitOfWork, keys: Iterable[Key], found: Mapping[Key, RowNow]) -> None:
    """Brings rows to what the central store has, except for own edits that still wait; what cannot be stays held."""
    left = set(keys)
    _speak(work, "")  # a row that comes whole does not tell who wrote what in it, and this colleague did not
    while True:
        with work.connection.begin_nested() as attempt:
            settled = {key for key in left if _settle(work, key, found.get(key))}
            broken = _torn(work, settled)
            if not broken:
                books.release(work, settled)
                _speak(work, work.act.actor)
                return
            attempt.rollback()
        left -= broken


def _take_whole(work: UnitOfWork, changes: Sequence[Change], own: Mapping[str, Fate]) -> None:
    """Takes changes in; when that would tear references apart, again without the rows at fault."""
    while True:
        with work.connection.begin_nested() as attempt:
            touched = _Taking(work, own).all(changes)
            broken = _torn(work, touched)
            if not broken:
                return
            attempt.rollback()
        books.hold(work, broken)


def _torn(work: UnitOfWork, touched: Iterable[Key]) -> set[Key]:
    """Of these rows, the ones that name a row that is not there, or that are gone while another still names them."""
    return {key for key in touched if names_missing(work, key) or (not is_there(work, key) and is_named(work, key))}


class _Taking:
    """One attempt to take in a page."""

    def __init__(self, work: UnitOfWork, own: Mapping[str, Fate]) -> None:
        self._work = work
        self._own = own
        self._held = books.held(work)
        self._waiting = outbox.rows_waiting(work)
        self._in_conflict = books.rows_in_conflict(work)
        self._author = ""
        self._touched: set[Key] = set()

    def all(self, changes: Sequence[Change]) -> set[Key]:
        """Takes them in, in order, and returns the rows that were written."""
        for change in changes:
            self._one(change)
        return self._touched

    def _one(self, change: Change) -> None:
        key = (change.tbl, change.row_id)
        if change.effect in {PURGE, PURGED}:
            outbox.settle(self._work, [change.op_id] if change.op_id in self._own else [], Fate.ACKNOWLEDGED)
            return
        if change.tbl not in kinds():
            self._put_aside(change, "change-unreadable")
            return
        is_own = change.op_id in self._own
        if is_own:
            outbox.settle(self._work, [change.op_id], Fate.CONFLICT if change.clashes else Fate.ACKNOWLEDGED)
            if change.clashes:
                books.reopen(self._work, change.op_id)
        self._tell(change, key)
        if is_own and change.clashes:
            # The row goes back to theirs when it is fetched; mine stands in the list. Until then mine is on the screen,
            # so nothing typed on it may count theirs as seen.
            self._hold(key)
            outbox.see_no_further(self._work, key, min(clash.theirs_seq for clash in change.clashes) - 1)
        elif key not in self._held and change.seq > journal.base_of(self._work, *key):
            self._bring(change, key, is_own=is_own)

    def _tell(self, change: Change, key: Key) -> None:
        if key in self._in_conflict:
            books.keep_up(self._work, change)
        moment = self._work.act.made_at.isoformat()
        for clash in change.clashes:
            books.notice(self._work, clash, moment)
            self._in_conflict.add(key)
        if change.closes:
            books.close(self._work, change.closes, by=change.author, moment=moment, act_id=None)

    def _bring(self, change: Change, key: Key, *, is_own: bool) -> None:
        if is_own:
            self._put_in_order(change, key)
        elif change.effect != "none" and not self._is_applied(change, key):
            self._hold(key)
            return
        journal.set_base(self._work, *key, change.seq)

    def _put_in_order(self, change: Change, key: Key) -> None:
        """An own edit stands here already; only its sets may have become others, or in another order."""
        here = read_row(self._work, key) if change.sets else None
        if here is None:
            return
        self._speak_for(change)
        try:
            change_row(self._work, key, _under(self._pending(key), here, _sets(change)))
        except ValueError:
            self._put_aside(change, "change-not-valid")

    def _pending(self, key: Key) -> Pending:
        return outbox.pending(self._work, key) if key in self._waiting else outbox.Pending()

    def _is_applied(self, change: Change, key: Key) -> bool:
        try:
            return self._apply(change, key, self._pending(key))
        except ValueError:
            self._put_aside(change, "change-not-valid")
            return False

    def _apply(self, change: Change, key: Key, mine: Pending) -> bool:
        """False when the row must be held."""
        here = read_row(self._work, key)
        if change.effect == "delete":
            if mine.is_any and here is not None:
                return False
        elif here is None and (mine.is_any or change.effect != "insert"):
            return False
        self._speak_for(change)
        self._touched.add(key)
        if change.effect == "delete":
            drop_row(self._work, key)
        elif here is None:
            put_row(self._work, key, change.fields)
        else:
            change_row(self._work, key, _under(mine, here, _brought(change)))
        return True

    def _speak_for(self, change: Change) -> None:
        """The journal names whoever made the change."""
        if change.author != self._author:
            self._author = change.author
            _speak(self._work, change.author)

    def _hold(self, key: Key) -> None:
        self._held.add(key)
        books.hold(self._work, [key])

    def _put_aside(self, change: Change, code: str) -> None:
        detail = change.model_dump(mode="json")
        moment = self._work.act.made_at.isoformat()
        refusal = Refusal(change.op_id, "", change.tbl, change.row_id, code, detail, moment)
        books.refuse(self._work, refusal)


def _speak(work: UnitOfWork, who: str) -> None:
    work.connection.exec_driver_sql("UPDATE act_context SET actor = ?", (who,))


def _brought(change: Change) -> dict[str, Json]:
    """The fields that a change gives a row that is there; sets whole, so that all have them in one order."""
    plain = kinds()[change.tbl].full(change.fields) if change.effect == "insert" else dict(change.fields)
    return plain | _sets(change)


def _sets(change: Change) -> dict[str, Json]:
    return {name: list(members) for name, members in change.sets.items()}


def _under(mine: Pending, here: Mapping[str, Json], brought: Mapping[str, Json]) -> dict[str, Json]:
    """What of it may be written under own edits that wait: no field of theirs, and sets with the own members."""
    free = {name: value for name, value in brought.items() if name not in mine.fields}
    for name, added, removed in mine.members:
        if name in free:
            free[name] = list(members_met(free[name] or (), added, removed))
    return {name: value for name, value in free.items() if value != here.get(name)}


def _settle(work: UnitOfWork, key: Key, now: RowNow | None) -> bool:
    """True when the row is as the central store has it, but for own edits that wait."""
    mine, here = outbox.pending(work, key), read_row(work, key)
    if now is None:
        if not mine.is_any:
            drop_row(work, key)
        return True
    if mine.is_any and (here is None) != now.gone:
        return False
    try:
        _bring_to(work, key, now, mine)
    except ValueError:
        return False
    if not (now.gone and mine.is_any):
        journal.set_base(work, *key, now.seq)
    return True


def _bring_to(work: UnitOfWork, key: Key, now: RowNow, mine: Pending) -> None:
    here = read_row(work, key)
    if now.gone:
        drop_row(work, key)
    elif here is None:
        put_row(work, key, now.values)
    else:
        change_row(work, key, _under(mine, here, kinds()[key[0]].full(now.values)))
