"""A world of a few laptops and one shared file, in which everything that can go wrong between them may."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.services import conflicts
from desktop.store import undo
from desktop.store.database import Store
from desktop.store.wiping import KEPT_DAYS
from desktop.sync import books, outbox
from desktop.sync.audit_log import exchange
from desktop.sync.centrals import log_of
from desktop.sync.protocol import WHOLE_ROW
from desktop.sync.session import run
from desktop.sync.shared_file import SharedFile
from desktop.sync.shared_place import url_of
from tests.helpers.audit_checks import check_logs
from tests.helpers.central_copies import meet_again
from tests.helpers.laptops import make_laptop
from tests.helpers.meetings import meet_in_file, meet_in_office
from tests.helpers.stores import KEY, REGION
from tests.helpers.sync_checks import (
    History,
    check_approved,
    check_convergence,
    check_exactly_what_was_seen,
    check_nothing_lost,
    check_nothing_typed_is_gone,
    read_history,
    read_journals,
    read_office,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from desktop.sync.centrals import Central
    from desktop.sync.ops import Op
    from desktop.sync.protocol import Answer, CentralStore, Clash, Hello, Late, Page, Place, RowNow
    from tests.helpers.laptops import Laptop
    from tests.helpers.offices import Office


@dataclass
class Mishaps:
    """A central store between which and the laptop messages get lost, come twice, or are slow."""

    central: CentralStore
    lost_before: set[int] = field(default_factory=set)
    """Calls, counted from 0, that never arrive."""
    lost_after: set[int] = field(default_factory=set)
    """Calls whose answer is lost."""
    twice: bool = False
    """True when every push arrives twice."""
    turned: bool = False
    """True when the answers come in another order than the edits went."""
    strayed: list[tuple[Sequence[Op], Place | None]] = field(default_factory=list)
    """What was sent in a push that did not arrive, and may yet."""
    meanwhile: Callable[[], None] = lambda: None
    """What the colleague does while the laptop waits for an answer."""
    calls: int = 0
    fetched: list[str] = field(default_factory=list)
    """Tables that were asked for whole."""

    @contextmanager
    def _call(self) -> Iterator[None]:
        number, self.calls = self.calls, self.calls + 1
        if number in self.lost_before:
            raise WorldFault("central-unreachable")
        yield
        self.meanwhile()
        if number in self.lost_after:
            raise WorldFault("central-unreachable")

    def hello(self, cursor: int, device: str, colleague: str = "") -> Hello:
        """See `CentralStore`."""
        with self._call():
            return self.central.hello(cursor, device, colleague)

    def push(self, ops: Sequence[Op], read: Place | None = None) -> tuple[Answer, ...]:
        """See `CentralStore`."""
        if self.calls in self.lost_before:
            self.strayed.append((ops, read))
        with self._call():
            answers = self.central.push(ops, read)
            if self.twice:
                assert self.central.push(ops, read) == answers
            return answers[::-1] if self.turned else answers

    def pull(self, cursor: int, limit: int) -> Page:
        """See `CentralStore`."""
        with self._call():
            return self.central.pull(cursor, limit)

    def rows(self, keys: Sequence[tuple[str, str]]) -> tuple[RowNow, ...]:
        """See `CentralStore`."""
        with self._call():
            return self.central.rows(keys)

    def table(self, name: str, after: str, limit: int) -> tuple[RowNow, ...]:
        """See `CentralStore`."""
        self.fetched.append(name)
        with self._call():
            return self.central.table(name, after, limit)

    def rows_of(self, scopes: Sequence[str], after: tuple[str, str], limit: int) -> tuple[RowNow, ...]:
        """See `CentralStore`."""
        with self._call():
            return self.central.rows_of(scopes, after, limit)

    def hand_in(self, late: Sequence[Late]) -> None:
        """See `CentralStore`."""
        with self._call():
            self.central.hand_in(late)

    def late_work(self, done: Sequence[str]) -> tuple[Late, ...]:
        """See `CentralStore`."""
        with self._call():
            return self.central.late_work(done)

    def purge(self, destruction_id: str, by: str) -> Mapping[str, int]:
        """See `CentralStore`."""
        with self._call():
            return self.central.purge(destruction_id, by)

    def settle_days_apart(self, days: int) -> None:
        """See `CentralStore`."""
        with self._call():
            self.central.settle_days_apart(days)

    def is_shut_out(self) -> bool:
        """See `CentralStore`."""
        with self._call():
            return self.central.is_shut_out()

    def conflicts_of(self, scopes: Sequence[str]) -> tuple[Clash, ...]:
        """See `CentralStore`."""
        with self._call():
            return self.central.conflicts_of(scopes)


class World:
    """Laptops that joined one central store: a shared file, or the database of an office.

    Attributes:
        lost: Lines of journals that stood on laptops which were put back from a copy since, by edit.
        times_put_back: How often the central store was.
        put_back: Numbers of the laptops that were, at any time.
        emptied: True when a laptop was, at any time, because its colleague was shut out.
        approved: Texts that somebody approved, with their id.
        emptied_of: Ids of the edits that it had told.
        strayed: What was sent in pushes that did not arrive, and may yet, with the number of the laptop.
    """

    def __init__(
        self, folder: Path, names: Sequence[str], office: Office | None = None, *, share: str = "", lead: bool = False
    ) -> None:
        """The shared file stands in a folder of its own where a name for it is given; the last may lead the team."""
        self.office = office
        (folder / share).mkdir(exist_ok=True)
        self.meeting = meet_in_office(office) if office else meet_in_file(url_of(folder / share / "team.db"), REGION)
        self.laptops = [make_laptop(folder, name) for name in names]
        self.lost: dict[str, dict[str, Any]] = {}
        self.times_put_back = 0
        self.put_back: set[int] = set()
        self.emptied = False
        self.emptied_of: set[str] = set()
        self.approved: set[tuple[str, str]] = set()
        self.strayed: list[tuple[int, Sequence[Op], Place | None]] = []
        if lead:
            *others, last = self.laptops
            consultants = [_in_the_team(one, Role.CONSULTANT, office) for one in others]
            self.laptops = [*consultants, _in_the_team(last, Role.TEAM_LEAD, office)]
        for laptop in self.laptops:
            self.meeting.join(laptop)

    def central_of(self, laptop: Laptop) -> Central:
        """The central store as this laptop sees it."""
        return self.meeting.central_for(laptop.workplace.colleague)

    @property
    def file(self) -> SharedFile:
        """The shared file, where it is one."""
        found = self.central_of(self.laptops[0])
        assert isinstance(found, SharedFile)
        return found

    def history(self) -> History:
        """The central store's own account."""
        return read_history(self.file) if self.office is None else read_office(self.office)

    def close(self) -> None:
        """Lets all stores go."""
        for laptop in self.laptops:
            laptop.close()

    def set_free(self, number: int) -> Path:
        """Closes a laptop's store for another process."""
        self.laptops[number].close()
        return self.laptops[number].store.path

    def take_back(self, number: int) -> None:
        """Opens it again."""
        laptop = self.laptops[number]
        store = Store.open(laptop.store.path, KEY, clock=laptop.clock)
        self.laptops[number] = replace(laptop, workplace=replace(laptop.workplace, store=store))

    def sync(self, laptop: Laptop, way: CentralStore | None = None, *, at_once: int = 500, told: str = "") -> None:
        """One sync, which may fail on the way: the place is gone then, or it is told another code that may be.

        A central store that was put back is noticed, and what to do then is the colleague's to say.
        """
        noticed = {"central-put-back"} if self.times_put_back else set()
        central = self.central_of(laptop)
        try:
            run(laptop.store, way or central, may_wipe=True, at_once=at_once)
            exchange(laptop.store, log_of(central))
        except WorldFault as fault:
            assert fault.code in {"central-unreachable", told} | noticed, fault.code  # noqa: PT017 - any other is a bug

    def settle(self, *, at_once: int = 7) -> None:
        """Syncs until nothing moves any more; there may be no conflict that stirs itself up again."""
        for laptop in self.laptops if self.times_put_back else ():
            meet_again(self, laptop)
        for _round in range(8):
            moved = [self._whole_sync(laptop, at_once) for laptop in self.laptops]
            if not any(moved):
                return
        raise AssertionError("the laptops do not come to rest")

    def wait_a_month(self) -> None:
        """What waits for a laptop that does not have it any more is waited for no longer."""
        for laptop in self.laptops:
            laptop.clock.jump(days=KEPT_DAYS + 1)

    def _whole_sync(self, laptop: Laptop, at_once: int) -> bool:
        begun = _place(laptop)
        with self.central_of(laptop).staying() as central:
            outcome = run(laptop.store, central, may_wipe=True, at_once=at_once)
            exchange(laptop.store, log_of(central))
        # What another laptop is still to offer again, or was handed in as this one was emptied, differs for a reason.
        assert self.times_put_back or self.emptied or not outcome.mended, (
            f"rows differed without a reason: {laptop.ask(books.refusals)}"
        )
        return bool(outcome.pushed or outcome.mended or _restless(laptop) or _place(laptop) != begun)

    def check(self) -> None:
        """All that is promised, once nothing moves any more."""
        check_convergence(self)
        check_logs(self)
        history = self.history()
        journals = self.lost | read_journals(self.laptops)
        check_nothing_lost(self, history, journals)
        if self.times_put_back:
            check_nothing_typed_is_gone(self, history, journals)
        check_exactly_what_was_seen(history, journals)
        check_approved(self)


