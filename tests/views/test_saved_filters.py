"""Filters kept under a name: chosen again, renamed, removed; and no number of a resident in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from desktop.models.faults import RuleBroken
from desktop.models.search import Facet
from desktop.services.cases import NewCase, open_case
from desktop.services.saved_filters import keep_filter, remove_filter, rename_filter, saved_filters
from desktop.services.workplace import Workplace
from desktop.views.availability.filters import MatrixFilters
from desktop.views.cases.list_screen import CasesScreen
from desktop.views.design.fields import FieldRow
from desktop.views.desk import Desk, Place
from desktop.views.saved_filters import KeepFilters, ManageFilters
from desktop.views.social_map.asking import Asked
from desktop.views.social_map.screen import SocialMapScreen
from tests.helpers import town
from tests.helpers.widgets import one

ASKED = {"on": ["mine", "waiting"], "order": "name"}


@pytest.fixture
def cases(desk: Desk, qtbot: QtBot, settle: Callable[[], None]) -> Iterator[CasesScreen]:
    screen = CasesScreen(desk)
    qtbot.addWidget(screen)
    screen.show()
    settle()
    yield screen
    settle()


def names(workplace: Workplace, screen: str = Place.CASES) -> list[str]:
    return [kept.name for kept in saved_filters(workplace, screen)]


def choose(screen: CasesScreen, settle: Callable[[], None], text: str) -> None:
    one(screen, QAbstractButton, "saved-filters").click()
    settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


def test_filters_are_kept_under_a_name_and_chosen_again_without_the_words_that_were_typed(
    cases: CasesScreen, workplace: Workplace, settle: Callable[[], None]
) -> None:
    cases.put_filters(ASKED)
    one(cases, QLineEdit, "search-cases").setText("Alberts")
    choose(cases, settle, "Bewaar deze filters …")
    dialog = one(cases, KeepFilters)
    one(dialog, QLineEdit, "filters-name").setText("  Mijn   wachtenden ")
    one(dialog, QAbstractButton, "filters-keep").click()
    settle()
    assert names(workplace) == ["Mijn wachtenden"]
    assert "Alberts" not in str(saved_filters(workplace, Place.CASES))
    cases.put_filters({})
    assert cases.filters()["on"] == []
    choose(cases, settle, "Mijn wachtenden")
    assert cases.filters() == ASKED
    assert cases.chosen().text == ""


def test_a_name_with_a_bsn_is_refused_at_the_field(
    cases: CasesScreen, workplace: Workplace, settle: Callable[[], None]
) -> None:
    choose(cases, settle, "Bewaar deze filters …")
    dialog = one(cases, KeepFilters)
    one(dialog, QLineEdit, "filters-name").setText("999990019")
    one(dialog, QAbstractButton, "filters-keep").click()
    settle()
    assert "BSN" in one(dialog, FieldRow).problem_text()
    assert names(workplace) == []
    dialog.reject()


def test_they_are_renamed_and_removed(cases: CasesScreen, workplace: Workplace, settle: Callable[[], None]) -> None:
    for name in ("Een", "Twee"):
        keep_filter(workplace, Place.CASES, name, ASKED)
    choose(cases, settle, "Hernoem of verwijder …")
    dialog = one(cases, ManageFilters)
    field = one(dialog, QLineEdit, "filters-name")
    field.setText("Twee")
    one(dialog, QAbstractButton, "filters-rename").click()
    settle()
    assert one(dialog, FieldRow).problem_text()
    field.setText("Eerste")
    one(dialog, QAbstractButton, "filters-rename").click()
    settle()
    assert names(workplace) == ["Eerste", "Twee"]
    for _turn in range(2):
        one(dialog, QAbstractButton, "filters-remove").click()
        settle()
    assert names(workplace) == []


@pytest.mark.parametrize("spoilt", ["", "   ", "x" * 61, "9999.90.019", "bij 999 990 019 thuis"])
def test_a_name_that_does_not_do_is_refused_and_nothing_is_lost(spoilt: str, workplace: Workplace) -> None:
    keep_filter(workplace, Place.CASES, "Een", ASKED)
    with pytest.raises(RuleBroken) as kept:
        keep_filter(workplace, Place.CASES, spoilt, ASKED)
    with pytest.raises(RuleBroken) as renamed:
        rename_filter(workplace, Place.CASES, "Een", spoilt)
    assert (kept.value.field, renamed.value.field) == ("name", "name")
    assert saved_filters(workplace, Place.CASES)[0].asked == ASKED


def test_words_with_a_bsn_are_not_kept_and_each_screen_has_its_own(workplace: Workplace) -> None:
    with pytest.raises(RuleBroken, match="filter-holds-bsn"):
        keep_filter(workplace, Place.SOCIAL_MAP, "Fout", {"narrowed": {"place": ["999990019"]}})
    keep_filter(workplace, Place.SOCIAL_MAP, "Dagbesteding, 050-3123456", {})
    assert names(workplace) == []
    assert names(workplace, Place.SOCIAL_MAP) == ["Dagbesteding, 050-3123456"]
    remove_filter(workplace, Place.SOCIAL_MAP, "is er niet")


def test_the_matrix_and_the_social_map_come_back_as_they_were_kept(
    desk: Desk, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    matrix = MatrixFilters(desk)
    qtbot.addWidget(matrix)
    somewhere = desk.workplace.profile.municipalities[0].name
    matrix.put_filters({"text": "begeleiding", "municipality": somewhere, "marks": ["stale"], "lot": "is er niet"})
    kept = matrix.filters()
    assert (kept["municipality"], kept["marks"], kept["lot"]) == (somewhere, ["stale"], "")
    social_map = SocialMapScreen(desk)
    qtbot.addWidget(social_map)
    asked = Asked({Facet.LAW: ("WMO",)}, near="Leek", within=10, age=70, max_weeks=8, resting=True)
    social_map.kept.put_filters({"text": "maaltijden", **asked.kept(), "narrowed": {"law": ["WMO"], "of later": ["x"]}})
    assert Asked.of(social_map.kept.filters()) == asked
    assert social_map.question().text == "maaltijden"
    settle()


def test_of_a_search_for_a_resident_neither_place_nor_age_is_kept(
    desk: Desk, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    born, received = date(1943, 5, 1), town.days_ago(2)
    new = NewCase(last_name="Alberts", birth_date=born, place="Leek", question="Hulp", received_on=received)
    case = open_case(desk.workplace, new)[0]
    social_map = SocialMapScreen(desk)
    qtbot.addWidget(social_map)
    social_map.open_thing(f"?case={case}&text=maaltijden")
    social_map.show()
    settle()
    kept = social_map.kept.filters()
    assert (kept["near"], kept["age"], kept["text"]) == ("", None, "maaltijden")
    social_map.kept.put_filters({"text": "vervoer", "near": "Groningen", "age": 12})
    assert (social_map.question().near, social_map.question().age) == ("Leek", 83)
    settle()
