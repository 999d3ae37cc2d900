"""What was found, as a list that reads as rows: a heading for each kind, the neighbourhood first."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.search import Hit, HitKind, SearchAnswer
from desktop.views.design.icons import icon_edge, pixmap
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Colours, Space
from desktop.views.social_map.facet_tree import draw_tick
from desktop.views.social_map.words import badge_text, badge_tone, detail_text, spoken, stands_in_row, stands_text

AnyIndex = QModelIndex | QPersistentModelIndex
HIT_ROLE = Qt.ItemDataRole.UserRole + 1

_LINES = 4
"""Of a hit: name, what is known, what it is, and why it stands there."""


class ResultModel(QAbstractListModel):
    """Headings and hits. A heading cannot be selected; a hit can be ticked, to be compared.

    Signals:
        ticked: Id of an entry that a person wants to compare, or no longer.
    """

    ticked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Hit | str] = []
        self._compared: frozenset[str] = frozenset()

    def show_compared(self, entries: frozenset[str]) -> None:
        """Which entries bear a tick."""
        self._compared = entries
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [Qt.ItemDataRole.CheckStateRole])

    def show_answer(self, answer: SearchAnswer) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self._rows = _rows(answer)
        self.endResetModel()

    def show_more(self, answer: SearchAnswer) -> None:
        """Adds the hits that are not there yet behind the others; what one looks at stays where it is.

        Of a fuller answer to the same question: what it has more stands behind, for the neighbourhood comes first.
        """
        before = [row for row in self._rows if isinstance(row, Hit)]
        here = {hit.id for hit in before}
        later = [hit for hit in answer.hits if hit.id not in here]
        rows = _rows(replace(answer, hits=(*before, *later)))
        if [row for row in rows[: len(self._rows)] if isinstance(row, Hit)] != before:
            return
        if len(rows) > len(self._rows):
            self.beginInsertRows(QModelIndex(), len(self._rows), len(rows) - 1)
            self._rows = rows
            self.endInsertRows()
        elif rows:
            self._rows = rows
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1), [Qt.ItemDataRole.DisplayRole])

    def hit(self, row: int) -> Hit | None:
        """The hit on a row; None for a heading or past the end."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Hit) else None

    def first(self) -> int:
        """Row of the first hit; -1 when nothing was found."""
        return next((at for at, row in enumerate(self._rows) if isinstance(row, Hit)), -1)

    def row_of(self, entry_id: str) -> int:
        """Row of an entry; -1 when it is not among the hits."""
        return next((at for at, row in enumerate(self._rows) if isinstance(row, Hit) and row.id == entry_id), -1)

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        is_hit = index.isValid() and isinstance(self._rows[index.row()], Hit)
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        return usual if is_hit else Qt.ItemFlag.NoItemFlags

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return spoken(row) if isinstance(row, Hit) else row
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Hit):
            return "\n".join(filter(None, (detail_text(row), row.summary, stands_text(row))))
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(row, Hit):
            return Qt.CheckState.Checked if row.id in self._compared else Qt.CheckState.Unchecked
        return row if role == HIT_ROLE else None

    @override
    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        hit = self.hit(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or hit is None:
            return False
        self.ticked.emit(hit.id)
        return True


class ResultDelegate(QStyledItemDelegate):
    """A hit: icon and name, a badge at the end, what is known under it, and why it stands there."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        line = self._view.fontMetrics().height()
        if isinstance(index.data(HIT_ROLE), Hit):
            return QSize(200, _LINES * line + Space.L)
        return QSize(200, line + Space.XL)

    @override
    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Select}
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease:
            pressed = self.tick_of(option.rect).contains(event.position().toPoint())
        if not pressed or event.type() is QEvent.Type.KeyRelease or index.data(HIT_ROLE) is None:
            return False
        return model.setData(index, None, Qt.ItemDataRole.CheckStateRole)

    def tick_of(self, rect: QRect) -> QRect:
        """Where in the room of a hit one ticks it: at the end of its third line, 24 high at the least."""
        width = self._view.fontMetrics().horizontalAdvance(_("compare")) + self._view.fontMetrics().height() + Space.M
        height = max(24, self._view.fontMetrics().height() + Space.S)
        line = self._view.fontMetrics().height()
        middle = rect.top() + Space.S + 2 * line + line // 2
        return QRect(rect.right() - width - Space.M, middle - height // 2, width, height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row, shades = index.data(HIT_ROLE), colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        if isinstance(row, Hit):
            self._draw_ground(painter, rect, option.state, shades)
            self._draw_hit(painter, rect.adjusted(Space.M, Space.S, -Space.M, -Space.S), row, shades)
            ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            self._draw_tick(painter, self.tick_of(rect), shades, ticked=ticked)
        else:
            painter.setFont(_font(self._view, bold=True))
            painter.setPen(QColor(shades.muted))
            painter.drawText(rect.adjusted(Space.M, 0, 0, -Space.XS), Qt.AlignmentFlag.AlignBottom, str(row))
        painter.restore()

    def _draw_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, shades: Colours) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if not chosen and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shades.accent_soft if chosen else shades.sunken))
        painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 8, 8)
        if chosen and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(shades.accent))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 8, 8)

    def _draw_hit(self, painter: QPainter, rect: QRect, hit: Hit, shades: Colours) -> None:
        edge = icon_edge(self._view)
        name = "community" if hit.kind is HitKind.COMMUNITY else "provider"
        drawing = pixmap(name, shades.accent, edge, self._view.devicePixelRatioF())
        painter.drawPixmap(rect.left(), rect.top() + 1, drawing)
        words = rect.adjusted(edge + Space.M, 0, 0, 0)
        badge = self._draw_badge(painter, words, hit, shades)
        line = self._view.fontMetrics().height()
        usual, small, wide = self._view.font(), _font(self._view, small=True), words.width()
        tick = self.tick_of(rect).width()
        for at, (text, font, colour, room) in enumerate(
            (
                (hit.name, _font(self._view, bold=True), shades.text, wide - badge - Space.M),
                (detail_text(hit), usual, shades.muted, wide),
                (hit.summary, usual, shades.muted, wide - tick - Space.S),
                (stands_in_row(hit), small, shades.accent, wide),
            )
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            where = QRect(words.left(), words.top() + at * line, room, line)
            shown = painter.fontMetrics().elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_tick(self, painter: QPainter, rect: QRect, shades: Colours, *, ticked: bool) -> None:
        painter.setFont(_font(self._view, bold=ticked, small=True))
        edge = min(rect.height(), self._view.fontMetrics().height())
        box = QRect(rect.left(), rect.center().y() - edge // 2, edge, edge)
        draw_tick(painter, box, self._view.devicePixelRatioF(), shades, on=ticked)
        painter.setPen(QColor(shades.accent if ticked else shades.muted))
        words = rect.adjusted(edge + Space.XS, 0, Space.M, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, _("compare"))

    def _draw_badge(self, painter: QPainter, rect: QRect, hit: Hit, shades: Colours) -> int:
        tone, text = badge_tone(hit).value, badge_text(hit)
        if not text:
            return 0
        painter.setFont(_font(self._view, bold=True, small=True))
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(text) + Space.L
        pill = QRect(rect.right() - width, rect.top(), width, metrics.height() + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(shades, f"{tone}_soft", shades.sunken)))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(QColor(getattr(shades, tone)))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return width


def _rows(answer: SearchAnswer) -> list[Hit | str]:
    """A heading and hits for each kind of which there are any."""
    rows: list[Hit | str] = []
    for kind, title in (
        (HitKind.COMMUNITY, _("In the neighbourhood, without an indication")),
        (HitKind.PROVIDER, _("Contracted care")),
    ):
        hits = [hit for hit in answer.hits if hit.kind is kind]
        if hits:
            rows += [_heading(title, len(hits), answer), *hits]
    return rows


def _heading(title: str, shown: int, answer: SearchAnswer) -> str:
    """A kind and how many of it are shown; where the list ends before all that fit, that these are the first."""
    if answer.total > len(answer.hits):
        return _("{kind} (the first {n})", kind=title, n=shown)
    return f"{title} ({shown})"


def _font(view: QWidget, *, bold: bool = False, small: bool = False) -> QFont:
    font = QFont(view.font())
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    if small:
        font.setPointSizeF(font.pointSizeF() * 0.88)
    return font
