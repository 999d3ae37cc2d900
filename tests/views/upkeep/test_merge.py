"""Two entries side by side, made one and taken apart again with one undo."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop.models.social_map import CommunityService
from desktop.services.social_map import community_service
from desktop.services.workplace import Workplace
from desktop.views.desk import Place
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers

Show = Callable[..., None]

DOUBLE = CommunityService(name="De Kern (inloop)", phone="0599 999999", target_groups=("ouderen",))


def words(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_a_double_is_merged_field_by_field_and_undone(
    show: Show, window: MainWindow, fingers: Fingers, filled: Workplace, settle: Callable[[], None]
) -> None:
    town.settle(filled, DOUBLE)
    show(Place.ENTRY_FORM, town.COFFEE.id)
    settle()
    fingers.press(f"merge-{DOUBLE.id}")
    assert window.here() == Spot(Place.MERGE, f"{town.COFFEE.id},{DOUBLE.id}")
    assert "De Kern (inloop) gaat op in Inloop De Kern en is daarna niet meer te zien." in words(window)
    fingers.press("phone-double")
    fingers.press("target_groups-both")
    fingers.press("merge-entries")
    settle()
    assert window.here() == Spot(Place.ENTRY, town.COFFEE.id)
    kept = community_service(filled, DOUBLE.id).service
    assert (kept.id, kept.name, kept.phone) == (town.COFFEE.id, "Inloop De Kern", "0599 999999")
    assert kept.target_groups == ("iedereen", "ouderen")
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    settle()
    assert community_service(filled, DOUBLE.id).service == DOUBLE
    assert community_service(filled, town.COFFEE.id).service == town.COFFEE


def test_the_other_one_can_be_kept(
    show: Show, window: MainWindow, fingers: Fingers, filled: Workplace, settle: Callable[[], None]
) -> None:
    town.settle(filled, DOUBLE)
    show(Place.MERGE, f"{town.COFFEE.id},{DOUBLE.id}")
    fingers.press("keep-the-other")
    settle()
    assert window.here() == Spot(Place.MERGE, f"{DOUBLE.id},{town.COFFEE.id}")
    fingers.press("merge-entries")
    settle()
    kept = community_service(filled, town.COFFEE.id).service
    assert (kept.id, kept.name, kept.email) == (DOUBLE.id, "De Kern (inloop)", town.COFFEE.email)


def test_a_link_to_a_double_opens_the_entry_that_was_kept(
    show: Show, window: MainWindow, filled: Workplace, settle: Callable[[], None]
) -> None:
    town.settle(filled, DOUBLE.model_copy(update={"merged_into": town.COFFEE.id}))
    show(Place.ENTRY, DOUBLE.id)
    settle()
    assert "Inloop De Kern" in words(window)


def test_without_two_entries_it_says_where_to_begin(show: Show, window: MainWindow) -> None:
    show(Place.MERGE)
    assert "Niets om samen te voegen" in words(window)
