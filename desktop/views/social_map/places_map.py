"""A schematic map of the places where something was found: no borders, no tiles, no network, and nothing one must see.

The filter by place has the same places with the same counts.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.language.forms import number
from desktop.models.search import PlaceCount
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Space
from desktop.views.social_map.map_layout import Layout, Spot, labels, lay_out, towards

_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_TARGET = 12
"""Half the width of what one can press: 24 across is the least a finger needs (WCAG 2.2, 2.5.8)."""
_USES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PlacesMap(QWidget):
    """Places by where they lie, each with what was found there: a circle counts services, a square providers.

    Each place is a button. Tab comes to one of them, the arrows go to its neighbours, Space and Enter narrow to it.

    Signals:
        turned: Name of the place to narrow to, or no longer.
    """

    turned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("map-places")
        self.setAccessibleName(_("Map of the places"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._places: tuple[PlaceCount, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self._layout = Layout((), ())
        self._names: tuple[QRectF | None, ...] = ()
        self._marks: list[_Mark] = []
        self._at = ""
        self._dress()
        # In a turn of its own: the answer also fills the list and the filters, and none may hold the others up.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._lay_out)

    def show_places(self, places: tuple[PlaceCount, ...], chosen: tuple[str, ...]) -> None:
        """Other counts, and which places are chosen."""
        if (places, chosen) != (self._places, self._chosen):
            self._places, self._chosen = places, chosen
            if self.isVisible():
                self._soon.start()

    def marks(self) -> list[QAbstractButton]:
        """The places one can press now."""
        return [mark for mark in self._marks if mark.isVisibleTo(self)]

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 260)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, 160)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and hasattr(self, "_soon"):
            self._dress()
            if self.isVisible():
                self._soon.start()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours().line))
        painter.setBrush(QColor(colours().surface))
        painter.drawRoundedRect(self._ground(), 10, 10)
        for spot, where in zip(self._layout.spots, self._names, strict=True):
            if where is not None:
                self._draw_label(painter, where, spot.place)
        self._draw_foot(painter)
        painter.end()

    def go(self, key: Qt.Key) -> None:
        """From the place with the focus to its neighbour in the direction of an arrow."""
        spots = self._layout.spots
        now = next((n for n, mark in enumerate(self._marks[: len(spots)]) if mark.hasFocus()), -1)
        if now < 0 or key not in _WAYS:
            return
        there = towards(spots, now, *_WAYS[key])
        self._let_in(spots[there].place.name)
        self._marks[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        self._layout = lay_out(self._places, self._room())
        spots = self._layout.spots
        while len(self._marks) < len(spots):
            mark = _Mark(self)
            mark.clicked.connect(self._on_pressed)
            self._marks.append(mark)
        for mark, spot in zip(self._marks, spots, strict=False):
            mark.stand(spot, chosen=spot.place.name in self._chosen)
        for mark in self._marks[len(spots) :]:
            mark.hide()
        for mark in self._marks[: len(spots)]:
            mark.raise_()
        self._let_in(self._at)
        self._names = labels(spots, [self._size(spot.place) for spot in spots], self._room())
        self.update()

    def _let_in(self, name: str) -> None:
        """Tab comes to one place only: the last one that had the focus, else the first."""
        shown = self._marks[: len(self._layout.spots)]
        entry = next((mark for mark in shown if mark.name == name), shown[0] if shown else None)
        for mark in shown:
            mark.setFocusPolicy(Qt.FocusPolicy.StrongFocus if mark is entry else Qt.FocusPolicy.ClickFocus)
        self._at = entry.name if entry else ""

    def _ground(self) -> QRectF:
        """Apart from the list at its left and the entry under it."""
        return QRectF(self.rect()).adjusted(Space.M, 0.5, -0.5, -Space.M)

    def _room(self) -> QRectF:
        foot = self._line + Space.M
        return self._ground().adjusted(Space.S, Space.S, -Space.S, -foot)

    def _dress(self) -> None:
        """Fonts and their measures, made once for many names."""
        self._plain, self._bold = _small(self.font(), bold=False), _small(self.font(), bold=True)
        self._measure, self._bold_measure = QFontMetricsF(self._plain), QFontMetricsF(self._bold)
        self._line = self._measure.height()

    def _size(self, place: PlaceCount) -> QSizeF:
        name = self._bold_measure.horizontalAdvance(place.name)
        counted = sum(self._part(count) for count in (place.community, place.providers) if count)
        return QSizeF(max(name, counted) + 2, 2 * self._line)

    def _part(self, count: int) -> float:
        return self._line + self._measure.horizontalAdvance(number(count)) + Space.XS

    def _draw_label(self, painter: QPainter, where: QRectF, place: PlaceCount) -> None:
        line = self._line
        painter.setFont(self._bold)
        painter.setPen(QColor(colours().text))
        painter.drawText(QRectF(where.left(), where.top(), where.width(), line), Qt.AlignmentFlag.AlignLeft, place.name)
        left = where.left()
        painter.setFont(self._plain)
        for count, is_round in ((place.community, True), (place.providers, False)):
            if count:
                self._draw_count(painter, QPointF(left, where.top() + line), number(count), is_round=is_round)
                left += self._part(count)

    def _draw_count(self, painter: QPainter, at: QPointF, words: str, *, is_round: bool) -> None:
        line = self._line
        edge = line * 0.5
        shape = QRectF(at.x(), at.y() + (line - edge) / 2, edge, edge)
        draw_shape(painter, shape, is_round=is_round)
        painter.setPen(QColor(colours().muted))
        room = QRectF(at.x() + line * 0.75, at.y(), 1000, line)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _draw_foot(self, painter: QPainter) -> None:
        """What the shapes mean, and which places lie too far away."""
        painter.setFont(self._plain)
        metrics = self._measure
        left, top = self._ground().left() + Space.M, self._ground().bottom() - self._line - Space.XS
        for words, is_round in ((_("without an indication"), True), (_("contracted care"), False)):
            self._draw_count(painter, QPointF(left, top), words, is_round=is_round)
            left += self._line + metrics.horizontalAdvance(words) + Space.M
        far = ", ".join(f"{place.name} ({place.community + place.providers})" for place in self._layout.far)
        if far:
            room = QRectF(left, top, self._ground().right() - left - Space.M, self._line)
            told = metrics.elidedText(
                _("further away: {places}", places=far), Qt.TextElideMode.ElideRight, room.width()
            )
            painter.setPen(QColor(colours().muted))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, told)

    def _on_pressed(self) -> None:
        mark = self.sender()
        if isinstance(mark, _Mark):
            self._let_in(mark.name)
            self.turned.emit(mark.name)


def _small(font: QFont, *, bold: bool) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.86)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


class _Mark(QAbstractButton):
    """One place, as large as what was found: a circle with a square in it when there are providers too."""

    def __init__(self, owner: PlacesMap) -> None:
        super().__init__(owner)
        self._owner = owner
        self._place = PlaceCount("", 0, 0, 0, 0)
        self._half = 0.0
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def name(self) -> str:
        """Of the place."""
        return self._place.name

    def stand(self, spot: Spot, *, chosen: bool) -> None:
        """Shows a place, where it lies."""
        self._place = spot.place
        self.setChecked(chosen)
        self._half = spot.half
        half = max(_TARGET, round(spot.half) + 2)
        self.setGeometry(QRect(round(spot.at.x()) - half, round(spot.at.y()) - half, 2 * half, 2 * half))
        words = told(spot.place)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.show()
        self.update()

    @override
    def nextCheckState(self) -> None:
        """What is chosen comes back with the answer; a mark does not turn by itself."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _WAYS:
            self._owner.go(Qt.Key(event.key()))
        elif event.key() in _USES:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        rect = QRectF(middle.x() - self._half, middle.y() - self._half, 2 * self._half, 2 * self._half)
        draw_shape(painter, rect, is_round=bool(self._place.community))
        if self._place.community and self._place.providers:
            edge = self._half * 0.9
            draw_shape(painter, QRectF(middle.x() - edge / 2, middle.y() - edge / 2, edge, edge), is_round=False)
        if self.isChecked() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours().text), 3 if self.isChecked() else 2))
            painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), 4, 4)
        painter.end()


def told(place: PlaceCount) -> str:
    """A place in words, for who cannot see where it lies."""
    community = ngettext("1 without an indication", "{n} without an indication", place.community)
    providers = ngettext("1 provider", "{n} providers", place.providers)
    counted = [words for words, n in ((community, place.community), (providers, place.providers)) if n]
    return f"{place.name}: {', '.join(counted)}"


def draw_shape(painter: QPainter, rect: QRectF, *, is_round: bool) -> None:
    """A circle for what needs no indication, a square for contracted care: told apart without colour too."""
    tone = colours().good if is_round else colours().accent
    ground = colours().good_soft if is_round else colours().accent_soft
    painter.setPen(QPen(QColor(tone), 1.6))
    painter.setBrush(QColor(ground))
    if is_round:
        painter.drawEllipse(rect)
    else:
        painter.drawRect(rect)
