"""Sociale kaart: no further than so many kilometres from the resident."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from desktop.models.search import Hit
from desktop.models.social_map import CommunityService
from desktop.services.cases import NewCase, open_case
from desktop.services.workplace import Workplace
from desktop.views.design.inputs import Choice
from desktop.views.desk import Place
from desktop.views.social_map.asking import Asked
from desktop.views.social_map.results import HIT_ROLE
from desktop.views.social_map.screen import SocialMapScreen
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one

FAR = (
    CommunityService(name="Eetcafé Assen", place="Assen"),
    CommunityService(name="Klusbus", place="Assen", description="De klusser komt bij u thuis."),
)


@pytest.fixture
def near_home(window: MainWindow, filled: Workplace, case_id: str, settle: Callable[[], None]) -> SocialMapScreen:
    """The map for someone in Stadskanaal, with two services in Assen."""
    town.settle(filled, *FAR)
    window.resize(1200, 800)
    window.find_help("", case_id=case_id)
    settle()
    screen = window.screen_of(Place.SOCIAL_MAP)
    assert isinstance(screen, SocialMapScreen)
    return screen


def hits(screen: SocialMapScreen) -> list[Hit]:
    model = one(screen, QListView, "map-hits").model()
    rows = (model.index(at, 0).data(HIT_ROLE) for at in range(model.rowCount(QModelIndex())))
    return [row for row in rows if isinstance(row, Hit)]


def names(screen: SocialMapScreen) -> set[str]:
    return {hit.name for hit in hits(screen)}


def test_near_the_resident_only_what_is_so_near_and_what_comes_to_the_home(
    near_home: SocialMapScreen, fingers: Fingers, settle: Callable[[], None]
) -> None:
    everything = names(near_home)
    assert {"Eetcafé Assen", "Klusbus"} <= everything
    fingers.choose("search-within", "5")
    settle()
    found = names(near_home)
    assert "Klusbus" in found
    assert "Eetcafé Assen" not in found
    assert {"Inloop De Kern", "Formulierenhulp bibliotheek"} <= found
    (bus,) = (hit for hit in hits(near_home) if hit.name == "Klusbus")
    assert bus.stands[-1].startswith("komt aan huis of is online, ")
    fingers.press("chosen-within")
    settle()
    assert names(near_home) == everything
    assert one(near_home, Choice, "search-within").key() == ""


def test_the_filter_says_on_the_screen_what_stays(
    near_home: SocialMapScreen, fingers: Fingers, settle: Callable[[], None]
) -> None:
    fingers.choose("search-within", "10")
    settle()
    chip = one(near_home, QAbstractButton, "chosen-within")
    assert chip.text() == "binnen 10 km, en wat aan huis komt"
    assert "blijft staan" in one(near_home, Choice, "search-within").toolTip()


def test_without_a_place_no_distance_can_be_chosen_and_it_says_what_to_do(
    qtbot: QtBot, near_home: SocialMapScreen, fingers: Fingers, settle: Callable[[], None]
) -> None:
    fingers.choose("search-within", "5")
    one(near_home, QLineEdit, "search-near").clear()
    field = one(near_home, Choice, "search-within")
    qtbot.waitUntil(lambda: not field.isEnabled())
    settle()
    assert field.toolTip() == "Vul eerst een plaats of postcode in."
    assert "Eetcafé Assen" in names(near_home)
    assert not [b for b in near_home.findChildren(QAbstractButton, "chosen-within") if b.isVisible()]
    fingers.write("search-near", "Stadskanaal")
    settle()
    assert "Eetcafé Assen" not in names(near_home)


def test_from_an_address_that_nobody_knows_nothing_is_left_out_and_it_says_so(
    window: MainWindow, filled: Workplace, fingers: Fingers, settle: Callable[[], None]
) -> None:
    far, _changes = open_case(filled, NewCase(last_name="Alberts", place="Verweggistan"))
    window.find_help("", case_id=far)
    settle()
    screen = window.screen_of(Place.SOCIAL_MAP)
    assert isinstance(screen, SocialMapScreen)
    before = names(screen)
    fingers.choose("search-within", "5")
    settle()
    assert names(screen) == before
    told = "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())
    assert "plaats niet bekend, dus de afstand telt niet mee" in told


def test_clearing_all_filters_takes_the_distance_off_and_keeps_the_place() -> None:
    asked = Asked(near="Assen", within=5)
    assert asked.filters() == ("within",)
    assert asked.cleared() == Asked(near="Assen")
    assert asked.question("").within_km == 5
    assert asked.question("", nowhere="Assen").within_km is None
    assert Asked(within=5).filters() == ()
    assert Asked(within=5).question("").within_km is None
