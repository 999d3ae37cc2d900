"""What a laptop says of who wrote a text is not believed: its history tells, and a text comes in unjudged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.models.casework import Alternative, Goal
from desktop.models.indications import Indication
from desktop.models.kinds import AlternativeKind, IndicationStatus, Role
from desktop.models.people import Colleague
from desktop.models.region_settings import Approval, Source
from desktop.security.team_code import team_key
from desktop.services import syncing
from desktop.services.seals import is_sealed, seal_of
from desktop.sync import books
from desktop.sync.shared_file import SharedFile
from desktop.sync.shared_place import path_of
from tests.helpers.judging import approve, refusals, rest
from tests.helpers.laptops import BEGIN, Laptop

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.models.base import Value

STATUS = IndicationStatus

SAMPLE = Approval(share_percent=10, source=Source(document="Invented", paragraph="1"))


def sample_drawn(laptop: Laptop) -> None:
    """The region lets a part of what is handed in through, and the central store knows it."""
    with laptop.store.read() as reader:
        state, code = books.read_state(reader), books.team_code(reader)
    assert state is not None
    SharedFile(path_of(state.url), team_key(code)).settle_sample(samples=True)


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


def goal_of(case_id: str) -> Goal:
    return Goal(case_id=case_id, text="Ik kook zelf.")


def answer_of(case_id: str) -> Alternative:
    return Alternative(case_id=case_id, kind=AlternativeKind.NETWORK, answer="De zus woont te ver weg.")


@pytest.mark.parametrize("made", [goal_of, answer_of])
@pytest.mark.parametrize("apart", [True, False])
def test_who_wrote_what_it_rests_on_does_not_approve_it(
    anna: Laptop, bram: Laptop, handed_in: str, made: Callable[[str], Value], *, apart: bool
) -> None:
    """In a push of its own, or in the one that approves."""
    bram.add(made(anna.there(Indication, handed_in).case_id))
    if apart:
        rest(bram, anna)
    approve(bram, handed_in)
    rest(bram, anna)
    assert refusals(bram) == ["own-work"]
    assert anna.there(Indication, handed_in).status is STATUS.HANDED_IN


def test_a_goal_that_went_again_and_how_far_one_came_are_nothing_that_it_rests_on(
    anna: Laptop, bram: Laptop, handed_in: str
) -> None:
    case_id = anna.there(Indication, handed_in).case_id
    kept, gone = goal_of(case_id), goal_of(case_id)
    anna.add(kept)
    rest(anna, bram)
    bram.add(gone)
    bram.change(Goal, kept.id, reached="partly")
    rest(bram, anna)
    anna.remove(Goal, gone.id)
    rest(anna, bram)
    approve(bram, handed_in)
    rest(bram, anna)
    assert refusals(bram) == []


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
