"""What must hold once nothing moves any more.

It does not trust what the program says of itself: every laptop's journal is laid beside the central store's history.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import psycopg

from desktop.models.indications import Indication
from desktop.services.seals import is_sealed
from desktop.services.syncing import LEFT
from desktop.store.agreement import journal_differs
from desktop.store.engine import connect
from desktop.store.journal import Fate
from desktop.sync import books, kept_digests
from desktop.sync.approved import GIVEN
from desktop.sync.asking_again import ASKED_AGAIN
from desktop.sync.local_rows import digest_of, read_table
from desktop.sync.meeting_again import MET_AGAIN
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
"""The only ones in which these worlds write that everyone holds."""

DOSSIERS = ("resident", "case_file", "goal", "indication", "destruction_request")
"""Those of which a database tells each colleague their own."""


@dataclass(frozen=True)
class History:
    """The central store's own account."""

    changes: list[dict[str, Any]]
    answers: dict[str, str]
    conflicts: dict[str, dict[str, Any]]
    handed_in: frozenset[str] = frozenset()
    """Ids of edits that a laptop handed in when it was emptied, whatever became of them since."""


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
        handed_in = frozenset(id_ for (id_,) in db.execute("SELECT id::text FROM naober.late").fetchall())
    return History([body | {"seq": seq} for body, seq in told], answers, found, handed_in)


def read_journals(laptops: Sequence[Laptop]) -> dict[str, dict[str, Any]]:
    """Every own edit of every laptop by its id."""
    query = "SELECT * FROM journal WHERE origin <> 'sync'"
    found = [laptop.ask(lambda r: r.connection.exec_driver_sql(query).mappings().all()) for laptop in laptops]
    return {line["op_id"]: {**line, "pairs": json.loads(line["changes"])} for lines in found for line in lines}


def check_convergence(world: World) -> None:
    """Every laptop and the central store hold the same rows, as far as its colleague reaches, and whole references."""
    first = world.laptops[0].ask(_tables)
    for laptop in world.laptops:
        assert laptop.ask(_tables) == first
        central = world.central_of(laptop)
        page = central.pull(0, 1_000_000)
        ours = laptop.ask(lambda reader: {name: digest_of(reader, name) for name in (*TABLES, *DOSSIERS)})
        assert ours == {name: page.digests.get(name, Digest()) for name in ours}
        assert laptop.ask(kept_digests.agrees), "what is kept of the digests differs from what is reckoned anew"
        broken = laptop.ask(lambda r: r.connection.exec_driver_sql("PRAGMA foreign_key_check").all())
        assert broken == []
        assert laptop.ask(journal_differs) == [], "the journal does not tell what stands there"
        asked = {clash.id for clash in central.conflicts_of(sorted(page.reach or ()))}
        assert {c.id for c in laptop.ask(books.open_conflicts)} == asked, "colleagues see different conflicts"
    if world.office is not None:
        _check_scope(world, world.office)


def _check_scope(world: World, office: Office) -> None:
    """Read under no colleague's login: a consultant's laptop holds that consultant's cases, a lead's the team's."""
    with psycopg.connect(office.founder.address.conninfo(office.founder.password)) as db:
        asked = "SELECT row_id, body ->> 'consultant' FROM naober.row_state WHERE tbl = 'case_file' AND NOT gone"
        of: dict[str, str] = dict(db.execute(asked).fetchall())
    *consultants, lead = world.laptops
    assert {case for case, _values in lead.ask(partial(_rows, table="case_file"))} == of.keys()
    for laptop in consultants:
        held = {case for case, _values in laptop.ask(partial(_rows, table="case_file"))}
        assert held == {case for case, whose in of.items() if whose == laptop.workplace.colleague.id}


def check_nothing_lost(world: World, history: History, journals: dict[str, dict[str, Any]]) -> None:
    """Every edit was answered once, and stands where its answer says, for a person to see."""
    told = {change["op_id"]: change for change in history.changes}
    assert len(told) == len(history.changes), "an edit was applied twice"
    refused = {op_id: told_why for laptop in world.laptops for op_id, told_why in laptop.ask(_all_refused).items()}
    noticed = [laptop.ask(_all_conflicts) for laptop in world.laptops]
    alive = read_journals(world.laptops)
    for op_id, line in journals.items():
        answer = history.answers.get(op_id)
        if line["wiped"]:
            continue  # it left this laptop's reach; what could not be shared was handed in
        if op_id not in alive and answer in {None, "refused"}:
            continue  # it went with the disk before it was shared, or the list on which it stood did
        if answer is None and line["pushed"] != 0 and world.times_put_back:
            continue  # its answer went with the central store: see `check_nothing_typed_is_gone`
        if line["pushed"] == Fate.REFUSED and op_id in history.handed_in:
            continue
        assert answer is not None, line
        assert (answer == "refused") == (op_id in refused), (line, answer, refused.get(op_id))
        if answer == "applied":
            assert op_id in told
        elif answer == "conflict":
            clashes = told[op_id]["clashes"]
            assert clashes
            near = noticed if line["tbl"] in TABLES else [set().union(*noticed)]
            assert all(clash["id"] in ids for clash in clashes for ids in near), "no person can see the conflict"
        assert line["pushed"] != 0 or op_id not in alive


