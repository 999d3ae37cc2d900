"""The table of residents who wait: whole rows, Enter opens."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from typing_extensions import override

from desktop.language import _
from desktop.models.audit import ShownList
from desktop.views.design.lines import LinesTable
from desktop.views.waiting.model import WaitsModel


class WaitsView(LinesTable):
    """Rows that open.

    Signals:
        opened: The row, as an index of the model.
    """

    opened = Signal(QModelIndex)

    def __init__(self, model: WaitsModel) -> None:
        super().__init__(_("Residents who wait"), model, model.mark)
        self.setObjectName("waits")
        self.tells_of(ShownList.WAITING, lambda row: model.row(row).case_id)
        self.setCornerButtonEnabled(False)
        self.clicked.connect(self.opened)

    def enter(self) -> None:
        """Puts the keyboard on the first row."""
        self.setFocus()
        self.stand_at(self.currentIndex().row())

    def stand_at(self, row: int) -> None:
        """Stands on a row, the first where there is no such row; without rows on none."""
        self.selectRow(min(max(row, 0), self.model().rowCount() - 1))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.InsertParagraphSeparator) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
