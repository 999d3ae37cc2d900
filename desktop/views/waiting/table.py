"""The table of residents who wait: whole rows, Enter opens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView
from typing_extensions import override

from desktop.language import _
from desktop.views.design.tables import Table
from desktop.views.waiting.model import WaitsModel

_ROW_LINES = 2.3
"""Height of a row, in lines of text."""
_WIDEST_LETTERS = 30
"""A column holds so many letters at most; the whole text is in its tip."""


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
        """Columns as wide as what stands in them, and no wider than reads well."""
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.resizeColumnsToContents()
        widest = _WIDEST_LETTERS * self.fontMetrics().averageCharWidth()
        for at in range(self.model().columnCount()):
            self.setColumnWidth(at, min(self.columnWidth(at), widest))

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
