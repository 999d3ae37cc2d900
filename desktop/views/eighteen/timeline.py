"""One young person's line of time, large: the drawing with its days, and the same in sentences under it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRect, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import short_day
from desktop.services.eighteen_board import YouthLine
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space
from desktop.views.eighteen.paint import Letters, StripPainter
from desktop.views.eighteen.strip import Strip, strip
from desktop.views.eighteen.words import spoken


class Timeline(QWidget):
    """The drawing. A screen reader reads the line as sentences."""

    def __init__(self) -> None:
        super().__init__()
        self._strip: Strip | None = None
        self._letters = Letters.of(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_line(self, line: YouthLine, today: date) -> None:
        """Draws another young person."""
        self._strip = strip(line, today)
        self.setAccessibleName(_("Line of time. {line}", line=spoken(line, today)))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self._letters.strip + self._letters.height + Space.XS)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_letters"):
            self._letters = Letters.of(self)
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._strip is None:
            return
        painter = QPainter(self)
        room = QRect(0, 0, self.width(), self._letters.strip)
        StripPainter(self._letters).draw(painter, room, self._strip)
        self._write_days(painter, room)
        painter.end()

    def _write_days(self, painter: QPainter, room: QRect) -> None:
        """Under every mark its day, as far as they do not meet."""
        assert self._strip is not None  # noqa: S101 - nothing is drawn without one
        painter.setFont(self._letters.font)
        painter.setPen(QColor(colours().muted))
        metrics, free = QFontMetrics(self._letters.font), -1.0
        under = room.bottom() + Space.XS + metrics.ascent()
        for share, day in self._strip.marks:
            text = short_day(day)
            width = metrics.horizontalAdvance(text)
            left = min(max(0.0, share * room.width() - width / 2), room.width() - width)
            if left > free:
                painter.drawText(QPointF(left, under), text)
                free = left + width + Space.M


def legend() -> str:
    """How the drawing is read."""
    return _("Above: youth help, filled. Under it: help for adults, striped. Crossed with a broken edge: no help.")
