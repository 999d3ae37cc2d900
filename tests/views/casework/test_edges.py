"""Names of 200 letters, a provider with nothing to it, a region without municipalities: nothing breaks or widens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.models.people import Resident
from desktop.models.social_map import Provider
from desktop.models.waiting import WaitingListEntry
from desktop.services.waits import put_on_waiting_list
from desktop.services.workplace import Workplace
from desktop.views.cases.table import CasesView
from desktop.views.design.breaks import breakable, whole
from desktop.views.design.words import Text
from desktop.views.desk import Place
from desktop.views.preferences import Preferences
from desktop.views.tasks import Tasks
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.accessibility import cut_off
from tests.helpers.widgets import one
from tests.views.casework.conftest import opened

WIDTH = 1200
SOLID = "stichtingambulantebegeleidingendagbesteding" * 5
SPACED = "Stichting voor Ambulante Begeleiding, Dagbesteding en Kortdurend Verblijf, " * 3
PROVIDER = town.LIMITED_PROVIDER[0].id  # type: ignore[attr-defined]  # the first is the provider itself
BARE = Provider(name="Zonder contract " + SOLID[:184])


@pytest.mark.parametrize("name", [SOLID[:200], SPACED[:200]], ids=["one word", "many words"])
def test_a_name_of_200_letters_widens_no_screen_and_is_cut_on_none(
    window: MainWindow, workplace: Workplace, case_id: str, settle: Callable[[], None], name: str
) -> None:
    wait = WaitingListEntry(
        case_id=case_id, provider_id=PROVIDER, product=town.REGULAR, since=workplace.today - timedelta(days=56)
    )
    put_on_waiting_list(workplace, wait)
    with workplace.store.work("Names") as work:
        (resident,) = work.find(Resident)
        work.change(Resident, resident.id, last_name=name)
        work.change(Provider, PROVIDER, name=name)
        work.add(BARE)
        work.commit()
    window.resize(WIDTH, 800)
    draft = town.drafted(workplace, case_id)
    for place, thing in (
        (Place.TODAY, ""),
        (Place.SOCIAL_MAP, ""),
        (Place.ENTRY, PROVIDER),
        (Place.ENTRY, BARE.id),
        (Place.COMPARE, f"{PROVIDER},{BARE.id}"),
        (Place.AVAILABILITY, PROVIDER),
        (Place.WAITING, ""),
        (Place.CASES, ""),
        (Place.CASE, f"{case_id}#waiting"),
        (Place.INDICATION, draft),
        (Place.PAPER, f"waiting-letter:{wait.id}"),
    ):
        window.open_place(place, thing)
        settle()
        settle()
        assert window.minimumSizeHint().width() <= WIDTH, place
        assert window.width() == WIDTH, place
        assert cut_off(window.screen_of(place)) == []


def test_a_long_name_leaves_the_other_columns_of_the_cases_in_view(
    window: MainWindow, workplace: Workplace, case_id: str, settle: Callable[[], None]
) -> None:
    assert case_id
    with workplace.store.work("Name") as work:
        (resident,) = work.find(Resident)
        work.change(Resident, resident.id, last_name=SPACED[:200])
        work.commit()
    window.resize(WIDTH, 800)
    window.open_place(Place.CASES)
    settle()
    view = one(window, CasesView)
    assert view.columnWidth(0) < view.viewport().width() // 2


@pytest.fixture
def nowhere(
    qtbot: QtBot, workplace: Workplace, filled: Workplace, tasks: Tasks, preferences: Preferences
) -> Iterator[MainWindow]:
    """A window over a region whose profile names no municipality."""
    assert filled
    profile = workplace.profile.model_copy(update={"municipalities": ()})
    yield from opened(qtbot, replace(workplace, profile=profile), tasks, preferences)


def test_a_region_without_municipalities_opens_every_screen_and_the_coverage_says_why_it_is_empty(
    nowhere: MainWindow, settle: Callable[[], None]
) -> None:
    for place in (Place.TODAY, Place.SOCIAL_MAP, Place.AVAILABILITY, Place.WAITING, Place.REVIEW, Place.COVERAGE):
        nowhere.open_place(place)
        settle()
        assert cut_off(nowhere.screen_of(place)) == []
    seen = [label.text() for label in nowhere.findChildren(QLabel) if label.isVisible()]
    assert any("noemt nog geen gemeente" in text for text in seen)


def test_only_what_no_column_holds_may_be_broken_and_what_is_copied_is_whole(qtbot: QtBot) -> None:
    usual = "Kindergeneeskundeverpleegkundigenteam, info@stichting-dorpshuis-winschoten.example"
    assert breakable(usual) == usual
    assert whole(breakable(SOLID)) == SOLID
    assert breakable(breakable(SOLID)) == breakable(SOLID)
    address = "a" * 60 + "@zorg.example"
    text = Text(address)
    qtbot.addWidget(text)
    text.setTextInteractionFlags(TEXT)
    text.show()
    text.setFocus()
    text.setSelection(0, len(text.text()))
    QTest.keyClick(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == address


TEXT = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
