"""An indication is judged by a second person, sealed, and then followed: decision, help, evaluations."""

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from functools import partial

import pytest

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.indications import Decision, Evaluation, Indication
from desktop.models.kinds import (
    AvailabilityStatus,
    CasePhase,
    EndReason,
    IndicationChange,
    IndicationStatus,
    Role,
    Unit,
)
from desktop.models.sealed_text import CHOSEN
from desktop.models.waiting import WaitingListEntry
from desktop.services.approved_help import decide, start_help
from desktop.services.case_reading import case_page
from desktop.services.cases import CaseEnding, close_case
from desktop.services.draft_changes import begin_change
from desktop.services.evaluations import end_help
from desktop.services.indications import (
    answer_prompt,
    approve,
    begin_draft,
    change_draft,
    check,
    draft_page,
    hand_in,
    remove_draft,
    return_with_remarks,
    take_back,
)
from desktop.services.seals import is_sealed
from desktop.services.workplace import Workplace
from tests.helpers.casework import (
    LOT,
    PRODUCT,
    a_case,
    a_draft,
    a_handed_in_draft,
    a_report,
    answer_all,
    colleague,
    refused,
)


def stored(desk: Workplace, indication_id: str) -> Indication:
    with desk.store.read() as reader:
        return reader.get(Indication, indication_id)


def codes(desk: Workplace, indication_id: str) -> set[str]:
    return {prompt.code for prompt in check(desk, indication_id).prompts}


