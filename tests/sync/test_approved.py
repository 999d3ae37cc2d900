"""Two laptops and one indication: nobody approves their own work or an unread text, and an approved text stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import IndicationStatus, Role
from desktop.models.people import Colleague, Resident
from desktop.models.region_settings import Approval, Source
from desktop.security.team_code import team_key
from desktop.services import syncing
from desktop.services.conflicts import list_conflicts, may_share_again, share_again
from desktop.services.indications import approve as approve_by_the_rules
from desktop.services.seals import is_sealed, seal_of
from desktop.services.syncing import state_of_work
from desktop.sync import books
from desktop.sync.ops import Edit
from desktop.sync.protocol import Result
from desktop.sync.shared_file import SharedFile
from desktop.sync.shared_place import path_of
from tests.helpers.edits import added, deleted, edit
from tests.helpers.laptops import BEGIN, Laptop

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.unit_of_work import UnitOfWork
    from desktop.sync.protocol import CentralStore

STATUS = IndicationStatus


def rest(*laptops: Laptop) -> None:
    for _ in range(2):
        for laptop in laptops:
            laptop.sync()


def approve(laptop: Laptop, indication_id: str, **more: object) -> None:
    """What the service writes when a second person approves, without the service's own refusals."""
    fields = {"status": STATUS.APPROVED, "judged_by": laptop.workplace.colleague.id, "judged_at": BEGIN, **more}
    judged = laptop.there(Indication, indication_id).model_copy(update=fields)
    laptop.change(Indication, indication_id, **fields, seal=seal_of(judged))


def refusals(laptop: Laptop) -> list[str]:
    return [refusal.code for refusal in state_of_work(laptop.workplace).refused]


SAMPLE = Approval(share_percent=10, source=Source(document="Invented", paragraph="1"))


def sample_drawn(laptop: Laptop) -> None:
    """The region lets a part of what is handed in through, and the central store knows it."""
    with laptop.store.read() as reader:
        state, code = books.read_state(reader), books.team_code(reader)
    assert state is not None
    SharedFile(path_of(state.url), team_key(code)).settle_sample(samples=True)


@pytest.fixture
def handed_in(anna: Laptop, bram: Laptop) -> str:
    """Anna's draft, handed in and seen by Bram, who is a team lead."""
    bram.change(Colleague, bram.workplace.colleague.id, role=Role.TEAM_LEAD.value)
    resident = Resident(last_name="Mulder")
    case = Case(resident_id=resident.id, opened_on=BEGIN.date())
    author = anna.workplace.colleague.id
    drafted = Indication(case_id=case.id, volume=4, status=STATUS.HANDED_IN, author=author)
    anna.add(resident, case, drafted)
    rest(anna, bram)
    return drafted.id


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


def test_what_the_sample_lets_through_is_nobody_elses_judgement(anna: Laptop, bram: Laptop, handed_in: str) -> None:
    approve(anna, handed_in, judged_by="", judged_unseen=True)
    sample_drawn(anna)
    rest(anna, bram)
    assert refusals(anna) == []
    assert bram.there(Indication, handed_in).judged_unseen


@pytest.mark.parametrize("unseen", [True, False])
def test_without_a_sample_nothing_is_let_through_unseen(
    anna: Laptop, bram: Laptop, handed_in: str, *, unseen: bool
) -> None:
    approve(anna, handed_in, judged_by="", judged_unseen=unseen)
    rest(anna, bram)
    assert refusals(anna) == ["judged-by-nobody"]
    assert bram.there(Indication, handed_in).status is STATUS.HANDED_IN


def test_with_a_sample_what_is_let_through_says_so(anna: Laptop, bram: Laptop, handed_in: str) -> None:
    approve(anna, handed_in, judged_by="", judged_unseen=False)
    sample_drawn(anna)
    rest(anna, bram)
    assert refusals(anna) == ["judged-by-nobody"]


