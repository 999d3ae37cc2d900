from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

from desktop.models.social_map import CommunityService
from desktop.services.workplace import Workplace
from desktop.views.design.tables import Table
from desktop.views.design.words import Hint, Text
from desktop.views.desk import Desk
from desktop.views.imports.plan_card import PlanCard
from desktop.views.preferences import Preferences
from desktop.views.settings.screen import SettingsScreen
from tests.helpers.desks import Ways
from tests.helpers.widgets import can_press, one, press

LIST = (
    "naam;omschrijving;plaats;minimumleeftijd;maximumleeftijd\n"
    "Inloop De Kern;Koffie aan de grote tafel;Stadskanaal;;\n"
    "Buurtmaatjes;Iemand die langskomt;Musselkanaal;18;\n"
    ";Zonder naam;Winschoten;;\n"
    "Te jong;Omgekeerd;Winschoten;80;18\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "voorzieningen.csv"
    made.write_text(LIST, encoding="utf-8")
    return made


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> SettingsScreen:
    made = SettingsScreen(desk)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def names(workplace: Workplace) -> set[str]:
    with workplace.store.read() as reader:
        return {service.name for service in reader.find(CommunityService)}


def test_a_tab_is_opened_by_its_name(screen: SettingsScreen) -> None:
    screen.open_thing("import")
    tabs = one(screen, QTabWidget)
    assert tabs.tabText(tabs.currentIndex()) == "Inlezen"


def test_a_choice_of_appearance_is_kept_at_once(screen: SettingsScreen, preferences: Preferences) -> None:
    press(screen, "150 %")
    assert preferences.now.appearance.text_size == 150


def test_nothing_is_stored_before_one_says_so(
    screen: SettingsScreen, workplace: Workplace, file: Path, settle: Callable[[], None]
) -> None:
    screen.open_thing("import")
    screen.imports.take_file(file)
    settle()
    plan = one(screen, PlanCard)
    figures = [t.text() for t in plan.findChildren(Text) if t.property("look") == "figure" and t.isVisibleTo(plan)]
    assert figures == ["4", "2", "0", "0", "2", "0"]
    assert names(workplace) == set()


def test_every_row_that_is_left_out_is_named_with_field_and_reason(
    screen: SettingsScreen, file: Path, settle: Callable[[], None]
) -> None:
    screen.open_thing("import")
    screen.imports.take_file(file)
    settle()
    model = one(screen, Table).model()
    rows = [[str(model.index(r, c).data()) for c in range(model.columnCount())] for r in range(model.rowCount())]
    assert [row[1] for row in rows] == ["weggelaten", "weggelaten"]
    assert rows[0][0].endswith("4")
    assert all(row[3] for row in rows)


def test_importing_does_exactly_what_was_shown_and_can_be_undone(
    screen: SettingsScreen, workplace: Workplace, ways: Ways, file: Path, settle: Callable[[], None]
) -> None:
    screen.open_thing("import")
    screen.imports.take_file(file)
    settle()
    press(screen, "Inlezen")
    settle()
    assert names(workplace) == {"Inloop De Kern", "Buurtmaatjes"}
    text, act = ways.told[-1]
    assert text == "voorzieningen.csv is ingelezen"
    assert act


def test_the_same_file_again_changes_nothing(
    screen: SettingsScreen, workplace: Workplace, file: Path, settle: Callable[[], None]
) -> None:
    screen.open_thing("import")
    for _time in range(2):
        screen.imports.take_file(file)
        settle()
        if can_press(screen, "Inlezen"):
            press(screen, "Inlezen")
            settle()
    assert not can_press(screen, "Inlezen")
    assert len(names(workplace)) == 2


def test_a_file_that_is_not_what_it_says_is_said_in_words(
    screen: SettingsScreen, tmp_path: Path, settle: Callable[[], None]
) -> None:
    wrong = tmp_path / "kaart.xlsx"
    wrong.write_bytes(b"no workbook at all")
    screen.open_thing("import")
    screen.imports.take_file(wrong)
    settle()
    told = [
        text.text()
        for hint in screen.findChildren(Hint)
        if hint.isVisibleTo(screen)
        for text in hint.findChildren(Text)
    ]
    assert "kaart.xlsx" in told[0]


def test_a_file_can_be_dropped(screen: SettingsScreen, file: Path, settle: Callable[[], None]) -> None:
    screen.open_thing("import")
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(file))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, carried, left, none)
    screen.imports.dropEvent(drop)
    assert drop.isAccepted()
    settle()
    assert one(screen, PlanCard).isVisible()


def test_the_region_is_shown_with_the_document_it_comes_from(screen: SettingsScreen, workplace: Workplace) -> None:
    screen.open_thing("region")
    words = " ".join(text.text() for text in screen.findChildren(Text))
    assert workplace.profile.document in words
    assert all(town.name in words for town in workplace.profile.municipalities)


def test_every_part_of_the_program_shows_its_licence_in_full(
    screen: SettingsScreen, settle: Callable[[], None]
) -> None:
    screen.open_thing("about")
    settle()
    table = one(screen.about, Table)
    assert table.model().rowCount() > 40
    assert "European Union Public Licence" in screen.about.text() or "Openbare Licentie" in screen.about.text()
    screen.about.show_part("Qt")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in screen.about.text()
    assert table.accessibleName() == "Onderdelen van Naober"
