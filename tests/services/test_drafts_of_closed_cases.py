"""A draft whose case was closed on another laptop: nothing goes on in it until the case is taken up again."""

from datetime import timedelta
from functools import partial

from desktop.models.casework import Case
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import CasePhase, IndicationStatus
from desktop.services.approved_help import start_help
from desktop.services.cases import reopen_case
from desktop.services.indications import (
    answer_prompt,
    approve,
    change_draft,
    draft_page,
    hand_in,
    remove_draft,
    return_with_remarks,
    take_back,
)
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_draft, a_handed_in_draft, refused


def closed_elsewhere(desk: Workplace, case_id: str) -> None:
    """As a sync brings it in: the colleague who closed it did not know of the draft."""
    with desk.store.work("Sync") as work:
        work.change(Case, case_id, phase=CasePhase.CLOSED, closed_on=desk.today, close_reason="other")
        work.commit()


def test_a_draft_of_a_closed_case_is_not_written_handed_in_or_thrown_away(desk: Workplace) -> None:
    drafted = a_draft(desk)
    closed_elsewhere(desk, drafted.case_id)
    refused(
        "case-closed",
        partial(change_draft, desk, drafted.indication_id, volume=3),
        partial(answer_prompt, desk, drafted.indication_id, "repeat-indication", "Er is meer nodig."),
        partial(hand_in, desk, drafted.indication_id),
        partial(remove_draft, desk, drafted.indication_id),
    )
    assert not draft_page(desk, drafted.indication_id).may_change
    reopen_case(desk, drafted.case_id)
    assert draft_page(desk, drafted.indication_id).may_change
    hand_in(desk, drafted.indication_id)


def test_what_lies_with_the_second_person_is_not_approved_in_a_closed_case_but_goes_back(
    desk: Workplace, lead: Workplace
) -> None:
    one, other = a_handed_in_draft(desk), a_handed_in_draft(desk)
    for drafted in (one, other):
        closed_elsewhere(desk, drafted.case_id)
        refused("case-closed", partial(approve, lead, drafted.indication_id))
        assert not draft_page(lead, drafted.indication_id).may_judge
    return_with_remarks(lead, one.indication_id, "De zaak is dicht.")
    take_back(desk, other.indication_id)
    with desk.store.read() as reader:
        states = {reader.get(Indication, drafted.indication_id).status for drafted in (one, other)}
    assert states == {IndicationStatus.RETURNED, IndicationStatus.DRAFT}


def test_no_help_begins_in_a_closed_case(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    approve(lead, drafted.indication_id)
    closed_elsewhere(desk, drafted.case_id)
    refused("case-closed", partial(start_help, desk, drafted.indication_id, desk.today))
    with desk.store.read() as reader:
        assert not reader.find(Trajectory, indication_id=drafted.indication_id)


def test_what_is_told_of_the_contribution_was_told_today_at_the_latest(desk: Workplace) -> None:
    drafted = a_draft(desk)
    tomorrow = desk.today + timedelta(days=1)
    refused("in-future", partial(change_draft, desk, drafted.indication_id, contribution_told_on=tomorrow))


def test_half_a_character_is_refused_where_it_was_typed(desk: Workplace, lead: Workplace) -> None:
    drafted = a_draft(desk)
    refused("not-valid", partial(answer_prompt, desk, drafted.indication_id, "repeat-indication", "Toch \ud83d"))
    hand_in(desk, drafted.indication_id)
    at = {"volume": "Toch \ud83d"}
    refused("not-valid", partial(return_with_remarks, lead, drafted.indication_id, "Te veel", at))
