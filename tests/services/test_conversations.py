"""The talk at the kitchen table, kept as it is typed."""

from datetime import timedelta

import pytest

from desktop.models.casework import DomainNote
from desktop.models.course import StepAnswer
from desktop.models.faults import RuleBroken
from desktop.models.kinds import CasePhase, EndReason
from desktop.services.case_reading import case_page
from desktop.services.cases import CaseEnding, change_report, close_case
from desktop.services.conversations import (
    begin,
    conversation_page,
    finish,
    take_up_again,
    write,
    write_domain,
    write_step,
)
from desktop.services.plans import add_goal
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, refused


@pytest.fixture
def talk(desk: Workplace) -> str:
    """Begins a conversation today; gives its id."""
    return begin(desk, a_case(desk, question=""))[0]


def test_beginning_moves_the_case_on_and_takes_up_what_was_begun(desk: Workplace) -> None:
    case_id = a_case(desk)
    planned, _changes = begin(desk, case_id, desk.today + timedelta(days=4))
    assert case_page(desk, case_id).case.phase is CasePhase.CONVERSATION
    again, changes = begin(desk, case_id)
    assert (again, changes.ids) == (planned, {})
    moved, _changes = begin(desk, case_id, desk.today)
    assert moved == planned
    assert conversation_page(desk, planned).conversation.held_on == desk.today


def test_every_life_domain_of_the_region_has_a_card(desk: Workplace, talk: str) -> None:
    cards = conversation_page(desk, talk).cards
    assert [card.domain for card in cards] == list(desk.profile.life_domains)
    assert all(card.note.conversation_id == talk for card in cards)
    with desk.store.read() as reader:
        assert reader.count(DomainNote) == 0


def test_what_is_typed_on_a_card_stays_one_note(desk: Workplace, talk: str) -> None:
    write_domain(desk, talk, "geld", situation="Er is een achterstand.")
    write_domain(desk, talk, "geld", own_words="Ik durf de post niet open te maken.", score=2)
    note = next(card.note for card in conversation_page(desk, talk).cards if card.domain.id == "geld")
    assert (note.situation, note.score) == ("Er is een achterstand.", 2)
    assert note.own_words == "Ik durf de post niet open te maken."
    with desk.store.read() as reader:
        assert reader.count(DomainNote) == 1


def test_a_card_outside_the_region_or_a_score_outside_the_scale_is_refused(desk: Workplace, talk: str) -> None:
    with pytest.raises(RuleBroken, match="unknown-domain"):
        write_domain(desk, talk, "zwemmen", situation="Nat")
    with pytest.raises(RuleBroken, match="too-large score"):
        write_domain(desk, talk, "geld", score=6)


def test_writing_what_was_there_already_is_no_act(desk: Workplace, talk: str) -> None:
    write(desk, talk, notes="Koffie met suiker.")
    assert write(desk, talk, notes="Koffie met suiker.").act == ""


def test_finishing_gives_the_case_its_question(desk: Workplace, talk: str) -> None:
    with pytest.raises(RuleBroken, match="required question"):
        finish(desk, talk)
    write(desk, talk, question="Ik wil het weer zelf kunnen.", going_well="Werk")
    finish(desk, talk)
    page = conversation_page(desk, talk)
    assert page.conversation.done
    assert page.case.question == "Ik wil het weer zelf kunnen."


def test_a_question_that_stands_is_not_replaced(desk: Workplace) -> None:
    case_id = a_case(desk, question="Hulp thuis")
    talk, _changes = begin(desk, case_id)
    write(desk, talk, question="Iets anders")
    finish(desk, talk)
    assert case_page(desk, case_id).case.question == "Hulp thuis"


def test_a_finished_report_stays_as_it_is_until_it_is_taken_up_again(desk: Workplace, talk: str) -> None:
    write(desk, talk, question="Hoe verder?")
    finish(desk, talk)
    refused(
        "conversation-done",
        lambda: write(desk, talk, notes="nog iets"),
        lambda: write_domain(desk, talk, "geld", score=1),
    )
    take_up_again(desk, talk)
    write(desk, talk, notes="nog iets")
    assert conversation_page(desk, talk).conversation.notes == "nog iets"


