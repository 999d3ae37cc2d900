"""Drawing the matrix: three lines a cell, provider names that stay in view, and keys to walk through it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from desktop.language import _
from desktop.views.availability.model import LOOK_ROLE, AnyIndex, CellLook, MatrixModel
from desktop.views.design.icons import icon_edge, pixmap
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space, Tone

CELL_LETTERS, NAME_LETTERS = 34, 28
_SMALL = 0.9
_LINES = 3


class MatrixDelegate(QStyledItemDelegate):
    """A cell: the state with its shape, both waits, and the age with what is over the norm."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.take_fonts()

    def take_fonts(self) -> None:
        """The letters changed their size."""
        self._plain = QFont(self._view.font())
        self._plain.setPointSizeF(self._plain.pointSizeF() * _SMALL)
        self._bold = QFont(self._plain)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._measure = QFontMetrics(self._plain)
        self._bold_measure = QFontMetrics(self._bold)
        self.line = self._measure.height()
        self._edge = round(icon_edge(self._view) * 0.8)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look = index.data(LOOK_ROLE)
        rect: QRect = option.rect
        values = colours().values()
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, QColor(values["accent_soft"]))
        if isinstance(look, CellLook):
            self._draw(painter, rect.adjusted(Space.S, Space.S - 2, -Space.S, -Space.S + 2), look, values)
        else:
            painter.setPen(QColor(values["muted"]))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "·")
        painter.setPen(QColor(values["line"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if chosen and self._view.hasFocus():
            painter.setPen(QColor(values["accent"]))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _draw(self, painter: QPainter, room: QRect, look: CellLook, values: dict[str, str]) -> None:
        drawing = pixmap(look.shape, values[look.tone], self._edge, self._view.devicePixelRatioF())
        painter.drawPixmap(room.left(), room.top() + (self.line - self._edge) // 2, drawing)
        painter.setFont(self._bold)
        over = self._bold_measure.horizontalAdvance(look.over) + Space.M if look.over else 0
        if look.over:
            painter.setPen(QColor(values["bad"]))
            self._write(painter, room.adjusted(room.width() - over + Space.S, 0, 0, 0), 0, look.over)
        painter.setPen(QColor(values[look.tone if look.tone is not Tone.GOOD else Tone.TEXT]))
        self._write(painter, room.adjusted(self._edge + Space.XS, 0, -over, 0), 0, look.state)
        painter.setFont(self._plain)
        painter.setPen(QColor(values["text"]))
        self._write(painter, room, 1, look.waits)
        painter.setPen(QColor(values["caution" if look.stale else "muted"]))
        self._write(painter, room, 2, look.age)

    def _write(self, painter: QPainter, room: QRect, at: int, text: str) -> None:
        if text:
            where = QRect(room.left(), room.top() + at * self.line, room.width(), self.line)
            measure = self._bold_measure if painter.font().weight() >= QFont.Weight.DemiBold else self._measure
            shown = measure.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)


class NameHeader(QHeaderView):
    """Providers beside their rows, in view wherever one scrolls: the name, with the place under it."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setSectionsClickable(False)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        values = colours().values()
        lines = str(self.model().headerData(logicalIndex, Qt.Orientation.Vertical)).split("\n")
        room = rect.adjusted(Space.M, Space.S - 2, -Space.S, 0)
        painter.save()
        painter.fillRect(rect, QColor(values["surface"]))
        for at, (text, ink) in enumerate(zip(lines, ("text", "muted", "muted"), strict=False)):
            font = QFont(self.font())
            font.setWeight(QFont.Weight.Normal if at else QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(values[ink]))
            measure = painter.fontMetrics()
            where = QRect(room.left(), room.top() + at * measure.height(), room.width(), measure.height())
            shown = measure.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(QColor(values["line"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()


class MatrixView(QTableView):
    """The table one walks through with the arrow keys.

    Signals:
        chosen: The cell one stands on, as a `QModelIndex`.
        opened: Enter was pressed on it.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, model: MatrixModel) -> None:
        super().__init__()
        self.setObjectName("availability-matrix")
        self.setAccessibleName(_("Waiting times by provider and product"))
        self.setVerticalHeader(NameHeader())
        self.setModel(model)
        self._delegate = MatrixDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for head, name in ((self.horizontalHeader(), _("Products")), (self.verticalHeader(), _("Providers"))):
            head.setAccessibleName(name)
            head.setHighlightSections(False)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setTextElideMode(Qt.TextElideMode.ElideRight)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(top | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap.value))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.activated.connect(self._on_activated)
        self._fit()

    def choose(self, index: QModelIndex) -> None:
        """Stands on a cell."""
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_delegate"):
            self._fit()

    def _fit(self) -> None:
        self._delegate.take_fonts()
        letter = self.fontMetrics().averageCharWidth()
        self.verticalHeader().setDefaultSectionSize(_LINES * self._delegate.line + Space.M)
        self.verticalHeader().setFixedWidth(NAME_LETTERS * letter)
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setDefaultSectionSize(CELL_LETTERS * letter)
        self.horizontalHeader().setFixedHeight(2 * self.fontMetrics().height() + Space.M)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(now)

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(index)
