"""Lines that are told together by somebody who means no good: what one makes, moves or names helps no other."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import errors

from desktop.models.base import new_id
from desktop.sync.postgres.checking import Found, check_books
from desktop.sync.protocol import Result
from tests.helpers.attackers import REFUSED, case_of, changed, row, seen, tell, tell_body, tell_together

if TYPE_CHECKING:
    from tests.helpers.offices import Office

_ONE_LINE = """
INSERT INTO naober.change (op_id, device, author, tbl, row_id, effect, made_at, whole, hash_after, body)
SELECT op_id, 'attacker', 'Anna', 'provider', 'p{0}', 'insert', '', true, 1, jsonb_build_object('op_id', op_id,
    'device', 'attacker', 'author', 'Anna', 'tbl', 'provider', 'row_id', 'p{0}', 'effect', 'insert')
FROM (SELECT gen_random_uuid() AS op_id) AS t RETURNING 1
"""


def sums(office: Office) -> Found:
    return dict(check_books(office.founder))["sums"]


def readers(office: Office, *keys: tuple[str, str]) -> set[str]:
    """Who is told all of these rows, and by their history too."""
    found = set()
    for name in office.logins:
        store = office.store_of(name)
        told = {(change.tbl, change.row_id) for change in store.pull(0, 999).changes}
        rows = seen(store, *keys)
        if rows:
            assert len(rows) == len(keys)
        assert set(keys) <= told if rows else not told & set(keys), name
        found |= {name} if rows else set()
    return found


def tell_to_the_end(db: psycopg.Connection[Any], author: str, *lines: tuple[str, str, str, dict[str, object]]) -> None:
    """Lines with which a transaction ends."""
    tell_together(db, author, *lines)
    db.execute("COMMIT")


def drafted(office: Office, name: str, **told: object) -> tuple[str, str]:
    """A case and an indication in it."""
    case, text = case_of(office, name), new_id()
    values = {"case_id": case, "author": name, "volume": 4, "status": "draft", **told}
    assert office.store_of(name).push([row("indication", text, name, **values)])[0].result is Result.APPLIED
    return case, text


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_the_order_of_lines_makes_no_difference_to_whose_their_rows_are(
    staffed: Office, order: tuple[int, ...]
) -> None:
    """A text is moved, one decision about it is told again, and one comes new: all in one statement."""
    _case, text = drafted(staffed, "Anna")
    old, new, other = new_id(), new_id(), case_of(staffed, "Bram")
    staffed.store_of("Anna").push([row("decision", old, "Anna", indication_id=text, decided_on="2026-11-23")])
    assert readers(staffed, ("decision", old), ("indication", text)) == {"Anna", "Lies"}
    lines: list[tuple[str, str, str, dict[str, object]]] = [
        ("indication", text, "update", {"case_id": other}),
        ("decision", old, "update", {"decided_on": "2026-11-24"}),
        ("decision", new, "insert", {"indication_id": text}),
    ]
    with staffed.sql("Lies") as db:
        tell_together(db, "Lies", *(lines[place] for place in order))
    keys = (("decision", old), ("decision", new), ("indication", text))
    assert {name for name in staffed.logins if len(seen(staffed.store_of(name), *keys)) == 3} == {"Bram", "Lies"}
    assert readers(staffed, ("decision", old), ("decision", new)) == {"Bram", "Lies"}
    assert not seen(staffed.store_of("Anna"), *keys)
    assert sums(staffed) == []


@pytest.mark.parametrize("at_once", [True, False], ids=["one statement", "one each"])
def test_what_comes_before_what_it_hangs_on_is_shown_to_nobody_else(staffed: Office, *, at_once: bool) -> None:
    case, text, decision = case_of(staffed, "Anna"), new_id(), new_id()
    lines: list[tuple[str, str, str, dict[str, object]]] = [
        ("decision", decision, "insert", {"indication_id": text}),
        ("indication", text, "insert", {"case_id": case, "author": "Anna", "status": "draft"}),
    ]
    with staffed.sql("Anna") as db, db.transaction():
        for some in [lines] if at_once else [[line] for line in lines]:
            tell_together(db, "Anna", *some)
    assert readers(staffed, ("decision", decision), ("indication", text)) == {"Anna", "Lies"}
    assert sums(staffed) == []


def test_a_name_that_is_nobodys_is_no_door_however_the_transaction_is_cut(staffed: Office) -> None:
    later = new_id()
    case: dict[str, object] = {"resident_id": later, "consultant": "Ruud", "opened_on": "2026-11-23"}
    mine, known = new_id(), new_id()
    staffed.store_of("Ruud").push([row("resident", known, "Ruud", last_name="Y", consultant="Ruud")])
    with staffed.sql("Ruud") as db:
        with pytest.raises(REFUSED, match="refers-to-missing"):
            tell_together(db, "Ruud", ("case_file", mine, "insert", case), ("provider", "p", "insert", {"name": "A"}))
        for ways in (
            ("SET CONSTRAINTS ALL IMMEDIATE",),
            ("SAVEPOINT a", "SET CONSTRAINTS ALL IMMEDIATE", "ROLLBACK TO a"),
        ):
            db.execute("BEGIN")
            tell_together(db, "Ruud", ("case_file", mine, "insert", {**case, "resident_id": known}))
            tell_together(db, "Ruud", ("case_file", mine, "update", {"resident_id": later}))
            tell_together(db, "Ruud", ("case_file", mine, "update", {"resident_id": known}))
            for way in ways:
                db.execute(way)
            with pytest.raises(REFUSED, match="refers-to-missing"):
                tell_to_the_end(db, "Ruud", ("case_file", mine, "update", {"resident_id": later}))
            db.execute("ROLLBACK")
    staffed.store_of("Anna").push([row("resident", later, "Anna", last_name="Z", consultant="Anna")])
    assert not seen(staffed.store_of("Ruud"), ("resident", later), ("case_file", mine))


def test_lines_in_one_query_are_one_statement(staffed: Office) -> None:
    """A query may hold several insertions; they are looked at together, and numbered through."""
    with staffed.sql("Anna") as db:
        twice = f"WITH one AS ({_ONE_LINE.format(1)}) {_ONE_LINE.format(1)}"
        with pytest.raises(REFUSED, match="row-told-twice"):
            db.execute(twice)
        head = (staffed.store_of("Anna").hello(0, "x").head,)
        db.execute(f"WITH one AS ({_ONE_LINE.format(1)}), two AS ({_ONE_LINE.format(2)}) {_ONE_LINE.format(3)}")
        found = db.execute("SELECT seq FROM naober.change WHERE seq > %s ORDER BY seq", head).fetchall()
        assert [seq for (seq,) in found] == [head[0] + n for n in (1, 2, 3)]
        assert db.execute("SELECT naober.head()").fetchone() == (head[0] + 3,)
    assert seen(staffed.store_of("Bram"), *(("provider", f"p{n}") for n in (1, 2, 3))) == {"p1", "p2", "p3"}


def test_who_writes_and_approves_by_one_line_approves_own_work(staffed: Office) -> None:
    _case, text = drafted(staffed, "Anna", status="handed-in")
    judged: dict[str, object] = {"status": "approved", "judged_by": "Lies", "volume": 40}
    with staffed.sql("Lies") as db, pytest.raises(REFUSED, match="own-work"):
        tell_together(db, "Lies", ("indication", text, "update", judged))


def test_what_was_written_without_a_word_of_sets_is_written_all_the_same(staffed: Office) -> None:
    """The body of a line may leave out what it has none of; the writer counts as one."""
    _case, text = drafted(staffed, "Anna", status="handed-in")
    body: dict[str, Any] = {"fields": {"volume": 40}}
    with staffed.sql("Lies") as db:
        tell_body(db, "indication", text, "Lies", "update", body, without=("sets", "clashes"))
        with pytest.raises(REFUSED, match="own-work"):
            tell(db, "indication", text, "Lies", "update", status="approved", judged_by="Lies")


@pytest.mark.parametrize(
    ("effect", "body"),
    [
        ("insert", {"fields": {"status": "approved"}, "sets": {"status": ["x"]}}),
        ("insert", {"fields": {"status": "approved"}, "sets": {"status": "draft"}}),
        ("update", {"sets": {"status": "handed-in"}}),
    ],
)
def test_laptops_take_no_other_fields_than_were_judged(staffed: Office, effect: str, body: dict[str, Any]) -> None:
    """Of a row that comes, laptops read the fields only; what stands beside them hid an approval from the database."""
    case, text = drafted(staffed, "Anna")
    if effect == "insert":
        text = new_id()
        body = {**body, "fields": {"case_id": case, "author": "Anna", **body["fields"]}}
    with staffed.sql("Anna") as db, pytest.raises(errors.CheckViolation):
        tell_body(db, "indication", text, "Anna", effect, body)


def test_a_conflict_of_another_row_is_neither_closed_nor_overwritten(staffed: Office) -> None:
    """Laptops know it by its id alone, wherever the line that names it stands."""
    anna, bram = staffed.store_of("Anna"), staffed.store_of("Bram")
    base = anna.push([row("provider", "p", "Anna", name="a")])[0].seq
    anna.push([changed("provider", "p", "Anna", base, name=("a", "b"))])
    met = bram.push([changed("provider", "p", "Bram", base, name=("a", "c"))])[0]
    assert met.result is Result.CONFLICT
    (clash,) = anna.conflicts_of(["map"])
    with staffed.sql("Carla") as db:
        tell_body(db, "provider", "q", "Carla", "insert", {"fields": {"name": "q"}})
        with pytest.raises(REFUSED, match="out-of-reach"):
            tell_body(db, "provider", "q", "Carla", "none", {"closes": clash.id}, closes=clash.id, hash_after=None)
        op_id = new_id()
        own = {"id": clash.id, "op_id": op_id, "tbl": "provider", "row_id": "q", "mine_by": "Carla"}
        with pytest.raises(REFUSED, match="out-of-reach"):
            tell_body(db, "provider", "q", "Carla", "none", {"clashes": [own]}, op_id=op_id, hash_after=None)
        tell_body(db, "provider", "p", "Carla", "none", {"closes": clash.id}, closes=clash.id, hash_after=None)
    assert anna.conflicts_of(["map"]) == ()


def test_a_case_that_is_given_away_takes_no_line_of_its_statement_with_it(staffed: Office) -> None:
    """What comes new must be within reach when the statement ends; else it would stand with another, unasked."""
    case = case_of(staffed, "Anna")
    lines: tuple[tuple[str, str, str, dict[str, object]], ...] = (
        ("case_file", case, "update", {"consultant": "Ruud"}),
        ("goal", new_id(), "insert", {"case_id": case}),
    )
    for told in permutations(lines):
        with staffed.sql("Anna") as db, pytest.raises(REFUSED, match="out-of-reach"):
            tell_together(db, "Anna", *told)
    assert seen(staffed.store_of("Anna"), ("case_file", case)) == {case}


def test_a_statement_without_a_line_changes_nothing(staffed: Office) -> None:
    with staffed.sql("Anna") as db:
        head = db.execute("SELECT naober.head()").fetchone()
        tell_together(db, "Anna")
        assert db.execute("SELECT naober.head()").fetchone() == head
        with pytest.raises(psycopg.Error):
            db.execute("TRUNCATE naober.change")