def test_an_administrator_tells_the_central_store_that_a_sample_is_drawn(
    anna: Laptop, bram: Laptop, handed_in: str
) -> None:
    admin = bram.workplace.colleague.model_copy(update={"role": Role.ADMINISTRATOR})
    profile = bram.workplace.profile.model_copy(update={"approval": SAMPLE})
    syncing.sync_now(replace(bram.workplace, profile=profile))
    approve(anna, handed_in, judged_by="", judged_unseen=True)
    anna.sync()
    assert refusals(anna) == ["judged-by-nobody"], "a consultant's own profile says nothing"
    syncing.sync_now(replace(bram.workplace, profile=profile, colleague=admin))
    approve(anna, handed_in, judged_by="", judged_unseen=True)
    rest(anna, bram)
    assert bram.there(Indication, handed_in).status is STATUS.APPROVED


def test_own_work_is_not_approved_by_putting_it_in_anothers_name(anna: Laptop, bram: Laptop, handed_in: str) -> None:
    other, me = bram.workplace.colleague.id, anna.workplace.colleague.id
    approve(anna, handed_in, author=other, judged_by=me)
    rest(anna, bram)
    assert refusals(anna) == ["author-of-another"]
    anna.change(Indication, handed_in, author=other)
    anna.sync()
    approve(anna, handed_in, judged_by=me)
    rest(anna, bram)
    assert set(refusals(anna)) == {"author-of-another", "own-work"}
    found = bram.there(Indication, handed_in)
    assert (found.status, found.author) == (STATUS.HANDED_IN, me)


@pytest.mark.parametrize("status", [STATUS.APPROVED, STATUS.ENDED, STATUS.RETURNED])
def test_a_text_is_not_put_there_judged(anna: Laptop, bram: Laptop, handed_in: str, status: IndicationStatus) -> None:
    here = anna.there(Indication, handed_in)
    forged = Indication(
        case_id=here.case_id,
        volume=40,
        status=status,
        author=here.author,
        judged_by=bram.workplace.colleague.id,
        judged_at=BEGIN,
    )
    anna.add(forged.model_copy(update={"seal": seal_of(forged)}))
    rest(anna, bram)
    assert refusals(anna) == ["born-judged"]
    assert bram.see(Indication, forged.id) is None


def test_a_text_put_there_in_anothers_name_is_still_the_work_of_who_put_it_there(
    anna: Laptop, bram: Laptop, handed_in: str
) -> None:
    case_id, other = anna.there(Indication, handed_in).case_id, anna.workplace.colleague.id
    mine = Indication(case_id=case_id, volume=40, status=STATUS.HANDED_IN, author=other)
    bram.add(mine)
    bram.sync()
    approve(bram, mine.id)
    rest(bram, anna)
    assert refusals(bram) == ["own-work"]


def test_who_wrote_in_it_does_not_approve_what_another_handed_in(anna: Laptop, bram: Laptop, handed_in: str) -> None:
    anna.change(Indication, handed_in, status=STATUS.DRAFT)
    rest(anna, bram)
    bram.change(Indication, handed_in, volume=9)
    rest(bram, anna)
    anna.change(Indication, handed_in, status=STATUS.HANDED_IN, handed_in_at=BEGIN)
    rest(anna, bram)
    approve(bram, handed_in)
    rest(bram, anna)
    assert refusals(bram) == ["own-work"]
    assert anna.there(Indication, handed_in).status is STATUS.HANDED_IN


def test_who_handed_it_in_does_not_approve_it_in_whatever_name_it_stands(
    anna: Laptop, bram: Laptop, handed_in: str
) -> None:
    anna.change(Indication, handed_in, status=STATUS.DRAFT)
    rest(anna, bram)
    bram.change(Indication, handed_in, status=STATUS.HANDED_IN)
    rest(bram, anna)
    approve(bram, handed_in)
    rest(bram, anna)
    assert refusals(bram) == ["own-work"]


