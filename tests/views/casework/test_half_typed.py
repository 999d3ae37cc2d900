"""What cannot be stored as it is typed, or is not added yet, is kept all the same; and it holds nothing else up."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QTabWidget
from pytestqt.qtbot import QtBot

from desktop.models.casework import Alternative, Case, Conversation, DomainNote, Goal
from desktop.models.course import StepAnswer
from desktop.models.indications import Indication
from desktop.models.people import NetworkMember
from desktop.services import forms
from desktop.services.cases import NewCase, open_case
from desktop.services.conversations import begin, finish, take_up_again, write
from desktop.services.indications import begin_draft
from desktop.services.workplace import Workplace
from desktop.views.conversation.domain_card import DomainCard
from desktop.views.design.inputs import LongText
from desktop.views.desk import Place
from desktop.views.window.main import MainWindow
from tests.helpers.widgets import one, paste, words

LONG_LINE, LONG_TEXT, LONG_GOAL = "x" * 201, "y" * 10_001, "z" * 2_001
OVERVIEW, PEOPLE, PLAN = 0, 1, 2


@pytest.fixture
def talk(window: MainWindow, workplace: Workplace, case_id: str, settle: Callable[[], None]) -> str:
    talk_id, _changes = begin(workplace, case_id)
    window.open_conversation(talk_id)
    settle()
    return talk_id


@pytest.fixture
def elsewhere(window: MainWindow, workplace: Workplace, settle: Callable[[], None]) -> Callable[[], None]:
    """Goes to a talk of another case."""

    def go() -> None:
        other, _changes = open_case(workplace, NewCase(last_name="Ander", municipality="Oldambt"))
        window.open_conversation(begin(workplace, other)[0])
        settle()

    return go


def test_a_line_that_is_too_long_is_told_at_its_field_and_holds_nothing_else_up(
    qtbot: QtBot, window: MainWindow, talk: str, stored: Callable[..., Sequence[Conversation]]
) -> None:
    where, row = one(window, QLineEdit, "talk-where"), window.screen_of(Place.CONVERSATION).rows["where"]
    paste(where, LONG_LINE)
    question = one(window, LongText, "talk-question")
    question.setFocus()
    QTest.keyClicks(question, "Wie helpt mij")
    qtbot.waitUntil(lambda: stored(Conversation, id=talk)[0].question == "Wie helpt mij", timeout=2000)
    qtbot.waitUntil(lambda: bool(row.problem_text()))
    assert "200" in row.problem_text()
    assert question.hasFocus(), "typing goes on where one types"
    QTest.keyClicks(question, " nu")
    qtbot.waitUntil(lambda: stored(Conversation, id=talk)[0].question == "Wie helpt mij nu", timeout=2000)
    assert where.text() == LONG_LINE
    assert row.problem_text(), "it is told until it is typed anew"
    paste(where, "Thuis")
    qtbot.waitUntil(lambda: stored(Conversation, id=talk)[0].where == "Thuis", timeout=2000)
    qtbot.waitUntil(lambda: not row.problem_text())


def test_what_was_refused_stands_there_again_with_what_is_wrong(
    qtbot: QtBot,
    window: MainWindow,
    talk: str,
    elsewhere: Callable[[], None],
    settle: Callable[[], None],
    workplace: Workplace,
    stored: Callable[..., list[Conversation]],
) -> None:
    screen = window.screen_of(Place.CONVERSATION)
    where, money, step = (
        one(window, QLineEdit, "talk-where"),
        one(window, LongText, "geld-situation"),
        one(window, LongText, "step-needed"),
    )
    paste(where, LONG_LINE)
    paste(money, LONG_TEXT)
    paste(step, LONG_TEXT)
    elsewhere()
    assert (where.text(), money.toPlainText(), step.toPlainText()) == ("", "", "")
    assert not screen.rows["where"].problem_text()
    window.open_conversation(talk)
    settle()
    assert (where.text(), money.toPlainText(), step.toPlainText()) == (LONG_LINE, LONG_TEXT, LONG_TEXT)
    card = next(card for card in screen.findChildren(DomainCard) if card.objectName() == "domain-geld")
    qtbot.waitUntil(lambda: bool(screen.rows["where"].problem_text() and card.rows["situation"].problem_text()))
    paste(where, "Thuis")
    paste(money, "Schulden")
    paste(step, "Twee uur")
    window.flush()
    settle()
    assert stored(Conversation, id=talk)[0].where == "Thuis"
    assert forms.load(workplace, "talk", talk) is None


def test_a_domain_and_a_step_that_are_refused_hold_nothing_else_up(
    qtbot: QtBot, window: MainWindow, talk: str, stored: Callable[..., Sequence[DomainNote | StepAnswer]]
) -> None:
    assert talk
    paste(one(window, LongText, "geld-situation"), LONG_TEXT)
    paste(one(window, LongText, "geld-own_words"), "Ik durf de post niet open te maken")
    paste(one(window, LongText, "step-needed"), "Twee uur")
    qtbot.waitUntil(lambda: bool(stored(DomainNote) and stored(StepAnswer)), timeout=2000)
    (note,) = stored(DomainNote)
    assert isinstance(note, DomainNote)
    assert (note.situation, note.own_words) == ("", "Ik durf de post niet open te maken")
    assert one(window, LongText, "geld-situation").toPlainText() == LONG_TEXT


def test_what_was_refused_waits_for_a_report_that_was_finished_meanwhile(
    window: MainWindow, talk: str, elsewhere: Callable[[], None], settle: Callable[[], None], workplace: Workplace
) -> None:
    paste(one(window, QLineEdit, "talk-present"), LONG_GOAL)
    elsewhere()
    write(workplace, talk, question="Overzicht")
    finish(workplace, talk)
    window.open_conversation(talk)
    settle()
    take_up_again(workplace, talk)
    window.screen_of(Place.CONVERSATION).reload()
    settle()
    assert one(window, QLineEdit, "talk-present").text() == LONG_GOAL


def test_a_goal_half_typed_at_the_table_is_kept_and_there_again(
    qtbot: QtBot,
    window: MainWindow,
    talk: str,
    elsewhere: Callable[[], None],
    settle: Callable[[], None],
    workplace: Workplace,
    stored: Callable[..., list[Goal]],
) -> None:
    field = one(window, QLineEdit, "talk-goal")
    field.setFocus()
    QTest.keyClicks(field, "Ik wil weer zelf")
    qtbot.waitUntil(lambda: forms.load(workplace, "talk", talk) is not None, timeout=2000)
    QTest.keyClicks(field, " koken")
    elsewhere()
    assert field.text() == ""
    window.open_conversation(talk)
    settle()
    assert field.text() == "Ik wil weer zelf koken"
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert [goal.text for goal in stored(Goal)] == ["Ik wil weer zelf koken"]
    assert field.text() == ""
    assert forms.load(workplace, "talk", talk) is None


def test_a_goal_that_is_too_long_stays_in_its_field_with_what_is_wrong(
    window: MainWindow, talk: str, settle: Callable[[], None], stored: Callable[..., list[Goal]]
) -> None:
    assert talk
    field, row = one(window, QLineEdit, "talk-goal"), window.screen_of(Place.CONVERSATION).rows["text"]
    paste(field, LONG_GOAL)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert field.text() == LONG_GOAL
    assert "2.000" in row.problem_text() or "2000" in row.problem_text()
    assert stored(Goal) == []
    paste(field, "Korter")
    assert not row.problem_text()
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert [goal.text for goal in stored(Goal)] == ["Korter"]


def test_enter_pressed_twice_adds_one_goal_and_what_is_typed_next_stays(
    window: MainWindow, talk: str, settle: Callable[[], None], stored: Callable[..., list[Goal]]
) -> None:
    assert talk
    field = one(window, QLineEdit, "talk-goal")
    field.setFocus()
    QTest.keyClicks(field, "Ik kook")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, " Ik wandel")
    settle()
    assert [goal.text for goal in stored(Goal)] == ["Ik kook"]
    assert field.text() == "Ik wandel"


def on_case(window: MainWindow, case_id: str, tab: int, settle: Callable[[], None]) -> None:
    window.open_case(case_id)
    settle()
    one(window, QTabWidget, "case-tabs").setCurrentIndex(tab)
    settle()


def test_lines_half_typed_at_a_case_are_kept_and_there_again(
    qtbot: QtBot, window: MainWindow, case_id: str, workplace: Workplace, settle: Callable[[], None]
) -> None:
    on_case(window, case_id, PLAN, settle)
    QTest.keyClicks(one(window, QLineEdit, "goal-text"), "Ik ga weer wandelen")
    on_case(window, case_id, PEOPLE, settle)
    for name, text in (("name", "Henk"), ("relation", "buurman"), ("helps", "boodschappen")):
        QTest.keyClicks(one(window, QLineEdit, f"network-{name}"), text)
    one(window, QCheckBox, "network-carer").click()
    for form in ("plan-lines", "new-network-member"):
        qtbot.waitUntil(lambda form=form: forms.load(workplace, form, case_id) is not None, timeout=2000)  # type: ignore[misc]
    other, _changes = open_case(workplace, NewCase(last_name="Ander", municipality="Oldambt"))
    on_case(window, other, PEOPLE, settle)
    assert one(window, QLineEdit, "network-name").text() == ""
    on_case(window, other, PLAN, settle)
    assert one(window, QLineEdit, "goal-text").text() == ""
    on_case(window, case_id, PLAN, settle)
    assert one(window, QLineEdit, "goal-text").text() == "Ik ga weer wandelen"
    on_case(window, case_id, PEOPLE, settle)
    left = [one(window, QLineEdit, f"network-{name}").text() for name in ("name", "relation", "helps")]
    assert left == ["Henk", "buurman", "boodschappen"]
    assert one(window, QCheckBox, "network-carer").isChecked()


def test_someone_near_who_is_refused_stays_on_the_line(
    window: MainWindow,
    case_id: str,
    workplace: Workplace,
    settle: Callable[[], None],
    stored: Callable[..., list[NetworkMember]],
) -> None:
    on_case(window, case_id, PEOPLE, settle)
    name, relation = one(window, QLineEdit, "network-name"), one(window, QLineEdit, "network-relation")
    paste(name, "Henk")
    paste(relation, LONG_GOAL)
    QTest.keyClick(relation, Qt.Key.Key_Return)
    settle()
    assert (name.text(), relation.text()) == ("Henk", LONG_GOAL)
    assert window.screen_of(Place.CASE).rows["relation"].problem_text()
    paste(relation, "buurman")
    QTest.keyClick(relation, Qt.Key.Key_Return)
    settle()
    assert [(one_.name, one_.relation) for one_ in stored(NetworkMember)] == [("Henk", "buurman")]
    assert (name.text(), relation.text()) == ("", "")
    assert forms.load(workplace, "new-network-member", case_id) is None


def test_a_text_of_a_draft_that_is_refused_holds_nothing_up_and_is_there_again(
    qtbot: QtBot,
    window: MainWindow,
    ready: str,
    workplace: Workplace,
    settle: Callable[[], None],
    stored: Callable[..., list[Indication]],
) -> None:
    draft, _changes = begin_draft(workplace, ready)
    window.open_indication(draft)
    settle()
    row = window.screen_of(Place.INDICATION).rows["stops_when"]
    stop, result = one(window, LongText, "draft-stops_when"), one(window, LongText, "draft-result")
    paste(stop, LONG_TEXT)
    paste(result, "Zij doet zelf haar post")
    qtbot.waitUntil(lambda: stored(Indication)[0].result == "Zij doet zelf haar post", timeout=2000)
    qtbot.waitUntil(lambda: bool(row.problem_text()))
    second, _changes = begin_draft(workplace, ready)
    window.open_indication(second)
    settle()
    assert stop.toPlainText() == ""
    window.open_indication(draft)
    settle()
    assert stop.toPlainText() == LONG_TEXT
    qtbot.waitUntil(lambda: bool(row.problem_text()))


def test_an_answer_before_custom_care_that_is_too_long_is_told_and_is_there_again(
    qtbot: QtBot,
    window: MainWindow,
    case_id: str,
    workplace: Workplace,
    settle: Callable[[], None],
    stored: Callable[..., list[Alternative]],
) -> None:
    on_case(window, case_id, PLAN, settle)
    answer = one(window, LongText, "answer-own-strength")
    paste(answer, LONG_TEXT)
    window.flush()
    settle()
    assert stored(Alternative) == []
    assert answer.toPlainText() == LONG_TEXT
    other, _changes = open_case(workplace, NewCase(last_name="Ander", municipality="Oldambt"))
    on_case(window, other, PLAN, settle)
    assert one(window, LongText, "answer-own-strength").toPlainText() == ""
    on_case(window, case_id, PLAN, settle)
    answer = one(window, LongText, "answer-own-strength")
    assert answer.toPlainText() == LONG_TEXT
    qtbot.waitUntil(lambda: "hoogstens" in words(window), timeout=3000)
    paste(answer, "Zij kookt zelf")
    window.flush()
    settle()
    assert [kept.answer for kept in stored(Alternative)] == ["Zij kookt zelf"]
    assert forms.load(workplace, "plan-lines", case_id) is None


def test_a_line_of_a_case_that_is_too_long_holds_its_question_not_up_and_is_there_again(
    qtbot: QtBot,
    window: MainWindow,
    case_id: str,
    workplace: Workplace,
    settle: Callable[[], None],
    stored: Callable[..., list[Case]],
) -> None:
    on_case(window, case_id, OVERVIEW, settle)
    row = window.screen_of(Place.CASE).rows["director"]
    paste(one(window, QLineEdit, "case-director"), LONG_GOAL)
    paste(one(window, LongText, "case-question"), "Overzicht")
    qtbot.waitUntil(lambda: stored(Case, id=case_id)[0].question == "Overzicht", timeout=2000)
    qtbot.waitUntil(lambda: bool(row.problem_text()))
    other, _changes = open_case(workplace, NewCase(last_name="Ander", municipality="Oldambt"))
    on_case(window, other, OVERVIEW, settle)
    assert one(window, QLineEdit, "case-director").text() == ""
    on_case(window, case_id, OVERVIEW, settle)
    assert one(window, QLineEdit, "case-director").text() == LONG_GOAL
