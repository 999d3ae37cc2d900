"""The filters of the social map: facets with counts, several at once, taken off one by one."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from desktop.models.kinds import MapStatus
from desktop.models.search import Facet, FacetCount, Hit
from desktop.models.social_map import CommunityService
from desktop.services.workplace import Workplace
from desktop.views.desk import Place
from desktop.views.social_map.asking import Asked
from desktop.views.social_map.facet_model import SHOWN, FacetModel, FacetRole
from desktop.views.social_map.facet_tree import FacetTree
from desktop.views.social_map.facet_words import FacetWords
from desktop.views.social_map.places_map import PlacesMap
from desktop.views.social_map.results import HIT_ROLE, ResultDelegate
from desktop.views.social_map.screen import SocialMapScreen
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.region_drafts import PROFILES
from tests.helpers.widgets import one

WORDS = FacetWords(PROFILES["oldambt-stadskanaal"])
WIDE, LAPTOP, NARROW = 1500, 1200, 860


@pytest.fixture
def on_map(window: MainWindow, filled: Workplace, settle: Callable[[], None]) -> SocialMapScreen:
    assert filled
    window.resize(WIDE, 900)
    window.open_place(Place.SOCIAL_MAP)
    settle()
    screen = window.screen_of(Place.SOCIAL_MAP)
    assert isinstance(screen, SocialMapScreen)
    return screen


@pytest.fixture
def choose(on_map: SocialMapScreen, settle: Callable[[], None]) -> Callable[[Facet, str], None]:
    """Presses a value in the tree, with the mouse."""

    def press(facet: Facet, value: str) -> None:
        tree = one(on_map, FacetTree)
        index = at(tree, facet, value)
        tree.setExpanded(index.parent(), True)
        tree.scrollTo(index)
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center())
        settle()

    return press


def at(tree: FacetTree, facet: Facet, value: str = "") -> QModelIndex:
    model = tree.model()
    assert isinstance(model, FacetModel)
    index = model.at(facet, value)
    assert index.isValid(), f"no {facet} {value}"
    return index


def hits(screen: SocialMapScreen) -> list[str]:
    model = one(screen, QListView, "map-hits").model()
    rows = (model.index(row, 0).data(HIT_ROLE) for row in range(model.rowCount(QModelIndex())))
    return [row.name for row in rows if isinstance(row, Hit)]


def chips(screen: SocialMapScreen) -> list[str]:
    buttons = screen.findChildren(QAbstractButton)
    return [b.text() for b in buttons if b.objectName().startswith("chosen-") and b.isVisible()]


def test_every_value_says_how_many_it_leaves(on_map: SocialMapScreen) -> None:
    tree = one(on_map, FacetTree)
    assert at(tree, Facet.KIND, "community").data(FacetRole.COUNT) == 3
    assert at(tree, Facet.MUNICIPALITY, "Stadskanaal").data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Stadskanaal, 6 gevonden"
    )
    assert at(tree, Facet.LAW, "WMO").data() == "Wmo 2015"


def test_one_press_narrows_and_another_on_the_chip_widens_again(
    on_map: SocialMapScreen, choose: Callable[[Facet, str], None], fingers: Fingers
) -> None:
    choose(Facet.KIND, "community")
    assert len(hits(on_map)) == 3
    assert chips(on_map) == ["Soort hulp: zonder indicatie"]
    fingers.press("chosen-kind:community")
    assert len(hits(on_map)) == 6
    assert chips(on_map) == []


def test_of_one_facet_several_values_may_be_chosen(
    on_map: SocialMapScreen, choose: Callable[[Facet, str], None]
) -> None:
    choose(Facet.AVAILABILITY, "open")
    assert [name for name in hits(on_map) if name in {"De Lange Adem", "Kompas en Koers"}] == ["De Lange Adem"]
    choose(Facet.AVAILABILITY, "intake-stop")
    assert {"De Lange Adem", "Stap voor Stap Thuis"} <= set(hits(on_map))
    assert "Kompas en Koers" not in hits(on_map)


def test_all_filters_are_cleared_at_once(
    on_map: SocialMapScreen, choose: Callable[[Facet, str], None], fingers: Fingers
) -> None:
    choose(Facet.KIND, "community")
    choose(Facet.PLACE, "Musselkanaal")
    assert hits(on_map) == ["Buurtmaatjes"]
    fingers.press("Alle filters wissen")
    assert len(hits(on_map)) == 6
    assert one(on_map, QLineEdit, "search-map").hasFocus()


def test_the_keyboard_alone_chooses(on_map: SocialMapScreen, settle: Callable[[], None]) -> None:
    tree = one(on_map, FacetTree)
    tree.setFocus()
    tree.setCurrentIndex(at(tree, Facet.KIND))
    QTest.keyClick(tree, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Space)
    settle()
    assert len(chips(on_map)) == 1
    assert tree.hasFocus()
    assert tree.currentIndex().data(FacetRole.VALUE)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    settle()
    assert chips(on_map) == []


def test_a_facet_opens_and_closes_and_stays_so_when_the_counts_change(
    qtbot: QtBot, on_map: SocialMapScreen, settle: Callable[[], None]
) -> None:
    tree = one(on_map, FacetTree)
    assert not tree.isExpanded(at(tree, Facet.PLACE))
    tree.setCurrentIndex(at(tree, Facet.PLACE))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert tree.isExpanded(at(tree, Facet.PLACE))
    QTest.keyClicks(one(on_map, QLineEdit, "search-map"), "koffie")
    qtbot.waitUntil(lambda: hits(on_map) == ["Inloop De Kern"])
    settle()
    assert tree.isExpanded(at(tree, Facet.PLACE))


def test_a_case_brings_its_place_municipality_and_age_and_each_can_be_taken_off(
    window: MainWindow, on_map: SocialMapScreen, case_id: str, fingers: Fingers, settle: Callable[[], None]
) -> None:
    window.find_help("", case_id=case_id)
    settle()
    near = one(on_map, QLineEdit, "search-near")
    assert near.text() == "9501 AB Stadskanaal"
    assert chips(on_map) == ["Gemeente: Stadskanaal", "Leeftijd: 78 jaar"]
    fingers.press("chosen-age")
    fingers.press("chosen-municipality:Stadskanaal")
    assert chips(on_map) == []
    near.clear()
    QTest.keyClick(near, Qt.Key.Key_Return)
    settle()
    words = [label.text() for label in on_map.findChildren(QLabel) if label.isVisible()]
    assert "Voor Annie van der Veen-Huizing" in words


def test_someone_without_a_case_searches_near_a_place_too(
    on_map: SocialMapScreen, fingers: Fingers, settle: Callable[[], None]
) -> None:
    fingers.write("search-near", "Musselkanaal")
    settle()
    assert hits(on_map)[0] == "Buurtmaatjes"


def test_a_place_that_nobody_knows_is_told_at_its_field_and_the_list_stays(
    on_map: SocialMapScreen, settle: Callable[[], None]
) -> None:
    near = one(on_map, QLineEdit, "search-near")
    near.setFocus()
    QTest.keyClicks(near, "Verweggistan")
    settle()
    assert on_map.rows["near"].problem_text() == ""
    QTest.keyClick(near, Qt.Key.Key_Return)
    settle()
    assert "Verweggistan" in on_map.rows["near"].problem_text()
    assert len(hits(on_map)) == 6
    near.clear()
    settle()
    QTest.keyClick(near, Qt.Key.Key_Return)
    settle()
    assert on_map.rows["near"].problem_text() == ""


def test_what_one_may_not_refer_to_is_shown_when_asked_and_says_so(
    on_map: SocialMapScreen, filled: Workplace, fingers: Fingers
) -> None:
    resting = CommunityService(name="Eetcafé Dicht", place="Stadskanaal", status=MapStatus.DO_NOT_REFER)
    town.settle(filled, resting)
    on_map.mark_stale()
    fingers.press("map-resting")
    assert "Eetcafé Dicht" in hits(on_map)
    assert chips(on_map) == ["ook wie niet verwezen mag worden"]
    model = one(on_map, QListView, "map-hits").model()
    rows = [str(model.index(row, 0).data()) for row in range(model.rowCount(QModelIndex()))]
    assert any(row.startswith("Eetcafé Dicht, actief, maar niet naar verwijzen") for row in rows)


def test_a_narrow_window_folds_the_filters_behind_a_button_that_counts_them(
    window: MainWindow, on_map: SocialMapScreen, choose: Callable[[Facet, str], None], fingers: Fingers
) -> None:
    choose(Facet.KIND, "community")
    window.resize(NARROW, 900)
    QTest.qWait(1)
    assert not one_of(on_map, FacetTree).isVisible()
    assert one(on_map, QAbstractButton, "map-show-filters").text() == "Filters (1)"
    fingers.press("map-show-filters")
    assert one_of(on_map, FacetTree).isVisible()
    assert not one_of(on_map, QListView).isVisible()
    fingers.press("Toon 3 resultaten")
    assert one_of(on_map, QListView).isVisible()
    assert one_of(on_map, QListView).hasFocus()


def test_at_the_width_of_a_laptop_filters_and_map_take_turns_with_the_entry_and_the_list_stays(
    window: MainWindow, on_map: SocialMapScreen, fingers: Fingers
) -> None:
    window.resize(LAPTOP, 800)
    QTest.qWait(1)
    hits_list, places = one_of(on_map, QListView), on_map.findChildren(PlacesMap)[0]
    assert (one_of(on_map, FacetTree).isVisible(), places.isVisible(), on_map.detail.isVisible()) == (
        False,
        False,
        True,
    )
    fingers.press("map-show-places")
    assert (places.isVisible(), on_map.detail.isVisible(), hits_list.isVisible()) == (True, False, True)
    fingers.press("map-show-filters")
    assert (places.isVisible(), on_map.detail.isVisible(), hits_list.isVisible()) == (False, False, True)
    assert one_of(on_map, FacetTree).isVisible()
    hits_list.setFocus()
    QTest.keyClick(hits_list, Qt.Key.Key_Down)
    assert on_map.detail.isVisible()
    assert not one_of(on_map, FacetTree).isVisible()


def test_whether_the_filters_stand_there_is_remembered(
    window: MainWindow, on_map: SocialMapScreen, fingers: Fingers
) -> None:
    assert one_of(on_map, FacetTree).isVisible()
    fingers.press("map-show-filters")
    assert not one_of(on_map, FacetTree).isVisible()
    assert window.desk.settings.now.social_map.show_filters is False


def one_of(screen: SocialMapScreen, kind: type[QAbstractItemView]) -> QAbstractItemView:
    """Also when it is not to be seen."""
    return screen.findChildren(kind, "map-facets" if kind is FacetTree else "map-hits")[0]


def test_a_screen_reader_hears_how_many_were_found(on_map: SocialMapScreen) -> None:
    QAccessible.setActive(True)
    try:
        tree = one(on_map, FacetTree)
        seen = QAccessible.queryAccessibleInterface(tree)
        names = [seen.child(n).text(QAccessible.Text.Name) for n in range(seen.childCount()) if seen.child(n)]
        assert any(name == "zonder indicatie, 3 gevonden" for name in names)
    finally:
        QAccessible.setActive(False)


def test_only_the_first_values_stand_there_until_the_rest_is_asked(qtbot: QtBot) -> None:
    model = FacetModel(WORDS)
    places = tuple(FacetCount(f"Plaats {n}", 30 - n) for n in range(SHOWN + 5))
    model.show_counts({Facet.PLACE: places}, {Facet.PLACE: ("Plaats 11",)})
    top = model.at(Facet.PLACE)
    shown = [str(model.index(row, 0, top).data()) for row in range(model.rowCount(top))]
    assert shown == [*(f"Plaats {n}" for n in range(SHOWN)), "Plaats 11", "nog 4"]
    model.show_rest(Facet.PLACE)
    assert model.rowCount(model.at(Facet.PLACE)) == len(places)
    assert qtbot


def test_what_is_chosen_stays_though_nothing_has_it_any_more() -> None:
    model = FacetModel(WORDS)
    model.show_counts({}, {Facet.PLACE: ("Onstwedde",)})
    index = model.at(Facet.PLACE, "Onstwedde")
    assert index.data(FacetRole.COUNT) == 0
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def test_the_same_values_with_other_counts_leave_every_row_where_it_is() -> None:
    model = FacetModel(WORDS)
    assert model.show_counts({Facet.COST: (FacetCount("free", 3), FacetCount("paid", 1))}, {})
    kept = model.at(Facet.COST, "paid")
    assert not model.show_counts({Facet.COST: (FacetCount("free", 2), FacetCount("paid", 1))}, {})
    assert kept.isValid()
    assert model.at(Facet.COST, "free").data(FacetRole.COUNT) == 2


@pytest.mark.parametrize(
    ("facet", "value", "words"),
    [
        (Facet.AGE, "18", "18 tot en met 22 jaar"),
        (Facet.AGE, "75", "75 jaar en ouder"),
        (Facet.PRODUCT, "begeleiding-plus", "Begeleiding plus"),
        (Facet.AVAILABILITY, "intake-stop", "cliëntenstop"),
        (Facet.OFFERS, "light-and-heavy", "licht én zwaar"),
        (Facet.COST, "unknown", "niet bekend"),
        (Facet.THEME, "iets eigens", "iets eigens"),
    ],
)
def test_values_are_told_in_words(facet: Facet, value: str, words: str) -> None:
    assert WORDS.value(facet, value) == words


def test_a_question_asks_all_that_was_chosen() -> None:
    asked = Asked(near="9501").turned(Facet.LAW, "WMO").turned(Facet.LAW, "JEUGDWET").turned(Facet.COST, "free")
    question = asked.turned(Facet.COST, "free").question("koffie")
    assert question.narrowed == {Facet.LAW: ("WMO", "JEUGDWET")}
    assert question.with_counts
    assert asked.filters() == ("law:WMO", "law:JEUGDWET", "cost:free")
    assert asked.without("law:WMO").filters() == ("law:JEUGDWET", "cost:free")
    assert asked.cleared().near == "9501"
    assert asked.question("", nowhere="9501").near == ""


def test_a_hit_is_ticked_with_the_mouse_where_the_tick_stands(on_map: SocialMapScreen) -> None:
    view = one(on_map, QListView, "map-hits")
    index = view.model().index(1, 0)
    rect = view.visualRect(index)
    delegate = view.itemDelegate()
    assert isinstance(delegate, ResultDelegate)
    tick = delegate.tick_of(rect)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=tick.center())
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(60, 12))
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def test_why_it_stands_where_it_stands_is_told_under_the_hit_and_in_full_with_the_entry(
    on_map: SocialMapScreen, fingers: Fingers, settle: Callable[[], None]
) -> None:
    fingers.write("search-near", "Stadskanaal")
    settle()
    model = one(on_map, QListView, "map-hits").model()
    hit = model.index(1, 0).data(HIT_ROLE)
    assert isinstance(hit, Hit)
    why = "geen indicatie nodig, daarom eerst · in de plaats die u vroeg"
    assert " · ".join(hit.stands) == why
    assert str(model.index(1, 0).data()).endswith(why)
    assert why in [label.text() for label in on_map.detail.findChildren(QLabel) if label.isVisible()]
