"""Icons drawn for this program: strokes in the colour of their tone, sharp at any scale, always beside a word."""

from __future__ import annotations

from enum import IntEnum
from functools import cache

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.language.places import resource
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Tone

_RATIOS = (1.0, 1.5, 2.0, 3.0)


class IconSize(IntEnum):
    """Edge in device-independent pixels at text size 100 %; icons grow with the text."""

    SMALL = 16
    NORMAL = 20
    LARGE = 40


def pixmap(name: str, colour: str, edge: int, ratio: float) -> QPixmap:
    """The drawing of that name, ``edge`` device-independent pixels square, for a screen of that pixel ratio."""
    key = f"naober-{name}-{colour}-{edge}-{ratio}"
    found = QPixmap()
    if not QPixmapCache.find(key, found):
        found = _drawn(name, colour, round(edge * ratio))
        found.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, found)
    return found


def icon(name: str, colour: str, edge: int) -> QIcon:
    """The drawing of that name at every pixel ratio in use."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, colour, edge, ratio))
    return made


def icon_edge(widget: QWidget, size: IconSize = IconSize.NORMAL) -> int:
    """Edge in device-independent pixels that goes with the widget's text: 20 at a line height of 18."""
    return max(size, round(size * widget.fontMetrics().height() / 18))


def put_icon(button: QAbstractButton, name: str, tone: Tone) -> None:
    """Gives a button its drawing in the tone's present colour; to be said again when the theme changes."""
    edge = icon_edge(button)
    button.setIcon(icon(name, colours().values()[tone], edge))
    button.setIconSize(QSize(edge, edge))


class Icon(QWidget):
    """A drawing beside a word. It says nothing to a screen reader: the word does."""

    def __init__(self, name: str, *, tone: Tone = Tone.MUTED, size: IconSize = IconSize.NORMAL) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, tone: Tone) -> None:
        """Another drawing or tone; without a name it shows nothing and keeps its place."""
        self._name, self._tone = name, tone
        self.update()

    @override
    def sizeHint(self) -> QSize:
        edge = icon_edge(self, self._size)
        return QSize(edge, edge)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._name:
            return
        edge = min(self.width(), self.height())
        ink = colours().values()[self._tone]
        painter = QPainter(self)
        left = (self.width() - edge) // 2
        painter.drawPixmap(left, (self.height() - edge) // 2, pixmap(self._name, ink, edge, self.devicePixelRatioF()))
        painter.end()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()
        super().changeEvent(event)


def _drawn(name: str, colour: str, edge: int) -> QPixmap:
    made = QPixmap(edge, edge)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode())).render(
        painter, QRectF(0, 0, edge, edge)
    )
    painter.end()
    return made


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
