"""A world of a few laptops and one shared file, in which everything that can go wrong between them may.

The checks at the end do not trust what the program says of itself: they lay every laptop's journal beside the central
store's history.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import psycopg

from desktop.models.faults import RuleBroken, WorldFault
from desktop.services import conflicts
from desktop.store import undo
from desktop.store.agreement import journal_differs
from desktop.store.database import Store
from desktop.store.engine import connect
from desktop.sync import books, kept_digests, outbox
from desktop.sync.local_rows import digest_of, read_table
from desktop.sync.protocol import WHOLE_ROW, Digest
from desktop.sync.session import run
from desktop.sync.shared_file import SharedFile
from desktop.sync.shared_place import url_of
from desktop.sync.vocabulary import kinds
from tests.helpers.laptops import make_laptop
from tests.helpers.meetings import meet_in_file, meet_in_office
from tests.helpers.stores import KEY, REGION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from desktop.store.reader import Reader
    from desktop.sync.centrals import Central
    from desktop.sync.ops import Op
    from desktop.sync.protocol import Answer, CentralStore, Hello, Late, Page, RowNow
    from tests.helpers.laptops import Laptop
    from tests.helpers.offices import Office

TABLES = ("colleague", "provider", "contract")
"""The only ones in which these worlds write."""


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
    meanwhile: Callable[[], None] = lambda: None
    """What the colleague does while the laptop waits for an answer."""
    calls: int = 0

    @contextmanager
    def _call(self) -> Iterator[None]:
        number, self.calls = self.calls, self.calls + 1
        if number in self.lost_before:
            raise WorldFault("central-unreachable")
        yield
        self.meanwhile()
        if number in self.lost_after:
            raise WorldFault("central-unreachable")

    def hello(self, cursor: int, device: str) -> Hello:
        """See `CentralStore`."""
        with self._call():
            return self.central.hello(cursor, device)

    def push(self, ops: Sequence[Op]) -> tuple[Answer, ...]:
        """See `CentralStore`."""
        with self._call():
            answers = self.central.push(ops)
            if self.twice:
                assert self.central.push(ops) == answers
            return answers

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
        with self._call():
            return self.central.table(name, after, limit)

    def reach(self) -> frozenset[str] | None:
        """See `CentralStore`."""
        with self._call():
            return self.central.reach()

    def rows_of(self, scopes: Sequence[str]) -> tuple[RowNow, ...]:
        """See `CentralStore`."""
        with self._call():
            return self.central.rows_of(scopes)

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


class World:
    """Laptops that joined one central store: a shared file, or the database of an office."""

    def __init__(self, folder: Path, names: Sequence[str], office: Office | None = None, *, share: str = "") -> None:
        """The shared file stands in a folder of its own where a name for it is given."""
        self.office = office
        (folder / share).mkdir(exist_ok=True)
        self.meeting = meet_in_office(office) if office else meet_in_file(url_of(folder / share / "team.db"), REGION)
        self.laptops = [make_laptop(folder, name) for name in names]
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

    def sync(self, laptop: Laptop, mishaps: Mishaps | None = None, *, at_once: int = 500) -> None:
        """One sync, which may fail on the way."""
        try:
            run(laptop.store, mishaps or self.central_of(laptop), may_wipe=True, at_once=at_once)
        except WorldFault as fault:
            assert fault.code == "central-unreachable", fault.code  # noqa: PT017 - any other is a bug

    def settle(self, *, at_once: int = 7) -> None:
        """Syncs until nothing moves any more; there may be no conflict that stirs itself up again."""
        for _round in range(8):
            moved = [self._whole_sync(laptop, at_once) for laptop in self.laptops]
            if not any(moved):
                return
        raise AssertionError("the laptops do not come to rest")

    def _whole_sync(self, laptop: Laptop, at_once: int) -> bool:
        outcome = run(laptop.store, self.central_of(laptop), may_wipe=True, at_once=at_once)
        assert not outcome.mended, f"rows differed without a reason: {laptop.ask(books.refusals)}"
        return bool(outcome.pushed or outcome.pulled or _restless(laptop))

    def check(self) -> None:
        """All that is promised, once nothing moves any more."""
        check_convergence(self)
        history = self.history()
        journals = read_journals(self.laptops)
        check_nothing_lost(self, history, journals)
        check_exactly_what_was_seen(history, journals)


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


@dataclass(frozen=True)
class History:
    """The central store's own account."""

    changes: list[dict[str, Any]]
    answers: dict[str, str]
    conflicts: dict[str, dict[str, Any]]


