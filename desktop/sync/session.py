"""One sync, from hello to goodbye.

It may stop anywhere: whatever was answered or read is answered or read the same way the next time, and every step into
the own store is one transaction.

First what waits goes out, whole acts at a time. Then the history is read, each page together with the place in it.
Then rows that were held, refused or decided otherwise are fetched whole, and at the end both sides compare each table
in two numbers; a table that differs is fetched again, and that is told.

A shared file gives every laptop everything. A database gives each colleague what they reach, and then the rows follow
that: see `desktop.sync.belonging`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import PurePosixPath
from time import monotonic
from typing import TYPE_CHECKING, cast

from desktop.models.changes import ChangeSet
from desktop.models.faults import WorldFault
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.rules.merge import would_wipe
from desktop.rules.permissions import Act, may
from desktop.store import wiping
from desktop.store.bulk import uncollected
from desktop.store.journal import Fate
from desktop.store.migrate import newest
from desktop.sync import awaiting, books, contact, inbox, kept_digests, late, outbox, own_row
from desktop.sync.asking_again import ask_again
from desktop.sync.belonging import follow, leave, settle_held
from desktop.sync.books import Refusal, State
from desktop.sync.bringing import bring
from desktop.sync.contact import USUAL_DAYS
from desktop.sync.local_rows import count_rows
from desktop.sync.meeting_anew import meet_anew
from desktop.sync.mending import mend
from desktop.sync.protocol import Answer, Digest, Hello, Page, Progress, Result
from desktop.sync.same_history import SameHistory
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from desktop.store.database import Store
    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.arrival import Key
    from desktop.sync.ops import Op
    from desktop.sync.protocol import CentralStore

_LAST_PLACE = 2**63 - 1
"""No store counts further."""

_USUAL = 500
"""Edits in a piece, to begin with."""
_SECONDS = 0.15
"""So long a piece of the history may take to write: whoever types meanwhile waits for it."""
_MOST = 4_000
"""Edits in a piece of the history, however quick the laptop is: all of it is in memory at once."""


@dataclass(frozen=True)
class Outcome:
    """What a sync did."""

    pushed: int
    """Own edits that the central store took, or found to stand there already."""
    pulled: int
    """Edits of others that came."""
    mended: Mapping[str, int]
    """Rows by table that differed from the central store's without a reason, and were fetched again."""
    changes: ChangeSet
    shut_out: bool = False
    """True when the colleague is a member no more: what was not shared is handed in, and the cases are gone."""


@dataclass
class _Session:
    store: Store
    central: CentralStore
    progress: Progress
    state: State
    at_once: int
    grows: bool
    refused: list[Refusal] = field(default_factory=list)
    digests: Mapping[str, Digest] = field(default_factory=dict)
    reach: frozenset[str] | None = None
    pushed: int = 0
    pulled: int = 0
    mended: dict[str, int] = field(default_factory=dict)
    days: int = USUAL_DAYS
    role: str = ""
    wiped: set[Key] = field(default_factory=set)
    changes: ChangeSet = field(default_factory=ChangeSet)


@uncollected()
def run(
    store: Store,
    central: CentralStore,
    *,
    progress: Progress | None = None,
    may_wipe: bool = False,
    at_once: int | None = None,
) -> Outcome:
    """Sends what waits, reads what is new, and compares.

    Args:
        store: The laptop's own; it belongs to a central store already.
        central: That central store.
        progress: See `Progress`.
        may_wipe: True once a person has said that a large share of the rows may go.
        at_once: About how many edits go in one piece; a piece that came through is never sent or read again. When it is
            not told, as many are read as this laptop writes before somebody who types would notice.

    Raises:
        WorldFault: ``sync-not-joined``; ``central-other-store``, ``central-put-back``, ``central-other-region``,
            ``central-newer``; ``sync-would-wipe`` with ``rows`` and ``present``; and what the central store raises.
            Nothing is lost then, and the next sync goes on where this one stopped.
    """
    with store.read() as reader:
        state = books.read_state(reader)
    if state is None:
        raise WorldFault("sync-not-joined")
    session = _Session(store, central, progress or _quietly, state, at_once or _USUAL, grows=at_once is None)
    hello = _greet(session, may_wipe=may_wipe)
    session.central = central = cast("CentralStore", SameHistory(central, lambda: _hello(session)))
    if not state.cursor:
        session.changes = session.changes.with_some(meet_anew(store, central, hello))
    _send_and_read(session)
    changed = follow(store, central, session.reach, progress=session.progress, may_wipe=may_wipe)
    session.changes = session.changes.with_some(changed)
    _exchange_late_work(session)
    _say_at_once(session, own_row.put_back(store))
    # Whoever may write in the list of colleagues gives nobody a role by it.
    _say_at_once(session, own_row.take_role(store, session.role))
    _say_at_once(session, awaiting.say(store, central, bring))
    _say_at_once(session, ask_again(store, central, session.reach or frozenset()))
    _compare(session, may_wipe=may_wipe)
    return Outcome(session.pushed, session.pulled, dict(session.mended), session.changes)


