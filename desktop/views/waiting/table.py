"""The table of residents who wait: whole rows, Enter opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHeaderView
from typing_extensions import override

from desktop.language import _
from desktop.views.design.tables import Table
from desktop.views.waiting.model import WaitsModel

_ROW_LINES = 2.3
"""Height of a row, in lines of text."""
_WIDEST_LETTERS = 30
"""A column holds so many letters at most; the whole text is in its tip."""

_LEAST_LETTERS = 9
"""A column is not cut below this; then the list scrolls."""


def fitting(wanted: Sequence[int], room: int, *, least: int, most: int) -> int:
    """The widest a column may be, in pixels, so that all fit in the room; between least and most."""
    return next((cap for cap in range(most, least, -1) if sum(min(one, cap) for one in wanted) <= room), least)


class WaitsView(Table):
    """Rows that open.

    Signals:
        opened: The row, as an index of the model.
    """

    opened = Signal(QModelIndex)

    def __init__(self, model: WaitsModel) -> None:
        super().__init__(_("Residents who wait"), model)
        self.setObjectName("waits")
        self.setCornerButtonEnabled(False)
        self.clicked.connect(self.opened)
        self._size_rows()

    def enter(self) -> None:
        """Puts the keyboard on the first row."""
        self.setFocus()
        self.stand_at(self.currentIndex().row())

    def stand_at(self, row: int) -> None:
        """Stands on a row, the first where there is no such row; without rows on none."""
        self.selectRow(min(max(row, 0), self.model().rowCount() - 1))

    def fit(self) -> None:
        """Columns as wide as what stands in them, no wider than reads well; the widest give way first."""
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.resizeColumnsToContents()
        letter = self.fontMetrics().averageCharWidth()
        wanted = [self.columnWidth(at) for at in range(self.model().columnCount())]
        widest = fitting(wanted, self.viewport().width(), least=_LEAST_LETTERS * letter, most=_WIDEST_LETTERS * letter)
        for at, width in enumerate(wanted):
            self.setColumnWidth(at, min(width, widest))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.InsertParagraphSeparator) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._size_rows()

    def _size_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * _ROW_LINES))
