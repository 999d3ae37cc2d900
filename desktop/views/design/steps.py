"""The way through a long form: every part with its number, a tick when it is done, and where one is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy
from typing_extensions import override

from desktop.language import _
from desktop.views.design.beside import Beside
from desktop.views.design.dress import dress
from desktop.views.design.icons import icon_edge
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space

_ANY_WIDTH = 16_777_215
_RATIOS = (1.0, 1.5, 2.0, 3.0)
_TICK = (QPointF(0.28, 0.52), QPointF(0.44, 0.68), QPointF(0.73, 0.36))
"""The tick's three corners, as shares of the mark's edge."""


class Step(QPushButton):
    """One part of the form."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(text)
        self._number, self._words = number, text
        self._done = self._short = False
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        dress(self, "step")
        self.show_done(done=False)

    def show_done(self, *, done: bool) -> None:
        """Puts a tick where its number stood, or the number back."""
        self._done = done
        self.setAccessibleName(_("{step}, done", step=self._words) if done else self._words)
        self._draw()

    def count(self, number: int) -> None:
        """Bears another number."""
        if number != self._number:
            self._number = number
            self._draw()

    @property
    def number(self) -> int:
        """What it bears until it is done."""
        return self._number

    def shorten(self, *, short: bool) -> None:
        """Only its mark, unless one is there: then its words too. What it is called stays the same to who listens."""
        self._short = short
        self._fit()

    def light(self, *, here: bool) -> None:
        """One is there, or not."""
        self.setChecked(here)
        self._fit()

    def is_done(self) -> bool:
        """True when it bears a tick."""
        return self._done

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._draw()

    @override
    def sizeHint(self) -> QSize:
        """As wide as when one is there: the words are heavier then."""
        if not self.text():
            return super().sizeHint()
        heavy = QFont(self.font())
        heavy.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(heavy).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(0, more), 0)

    @override
    def nextCheckState(self) -> None:
        """Pressing goes there; where one is, is lighted by who shows the form."""

    def _fit(self) -> None:
        self.setText("" if self._short and not self.isChecked() else self._words)
        self.setToolTip(self._words if self._short else "")

    def _draw(self) -> None:
        if not hasattr(self, "_done"):
            return
        edge = icon_edge(self) + Space.XS
        made = QIcon()
        for ratio in _RATIOS:
            made.addPixmap(_mark(self._number, edge, ratio, done=self._done))
        self.setIcon(made)
        self.setIconSize(QSize(edge, edge))


class Steps(QFrame):
    """All parts: under each other in a narrow column, beside each other in a wide line.

    Signals:
        chosen: Number of the part to go to, from 0.
        lit: The button of the part where one is now.
    """

    chosen = Signal(int)
    lit = Signal(QPushButton)

    def __init__(self, name: str, texts: Sequence[str]) -> None:
        super().__init__()
        dress(self, "steps")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        inside = Beside(self, gap=Space.XS)
        self.buttons = [Step(at + 1, text) for at, text in enumerate(texts)]
        for button in self.buttons:
            button.clicked.connect(self._on_clicked)
            inside.put(button, share=0)
        self.stand(upright=True)

    def stand(self, *, upright: bool, short: bool = False) -> None:
        """Under each other, in a column just wide enough; or beside each other, with words only where one is."""
        self._upright, self._short = upright, short
        for button in self.buttons:
            button.shorten(short=short)
        width = self.upright_width() if upright else 0
        for button in self.buttons:
            button.setMinimumWidth(width)
        self.setMaximumWidth(width if upright else _ANY_WIDTH)

    def upright_width(self) -> int:
        """Device-independent pixels it takes under each other."""
        return max((button.sizeHint().width() for button in self.buttons), default=0)

    def offer(self, *offered: bool) -> None:
        """Shows only these parts, in order, and numbers them without a gap."""
        number = 0
        for button, is_offered in zip(self.buttons, offered, strict=True):
            button.setVisible(is_offered)
            number += is_offered
            button.count(number)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and hasattr(self, "_upright"):
            self.stand(upright=self._upright, short=self._short)

    def light(self, at: int) -> None:
        """Marks where one is; -1 marks nothing."""
        for number, button in enumerate(self.buttons):
            button.light(here=number == at)
        if 0 <= at < len(self.buttons):
            self.lit.emit(self.buttons[at])

    def show_done(self, *done: bool) -> None:
        """Ticks the parts that are done, in order."""
        for button, is_done in zip(self.buttons, done, strict=True):
            button.show_done(done=is_done)

    def _on_clicked(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, Step):
            self.chosen.emit(self.buttons.index(pressed))


def _mark(number: int, edge: int, ratio: float, *, done: bool) -> QPixmap:
    made = QPixmap(round(edge * ratio), round(edge * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    ink = colours()
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(1, 1, edge - 2, edge - 2)
    painter.setPen(QPen(QColor(ink.accent if done else ink.edge), 1.4))
    painter.setBrush(QColor(ink.accent) if done else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    if done:
        painter.setPen(QPen(QColor(ink.on_accent), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline([point * edge for point in _TICK])
    else:
        font = QFont(painter.font())
        font.setPixelSize(round(edge * 0.52))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(ink.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()
    return made
