"""The palette's lines as Qt wants them, and how a line looks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.views.design.icons import icon_edge, pixmap
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space
from desktop.views.palette.matching import Line

AnyIndex = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1


class PaletteModel(QAbstractListModel):
    """The lines shown; a screen reader reads each as one sentence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Replaces them all."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, at: int) -> Line:
        """The line at a row."""
        return self._lines[at]

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(part for part in (line.title, line.detail, line.group, line.keys) if part)
        return line if role == LINE_ROLE else None


class PaletteDelegate(QStyledItemDelegate):
    """Icon, title with its detail under it, and at the end what sort of thing it is or its keys."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        line: Line = index.data(LINE_ROLE)
        lines = 2 if line.detail else 1
        return QSize(0, self._view.fontMetrics().height() * lines + 2 * Space.S)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        line: Line = index.data(LINE_ROLE)
        ink = colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if QStyle.StateFlag.State_Selected in option.state:
            painter.setPen(QColor(ink.accent))
            painter.setBrush(QColor(ink.accent_soft))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), 7, 7)
        inner = option.rect.adjusted(Space.M, Space.S, -Space.M, -Space.S)
        edge = icon_edge(self._view)
        drawing = pixmap(line.icon, ink.accent, edge, self._view.devicePixelRatioF())
        painter.drawPixmap(inner.left(), inner.center().y() - edge // 2, drawing)
        self._write(painter, inner.adjusted(edge + Space.M, 0, 0, 0), line)
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, line: Line) -> None:
        ink = colours()
        end = line.keys or line.group
        painter.setPen(QColor(ink.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, end)
        room = box.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(end) - Space.L, 0)
        lower = QRect(room.left(), room.top() + painter.fontMetrics().height(), room.width(), room.height())
        metrics = painter.fontMetrics()
        painter.drawText(lower, Qt.AlignmentFlag.AlignTop, _cut(line.detail, metrics.elidedText, room.width()))
        bold = QFont(self._view.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(ink.text))
        height = Qt.AlignmentFlag.AlignTop if line.detail else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, height, _cut(line.title, painter.fontMetrics().elidedText, room.width()))


def _cut(text: str, elided: object, width: int) -> str:
    return str(elided(text, Qt.TextElideMode.ElideRight, width)) if callable(elided) else text
