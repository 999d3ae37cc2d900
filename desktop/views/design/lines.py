"""A table with two texts a cell: what counts, and what explains it under it; each goes on a line more where it must."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from desktop.views.design.icons import icon_edge, pixmap
from desktop.views.design.tables import Table
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space, Tone

Marked = Callable[[int, int], tuple[str, Tone] | None]
"""Drawing and tone of what asks for attention in a cell, by row and column; None where nothing does."""

_LEAST_LETTERS = 14
"""A column is not cut below this; then the list scrolls."""
_MOST_MEASURED = 40
"""Rows that are measured for the widths of the columns: that much fits in a frame. Heights are measured in view."""
_SMALL = 0.92
_MOST_LINES = 3
"""Of each of both texts; what does not fit in these ends in dots, and stands whole in the tip."""


def nothing_marked(_row: int, _column: int) -> None:
    """For a table in which nothing asks for attention by a mark."""


class LinesDelegate(QStyledItemDelegate):
    """What counts in heavier letters, what explains it under it; what asks for attention with its mark before it."""

    def __init__(self, view: QTableView, marked: Marked) -> None:
        super().__init__(view)
        self._view = view
        self._marked = marked
        self.take_up()

    def take_up(self) -> None:
        """The letters or colours changed."""
        self._under = QFont(self._view.font())
        self._under.setPointSizeF(self._under.pointSizeF() * _SMALL)
        self._first = QFont(self._view.font())
        self._first.setWeight(QFont.Weight.DemiBold)
        self._measures = {True: QFontMetrics(self._first), False: QFontMetrics(self._under)}
        self._edge = round(icon_edge(self._view) * 0.8)
        self._broken: dict[tuple[str, int, bool], list[str]] = {}

    def wanted_width(self, row: int, column: int) -> int:
        """So that both texts stand on one line each, pixels."""
        first, under = self._texts(row, column)
        wide = self._measures[True].horizontalAdvance(first) + self._indent(row, column)
        return max(wide, self._measures[False].horizontalAdvance(under)) + 2 * Space.M

    def height_for(self, row: int, widths: Sequence[int]) -> int:
        """Of a row whose columns have these widths, pixels; 0 for one that is hidden."""
        tall = (self._tall(row, column, width) for column, width in enumerate(widths) if width)
        return max(tall, default=0) + 2 * Space.S

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, column = index.row(), index.column()
        rect, inks = option.rect, colours().values()
        painter.save()
        painter.setClipRect(rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(inks["accent_soft"]))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(inks["sunken"]))
        first, under = self._texts(row, column)
        mark = self._marked(row, column)
        room = rect.adjusted(Space.M, Space.S, -Space.M, -Space.S)
        if mark:
            self._draw_mark(painter, room, first, *mark)
        painter.setPen(QColor(inks[mark[1] if mark else Tone.TEXT]))
        start = QRect(room).adjusted(self._indent(row, column), 0, 0, 0)
        down = self._write(painter, start, first, bold=True)
        painter.setPen(QColor(inks[Tone.MUTED]))
        self._write(painter, room.adjusted(0, down, 0, 0), under, bold=False)
        painter.setPen(QColor(inks["line"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self.wanted_width(index.row(), index.column())
        return QSize(width, self._tall(index.row(), index.column(), width) + 2 * Space.S)

    def _texts(self, row: int, column: int) -> tuple[str, str]:
        first, _mark, under = str(self._view.model().index(row, column).data()).partition("\n")
        return first, under

    def _indent(self, row: int, column: int) -> int:
        return self._edge + Space.XS if self._marked(row, column) else 0

    def shown(self, row: int, column: int, width: int) -> str:
        """What stands in a cell of that width, a line a line."""
        first, under = self._texts(row, column)
        room = width - 2 * Space.M
        lines = self._lines(first, room - self._indent(row, column), bold=True)
        return "\n".join((*lines, *self._lines(under, room, bold=False)))

    def _tall(self, row: int, column: int, width: int) -> int:
        first, under = self._texts(row, column)
        room = width - 2 * Space.M
        lines = len(self._lines(first, room - self._indent(row, column), bold=True))
        below = len(self._lines(under, room, bold=False))
        return lines * self._measures[True].height() + below * self._measures[False].height()

    def _lines(self, text: str, width: int, *, bold: bool) -> list[str]:
        key = (text, width, bold)
        if key not in self._broken:
            self._broken[key] = _break(text, self._first if bold else self._under, self._measures[bold], width)
        return self._broken[key]

    def _write(self, painter: QPainter, room: QRect, text: str, *, bold: bool) -> int:
        painter.setFont(self._first if bold else self._under)
        measures = self._measures[bold]
        lines = self._lines(text, room.width(), bold=bold)
        for at, line in enumerate(lines):
            painter.drawText(room.left(), room.top() + at * measures.height() + measures.ascent(), line)
        return len(lines) * measures.height()

    def _draw_mark(self, painter: QPainter, room: QRect, text: str, name: str, tone: Tone) -> None:
        """On a ground of its own, so that it reads as well in a chosen row."""
        inks, measures = colours().values(), self._measures[True]
        lines = self._lines(text, room.width() - self._edge - Space.XS, bold=True)
        wide = self._edge + Space.XS + max(map(measures.horizontalAdvance, lines))
        ground = QRect(room.left() - Space.XS, room.top(), wide + 2 * Space.XS, len(lines) * measures.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(inks[f"{tone}_soft"]))
        painter.drawRoundedRect(ground, Space.XS, Space.XS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # noqa: FBT003 - Qt's own signature
        drawing = pixmap(name, inks[tone], self._edge, self._view.devicePixelRatioF())
        painter.drawPixmap(room.topLeft() + QPoint(0, (measures.height() - self._edge) // 2), drawing)


def _break(text: str, font: QFont, measures: QFontMetrics, width: int) -> list[str]:
    """At words, and inside one that is longer than a line; an empty text has no line at all."""
    if not text:
        return []
    if measures.horizontalAdvance(text) <= width:
        return [text]
    layout = QTextLayout(text, font)
    layout.setTextOption(_WRAPPING)
    layout.beginLayout()
    starts: list[int] = []
    while (line := layout.createLine()).isValid() and len(starts) < _MOST_LINES:
        line.setLineWidth(max(1, width))
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(text)]
    lines = [text[start:end].rstrip() for start, end in zip(starts, ends, strict=True)]
    return [*lines[:-1], measures.elidedText(lines[-1], Qt.TextElideMode.ElideRight, width)]


_WRAPPING = QTextOption()
_WRAPPING.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


def fitting(wanted: Sequence[int], room: int, *, least: int, most: int) -> int:
    """The widest a column may be, in pixels, so that all fit in the room; between least and most."""
    return next((cap for cap in range(most, least, -1) if sum(min(one, cap) for one in wanted) <= room), least)


class LinesTable(Table):
    """A table whose cells hold two texts, parted by a new line. Nothing is cut before it has gone on three lines."""

    def __init__(self, name: str, model: QAbstractItemModel, marked: Marked = nothing_marked) -> None:
        super().__init__(name, model)
        self.setMouseTracking(True)
        self._sized: set[int] = set()
        self._is_sizing = False
        self.lines = LinesDelegate(self, marked)
        self.setItemDelegate(self.lines)
        model.modelReset.connect(self.fit)
        self.verticalScrollBar().valueChanged.connect(self._size_rows)

    def fit(self) -> None:
        """Columns as wide as what stands in them; the widest give way first, and what gave way goes on a line more."""
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        rows, shown = range(min(self.model().rowCount(), _MOST_MEASURED)), self.columns.shown()
        own = {at: self.columns.width(at) for at in shown if self.columns.width(at)}
        needed = {at: max((self.lines.wanted_width(row, at) for row in rows), default=0) for at in shown}
        wanted = {at: max(width, head.sectionSizeHint(at)) for at, width in needed.items() if at not in own}
        room = self.viewport().width()
        least, left = _LEAST_LETTERS * self.fontMetrics().averageCharWidth(), room - sum(own.values())
        widest = fitting([*wanted.values()], left, least=least, most=max(wanted.values(), default=least))
        widths = {at: own.get(at) or min(wanted[at], widest) for at in shown}
        widths[shown[-1]] = max(widths[shown[-1]], room - sum(widths[at] for at in shown[:-1]))
        for at, width in widths.items():
            self.setColumnWidth(at, width)
        usual = 2 * self.fontMetrics().height() + 2 * Space.S
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(usual)
        for row in self._sized:
            self.setRowHeight(row, usual)
        self._sized.clear()
        self._size_rows()

    @override
    def arrange(self) -> None:
        self.fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
        else:
            self._size_rows()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "lines"):
            self.lines.take_up()
            self.fit()

    def _size_rows(self, _value: int = 0) -> None:
        """Of what is in view, each as tall as it needs."""
        if self._is_sizing:
            return
        self._is_sizing = True
        usual, bottom = self.verticalHeader().defaultSectionSize(), self.viewport().height()
        widths = [self.columnWidth(at) for at in range(self.model().columnCount())]
        row = max(self.rowAt(0), 0)
        while row < self.model().rowCount() and self.rowViewportPosition(row) <= bottom:
            if row not in self._sized:
                self._sized.add(row)
                self.setRowHeight(row, max(usual, self.lines.height_for(row, widths)))
            row += 1
        self._is_sizing = False
