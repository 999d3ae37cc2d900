"""The comparison as a table: an entry to a column, a question to a row, and a word where the answers differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from desktop.language import _
from desktop.views.design.tables import WholeCells
from desktop.views.social_map.compare_rows import Row

AnyIndex = QModelIndex | QPersistentModelIndex

_COLUMN_LETTERS, _HEAD_LETTERS = 26, 22


class CompareModel(QAbstractTableModel):
    """Questions and answers. The head of a row says in words that it differs."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._all: tuple[Row, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._only_differing = False

    def show_rows(self, names: Sequence[str], rows: Sequence[Row]) -> None:
        """Replaces all."""
        self._names, self._all = tuple(names), tuple(rows)
        self._fill()

    def only_differing(self, only: bool) -> None:  # noqa: FBT001 - it is or it is not
        """Leaves out the rows in which all answers are the same."""
        self._only_differing = only
        self._fill()

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._names)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        answer = row.answers[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._names[index.column()]}, {_head(row)}: {answer}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        return answer if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole} else None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        across = orientation is Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names[section] if across else _head(self._rows[section])
        if role == Qt.ItemDataRole.ToolTipRole and across:
            return self._names[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | (Qt.AlignmentFlag.AlignVCenter if across else Qt.AlignmentFlag.AlignTop)
        if role == Qt.ItemDataRole.FontRole and not across and self._rows[section].differs:
            font = QFont()
            font.setWeight(QFont.Weight.Bold)
            return font
        return None

    def _fill(self) -> None:
        self.beginResetModel()
        self._rows = tuple(row for row in self._all if row.differs or not self._only_differing)
        self.endResetModel()


class CompareTable(QTableView):
    """Whole answers, wrapped; every column as wide as the others. The names stand above it, in `CompareHeads`.

    Signals:
        fitted: The columns have other widths.
    """

    fitted = Signal()

    def __init__(self, model: CompareModel) -> None:
        super().__init__()
        self.setObjectName("compare-table")
        self.setAccessibleName(_("Comparison"))
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setHighlightSections(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(WholeCells(self))
        model.modelReset.connect(self._fit)

    def columns(self) -> list[tuple[int, int]]:
        """Left edge within this widget and width of every column, in pixels, as it is scrolled now."""
        left, count = self.viewport().x(), self.model().columnCount()
        return [(left + self.columnViewportPosition(at), self.columnWidth(at)) for at in range(count)]

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, 400)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and self.model() is not None:
            self._fit()

    def _fit(self) -> None:
        letter, columns = self.fontMetrics().averageCharWidth(), self.model().columnCount()
        self.verticalHeader().setFixedWidth(letter * _HEAD_LETTERS)
        if columns:
            width = max(self.viewport().width() // columns, letter * _COLUMN_LETTERS)
            for column in range(columns):
                self.setColumnWidth(column, width)
            self.resizeRowsToContents()
        self.fitted.emit()


def _head(row: Row) -> str:
    return f"{row.name}\n≠ {_('differs')}" if row.differs else row.name