def read_history(central: SharedFile) -> History:
    """Read with a plain connection, past all code that wrote it."""
    db = connect(central.path, central.key)
    try:
        changes = [json.loads(body) | {"seq": seq} for seq, body in db.execute("SELECT seq, body FROM change")]
        answers = dict(db.execute("SELECT op_id, result FROM op_result").fetchall())
        found = {i: json.loads(body) for i, body in db.execute("SELECT id, body FROM conflict")}
    finally:
        db.close()
    return History(changes, answers, found)


def read_office(office: Office) -> History:
    """The same, of a database."""
    with psycopg.connect(office.founder.address.conninfo(office.founder.password)) as db:
        told = db.execute("SELECT body, seq FROM naober.change ORDER BY seq").fetchall()
        asked = "SELECT op_id::text, result FROM naober.op_result"
        answers: dict[str, str] = dict(db.execute(asked).fetchall())
        found: dict[str, dict[str, Any]] = dict(db.execute("SELECT id, body FROM naober.conflict").fetchall())
    return History([body | {"seq": seq} for body, seq in told], answers, found)


def read_journals(laptops: Sequence[Laptop]) -> dict[str, dict[str, Any]]:
    """Every own edit of every laptop by its id."""
    query = "SELECT * FROM journal WHERE origin <> 'sync'"
    found = [laptop.ask(lambda r: r.connection.exec_driver_sql(query).mappings().all()) for laptop in laptops]
    return {line["op_id"]: {**line, "pairs": json.loads(line["changes"])} for lines in found for line in lines}


def check_convergence(world: World) -> None:
    """Every laptop and the central store hold the same rows, and whole references."""
    digests = world.central_of(world.laptops[0]).pull(0, 1_000_000).digests
    first = world.laptops[0].ask(_tables)
    for laptop in world.laptops:
        assert laptop.ask(_tables) == first
        ours = laptop.ask(lambda reader: {name: digest_of(reader, name) for name in TABLES})
        assert ours == {name: digests.get(name, Digest()) for name in TABLES}
        assert laptop.ask(kept_digests.agrees), "what is kept of the digests differs from what is reckoned anew"
        broken = laptop.ask(lambda r: r.connection.exec_driver_sql("PRAGMA foreign_key_check").all())
        assert broken == []
        assert laptop.ask(journal_differs) == [], "the journal does not tell what stands there"
    open_lists = [{c.id for c in laptop.ask(books.open_conflicts)} for laptop in world.laptops]
    assert all(ids == open_lists[0] for ids in open_lists), "colleagues see different conflicts"


def check_nothing_lost(world: World, history: History, journals: dict[str, dict[str, Any]]) -> None:
    """Every edit was answered once, and stands where its answer says, for a person to see."""
    told = {change["op_id"]: change for change in history.changes}
    assert len(told) == len(history.changes), "an edit was applied twice"
    refused = {op_id: told_why for laptop in world.laptops for op_id, told_why in laptop.ask(_all_refused).items()}
    noticed = [laptop.ask(_all_conflicts) for laptop in world.laptops]
    for op_id, line in journals.items():
        answer = history.answers[op_id]
        assert (answer == "refused") == (op_id in refused), (line, answer, refused.get(op_id))
        if answer == "applied":
            assert op_id in told
        elif answer == "conflict":
            clashes = told[op_id]["clashes"]
            assert clashes
            assert all(clash["id"] in ids for clash in clashes for ids in noticed), "no person can see the conflict"
        assert line["pushed"] != 0


