"""Sociale kaart: one search box, the neighbourhood first, and what is found put on a plan."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.casework import PlanService
from desktop.models.search import FIRST_HITS, Hit, HitKind, SearchAnswer
from desktop.models.social_map import CommunityService, Provider
from desktop.services.cases import NewCase, open_case
from desktop.services.workplace import Workplace
from desktop.views.design.buttons import FittingButton
from desktop.views.desk import Place
from desktop.views.social_map.results import HIT_ROLE, ResultModel
from desktop.views.social_map.screen import SocialMapScreen
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one


@pytest.fixture
def on_map(window: MainWindow, filled: Workplace, settle: Callable[[], None]) -> SocialMapScreen:
    assert filled
    window.open_place(Place.SOCIAL_MAP)
    settle()
    screen = window.screen_of(Place.SOCIAL_MAP)
    assert isinstance(screen, SocialMapScreen)
    return screen


def hits(screen: SocialMapScreen) -> list[str]:
    model = one(screen, QListView, "map-hits").model()
    rows = (model.index(at, 0).data(HIT_ROLE) for at in range(model.rowCount(QModelIndex())))
    return [row.name for row in rows if isinstance(row, Hit)]


def words(screen: SocialMapScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_it_is_searched_while_one_types(qtbot: QtBot, on_map: SocialMapScreen) -> None:
    field = one(on_map, QLineEdit, "search-map")
    assert field.hasFocus()
    QTest.keyClicks(field, "briev")
    qtbot.waitUntil(lambda: hits(on_map) == ["Formulierenhulp bibliotheek"])
    assert field.hasFocus()
    assert field.text() == "briev"


def test_the_neighbourhood_stands_above_contracted_care_with_the_age_of_its_waits(on_map: SocialMapScreen) -> None:
    model = one(on_map, QListView, "map-hits").model()
    rows = [str(model.index(at, 0).data()) for at in range(model.rowCount(QModelIndex()))]
    assert rows[0] == "In de buurt, zonder indicatie (3)"
    assert rows[4] == "Gecontracteerde zorg (3)"
    assert any("9 dagen geleden gemeten" in row for row in rows[5:])


def test_what_is_chosen_is_told_in_full_beside_the_list(
    qtbot: QtBot, on_map: SocialMapScreen, settle: Callable[[], None]
) -> None:
    field = one(on_map, QLineEdit, "search-map")
    QTest.keyClicks(field, "koffie")
    qtbot.waitUntil(lambda: hits(on_map) == ["Inloop De Kern"])
    settle()
    shown = words(on_map)
    for text in (
        "Loop gewoon binnen. Wie liever niet alleen komt, wordt de eerste keer opgehaald.",
        "Maandag tot en met vrijdag van 9.30 tot 12.00 uur",
        "Gratis, koffie € 1,00",
        "0599 12 34 56",
        "20 dagen geleden gecontroleerd",
    ):
        assert text in shown


def test_the_list_is_walked_with_the_arrows_and_enter_opens(
    window: MainWindow, on_map: SocialMapScreen, settle: Callable[[], None]
) -> None:
    field = one(on_map, QLineEdit, "search-map")
    QTest.keyClick(field, Qt.Key.Key_Down)
    view = one(on_map, QListView, "map-hits")
    assert view.hasFocus()
    names = hits(on_map)
    for _step in range(3):
        QTest.keyClick(view, Qt.Key.Key_Down)
    chosen = on_map.chosen()
    assert chosen is not None
    assert chosen.name == names[3]
    QTest.keyClick(view, Qt.Key.Key_Return)
    settle()
    assert window.here() == Spot(Place.ENTRY, chosen.id)


def test_a_waiting_time_leaves_who_starts_in_time(on_map: SocialMapScreen, fingers: Fingers) -> None:
    fingers.press("map-show-filters")
    fingers.choose("Wachttijd", "8")
    assert "De Lange Adem" in hits(on_map)
    assert "Stap voor Stap Thuis" not in hits(on_map)
    fingers.press("chosen-weeks")
    assert "Stap voor Stap Thuis" in hits(on_map)


def test_coming_back_from_an_entry_of_a_case_words_and_filters_are_as_they_were(
    window: MainWindow, case_id: str, fingers: Fingers, settle: Callable[[], None]
) -> None:
    window.find_help("", case_id=case_id)
    settle()
    screen = window.screen_of(Place.SOCIAL_MAP)
    assert isinstance(screen, SocialMapScreen)
    fingers.write("search-map", "koffie")
    fingers.press("chosen-age")
    QTest.keyClick(one(screen, QListView, "map-hits"), Qt.Key.Key_Return)
    settle()
    assert window.here() == Spot(Place.ENTRY, f"{town.COFFEE.id}?case={case_id}")
    window.back()
    settle()
    assert hits(screen) == ["Inloop De Kern"]
    assert one(screen, QLineEdit, "search-map").text() == "koffie"
    assert not [b for b in screen.findChildren(QAbstractButton, "chosen-age") if b.isVisible()]


def test_when_nothing_is_found_the_way_out_stands_there(
    qtbot: QtBot, on_map: SocialMapScreen, fingers: Fingers, settle: Callable[[], None]
) -> None:
    QTest.keyClicks(one(on_map, QLineEdit, "search-map"), "zwembad")
    qtbot.waitUntil(lambda: "Niets gevonden" in words(on_map))
    settle()
    assert "Niets gekozen" not in words(on_map), "there is nothing to choose from"
    fingers.press("Zonder woorden en filters")
    assert len(hits(on_map)) == 6


def test_an_empty_map_says_what_to_do_first(window: MainWindow, settle: Callable[[], None], fingers: Fingers) -> None:
    window.open_place(Place.SOCIAL_MAP)
    settle()
    screen = window.screen_of(Place.SOCIAL_MAP)
    assert isinstance(screen, SocialMapScreen)
    assert "De sociale kaart is nog leeg" in words(screen)
    field = one(screen, QLineEdit, "search-map")
    QTest.keyClicks(field, "zwembad")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert "De sociale kaart is nog leeg" in words(screen), "no other word helps on an empty map"
    assert "Niets gevonden" not in words(screen)
    fingers.press("Inlezen")
    assert window.here() == Spot(Place.SETTINGS, "import")


def test_for_a_resident_the_nearest_stand_first_and_are_put_on_the_plan(
    window: MainWindow,
    case_id: str,
    fingers: Fingers,
    settle: Callable[[], None],
    stored: Callable[..., list[PlanService]],
) -> None:
    window.find_help("", case_id=case_id)
    settle()
    screen = window.screen_of(Place.SOCIAL_MAP)
    assert isinstance(screen, SocialMapScreen)
    assert "Voor Annie van der Veen-Huizing, dichtbij Stadskanaal" in words(screen)
    assert set(hits(screen)[:2]) == {"Inloop De Kern", "Formulierenhulp bibliotheek"}
    assert hits(screen)[2] == "Buurtmaatjes"
    button = one(screen, FittingButton)
    assert button.accessibleName() == "Zet op plan van Annie van der Veen-Huizing"
    fingers.press("put-on-plan")
    (planned,) = stored(PlanService)
    assert planned.case_id == case_id
    assert not [b for b in screen.findChildren(FittingButton) if b.isVisible()]
    fingers.press("Ongedaan maken")
    assert stored(PlanService) == []


def test_where_nobody_knows_the_place_it_is_searched_without_distances(
    window: MainWindow, filled: Workplace, settle: Callable[[], None]
) -> None:
    far, _changes = open_case(filled, NewCase(last_name="Alberts", place="Verweggistan"))
    window.find_help("", case_id=far)
    settle()
    screen = window.screen_of(Place.SOCIAL_MAP)
    assert isinstance(screen, SocialMapScreen)
    assert len(hits(screen)) == 6
    assert not window.toast.isVisible()


def test_searching_on_its_own_again_is_for_nobody(window: MainWindow, case_id: str, settle: Callable[[], None]) -> None:
    window.find_help("", case_id=case_id)
    settle()
    window.open_place(Place.SOCIAL_MAP)
    settle()
    assert not [b for b in window.findChildren(QAbstractButton, "put-on-plan") if b.isVisible()]


def test_an_entry_opened_for_a_case_is_put_on_its_plan(
    window: MainWindow,
    case_id: str,
    fingers: Fingers,
    settle: Callable[[], None],
    stored: Callable[..., list[PlanService]],
) -> None:
    window.open_place(Place.ENTRY, f"{town.COFFEE.id}?case={case_id}")
    settle()
    fingers.press("put-on-plan")
    assert [planned.service_id for planned in stored(PlanService)] == [town.COFFEE.id]


def test_someone_says_that_an_entry_is_still_right(
    window: MainWindow,
    filled: Workplace,
    fingers: Fingers,
    settle: Callable[[], None],
    stored: Callable[..., list[CommunityService]],
) -> None:
    window.open_entry(town.BUDDY.id)
    settle()
    fingers.press("still-right")
    (service,) = stored(CommunityService, id=town.BUDDY.id)
    assert (service.checked_on, service.checked_by) == (filled.today, filled.colleague.name)


def test_a_provider_is_told_with_contract_products_waits_and_places(
    window: MainWindow, filled: Workplace, settle: Callable[[], None]
) -> None:
    assert filled
    provider = town.OPEN_PROVIDER[0]
    assert isinstance(provider, Provider)
    window.open_entry(provider.id)
    settle()
    shown = "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    for text in (
        "De Lange Adem",
        "intake: 2 weken · start: 4–6 weken",
        "9 dagen geleden gemeten",
        "1 juni 2022 tot en met 31 december 2027",
        "Begeleiding plus",
        "autisme, psychische kwetsbaarheid",
        "De Werkplaats · Spoorlaan 8 · 9501 ZZ Stadskanaal",
    ):
        assert text in shown


def test_the_rest_of_a_page_comes_behind_the_first_hits_and_moves_nothing(qtmodeltester: ModelTester) -> None:
    neighbours = [_hit(f"service {n}", HitKind.COMMUNITY) for n in range(FIRST_HITS + 5)]
    providers = [_hit(f"provider {n}", HitKind.PROVIDER) for n in range(3)]
    model = ResultModel()
    model.show_answer(SearchAnswer(took_ms=0, total=28, hits=tuple(neighbours[:FIRST_HITS])))
    stands = QPersistentModelIndex(model.index(4))
    # Among more of them the rule may order otherwise; what one already sees stays.
    fuller = (*reversed(neighbours), *providers)
    model.show_more(SearchAnswer(took_ms=0, total=28, hits=fuller))
    shown = [hit.id for row in range(model.rowCount()) if (hit := model.hit(row))]
    assert shown[:FIRST_HITS] == [hit.id for hit in neighbours[:FIRST_HITS]]
    assert set(shown) == {hit.id for hit in fuller}
    assert stands.row() == 4
    assert model.index(0).data() == "In de buurt, zonder indicatie (25)"
    model.show_more(SearchAnswer(took_ms=0, total=28, hits=fuller))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt leaves it without types
    assert model.rowCount() == len(fuller) + 2, "the same page again adds nothing"


def _hit(name: str, kind: HitKind) -> Hit:
    return Hit(id=name, kind=kind, name=name, place="", distance_km=None, wait=None, matched=())
