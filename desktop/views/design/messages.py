"""What passes by: a message with its way back, and how far long work is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QFrame, QProgressBar, QSizePolicy, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.views.design.announce import announce
from desktop.views.design.buttons import QuietButton, ToastButton
from desktop.views.design.dress import column, dress, row
from desktop.views.design.icons import Icon
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text

SHOWN_MS = 8_000
"""Long enough to read two lines and reach the button; it stays while the pointer or the focus is on it."""


class Toast(QWidget):
    """A message at the foot of the window, with one thing to do about it, such as Undo.

    It stands under the screen and never on it: what the screen says and offers stays in view and can be pressed.
    """

    def __init__(self) -> None:
        super().__init__()
        self._act: Callable[[], None] | None = None
        dress(self, "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        ground = QFrame()
        dress(ground, "toast")
        inside = row(ground, gap=Space.L)
        inside.setContentsMargins(Space.L, Space.S, Space.M, Space.S)
        self._icon = Icon("check", tone=Tone.NAV)
        self._words = Text()
        self._button = ToastButton("")
        self._button.clicked.connect(self._on_pressed)
        inside.addWidget(self._icon)
        inside.addWidget(self._words, 1)
        inside.addWidget(self._button)
        outer = row(self)
        outer.setContentsMargins(Space.XL, Space.S, Space.XL, Space.M)
        outer.addWidget(ground)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self._on_time)
        self.hide()

    def say(self, text: str, *, icon: str = "check", action: str = "", act: Callable[[], None] | None = None) -> None:
        """Shows the message and has it spoken; `act` must be a bound method or a function, kept until the next one."""
        self._act = act
        self._words.setText(text)
        self._icon.show_icon(icon, Tone.NAV)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        self._timer.start()
        announce(self, text)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def _on_time(self) -> None:
        # Going away gives its room back: not under a finger that is pressing something.
        pressing = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if self.underMouse() or self._button.hasFocus() or pressing:
            self._timer.start()
        else:
            self.hide()

    def _on_pressed(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()


class ProgressStrip(QFrame):
    """How far long work is, with a way to stop it that leaves nothing half done.

    Signals:
        cancelled: The person wants it to stop.
    """

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, "card")
        layout = row(self, gap=Space.L, edge=Space.M)
        words = column(gap=Space.S)
        self._text = Text()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        words.addWidget(self._text)
        words.addWidget(self._bar)
        layout.addLayout(words, 1)
        self._stop = QuietButton(_("Cancel"), icon="close")
        self._stop.clicked.connect(self._on_stop)
        layout.addWidget(self._stop)
        self.hide()

    def begin(self, text: str, *, total: int = 0, stoppable: bool = True) -> None:
        """Shows it; `total` 0 means nobody knows how much there is."""
        self._text.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, total)
        self._bar.setValue(0)
        self._stop.setVisible(stoppable)
        self._stop.setEnabled(True)
        self.show()
        announce(self, text)

    def say(self, text: str) -> None:
        """What is being done now."""
        self._text.setText(text)
        self._bar.setAccessibleName(text)

    def step(self, done: int, total: int) -> None:
        """So many are done, of so many."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def end(self) -> None:
        """Takes it away."""
        self.hide()

    def _on_stop(self) -> None:
        self._stop.setEnabled(False)
        self._text.setText(_("Stopping …"))
        self.cancelled.emit()
