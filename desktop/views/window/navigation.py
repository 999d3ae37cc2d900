"""The side of the window: where one can go, how safe the work is, and who is working."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.people import Colleague
from desktop.views.design.buttons import NavQuietButton
from desktop.views.design.dress import column, dress, row
from desktop.views.design.icons import put_icon
from desktop.views.design.tokens import Space, Tone
from desktop.views.desk import Place
from desktop.views.screen_plan import ScreenPlan


class NavButton(QPushButton):
    """A line of the navigation: an icon, a word, and how many things wait there.

    Signals:
        chosen: Its `Place`.
    """

    chosen = Signal(object)

    def __init__(self, plan: ScreenPlan) -> None:
        super().__init__(_(plan.title))
        self.place = plan.place
        self._icon = plan.icon
        self._title = _(plan.title)
        self.setCheckable(True)
        dress(self, "nav")
        self._count = QLabel(self)
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        dress(self._count, "count")
        self._count.hide()
        inside = row(self)
        inside.setContentsMargins(0, 0, Space.S, 0)
        inside.addStretch(1)
        inside.addWidget(self._count, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.clicked.connect(self._on_clicked)
        self._draw()

    def show_count(self, count: int, words: str) -> None:
        """So many wait; `words` say it in full to a screen reader. 0 shows nothing."""
        self._count.setText(str(count))
        self._count.setVisible(count > 0)
        self.updateGeometry()
        self.setToolTip(words if count else "")
        self.setAccessibleName(f"{self._title}, {words}" if count else self._title)

    @override
    def sizeHint(self) -> QSize:
        """With room for the count, while something waits, and for the heavier letters of the line that is lit."""
        room = 0 if self._count.isHidden() else self._count.sizeHint().width() + Space.S
        lit = QFont(self.font())
        lit.setWeight(QFont.Weight.DemiBold)
        title = self.text()
        heavier = QFontMetrics(lit).horizontalAdvance(title) - self.fontMetrics().horizontalAdvance(title)
        return super().sizeHint() + QSize(room + max(0, heavier), 0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._draw()

    def _on_clicked(self) -> None:
        self.chosen.emit(self.place)

    def _draw(self) -> None:
        if hasattr(self, "_icon"):
            put_icon(self, self._icon, Tone.NAV)


class Navigation(QFrame):
    """The whole side.

    Signals:
        chosen: The `Place` to go to.
        lock_asked, help_asked, palette_asked: What the small buttons say.
    """

    chosen = Signal(object)
    lock_asked = Signal()
    help_asked = Signal()
    palette_asked = Signal()

    def __init__(self, plans: Sequence[ScreenPlan], colleague: Colleague, region: str) -> None:
        super().__init__()
        dress(self, "nav")
        self.setAccessibleName(_("Main navigation"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(232)
        layout = column(self, gap=Space.XS, edge=Space.L)
        layout.addWidget(_label("Naober", "brand"))
        layout.addWidget(_label(region, "small"))
        layout.addSpacing(Space.L)
        go = self._quiet(_("Go to …"), "search", self.palette_asked, "Ctrl+K")
        dress(go, "nav-search")
        layout.addWidget(go)
        layout.addSpacing(Space.S)
        self.buttons = self._lines(plans)
        self._scroll = _scrolling(self.buttons.values())
        layout.addWidget(self._scroll, 1)
        self.sync = NavQuietButton("", icon="cloud")
        self.sync.hide()
        self.sync.clicked.connect(self._on_sync)
        layout.addWidget(self.sync)
        layout.addSpacing(Space.S)
        layout.addWidget(_label(colleague.name, "person"))
        layout.addSpacing(Space.XS)
        layout.addWidget(self._quiet(_("Help"), "help", self.help_asked, "F1"))
        layout.addWidget(self._quiet(_("Lock"), "lock", self.lock_asked, "Ctrl+L"))

    def light(self, place: Place | None) -> None:
        """Lights the line of this place and brings it into view; None lights none."""
        for at, button in self.buttons.items():
            button.setChecked(at is place)
            if at is place:
                self._scroll.ensureWidgetVisible(button, 0, 0)

    def show_sync(self, text: str, icon: str) -> None:
        """How safe the work is, in a few words."""
        self.sync.setText(text.replace(" · ", "\n"))
        self.sync.setVisible(bool(text))
        self.sync.show_icon(icon)
        self.sync.setAccessibleName(_("State of the network: {state}", state=text))

    def _lines(self, plans: Sequence[ScreenPlan]) -> dict[Place, NavButton]:
        # No QButtonGroup: in one the Tab key stops only at the line that is lit.
        made = {plan.place: NavButton(plan) for plan in plans if plan.in_navigation}
        for button in made.values():
            button.chosen.connect(self.chosen)
        return made

    def _quiet(self, text: str, icon: str, signal: object, keys: str) -> NavQuietButton:
        button = NavQuietButton(text, icon=icon)
        button.setToolTip(f"{text} ({keys})")
        button.clicked.connect(signal)
        return button

    def _on_sync(self) -> None:
        self.chosen.emit(Place.SYNC)


class _Lines(QWidget):
    """Lines that are never pressed flat: the stylesheet's smallest height is less than large letters need."""

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _Scrolling(QScrollArea):
    """As wide as its lines with the bar beside them, so that no word or count is cut when it scrolls."""

    @override
    def sizeHint(self) -> QSize:
        hint, lines = super().sizeHint(), self.widget()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(lines.sizeHint().width() + bar, hint.height()) if lines is not None else hint

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()  # A line became wider: Qt's own looks only at its bars then.
        return super().eventFilter(watched, event)


def _scrolling(buttons: Iterable[NavButton]) -> QScrollArea:
    """The lines under each other; with large letters, or many lines on a small window, they scroll and none is cut."""
    made, inner = _Scrolling(), _Lines()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.viewport().setAutoFillBackground(False)
    dress(inner, "page")
    lines = column(inner, gap=1)
    for button in buttons:
        lines.addWidget(button)
    lines.addStretch(1)
    made.setWidget(inner)
    return made


def _label(text: str, look: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(look == "small")
    dress(label, look)
    return label
