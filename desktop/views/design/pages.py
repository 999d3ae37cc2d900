"""The ground of a screen: a title, what one can do here, and a column of calm width under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.views.design.beside import Beside
from desktop.views.design.dress import column, dress, row
from desktop.views.design.tokens import Space
from desktop.views.design.words import PageTitle, Text

READING_WIDTH = 920
"""Widest column of text and cards, device-independent pixels: about ninety letters, the most a line reads well at."""

_FULL_WIDTH = 16_777_215


class PageHead(QWidget):
    """Title and lead of a screen, with its buttons on the right.

    Attributes:
        buttons: Layout for them.
    """

    def __init__(self, title: str, lead: str = "") -> None:
        super().__init__()
        # Not Maximum: it would cut a title off that wraps.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._outer, self._words = column(self, gap=Space.XS), column(gap=Space.XS)
        layout = row(gap=Space.L)
        self._outer.addLayout(layout)
        self._title = PageTitle(title)
        self._lead = Text(lead, "lead")
        self._words.addWidget(self._title)
        # Under the buttons too: beside them it would break where there is room enough.
        self._outer.addWidget(self._lead)
        layout.addLayout(self._words, 1)
        # Not before it stands in here: a widget that is shown alone is a window of its own.
        self._lead.setVisible(bool(lead))
        self.buttons = Beside(gap=Space.S, sharing=False)
        layout.addLayout(self.buttons)
        layout.setAlignment(self.buttons, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._across = layout

    def say(self, title: str, lead: str = "") -> None:
        """Another title or lead."""
        self._title.setText(title)
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self._turn()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    @override
    def event(self, event: QEvent) -> bool:
        # A button that comes or goes changes the room there is.
        if event.type() is QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        """The buttons go under a title they would have to break."""
        title = self._title.fontMetrics().horizontalAdvance(self._title.text())
        room = self.width() - self.buttons.sizeHint().width() - Space.XL
        way = QBoxLayout.Direction.LeftToRight if title <= room else QBoxLayout.Direction.TopToBottom
        if self._across.direction() is not way:
            self._across.setDirection(way)
            beside = way is QBoxLayout.Direction.LeftToRight
            self._outer.removeWidget(self._lead)
            self._words.removeWidget(self._lead)
            (self._outer if beside else self._words).addWidget(self._lead)


class _Ground(QWidget):
    """What a column stands on. It is as high as its content is at the width it has, and no higher.

    Left to itself a scroll area takes the height the content would have at its narrowest, and scrolls over nothing.
    """

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class Column(QScrollArea):
    """A scrolling column, at the left where the titles of all screens begin, or in the middle.

    Attributes:
        body: Layout to put cards in; they stand at the top.
    """

    def __init__(self, *, width: int = READING_WIDTH, edge: int = Space.XXL, centred: bool = False) -> None:
        super().__init__()
        # Its own, made here: asked for the one it has, Qt's bindings first make every kind of widget there is (20 ms).
        ground = QWidget()
        self.setViewport(ground)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = _Ground()
        dress(holder, "page")
        inner = QWidget()
        inner.setMaximumWidth(width or _FULL_WIDTH)
        self.body: QVBoxLayout = column(inner, gap=Space.L)
        across = row(holder, edge=edge)
        if centred:
            across.addStretch(1)
        across.addWidget(inner, 1000)
        across.addStretch(1)
        self.setWidget(holder)
        ground.setAutoFillBackground(False)


class Page(QWidget):
    """A whole screen: head and scrolling column.

    Attributes:
        head: Title, lead and buttons.
        body: Layout for the cards; end it with a stretch.
    """

    def __init__(self, title: str, lead: str = "", *, width: int = READING_WIDTH) -> None:
        super().__init__()
        dress(self, "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = column(self)
        self.column = Column(width=width)
        outer.addWidget(self.column)
        self.body = self.column.body
        self.head = PageHead(title, lead)
        self.body.addWidget(self.head)
