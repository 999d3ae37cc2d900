"""Bars beside each other, told apart by their pattern: the colour only repeats it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space

MOST = 12
"""Rows that are drawn; the table has them all."""

_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.HorPattern,
)
_NAMES = 0.32
"""Of the width, at most, for the names of the rows."""
_SWATCH = 28


@dataclass(frozen=True)
class Bar:
    """A row of bars, one for each series.

    Attributes:
        values: None where there is no number or where it was left out.
        texts: What stands at their ends.
    """

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]


class BarChart(QWidget):
    """The drawing. For a screen reader it names the table that says the same."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self._series: tuple[str, ...] = ()
        self._bars: tuple[Bar, ...] = ()

    def show_bars(self, series: Sequence[str], bars: Sequence[Bar]) -> None:
        """Other bars; of many the largest."""
        self._series = tuple(series)
        largest = sorted(bars, key=lambda one: -max((v for v in one.values if v is not None), default=0))[:MOST]
        self._bars = tuple(one for one in bars if one in largest)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        line = QFontMetricsF(self.font()).height()
        legend = line + Space.M if len(self._series) > 1 else 0
        return QSize(400, round(legend + len(self._bars) * self._row_height(line) + Space.S))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Drawing(painter, self._series, self._bars).draw(QRectF(self.rect()))
        painter.end()

    def _row_height(self, line: float) -> float:
        return row_height(line, len(self._series))


def row_height(line: float, series: int) -> float:
    """Of one row with so many bars."""
    return max(1, series) * (line + 2) + Space.S


class _Drawing:
    """One drawing; the widget's font, the theme's colours."""

    def __init__(self, painter: QPainter, series: Sequence[str], bars: Sequence[Bar]) -> None:
        self._painter, self._series, self._bars = painter, series, bars
        self._metrics = QFontMetricsF(painter.font())
        self._line = self._metrics.height()

    def draw(self, room: QRectF) -> None:
        """From the top down."""
        top = room.top()
        if len(self._series) > 1:
            self._legend(room)
            top += self._line + Space.M
        names = max((self._metrics.horizontalAdvance(one.name) for one in self._bars), default=0)
        left = min(names, room.width() * _NAMES) + Space.M
        ends = max((self._metrics.horizontalAdvance(text) for one in self._bars for text in one.texts), default=0)
        width = max(1.0, room.width() - left - ends - Space.M)
        most = max((value for one in self._bars for value in one.values if value is not None), default=0) or 1
        for one in self._bars:
            self._row(one, QRectF(left, top, width, row_height(self._line, len(self._series))), most)
            top += row_height(self._line, len(self._series))

    def _legend(self, room: QRectF) -> None:
        left = room.left()
        for n, name in enumerate(self._series):
            self._bar(n, QRectF(left, room.top() + 2, _SWATCH, self._line - 4))
            self._write(name, QPointF(left + _SWATCH + Space.S, room.top()), colours().text)
            left += _SWATCH + 2 * Space.S + self._metrics.horizontalAdvance(name) + Space.L

    def _row(self, one: Bar, room: QRectF, most: float) -> None:
        height = self._line + 2
        cut = self._metrics.elidedText(one.name, Qt.TextElideMode.ElideRight, room.left() - Space.M)
        self._write(cut, QPointF(0, room.top()), colours().text)
        for n, (value, text) in enumerate(zip(one.values, one.texts, strict=True)):
            top = room.top() + n * height
            length = room.width() * max(0.0, value or 0) / most
            if length:
                self._bar(n, QRectF(room.left(), top + 2, length, self._line - 4))
            self._write(text, QPointF(room.left() + length + Space.S, top), colours().muted)
        self._painter.setPen(QPen(QColor(colours().line), 1))
        self._painter.drawLine(room.topLeft(), room.bottomLeft())

    def _bar(self, n: int, room: QRectF) -> None:
        tone = QColor(colours().accent if n % 2 == 0 else colours().caution)
        pattern = _PATTERNS[n % len(_PATTERNS)]
        self._painter.setPen(QPen(tone, 1))
        self._painter.setBrush(QBrush(tone, pattern))
        self._painter.drawRect(room)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _write(self, words: str, at: QPointF, colour: str) -> None:
        self._painter.setPen(QColor(colour))
        room = QRectF(at.x(), at.y(), self._metrics.horizontalAdvance(words) + 2, self._line)
        self._painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
