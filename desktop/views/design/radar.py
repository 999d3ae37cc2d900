"""Marks as a web of spokes: how it went then, as a broken line with open points, and how it goes now, filled.

The same stands in words beside it wherever it is used, and in its description for who cannot see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space

_POINT = 3.5
_LONGEST_LABEL = 150
"""Device-independent pixels; a longer name is cut, the words beside the drawing have it whole."""


@dataclass(frozen=True)
class Spoke:
    """One subject; a mark is a whole number from 1 to the most, or None where none was given."""

    name: str
    then: int | None
    now: int | None


class Radar(QWidget):
    """A drawing of up to a dozen subjects; it takes no focus, for there is nothing to do with it.

    Args:
        most: The best mark.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._spokes: tuple[Spoke, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(False)
        self.setSizePolicy(policy)

    def show_spokes(self, spokes: Sequence[Spoke]) -> None:
        """Other marks."""
        self._spokes = tuple(spokes)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        lines = self.fontMetrics().height()
        return QSize(24 * lines, 17 * lines)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_web(painter)
        self._draw_names(painter)
        now = colours()
        self._draw_marks(painter, [s.then for s in self._spokes], QColor(now.muted), then=True)
        self._draw_marks(painter, [s.now for s in self._spokes], QColor(now.accent), then=False)
        painter.end()

    def _draw_web(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for mark in range(1, self._most + 1):
            painter.setPen(QPen(QColor(colours().edge if mark == self._most else colours().line), 1))
            painter.drawPolygon(QPolygonF([self._at(n, mark) for n in range(len(self._spokes))]))
        painter.setPen(QPen(QColor(colours().line), 1))
        for number in range(len(self._spokes)):
            painter.drawLine(self._at(number, 0), self._at(number, self._most))

    def _draw_names(self, painter: QPainter) -> None:
        painter.setPen(QColor(colours().text))
        metrics = QFontMetricsF(self.font())
        for number, spoke in enumerate(self._spokes):
            end = self._at(number, self._most)
            name = metrics.elidedText(spoke.name, Qt.TextElideMode.ElideRight, _LONGEST_LABEL)
            painter.drawText(self._label(end, metrics.horizontalAdvance(name) + 1, metrics.height()), 0, name)

    def _label(self, end: QPointF, wide: float, high: float) -> QRectF:
        """Beside the end of its spoke, on the outer side."""
        away = end - self._middle()
        long = max(1.0, self._radius())
        x = end.x() + Space.S * away.x() / long - wide * (1 - away.x() / long) / 2
        y = end.y() + Space.M * away.y() / long - high * (1 - away.y() / long) / 2
        return QRectF(x, y, wide, high)

    def _draw_marks(self, painter: QPainter, marks: Sequence[int | None], ink: QColor, *, then: bool) -> None:
        pen = QPen(ink, 2, Qt.PenStyle.DashLine if then else Qt.PenStyle.SolidLine)
        ground = QColor(ink)
        ground.setAlpha(0 if then else 45)
        points = [self._at(n, mark) for n, mark in enumerate(marks) if mark is not None]
        painter.setPen(pen)
        painter.setBrush(ground)
        # With a spoke left out a surface would say something of it.
        if len(points) == len(marks):
            painter.drawPolygon(QPolygonF(points))
        painter.setPen(QPen(ink, 2))
        painter.setBrush(QColor(colours().surface) if then else ink)
        for point in points:
            painter.drawEllipse(point, _POINT, _POINT)

    def _at(self, number: int, mark: float) -> QPointF:
        angle = 2 * pi * number / max(1, len(self._spokes)) - pi / 2
        reach = self._radius() * mark / self._most
        return self._middle() + QPointF(cos(angle), sin(angle)) * reach

    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _radius(self) -> float:
        """What is left beside the longest name."""
        metrics = QFontMetricsF(self.font())
        wide = max((min(metrics.horizontalAdvance(s.name), _LONGEST_LABEL) for s in self._spokes), default=0)
        across = self.width() / 2 - wide - Space.M
        return max(10.0, min(across, self.height() / 2 - metrics.height() - Space.M))
