"""The drawing of how a wait went over time. It imports pyqtgraph, a quarter of a second: only `chart` loads it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyqtgraph
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.kinds import AvailabilityStatus, WaitPhase
from desktop.models.labels import label
from desktop.models.social_map import AvailabilityReport
from desktop.services.availability_page import Fate, Observed
from desktop.views.availability.words import point_words
from desktop.views.design.theme import colours

_STYLES = {WaitPhase.INTAKE: (Qt.PenStyle.SolidLine, "o"), WaitPhase.START: (Qt.PenStyle.DashLine, "s")}
"""Line and marker by wait: they differ in shape, the colour repeats it."""

_ABOVE_ALL = 100
_HEADROOM = 1.5
_EDGE_DAYS = 20
_CAP_DAYS = 3
_SHIFT_DAYS = 1.2
"""Both waits of one day stand beside each other, not over each other."""


class DayAxis(pyqtgraph.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Days in Dutch form under the drawing."""

    def __init__(self) -> None:
        super().__init__("bottom")

    @override
    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [short_day(date.fromordinal(round(value))) if value >= 1 else "" for value in values]


class WaitPlot(pyqtgraph.PlotWidget):  # type: ignore[misc]  # idem
    """Intake and start apart: a line with round marks, a broken one with square marks; ranges are bars."""

    def __init__(self) -> None:
        super().__init__(axisItems={"bottom": DayAxis()})
        self.setMinimumHeight(260)
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._points: tuple[Observed, ...] = ()
        self._legend = self.addLegend(offset=(10, 4), colCount=2)
        self._dress()

    def show_history(self, history: Sequence[Observed]) -> None:
        """Draws the observations that hold; the table beside it has the others too."""
        self._points = tuple(one for one in history if one.fate is Fate.STANDS)
        self._draw()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange} and hasattr(self, "_legend"):
            self._dress()
            self._draw()

    def _dress(self) -> None:
        now = colours()
        self.setBackground(QColor(now.surface))
        for name, text in (("left", _("weeks")), ("bottom", "")):
            axis = self.getAxis(name)
            axis.setPen(pyqtgraph.mkPen(now.edge))
            axis.setTextPen(pyqtgraph.mkPen(now.text))
            axis.setLabel(text)
            axis.setTickFont(self.font())
        self.showGrid(y=True, alpha=0.25)
        self._legend.setLabelTextColor(QColor(now.text))
        self._legend.setBrush(pyqtgraph.mkBrush(now.surface))
        self._legend.setZValue(_ABOVE_ALL)

    def _draw(self) -> None:
        self.clear()
        self._legend.clear()
        self._draw_wait(WaitPhase.INTAKE, colours().accent, _("to the first talk"))
        self._draw_wait(WaitPhase.START, colours().caution, _("to the first help"))
        before = AvailabilityStatus.OPEN
        for one in self._points:
            status = one.report.status
            if status not in {before, AvailabilityStatus.UNKNOWN}:
                self._mark(one)
                before = status
        self._fit()

    def _fit(self) -> None:
        """Room above for the legend and the words at the marks, and beside the first and the last day."""
        top = max((_top(one.report) for one in self._points), default=0) or 1
        days = [one.report.measured_on.toordinal() for one in self._points] or [1]
        self.setYRange(0, top * _HEADROOM, padding=0)
        self.setXRange(min(days) - _EDGE_DAYS, max(days) + _EDGE_DAYS, padding=0)

    def _draw_wait(self, phase: WaitPhase, ink: str, name: str) -> None:
        line, symbol = _STYLES[phase]
        told = [(one, *bounds) for one in self._points if (bounds := _bounds(one.report, phase)) is not None]
        if not told:
            return
        shift = -_SHIFT_DAYS if phase is WaitPhase.INTAKE else _SHIFT_DAYS
        days = [one.report.measured_on.toordinal() + shift for one, _low, _high in told]
        middles = [(low + high) / 2 for _one, low, high in told]
        pen = pyqtgraph.mkPen(QColor(ink), width=2, style=line)
        self.plot(
            days, middles, pen=pen, name=name, symbol=symbol, symbolSize=9, symbolPen=None, symbolBrush=QColor(ink)
        )
        for day, (_one, low, high) in zip(days, told, strict=True):
            if low != high:
                self._bar(day, low, high, ink)
        marks = pyqtgraph.ScatterPlotItem(
            x=days,
            y=middles,
            symbol=symbol,
            size=11,
            pen=pyqtgraph.mkPen(QColor(colours().surface)),
            brush=QColor(ink),
            hoverable=True,
            hoverSize=15,
            tip=_tip,
            data=[(one, phase) for one, _low, _high in told],
        )
        self.addItem(marks)

    def _bar(self, day: float, low: float, high: float, ink: str) -> None:
        pen = pyqtgraph.mkPen(QColor(ink), width=3)
        self.plot([day, day], [low, high], pen=pen)
        for end in (low, high):
            self.plot([day - _CAP_DAYS / 2, day + _CAP_DAYS / 2], [end, end], pen=pen)

    def _mark(self, one: Observed) -> None:
        now = colours()
        ink = QColor(now.bad if one.report.status is AvailabilityStatus.INTAKE_STOP else now.muted)
        self.addItem(
            pyqtgraph.InfiniteLine(
                pos=one.report.measured_on.toordinal(),
                angle=90,
                pen=pyqtgraph.mkPen(ink, width=2, style=Qt.PenStyle.DotLine),
                label=label(one.report.status),
                labelOpts={
                    "position": 0.82,
                    "rotateAxis": (1, 0),
                    "color": ink,
                    "fill": QColor(now.surface),
                },
            )
        )


def _bounds(report: AvailabilityReport, phase: WaitPhase) -> tuple[float, float] | None:
    """The ends of the bar; one end alone is a point."""
    low, high = (
        (report.intake_min, report.intake_max) if phase is WaitPhase.INTAKE else (report.start_min, report.start_max)
    )
    if low is None and high is None:
        return None
    first = high if low is None else low
    last = low if high is None else high
    return (float(first or 0), float(last or 0))


def _top(report: AvailabilityReport) -> float:
    return max((bounds[1] for phase in _STYLES if (bounds := _bounds(report, phase)) is not None), default=0.0)


def _tip(x: float, y: float, data: object) -> str:
    one, phase = data if isinstance(data, tuple) else (None, WaitPhase.INTAKE)
    return point_words(one, phase) if isinstance(one, Observed) else f"{x} {y}"
