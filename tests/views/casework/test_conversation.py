"""Gesprek: what is said at the table is kept without anyone saving."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.casework import Case, Conversation, DomainNote, Goal
from desktop.models.course import StepAnswer
from desktop.services.conversations import begin, finish, write, write_domain
from desktop.services.workplace import Workplace
from desktop.views.conversation.domain_card import DomainCard
from desktop.views.conversation.screen import ConversationScreen
from desktop.views.design.focus import takes_tab
from desktop.views.design.inputs import LongText
from desktop.views.design.radar import Radar
from desktop.views.desk import Place
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one


@pytest.fixture
def talk(window: MainWindow, workplace: Workplace, case_id: str, settle: Callable[[], None]) -> str:
    talk_id, _changes = begin(workplace, case_id)
    window.open_conversation(talk_id)
    settle()
    return talk_id


def test_what_is_typed_is_in_the_store_within_two_seconds(
    qtbot: QtBot, window: MainWindow, talk: str, stored: Callable[..., list[Conversation | DomainNote]]
) -> None:
    question, money = one(window, LongText, "talk-question"), one(window, LongText, "geld-situation")
    question.setFocus()
    QTest.keyClicks(question, "Ik wil weer overzicht")
    money.setFocus()
    QTest.keyClicks(money, "De post ligt in een la")
    qtbot.waitUntil(lambda: bool(stored(DomainNote)), timeout=2000)
    (said,) = stored(Conversation, id=talk)
    (note,) = stored(DomainNote)
    assert isinstance(said, Conversation)
    assert isinstance(note, DomainNote)
    assert said.question == "Ik wil weer overzicht"
    assert (note.domain, note.situation) == ("geld", "De post ligt in een la")


def test_the_card_of_every_domain_of_the_region_is_kept_and_says_so(
    window: MainWindow,
    workplace: Workplace,
    talk: str,
    stored: Callable[..., list[DomainNote]],
    settle: Callable[[], None],
) -> None:
    assert talk
    domains = [domain.id for domain in workplace.profile.life_domains]
    assert any("-" in domain for domain in domains), "a dash once sent the answer of the store to no card at all"
    for domain in domains:
        field = one(window, LongText, f"{domain}-situation")
        field.setFocus()
        QTest.keyClicks(field, "Gaat goed")
        window.flush()
        settle()
    assert {note.domain: note.situation for note in stored(DomainNote)} == dict.fromkeys(domains, "Gaat goed")


def test_it_is_there_again_in_another_window(
    window: MainWindow,
    lead_window: MainWindow,
    talk: str,
    fingers: Fingers,
    settle: Callable[[], None],
) -> None:
    fingers.write("talk-going_well", "Zij kookt elke dag")
    fingers.press("2 moeilijk")
    window.flush()
    settle()
    lead_window.open_conversation(talk)
    settle()
    assert one(lead_window, LongText, "talk-going_well").toPlainText() == "Zij kookt elke dag"
    marks = [b.text() for b in lead_window.findChildren(QAbstractButton) if b.isChecked() and b.isVisible()]
    assert "2 moeilijk" in marks


def test_typing_goes_on_while_it_is_kept(
    qtbot: QtBot, window: MainWindow, talk: str, stored: Callable[..., list[DomainNote]]
) -> None:
    assert talk
    field = one(window, LongText, "wonen-situation")
    field.setFocus()
    QTest.keyClicks(field, "Een eigen huis ")
    qtbot.waitUntil(lambda: bool(stored(DomainNote)), timeout=2000)
    QTest.keyClicks(field, "met een tuin")
    qtbot.waitUntil(lambda: stored(DomainNote)[0].situation.endswith("tuin"), timeout=2000)
    assert field.toPlainText() == "Een eigen huis met een tuin"
    assert field.hasFocus()
    assert field.textCursor().position() == len("Een eigen huis met een tuin")


def test_another_talk_shows_nothing_of_the_one_before(
    window: MainWindow, workplace: Workplace, talk: str, case_id: str, settle: Callable[[], None]
) -> None:
    field = one(window, LongText, "talk-notes")
    field.setFocus()
    QTest.keyClicks(field, "Vertrouwelijk")
    write(workplace, talk, question="Overzicht")
    finish(workplace, talk)
    other, _changes = begin(workplace, case_id)
    window.open_conversation(other)
    settle()
    assert field.toPlainText() == ""


def test_a_mark_is_given_and_taken_away_again(
    window: MainWindow, talk: str, fingers: Fingers, stored: Callable[..., list[DomainNote]], settle: Callable[[], None]
) -> None:
    assert talk
    fingers.press("4 meestal goed")
    window.flush()
    settle()
    assert stored(DomainNote)[0].score == 4
    fingers.press("4 meestal goed")
    window.flush()
    settle()
    assert stored(DomainNote)[0].score is None


def test_a_goal_is_set_with_enter(
    window: MainWindow, talk: str, settle: Callable[[], None], stored: Callable[..., list[Goal]]
) -> None:
    assert talk
    field = one(window, QLineEdit, "talk-goal")
    field.setFocus()
    QTest.keyClicks(field, "Ik maak mijn post open.")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert [goal.text for goal in stored(Goal)] == ["Ik maak mijn post open."]
    assert field.hasFocus()
    assert field.text() == ""


def test_the_steps_tell_what_was_spoken_of_and_lead_to_it(
    window: MainWindow, talk: str, fingers: Fingers, settle: Callable[[], None]
) -> None:
    assert talk
    fingers.write("wonen-situation", "Goed")
    window.flush()
    settle()
    assert one(window, QAbstractButton, "Wonen, klaar")
    fingers.press("Geld")
    assert one(window, LongText, "geld-situation").hasFocus()


def test_a_report_without_a_question_is_not_finished_and_says_so_at_the_field(
    window: MainWindow, talk: str, fingers: Fingers, stored: Callable[..., list[Conversation]]
) -> None:
    fingers.press("finish-conversation")
    screen = window.screen_of(Place.CONVERSATION)
    assert screen.rows["question"].problem_text()
    assert one(window, LongText, "talk-question").hasFocus()
    assert not stored(Conversation, id=talk)[0].done


def test_a_finished_report_reads_as_one_and_can_be_taken_up_again(
    window: MainWindow,
    talk: str,
    case_id: str,
    fingers: Fingers,
    settle: Callable[[], None],
    stored: Callable[..., list[Conversation | Case]],
) -> None:
    fingers.write("talk-question", "Ik wil weer overzicht")
    fingers.write("geld-situation", "De post ligt in een la")
    fingers.press("finish-conversation")
    assert window.here() == Spot(Place.CASE, case_id)
    window.open_conversation(talk)
    settle()
    shown = [card for card in window.findChildren(DomainCard) if card.isVisible()]
    assert [card.objectName() for card in shown] == ["domain-geld"]
    assert one(window, LongText, "geld-situation").isReadOnly()
    (before,) = stored(Conversation, id=talk)
    fingers.press("Weer oppakken")
    assert len([card for card in window.findChildren(DomainCard) if card.isVisible()]) == len(town.DOMAINS)
    assert not one(window, LongText, "geld-situation").isReadOnly()
    (after,) = stored(Conversation, id=talk)
    assert isinstance(before, Conversation)
    assert isinstance(after, Conversation)
    assert (before.done, after.done) == (True, False)


def test_opening_a_finished_report_writes_nothing(
    window: MainWindow, workplace: Workplace, case_id: str, settle: Callable[[], None]
) -> None:
    talk_id = town.talk_with_her(workplace, case_id)
    window.open_conversation(talk_id)
    settle()
    window.flush()
    settle()
    toasts = [label.text() for label in window.toast.findChildren(QLabel) if label.isVisible()]
    assert toasts == []


def test_tab_walks_through_the_whole_talk_in_the_order_it_is_read(window: MainWindow, talk: str) -> None:
    assert talk
    screen = window.screen_of(Place.CONVERSATION)
    assert isinstance(screen, ConversationScreen)
    first = one(window, LongText, "talk-question")
    order: list[str] = []
    at: QWidget | None = first
    while at is not None and len(order) < 200:
        if takes_tab(at) and screen.isAncestorOf(at):
            order.append(at.objectName())
        at = at.nextInFocusChain()
        if at is first:
            break
    written = [name for name in order if name.endswith(("question", "well", "situation", "words", "what", "notes"))]
    domains = [name.rpartition("-")[0] for name in written if name.endswith("situation")]
    assert domains == list(town.DOMAINS)
    assert written[:5] == [
        "talk-question",
        "talk-going_well",
        "wonen-situation",
        "wonen-own_words",
        "wonen-who_can_do_what",
    ]


def test_an_answer_to_a_step_is_kept_as_it_is_typed(
    window: MainWindow, talk: str, fingers: Fingers, settle: Callable[[], None], stored: Callable[..., list[StepAnswer]]
) -> None:
    assert talk
    fingers.write("step-needed", "Twee keer per week een uur.")
    window.flush()
    settle()
    assert [(one.step, one.answer) for one in stored(StepAnswer)] == [("needed", "Twee keer per week een uur.")]


def test_a_finished_report_shows_the_steps_that_were_answered(
    window: MainWindow, talk: str, workplace: Workplace, fingers: Fingers, settle: Callable[[], None]
) -> None:
    (rest,) = (field for field in window.findChildren(LongText) if field.objectName() == "step-rest")
    fingers.write("step-needed", "Twee keer per week een uur.")
    window.flush()
    settle()
    write(workplace, talk, question="Overzicht")
    finish(workplace, talk)
    window.screen_of(Place.CONVERSATION).reload()
    settle()
    assert one(window, LongText, "step-needed").isReadOnly()
    assert not rest.isVisible()


def test_then_and_now_is_drawn_when_there_are_enough_marks_and_is_told_in_words(
    window: MainWindow, workplace: Workplace, talk: str, settle: Callable[[], None]
) -> None:
    assert talk
    screen = window.screen_of(Place.CONVERSATION)
    (radar,) = screen.findChildren(Radar)
    for domain, mark in (("geld", 2), ("wonen", 4)):
        write_domain(workplace, talk, domain, score=mark)
    screen.reload()
    settle()
    assert not radar.isVisibleTo(screen)
    write_domain(workplace, talk, workplace.profile.life_domains[-1].id, score=1)
    screen.reload()
    settle()
    assert radar.isVisibleTo(screen)
    assert "Geld: 2 moeilijk" in radar.accessibleDescription()
