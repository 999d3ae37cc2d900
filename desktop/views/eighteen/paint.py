"""Drawing a line of time: youth help filled, help for adults striped, a gap crossed, and each with its words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Colours, Space
from desktop.views.eighteen.strip import Bar, Lane, Strip

SMALL = 0.86
_ROUND = 3
_LANES = {Lane.YOUTH: 0, Lane.AFTER: 1}


@dataclass(frozen=True)
class Letters:
    """The letters of a line of time, made once for a size of text."""

    font: QFont
    bold: QFont
    height: int

    @classmethod
    def of(cls, widget: QWidget) -> Letters:
        """For the widget's present font."""
        font = QFont(widget.font())
        font.setPointSizeF(font.pointSizeF() * SMALL)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        return cls(font, bold, QFontMetrics(font).height())

    @property
    def lane(self) -> int:
        """Height of one lane."""
        return self.height + 2

    @property
    def head(self) -> int:
        """Height of the words above the lanes."""
        return self.height

    @property
    def strip(self) -> int:
        """Height of the whole: the words, two lanes, and the room between them."""
        return self.head + 2 * self.lane + 3


class StripPainter:
    """Draws lines of time in the colours of the moment."""

    def __init__(self, letters: Letters) -> None:
        self._letters = letters

    def draw(self, painter: QPainter, room: QRect, strip: Strip) -> None:
        """Into a room of `Letters.strip` high."""
        shades = colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lanes = room.adjusted(0, self._letters.head, 0, 0)
        painter.fillRect(lanes, QColor(shades.sunken))
        painter.setPen(QPen(QColor(shades.line), 1))
        for share, _day in strip.marks:
            at = self._x(lanes, share)
            painter.drawLine(QPointF(at, lanes.top()), QPointF(at, lanes.bottom()))
        for bar in strip.bars:
            self._draw_bar(painter, lanes, bar, shades)
        self._draw_today(painter, room, strip, shades)
        for bar in strip.bars:
            if not self._write(painter, self._place(lanes, bar), bar, shades) and bar.lane is Lane.GAP:
                self._write_over(painter, room, strip, bar)
        self._draw_birthday(painter, room, strip, shades)
        painter.restore()

    def _x(self, lanes: QRect, share: float) -> float:
        return lanes.left() + share * lanes.width()

    def _draw_bar(self, painter: QPainter, lanes: QRect, bar: Bar, shades: Colours) -> None:
        place = self._place(lanes, bar)
        edge, ground, pattern = _dress(bar.lane, shades)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(place, _ROUND, _ROUND)
        if pattern is not Qt.BrushStyle.SolidPattern:
            striped = QColor(edge)
            striped.setAlphaF(0.45)
            painter.setBrush(QBrush(striped, pattern))
            painter.drawRoundedRect(place, _ROUND, _ROUND)
        dashed = Qt.PenStyle.SolidLine if bar.lane in _LANES else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(edge), 1.4, dashed))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, _ROUND, _ROUND)

    def _place(self, lanes: QRect, bar: Bar) -> QRectF:
        left, right = self._x(lanes, bar.start), self._x(lanes, bar.end)
        width = max(3.0, right - left)
        if bar.lane not in _LANES:
            return QRectF(left, lanes.top() + 1, width, 2 * self._letters.lane + 1)
        top = lanes.top() + 1 + _LANES[bar.lane] * (self._letters.lane + 1)
        return QRectF(left, top, width, self._letters.lane)

    def _write(self, painter: QPainter, place: QRectF, bar: Bar, shades: Colours) -> bool:
        """As far as it fits, on a ground of its own where the bar is striped; false where there is no room."""
        room = place.width() - 2 * Space.XS
        painter.setFont(self._letters.bold if bar.lane is Lane.GAP else self._letters.font)
        metrics = QFontMetrics(painter.font())
        least = metrics.horizontalAdvance(bar.text) if bar.lane is Lane.GAP else 4 * metrics.averageCharWidth()
        if room < least:
            return False
        text = metrics.elidedText(bar.text, Qt.TextElideMode.ElideRight, round(room))
        words = QRectF(place.left() + Space.XS, place.top(), metrics.horizontalAdvance(text), place.height())
        if bar.lane is not Lane.YOUTH:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(_dress(bar.lane, shades)[1]))
            middle = (place.height() - metrics.height()) / 2
            painter.drawRect(words.adjusted(-2, middle, 2, -middle))
        painter.setPen(QColor(shades.bad if bar.lane is Lane.GAP else shades.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        return True

    def _write_over(self, painter: QPainter, room: QRect, strip: Strip, bar: Bar) -> None:
        """The words of a gap too narrow for them, above it and right of the other words there."""
        painter.setPen(QColor(colours().bad))
        painter.setFont(self._letters.bold)
        metrics, near = QFontMetrics(self._letters.bold), self._letters.height
        left = self._x(room, bar.start)
        for share, width in ((strip.birthday, 1.4), (strip.today, 2.0)):
            taken = self._x(room, share) if share is not None else -room.width()
            if left - 2 * near < taken < left + metrics.horizontalAdvance(bar.text):
                left = max(left, taken + width * near)
        left = min(left, room.right() - metrics.horizontalAdvance(bar.text))
        painter.drawText(QPointF(left, room.top() + metrics.ascent() - 2), bar.text)

    def _draw_birthday(self, painter: QPainter, room: QRect, strip: Strip, shades: Colours) -> None:
        if strip.birthday is None:
            return
        at = self._x(room, strip.birthday)
        painter.setPen(QPen(QColor(shades.text), 2))
        painter.drawLine(QPointF(at, room.top() + self._letters.head - 1), QPointF(at, room.bottom()))
        painter.setFont(self._letters.bold)
        self._over(painter, room, at, "18")

    def _draw_today(self, painter: QPainter, room: QRect, strip: Strip, shades: Colours) -> None:
        at, top = self._x(room, strip.today), room.top() + self._letters.head
        painter.setPen(QPen(QColor(shades.muted), 1.5, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(at, top), QPointF(at, room.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shades.muted))
        painter.drawPolygon(QPolygonF([QPointF(at - 4, top - 1), QPointF(at + 4, top - 1), QPointF(at, top + 5)]))
        painter.setPen(QColor(shades.muted))
        painter.setFont(self._letters.font)
        near = (
            strip.birthday is not None and abs(strip.birthday - strip.today) * room.width() < 3 * self._letters.height
        )
        if near:
            # Beside the number, not over it.
            before = strip.birthday is not None and strip.today <= strip.birthday
            shift = -1.7 if before else 1.7
            self._over(painter, room, self._x(room, strip.birthday or 0) + shift * self._letters.height, _("now"))
        else:
            self._over(painter, room, at, _("now"))

    def _over(self, painter: QPainter, room: QRect, at: float, text: str) -> None:
        width = QFontMetrics(painter.font()).horizontalAdvance(text)
        left = min(max(room.left(), at - width / 2), room.right() - width)
        painter.drawText(QPointF(left, room.top() + QFontMetrics(painter.font()).ascent() - 2), text)


def _dress(lane: Lane, shades: Colours) -> tuple[str, str, Qt.BrushStyle]:
    """Edge, ground and pattern."""
    if lane is Lane.YOUTH:
        return shades.accent, shades.accent_soft, Qt.BrushStyle.SolidPattern
    if lane is Lane.AFTER:
        return shades.good, shades.good_soft, Qt.BrushStyle.BDiagPattern
    if lane is Lane.UNSEEN:
        return shades.muted, shades.sunken, Qt.BrushStyle.SolidPattern
    return shades.bad, shades.bad_soft, Qt.BrushStyle.DiagCrossPattern
