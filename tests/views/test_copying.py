"""Copying rows of a table: whole ones, nothing that a spreadsheet runs, and residents with a reason only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.audit import AuditAction, AuditLine, ShownList
from desktop.models.indications import Evaluation, Indication
from desktop.rules.audit_chain import line_of
from desktop.services.cases import NewCase, open_case
from desktop.services.workplace import Workplace
from desktop.views.cases.evaluation_table import EvaluationModel, EvaluationTable, Held
from desktop.views.cases.list_screen import CasesScreen
from desktop.views.cases.table import CasesView
from desktop.views.design.buttons import Chip
from desktop.views.design.tables import ManyRows, RowsModel, TableColumn
from desktop.views.desk import Desk
from desktop.views.screen import Screen
from desktop.views.tables import CopyDialog
from tests.helpers import town
from tests.helpers.audit import lines
from tests.helpers.desks import Ways
from tests.helpers.widgets import one

if TYPE_CHECKING:
    from desktop.services.case_reading import IndicationOnPage

COPY = (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
COPY_ALL = (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def copied() -> str:
    return QApplication.clipboard().text()


def exports(workplace: Workplace) -> list[AuditLine]:
    told = (line_of(link.body) for link in lines(workplace.store))
    return [line for line in told if line.action == AuditAction.EXPORT]


@pytest.fixture(autouse=True)
def _empty_clipboard(dressed: QApplication) -> None:
    dressed.clipboard().clear()


@pytest.fixture
def table(desk: Desk, qtbot: QtBot) -> Iterator[ManyRows]:
    """Of providers, on a screen."""
    columns: list[TableColumn[tuple[str, str]]] = [
        TableColumn("Naam", lambda row: row[0]),
        TableColumn("Plaats", lambda row: row[1]),
    ]
    model: RowsModel[tuple[str, str]] = RowsModel(columns)
    model.show_rows([("Thuis", "Leek\nelke dag"), ("=1+1", "a\tb"), ("De <Waard>", "")])
    made = ManyRows("Proef", model)
    model.setParent(made)
    screen = Screen(desk)
    screen.outer.addWidget(made)
    qtbot.addWidget(screen)
    screen.show()
    yield made
    screen.hide()


@pytest.fixture
def cases(workplace: Workplace, desk: Desk, qtbot: QtBot, settle: Callable[[], None]) -> CasesScreen:
    for name in ("Alberts", "Bakker"):
        open_case(workplace, NewCase(first_names="Jo", last_name=name, question="Hulp", received_on=town.days_ago(2)))
    screen = CasesScreen(desk)
    qtbot.addWidget(screen)
    screen.show()
    settle()
    return screen


def asked_of(screen: QWidget) -> CopyDialog:
    return one(screen, CopyDialog)


def choose(dialog: CopyDialog, reason: str) -> None:
    next(chip for chip in dialog.findChildren(Chip) if chip.text() == reason).click()


def test_the_chosen_rows_are_copied_else_all(table: ManyRows, ways: Ways) -> None:
    QTest.keyClick(table, *COPY)
    assert len(copied().splitlines()) == 4
    table.selectRow(0)
    QTest.keyClick(table, *COPY)
    assert copied() == "Naam\tPlaats\nThuis\tLeek, elke dag"
    QTest.keyClick(table, *COPY_ALL)
    assert len(copied().splitlines()) == 4
    assert ways.told[1][0] == "1 rij is gekopieerd."


def test_what_a_spreadsheet_would_run_is_text_and_no_cell_breaks_its_row(table: ManyRows) -> None:
    QTest.keyClick(table, *COPY_ALL)
    assert copied().splitlines()[2] == "'=1+1\ta b"
    assert "De &lt;Waard&gt;" in QApplication.clipboard().mimeData().html()


def test_a_column_that_is_hidden_does_not_go_along(table: ManyRows) -> None:
    table.columns.show(1, shown=False)
    QTest.keyClick(table, *COPY_ALL)
    assert copied().splitlines()[:2] == ["Naam", "Thuis"]


def test_the_menu_of_a_table_copies_too(table: ManyRows) -> None:
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), table.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(table.viewport(), asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "Kopieer alle rijen").trigger()
    menu.close()
    assert len(copied().splitlines()) == 4


def test_residents_are_copied_with_a_reason_and_the_log_knows_of_each(
    cases: CasesScreen, workplace: Workplace, settle: Callable[[], None]
) -> None:
    QTest.keyClick(one(cases, CasesView), *COPY_ALL)
    dialog = asked_of(cases)
    one(dialog, QAbstractButton, "copy-go").click()
    settle()
    assert copied() == ""
    assert not exports(workplace)
    choose(dialog, "voor mijn eigen werk")
    one(dialog, QAbstractButton, "copy-go").click()
    settle()
    assert [line.split("\t")[0] for line in copied().splitlines()] == ["Inwoner", "Jo Alberts", "Jo Bakker"]
    told = exports(workplace)
    assert {(line.kind, line.purpose, line.what) for line in told} == {("case_file", "casework", ShownList.CASES)}
    assert len({line.object for line in told}) == 2


def test_who_closes_the_question_copies_nothing(cases: CasesScreen, workplace: Workplace) -> None:
    QTest.keyClick(one(cases, CasesView), *COPY_ALL)
    asked_of(cases).reject()
    assert copied() == ""
    assert not exports(workplace)


def test_figures_leave_by_their_own_export_only(table: ManyRows) -> None:
    table.is_copied = False
    QTest.keyClick(table, *COPY_ALL)
    assert copied() == ""


def test_evaluations_beside_each_other_are_copied_whole_and_with_a_reason(
    workplace: Workplace, desk: Desk, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    """Not the one cell, of which nobody would know."""
    case, _touched = open_case(workplace, NewCase(first_names="Jo", last_name="Mulder", question="Hulp"))
    item = cast("IndicationOnPage", SimpleNamespace(indication=Indication(case_id=case), product="Dagbesteding"))
    model = EvaluationModel()
    day, effect = town.days_ago(3), "Komt weer buiten. " * 20
    held = Evaluation(indication_id=item.indication.id, held_on=day, due_on=day, effect=effect)
    model.show_held((), (Held(held, item),))
    screen = Screen(desk)
    grid = EvaluationTable(model)
    screen.outer.addWidget(grid)
    qtbot.addWidget(screen)
    screen.show()
    QTest.keyClick(grid, *COPY)
    assert not copied(), "before it is said what for"
    dialog = asked_of(screen)
    choose(dialog, "voor mijn eigen werk")
    one(dialog, QAbstractButton, "copy-go").click()
    settle()
    assert copied().count("Komt weer buiten.") == 20, "also what the grid cuts off"
    (line,) = exports(workplace)
    assert (line.object, line.what) == (case, ShownList.EVALUATIONS)
    screen.hide()