def check_nothing_typed_is_gone(world: World, history: History, journals: dict[str, dict[str, Any]]) -> None:
    """Of edits whose answers went with a central store that was put back: what was typed stands in its row, or on a
    list, or somebody saw it and wrote something else over it.
    """
    alive = read_journals(world.laptops)
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for laptop in world.laptops:
        for tbl in (*TABLES, *DOSSIERS):
            rows |= {(tbl, row_id): row for row_id, row in laptop.ask(partial(_rows, table=tbl))}
    listed = "".join(laptop.ask(_all_listed) for laptop in world.laptops)
    replaced = _lines_replaced(journals)
    for op_id, line in alive.items():
        if op_id in history.answers or line["pushed"] == 0:
            continue
        if op_id in world.emptied_of:
            continue  # it was the central store's by then, shared or handed in, and went with it
        key = (line["tbl"], line["row_id"])
        for text in _typed(line["pairs"], 1) - _typed(line["pairs"], 0) - replaced:
            stands = any(text in str(value).split("\n") for value in rows.get(key, {}).values())
            assert stands or json.dumps(text)[1:-1] in listed, f"{text} of {key} is nowhere to be seen"


def check_approved(world: World) -> None:
    """Approvals lie under their seals; and what was approved is, or a list tells of it, or it is another text now."""
    listed = "".join(laptop.ask(_all_listed) for laptop in world.laptops)
    stand: dict[str, Indication] = {}
    for laptop in world.laptops:
        stand |= {one.id: one for one in laptop.ask(lambda reader: reader.find(Indication))}
    assert all(is_sealed(one) for one in stand.values() if one.status in GIVEN), "a text is approved that nobody read"
    for id_, text in world.approved:
        one = stand.get(id_)
        is_as_approved = one is not None and one.result == text and one.status in GIVEN
        is_another = one is not None and one.result != text
        assert is_as_approved or is_another or text in listed, f"{text} was approved, and nobody can see that"


def _lines_replaced(journals: dict[str, dict[str, Any]]) -> set[str]:
    """What somebody had before them, and wrote or took away knowingly; what was offered again says nothing of that."""
    own = [line for line in journals.values() if line["act"] not in {MET_AGAIN, LEFT, ASKED_AGAIN}]
    return set().union(*(_typed(line["pairs"], 0) - _typed(line["pairs"], 1) for line in own))


def _typed(pairs: dict[str, Any], side: int) -> set[str]:
    """The lines of text on one side of an edit; every one of them is written once."""
    texts = (pair[side] for pair in pairs.values() if isinstance(pair[side], str))
    return {line for text in texts for line in text.split("\n") if line.startswith("value ")}


def check_exactly_what_was_seen(history: History, journals: dict[str, dict[str, Any]]) -> None:
    """Walks through the history: no value was replaced or removed that its author did not see, none was left out."""
    rows: dict[tuple[str, str], dict[str, Any] | None] = {}
    for change in history.changes:
        if change["tbl"] not in TABLES:
            continue  # a journal that told of it may be wiped
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
        # Whoever offers a whole row again says nothing of members that are not in it.
        before, after = set(row.get(name) or ()), set(saw.get(name, (None,))[0] or ())
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


def _rows(reader: Reader, table: str) -> list[tuple[str, dict[str, Any]]]:
    return list(read_table(reader, table))


def _tables(reader: Reader) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """Sets in a fixed order: theirs says nothing."""
    return {name: [(row_id, kinds()[name].spare(v)) for row_id, v in read_table(reader, name)] for name in TABLES}


def _all_conflicts(reader: Reader) -> set[str]:
    return set(reader.connection.exec_driver_sql("SELECT id FROM conflict").scalars())


def _all_listed(reader: Reader) -> str:
    """Both lists whole, with what was decided and put aside."""
    query = "SELECT before || mine || theirs FROM conflict UNION ALL SELECT detail FROM refused"
    return "".join(reader.connection.exec_driver_sql(query).scalars())


def _all_refused(reader: Reader) -> dict[str, tuple[str, str]]:
    found = reader.connection.exec_driver_sql("SELECT op_id, code, detail FROM refused")
    return {op_id: (code, detail) for op_id, code, detail in found}
