"""Two laptops and one indication: nobody approves their own work or an unread text, and an approved text stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import IndicationStatus, Role
from desktop.models.people import Colleague
from desktop.services.conflicts import list_conflicts, may_share_again, share_again
from desktop.services.indications import approve as approve_by_the_rules
from desktop.services.seals import is_sealed
from desktop.services.syncing import state_of_work
from desktop.sync.ops import Edit
from desktop.sync.protocol import Result
from tests.helpers.edits import added, deleted, edit
from tests.helpers.judging import approve, refusals, rest
from tests.helpers.laptops import BEGIN, Laptop

if TYPE_CHECKING:
    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.ops import OpKind
    from desktop.sync.protocol import CentralStore
    from desktop.sync.vocabulary import Json

STATUS = IndicationStatus


def test_an_approval_by_a_second_person_reaches_the_author_sealed(anna: Laptop, bram: Laptop, handed_in: str) -> None:
    approve(bram, handed_in)
    rest(bram, anna)
    found = anna.there(Indication, handed_in)
    assert (found.status, refusals(bram)) == (STATUS.APPROVED, [])
    assert is_sealed(found)


def test_own_work_is_not_approved_at_the_central_store_either(anna: Laptop, bram: Laptop, handed_in: str) -> None:
    approve(anna, handed_in)
    rest(anna, bram)
    assert refusals(anna) == ["own-work"]
    for laptop in (anna, bram):
        assert laptop.there(Indication, handed_in).status is STATUS.HANDED_IN


def test_a_text_that_was_taken_back_and_changed_is_not_approved_unread(
    anna: Laptop, bram: Laptop, handed_in: str
) -> None:
    anna.change(Indication, handed_in, status=STATUS.DRAFT)
    anna.change(Indication, handed_in, volume=9)
    anna.sync()
    approve(bram, handed_in)
    rest(bram, anna)
    assert refusals(bram) == ["approved-unseen"]
    for laptop in (anna, bram):
        found = laptop.there(Indication, handed_in)
        assert (found.status, found.volume, found.seal, found.judged_by) == (STATUS.DRAFT, 9, "", "")
        assert list_conflicts(laptop.workplace) == ()


@pytest.mark.parametrize("changed", [{"volume": 9}, {"evaluations": ("2027-01-31",)}, {"status": STATUS.DRAFT}])
def test_a_change_that_did_not_know_of_the_approval_leaves_the_sealed_text_alone(
    anna: Laptop, bram: Laptop, handed_in: str, changed: dict[str, object]
) -> None:
    anna.change(Indication, handed_in, **changed)
    approve(bram, handed_in)
    rest(bram, anna)
    assert refusals(anna) == ["sealed"]
    for laptop in (anna, bram):
        found = laptop.there(Indication, handed_in)
        assert (found.status, found.volume) == (STATUS.APPROVED, 4)
        assert is_sealed(found)


def test_approved_help_ends_and_turns_out_not_to_have_ended(anna: Laptop, bram: Laptop, handed_in: str) -> None:
    approve(bram, handed_in)
    rest(bram, anna)
    for status in (STATUS.ENDED, STATUS.APPROVED):
        anna.change(Indication, handed_in, status=status)
        rest(anna, bram)
        assert bram.there(Indication, handed_in).status is status
    assert refusals(anna) == []


def test_of_two_who_approve_apart_the_first_stands_and_the_other_is_told(
    anna: Laptop, bram: Laptop, handed_in: str
) -> None:
    approve(bram, handed_in)
    approve(anna, handed_in, judged_by="someone-else", judged_at=BEGIN + timedelta(hours=1))
    rest(bram, anna)
    assert refusals(anna) == ["sealed"]
    assert anna.there(Indication, handed_in).judged_by == bram.workplace.colleague.id


def test_a_refused_approval_is_not_offered_again_on_a_text_that_nobody_read(
    anna: Laptop, bram: Laptop, handed_in: str
) -> None:
    anna.change(Indication, handed_in, volume=9)
    anna.sync()
    judge = bram.workplace.colleague.id

    def approve_and_plan(work: UnitOfWork) -> None:
        work.change(Indication, handed_in, status=STATUS.APPROVED, judged_by=judge)
        work.add(Evaluation(indication_id=handed_in, due_on=BEGIN.date()))

    bram.do(approve_and_plan)
    rest(bram, anna)
    refused = state_of_work(bram.workplace).refused
    assert {refusal.code for refusal in refused} == {"approved-unseen", "act-refused"}
    assert [may_share_again(refusal) for refusal in refused if refusal.tbl == "indication"] == [False]
    with pytest.raises(RuleBroken, match="not-offerable"):
        share_again(bram.workplace, refused[0].act_id)
    rest(bram, anna)
    found = anna.there(Indication, handed_in)
    assert (found.status, found.volume, found.judged_by) == (STATUS.HANDED_IN, 9, "")


def test_a_text_of_which_two_versions_met_is_not_approved_before_one_is_chosen(
    anna: Laptop, bram: Laptop, handed_in: str
) -> None:
    lead = replace(bram.workplace, colleague=Colleague(name="Tineke", role=Role.TEAM_LEAD))
    for laptop, volume in ((anna, 9), (bram, 2)):
        laptop.change(Indication, handed_in, volume=volume)
    rest(anna, bram)
    assert [conflict.field for conflict in list_conflicts(bram.workplace)] == ["volume"]
    with pytest.raises(RuleBroken, match="conflict-open"):
        approve_by_the_rules(lead, handed_in)


def handed(central: CentralStore, author: str = "Anna") -> int:
    central.push([edit("insert", "resident", "r", changes={"last_name": Edit(new="Mulder")})])
    case = {"resident_id": Edit(new="r"), "opened_on": Edit(new="2026-11-23")}
    central.push([edit("insert", "case_file", "c", changes=case)])
    changes = {"case_id": Edit(new="c"), "status": Edit(new="handed-in"), "author": Edit(new=author)}
    (answer,) = central.push([edit("insert", "indication", "i", changes=changes)])
    return answer.seq


@pytest.mark.parametrize(
    ("judge", "sender", "status", "reason"),
    [
        ("Bram", "Bram", "approved", ""),
        ("Bram", "Bram", "returned", ""),
        ("Anna", "Anna", "approved", "own-work"),
        ("Anna", "Bram", "approved", "own-work"),
        ("Anna", "Anna", "returned", "own-work"),
        ("Bram", "Anna", "approved", "approved-for-another"),
        ("", "Anna", "approved", "judged-by-nobody"),
        ("", "Bram", "approved", "approved-for-another"),
        ("Bram", "Anna", "returned", "approved-for-another"),
        ("", "Anna", "returned", "approved-for-another"),
    ],
)
def test_who_may_judge_whose_work(central: CentralStore, judge: str, sender: str, status: str, reason: str) -> None:
    base = handed(central)
    changes = {"status": Edit(saw="handed-in", new=status), "judged_by": Edit(saw="", new=judge)}
    (answer,) = central.push([edit("update", "indication", "i", base=base, changes=changes, author=sender)])
    assert answer.reason == reason
    assert (answer.result is Result.REFUSED) == bool(reason)


@pytest.mark.parametrize(
    ("kind", "tbl", "row_id", "wrote"),
    [
        ("update", "indication", "i", {"volume": 4}),
        ("insert", "goal", "g", {"case_id": "c", "text": "Weer zelf koken"}),
        ("insert", "indication", "beside", {"case_id": "c", "author": "Bram", "draft_id": "together"}),
    ],
)
def test_who_writes_and_judges_in_one_push_judges_own_work(
    central: CentralStore, kind: OpKind, tbl: str, row_id: str, wrote: dict[str, Json]
) -> None:
    base = handed(central)
    of_one = edit("update", "indication", "i", base=base, changes={"draft_id": Edit(saw="", new="together")})
    base = central.push([of_one])[0].seq
    fields = {name: Edit(saw=None, new=value) for name, value in wrote.items()}
    written = edit(kind, tbl, row_id, base=base, changes=fields, author="Bram", device="laptop of Bram")
    changes = {"status": Edit(saw="handed-in", new="approved"), "judged_by": Edit(saw="", new="Bram")}
    judged = edit("update", "indication", "i", base=base, changes=changes, author="Bram", device="laptop of Bram")
    answers = central.push([written, judged.model_copy(update={"parent": written.op_id})])
    assert [answer.reason for answer in answers] == ["", "own-work"]


def test_an_approved_text_is_not_taken_away(central: CentralStore) -> None:
    base = handed(central)
    changes = {"status": Edit(saw="handed-in", new="approved"), "judged_by": Edit(saw="", new="Bram")}
    (answer,) = central.push([edit("update", "indication", "i", base=base, changes=changes, author="Bram")])
    (gone,) = central.push([deleted("i", tbl="indication", base=answer.seq)])
    over = {"case_id": Edit(new="c"), "status": Edit(new="approved"), "author": Edit(new="Anna"), "volume": Edit(new=9)}
    (put,) = central.push([edit("insert", "indication", "i", base=answer.seq, changes=over, author="Bram")])
    for refused in (gone, put):
        assert (refused.result, refused.reason) == (Result.REFUSED, "sealed")


def test_other_kinds_of_record_are_left_alone(central: CentralStore) -> None:
    (answer,) = central.push([added("p")])
    assert answer.result is Result.APPLIED
