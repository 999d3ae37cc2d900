"""Walking through a long column by its steps: pressing one goes there, and scrolling shows where one is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from desktop.views.design.focus import focus_first
from desktop.views.design.pages import Column
from desktop.views.design.steps import Steps
from desktop.views.design.tokens import Space


class Walk(QObject):
    """Ties steps to the parts of a column.

    Attributes:
        parts: The parts, in the order of the steps; may be replaced while the screen stands.
    """

    def __init__(self, steps: Steps, column: Column, parts: Sequence[QWidget]) -> None:
        super().__init__(column)
        self.parts = list(parts)
        self._steps = steps
        self._column = column
        steps.chosen.connect(self.go)
        column.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        steps.light(0)

    def go(self, at: int) -> None:
        """Brings a part to the top and puts the keyboard on its first control."""
        part = self.parts[at]
        self._column.verticalScrollBar().setValue(self._top(part) - Space.L)
        focus_first(part)
        self._steps.light(at)

    def _on_scrolled(self, value: int) -> None:
        bar = self._column.verticalScrollBar()
        shown = [at for at, part in enumerate(self.parts) if not part.isHidden()]
        above = [at for at in shown if self._top(self.parts[at]) <= value + 2 * Space.XXL]
        if shown:
            self._steps.light(shown[-1] if value >= bar.maximum() > 0 else max(above, default=shown[0]))

    def _top(self, part: QWidget) -> int:
        ground = self._column.widget()
        return part.mapTo(ground, QPoint(0, 0)).y() if ground is not None else 0
