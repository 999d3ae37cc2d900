"""A push goes into the database by whole statements: nothing comes in by a neighbour's line, nothing is lost by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from desktop.models.base import new_id
from desktop.models.kinds import Role
from desktop.sync.protocol import Result
from tests.helpers.attackers import REFUSED, case_of, changed, row, seen, tell_together
from tests.helpers.edits import added, typed

if TYPE_CHECKING:
    from tests.helpers.offices import Office


def numbers(office: Office) -> list[int]:
    founder = office.founder
    with psycopg.connect(founder.address.conninfo(founder.password)) as db:
        return [seq for (seq,) in db.execute("SELECT seq FROM naober.change ORDER BY seq").fetchall()]


def test_a_case_that_comes_with_its_resident_and_goal_in_one_statement_is_of_its_consultant(staffed: Office) -> None:
    """The resident is not there yet when the statement begins, and neither is the indication that a decision is of."""
    resident, case, indication = new_id(), new_id(), new_id()
    told = {"consultant": "Anna", "municipality": "Oldambt"}
    with staffed.sql("Anna") as db:
        tell_together(
            db,
            "Anna",
            ("decision", "d", "insert", {"indication_id": indication}),
            ("indication", indication, "insert", {"case_id": case, "author": "Anna", "status": "draft"}),
            ("case_file", case, "insert", {"resident_id": resident, "opened_on": "2026-11-23", **told}),
            ("resident", resident, "insert", {"last_name": "Zonderland", **told}),
        )
    keys = (("decision", "d"), ("indication", indication), ("case_file", case), ("resident", resident))
    assert {name for name in staffed.logins if seen(staffed.store_of(name), *keys)} == {"Anna", "Lies"}
    assert len(seen(staffed.store_of("Lies"), *keys)) == 4


def test_no_line_opens_a_door_for_another_line_of_its_statement(staffed: Office) -> None:
    case = case_of(staffed, "Anna")
    (found,) = staffed.store_of("Anna").rows([("case_file", case)])
    resident, household = found.values["resident_id"], new_id()
    staffed.store_of("Anna").push([row("household", household, "Anna", name="Zonderland")])
    mine, fields = new_id(), {"consultant": "Ruud", "opened_on": "2026-11-23"}
    for lines in (
        [
            ("case_file", mine, "insert", {"resident_id": resident, **fields}),
            ("goal", "g", "insert", {"case_id": mine}),
        ],
        [("resident", mine, "insert", {"household_id": household, "last_name": "Nep", "consultant": "Ruud"})],
        [("goal", "g", "insert", {"case_id": case}), ("provider", new_id(), "insert", {"name": "Nep"})],
        [("case_file", case, "update", {"consultant": "Ruud"}), ("goal", f"goal of {case}", "update", {"text": "!"})],
        [("case_file", mine, "insert", {"resident_id": new_id(), "opened_on": "2026-11-23", "consultant": "Anna"})],
    ):
        with staffed.sql("Ruud") as db, pytest.raises(REFUSED, match=r"out-of-reach|row-unknown"):
            tell_together(db, "Ruud", *lines)
    assert not seen(staffed.store_of("Ruud"), ("resident", resident), ("household", household), ("case_file", case))


def test_a_statement_tells_of_a_row_once(staffed: Office) -> None:
    with staffed.sql("Anna") as db, pytest.raises(REFUSED, match="row-told-twice"):
        tell_together(
            db, "Anna", ("provider", "p", "insert", {"name": "A"}), ("provider", "p", "update", {"name": "B"})
        )


def test_numbers_leave_no_gap_whatever_was_held_back(staffed: Office) -> None:
    begun = numbers(staffed)
    with staffed.sql("Anna") as db:
        with pytest.raises(InsufficientPrivilege):
            db.execute("SELECT nextval('naober.number')")
        for _time in range(2):
            with pytest.raises(REFUSED):
                tell_together(db, "Anna", ("provider", "p", "insert", {"name": "A"}), ("nothing", "q", "insert", {}))
        tell_together(
            db, "Anna", ("provider", "p", "insert", {"name": "A"}), ("provider", "q", "insert", {"name": "B"})
        )
    assert numbers(staffed) == [*begun, len(begun) + 1, len(begun) + 2]


def test_what_the_database_holds_back_holds_up_no_other_edit_of_the_push(staffed: Office) -> None:
    """Of one push: what the role may not write, what the database cannot hold, and what leans on neither."""
    anna = staffed.store_of("Anna")
    wrong = [
        row("purchase_measure", new_id(), "Anna", provider_id="of Anna"),
        row("provider", "nul", "Anna", name="a\0b"),
        row("amount", new_id(), "Anna"),
    ]
    good = [added(f"p{n}", author="Anna", device="laptop of Anna") for n in range(6)]
    ops = [good[0], wrong[0], *good[1:3], wrong[1], *good[3:5], wrong[2], good[5]]
    told = {answer.op_id: answer for answer in anna.push(ops)}
    assert [told[op.op_id].reason for op in wrong] == ["not-allowed", "op-not-valid", "not-allowed"]
    seqs = [told[op.op_id].seq for op in good]
    assert [told[op.op_id].result for op in good] == [Result.APPLIED] * 6
    assert seqs == list(range(seqs[0], seqs[0] + 6))
    assert [change.seq for change in anna.pull(seqs[0] - 1, 99).changes] == seqs
    assert anna.push(ops) == tuple(told[op.op_id] for op in ops), "the answers stand"


def test_many_edits_of_one_row_in_a_push_follow_each_other(office: Office) -> None:
    anna, chain = office.store_of("Anna", Role.TEAM_LEAD), [added("p", author="Anna", device="x")]
    for n in range(5):
        saw = "" if n == 0 else str(n - 1)
        parent = chain[-1].op_id
        chain.append(typed("p", saw, str(n), author="Anna", device="x", parent=parent))
    answers = anna.push(chain)
    assert [answer.result for answer in answers] == [Result.APPLIED] * 6
    assert anna.rows([("provider", "p")])[0].values["phone"] == "4"
    page = anna.pull(0, 99)
    assert [change.seq for change in page.changes] == [answer.seq for answer in answers]
    assert page.digests["provider"].rows == 1


def test_who_writes_and_judges_in_one_push_judges_own_work(staffed: Office) -> None:
    case, indication = case_of(staffed, "Anna"), new_id()
    anna, lead = staffed.store_of("Anna"), staffed.store_of("Lies")
    base = anna.push([row("indication", indication, "Anna", case_id=case, author="Anna", volume=4, status="draft")])[
        0
    ].seq
    handed = changed("indication", indication, "Anna", base, status=("draft", "handed-in"))
    base = anna.push([handed])[0].seq
    wrote = changed("indication", indication, "Lies", base, volume=(4, 40))
    judged = changed("indication", indication, "Lies", base, status=("handed-in", "approved"), judged_by=("", "Lies"))
    answers = lead.push([wrote, judged.model_copy(update={"parent": wrote.op_id})])
    assert [(answer.result, answer.reason) for answer in answers] == [
        (Result.APPLIED, ""),
        (Result.REFUSED, "own-work"),
    ]
