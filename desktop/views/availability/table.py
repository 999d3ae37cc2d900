"""Drawing the matrix: three lines a cell, provider names that stay in view, and keys to walk through it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from desktop.language import _
from desktop.views.availability.model import AnyIndex, CellLook, MatrixModel
from desktop.views.design.icons import icon_edge, pixmap
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space, Tone

CELL_LETTERS, NAME_LETTERS = 34, 28
_SMALL = 0.9
_LINES = 3


class Brush:
    """Letters, colours and drawings of the moment, found once and not anew in each of thousands of cells."""

    def __init__(self, view: QWidget) -> None:
        self._view = view
        self._elided: dict[tuple[str, int, bool], str] = {}
        self._widths: dict[str, int] = {}
        self._drawings: dict[tuple[str, str], QPixmap] = {}
        self.plain = QFont(view.font())
        self.plain.setPointSizeF(self.plain.pointSizeF() * _SMALL)
        self.bold = QFont(self.plain)
        self.bold.setWeight(QFont.Weight.DemiBold)
        self._measures = {False: QFontMetrics(self.plain), True: QFontMetrics(self.bold)}
        self.line = self._measures[False].height()
        self.edge = round(icon_edge(view) * 0.8)
        self.inks = {name: QColor(colour) for name, colour in colours().values().items()}
        self._colours = colours().values()

    def width(self, text: str) -> int:
        """Of a heavy text."""
        if text not in self._widths:
            self._widths[text] = self._measures[True].horizontalAdvance(text)
        return self._widths[text]

    def write(self, painter: QPainter, room: QRect, at: int, text: str, *, bold: bool = False) -> None:
        """A text on a line of its own, as far as it fits; the painter holds that font already."""
        key = (text, room.width(), bold)
        if key not in self._elided:
            self._elided[key] = self._measures[bold].elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        down = room.top() + at * self.line + self._measures[bold].ascent()
        painter.drawText(room.left(), down, self._elided[key])

    def drawing(self, name: str, tone: Tone) -> QPixmap:
        """A drawing in the colour of its tone."""
        key = (name, tone)
        if key not in self._drawings:
            self._drawings[key] = pixmap(name, self._colours[tone], self.edge, self._view.devicePixelRatioF())
        return self._drawings[key]


class MatrixDelegate(QStyledItemDelegate):
    """A cell: the state with its shape and what is over the norm, both waits, and the age."""

    def __init__(self, view: QTableView, model: MatrixModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.take_up()

    def take_up(self) -> None:
        """The letters or colours changed."""
        self.brush = Brush(self._view)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look = self._model.look(index.row(), index.column())
        brush, rect = self.brush, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, brush.inks["accent_soft"])
        if look is not None:
            self._draw(painter, rect.adjusted(Space.S, Space.S - 2, -Space.S, -Space.S + 2), look)
        else:
            painter.setPen(brush.inks["muted"])
            painter.drawText(rect.center(), "·")
        painter.setPen(brush.inks["line"])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if chosen and self._view.hasFocus():
            painter.setPen(brush.inks["accent"])
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _draw(self, painter: QPainter, room: QRect, look: CellLook) -> None:
        brush = self.brush
        painter.drawPixmap(
            room.left(), room.top() + (brush.line - brush.edge) // 2, brush.drawing(look.shape, look.tone)
        )
        painter.setFont(brush.bold)
        over = brush.width(look.over) + Space.M if look.over else 0
        if look.over:
            painter.setPen(brush.inks["bad"])
            brush.write(painter, room.adjusted(room.width() - over + Space.S, 0, 0, 0), 0, look.over, bold=True)
        painter.setPen(brush.inks[Tone.TEXT if look.tone is Tone.GOOD else look.tone])
        brush.write(painter, room.adjusted(brush.edge + Space.XS, 0, -over, 0), 0, look.state, bold=True)
        painter.setFont(brush.plain)
        painter.setPen(brush.inks["text"])
        brush.write(painter, room, 1, look.waits)
        painter.setPen(brush.inks["caution" if look.stale else "muted"])
        brush.write(painter, room, 2, look.age)


class NameHeader(QHeaderView):
    """Providers beside their rows, in view wherever one scrolls: the name, with the place under it."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._brush = Brush(self)
        self.setSectionsClickable(False)

    def take_up(self, brush: Brush) -> None:
        """The letters or colours changed."""
        self._brush = brush
        self.viewport().update()

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        brush = self._brush
        lines = str(self.model().headerData(logicalIndex, Qt.Orientation.Vertical)).split("\n")
        room = rect.adjusted(Space.M, Space.S - 2, -Space.S, 0)
        painter.save()
        painter.fillRect(rect, brush.inks["surface"])
        for at, text in enumerate(lines[:_LINES]):
            painter.setFont(brush.plain if at else brush.bold)
            painter.setPen(brush.inks["muted" if at else "text"])
            brush.write(painter, room, at, text, bold=not at)
        painter.setPen(brush.inks["line"])
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
        self._names = NameHeader()
        self.setVerticalHeader(self._names)
        self.setModel(model)
        self._delegate = MatrixDelegate(self, model)
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
        self._delegate.take_up()
        self._names.take_up(self._delegate.brush)
        letter = self.fontMetrics().averageCharWidth()
        self.verticalHeader().setDefaultSectionSize(_LINES * self._delegate.brush.line + Space.M)
        self.verticalHeader().setFixedWidth(NAME_LETTERS * letter)
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setDefaultSectionSize(CELL_LETTERS * letter)
        self.horizontalHeader().setFixedHeight(2 * self.fontMetrics().height() + Space.M)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(now)

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(index)
