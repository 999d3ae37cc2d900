"""What was found, as a list that reads as rows: a heading for each kind, the neighbourhood first."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.search import Hit, HitKind, SearchAnswer
from desktop.views.design.icons import icon_edge, pixmap
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space
from desktop.views.indication.providers import STATUS_TONES
from desktop.views.social_map.words import badge_text, detail_text, spoken, why_text

AnyIndex = QModelIndex | QPersistentModelIndex
HIT_ROLE = Qt.ItemDataRole.UserRole + 1


class ResultModel(QAbstractListModel):
    """Headings and hits. A heading cannot be selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Hit | str] = []

    def show_answer(self, answer: SearchAnswer) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self._rows = []
        for kind, title in (
            (HitKind.COMMUNITY, _("In the neighbourhood, without an indication")),
            (HitKind.PROVIDER, _("Contracted care")),
        ):
            hits = [hit for hit in answer.hits if hit.kind is kind]
            if hits:
                self._rows += [f"{title} ({len(hits)})", *hits]
        self.endResetModel()

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
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if is_hit else Qt.ItemFlag.NoItemFlags

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return spoken(row) if isinstance(row, Hit) else row
        return row if role == HIT_ROLE else None


class ResultDelegate(QStyledItemDelegate):
    """A hit: icon and name, a badge at the end, what is known under it, and why it was found."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        line = self._view.fontMetrics().height()
        lines = 3 if isinstance(index.data(HIT_ROLE), Hit) else 1
        return QSize(200, lines * line + (Space.L if lines == 3 else Space.XL))  # noqa: PLR2004 - a hit has three

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(HIT_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if isinstance(row, Hit):
            self._draw_ground(painter, rect, state)
            self._draw_hit(painter, rect.adjusted(Space.M, Space.S, -Space.M, -Space.S), row)
        else:
            self._draw_heading(painter, rect.adjusted(Space.M, 0, 0, -Space.XS), str(row))
        painter.restore()

    def _draw_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if not chosen and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().accent_soft if chosen else colours().sunken))
        painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 8, 8)
        if chosen and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(colours().accent))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 8, 8)

    def _draw_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(_font(self._view, bold=True))
        painter.setPen(QColor(colours().muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignBottom, text)

    def _draw_hit(self, painter: QPainter, rect: QRect, hit: Hit) -> None:
        edge = icon_edge(self._view)
        name = "community" if hit.kind is HitKind.COMMUNITY else "provider"
        drawing = pixmap(name, colours().accent, edge, self._view.devicePixelRatioF())
        painter.drawPixmap(rect.left(), rect.top() + 1, drawing)
        words = rect.adjusted(edge + Space.M, 0, 0, 0)
        badge = self._draw_badge(painter, words, hit)
        line = self._view.fontMetrics().height()
        for at, (text, bold, colour, room) in enumerate(
            (
                (hit.name, True, colours().text, words.width() - badge - Space.M),
                (detail_text(hit), False, colours().muted, words.width()),
                (" — ".join(filter(None, (hit.summary, why_text(hit)))), False, colours().muted, words.width()),
            )
        ):
            font = _font(self._view, bold=bold)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            where = QRect(words.left(), words.top() + at * line, room, line)
            shown = painter.fontMetrics().elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_badge(self, painter: QPainter, rect: QRect, hit: Hit) -> int:
        tone = (
            "good" if hit.kind is HitKind.COMMUNITY else (STATUS_TONES[hit.wait.status].value if hit.wait else "muted")
        )
        values = colours().values()
        text = badge_text(hit)
        if not text:
            return 0
        painter.setFont(_font(self._view, bold=True, small=True))
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(text) + Space.L
        pill = QRect(rect.right() - width, rect.top(), width, metrics.height() + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(values.get(f"{tone}_soft", colours().sunken)))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(QColor(values[tone]))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return width


def _font(view: QWidget, *, bold: bool = False, small: bool = False) -> QFont:
    font = QFont(view.font())
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    if small:
        font.setPointSizeF(font.pointSizeF() * 0.88)
    return font
