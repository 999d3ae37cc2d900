"""The map of places: drawn by the program, pressed or walked, never more than the list has."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desktop.models.search import PlaceCount
from desktop.settings import Theme
from desktop.views.design.theme import apply
from desktop.views.social_map.map_layout import MOST, labels, lay_out, towards
from desktop.views.social_map.places_map import PlacesMap

ROOM = QRectF(0, 0, 400, 300)
NORTH = PlaceCount("Winschoten", 53.1442, 7.0347, 2, 3)
WEST = PlaceCount("Stadskanaal", 52.9895, 6.9504, 9, 0)
SOUTH = PlaceCount("Musselkanaal", 52.9310, 7.0144, 0, 1)
PLACES = (WEST, NORTH, SOUTH)

some_places = st.lists(
    st.builds(
        PlaceCount,
        st.text(min_size=1, max_size=12),
        st.floats(50.7, 53.6),
        st.floats(3.3, 7.3),
        st.integers(0, 200),
        st.integers(0, 50),
    ),
    max_size=60,
)


def test_north_is_above_and_east_is_right() -> None:
    at = {spot.place.name: spot.at for spot in lay_out(PLACES, ROOM).spots}
    assert at["Winschoten"].y() < at["Stadskanaal"].y() < at["Musselkanaal"].y()
    assert at["Stadskanaal"].x() < at["Musselkanaal"].x()


def test_more_found_is_drawn_larger() -> None:
    half = {spot.place.name: spot.half for spot in lay_out(PLACES, ROOM).spots}
    assert half["Stadskanaal"] > half["Winschoten"] > half["Musselkanaal"]


def test_a_place_far_from_the_others_does_not_press_them_together() -> None:
    near = tuple(PlaceCount(f"Dorp {n}", 53 + n / 100, 7 + n / 100, 1, 0) for n in range(8))
    far = PlaceCount("Maastricht", 50.85, 5.69, 0, 1)
    found = lay_out((*near, far), ROOM)
    assert found.far == (far,)
    assert len(found.spots) == len(near)


@settings(max_examples=60, deadline=None)
@given(some_places)
def test_whatever_is_found_stays_in_the_room(places: list[PlaceCount]) -> None:
    found = lay_out(places, ROOM)
    assert all(ROOM.contains(spot.at) for spot in found.spots)
    assert len(found.spots) + len(found.far) == min(len(places), MOST)


@settings(max_examples=60, deadline=None)
@given(some_places)
def test_no_name_covers_another_name(places: list[PlaceCount]) -> None:
    spots = lay_out(places, ROOM).spots
    found = [rect for rect in labels(spots, [QSizeF(70, 28)] * len(spots), ROOM) if rect]
    assert not any(one.intersects(other) for one, other in combinations(found, 2))


def test_the_arrows_go_to_the_neighbour_in_that_direction() -> None:
    spots = lay_out(PLACES, ROOM).spots
    names = [spot.place.name for spot in spots]
    north = towards(spots, names.index("Stadskanaal"), 0, -1)
    assert names[north] == "Winschoten"
    assert towards(spots, north, 0, -1) == north


@pytest.fixture
def places_map(qtbot: QtBot) -> PlacesMap:
    made = PlacesMap()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_places(PLACES, ("Winschoten",))
    return made


def mark(places_map: PlacesMap, name: str) -> QAbstractButton:
    return next(mark for mark in places_map.marks() if mark.accessibleName().startswith(name))


def test_every_place_is_told_in_words_and_the_chosen_one_is_on(places_map: PlacesMap) -> None:
    told = {button.accessibleName(): button.isChecked() for button in places_map.marks()}
    assert told == {
        "Stadskanaal: 9 zonder indicatie": False,
        "Winschoten: 2 zonder indicatie, 3 aanbieders": True,
        "Musselkanaal: 1 aanbieder": False,
    }


def test_pressing_a_place_asks_to_narrow_to_it(qtbot: QtBot, places_map: PlacesMap) -> None:
    with qtbot.waitSignal(places_map.turned) as asked:
        QTest.mouseClick(mark(places_map, "Musselkanaal"), Qt.MouseButton.LeftButton)
    assert asked.args == ["Musselkanaal"]


def test_tab_comes_to_one_place_the_arrows_to_the_others_and_enter_chooses(qtbot: QtBot, places_map: PlacesMap) -> None:
    tabs = [button for button in places_map.marks() if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(tabs) == 1
    mark(places_map, "Stadskanaal").setFocus()
    QTest.keyClick(mark(places_map, "Stadskanaal"), Qt.Key.Key_Up)
    assert mark(places_map, "Winschoten").hasFocus()
    with qtbot.waitSignal(places_map.turned) as asked:
        QTest.keyClick(mark(places_map, "Winschoten"), Qt.Key.Key_Return)
    assert asked.args == ["Winschoten"]


def test_a_place_where_nothing_is_found_any_more_is_gone(places_map: PlacesMap) -> None:
    places_map.show_places((WEST,), ())
    assert [button.accessibleName() for button in places_map.marks()] == ["Stadskanaal: 9 zonder indicatie"]
    places_map.show_places((), ())
    assert places_map.marks() == []


def test_it_is_drawn_in_light_and_in_dark(places_map: PlacesMap, dressed: QApplication) -> None:
    light = places_map.grab().toImage()
    apply(dressed, Theme.DARK)
    dark = places_map.grab().toImage()
    apply(dressed, Theme.LIGHT)
    assert light.pixelColor(30, 30).lightness() > dark.pixelColor(30, 30).lightness()
