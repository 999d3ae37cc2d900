"""What must hold once nothing moves any more.

It does not trust what the program says of itself: every laptop's journal is laid beside the central store's history.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg

from desktop.store.agreement import journal_differs
from desktop.store.engine import connect
from desktop.sync import books, kept_digests
from desktop.sync.local_rows import digest_of, read_table
from desktop.sync.protocol import WHOLE_ROW, Digest
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.store.reader import Reader
    from desktop.sync.shared_file import SharedFile
    from tests.helpers.laptops import Laptop
    from tests.helpers.offices import Office
    from tests.helpers.sync_world import World

TABLES = ("colleague", "provider", "contract")
"""The only ones in which these worlds write."""


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
    alive = read_journals(world.laptops)
    for op_id, line in journals.items():
        answer = history.answers.get(op_id)
        if op_id not in alive and answer in {None, "refused"}:
            continue  # it went with the disk before it was shared, or the list on which it stood did
        assert answer is not None, line
        assert (answer == "refused") == (op_id in refused), (line, answer, refused.get(op_id))
        if answer == "applied":
            assert op_id in told
        elif answer == "conflict":
            clashes = told[op_id]["clashes"]
            assert clashes
            assert all(clash["id"] in ids for clash in clashes for ids in noticed), "no person can see the conflict"
        assert line["pushed"] != 0 or op_id not in alive


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
