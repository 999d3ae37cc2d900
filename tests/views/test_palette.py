from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Role
from desktop.services.help_pages import HelpPages
from desktop.services.workplace import Workplace
from desktop.views.desk import Desk
from desktop.views.palette.dialog import Palette
from desktop.views.palette.finding import Finding
from desktop.views.palette.matching import Line, fitting
from desktop.views.palette.model import PaletteModel
from desktop.views.tasks import Tasks
from tests.helpers import town
from tests.helpers.desks import Ways
from tests.helpers.widgets import one


class Doer:
    def __init__(self) -> None:
        self.done: list[str] = []

    def do(self, key: str = "") -> None:
        self.done.append(key)


@pytest.fixture
def doer() -> Doer:
    return Doer()


def lines(doer: Doer) -> list[Line]:
    return [
        Line("Vandaag", "Scherm", "today", doer.do, key="today"),
        Line("Sociale kaart", "Scherm", "map", doer.do, key="map"),
        Line("Vergrendelen", "Actie", "lock", doer.do, keys="Ctrl+L"),
    ]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("vand", "Vandaag"), ("kaart", "Sociale kaart"), ("soc kaa", "Sociale kaart"), ("vergrendleen", "Vergrendelen")],
)
def test_beginnings_of_words_and_a_typing_error_find_the_line(doer: Doer, typed: str, first: str) -> None:
    assert fitting(lines(doer), typed)[0].title == first


def test_what_does_not_fit_is_left_out(doer: Doer) -> None:
    assert fitting(lines(doer), "xyz") == []
    assert len(fitting(lines(doer), "")) == 3


def test_a_line_reads_as_one_sentence(qtmodeltester: ModelTester, doer: Doer) -> None:
    model = PaletteModel()
    model.show_lines(lines(doer))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt leaves it without types
    assert model.index(2, 0).data() == "Vergrendelen, Actie, Ctrl+L"
    assert model.index(2, 0).data(Qt.ItemDataRole.DecorationRole) is None


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def find_nothing(_typed: str) -> Sequence[Line]:
    return ()


def test_type_arrow_and_enter_do_what_the_line_says(over: QWidget, doer: Doer, tasks: Tasks) -> None:
    palette = Palette(lines(doer), find_nothing, tasks, over)
    palette.open()
    field = one(palette, QLineEdit)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert doer.done == ["map"]
    assert not palette.isVisible()


def test_escape_closes_it_and_does_nothing(over: QWidget, doer: Doer, tasks: Tasks) -> None:
    palette = Palette(lines(doer), find_nothing, tasks, over)
    palette.open()
    QTest.keyClick(one(palette, QLineEdit), Qt.Key.Key_Escape)
    assert doer.done == []
    assert not palette.isVisible()


def test_what_is_looked_up_joins_the_actions(
    qtbot: QtBot, over: QWidget, doer: Doer, tasks: Tasks, settle: Callable[[], None]
) -> None:
    found = Line("Annie van der Veen", "Dossier", "cases", doer.do, key="case-1")
    asked: list[str] = []

    def look_up(typed: str) -> Sequence[Line]:
        asked.append(typed)
        return [found]

    palette = Palette(lines(doer), look_up, tasks, over)
    palette.open()
    QTest.keyClicks(one(palette, QLineEdit), "veen")
    qtbot.waitUntil(lambda: bool(asked))
    settle()
    QTest.keyClick(one(palette, QLineEdit), Qt.Key.Key_Return)
    assert asked == ["veen"]
    assert doer.done == ["case-1"]


@pytest.mark.parametrize(
    ("typed", "title", "went"),
    [
        ("veen", "Annie van der Veen-Huizing", "case"),
        ("buurtmaat", "Buurtmaatjes", "entry"),
        ("lange adem", "De Lange Adem", "entry"),
    ],
)
def test_cases_services_and_providers_are_found_and_opened(
    over: QWidget, desk: Desk, workplace: Workplace, ways: Ways, typed: str, title: str, went: str
) -> None:
    town.settle(workplace, town.TEAM_LEAD)
    town.fill_map(workplace)
    town.open_her_case(workplace)
    line = Finding(desk, HelpPages(workplace.profile), over).find(typed)[0]
    assert line.title == title
    assert went != "case" or line.detail.startswith("14-03-1948 · Stadskanaal"), "namesakes are told apart"
    line.run(line.key)
    assert ways.went == [(went, line.key)]


def test_who_may_see_no_cases_finds_the_social_map_all_the_same(
    over: QWidget, desk: Desk, workplace: Workplace
) -> None:
    town.settle(workplace, town.TEAM_LEAD)
    town.fill_map(workplace)
    town.open_her_case(workplace)
    manager = workplace.colleague.model_copy(update={"role": Role.CONTRACT_MANAGER.value})
    desk = replace(desk, workplace=replace(workplace, colleague=manager))
    finding = Finding(desk, HelpPages(workplace.profile), over)
    assert [line.title for line in finding.find("lange adem")][:1] == ["De Lange Adem"]
    assert "Annie van der Veen-Huizing" not in [line.title for line in finding.find("veen")]


@pytest.mark.parametrize("typed", ["uitleg: belronde", "help:belronde"])
def test_the_help_alone_is_asked_by_naming_it(
    over: QWidget, desk: Desk, workplace: Workplace, ways: Ways, typed: str
) -> None:
    found = Finding(desk, HelpPages(workplace.profile), over).find(typed)
    assert {line.group for line in found} == {"Uitleg"}
    found[0].run(found[0].key)
    assert ways.went == [("help", "availability#Belronde")]


def test_the_help_comes_last_when_it_is_not_named(over: QWidget, desk: Desk, workplace: Workplace) -> None:
    town.settle(workplace, town.TEAM_LEAD)
    town.fill_map(workplace)
    groups = [line.group for line in Finding(desk, HelpPages(workplace.profile), over).find("koffie")]
    assert groups[0] != "Uitleg"
    assert groups[-1] == "Uitleg"