def test_a_talk_that_is_still_to_come_is_not_finished(desk: Workplace) -> None:
    talk, _changes = begin(desk, a_case(desk), desk.today + timedelta(days=1))
    write(desk, talk, question="Hoe verder?")
    with pytest.raises(RuleBroken, match="in-future held_on"):
        finish(desk, talk)


def test_the_report_of_a_closed_case_is_not_opened_again(desk: Workplace, talk: str) -> None:
    case_id = conversation_page(desk, talk).case.id
    write(desk, talk, question="Hoe verder?")
    finish(desk, talk)
    close_case(desk, case_id, CaseEnding(EndReason.OTHER))
    with pytest.raises(RuleBroken, match="case-closed"):
        take_up_again(desk, talk)


def test_the_page_shows_goals_and_who_is_near(desk: Workplace, talk: str) -> None:
    page = conversation_page(desk, talk)
    add_goal(desk, page.case.id, "Ik houd mijn post bij.")
    page = conversation_page(desk, talk)
    assert [goal.text for goal in page.goals] == ["Ik houd mijn post bij."]
    assert page.network == ()
    assert page.resident.id == page.case.resident_id


def test_the_steps_of_the_act_are_answered_once_for_the_case(desk: Workplace, talk: str) -> None:
    write_step(desk, talk, "problems", "Zij raakt de weg kwijt.")
    write_step(desk, talk, "problems", "Zij raakt buiten de weg kwijt.")
    shown = {one.step.id: one for one in conversation_page(desk, talk).steps}
    assert list(shown) == ["question", "problems", "needed", "own", "rest"]
    assert shown["problems"].answer == "Zij raakt buiten de weg kwijt."
    assert [name for name, one in shown.items() if one.is_answered] == ["problems"]
    with desk.store.read() as reader:
        assert reader.count(StepAnswer) == 1


def test_a_later_talk_goes_on_with_the_answers(desk: Workplace, talk: str) -> None:
    write(desk, talk, question="Ik wil alleen naar de winkel.")
    write_step(desk, talk, "problems", "Zij raakt de weg kwijt.")
    finish(desk, talk)
    case_id = conversation_page(desk, talk).case.id
    later = conversation_page(desk, begin(desk, case_id)[0])
    assert next(one.answer for one in later.steps if one.step.id == "problems") == "Zij raakt de weg kwijt."


def test_what_the_talk_says_already_stands_beside_its_step(desk: Workplace, talk: str) -> None:
    write(desk, talk, question="Ik wil alleen naar de winkel.")
    write_domain(desk, talk, "geld", who_can_do_what="Haar zus doet de post.")
    shown = {one.step.id: one for one in conversation_page(desk, talk).steps}
    assert shown["question"].is_answered
    assert shown["question"].beside == ("Ik wil alleen naar de winkel.",)
    assert shown["own"].beside == ("Geld: Haar zus doet de post.",)
    assert not shown["own"].is_answered


@pytest.mark.parametrize("step", ["question", "expertise", "nonsense"])
def test_a_step_that_is_not_asked_here_is_refused(desk: Workplace, talk: str, step: str) -> None:
    with pytest.raises(RuleBroken, match="unknown-step"):
        write_step(desk, talk, step, "Ja")


def test_a_finished_report_is_not_written_on(desk: Workplace, talk: str) -> None:
    write(desk, talk, question="Ik wil alleen naar de winkel.")
    finish(desk, talk)
    with pytest.raises(RuleBroken, match="conversation-done"):
        write_step(desk, talk, "problems", "Zij raakt de weg kwijt.")


def test_the_marks_of_the_talk_before_stand_beside_those_of_now(desk: Workplace, talk: str) -> None:
    before = desk.today - timedelta(days=90)
    change_report(desk, conversation_page(desk, talk).case.id, received_on=before)
    write(desk, talk, question="Ik wil alleen naar de winkel.", held_on=before)
    write_domain(desk, talk, "geld", score=2)
    write_domain(desk, talk, "wonen", score=4)
    finish(desk, talk)
    now, _changes = begin(desk, conversation_page(desk, talk).case.id)
    write_domain(desk, now, "geld", score=4)
    marks = conversation_page(desk, now).marks
    assert marks.then_on == before
    assert {(one.domain, one.then, one.now) for one in marks.pairs} == {("geld", 2, 4), ("wonen", 4, None)}
