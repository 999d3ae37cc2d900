"""What comes from the central store is put in the laptop's own rows, under the edits that have not been judged yet.

A field with such an edit keeps the own value. Rows that cannot be brought up to date now are held: a row deleted by
another while an own edit waits, or one that names a row the laptop deleted. They are fetched whole once the own edits
have been judged, and until then nothing that is held counts as seen.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.rules.merge import members_met
from desktop.store import wiping
from desktop.store.journal import Fate
from desktop.sync import books, outbox
from desktop.sync.books import Refusal, State
from desktop.sync.local_rows import drop_row, naming_missing, torn
from desktop.sync.page_rows import PageRows
from desktop.sync.protocol import PURGE, PURGED
from desktop.sync.telling import with_what_leans
from desktop.sync.vocabulary import Json, kinds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.arrival import Key
    from desktop.sync.outbox import Pending
    from desktop.sync.protocol import Change, Page


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


class TornError(Exception):
    """A page would leave rows that name one which is not there, or take away what another names.

    Attributes:
        keys: The rows at fault.
    """

    def __init__(self, keys: set[Key]) -> None:
        super().__init__()
        self.keys = keys


def take_page(work: UnitOfWork, page: Page, state: State, held: Collection[Key] = ()) -> Taken:
    """Puts a page of the history in the store, together with the new place in it. Whoever calls commits.

    Args:
        work: The act.
        page: The piece of the history.
        state: How far the laptop was.
        held: Rows that are left as they are, to be fetched whole.

    Raises:
        TornError: Nothing of the act may stay then; in a new one the page is taken with the rows at fault held.
    """
    books.hold(work, held)
    own = outbox.own_ops(work, [change.op_id for change in page.changes])
    touched = _Taking(work, page.changes, own).all()
    if broken := torn(work, touched):
        raise TornError(broken)
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


class _Taking:
    """One attempt to take in a page."""

    def __init__(self, work: UnitOfWork, changes: Sequence[Change], own: Mapping[str, Fate]) -> None:
        self._work = work
        self._changes = changes
        self._own = own
        self._held = books.held(work)
        self._in_conflict = books.rows_in_conflict(work)
        self._met = {_key(change) for change in changes if change.op_id not in own}
        # An own edit stands in its row already; its fields are only read to put them in order.
        in_order = {_key(change) for change in changes if change.sets or change.merged}
        self._rows = PageRows(work, map(_key, changes), self._met | in_order)
        self._waiting = outbox.waiting_among(work, self._met | in_order)

    def all(self) -> set[Key]:
        """Takes them in, in order, and returns the rows that were written."""
        mine = [change for change in self._changes if change.op_id in self._own]
        # Of a row that others changed too, an own edit waits until its turn: it keeps its fields until then.
        self._settle([change for change in mine if _key(change) not in self._met])
        for change in self._changes:
            self._one(change)
        self._rows.flush()
        return self._rows.touched

    def _settle(self, changes: Sequence[Change]) -> None:
        for fate in (Fate.CONFLICT, Fate.ACKNOWLEDGED):
            some = [change.op_id for change in changes if bool(change.clashes) == (fate is Fate.CONFLICT)]
            outbox.settle(self._work, some, fate)

    def _one(self, change: Change) -> None:
        key = _key(change)
        if change.effect in {PURGE, PURGED}:
            outbox.settle(self._work, [change.op_id] if change.op_id in self._own else [], Fate.ACKNOWLEDGED)
            return
        if change.tbl not in kinds():
            self._put_aside(change, "change-unreadable")
            return
        is_own = change.op_id in self._own
        if is_own:
            if key in self._met:
                self._settle([change])
            if change.clashes:
                books.reopen(self._work, change.op_id)
        self._tell(change, key)
        if is_own and change.clashes:
            # The row goes back to theirs when it is fetched; mine stands in the list. Until then mine is on the screen,
            # so nothing typed on it may count theirs as seen.
            self._hold(key)
            seen = min(clash.theirs_seq for clash in change.clashes) - 1
            self._rows.set_base(key, min(seen, self._rows.base(key)))
        elif key not in self._held and change.seq > self._rows.base(key):
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
        self._rows.set_base(key, change.seq)

    def _put_in_order(self, change: Change, key: Key) -> None:
        """An own edit stands here already, but for sets in another order and texts that got a colleague's lines too."""
        other = _sets(change) | {name: change.fields[name] for name in change.merged if name in change.fields}
        here = self._rows.get(key) if other else None
        if here is None:
            return
        try:
            self._change(change, key, under(self._pending(key), here, other))
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
        here = self._rows.get(key)
        if change.effect == "delete":
            if mine.is_any and here is not None:
                return False
        elif here is None and (mine.is_any or change.effect != "insert"):
            return False
        if change.effect == "delete":
            self._rows.drop(key, change.author)
        elif here is None:
            self._rows.put(key, change.fields, change.author)
        else:
            self._change(change, key, under(mine, here, _brought(change)))
        return True

    def _change(self, change: Change, key: Key, values: Mapping[str, Json]) -> None:
        if values:
            self._rows.change(key, values, change.author)

    def _hold(self, key: Key) -> None:
        self._held.add(key)
        books.hold(self._work, [key])

    def _put_aside(self, change: Change, code: str) -> None:
        detail = change.model_dump(mode="json")
        moment = self._work.act.made_at.isoformat()
        refusal = Refusal(change.op_id, "", change.tbl, change.row_id, code, detail, moment)
        books.refuse(self._work, refusal)


def _key(change: Change) -> Key:
    return change.tbl, change.row_id


def speak(work: UnitOfWork, who: str) -> None:
    """Has the journal keep what is written from now on under a colleague's name; empty for nobody's."""
    work.connection.exec_driver_sql("UPDATE act_context SET actor = ?", (who,))


def _brought(change: Change) -> dict[str, Json]:
    """The fields that a change gives a row that is there; sets whole, so that all have them in one order."""
    plain = kinds()[change.tbl].full(change.fields) if change.effect == "insert" else dict(change.fields)
    return plain | _sets(change)


def _sets(change: Change) -> dict[str, Json]:
    return {name: list(members) for name, members in change.sets.items()}


def under(mine: Pending, here: Mapping[str, Json], brought: Mapping[str, Json]) -> dict[str, Json]:
    """What of it may be written under own edits that wait: no field of theirs, and sets with the own members."""
    free = {name: value for name, value in brought.items() if name not in mine.fields}
    for name, added, removed in mine.members:
        if name in free:
            free[name] = list(members_met(free[name] or (), added, removed))
    return {name: value for name, value in free.items() if value != here.get(name)}
