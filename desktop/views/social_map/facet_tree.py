"""The filters to see and press: groups that open, values with a tick and a count."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.language.forms import number
from desktop.models.search import Facet, SearchAnswer
from desktop.views.design.dress import dress
from desktop.views.design.icons import pixmap
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space
from desktop.views.social_map.facet_model import FacetModel, FacetRole
from desktop.views.social_map.facet_words import OPEN, FacetWords

AnyIndex = QModelIndex | QPersistentModelIndex

_PRESSES = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class FacetTree(QTreeView):
    """Facets with their values. The arrows walk and open, Space and Enter choose.

    Signals:
        turned: (facet, value) that a person chose, or let go.
    """

    turned = Signal(str, str)

    def __init__(self, words: FacetWords) -> None:
        super().__init__()
        self.setObjectName("map-facets")
        self.setAccessibleName(_("Filters with how many are found"))
        dress(self, "facets")
        self._model = FacetModel(words, self)
        self.setModel(self._model)
        self.setItemDelegate(_FacetDelegate(self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(Space.XS)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(False)
        self._open = set(OPEN)
        self.clicked.connect(self._use)
        self.expanded.connect(self._on_expanded)
        self.collapsed.connect(self._on_collapsed)

    def show_answer(self, answer: SearchAnswer, narrowed: dict[Facet, tuple[str, ...]]) -> None:
        """The counts of an answer. Where one was stays where it was."""
        facet, value = self._here()
        if self._model.show_counts(answer.counts, narrowed):
            self._restore(facet, value)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSES and self.currentIndex().isValid():
            self._use(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _here(self) -> tuple[Facet | None, str]:
        at = self.currentIndex()
        return (_facet(at), str(at.data(FacetRole.VALUE) or "")) if at.isValid() else (None, "")

    def _restore(self, facet: Facet | None, value: str) -> None:
        scrolled = self.verticalScrollBar().value()
        for row in range(self._model.rowCount()):
            top = self._model.index(row, 0)
            self.setExpanded(top, _facet(top) in self._open)
        if facet is not None:
            at = self._model.at(facet, value)
            self.setCurrentIndex(at if at.isValid() else self._model.at(facet))
        self.verticalScrollBar().setValue(scrolled)

    def _use(self, index: QModelIndex) -> None:
        facet, value = _facet(index), str(index.data(FacetRole.VALUE) or "")
        if value:
            self.turned.emit(facet.value, value)
        elif not index.parent().isValid():
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self._model.show_rest(facet)
            self._restore(facet, "")

    def _on_expanded(self, index: QModelIndex) -> None:
        self._open.add(_facet(index))

    def _on_collapsed(self, index: QModelIndex) -> None:
        self._open.discard(_facet(index))


class _FacetDelegate(QStyledItemDelegate):
    """A facet in bold with an arrow; a value with its tick, its words and its count at the end of the line."""

    def __init__(self, view: FacetTree) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        # At least 24 high, as a finger needs (WCAG 2.2, 2.5.8).
        return QSize(
            100, max(26, self._view.fontMetrics().height() + (Space.S if index.parent().isValid() else Space.M))
        )

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(Space.XS, option.rect.top(), self._view.viewport().width() - 2 * Space.XS, option.rect.height())
        self._ground(painter, rect, option.state)
        self._words(painter, rect.adjusted(Space.S, 0, -Space.S, 0), index)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if focused or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QColor(colours().accent) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours().sunken))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)

    def _words(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        is_group = not index.parent().isValid()
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold if is_group or _is_chosen(index) else QFont.Weight.Normal)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        mark = metrics.height()
        self._mark(painter, QRect(rect.left(), rect.center().y() - mark // 2, mark, mark), index)
        told = _count(index)
        room = metrics.horizontalAdvance(told) + (Space.S if told else 0)
        text = rect.adjusted(mark + Space.S, 0, -room, 0)
        value, middle = str(index.data(FacetRole.VALUE) or ""), Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours().text if is_group or value else colours().accent))
        painter.drawText(text, middle, metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, text.width()))
        painter.setPen(QColor(colours().accent if is_group else colours().muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | middle, told)

    def _mark(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        ratio = self._view.devicePixelRatioF()
        if not index.parent().isValid():
            is_open = isinstance(index, QModelIndex) and self._view.isExpanded(index)
            edge = round(rect.width() * 0.8)
            arrow = pixmap("down" if is_open else "forward", colours().muted, edge, ratio)
            painter.drawPixmap(rect.left(), rect.top() + (rect.height() - edge) // 2, arrow)
        elif index.data(FacetRole.VALUE):
            draw_tick(painter, rect, ratio, on=_is_chosen(index))


def draw_tick(painter: QPainter, rect: QRect, ratio: float, *, on: bool) -> None:
    """A box to tick, as the rest of the program draws it."""
    box = rect.adjusted(1, 1, -1, -1)
    painter.setPen(QColor(colours().accent if on else colours().edge))
    painter.setBrush(QColor(colours().accent if on else colours().surface))
    painter.drawRoundedRect(box, 4, 4)
    if on:
        edge = box.width() - 2
        painter.drawPixmap(box.left() + 1, box.top() + 1, pixmap("check", colours().on_accent, edge, ratio))


def _facet(index: AnyIndex) -> Facet:
    """Qt hands a `StrEnum` on as plain text."""
    return Facet(index.data(FacetRole.FACET))


def _is_chosen(index: AnyIndex) -> bool:
    return bool(index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked)


def _count(index: AnyIndex) -> str:
    count = index.data(FacetRole.COUNT)
    if not isinstance(count, int):
        return ""
    return number(count) if index.parent().isValid() else ngettext("1 chosen", "{n} chosen", count)
