"""Where the parts of the screen stand: three columns where there is room, steps above and prompts below where not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget
from typing_extensions import override

from desktop.views.design.dress import column, dress, row
from desktop.views.design.pages import Column
from desktop.views.design.steps import Steps
from desktop.views.design.tokens import Space

FORM_LETTERS = 50
"""The form never gets narrower."""
ROOMY_LETTERS = 70
"""The steps stand beside the form only where that leaves it so many: they would jump away with the first long word."""
_LOW_SHARE = 3
"""Prompts under the form take one of so many parts of the height."""


class Workbench(QWidget):
    """Steps, form and prompts.

    Signals:
        narrowed: True when there is so little room that the bar above had better be low.
    """

    narrowed = Signal(bool)

    def __init__(self, steps: Steps, form: Column, advice: QWidget, *, advice_letters: int) -> None:
        super().__init__()
        self._steps, self._form, self._advice = steps, form, advice
        self._advice_letters = advice_letters
        outer = column(self, gap=0)
        self._over = QFrame()
        dress(self._over, "bar")
        self._over_inside = row(self._over)
        self._over_inside.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        self._side = QWidget()
        self._side_inside = column(self._side)
        self._side_inside.setContentsMargins(Space.L, Space.XL, 0, Space.L)
        self._side_inside.addWidget(steps)
        self._side_inside.addStretch(1)
        self._across = row(gap=0)
        self._across.addWidget(self._side)
        self._across.addWidget(form, 1)
        self._across.addWidget(advice)
        outer.addWidget(self._over)
        outer.addLayout(self._across, 1)
        self._with_steps, self._upright, self._short = True, True, False
        self._show_steps()
        if (inside := form.widget()) is not None:
            inside.installEventFilter(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        # What stands in the form may ask for more than its letters: a button beside a name, a long word of a product.
        inside = self._form.widget()
        asked = inside.minimumSizeHint().width() + Space.L if inside else 0
        form = max(FORM_LETTERS * letter, asked)
        advice = self._advice_letters * letter
        room = self.width() - form - advice
        beside = self.width() - max(form, ROOMY_LETTERS * letter) - advice
        low = room < 0
        self._put_steps(upright=not low and beside >= self._steps.upright_width() + Space.L, short=low)
        way = QBoxLayout.Direction.TopToBottom if low else QBoxLayout.Direction.LeftToRight
        if self._across.direction() is not way:
            self._across.setDirection(way)
            self.narrowed.emit(low)
        if low:
            self._advice.setFixedHeight(self.height() // _LOW_SHARE)
            self._advice.setMinimumWidth(0)
            self._advice.setMaximumWidth(_ANY)
        else:
            self._advice.setMinimumHeight(0)
            self._advice.setMaximumHeight(_ANY)
            self._advice.setFixedWidth(advice)

    def show_steps(self, *, shown: bool) -> None:
        """Takes the steps away, or brings them back: a report has none."""
        self._with_steps = shown
        self._show_steps()

    def _put_steps(self, *, upright: bool, short: bool) -> None:
        if (upright, short) == (self._upright, self._short):
            return
        self._upright, self._short = upright, short
        self._steps.stand(upright=upright, short=short)
        if upright:
            self._side_inside.insertWidget(0, self._steps)
        else:
            self._over_inside.addWidget(self._steps)
        self._show_steps()

    def _show_steps(self) -> None:
        shown = self._with_steps
        self._over.setVisible(shown and not self._upright)
        self._side.setVisible(shown and self._upright)


_ANY = 16_777_215