def _in_the_team(laptop: Laptop, role: Role, office: Office | None) -> Laptop:
    person = laptop.workplace.colleague.model_copy(update={"role": role.value, "team": "Noord"})
    laptop.change(Colleague, person.id, role=person.role, team=person.team)
    if office is not None:
        office.let_in(person)
    return replace(laptop, workplace=replace(laptop.workplace, colleague=person))


def decide(laptop: Laptop, number: int, choice: str) -> None:
    """Decides one of the open conflicts, if there are any."""
    found = sorted(conflicts.list_conflicts(laptop.workplace), key=lambda c: (c.table, c.row, c.field, str(c.mine)))
    if not found:
        return
    conflict = found[number % len(found)]
    text = choice if choice not in tuple(conflicts.Take) and conflict.field != WHOLE_ROW else None
    take = None if text is not None else conflicts.Take.THEIRS if choice != "mine" else conflicts.Take.MINE
    try:
        conflicts.resolve(laptop.workplace, conflict.id, take=take, text=text)
    except RuleBroken as broken:
        assert broken.code == "reference-broken", broken.code  # noqa: PT017


def share_again(laptop: Laptop, number: int) -> None:
    """Offers one of the refused acts again, if there are any."""
    found = sorted(laptop.ask(books.refusals), key=lambda r: (r.tbl, r.row_id, str(r.detail.get("members"))))
    if not found:
        return
    try:
        conflicts.share_again(laptop.workplace, found[number % len(found)].act_id)
    except RuleBroken as broken:
        assert broken.code in {"reference-broken", "gone", "already-there"}, broken.code  # noqa: PT017


def take_back(laptop: Laptop) -> None:
    """Undoes the last act, if that can be."""
    last = laptop.ask(lambda reader: undo.last_act(reader, laptop.store.identity.colleague_id))
    if last is None:
        return
    try:
        laptop.do(lambda work: undo.undo(work, last.act_id), "Undo")
    except RuleBroken as broken:
        assert broken.code in {"changed-since", "not-undoable", "gone", "reference-broken"}, broken.code  # noqa: PT017


def _place(laptop: Laptop) -> int:
    state = laptop.ask(books.read_state)
    return state.cursor if state else 0


def _restless(laptop: Laptop) -> bool:
    return laptop.ask(lambda reader: bool(outbox.waiting(reader)[0] or books.held(reader)))