def check_exactly_what_was_seen(history: History, journals: dict[str, dict[str, Any]]) -> None:
    """Walks through the history: no value was replaced or removed that its author did not see, none was left out."""
    rows: dict[tuple[str, str], dict[str, Any] | None] = {}
    for change in history.changes:
        key, saw = (change["tbl"], change["row_id"]), journals[change["op_id"]]["pairs"]
        row = rows.get(key)
        if change["effect"] == "insert":
            assert row is None, "a row was put over another"
            rows[key] = dict(change["fields"])
        elif change["effect"] == "delete":
            assert row is not None
            for name, value in row.items():
                assert _same(saw.get(name, (None, None))[0], value), f"{name} was deleted unseen"
            rows[key] = None
        elif change["effect"] == "update":
            assert row is not None
            _walk_update(row, change, _what_was_seen(history, change, journals))
        _check_all_told(rows.get(key), change, journals[change["op_id"]])


def _what_was_seen(history: History, change: dict[str, Any], journals: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """By field, in the form of the journal: an edit tells it itself, but whoever puts back a row that they deleted in
    vain knows it from their own edits before.
    """
    line = journals[change["op_id"]]
    if line["kind"] == "update":
        return dict(line["pairs"])
    known: dict[str, Any] = {}
    for earlier in history.changes:
        if (earlier["tbl"], earlier["row_id"], earlier["device"]) == (line["tbl"], line["row_id"], line["device"]):
            if earlier["seq"] >= change["seq"]:
                break
            known |= {name: (new, None) for name, (_old, new) in journals[earlier["op_id"]]["pairs"].items() if new}
    return known


def _walk_update(row: dict[str, Any], change: dict[str, Any], saw: dict[str, Any]) -> None:
    for name, value in change["fields"].items():
        seen = saw[name][0] == row.get(name) or _only_own_lines(row.get(name), value, *saw[name])
        assert seen, f"{name} was overwritten unseen"
        row[name] = value
    for name, moved in change["members"].items():
        before, after = set(row.get(name) or ()), set(saw[name][0] or ())
        assert set(moved["removed"]) <= before & after, "a member was removed that its author did not see"
        assert not set(moved["added"]) & (before | after)
        row[name] = sorted((before - set(moved["removed"])) | set(moved["added"]))


def _check_all_told(row: dict[str, Any] | None, change: dict[str, Any], line: dict[str, Any]) -> None:
    """Each field of an edit is in its row now, or word for word in a conflict."""
    if line["kind"] != "update":
        return
    mine = {clash["field"]: clash["mine"] for clash in change["clashes"]}
    whole = mine.pop(WHOLE_ROW, None)
    for name, (old, new) in line["pairs"].items():
        if isinstance(new, list):
            stands = whole[name] if whole is not None else (row or {}).get(name) or ()
            assert set(new) - set(old or ()) <= set(stands)
            assert not (set(old or ()) - set(new)) & set(stands)
        elif name in mine:
            assert mine[name] == new
        else:
            stands = (whole if whole is not None else row or {}).get(name)
            assert stands == new or _only_own_lines(old, new, old, stands), f"{name} is not what was written"


def _only_own_lines(before: object, after: object, saw: object, mine: object) -> bool:
    """True when a text lost and got no other lines than its author took away and wrote. Every line is written once."""
    if not all(isinstance(text, str) for text in (before, after, saw, mine)):
        return False
    had, has, began, ended = ({*str(text).split("\n")} for text in (before, after, saw, mine))
    return had - has <= began - ended and has - had <= ended - began


def _same(one: object, other: object) -> bool:
    return set(one) == set(other) if isinstance(one, list) and isinstance(other, list) else bool(one == other)


def _tables(reader: Reader) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """Sets in a fixed order: theirs says nothing."""
    return {name: [(row_id, kinds()[name].spare(v)) for row_id, v in read_table(reader, name)] for name in TABLES}


def _all_conflicts(reader: Reader) -> set[str]:
    return set(reader.connection.exec_driver_sql("SELECT id FROM conflict").scalars())


def _all_refused(reader: Reader) -> dict[str, tuple[str, str]]:
    found = reader.connection.exec_driver_sql("SELECT op_id, code, detail FROM refused")
    return {op_id: (code, detail) for op_id, code, detail in found}


def _restless(laptop: Laptop) -> bool:
    return laptop.ask(lambda reader: bool(outbox.waiting(reader)[0] or books.held(reader)))
