"""Saying that something is wrong, by who may not put it right, and where that is read."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit, QWidget

from desktop.models.kinds import CheckOutcome, Role
from desktop.models.social_map import Provider
from desktop.models.upkeep import EntryCheck
from desktop.services.reviewing import note_check
from desktop.services.workplace import Workplace
from desktop.views.desk import Place
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one, press, words

Show = Callable[..., None]
STOPPED = next(value for value in town.STOPPED_PROVIDER if isinstance(value, Provider))
SAID = "Het telefoonnummer is afgesloten."


def buttons(inside: QWidget) -> set[str]:
    return {button.objectName() for button in inside.findChildren(QAbstractButton) if button.isVisible()}


def test_a_consultant_says_in_one_sentence_what_is_wrong_with_a_provider(
    show: Show, window: MainWindow, fingers: Fingers, filled: Workplace, settle: Callable[[], None]
) -> None:
    show(Place.ENTRY, STOPPED.id)
    assert "correct-entry" not in buttons(window)
    fingers.press("say-wrong")
    dialog = one(window, QDialog, "form")
    press(dialog, "form-go")
    settle()
    assert "Vul dit eerst in." in words(dialog)
    QTest.keyClicks(one(dialog, QLineEdit, "form-note"), SAID)
    press(dialog, "form-go")
    settle()
    settle()
    assert f"Er klopt hier iets niet: “{SAID}” (Marijke Veenstra, 23-11-2026)" in words(window)
    with filled.store.read() as reader:
        (check,) = reader.find(EntryCheck)
    assert (check.entry_id, check.outcome, check.note) == (STOPPED.id, CheckOutcome.WRONG, SAID)


def test_a_service_is_put_right_by_a_consultant_who_has_nobody_to_tell(show: Show, window: MainWindow) -> None:
    show(Place.ENTRY, town.COFFEE.id)
    assert "correct-entry" in buttons(window)
    assert "say-wrong" not in buttons(window)


@pytest.mark.parametrize("role", [Role.CONTRACT_MANAGER])
def test_who_may_put_it_right_sees_it_first_in_the_queue_with_who_said_it(
    show: Show, window: MainWindow, filled: Workplace, settle: Callable[[], None]
) -> None:
    note_check(filled, STOPPED.id, CheckOutcome.WRONG, SAID)
    show(Place.REVIEW)
    settle()
    assert f"Er klopt hier iets niet: “{SAID}” (Marijke Veenstra, 23-11-2026)" in words(window)
    assert {"review-correct", "review-right"} <= buttons(window)
    assert "review-wrong" not in buttons(window)
    QTest.keyClick(window.screen_of(Place.REVIEW), Qt.Key.Key_K)
    settle()
    settle()
    assert SAID not in words(window)


def test_the_queue_offers_a_consultant_to_say_so_instead_of_putting_right(
    show: Show, window: MainWindow, fingers: Fingers, filled: Workplace, settle: Callable[[], None]
) -> None:
    with filled.store.work("Age") as work:
        work.change(Provider, STOPPED.id, checked_on=None)
        work.commit()
    show(Place.REVIEW)
    fingers.choose("Soort", "provider")
    assert "review-wrong" in buttons(window)
    assert "review-correct" not in buttons(window)
    fingers.press("review-wrong")
    dialog = one(window, QDialog, "form")
    QTest.keyClicks(one(dialog, QLineEdit, "form-note"), SAID)
    press(dialog, "form-go")
    settle()
    settle()
    assert "Stap voor Stap Thuis" not in words(window)