def take_leave(store: Store, central: CentralStore) -> Outcome:
    """For a colleague who is shut out: see `desktop.sync.belonging.leave`."""
    return Outcome(0, 0, {}, leave(store, central), shut_out=True)


def check_hello(hello: Hello, state: State, *, region: str) -> None:
    """Whether this is the central store that the laptop belongs to, in a form that the program knows.

    Raises:
        WorldFault: See `run`.
    """
    if hello.store_id != state.store_id:
        raise WorldFault("central-other-store")
    if str(hello.epoch) != state.epoch or hello.head < state.cursor:
        raise WorldFault("central-put-back")
    if state.cursor_op and hello.op_at_cursor != state.cursor_op:
        raise WorldFault("central-put-back")
    if hello.region != region:
        raise WorldFault("central-other-region", region=hello.region)
    if hello.schema_version > newest():
        raise WorldFault("central-newer", file=PurePosixPath(state.url).name)


def check_page(page: Page, state: State) -> None:
    """Whether a piece of the history goes on where the laptop is. One that does not would be read for ever.

    Raises:
        WorldFault: ``central-damaged``, or ``central-put-back`` where the store was put back since it was met.
    """
    if page.after is not None and not state.place.is_in(page.after):
        raise WorldFault("central-put-back")
    places = [state.cursor, *(change.seq for change in page.changes)]
    goes_on = all(one < next_ for one, next_ in pairwise(places)) and places[-1] <= page.head
    if not goes_on or (not page.changes and page.head > state.cursor) or page.head > _LAST_PLACE:
        raise WorldFault("central-damaged", file=PurePosixPath(state.url).name)


def _greet(session: _Session, *, may_wipe: bool) -> Hello:
    hello = _hello(session)
    session.days, session.role = hello.days_apart, hello.role
    session.changes = session.changes.with_some(own_row.take_role(session.store, hello.role))
    if may_wipe or not hello.deletes_ahead:
        return hello
    with session.store.read() as reader:
        present = count_rows(reader)
    if would_wipe(vanishing=hello.deletes_ahead, present=present):
        raise WorldFault("sync-would-wipe", rows=hello.deletes_ahead, present=present)
    return hello


def _send_and_read(session: _Session) -> None:
    with session.store.read() as reader:
        waiting = outbox.waiting(reader)
    _send(session, *waiting)
    _read(session)
    if _settle(session):
        _read(session)


def _hello(session: _Session) -> Hello:
    identity = session.store.identity
    hello = session.central.hello(session.state.cursor, identity.device_id, identity.colleague_id)
    check_hello(hello, session.state, region=identity.region)
    return hello


def _send(session: _Session, waiting: int, after: int, last: int) -> None:
    """Sends what waits when the sync begins; who goes on typing meanwhile does not keep it going for ever."""
    sent = 0
    session.progress("send", 0, waiting)
    while after < last:
        with session.store.read() as reader:
            batch = outbox.next_batch(reader, after, last, least=session.at_once)
        if batch is None:
            return
        if batch.ops:
            _note_answers(session, batch.ops, session.central.push(batch.ops, session.state.place))
        if batch.spoilt:
            session.refused += batch.spoilt
        after, sent = batch.upto, sent + len(batch.ops)
        session.progress("send", sent, waiting)


def _read(session: _Session) -> None:
    """Reads what is new. A piece is one transaction; in a small one each edit takes longer."""
    at_once = session.at_once
    while True:
        page = session.central.pull(session.state.cursor, at_once)
        check_page(page, session.state)
        if page.changes:
            begun = monotonic()
            _take(session, page)
            if session.grows:
                at_once = _next_size(at_once, monotonic() - begun)
        session.progress("read", session.state.cursor, page.head)
        if session.state.cursor >= page.head:
            session.digests, session.reach = page.digests, page.reach
            return


def _take(session: _Session, page: Page) -> None:
    held: set[Key] = set()
    taken: inbox.Taken | None = None
    while taken is None:
        try:
            with session.store.work(inbox.ACT, origin="sync") as work:
                taken = inbox.take_page(work, page, session.state, held)
                books.write_state(work, taken.state)
                session.changes = session.changes.with_some(work.commit())
        except inbox.TornError as torn:
            # Begun anew rather than gone back on: to be able to go back makes every row a quarter slower.
            held |= torn.keys
    session.wiped |= taken.wiped
    session.state, session.pulled = taken.state, session.pulled + taken.others


