"""The board as a list: per young person a name, how pressing it is, the line of time, and how far the plan is."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.language import _
from desktop.services.eighteen_board import Board, YouthLine
from desktop.views.design.icons import IconSize, icon_edge, pixmap
from desktop.views.design.tables import AnyIndex
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space
from desktop.views.eighteen.paint import Letters, StripPainter
from desktop.views.eighteen.strip import strip
from desktop.views.eighteen.words import PRESSES, detail_text, progress_text, spoken

LINE = Qt.ItemDataRole.UserRole + 1
"""Role under which the model gives a `YouthLine`."""


class BoardModel(QAbstractListModel):
    """The lines of a board."""

    def __init__(self) -> None:
        super().__init__()
        self.board = Board()

    def show_board(self, board: Board) -> None:
        """Replaces all lines."""
        self.beginResetModel()
        self.board = board
        self.endResetModel()

    def line(self, row: int) -> YouthLine | None:
        """Who stands there; None past the end."""
        return self.board.lines[row] if 0 <= row < len(self.board.lines) else None

    def row_of(self, case_id: str) -> int:
        """Row of a case; -1 when it is not on the board."""
        return next((at for at, line in enumerate(self.board.lines) if line.case_id == case_id), -1)

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.board.lines)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return spoken(line, self.board.today)
        return line if role == LINE else None


class BoardDelegate(QStyledItemDelegate):
    """Draws a line of the board."""

    def __init__(self, view: QListView, model: BoardModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self.take_up()

    def take_up(self) -> None:
        """The letters changed."""
        self._letters = Letters.of(self._view)
        self._strips = StripPainter(self._letters)
        self._name = QFont(self._view.font())
        self._name.setWeight(QFont.Weight.DemiBold)
        self._high = QFontMetrics(self._name).height()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        words = self._high + 2 * self._letters.height
        return QSize(200, words + self._letters.strip + 2 * Space.M + Space.XS)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        line = index.data(LINE)
        if not isinstance(line, YouthLine):
            return
        painter.save()
        self._ground(painter, option)
        room: QRect = option.rect.adjusted(Space.L, Space.M, -Space.L, -Space.M)
        self._head(painter, room, line)
        top = room.top() + self._high + self._letters.height + Space.XS
        place = QRect(room.left(), top, room.width(), self._letters.strip)
        self._strips.draw(painter, place, strip(line, self._model.board.today))
        self._write(painter, room, place.bottom() + 1, progress_text(line))
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        shades, state, rect = colours(), option.state, option.rect
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(shades.accent_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), Space.XS, rect.height()), QColor(shades.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(shades.sunken))
        painter.setPen(QColor(shades.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _head(self, painter: QPainter, room: QRect, line: YouthLine) -> None:
        word, tone, icon = PRESSES[line.press]
        ink, edge = colours().values()[tone], icon_edge(self._view, IconSize.SMALL)
        metrics = QFontMetrics(self._letters.bold)
        width = metrics.horizontalAdvance(_(word)) + edge + Space.XS
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        first = QRect(room.left(), room.top(), room.width() - width - Space.M, self._high)
        painter.setFont(self._name)
        painter.setPen(QColor(colours().text))
        name = QFontMetrics(self._name).elidedText(line.name, Qt.TextElideMode.ElideRight, first.width())
        painter.drawText(first, middle, name)
        left = room.right() - width
        drawing = pixmap(icon, ink, edge, self._view.devicePixelRatioF())
        painter.drawPixmap(left, room.top() + (self._high - edge) // 2, drawing)
        painter.setFont(self._letters.bold)
        painter.setPen(QColor(ink))
        painter.drawText(QRect(left + edge + Space.XS, room.top(), width, self._high), middle, _(word))
        self._write(painter, room, room.top() + self._high, detail_text(line))

    def _write(self, painter: QPainter, room: QRect, top: int, text: str) -> None:
        painter.setFont(self._letters.font)
        painter.setPen(QColor(colours().muted))
        metrics = QFontMetrics(self._letters.font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room.left(), top + metrics.ascent(), shown)


class BoardView(QListView):
    """The list; arrows choose, Enter goes on to the plan beside it.

    Signals:
        chosen: A `YouthLine`, or None.
        entered: The person goes on to the plan.
    """

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, model: BoardModel) -> None:
        super().__init__()
        self.setObjectName("eighteen-board")
        self.setAccessibleName(_("Young people around eighteen"))
        self._board = model
        model.setParent(self)
        self.setModel(model)
        self._delegate = BoardDelegate(self, model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)

    def stand_at(self, row: int) -> None:
        """Chooses a row, the nearest where there is no such row; without rows none."""
        count = self._board.rowCount()
        if count:
            self.setCurrentIndex(self._board.index(min(max(row, 0), count - 1)))
        else:
            self.chosen.emit(None)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._board.line(current.row()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.InsertParagraphSeparator) and self.currentIndex().isValid():
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_delegate"):
            self._delegate.take_up()
            self.scheduleDelayedItemsLayout()
