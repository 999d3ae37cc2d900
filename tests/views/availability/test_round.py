"""A whole round of calls by keyboard, in as few keystrokes as can be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.upkeep import EntryCheck
from desktop.services.availability import latest
from desktop.services.workplace import Workplace
from desktop.views.availability.round_pages import RoundList
from desktop.views.availability.screen import ROUND, AvailabilityScreen
from desktop.views.design.inputs import Choice
from desktop.views.desk import Desk
from tests.helpers.waits import REGULAR, a_provider, measured
from tests.helpers.widgets import one, press
from tests.views.availability.conftest import shown

Settle = Callable[[], None]
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


class Keys:
    """Presses keys wherever the keyboard is, and counts them."""

    def __init__(self, screen: AvailabilityScreen) -> None:
        self._screen = screen
        self.pressed = 0

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self._at(), letter)
            self.pressed += 1

    def press(self, key: Qt.Key, mark: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._at(), key, mark)
        self.pressed += 1

    def _at(self) -> QWidget:
        return self._screen.window().focusWidget() or self._screen


@pytest.fixture
def ids(workplace: Workplace) -> dict[str, str]:
    """Five providers whose figures are old, by name; Aa is the oldest."""
    made = {}
    for at, name in enumerate(("Aa", "Bee", "Cee", "Dee", "Ee")):
        made[name] = a_provider(workplace, name, REGULAR, phone=f"0597 11 22 3{at}")
        measured(workplace, made[name], days=200 - at * 10, intake=(4, 4), start=(8, 8))
    return made


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, ids: dict[str, str], settle: Settle) -> AvailabilityScreen:
    assert ids
    made = shown(qtbot, desk, settle, ROUND)
    press(made, "round-begin")
    settle()
    return made


@pytest.fixture
def keys(screen: AvailabilityScreen) -> Keys:
    return Keys(screen)


def told(screen: AvailabilityScreen, name: str) -> str:
    return one(screen, QLabel, name).text()


def of(workplace: Workplace, provider: str) -> tuple[str, str, int]:
    [found] = latest(workplace, provider)
    return found.report.intake_text, found.report.start_text, found.age_days


def test_a_round_begins_at_the_stalest_with_the_number_in_view_and_the_keyboard_in_the_field(
    screen: AvailabilityScreen,
) -> None:
    assert told(screen, "round-phone") == "0597 11 22 30"
    assert told(screen, "round-progress") == "0 van 5"
    assert "7 maanden geleden gemeten" in told(screen, "round-last")
    assert screen.round.card.intake.hasFocus()


def test_a_whole_round_takes_so_many_keys_and_no_more(
    screen: AvailabilityScreen, keys: Keys, settle: Settle, workplace: Workplace, ids: dict[str, str]
) -> None:
    keys.type("6-8")
    keys.press(TAB)
    keys.type("3 mnd")
    keys.press(ENTER)
    assert keys.pressed == 10
    keys.press(Qt.Key.Key_F2)
    keys.press(Qt.Key.Key_F3)
    keys.press(Qt.Key.Key_F4)
    keys.type("aanmeldstop")
    keys.press(ENTER)
    settle()
    assert keys.pressed == 10 + 3 + 12
    assert of(workplace, ids["Aa"]) == ("6-8", "3 mnd", 0)
    assert of(workplace, ids["Bee"])[2] == 0
    assert [of(workplace, ids[name])[2] for name in ("Cee", "Dee")] == [180, 170]
    assert latest(workplace, ids["Ee"])[0].report.status == "intake-stop"
    assert {one_.report.source for one_ in latest(workplace, ids["Aa"])} == {"telefoon"}
    with workplace.store.read() as reader:
        assert [check.entry_id for check in reader.find(EntryCheck)] == [ids["Cee"]]
    assert told(screen, "round-sum") == "opgeschreven: 2 · klopt nog: 1 · niet bereikt: 1 · overgeslagen: 1"


def test_free_places_and_number_waiting_are_asked_by_keyboard_and_may_be_left_out(
    screen: AvailabilityScreen, keys: Keys, settle: Settle, workplace: Workplace, ids: dict[str, str]
) -> None:
    assert screen.round.card.counts() == (None, None)
    keys.type("6")
    for text in ("8", "3x", ""):
        keys.press(TAB)
        keys.type(text)
    keys.press(ENTER)
    settle()
    [found] = latest(workplace, ids["Aa"])
    assert (found.report.free_places, found.report.waiting_count) == (3, None)
    for _field in range(3):
        keys.press(TAB)
    keys.type("0")
    keys.press(ENTER)
    settle()
    [found] = latest(workplace, ids["Bee"])
    assert (found.report.free_places, found.report.waiting_count, found.age_days) == (None, 0, 0)


def test_the_next_question_is_there_before_the_answer_is_written(screen: AvailabilityScreen, keys: Keys) -> None:
    keys.type("6")
    keys.press(ENTER)
    assert told(screen, "round-phone") == "0597 11 22 31"
    keys.type("7")
    assert screen.round.card.waits() == ("7", "")


@pytest.mark.parametrize(
    ("intake", "start", "field"), [("gauw", "", "intake"), ("", "", "intake"), ("2", "8-6 wk", "start")]
)
def test_what_cannot_be_read_stands_at_its_field_and_the_question_stays(
    screen: AvailabilityScreen, keys: Keys, settle: Settle, intake: str, start: str, field: str
) -> None:
    keys.type(intake)
    keys.press(TAB)
    keys.type(start)
    keys.press(ENTER)
    settle()
    card = screen.round.card
    assert card.rows[field].problem_text()
    assert card.rows[field].field.hasFocus()
    assert card.waits() == (intake, start)
    assert told(screen, "round-progress") == "0 van 5"


def test_still_right_of_what_nobody_measured_comes_back_with_the_sentence(
    qtbot: QtBot, desk: Desk, workplace: Workplace, settle: Settle
) -> None:
    a_provider(workplace, "Nooit", REGULAR)
    made = shown(qtbot, desk, settle, ROUND)
    press(made, "round-begin")
    settle()
    Keys(made).press(Qt.Key.Key_F2)
    settle()
    assert "nog nooit gemeten" in made.round.card.rows["intake"].problem_text()
    assert told(made, "round-progress") == "0 van 1"


def test_an_answer_is_taken_back_with_what_was_typed_and_the_figure_before_it_counts(
    screen: AvailabilityScreen, keys: Keys, settle: Settle, workplace: Workplace, ids: dict[str, str]
) -> None:
    keys.type("9 wk")
    keys.press(ENTER)
    settle()
    keys.press(Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert told(screen, "round-phone") == "0597 11 22 30"
    assert screen.round.card.waits() == ("9 wk", "")
    assert of(workplace, ids["Aa"])[2] == 200


def test_who_leaves_comes_back_where_the_round_was_with_what_was_typed(
    qtbot: QtBot, screen: AvailabilityScreen, keys: Keys, settle: Settle, desk: Desk
) -> None:
    keys.press(Qt.Key.Key_F2)
    keys.type("6-8 w")
    screen.hide()
    settle()
    again = shown(qtbot, desk, settle, ROUND)
    assert told(again, "round-phone") == "0597 11 22 31"
    assert told(again, "round-progress") == "1 van 5"
    assert again.round.card.waits() == ("6-8 w", "")


def test_who_was_not_reached_is_asked_again_at_the_end(screen: AvailabilityScreen, keys: Keys, settle: Settle) -> None:
    keys.press(Qt.Key.Key_F3)
    for _time in range(4):
        keys.press(Qt.Key.Key_F2)
    settle()
    press(screen, "round-again")
    settle()
    assert told(screen, "round-phone") == "0597 11 22 30"
    assert told(screen, "round-progress") == "4 van 5"


def test_what_was_not_asked_yet_is_not_called_by_the_word_for_taking_residents(screen: AvailabilityScreen) -> None:
    listed = one(screen, RoundList, "round-list").model()
    answers = [str(listed.index(row, 1).data()) for row in range(listed.rowCount())]
    assert answers
    assert all(answer.startswith("nog te vragen\n") for answer in answers)


def test_going_to_a_line_of_the_list_goes_to_its_question(screen: AvailabilityScreen, settle: Settle) -> None:
    listed = one(screen, RoundList, "round-list")
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Down)
    settle()
    assert told(screen, "round-phone") == "0597 11 22 32"
    QTest.keyClick(listed, ENTER)
    assert screen.round.card.intake.hasFocus()


def test_the_source_is_kept_for_the_whole_round(
    screen: AvailabilityScreen, keys: Keys, settle: Settle, workplace: Workplace, ids: dict[str, str]
) -> None:
    source = one(screen, Choice, "round-source")
    source.put("website")
    source.chosen.emit("website")
    screen.round.card.begin()
    keys.type("5")
    keys.press(ENTER)
    keys.press(Qt.Key.Key_F2)
    settle()
    assert [latest(workplace, ids[name])[0].report.source for name in ("Aa", "Bee")] == ["website", "website"]


def test_a_round_that_is_closed_is_gone_and_what_was_written_stays(
    screen: AvailabilityScreen, keys: Keys, settle: Settle, workplace: Workplace, ids: dict[str, str]
) -> None:
    keys.press(Qt.Key.Key_F2)
    settle()
    press(screen, "round-close")
    settle()
    assert screen.round.round() is None
    assert of(workplace, ids["Aa"])[2] == 0