def _next_size(size: int, seconds: float) -> int:
    """Of the next piece, when this one took so long; no more than twice as large, for the first of all is a guess."""
    fitting = int(size * _SECONDS / max(seconds, _SECONDS / 2))
    return max(_USUAL, min(fitting, _MOST))


def _note_answers(session: _Session, ops: Sequence[Op], answers: Sequence[Answer]) -> None:
    """Keeps the answers of which the history will not tell; an edit without an answer is offered again next time.

    What stood there already is settled at once: as a waiting edit it would keep off what others made of it later.
    What was taken is settled by the page that brings it back: until that is read, the row's place in the history is not
    known, and what is typed next must build on this edit.
    """
    by_id = {answer.op_id: answer for answer in answers}
    moment, alike = session.store.clock().isoformat(), []
    for op in ops:
        answer = by_id.get(op.op_id)
        if answer is None:
            continue
        session.pushed += answer.result in (Result.APPLIED, Result.SAME)
        if answer.result is Result.REFUSED:
            detail = {"field": answer.field, **op.model_dump(mode="json")}
            session.refused.append(Refusal(op.op_id, op.act_id, op.tbl, op.row_id, answer.reason, detail, moment))
        elif answer.result is Result.SAME:
            alike.append(op.op_id)
    if alike:
        with session.store.work(inbox.ACT, origin="sync") as work:
            outbox.settle(work, alike, Fate.ACKNOWLEDGED)
            session.changes = session.changes.with_some(work.commit())


def _settle(session: _Session) -> bool:
    """Writes down what was refused, and fetches the rows that must be. True if there were any."""
    if session.refused or session.wiped:
        with session.store.work(inbox.ACT, origin="sync") as work:
            for refusal in session.refused:
                outbox.put_back(work, refusal)
            if session.wiped:
                # What was refused of rows that were destroyed came after them: it goes too.
                wiping.wipe(work, session.wiped)
            session.changes = session.changes.with_some(work.commit())
    session.refused = []
    with session.store.read() as reader:
        if not books.held(reader):
            return False
    session.changes = session.changes.with_some(settle_held(session.store, session.central))
    return True


def _compare(session: _Session, *, may_wipe: bool) -> None:
    """Compares every table in which nothing waits; a table that differs is fetched again."""
    day = session.store.clock().date().isoformat()
    with session.store.read() as reader:
        # Reading alone, for it may take long; nobody is kept from writing meanwhile.
        anew = kept_digests.is_due(reader, day) and not kept_digests.agrees(reader)
    with session.store.work(inbox.ACT, origin="sync") as work:
        here = kept_digests.bring_up_to_date(work, day, anew=anew)
        restless = outbox.restless_tables(work)
        quiet = [name for name in kinds() if name not in restless]  # what is named comes first
        differing = []
        for done, name in enumerate(quiet):
            session.progress("compare", done, len(quiet))
            if here[name] != session.digests.get(name, Digest()):
                differing.append(name)
        if not differing:
            _part(session, work)
        session.changes = session.changes.with_some(work.commit())
    for name in differing:
        rows, changes = mend(session.store, session.central, name, may_wipe=may_wipe)
        session.changes = session.changes.with_some(changes)
        if rows:
            session.mended[name] = rows
    if differing:
        _send_and_read(session)  # what is offered now; by the next sync another may have brought it, and decided on it
        with session.store.work(inbox.ACT, origin="sync") as work:
            _part(session, work)
            session.changes = session.changes.with_some(work.commit())


def _say_at_once(session: _Session, changes: ChangeSet) -> None:
    """Sends what this laptop has to say about what it read, so that no colleague says the same."""
    session.changes = session.changes.with_some(changes)
    if changes.act:
        _send_and_read(session)


def _exchange_late_work(session: _Session) -> None:
    """Only a team lead is told of it, and of signals who reads those; nobody else asks."""
    with session.store.read() as reader:
        me = reader.maybe(Colleague, session.store.identity.colleague_id)
    if me is None or me.role not in set(Role):
        return
    if any(may(Role(me.role), act) for act in (Act.SEE_LATE_WORK, Act.SEE_SIGNALS)):
        session.changes = session.changes.with_some(late.exchange(session.store, session.central, inbox.ACT))


def _part(session: _Session, work: UnitOfWork) -> None:
    session.state = replace(session.state, synced_at=session.store.clock().isoformat())
    books.write_state(work, session.state)
    contact.met(work, session.days)


def _quietly(_step: str, _done: int, _of: int) -> None:
    """For whoever does not want to be told."""
