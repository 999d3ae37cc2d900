"""Who wrote in a text does not judge it, whoever handed it in; and who drafts a line goes on with all of them."""

from collections.abc import Callable
from functools import partial

import pytest

from desktop.models.casework import Goal
from desktop.models.indications import Indication
from desktop.models.kinds import AlternativeKind, Frequency, IndicationStatus, Role, Unit
from desktop.services.draft_lines import add_line
from desktop.services.indications import (
    answer_prompt,
    approve,
    begin_draft,
    change_draft,
    draft_page,
    hand_in,
    return_with_remarks,
    take_back,
)
from desktop.services.plans import add_goal, answer_alternative, change_goal, remove_goal
from desktop.services.team import to_approve
from desktop.services.today import TodayKind, today
from desktop.services.undo import undo
from desktop.services.workplace import Workplace
from tests.helpers.casework import PRODUCT, Drafted, a_draft, a_handed_in_draft, colleague, refused


@pytest.fixture
def second(desk: Workplace) -> Workplace:
    """Another team lead."""
    return colleague(desk, "Bert Smid", Role.TEAM_LEAD)


def status(desk: Workplace, indication_id: str) -> IndicationStatus:
    with desk.store.read() as reader:
        return reader.get(Indication, indication_id).status


def judged_only_by(second: Workplace, writer: Workplace, indication_id: str) -> None:
    """Nothing lets the writer judge it; the other team lead may."""
    page = draft_page(writer, indication_id)
    assert (page.may_judge, page.wrote_it) == (False, True)
    mine = next(one for one in to_approve(writer) if one.indication_id == indication_id)
    assert mine.own_work
    assert indication_id not in {line.indication_id for line in today(writer).lines(TodayKind.TO_APPROVE)}
    refused(
        "own-work",
        partial(approve, writer, indication_id),
        partial(return_with_remarks, writer, indication_id, "Anders."),
    )
    page = draft_page(second, indication_id)
    assert (page.may_judge, page.wrote_it) == (True, False)
    approve(second, indication_id)
    assert status(second, indication_id) is IndicationStatus.APPROVED


def test_what_a_team_lead_drafted_is_not_her_own_to_judge_when_another_handed_it_in(
    desk: Workplace, lead: Workplace, second: Workplace
) -> None:
    drafted = a_draft(lead)
    hand_in(second, drafted.indication_id)
    refused("own-work", partial(approve, second, drafted.indication_id))
    judged_only_by(colleague(desk, "Derde", Role.TEAM_LEAD), lead, drafted.indication_id)


def _rewrite(lead: Workplace, drafted: Drafted) -> None:
    change_draft(lead, drafted.indication_id, volume=3)


def _give_reason(lead: Workplace, drafted: Drafted) -> None:
    answer_prompt(lead, drafted.indication_id, "repeat", "Het gaat nog niet zonder.")


def _rewrite_and_undo(lead: Workplace, drafted: Drafted) -> None:
    undo(lead, change_draft(lead, drafted.indication_id, volume=3).act)


@pytest.mark.parametrize("wrote", [_rewrite, _give_reason, _rewrite_and_undo])
def test_who_wrote_in_a_colleagues_draft_does_not_judge_it(
    desk: Workplace, lead: Workplace, second: Workplace, wrote: Callable[[Workplace, Drafted], None]
) -> None:
    drafted = a_draft(desk)
    wrote(lead, drafted)
    hand_in(desk, drafted.indication_id)
    judged_only_by(second, lead, drafted.indication_id)


def test_who_handed_it_in_once_does_not_judge_it_later(desk: Workplace, lead: Workplace, second: Workplace) -> None:
    drafted = a_draft(second)
    hand_in(lead, drafted.indication_id)
    take_back(lead, drafted.indication_id)
    hand_in(second, drafted.indication_id)
    judged_only_by(colleague(desk, "Derde", Role.TEAM_LEAD), lead, drafted.indication_id)


def test_who_added_a_line_judges_no_line_of_that_draft(desk: Workplace, lead: Workplace, second: Workplace) -> None:
    drafted = a_draft(desk)
    line, _changes = add_line(lead, drafted.indication_id, PRODUCT)
    change_draft(desk, line, volume=1, frequency=Frequency.WEEK, unit=Unit.HOUR)
    hand_in(desk, drafted.indication_id)
    for one in (drafted.indication_id, line):
        judged_only_by(second, lead, one)


def test_who_only_read_it_judges_it(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    return_with_remarks(lead, drafted.indication_id, "Waarom zo lang?")
    hand_in(desk, drafted.indication_id)
    assert draft_page(lead, drafted.indication_id).may_judge
    approve(lead, drafted.indication_id)


def test_work_on_one_draft_says_nothing_of_another_in_the_same_case(desk: Workplace, lead: Workplace) -> None:
    drafted = a_draft(desk)
    begin_draft(lead, drafted.case_id)
    hand_in(desk, drafted.indication_id)
    approve(lead, drafted.indication_id)


def test_nobody_adds_a_line_to_a_colleagues_draft_unasked(desk: Workplace) -> None:
    drafted = a_draft(desk)
    other = colleague(desk, "Carla Bos")
    refused("not-allowed", partial(add_line, other, drafted.indication_id))
    hand_in(desk, drafted.indication_id)


def test_who_drafts_goes_on_with_the_line_that_a_team_lead_added(desk: Workplace, lead: Workplace) -> None:
    drafted = a_draft(desk)
    line, _changes = add_line(lead, drafted.indication_id, PRODUCT)
    assert draft_page(desk, line).may_change
    change_draft(desk, line, volume=1, frequency=Frequency.WEEK, unit=Unit.HOUR)
    hand_in(desk, line)
    assert {status(desk, one) for one in (drafted.indication_id, line)} == {IndicationStatus.HANDED_IN}


def _goal(lead: Workplace, drafted: Drafted) -> None:
    add_goal(lead, drafted.case_id, "Ik kook zelf.")


def _reworded(lead: Workplace, drafted: Drafted) -> None:
    change_goal(lead, _goal_of(lead, drafted), text="Ik houd mijn post bij, met hulp.")


def _answer(lead: Workplace, drafted: Drafted) -> None:
    answer_alternative(lead, drafted.case_id, AlternativeKind.NETWORK, answer="De zus woont te ver weg.")


def _goal_of(lead: Workplace, drafted: Drafted) -> str:
    with lead.store.read() as reader:
        return reader.find(Goal, case_id=drafted.case_id)[0].id


@pytest.mark.parametrize("wrote", [_goal, _reworded, _answer])
def test_who_wrote_what_it_rests_on_does_not_judge_it(
    desk: Workplace, lead: Workplace, second: Workplace, wrote: Callable[[Workplace, Drafted], None]
) -> None:
    drafted = a_draft(desk)
    wrote(lead, drafted)
    hand_in(desk, drafted.indication_id)
    judged_only_by(second, lead, drafted.indication_id)


def test_how_far_a_goal_came_and_a_goal_that_went_again_are_nothing_that_it_rests_on(
    desk: Workplace, lead: Workplace
) -> None:
    drafted = a_draft(desk)
    change_goal(lead, _goal_of(lead, drafted), reached="partly")
    remove_goal(lead, add_goal(lead, drafted.case_id, "Ik kook zelf.")[0])
    hand_in(desk, drafted.indication_id)
    approve(lead, drafted.indication_id)
