"""Tables: whole rows, calm lines, read by a screen reader as rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QKeyCombination,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from desktop.language import _
from desktop.models.audit import ShownList
from desktop.views.design.columns import Columns, keeper_of, pop_up
from desktop.views.design.copying import CopiedRows
from desktop.views.design.tokens import Space

AnyIndex = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


@dataclass(frozen=True)
class TableColumn(Generic[Row]):
    """A column: its head, and the text of a row in it."""

    head: str
    text: Callable[[Row], str]


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows of any frozen value, shown by columns."""

    def __init__(self, columns: Sequence[TableColumn[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = list(columns)
        self._rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replaces them all."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def renew(self, rows: Sequence[Row]) -> None:
        """The same rows with other texts: where one stands and what is chosen stays. Another number replaces them."""
        if len(rows) != len(self._rows):
            self.show_rows(rows)
            return
        self._rows = list(rows)
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self._columns) - 1))

    def row(self, at: int) -> Row:
        """The value in a row."""
        return self._rows[at]

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole} or not index.isValid():
            return None
        return self._columns[index.column()].text(self._rows[index.row()])

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._columns[section].head if orientation is Qt.Orientation.Horizontal else str(section + 1)


_ROW_LINES = 2.2
"""Height of a row, in lines of text."""


_COPY_ALL = QKeyCombination(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_C)


class Table(QTableView):
    """A table one reads and chooses a row from.

    Attributes:
        columns: Which columns there are, in which order and how wide; kept under the table's object name.
        is_copied: False for figures that leave by a way of their own only, which covers small numbers.
    """

    def __init__(self, name: str, model: QAbstractItemModel) -> None:
        super().__init__()
        self._most, self._least = 0, 0
        self._widths: tuple[int, ...] = ()
        self._letter = 0
        self.is_copied = True
        self._tells_of: tuple[ShownList, Callable[[int], str]] | None = None
        self.setAccessibleName(name)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self._space_rows()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.columns = Columns(self)

    def tells_of(self, listed: ShownList, case_of: Callable[[int], str]) -> None:
        """Its rows are about residents; `case_of` gives the id of a row's case. They are copied with a reason only."""
        self._tells_of = listed, case_of

    def copy_rows(self, _checked: object = None, *, every: bool = False) -> None:
        """Copies the chosen rows, or all where none is chosen or all are asked for."""
        keeper = keeper_of(self)
        if keeper is None or not self.is_copied:
            return
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = chosen if chosen and not every else list(range(self.model().rowCount()))
        shown = self.columns.shown()
        heads = dict(self.columns.heads())
        texts = (tuple(str(self.model().index(row, at).data() or "") for at in shown) for row in rows)
        listed, case_of = self._tells_of or (None, None)
        cases = tuple(dict.fromkeys(case_of(row) for row in rows)) if case_of else ()
        keeper.copy(CopiedRows(tuple(heads[at] for at in shown), tuple(texts), listed, cases))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            # Qt would copy the one cell where one stands, and nobody would know of it.
            self.copy_rows()
        elif event.keyCombination() == _COPY_ALL:
            self.copy_rows(every=True)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.columns.menu(self)
        if self.is_copied and self.model().rowCount():
            first = menu.actions()[0]
            copy = QAction(_("Copy what is chosen"), menu, shortcut=QKeySequence(QKeySequence.StandardKey.Copy))
            every = QAction(_("Copy all rows"), menu, shortcut=QKeySequence(_COPY_ALL))
            copy.triggered.connect(partial(self.copy_rows, every=False))
            every.triggered.connect(partial(self.copy_rows, every=True))
            menu.insertActions(first, [copy, every])
            menu.insertSeparator(first)
        pop_up(menu, event.globalPos())

    def hug(self, most: int) -> None:
        """As high as its rows are together from now on; what is more than `most` rows is scrolled to."""
        self._most = most
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.model().modelReset.connect(self.updateGeometry)
        self.updateGeometry()

    def least(self, rows: int) -> None:
        """Never lower than so many rows: what it stands in scrolls before that."""
        self._least = rows
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._most:
            hint.setHeight(self._high(min(self.model().rowCount(), self._most)))
        return hint

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._least:
            hint.setHeight(self._high(self._least))
        return hint

    def wide(self, *widths: int) -> None:
        """Widths of the first columns, in letters; with letters of another size they go along."""
        self._widths, self._letter = widths, self.fontMetrics().averageCharWidth()
        for at in range(self.model().columnCount()):
            usual = widths[at] * self._letter if at < len(widths) else 0
            if own := self.columns.width(at) or usual:
                self.setColumnWidth(at, own)

    def arrange(self) -> None:
        """Lays the columns out anew: others show, or a person gave one another width."""
        self.wide(*self._widths)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.columns.recall()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() not in {QEvent.Type.StyleChange, QEvent.Type.FontChange} or self.model() is None:
            return
        # Columns that a person made wider stay so, unless the letters changed.
        if self._widths and self.fontMetrics().averageCharWidth() != self._letter:
            self.wide(*self._widths)
        self._space_rows()

    def _space_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * _ROW_LINES))
        self.updateGeometry()

    def _high(self, rows: int) -> int:
        """With so many rows and the head."""
        head, row = self.horizontalHeader().sizeHint().height(), self.verticalHeader().defaultSectionSize()
        return head + rows * row + 2 * self.frameWidth()


class ManyRows(Table):
    """Several rows may be chosen; Enter opens the one where one stands.

    Signals:
        opened: That row, as an index of the model.
    """

    opened = Signal(QModelIndex)

    def __init__(self, name: str, model: RowsModel[Any]) -> None:
        super().__init__(name, model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class WholeTable(Table):
    """A table that never scrolls sideways: its columns share the width there is, and long text goes on below itself."""

    def __init__(self, name: str, model: QAbstractItemModel, shares: Sequence[int]) -> None:
        """`shares` tells how wide every column is beside the others."""
        super().__init__(name, model)
        self._shares = tuple(shares)
        self.columns.is_sizable = False
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(WholeCells(self))
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self._fit)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and self.model() is not None:
            self._fit()

    @override
    def _high(self, rows: int) -> int:
        head = self.horizontalHeader().sizeHint().height()
        return (
            head
            + sum(self.rowHeight(at) or self.verticalHeader().defaultSectionSize() for at in range(rows))
            + 2 * self.frameWidth()
        )

    @override
    def arrange(self) -> None:
        self._fit()

    def _fit(self) -> None:
        shown = self.columns.shown()
        width, whole = self.viewport().width(), sum(self._shares[at] for at in shown)
        for at in shown[:-1]:
            self.setColumnWidth(at, width * self._shares[at] // whole)
        self.resizeRowsToContents()
        self.updateGeometry()


class WholeCells(QStyledItemDelegate):
    """Cells as high as their wrapped text, with the room round it that the stylesheet keeps."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        table = self.parent()
        usual = super().sizeHint(option, index)
        if not isinstance(table, QTableView):
            return usual
        room = QRect(0, 0, table.columnWidth(index.column()) - 2 * Space.L - 2, 100_000)
        words = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, str(index.data()))
        return QSize(usual.width(), max(usual.height(), words.height() + Space.L))
