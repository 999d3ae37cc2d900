"""A long table holds only what is looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desktop.views.design.long_rows import NOT_YET, LongRows
from desktop.views.design.tables import Table

TOTAL, SIZE = 200_000, 500


class Numbers(LongRows[int]):
    def __init__(self) -> None:
        super().__init__(size=SIZE)
        self.asked: list[int] = []
        self.wanted.connect(self.asked.append)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 1

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self.row(index.row())
        return NOT_YET if row is None else str(row)

    def answer(self) -> None:
        """Brings what was asked for."""
        for first in self.asked:
            self.fill(first, range(first, min(first + SIZE, TOTAL)))
        self.asked.clear()


@pytest.fixture
def table(qtbot: QtBot, dressed: QApplication) -> Table:
    assert dressed is not None
    model = Numbers()
    made = Table("Numbers", model)
    model.setParent(made)
    model.show_first(range(SIZE), TOTAL)
    made.resize(400, 300)
    qtbot.addWidget(made)
    made.show()
    return made


def model_of(table: Table) -> Numbers:
    model = table.model()
    assert isinstance(model, Numbers)
    return model


def test_what_is_in_view_is_asked_for_and_no_page_that_was_passed(qtbot: QtBot, table: Table) -> None:
    model = model_of(table)
    bar = table.verticalScrollBar()
    for at in (20_000, 60_000, 100_000, bar.maximum()):
        bar.setValue(at)
        table.grab()
    assert model.index(TOTAL - 1, 0).data() == NOT_YET
    qtbot.waitUntil(lambda: bool(model.asked))
    assert TOTAL - SIZE in model.asked
    assert len(model.asked) <= 2
    model.answer()
    assert model.index(TOTAL - 1, 0).data() == str(TOTAL - 1)
    assert model.index(0, 0).data() == "0"


def test_only_the_pages_looked_at_last_are_held(table: Table) -> None:
    model = model_of(table)
    for first in range(0, TOTAL, SIZE):
        model.fill(first, range(first, first + SIZE))
    assert len(list(model.held())) <= 20 * SIZE
    assert model.index(TOTAL - 1, 0).data() == str(TOTAL - 1)


def test_other_rows_forget_what_was_held_and_asked(table: Table) -> None:
    model = model_of(table)
    assert model.row(SIZE) is None
    model.show_first([7], 1)
    assert (model.rowCount(), model.index(0, 0).data(), model.row(1)) == (1, "7", None)
    assert not any(timer.isActive() for timer in model.findChildren(QTimer))
