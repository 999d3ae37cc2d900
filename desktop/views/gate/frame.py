"""The ground of everything before the store is open: the street at the left, one thing to do at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.places import resource
from desktop.views.design.buttons import NavQuietButton
from desktop.views.design.dress import column, dress, row
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space

_FORM_WIDTH = 520


class Street(QWidget):
    """A row of houses, drawn for this program; decoration, so it says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._drawing = QSvgRenderer(str(resource("art", "street.svg")), self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 330)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        whole = self._drawing.defaultSize()
        shown = whole.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = (self.width() - shown.width()) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(left, self.height() - shown.height(), shown.width(), shown.height())
        self._drawing.render(painter, box)
        painter.end()


class GateFrame(QWidget):
    """Brand and street beside a column.

    Signals:
        help_asked: With the button or with F1.

    Attributes:
        body: Layout for what is to be done; it stands in the middle of the height.
        is_help_asked: It was asked for, maybe before the program was loaded that can show it.
    """

    help_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_help_asked = False
        QShortcut(QKeySequence("F1"), self, self._on_help)
        dress(self, "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(880, 600)
        across = row(self, gap=0)
        across.addWidget(self._brand(), 2)
        self._form = Column(width=_FORM_WIDTH, centred=True)
        across.addWidget(self._form, 3)
        self.body: QVBoxLayout = self._form.body

    def show_top(self) -> None:
        """Scrolls to where one begins to read; where it all fits nothing moves."""
        self._form.verticalScrollBar().setValue(0)

    def help_heading(self) -> str:
        """The heading on the page of help under which it stands where one is; empty for the top of the page."""
        return ""

    def stop_waiting(self) -> None:
        """What was waited for failed through a fault of ours, which is told: one can go on."""

    def _on_help(self) -> None:
        self.is_help_asked = True
        self.help_asked.emit()

    def _brand(self) -> QFrame:
        side = QFrame()
        dress(side, "nav")
        side.setMinimumWidth(300)
        layout = column(side, gap=Space.S, edge=Space.XXL)
        layout.addSpacing(Space.XL)
        for text, look in (("Naober", "brand-large"), (_("Help near home first, and care that fits."), "tagline")):
            label = QLabel(text)
            label.setWordWrap(True)
            dress(label, look)
            layout.addWidget(label)
        help_ = NavQuietButton(_("Help"), icon="help")
        help_.setToolTip(f"{_('Help')} (F1)")
        help_.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # F1 is the way there without a mouse: who types goes straight on
        help_.clicked.connect(self._on_help)
        layout.addSpacing(Space.S)
        layout.addWidget(help_, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        layout.addWidget(Street(), 6)
        return side
