"""Evaluations from the plan to what comes after: what is asked, what the plan learns of it, and when help may go on."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.models.casework import Goal
from desktop.models.draft import Unlooked
from desktop.models.indications import Evaluation, Indication, Trajectory, VolumeChange
from desktop.models.kinds import EndReason, IndicationStatus, Law, MessageKind, NextStep, Role
from desktop.models.messages import Allocation
from desktop.rules.evaluations import Hindrance
from desktop.rules.satisfaction import Satisfaction, TooFewResidents
from desktop.services.allocation_messages import write_messages
from desktop.services.case_reading import Deadline, case_list, case_page
from desktop.services.delivery import DeliveryKind
from desktop.services.evaluations import (
    end_help,
    hold_evaluation,
    may_be_prolonged,
    plan_evaluation,
    remove_evaluation,
)
from desktop.services.holding import to_hold
from desktop.services.incoming_messages import read_message
from desktop.services.indications import begin_draft, change_draft, check
from desktop.services.plans import add_goal
from desktop.services.signals import satisfaction_with
from desktop.services.team import caseload
from desktop.services.today import TodayKind, today
from desktop.services.undo import undo
from desktop.services.workplace import Workplace
from tests.helpers.casework import LOT, PRODUCT, SEGMENT, a_handed_in_draft, colleague, refused
from tests.helpers.granted import END, START, Given, a_client, a_provider, granted, someone, store
from tests.helpers.standard import changed, message, started, stopped

HELD: dict[str, Any] = {"effect": "Meer rust.", "next": NextStep.THE_SAME}


@pytest.fixture
def given(desk: Workplace) -> Given:
    """Help that began two weeks ago."""
    return someone(desk)


def planned(desk: Workplace, given: Given, days: int) -> str:
    """An evaluation so many days from today."""
    one = Evaluation(indication_id=given.indication_id, due_on=desk.today + timedelta(days=days))
    store(desk, one)
    return one.id


def stored(desk: Workplace, evaluation_id: str) -> Evaluation:
    with desk.store.read() as reader:
        return reader.get(Evaluation, evaluation_id)


def goals(desk: Workplace, given: Given) -> dict[str, Goal]:
    with desk.store.read() as reader:
        return {goal.text: goal for goal in reader.find(Goal, case_id=given.case_id)}


def test_an_evaluation_is_planned_within_the_time_of_approved_help(desk: Workplace, given: Given) -> None:
    draft = a_handed_in_draft(desk).indication_id
    refused("not-approved", lambda: plan_evaluation(desk, draft, desk.today))
    refused("too-early due_on", lambda: plan_evaluation(desk, given.indication_id, START - timedelta(days=1)))
    refused("after-the-help due_on", lambda: plan_evaluation(desk, given.indication_id, END + timedelta(days=1)))
    evaluation_id, _changes = plan_evaluation(desk, given.indication_id, END)
    assert stored(desk, evaluation_id).due_on == END


def test_what_came_out_is_kept_and_what_is_missing_or_wrong_is_told_at_its_field(desk: Workplace, given: Given) -> None:
    one = planned(desk, given, 0)

    def holding(**fields: object) -> Callable[[], object]:
        return lambda: hold_evaluation(desk, one, **(HELD | fields))

    refused("required effect", holding(effect=" "))
    refused("required next", holding(next=None))
    refused("too-large satisfaction", holding(satisfaction=11))
    refused("too-small delivered_volume", holding(delivered_volume=-1))
    refused("in-future held_on", holding(held_on=desk.today + timedelta(days=1)))
    refused("too-early held_on", holding(held_on=START - timedelta(days=1)))
    assert stored(desk, one).held_on is None
    hold_evaluation(desk, one, satisfaction=8, delivered_volume=2, present="Jan en Ineke", **HELD)
    held = stored(desk, one)
    assert (held.held_on, held.satisfaction, held.delivered_volume, held.present) == (desk.today, 8, 2, "Jan en Ineke")
    assert (held.effect, held.next, held.goals_reached) == ("Meer rust.", NextStep.THE_SAME, "")


def test_goals_are_told_one_by_one_and_the_plan_goes_on_from_there(desk: Workplace, given: Given) -> None:
    for text in ("Ik doe de post.", "Ik kook zelf."):
        add_goal(desk, given.case_id, text)
    post, cook = (goals(desk, given)[text].id for text in ("Ik doe de post.", "Ik kook zelf."))
    one = planned(desk, given, 0)
    refused("required goal_results", lambda: hold_evaluation(desk, one, goal_results={post: "open"}, **HELD))
    refused("not-valid goal_results", lambda: hold_evaluation(desk, one, goal_results={post: "bijna"}, **HELD))
    changes = hold_evaluation(desk, one, goal_results={post: "reached", cook: "partly"}, **HELD)
    assert stored(desk, one).goals_reached == "partly"
    assert [goal.reached for goal in goals(desk, given).values()] == ["reached", "partly"]
    undo(desk, changes.act)
    assert [goal.reached for goal in goals(desk, given).values()] == ["open", "open"]
    assert stored(desk, one).held_on is None


def test_a_correction_of_an_earlier_evaluation_leaves_the_plan_as_the_later_one_told_it(
    desk: Workplace, given: Given
) -> None:
    add_goal(desk, given.case_id, "Ik doe de post.")
    [goal] = goals(desk, given).values()
    first, second = planned(desk, given, -9), planned(desk, given, 0)
    before = desk.today - timedelta(days=9)
    hold_evaluation(desk, first, held_on=before, goal_results={goal.id: "open"}, **HELD)
    hold_evaluation(desk, second, goal_results={goal.id: "reached"}, **HELD)
    add_goal(desk, given.case_id, "Een doel van later.")
    hold_evaluation(desk, first, held_on=before, goal_results={goal.id: "partly"}, **HELD)
    assert stored(desk, first).goal_results == {goal.id: "partly"}
    assert goals(desk, given)["Ik doe de post."].reached == "reached"


def test_the_next_look_back_is_planned_in_the_same_act_unless_the_help_stops(desk: Workplace, given: Given) -> None:
    one, then = planned(desk, given, 0), desk.today + timedelta(days=60)
    refused("too-early then_on", lambda: hold_evaluation(desk, one, then_on=desk.today, **HELD))
    refused("after-the-help then_on", lambda: hold_evaluation(desk, one, then_on=END + timedelta(days=1), **HELD))
    hold_evaluation(desk, one, then_on=then, **HELD)
    hold_evaluation(desk, one, then_on=then, **HELD)
    [on_page] = case_page(desk, given.case_id).indications
    assert [(e.due_on, e.held_on) for e in on_page.evaluations] == [(desk.today, desk.today), (then, None)]
    last = on_page.evaluations[1].id
    hold_evaluation(desk, last, then_on=END, effect="Klaar.", next=NextStep.STOP)
    assert len(case_page(desk, given.case_id).indications[0].evaluations) == 2


def test_a_planned_one_can_be_taken_off_and_a_held_one_stays(desk: Workplace, given: Given) -> None:
    one, other = planned(desk, given, 0), planned(desk, given, 20)
    hold_evaluation(desk, one, **HELD)
    refused("evaluation-held", lambda: remove_evaluation(desk, one))
    remove_evaluation(desk, other)
    [on_page] = case_page(desk, given.case_id).indications
    assert [e.id for e in on_page.evaluations] == [one]


def test_one_that_is_late_is_on_today_in_the_caseload_and_in_the_figures_until_it_is_held(
    desk: Workplace, given: Given
) -> None:
    one = planned(desk, given, -3)
    [line] = today(desk).lines(TodayKind.EVALUATION)
    assert (line.case_id, line.is_late, line.days_left) == (given.case_id, True, -3)
    [row] = case_list(desk)
    assert (row.deadline_kind, row.days_left) == (Deadline.EVALUATION, -3)
    [load] = caseload(desk)
    assert load.overdue_evaluations == 1
    hold_evaluation(desk, one, **HELD)
    assert today(desk).lines(TodayKind.EVALUATION) == ()
    assert case_list(desk)[0].deadline_kind is not Deadline.EVALUATION
    assert caseload(desk)[0].overdue_evaluations == 0


def test_help_goes_on_only_when_it_was_looked_back_on(desk: Workplace, given: Given) -> None:
    def found() -> Hindrance | None:
        return may_be_prolonged(desk, given.indication_id)

    def why() -> Unlooked | None:
        held_back = found()
        return held_back.why if held_back else None

    assert why() is Unlooked.NEVER_HELD
    late = planned(desk, given, -1)
    assert why() is Unlooked.OVERDUE
    hold_evaluation(desk, late, **HELD)
    assert why() is None
    hold_evaluation(desk, late, effect="Klaar.", next=NextStep.STOP)
    assert why() is Unlooked.SAID_STOP
    told = found()
    assert told is not None
    assert told.source.document
    assert "7 Sturen op resultaten" in told.source.paragraph


def test_who_may_not_see_cases_is_told_nothing(desk: Workplace, given: Given) -> None:
    one = planned(desk, given, 0)
    manager = colleague(desk, "Freek", Role.CONTRACT_MANAGER)
    refused(
        "not-allowed",
        lambda: to_hold(manager, one),
        lambda: hold_evaluation(manager, one, **HELD),
        lambda: remove_evaluation(manager, one),
    )


def test_what_was_delivered_is_told_by_the_providers_messages(desk: Workplace, given: Given, tmp_path: Path) -> None:
    write_messages(desk, Law.WMO, tmp_path / "uit")
    with desk.store.read() as reader:
        number = reader.find(Allocation)[0].number
    for kind, parts in (
        (MessageKind.WMO305, (started(number, "2026-11-10"),)),
        (MessageKind.WMO317, tuple(changed(number))),
        (MessageKind.WMO307, (stopped(number, "2026-11-10", "2026-11-20", reason="21"),)),
    ):
        file = tmp_path / f"{kind}.xml"
        file.write_bytes(message(kind, *parts))
        assert not read_message(desk, file).rejected
    found = to_hold(desk, planned(desk, given, 0)).delivery
    told = {(one.kind, one.by, one.reason) for one in found}
    assert told == {
        (DeliveryKind.BEGAN, MessageKind.WMO305, None),
        (DeliveryKind.STOPPED, MessageKind.WMO307, EndReason.EARLY),
        (DeliveryKind.ASKED, MessageKind.WMO317, None),
    }
    days = {one.kind: one.day for one in found}
    assert (days[DeliveryKind.BEGAN], days[DeliveryKind.STOPPED]) == (date(2026, 11, 10), date(2026, 11, 20))


def test_a_start_that_a_colleague_wrote_down_is_told_as_such(desk: Workplace, given: Given) -> None:
    store(desk, Trajectory(indication_id=given.indication_id, started_on=START))
    [told] = to_hold(desk, planned(desk, given, 0)).delivery
    assert (told.kind, told.day, told.by) == (DeliveryKind.BEGAN, START, None)


def test_beside_what_was_delivered_stands_what_was_indicated_on_that_day(desk: Workplace, given: Given) -> None:
    one = planned(desk, given, 0)
    assert to_hold(desk, one).indicated == 2
    usual = {"indication_id": given.indication_id, "reason": "Het gaat beter.", "agreed_on": START}
    more = VolumeChange.model_validate(usual | {"from_on": desk.today, "volume": 1})
    later = VolumeChange.model_validate(usual | {"from_on": desk.today + timedelta(days=1), "volume": 9})
    store(desk, more, later)
    assert to_hold(desk, one).indicated == 1


def test_the_next_day_that_is_proposed_is_the_regions_and_not_when_one_is_planned(
    desk: Workplace, given: Given
) -> None:
    one = planned(desk, given, 0)
    assert to_hold(desk, one).wanted_by == END  # half a year from today is after the last day
    planned(desk, given, 60)
    assert to_hold(desk, one).wanted_by is None


def test_the_evaluation_before_is_shown_beside_the_next(desk: Workplace, given: Given) -> None:
    first, second = planned(desk, given, -9), planned(desk, given, 0)
    assert to_hold(desk, second).before is None
    hold_evaluation(desk, first, held_on=desk.today - timedelta(days=9), **HELD)
    before = to_hold(desk, second).before
    assert before is not None
    assert (before.id, to_hold(desk, first).before) == (first, None)


def test_after_a_death_nobody_is_asked_to_evaluate(desk: Workplace, given: Given) -> None:
    held, still = planned(desk, given, -9), planned(desk, given, -1)
    hold_evaluation(desk, held, **HELD)
    store(desk, Trajectory(indication_id=given.indication_id, started_on=START))
    end_help(desk, given.indication_id, desk.today, EndReason.DECEASED)
    assert today(desk).lines(TodayKind.EVALUATION) == ()
    with desk.store.read() as reader:
        assert [one.id for one in reader.find(Evaluation)] == [held]
    assert still


def test_after_another_ending_what_was_planned_is_still_evaluated(desk: Workplace, given: Given) -> None:
    still = planned(desk, given, -1)
    store(desk, Trajectory(indication_id=given.indication_id, started_on=START))
    end_help(desk, given.indication_id, desk.today, EndReason.EARLY)
    hold_evaluation(desk, still, effect="Klaar.", next=NextStep.STOP)
    assert stored(desk, still).held_on == desk.today


def test_the_marks_of_evaluations_that_were_held_are_told_of_a_provider_above_the_minimum_only(
    desk: Workplace,
) -> None:
    lead, provider = colleague(desk, "Annelies", Role.TEAM_LEAD), a_provider(desk)
    for n in range(10):
        assert satisfaction_with(lead, provider) == TooFewResidents(10)
        indication_id = granted(desk, a_client(desk, bsn="" if n else "999900006"), provider)
        evaluation_id, _changes = plan_evaluation(desk, indication_id, desk.today)
        hold_evaluation(desk, evaluation_id, satisfaction=6 + n % 2 * 3, **HELD)
    found = satisfaction_with(lead, provider)
    assert isinstance(found, Satisfaction)
    assert (found.mean, found.residents) == (7.5, 10)
    with desk.store.read() as reader:
        assert len(reader.find(Indication)) == 10


def test_a_second_one_that_was_taken_off_still_keeps_help_from_going_on_in_silence(
    desk: Workplace, given: Given
) -> None:
    """Also the draft that prolongs it is told so; one held in its place opens the road."""

    def why() -> Unlooked | None:
        held_back = may_be_prolonged(desk, given.indication_id)
        return held_back.why if held_back else None

    first, second = planned(desk, given, 0), planned(desk, given, 60)
    hold_evaluation(desk, first, **HELD)
    assert why() is Unlooked.PLANNED
    off = remove_evaluation(desk, second)
    assert why() is Unlooked.TAKEN_OFF
    following, _changes = begin_draft(desk, given.case_id)
    known = {"lot": LOT, "segment": SEGMENT, "product": PRODUCT, "start": END + timedelta(days=1)}
    change_draft(desk, following, **known)
    [told] = [one for one in check(desk, following).blocks if one.code == "evaluation-unfinished"]
    assert "weggehaald" in told.text
    undo(desk, off.act)
    assert why() is Unlooked.PLANNED
    remove_evaluation(desk, second)
    hold_evaluation(desk, planned(desk, given, 60), **HELD)
    assert why() is None
    assert "evaluation-unfinished" not in {one.code for one in check(desk, following).prompts}


def test_planning_that_was_undone_or_was_of_other_help_keeps_nothing_closed(desk: Workplace, given: Given) -> None:
    hold_evaluation(desk, planned(desk, given, 0), **HELD)
    _one, changes = plan_evaluation(desk, given.indication_id, desk.today + timedelta(days=60))
    undo(desk, changes.act)
    other = Indication(case_id=given.case_id, status=IndicationStatus.APPROVED)
    store(desk, other)
    another, _changes = plan_evaluation(desk, other.id, desk.today + timedelta(days=60))
    remove_evaluation(desk, another)
    assert may_be_prolonged(desk, given.indication_id) is None
