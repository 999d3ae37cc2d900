"""A person chooses the columns of a table: which, in which order, how wide; it is kept, and given back as usual."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

import desktop.views
from desktop.settings import TableLayout
from desktop.views.cases.model import COLUMNS
from desktop.views.cases.table import CasesView
from desktop.views.design.columns import ColumnsButton, ColumnsDialog
from desktop.views.design.lines import LinesTable
from desktop.views.design.tables import RowsModel, Table, TableColumn, WholeTable
from desktop.views.desk import Desk
from desktop.views.preferences import Preferences
from desktop.views.screen import Screen
from tests.helpers.widgets import one

HEADS = ("Naam", "Plaats", "Telefoon")
ROWS = (("Thuis in Hoogkerk", "Groningen", "050 123"), ("De Waard", "Leek", "0594 12"))

Stand = Callable[[Table], Table]


def rows_model() -> RowsModel[tuple[str, ...]]:
    model = RowsModel([TableColumn(head, lambda row, at=at: row[at]) for at, head in enumerate(HEADS)])  # type: ignore[misc]
    model.show_rows(ROWS)
    return model


@pytest.fixture
def stand(desk: Desk, qtbot: QtBot) -> Callable[[Table], Table]:
    """Shows a table on a screen of its own, as every table stands."""
    screens: list[Screen] = []

    def shown(table: Table) -> Table:
        screens.append(Screen(desk))
        table.setObjectName("proef")
        screens[-1].outer.addWidget(table)
        qtbot.addWidget(screens[-1])
        screens[-1].resize(700, 300)
        screens[-1].show()
        return table

    return shown


def heads(table: Table) -> list[str]:
    return [dict(table.columns.heads())[at] for at in table.columns.shown()]


def popup() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def press(dialog: ColumnsDialog, name: str) -> None:
    one(dialog, QAbstractButton, name).click()


def test_with_the_keyboard_alone_columns_are_hidden_moved_and_made_wider_and_stay_so(stand: Stand) -> None:
    table = stand(Table("Proef", rows_model()))
    usual = table.columnWidth(1)
    dialog = ColumnsDialog(table.columns, table)
    dialog.show()
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    press(dialog, "column-wider")
    press(dialog, "column-right")
    assert heads(table) == ["Naam", "Telefoon", "Plaats"]
    QTest.keyClick(dialog.list, Qt.Key.Key_Up)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert heads(table) == ["Naam", "Plaats"]
    dialog.accept()
    again = stand(Table("Proef", rows_model()))
    assert heads(again) == ["Naam", "Plaats"]
    again.columns.show(2, shown=True)
    assert heads(again) == ["Naam", "Telefoon", "Plaats"]
    assert again.columns.width(1) > usual


def test_the_first_column_cannot_be_hidden_or_moved(stand: Stand) -> None:
    table = stand(Table("Proef", rows_model()))
    dialog = ColumnsDialog(table.columns, table)
    dialog.show()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert not one(dialog, QAbstractButton, "column-right").isEnabled()
    dialog.list.setCurrentRow(1)
    assert not one(dialog, QAbstractButton, "column-left").isEnabled()
    assert heads(table) == list(HEADS)
    dialog.accept()


def test_dragging_the_edge_of_a_head_is_kept_in_letters(stand: Stand, preferences: Preferences) -> None:
    table = stand(Table("Proef", rows_model()))
    head = table.horizontalHeader()
    edge = head.sectionPosition(0) + head.sectionSize(0) - 1
    across = head.height() // 2
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge, across))
    QTest.mouseMove(head.viewport(), QPoint(edge + 20, across))
    QTest.mouseMove(head.viewport(), QPoint(edge + 70, across))
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge + 70, across))
    kept = preferences.now.tables.layouts["proef"]
    assert kept.letters == (round(table.columnWidth(0) / table.fontMetrics().averageCharWidth()), 0, 0)


def test_as_usual_forgets_what_was_kept(stand: Stand, preferences: Preferences) -> None:
    table = stand(Table("Proef", rows_model()))
    table.columns.move(2, -1)
    table.columns.show(1, shown=False)
    assert "proef" in preferences.now.tables.layouts
    dialog = ColumnsDialog(table.columns, table)
    dialog.show()
    press(dialog, "columns-usual")
    dialog.accept()
    assert heads(table) == list(HEADS)
    assert "proef" not in preferences.now.tables.layouts


@pytest.mark.parametrize(
    "spoilt",
    [
        TableLayout(order=(0, 1), hidden=(), letters=(0, 0)),
        TableLayout(order=(0, 1, 1), hidden=(), letters=(0, 0, 0)),
        TableLayout(order=(1, 0, 2), hidden=(), letters=(0, 0, 0)),
        TableLayout(order=(0, 2, 1), hidden=(0,), letters=(0, 0, 0)),
    ],
)
def test_a_layout_that_does_not_fit_the_table_is_passed_over(
    spoilt: TableLayout, stand: Stand, preferences: Preferences
) -> None:
    preferences.change("tables", layouts={"proef": spoilt})
    assert heads(stand(Table("Proef", rows_model()))) == list(HEADS)


def test_a_table_that_shares_its_width_gives_the_room_of_a_hidden_column_to_the_others(
    stand: Stand,
) -> None:
    table = stand(WholeTable("Proef", rows_model(), (1, 1, 1)))
    before = table.columnWidth(0)
    table.columns.show(1, shown=False)
    assert table.columnWidth(0) > before
    assert table.columnWidth(0) + table.columnWidth(2) <= table.viewport().width()


def test_a_table_of_two_lines_a_cell_fills_its_frame_also_without_a_column(stand: Stand) -> None:
    table = stand(LinesTable("Proef", rows_model()))
    table.columns.show(2, shown=False)
    table.columns.widen(0, 2)
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()
    assert table.rowHeight(0) > 0


def test_the_heads_and_the_button_offer_the_same_choice(stand: Stand, qtbot: QtBot) -> None:
    table = stand(Table("Proef", rows_model()))
    table.horizontalHeader().customContextMenuRequested.emit(QPoint(2, 2))
    from_head = [action.text() for action in popup().actions()]
    popup().close()
    button = ColumnsButton(table.columns)
    qtbot.addWidget(button)
    button.click()
    assert from_head == [action.text() for action in popup().actions()]
    assert [*HEADS] == from_head[:3]
    popup().close()


def test_what_was_chosen_for_the_cases_before_is_how_they_begin(stand: Stand) -> None:
    view = stand(CasesView(("resident", "born")))
    assert [COLUMNS[at].key for at in view.columns.shown()] == ["resident", "born"]


def test_every_table_of_the_screens_has_a_name_of_its_own_to_be_remembered_by() -> None:
    made = re.compile(
        r"(\S+) = (?:Table|ManyRows|WholeTable|_FigureTable)\(.*\n\s+(\S+)\.setObjectName\((f?\"[^\"]+\")\)"
    )
    any_made = re.compile(r"= (?:Table|ManyRows|WholeTable|_FigureTable)\(")
    texts = [path.read_text(encoding="utf-8") for path in Path(desktop.views.__file__).parent.rglob("*.py")]
    named = [found for text in texts for found in made.findall(text)]
    assert len(named) == sum(len(any_made.findall(text)) for text in texts) > 10
    assert all(table == of for table, of, _name in named)
    names = [name for _table, _of, name in named]
    assert len(names) == len(set(names))
