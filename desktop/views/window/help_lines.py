"""The list beside a page of help: the contents, or where the words that were typed stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space

AnyIndex = QModelIndex | QPersistentModelIndex
_LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_UNBOUNDED = 10_000


@dataclass(frozen=True)
class HelpLine:
    """A line of the list; without a page it is the title of a chapter, and cannot be chosen."""

    title: str
    under: str = ""
    page: str = ""
    heading: str = ""


class HelpLines(QAbstractListModel):
    """The lines shown; a screen reader reads each as one sentence."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[HelpLine] = []

    def show_lines(self, lines: Sequence[HelpLine]) -> None:
        """Replaces them all."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, at: int) -> HelpLine:
        """The line at a row."""
        return self._lines[at]

    def row_of(self, page: str) -> int | None:
        """Where the page stands; None when it is not listed."""
        return next((at for at, line in enumerate(self._lines) if line.page == page), None)

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(filter(None, (line.title, line.under)))
        return line if role == _LINE_ROLE else None

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        chosen = index.isValid() and bool(self._lines[index.row()].page)
        return super().flags(index) if chosen else Qt.ItemFlag.NoItemFlags


class HelpLinesDelegate(QStyledItemDelegate):
    """A title with what stands around the words under it; a chapter is muted, above its pages."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        line: HelpLine = index.data(_LINE_ROLE)
        wide = max(1, self._view.viewport().width() - 2 * Space.M)
        title, under = _heights(self._font(line), self._view.font(), line, wide)
        return QSize(0, title + under + 2 * Space.XS + (0 if line.page else Space.M))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        line: HelpLine = index.data(_LINE_ROLE)
        ink = colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.page and QStyle.StateFlag.State_Selected in option.state:
            painter.setPen(QColor(ink.accent))
            painter.setBrush(QColor(ink.accent_soft))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), 7, 7)
        box = option.rect.adjusted(Space.M, Space.XS + (0 if line.page else Space.M), -Space.M, -Space.XS)
        title, _under = _heights(self._font(line), self._view.font(), line, box.width())
        painter.setFont(self._font(line))
        painter.setPen(QColor(ink.text if line.page else ink.muted))
        painter.drawText(QRect(box.left(), box.top(), box.width(), title), _WRAPPED, line.title)
        painter.setFont(self._view.font())
        painter.setPen(QColor(ink.muted))
        painter.drawText(box.adjusted(0, title, 0, 0), _WRAPPED, line.under)
        painter.restore()

    def _font(self, line: HelpLine) -> QFont:
        font = QFont(self._view.font())
        if line.under or not line.page:
            font.setWeight(QFont.Weight.DemiBold)
        return font


def _heights(title: QFont, under: QFont, line: HelpLine, wide: int) -> tuple[int, int]:
    """Of both texts when they are broken to this width, pixels."""
    room = QRect(0, 0, wide, _UNBOUNDED)
    lower = QFontMetrics(under).boundingRect(room, _WRAPPED, line.under).height() if line.under else 0
    return QFontMetrics(title).boundingRect(room, _WRAPPED, line.title).height(), lower
