"""What stands above the comparison: for each column its name and its buttons, right above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.views.design.tokens import Space
from desktop.views.social_map.compare_table import CompareTable

BUTTON_INSET = 20
"""From the left edge of a quiet button to its drawing, pixels: so far names in a head stand in, to be level with it."""
_CELL_INSET = 15
"""From the left edge of a cell to its words, as the stylesheet and Qt's own margin make it, pixels."""


class CompareHeads(QWidget):
    """As wide as the table below it; follows its columns when they are resized or scrolled, level with their words."""

    def __init__(self, table: CompareTable) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._table = table
        self._heads: tuple[QWidget, ...] = ()
        table.fitted.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(self._place)

    def show_heads(self, heads: tuple[QWidget, ...]) -> None:
        """Replaces all, one a column, in their order."""
        for old in self._heads:
            old.hide()
            old.deleteLater()
        self._heads = heads
        for head in heads:
            head.setParent(self)
            head.show()
        self._place()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        spots = list(zip(self._heads, self._table.columns(), strict=False))
        highest = 0
        for head, (_left, width) in spots:
            room = max(1, width - Space.M)
            highest = max(highest, head.heightForWidth(room), head.minimumSizeHint().height())
        for head, (left, width) in spots:
            head.setGeometry(left + _CELL_INSET - BUTTON_INSET, 0, max(1, width - Space.M), highest)
        self.setFixedHeight(highest)
