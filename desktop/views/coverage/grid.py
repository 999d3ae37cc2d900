"""The heat map: products down, municipalities across; each cell a drawing, a number and words on a coloured ground."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
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
from desktop.rules.coverage import Cell
from desktop.services.coverage import CoveragePage
from desktop.views.coverage.words import Face, face_of, spoken_of
from desktop.views.design.icons import IconSize, icon_edge, pixmap
from desktop.views.design.tables import AnyIndex
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Colours, Space, Tone

FACE = Qt.ItemDataRole.UserRole
"""Role under which the model gives a cell's `Face`."""

_LETTERS = 14
"""A column never holds fewer; on a small window the map scrolls sideways."""
_HEAD_LETTERS = 25
_LINES = 3.1
"""Height of a row, in lines of text."""
_INDENT = "    "
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)


class CoverageModel(QAbstractTableModel):
    """The page's cells, by line and municipality."""

    def __init__(self) -> None:
        super().__init__()
        self.page: CoveragePage | None = None
        self._faces: list[Face] = []

    def show_page(self, page: CoveragePage) -> None:
        """Replaces all cells."""
        self.beginResetModel()
        self.page = page
        self._faces = [face_of(cell) for cell in page.cells]
        self.endResetModel()

    def cell(self, index: AnyIndex) -> Cell | None:
        """The cell that stands there."""
        if self.page is None or not index.isValid():
            return None
        return self.page.cell(index.row(), index.column())

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return len(self.page.lines) if self.page and not (parent is not None and parent.isValid()) else 0

    @override
    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return len(self.page.municipalities) if self.page and not (parent is not None and parent.isValid()) else 0

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.page is None:
            return None
        face = self._faces[index.row() * len(self.page.municipalities) + index.column()]
        if role == FACE:
            return face
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{face.number} {face.words}"
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            cell = self.page.cell(index.row(), index.column())
            return spoken_of(cell, self.page.names.get(cell.only, ""))
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Vertical:
            return _WRAPPED
        if self.page is None or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.page.municipalities[section]
        line = self.page.lines[section]
        indent = _INDENT * line.depth if role == Qt.ItemDataRole.DisplayRole else ""
        return f"{indent}{line.name}"


class _Letters:
    """The two forms of the letters in a cell."""

    def __init__(self, font: QFont) -> None:
        self.font = QFont(font)
        self.strong, self.small = QFont(font), QFont(font)
        self.strong.setWeight(QFont.Weight.DemiBold)
        self.small.setPointSizeF(font.pointSizeF() * 0.9)
        self.metrics = QFontMetrics(self.small)


class CellDelegate(QStyledItemDelegate):
    """Draws a face; the colour of the ground only repeats what drawing and words say."""

    _letters: _Letters | None = None

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        face = index.data(FACE)
        if not isinstance(face, Face):
            return
        chosen, tone = colours(), face.state.tone
        ground = chosen.sunken if tone is Tone.MUTED else getattr(chosen, f"{tone}_soft")
        room: QRect = option.rect.adjusted(1, 1, -1, -1)
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        painter.fillRect(room, QColor(ground))
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(chosen.accent), 2))
            painter.drawRect(room.adjusted(1, 1, -1, -1))
        if self._letters is None or self._letters.font != font:
            self._letters = _Letters(font)
        inner = room.adjusted(Space.S, Space.XS, -Space.XS, -Space.XS)
        self._write(painter, inner, face, (self._letters, chosen))

    def _write(self, painter: QPainter, room: QRect, face: Face, dress: tuple[_Letters, Colours]) -> None:
        letters, chosen = dress
        widget = self.parent()
        edge = icon_edge(widget, IconSize.SMALL) if isinstance(widget, QWidget) else IconSize.SMALL
        ratio = widget.devicePixelRatioF() if isinstance(widget, QWidget) else 1.0
        half = room.height() // 2
        ink = getattr(chosen, face.state.tone)
        painter.drawPixmap(room.x(), room.y() + (half - edge) // 2, pixmap(face.state.icon, ink, edge, ratio))
        if face.closed:
            lock = pixmap("lock", chosen.text, edge, ratio)
            painter.drawPixmap(room.right() - edge, room.y() + (half - edge) // 2, lock)
        painter.setPen(QColor(chosen.text))
        painter.setFont(letters.strong)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(room.x() + edge + Space.XS, room.y(), room.width() - edge, half), middle, face.number)
        painter.setFont(letters.small)
        words = letters.metrics.elidedText(face.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRect(room.x(), room.y() + half, room.width(), half), middle, words)


class CoverageGrid(QTableView):
    """The map; arrows go from cell to cell, Enter opens one.

    Signals:
        opened: The `Cell`.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("coverage-grid")
        self.setAccessibleName(_("Coverage of help, by product and municipality"))
        self._model = CoverageModel()
        self.setModel(self._model)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setHighlightSections(False)
            head.setSectionsClickable(False)
            head.setDefaultAlignment(left)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideNone)
        self.clicked.connect(self._on_clicked)
        self._size()

    def show_page(self, page: CoveragePage) -> None:
        """Replaces the map; the cell that was chosen stays chosen."""
        before = self.currentIndex()
        at = (before.row(), before.column()) if before.isValid() else (0, 0)
        self._model.show_page(page)
        if self._model.rowCount() and self._model.columnCount():
            row, column = min(at[0], self._model.rowCount() - 1), min(at[1], self._model.columnCount() - 1)
            self.setCurrentIndex(self._model.index(row, column))

    def page(self) -> CoveragePage | None:
        """What is shown."""
        return self._model.page

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_model"):
            self._size()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(self.fontMetrics().height() * _LINES * 6))

    def _size(self) -> None:
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(round(line * _LINES))
        self.verticalHeader().setFixedWidth(_HEAD_LETTERS * letter)
        self.horizontalHeader().setMinimumSectionSize(_LETTERS * letter)

    def _on_clicked(self, index: QModelIndex) -> None:
        cell = self._model.cell(index)
        if cell is not None:
            self.opened.emit(cell)
