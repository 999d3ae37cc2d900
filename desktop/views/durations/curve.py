"""The drawing of how long help lasted: steps, their band, and under the axis how many it still rests on."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import DAYS_IN_A_MONTH, number
from desktop.rules.durations import Durations
from desktop.rules.prompts.phrases import about
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space
from desktop.views.durations.words import DraftedLength, counted, drafted_text, per_cent, step_months, told

_GRID = (0.0, 0.25, 0.5, 0.75, 1.0)
_TICKS_APART = 64
"""Pixels at least between two months under the axis."""
_MARKS_APART = 5
"""Pixels at least between two marks of help that still runs: closer ones would be a smear."""
_MARK = 4
_BAND_OPACITY = 90
_ROOM_RIGHT = 1.03
_CORNER = 10


class DurationCurve(QWidget):
    """What lasts longer than so many months, 0 to 100 per cent.

    A step falls where help ended; a small mark on it is help that still runs; the band around it holds 95 per cent.
    Everything it shows is also its accessible description, and stands in the table beside it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("duration-curve")
        self.setAccessibleName(_("Drawing of how long help lasted; the table under it says the same"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._found: Durations | None = None
        self._drafted: DraftedLength | None = None
        self._dress()

    def show_found(self, found: Durations, drafted: DraftedLength | None = None) -> None:
        """Draws another curve, and where the draft ends on it."""
        self._found, self._drafted = found, drafted
        self.setAccessibleDescription(told(found, drafted))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, round(14 * self._line + 4 * Space.M))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.sizeHint().height())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and hasattr(self, "_drafted"):
            self._dress()
            self.updateGeometry()
            self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._found is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours().line))
        painter.setBrush(QColor(colours().surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
        painter.setFont(self._small)
        _Drawing(painter, self._found, self._drafted, self._ground()).draw()
        painter.end()

    def _dress(self) -> None:
        self._small = QFont(self.font())
        self._small.setPointSizeF(self.font().pointSizeF() * 0.88)
        metrics = QFontMetricsF(self._small)
        self._line = metrics.height()
        words = max(metrics.horizontalAdvance(per_cent(1.0)), metrics.horizontalAdvance(_("counted")) + Space.S)
        self._left = Space.M + words + Space.S

    def _ground(self) -> QRectF:
        """Where the curve itself stands: over the months, what they are, and how many are counted."""
        foot = 3 * self._line + Space.M
        return QRectF(self.rect()).adjusted(self._left, self._line + Space.L, -Space.L, -foot)


class _Drawing:
    """One painting of it."""

    def __init__(self, painter: QPainter, found: Durations, drafted: DraftedLength | None, ground: QRectF) -> None:
        self._painter = painter
        self._found = found
        self._drafted = drafted
        self._ground = ground
        self._metrics = QFontMetricsF(painter.font())
        self._line = self._metrics.height()
        self._longest = max(found.lengths[-1], drafted.days if drafted else 0) * _ROOM_RIGHT
        self._steps = tuple(self._stepped())

    def draw(self) -> None:
        """From the ground up: what lies on top is drawn last."""
        self._draw_grid()
        self._draw_months()
        self._draw_band()
        self._draw_steps()
        self._draw_running()
        self._draw_median()
        self._draw_drafted()

    def _x(self, days: float) -> float:
        return self._ground.left() + self._ground.width() * days / self._longest

    def _y(self, part: float) -> float:
        return self._ground.bottom() - self._ground.height() * part

    def _ink(self, colour: str, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(colour), width, style))

    def _write(self, words: str, at: QPointF, align: Qt.AlignmentFlag, colour: str) -> None:
        """Words on one line at a point: at its right, at its left, or with their middle on it."""
        width = self._metrics.horizontalAdvance(words) + 1
        shift = {Qt.AlignmentFlag.AlignRight: -width, Qt.AlignmentFlag.AlignHCenter: -width / 2}.get(align, 0.0)
        room = QRectF(at.x() + shift, at.y(), width, self._line)
        self._painter.setPen(QColor(colour))
        self._painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _draw_grid(self) -> None:
        for part in _GRID:
            level = self._y(part)
            self._ink(colours().edge if part == 0 else colours().line)
            self._painter.drawLine(QPointF(self._ground.left(), level), QPointF(self._ground.right(), level))
            at = QPointF(self._ground.left() - Space.S, level - self._line / 2)
            self._write(per_cent(part), at, Qt.AlignmentFlag.AlignRight, colours().muted)

    def _draw_months(self) -> None:
        """The months, and under each how many trajectories had come so far."""
        most = max(1, int(self._ground.width() / _TICKS_APART))
        every = step_months(round(self._longest), most)
        under = self._ground.bottom() + Space.XS
        for months in range(0, int(self._longest / DAYS_IN_A_MONTH) + 1, every):
            days = round(months * DAYS_IN_A_MONTH)
            left = self._x(days)
            self._ink(colours().edge)
            self._painter.drawLine(QPointF(left, self._ground.bottom()), QPointF(left, under))
            middle = Qt.AlignmentFlag.AlignHCenter
            self._write(number(months), QPointF(left, under), middle, colours().muted)
            at_risk = counted(self._found.at_risk(days))
            self._write(at_risk, QPointF(left, under + 2 * self._line), middle, colours().text)
        words = QPointF(self._ground.center().x(), under + self._line)
        self._write(_("months after the start"), words, Qt.AlignmentFlag.AlignHCenter, colours().muted)
        edge = QPointF(self._ground.left() - Space.L, under + 2 * self._line)
        self._write(_("counted"), edge, Qt.AlignmentFlag.AlignRight, colours().muted)

    def _stepped(self) -> Iterator[tuple[float, float, float, float]]:
        """Where the curve is after each step, in pixels: left, surviving, low, high. The last one in a pixel counts."""
        yield self._ground.left(), self._y(1), self._y(1), self._y(1)
        at, pending = -1, None
        for step in self._found.curve:
            left = self._x(step.days)
            if pending is not None and int(left) != at:
                yield pending
            at, pending = int(left), (left, self._y(step.surviving), self._y(step.low), self._y(step.high))
        if pending is not None:
            yield pending
        end = self._x(self._found.lengths[-1])
        part, low, high = self._found.surviving(self._found.lengths[-1])
        yield end, self._y(part), self._y(low), self._y(high)

    def _stairs(self, which: int) -> list[QPointF]:
        """The corners of one of the three lines."""
        corners: list[QPointF] = []
        for step in self._steps:
            if corners:
                corners.append(QPointF(step[0], corners[-1].y()))
            corners.append(QPointF(step[0], step[which]))
        return corners

    def _draw_band(self) -> None:
        path = QPainterPath()
        path.addPolygon([*self._stairs(3), *reversed(self._stairs(2))])
        path.closeSubpath()
        tone = QColor(colours().accent)
        tone.setAlpha(_BAND_OPACITY // 2)
        self._painter.fillPath(path, tone)

    def _draw_steps(self) -> None:
        self._ink(colours().accent, 2)
        self._painter.drawPolyline(self._stairs(1))

    def _draw_running(self) -> None:
        """A small mark across the line where help that still runs is counted no further."""
        self._ink(colours().accent_strong, 1.4)
        before = float("-inf")
        for days in self._found.running:
            left = self._x(days)
            if left - before >= _MARKS_APART:
                level = self._y(self._found.surviving(days)[0])
                self._painter.drawLine(QPointF(left, level - _MARK), QPointF(left, level + _MARK))
                before = left

    def _draw_median(self) -> None:
        days = self._found.median_days
        if days is None:
            return
        left, level = self._x(days), self._y(0.5)
        self._ink(colours().text, 1.2, Qt.PenStyle.DotLine)
        self._painter.drawLine(QPointF(self._ground.left(), level), QPointF(left, level))
        self._painter.drawLine(QPointF(left, level), QPointF(left, self._ground.bottom()))
        words = _("half: {length}", length=about(days))
        self._beside(words, left, self._ground.bottom() - self._line - Space.XS, colours().text)

    def _draw_drafted(self) -> None:
        if self._drafted is None:
            return
        left = self._x(self._drafted.days)
        self._ink(colours().caution, 2, Qt.PenStyle.DashLine)
        self._painter.drawLine(QPointF(left, self._ground.top() - self._line / 2), QPointF(left, self._ground.bottom()))
        self._beside(drafted_text(self._drafted), left, self._ground.top() - self._line - Space.XS, colours().caution)

    def _beside(self, words: str, left: float, top: float, colour: str) -> None:
        """At the right of a line, or at its left where there is no room; on a ground of its own."""
        width = self._metrics.horizontalAdvance(words) + 2 * Space.XS
        start = left + Space.XS if left + Space.XS + width <= self._ground.right() else left - Space.XS - width
        ground = QColor(colours().surface)
        ground.setAlpha(220)
        self._painter.fillRect(QRectF(start, top, width, self._line), ground)
        self._write(words, QPointF(start + Space.XS, top), Qt.AlignmentFlag.AlignLeft, colour)
