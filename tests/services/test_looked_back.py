"""An evaluation goes on saying which goals were looked back on, whatever becomes of them in the case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from desktop.models.casework import Goal
from desktop.models.indications import Evaluation
from desktop.models.kinds import NextStep
from desktop.services.evaluation_paper import evaluation_page
from desktop.services.evaluations import hold_evaluation, plan_evaluation, remove_evaluation
from desktop.services.holding import to_hold
from desktop.services.papers import PaperKind, make_paper
from desktop.services.plans import add_goal, change_goal, remove_goal
from desktop.services.workplace import Workplace
from tests.helpers.casework import refused
from tests.helpers.granted import Given, someone, store

HELD: dict[str, Any] = {"effect": "Meer rust.", "next": NextStep.THE_SAME}
POST, OUT = "Ik houd mijn post bij.", "Ik kom onder de mensen."
NOT_KEPT = "De doelen staan hier zoals ze nu luiden."


@pytest.fixture
def given(desk: Workplace) -> Given:
    """Help with two goals."""
    made = someone(desk)
    for text in (POST, OUT):
        add_goal(desk, made.case_id, text)
    return made


@pytest.fixture
def planned(desk: Workplace, given: Given) -> str:
    one = Evaluation(indication_id=given.indication_id, due_on=desk.today)
    store(desk, one)
    return one.id


def goals(desk: Workplace, given: Given) -> dict[str, str]:
    """Ids of the goals as they are in the case, by their texts."""
    with desk.store.read() as reader:
        return {goal.text: goal.id for goal in reader.find(Goal, case_id=given.case_id)}


def held(desk: Workplace, given: Given, evaluation_id: str, **results: str) -> None:
    """The goals are all told of: not reached, unless said otherwise."""
    known = goals(desk, given)
    told = dict.fromkeys(known.values(), "open") | {known[text]: result for text, result in results.items()}
    hold_evaluation(desk, evaluation_id, **HELD, goal_results=told)


def printed(desk: Workplace, evaluation_id: str) -> list[tuple[str, str]]:
    return [(goal.text, goal.reached) for goal in evaluation_page(desk, evaluation_id).goals]


def go_on(desk: Workplace, given: Given) -> None:
    """The case goes on: one goal is reworded and reached, one is taken off, one is new."""
    known = goals(desk, given)
    change_goal(desk, known[POST], text="Ik doe de post met Ineke.", reached="reached")
    remove_goal(desk, known[OUT])
    add_goal(desk, given.case_id, "Ik zoek werk.")


def test_the_goals_stand_on_paper_as_they_were_looked_back_on(desk: Workplace, given: Given, planned: str) -> None:
    held(desk, given, planned, **{POST: "partly"})
    before = printed(desk, planned)
    assert before == [(POST, "partly"), (OUT, "open")]
    go_on(desk, given)
    assert printed(desk, planned) == before
    paper = make_paper(desk, PaperKind.EVALUATION, planned).html
    assert POST in paper
    assert not any(later in paper for later in ("Ik doe de post met Ineke.", "Ik zoek werk.", NOT_KEPT))


def test_before_it_is_held_the_goals_of_today_go_along_to_the_talk(desk: Workplace, given: Given, planned: str) -> None:
    go_on(desk, given)
    assert [text for text, _reached in printed(desk, planned)] == ["Ik doe de post met Ineke.", "Ik zoek werk."]
    assert NOT_KEPT not in make_paper(desk, PaperKind.EVALUATION, planned).html


@pytest.mark.parametrize(("language", "said"), [("nl", NOT_KEPT), ("en", "was not kept")])
def test_one_that_was_held_before_goals_were_kept_prints_those_of_today_and_says_so(
    desk: Workplace, given: Given, planned: str, language: str, said: str
) -> None:
    held(desk, given, planned)
    of_before(desk, planned)
    go_on(desk, given)
    paper = make_paper(desk, PaperKind.EVALUATION, planned, language).html
    assert "Ik doe de post met Ineke." in paper
    assert said in paper
    assert not evaluation_page(desk, planned).goals_kept


def of_before(desk: Workplace, evaluation_id: str) -> None:
    with desk.store.work("Of before") as work:
        work.change(Evaluation, evaluation_id, rests_on={})
        work.commit()


def test_a_correction_is_about_the_goals_that_were_looked_back_on(desk: Workplace, given: Given, planned: str) -> None:
    known = goals(desk, given)
    held(desk, given, planned)
    go_on(desk, given)
    assert [goal.text for goal in to_hold(desk, planned).goals] == [POST, OUT]
    told = {known[POST]: "reached", known[OUT]: "partly"}
    refused(
        "required goal_results",
        lambda: hold_evaluation(desk, planned, **HELD, goal_results={known[POST]: "reached"}),
    )
    hold_evaluation(desk, planned, **HELD, goal_results=told)
    assert printed(desk, planned) == [(POST, "reached"), (OUT, "partly")]


def test_one_of_before_can_be_corrected_also_when_a_goal_is_not_there_any_more(
    desk: Workplace, given: Given, planned: str
) -> None:
    known = goals(desk, given)
    held(desk, given, planned, **{OUT: "partly"})
    of_before(desk, planned)
    go_on(desk, given)
    shown = [goal.id for goal in to_hold(desk, planned).goals]
    assert known[POST] in shown
    assert known[OUT] not in shown
    hold_evaluation(desk, planned, **HELD, goal_results=dict.fromkeys(shown, "reached"))
    with desk.store.read() as reader:
        one = reader.get(Evaluation, planned)
    assert (one.goal_results[known[POST]], one.goal_results[known[OUT]]) == ("reached", "partly")
    assert one.rests_on == {}, "what was not kept is not made up afterwards"


def test_the_next_look_back_stands_on_paper_as_it_was_agreed_when_it_was_held(
    desk: Workplace, given: Given, planned: str
) -> None:
    """It may be moved, held or taken off since; a correction that plans another day says so anew."""
    agreed, moved = (desk.today + timedelta(days=ahead) for ahead in (60, 90))
    hold_evaluation(desk, planned, then_on=agreed, **HELD)
    with desk.store.read() as reader:
        following = next(one.id for one in reader.find(Evaluation, indication_id=given.indication_id, held_on=None))
    assert evaluation_page(desk, following).next_on is None
    remove_evaluation(desk, following)
    plan_evaluation(desk, given.indication_id, moved)
    assert evaluation_page(desk, planned).next_on == agreed
    hold_evaluation(desk, planned, **HELD | {"effect": "Minder onrust."})
    assert evaluation_page(desk, planned).next_on == agreed
    hold_evaluation(desk, planned, then_on=moved, **HELD)
    assert evaluation_page(desk, planned).next_on == moved


def test_of_an_evaluation_of_before_the_next_day_is_the_one_that_is_planned(desk: Workplace, given: Given) -> None:
    store(desk, Evaluation(indication_id=given.indication_id, due_on=desk.today, held_on=desk.today, effect="Rust."))
    plan_evaluation(desk, given.indication_id, desk.today + timedelta(days=30))
    with desk.store.read() as reader:
        old = reader.find(Evaluation, indication_id=given.indication_id, held_on=desk.today)[0]
    assert evaluation_page(desk, old.id).next_on == desk.today + timedelta(days=30)
    hold_evaluation(desk, old.id, then_on=desk.today + timedelta(days=40), **HELD)
    assert not evaluation_page(desk, old.id).goals_kept
