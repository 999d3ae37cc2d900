"""Going over the map with one key an entry."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView
from pytestqt.qtbot import QtBot

from desktop.models.kinds import CheckOutcome, MapStatus
from desktop.models.upkeep import EntryCheck
from desktop.services.social_map import community_service
from desktop.services.workplace import Workplace
from desktop.views.desk import Desk, Place
from desktop.views.upkeep.review_screen import ReviewScreen
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one


@pytest.fixture
def queue(window: MainWindow, fingers: Fingers, settle: Callable[[], None]) -> ReviewScreen:
    settle()
    fingers.press("to-review")
    settle()
    screen = window.screen_of(Place.REVIEW)
    assert isinstance(screen, ReviewScreen)
    return screen


def names(queue: ReviewScreen) -> list[str]:
    view = queue.findChild(QListView, "review-queue")
    assert view is not None
    model = view.model()
    return [str(model.index(at, 0).data()).split(" · ")[0] for at in range(model.rowCount(QModelIndex()))]


def words(queue: ReviewScreen) -> str:
    return "\n".join(label.text() for label in queue.findChildren(QLabel) if label.isVisible())


def checks(workplace: Workplace) -> list[EntryCheck]:
    with workplace.store.read() as reader:
        return reader.find(EntryCheck)


def test_what_nobody_ever_looked_at_comes_first_with_how_to_reach_it(queue: ReviewScreen) -> None:
    assert names(queue) == ["Formulierenhulp bibliotheek", "Buurtmaatjes"]
    assert "nooit gecontroleerd" in words(queue)
    assert "2 vermeldingen te controleren" in words(queue).split("\n"), "of what was not done nothing is said"
    assert "180 dagen" in words(queue)
    assert "Naober, standaardinstelling" in words(queue)


def test_one_key_says_still_right_and_goes_to_the_next(
    queue: ReviewScreen, filled: Workplace, settle: Callable[[], None]
) -> None:
    QTest.keyClick(one(queue, QListView, "review-queue"), Qt.Key.Key_K)
    settle()
    settle()
    assert names(queue) == ["Buurtmaatjes"]
    chosen = queue.chosen()
    assert chosen is not None
    assert chosen.entry.name == "Buurtmaatjes"
    assert "0599 65 43 21" in words(queue)
    assert "1 vermelding te controleren · u keek er vandaag 1 na" in words(queue)
    (check,) = checks(filled)
    assert (check.entry_id, check.outcome, check.checked_by) == (
        town.LETTERS.id,
        CheckOutcome.STILL_RIGHT,
        "Marijke Veenstra",
    )


def test_after_the_last_one_it_says_so_and_undo_brings_it_back(
    window: MainWindow, queue: ReviewScreen, filled: Workplace, settle: Callable[[], None]
) -> None:
    view = one(queue, QListView, "review-queue")
    for key in (Qt.Key.Key_N, Qt.Key.Key_B):
        QTest.keyClick(view, key)
        settle()
        settle()
    assert "Niets te controleren" in words(queue)
    assert [check.outcome for check in checks(filled)] == [CheckOutcome.NOT_REACHED, CheckOutcome.GONE]
    assert community_service(filled, town.BUDDY.id).service.status is MapStatus.INACTIVE
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    settle()
    assert names(queue) == ["Buurtmaatjes"]
    assert community_service(filled, town.BUDDY.id).service.status is MapStatus.ACTIVE


def test_putting_right_opens_the_form_and_comes_back_to_the_next(
    window: MainWindow, queue: ReviewScreen, fingers: Fingers, settle: Callable[[], None]
) -> None:
    QTest.keyClick(one(queue, QListView, "review-queue"), Qt.Key.Key_V)
    settle()
    settle()
    assert window.here() == Spot(Place.ENTRY_FORM, town.LETTERS.id)
    fingers.write("entry-cost", "Gratis")
    fingers.write("entry-source", "website")
    fingers.press("save-entry")
    settle()
    assert window.here().place is Place.REVIEW
    assert names(queue) == ["Buurtmaatjes"]


def test_the_queue_is_narrowed_and_an_entry_is_shown_whole(
    window: MainWindow, queue: ReviewScreen, fingers: Fingers
) -> None:
    fingers.choose("Soort", "provider")
    assert names(queue) == []
    fingers.choose("Soort", "")
    fingers.choose("Gemeente", "Oldambt")
    assert names(queue) == ["Buurtmaatjes"]
    fingers.press("review-open")
    assert window.here() == Spot(Place.ENTRY, town.BUDDY.id)


def test_the_keys_are_in_the_list_of_keys(queue: ReviewScreen) -> None:
    told = {action.shortcut().toString(): action.text() for action in queue.actions()}
    assert told == {
        "K": "Klopt nog",
        "V": "Verbeteren …",
        "E": "Er klopt iets niet …",
        "N": "Niet bereikt",
        "B": "Bestaat niet meer",
        "O": "Helemaal bekijken",
    }


def test_an_empty_map_says_how_to_begin_and_not_that_all_was_looked_at(
    qtbot: QtBot, desk: Desk, settle: Callable[[], None]
) -> None:
    made = ReviewScreen(desk)
    qtbot.addWidget(made)
    made.show()
    settle()
    assert "Er is nog niets te controleren" in words(made)
    assert "Alles is nagekeken" not in words(made)