def test_a_second_person_approves_and_the_text_is_sealed(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    changes = approve(lead, drafted.indication_id)
    assert changes.touches("indication", "evaluation", "case_file")
    approved = stored(desk, drafted.indication_id)
    assert (approved.status, approved.judged_by, approved.judged_at) == (
        IndicationStatus.APPROVED,
        lead.colleague.id,
        lead.now,
    )
    assert is_sealed(approved)
    with desk.store.read() as reader:
        assert [e.due_on.isoformat() for e in reader.find(Evaluation)] == list(approved.evaluations)
        assert reader.get(Case, drafted.case_id).phase is CasePhase.DECIDED


@pytest.mark.parametrize("field", CHOSEN)
def test_changing_any_approved_field_breaks_the_seal(desk: Workplace, lead: Workplace, field: str) -> None:
    drafted = a_handed_in_draft(desk)
    approve(lead, drafted.indication_id)
    approved = stored(desk, drafted.indication_id)
    others: dict[str, object] = {
        "volume": 9,
        "start": desk.today,
        "end": desk.today,
        "evaluations": (),
        "contribution_told_on": None,
        "change": IndicationChange.LESS,
        "reasons": {"x": "y"},
    }
    present = getattr(approved, field)
    changed = others.get(field, "anders")
    if isinstance(present, bool):
        changed = not present
    elif isinstance(present, StrEnum):
        changed = next(member for member in type(present) if member is not present)
    assert not is_sealed(approved.model_copy(update={field: changed}))


def test_approved_text_cannot_be_changed_or_thrown_away(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    approve(lead, drafted.indication_id)
    for who in (desk, lead):
        refused(
            "sealed",
            partial(change_draft, who, drafted.indication_id, volume=9),
            partial(answer_prompt, who, drafted.indication_id, "intake-stop", "x"),
            partial(remove_draft, who, drafted.indication_id),
        )
    assert is_sealed(stored(desk, drafted.indication_id))


def test_while_it_lies_with_the_second_person_nothing_changes(desk: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    with pytest.raises(RuleBroken, match="handed-in"):
        change_draft(desk, drafted.indication_id, volume=9)
    with pytest.raises(RuleBroken, match="handed-in"):
        hand_in(desk, drafted.indication_id)
    take_back(desk, drafted.indication_id)
    change_draft(desk, drafted.indication_id, volume=9)
    assert stored(desk, drafted.indication_id).handed_in_at is None


def test_nobody_judges_their_own_work_whatever_the_role(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(lead)
    refused(
        "own-work",
        lambda: approve(lead, drafted.indication_id),
        lambda: return_with_remarks(lead, drafted.indication_id, "x"),
    )
    second = colleague(desk, "Tweede Lead", Role.TEAM_LEAD)
    approve(second, drafted.indication_id)
    assert stored(desk, drafted.indication_id).judged_by == second.colleague.id


def test_a_consultant_judges_nothing(desk: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    other = colleague(desk, "Samira Bouzid")
    with pytest.raises(RuleBroken, match="not-allowed"):
        approve(other, drafted.indication_id)


def test_a_draft_comes_back_with_remarks_and_can_be_handed_in_again(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    with pytest.raises(RuleBroken, match="required remarks"):
        return_with_remarks(lead, drafted.indication_id, " ")
    return_with_remarks(lead, drafted.indication_id, "Waarom zo lang?")
    back = stored(desk, drafted.indication_id)
    assert (back.status, back.remarks, back.judged_by) == (
        IndicationStatus.RETURNED,
        "Waarom zo lang?",
        lead.colleague.id,
    )
    change_draft(desk, drafted.indication_id, volume=1)
    hand_in(desk, drafted.indication_id)
    approve(lead, drafted.indication_id)
    assert is_sealed(stored(desk, drafted.indication_id))


def test_what_was_not_handed_in_is_not_judged(desk: Workplace, lead: Workplace) -> None:
    drafted = a_draft(desk)
    refused(
        "not-handed-in",
        lambda: approve(lead, drafted.indication_id),
        lambda: return_with_remarks(lead, drafted.indication_id, "x"),
        lambda: take_back(desk, drafted.indication_id),
    )


def test_what_changed_under_a_handed_in_draft_blocks_its_approval(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    a_report(desk, drafted.provider_id, AvailabilityStatus.INTAKE_STOP)
    with pytest.raises(RuleBroken, match="blocked"):
        approve(lead, drafted.indication_id)


def test_a_colleague_changes_no_draft_of_another_but_the_team_lead_may(desk: Workplace, lead: Workplace) -> None:
    drafted = a_draft(desk)
    other = colleague(desk, "Samira Bouzid")
    with pytest.raises(RuleBroken, match="not-allowed"):
        change_draft(other, drafted.indication_id, volume=9)
    with pytest.raises(RuleBroken, match="not-allowed"):
        begin_draft(colleague(desk, "Carla", Role.CONTRACT_MANAGER), drafted.case_id)
    change_draft(lead, drafted.indication_id, volume=9)
    assert stored(desk, drafted.indication_id).author == desk.colleague.id


def test_only_the_author_takes_a_draft_back(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    with pytest.raises(RuleBroken, match="not-allowed"):
        take_back(lead, drafted.indication_id)


def test_a_draft_can_be_thrown_away(desk: Workplace) -> None:
    drafted = a_draft(desk)
    remove_draft(desk, drafted.indication_id)
    assert case_page(desk, drafted.case_id).indications == ()


def test_a_next_indication_takes_over_the_help_and_none_of_its_reasons(desk: Workplace, lead: Workplace) -> None:
    drafted = a_draft(desk, reasons={"intake-stop": "toen"}, limited_choice="Toen")
    hand_in(desk, drafted.indication_id)
    approve(lead, drafted.indication_id)
    earlier = stored(desk, drafted.indication_id)
    assert earlier.end is not None
    draft = stored(desk, begin_change(desk, drafted.indication_id, IndicationChange.PROLONGED)[0])
    assert (draft.product, draft.segment, draft.volume, draft.unit) == (PRODUCT, "1A", 2, Unit.HOUR)
    assert (draft.provider_id, draft.start) == (drafted.provider_id, earlier.end + timedelta(days=1))
    assert (draft.reasons, draft.limited_choice, draft.stops_when) == ({}, "", "")
    assert (draft.end, draft.evaluations) == (None, ())


def test_the_page_tells_who_may_do_what(desk: Workplace, lead: Workplace) -> None:
    drafted = a_draft(desk)
    other = colleague(desk, "Samira Bouzid")

    def rights() -> list[tuple[bool, bool]]:
        pages = [draft_page(who, drafted.indication_id) for who in (desk, other, lead)]
        return [(page.may_change, page.may_judge) for page in pages]

    assert rights() == [(True, False), (False, False), (True, False)]
    hand_in(desk, drafted.indication_id)
    assert rights() == [(False, False), (False, False), (False, True)]
    approve(lead, drafted.indication_id)
    assert rights() == [(False, False), (False, False), (False, False)]
    page = draft_page(desk, drafted.indication_id)
    assert (page.provider, page.author, page.judged_by) == ("De Kwikstaart", "Marijke Veenstra", "Annelies Terpstra")


def test_help_begins_after_a_decision_and_ends_the_wait_for_it(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    with pytest.raises(RuleBroken, match="not-approved"):
        start_help(desk, drafted.indication_id, desk.today)
    approve(lead, drafted.indication_id)
    decide(desk, Decision(indication_id=drafted.indication_id, number="2026-1", decided_on=desk.today))
    with desk.store.work("Wait") as work:
        work.add(WaitingListEntry(case_id=drafted.case_id, product=PRODUCT, since=desk.today - timedelta(days=3)))
        work.commit()
    with pytest.raises(RuleBroken, match="in-future"):
        start_help(desk, drafted.indication_id, desk.today + timedelta(days=1))
    start_help(desk, drafted.indication_id, desk.today)
    page = case_page(desk, drafted.case_id)
    assert page.case.phase is CasePhase.RUNNING
    assert page.waiting[0].entry.placed_on == desk.today
    assert page.indications[0].decision is not None
    assert page.indications[0].trajectories[0].started_on == desk.today


def test_a_decision_is_of_today_or_earlier(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    approve(lead, drafted.indication_id)
    with pytest.raises(RuleBroken, match="in-future"):
        decide(desk, Decision(indication_id=drafted.indication_id, decided_on=desk.today + timedelta(days=1)))


def test_help_ends_with_a_reason_and_not_before_it_began(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    approve(lead, drafted.indication_id)
    with pytest.raises(RuleBroken, match="not-running"):
        end_help(desk, drafted.indication_id, desk.today, EndReason.EARLY)
    start_help(desk, drafted.indication_id, desk.today)
    with pytest.raises(RuleBroken, match="too-early"):
        end_help(desk, drafted.indication_id, desk.today - timedelta(days=1), EndReason.EARLY)
    end_help(desk, drafted.indication_id, desk.today, EndReason.EARLY)
    [on_page] = case_page(desk, drafted.case_id).indications
    assert on_page.indication.status is IndicationStatus.ENDED
    assert on_page.trajectories[0].end_reason is EndReason.EARLY
    assert is_sealed(on_page.indication)


def test_a_draft_in_a_closed_case_is_not_begun(desk: Workplace) -> None:
    case_id = a_case(desk)
    close_case(desk, case_id, CaseEnding(EndReason.OTHER))
    with pytest.raises(RuleBroken, match="case-closed"):
        begin_draft(desk, case_id)


def test_a_result_is_enough_where_the_region_states_only_a_result(desk: Workplace) -> None:
    profile = desk.profile
    lots = tuple(lot.model_copy(update={"states_result_only": True}) for lot in profile.lots)
    rules = tuple(r.model_copy(update={"on": True}) if r.code == "result-missing" else r for r in profile.rules)
    elsewhere = replace(desk, profile=profile.model_copy(update={"lots": lots, "products": (), "rules": rules}))
    case_id = a_case(elsewhere)
    answer_all(elsewhere, case_id)
    draft, _changes = begin_draft(elsewhere, case_id)
    change_draft(elsewhere, draft, lot=LOT)
    assert "result-missing" in codes(elsewhere, draft)
    change_draft(elsewhere, draft, result="Redt zich met post en geld.")
    assert "result-missing" not in codes(elsewhere, draft)


def test_who_hands_in_work_that_was_taken_over_does_not_judge_it(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    return_with_remarks(lead, drafted.indication_id, "Minder kan ook.")
    change_draft(lead, drafted.indication_id, volume=1)
    hand_in(lead, drafted.indication_id)
    assert stored(desk, drafted.indication_id).author == lead.colleague.id
    assert not draft_page(lead, drafted.indication_id).may_judge
    refused("own-work", partial(approve, lead, drafted.indication_id))


def test_an_end_before_the_start_keeps_a_draft_from_being_handed_in(desk: Workplace) -> None:
    drafted = a_draft(desk, end=desk.today)
    found = check(desk, drafted.indication_id)
    assert found.end_fault.startswith("Het einde ligt vóór de start")
    assert (found.points, found.may_hand_in) == (1, False)
    refused("end-before-start", partial(hand_in, desk, drafted.indication_id))