@pytest.mark.parametrize(("taken_away", "told"), [(False, ["own-work"]), (True, [])])
def test_who_drafted_a_line_beside_it_does_not_approve_it(
    anna: Laptop, bram: Laptop, handed_in: str, told: list[str], *, taken_away: bool
) -> None:
    anna.change(Indication, handed_in, status=STATUS.DRAFT, draft_id=handed_in)
    rest(anna, bram)
    line = Indication(
        case_id=anna.there(Indication, handed_in).case_id,
        draft_id=handed_in,
        author=bram.workplace.colleague.id,
    )
    bram.add(line)
    rest(bram, anna)
    if taken_away:
        anna.remove(Indication, line.id)
    anna.change(Indication, handed_in, status=STATUS.HANDED_IN)
    rest(anna, bram)
    approve(bram, handed_in)
    rest(bram, anna)
    assert refusals(bram) == told


def test_who_approves_changes_nothing_of_the_text_in_passing(anna: Laptop, bram: Laptop, handed_in: str) -> None:
    approve(bram, handed_in, volume=40)
    rest(bram, anna)
    assert refusals(bram) == ["own-work"]
    assert anna.there(Indication, handed_in).volume == 4


def test_a_consultant_is_no_second_person(anna: Laptop, bram: Laptop, handed_in: str) -> None:
    bram.change(Colleague, bram.workplace.colleague.id, role=Role.CONSULTANT.value)
    approve(bram, handed_in)
    rest(bram, anna)
    assert refusals(bram) == ["judge-not-allowed"]


@pytest.mark.parametrize(("before", "after"), [(STATUS.DRAFT, STATUS.APPROVED), (STATUS.HANDED_IN, STATUS.ENDED)])
def test_only_what_was_handed_in_is_approved(
    anna: Laptop, bram: Laptop, handed_in: str, before: IndicationStatus, after: IndicationStatus
) -> None:
    anna.change(Indication, handed_in, status=before)
    rest(anna, bram)
    approve(bram, handed_in, status=after)
    rest(bram, anna)
    assert refusals(bram) == ["not-handed-in"]
    assert anna.there(Indication, handed_in).status is before


def test_a_draft_that_was_thrown_away_is_brought_back_as_it_was(anna: Laptop, bram: Laptop, handed_in: str) -> None:
    draft = anna.there(Indication, handed_in)
    anna.remove(Indication, handed_in)
    rest(anna, bram)
    anna.add(draft.model_copy(update={"status": STATUS.APPROVED, "judged_by": bram.workplace.colleague.id}))
    rest(anna, bram)
    assert bram.see(Indication, handed_in) is None
    anna.add(draft)
    rest(anna, bram)
    assert bram.there(Indication, handed_in).status is STATUS.HANDED_IN


def test_a_team_that_goes_on_with_another_file_brings_its_approved_texts_along(
    anna: Laptop, bram: Laptop, handed_in: str, url: str, tmp_path: Path
) -> None:
    approve(bram, handed_in)
    rest(bram, anna)
    path_of(url).unlink()
    for laptop in (anna, bram):
        syncing.leave(laptop.workplace)
    new = f"sqlite:///{tmp_path / 'share' / 'new.naober'}"
    code = syncing.start_central(anna.workplace, new)
    anna.sync()
    syncing.join(bram.workplace, new, code)
    rest(bram, anna)
    assert (refusals(anna), refusals(bram)) == ([], [])
    for laptop in (anna, bram):
        found = laptop.there(Indication, handed_in)
        assert (found.status, is_sealed(found)) == (STATUS.APPROVED, True)


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


def test_an_approved_text_is_not_taken_away(central: CentralStore) -> None:
    base = handed(central)
    changes = {"status": Edit(saw="handed-in", new="approved"), "judged_by": Edit(saw="", new="Bram")}
    (answer,) = central.push([edit("update", "indication", "i", base=base, changes=changes, author="Bram")])
    (gone,) = central.push([deleted("i", tbl="indication", base=answer.seq)])
    assert (gone.result, gone.reason) == (Result.REFUSED, "sealed")


def test_other_kinds_of_record_are_left_alone(central: CentralStore) -> None:
    (answer,) = central.push([added("p")])
    assert answer.result is Result.APPLIED
