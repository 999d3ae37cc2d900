"""Meeting colleagues in a central store: starting one, joining one, sending and fetching, and how things stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.models.faults import RuleBroken, WorldFault
from desktop.rules.permissions import Act, may
from desktop.security.team_code import new_team_code, team_key
from desktop.services.auditing import let_own_log_go
from desktop.services.central import in_reach
from desktop.store.wiping import write_anew
from desktop.sync import books, contact, meeting_again, outbox, waiting_work
from desktop.sync.audit_log import Brought, exchange
from desktop.sync.books import State
from desktop.sync.centrals import Central, central_at, log_of, tidy_secret, tidy_url, try_place
from desktop.sync.postgres.address import new_password
from desktop.sync.session import check_hello, run, take_leave
from desktop.sync.shared_file import SharedFile
from desktop.sync.shared_place import path_of

if TYPE_CHECKING:
    from desktop.models.changes import ChangeSet
    from desktop.services.workplace import Workplace
    from desktop.sync.arrival import Key
    from desktop.sync.books import Refusal
    from desktop.sync.centrals import Central
    from desktop.sync.protocol import Progress
    from desktop.sync.waiting_work import WaitingAct

JOINED = N_("Join the team's central store")
LEFT = N_("Leave the team's central store")
_USUALLY_AFTER = timedelta(minutes=15)
"""So that what colleagues wrote comes in, also for who only reads."""

_NO_MEMBER = "central-not-a-member"


@dataclass(frozen=True)
class SyncResult:
    """What a sync did, and what it leaves for a person."""

    pushed: int
    """Own edits that the central store took."""
    pulled: int
    """Edits of colleagues that came."""
    conflicts: int
    """Open now, also those that were open before."""
    refused: int
    """Of the things that could not be shared: those that nobody has looked at yet."""
    took_ms: int
    mended: Mapping[str, int]
    """Rows by table that were not as the central store had them and were fetched again. Empty is right."""
    changes: ChangeSet
    log: Brought = field(default_factory=Brought)
    """What became of the log of who looked."""
    shut_out: bool = False
    """True when the colleague is a member no more: what was not shared is handed in, and the cases are gone."""

    @property
    def trouble(self) -> WorldFault | None:
        """What a person must look at, though the sync came to its end: ``central-shut-out`` or ``log-not-taken``."""
        if self.shut_out:
            return WorldFault("central-shut-out")
        return WorldFault("log-not-taken") if self.log.refused or self.log.forked_at else None


@dataclass(frozen=True)
class StateOfWork:
    """How safe my work is, for the badge and the screen."""

    url: str
    """Address of the central store; empty for a laptop that works alone."""
    synced_at: datetime | None
    """When a sync last came to its end, UTC; None before the first."""
    waiting: tuple[WaitingAct, ...]
    """Acts that colleagues have not seen yet, the oldest first."""
    refused: tuple[Refusal, ...]
    """What could not be shared, the oldest first."""
    conflicts: int
    """How many wait to be decided."""

    @property
    def is_joined(self) -> bool:
        """True when there is a central store to sync with."""
        return bool(self.url)


def start_central(workplace: Workplace, url: str) -> str:
    """Makes an empty shared file, joins it, and returns the team code that colleagues need to join.

    Raises:
        RuleBroken: ``central-url-unreadable`` or ``central-joined-already``.
        WorldFault: ``central-exists``, ``central-cloud-folder``, ``central-locks-unreliable``,
            ``central-unreachable``, ``central-read-only`` or ``central-disk-full``.
    """
    _refuse_second(workplace)
    path, code = path_of(url), new_team_code()
    try_place(url)
    SharedFile(path, team_key(code), lines=workplace.lines).create(
        region=workplace.store.identity.region, samples=workplace.profile.approval is not None
    )
    _join(workplace, tidy_url(url), code)
    return code


def join(workplace: Workplace, url: str, secret: str, certificate: str = "") -> None:
    """Joins the central store of the team. Nothing is sent or fetched yet.

    Args:
        workplace: Whose work it is.
        url: ``sqlite:///PATH`` or ``postgresql://LOGIN@HOST/DATABASE``.
        secret: The team code of a shared file, or the login's password; it is kept in the encrypted store.
        certificate: Of who signs for a database's server, as PEM, where the system does not know it; kept there too.

    Raises:
        RuleBroken: ``central-url-unreadable``, ``central-url-password``, ``central-url-unsafe``,
            ``team-code-unreadable`` or ``central-joined-already``.
        WorldFault: ``central-missing``, ``central-wrong-key``, ``central-wrong-password``, ``central-not-a-member``,
            ``central-other-region`` and what else is wrong with the place or the store.
    """
    _refuse_second(workplace)
    known, kept = tidy_url(url), tidy_secret(url, secret)
    try_place(known)
    _join(workplace, known, kept, certificate)


def renew_secret(workplace: Workplace) -> None:
    """Takes another password at the central store, known to this laptop alone, and keeps it in the encrypted store.

    Both are kept until one of them is seen to open: whoever is cut off in between is not locked out. A shared file has
    one code for all, and nothing is done there.

    Raises:
        WorldFault: ``sync-not-joined`` and what is wrong with the central store.
    """
    state, old = _membership(workplace)
    central = central_of(workplace, state.url, old)
    if isinstance(central, SharedFile):
        return
    new = new_password()
    with workplace.store.work(JOINED) as work:
        books.keep_team_code(work, new)
        books.keep_earlier_code(work, old)
        work.commit()
    central.renew_password(new)
    _settle_secret(workplace, state)


def leave(workplace: Workplace) -> ChangeSet:
    """Works alone from now on, for instance to start or join another central store after this one was lost.

    All that stands on the laptop stays, and is offered as a whole to the store that is joined next; where that has
    something else, a person decides. Open conflicts stay on the list.

    Raises:
        WorldFault: ``sync-not-joined``.
    """
    _membership(workplace)
    with workplace.store.work(LEFT) as work:
        books.forget(work)
        contact.forget(work)
        outbox.offer_everything(work)
        return work.commit()


def team_code(workplace: Workplace) -> str:
    """The code that a colleague needs to join; empty for a laptop that works alone."""
    with workplace.store.read() as reader:
        return books.team_code(reader)


def sync_now(
    workplace: Workplace, *, url: str = "", progress: Progress | None = None, may_wipe: bool = False
) -> SyncResult:
    """Sends what waits and fetches what is new. May be stopped and repeated at any point.

    Args:
        workplace: Whose work it is.
        url: Where the central store stands now; the known address when empty. It must be the same store.
        progress: Told the step (``send``, ``read``, ``reach``, ``compare``), how much is done, and how much there is;
            what it raises stops the sync, and what was done so far stays.
        may_wipe: True once the colleague has said that a large share of the rows may go.

    Raises:
        RuleBroken: ``central-url-unreadable``.
        WorldFault: ``sync-not-joined``, ``sync-would-wipe`` (``rows``, ``present``), ``central-other-store``,
            ``central-put-back``, and what else is wrong with the place or the file. Nothing is lost.
    """
    begun = monotonic()
    state, _code = _membership(workplace)
    code = _settle_secret(workplace, state)
    known = tidy_url(url or state.url)
    log, central = Brought(), central_of(workplace, known, code)
    try:
        if state.probed_on != workplace.today.isoformat() or known != state.url:
            try_place(known)
            _moved(workplace, state, known, code)
        with central.staying() as met:
            if may(workplace.role, Act.MANAGE_CENTRAL_STORE):
                met.settle_sample(samples=workplace.profile.approval is not None)
            outcome = run(workplace.store, met, progress=progress, may_wipe=may_wipe)
            log = exchange(workplace.store, log_of(met))
    except WorldFault as fault:
        if fault.code != _NO_MEMBER or not _is_shut_out(workplace, central):
            raise
        outcome = take_leave(workplace.store, central)
    let_own_log_go(workplace)
    write_anew(workplace.store)
    with workplace.store.read() as reader:
        conflicts, refused = len(books.open_conflicts(reader)), len(books.refusals(reader))
    return SyncResult(
        pushed=outcome.pushed,
        pulled=outcome.pulled,
        conflicts=conflicts,
        refused=refused,
        took_ms=round((monotonic() - begun) * 1000),
        mended=outcome.mended,
        log=log,
        changes=outcome.changes,
        shut_out=outcome.shut_out,
    )


def is_due(workplace: Workplace, *, after: timedelta = _USUALLY_AFTER) -> bool:
    """True when a sync without being asked makes sense.

    That is when the central store is in reach, and own work waits or the last sync is long ago. It asks the network, so
    never on the main thread.
    """
    with workplace.store.read() as reader:
        state, (waiting, *_places) = books.read_state(reader), outbox.waiting(reader)
    if state is None or not in_reach(state.url):
        return False
    if waiting or not state.synced_at:
        return True
    return not timedelta() <= workplace.now - datetime.fromisoformat(state.synced_at) < after


def meet_again(workplace: Workplace) -> int:
    """Goes on with the central store after it was put back from a copy, and returns how many records are offered again.

    They go with the next sync. Where a colleague has offered something else meanwhile, a person decides.

    Raises:
        WorldFault: ``sync-not-joined``, ``central-other-store``, and what else is wrong with the store.
    """
    state, code = _membership(workplace)
    return meeting_again.meet_again(workplace.store, central_of(workplace, state.url, code), state)


def would_offer(workplace: Workplace) -> tuple[Key, ...]:
    """Which records `meet_again` would offer again, as table and id; nothing is changed. It asks the central store.

    Raises:
        WorldFault: See `meet_again`.
    """
    state, code = _membership(workplace)
    return meeting_again.would_offer(workplace.store, central_of(workplace, state.url, code), state)


def state_of_work(workplace: Workplace) -> StateOfWork:
    """What waits, what must be decided, what could not be shared, and when a sync last came to its end."""
    with workplace.store.read() as reader:
        state = books.read_state(reader)
        return StateOfWork(
            url=state.url if state else "",
            synced_at=datetime.fromisoformat(state.synced_at) if state and state.synced_at else None,
            waiting=tuple(waiting_work.acts(reader)) if state else (),
            refused=tuple(books.refusals(reader)),
            conflicts=len(books.open_conflicts(reader)),
        )


def _membership(workplace: Workplace) -> tuple[State, str]:
    with workplace.store.read() as reader:
        state, code = books.read_state(reader), books.team_code(reader)
    if state is None or not code:
        raise WorldFault("sync-not-joined")
    return state, code


def _is_shut_out(workplace: Workplace, central: Central) -> bool:
    """Whether the team says so; a login that is closed cannot even be told, and shuts this laptop."""
    try:
        return central.is_shut_out()
    except WorldFault as fault:
        if fault.code == _NO_MEMBER:
            with workplace.store.work(JOINED) as work:
                contact.close(work)
                work.commit()
        raise


def _settle_secret(workplace: Workplace, state: State) -> str:
    """The secret that opens, where two are kept because the change of one into the other was cut off."""
    with workplace.store.read() as reader:
        new, old = books.team_code(reader), books.earlier_code(reader)
    if not old:
        return new
    opens = new
    try:
        central_of(workplace, state.url, new).hello(0, workplace.store.identity.device_id)
    except WorldFault as fault:
        if fault.code != "central-wrong-password":
            raise
        opens = old
    with workplace.store.work(JOINED) as work:
        books.keep_team_code(work, opens)
        books.keep_earlier_code(work, "")
        work.commit()
    return opens


def _refuse_second(workplace: Workplace) -> None:
    """Rows know their place in the history of one central store; in another it would mean something else."""
    with workplace.store.read() as reader:
        if books.read_state(reader) is not None:
            raise RuleBroken("central-joined-already")


def central_of(workplace: Workplace, url: str, secret: str) -> Central:
    """The central store at an address, as this laptop knows it; nothing is asked of it yet.

    Raises:
        RuleBroken: See `desktop.sync.centrals.central_at`.
    """
    with workplace.store.read() as reader:
        return central_at(url, secret, books.certificate(reader), lines=workplace.lines)


def _join(workplace: Workplace, url: str, secret: str, certificate: str = "") -> None:
    identity = workplace.store.identity
    hello = central_at(url, secret, certificate, lines=workplace.lines).hello(0, identity.device_id)
    state = State(url, hello.store_id, str(hello.epoch), probed_on=workplace.today.isoformat())
    check_hello(hello, state, region=identity.region)
    _keep(workplace, state, secret, certificate)


def _moved(workplace: Workplace, state: State, url: str, secret: str) -> State:
    """The same central store at another address, or tried again on another day."""
    identity = workplace.store.identity
    met = central_of(workplace, url, secret).hello(state.cursor, identity.device_id)
    check_hello(met, state, region=identity.region)
    moved = replace(state, url=url, probed_on=workplace.today.isoformat())
    _keep(workplace, moved, secret)
    return moved


def _keep(workplace: Workplace, state: State, code: str, certificate: str = "") -> None:
    with workplace.store.work(JOINED) as work:
        books.write_state(work, state)
        books.keep_team_code(work, code)
        if certificate:
            books.keep_certificate(work, certificate)
        work.commit()
