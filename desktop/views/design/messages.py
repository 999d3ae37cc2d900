"""What passes by: a message with its way back, and how far long work is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget
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


class Toast(QFrame):
    """A message at the foot of the window, with one thing to do about it, such as Undo."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._act: Callable[[], None] | None = None
        dress(self, "toast")
        layout = row(self, gap=Space.L)
        layout.setContentsMargins(Space.L, Space.M, Space.M, Space.M)
        self._icon = Icon("check", tone=Tone.NAV)
        self._words = Text()
        self._words.setWordWrap(False)
        self._button = ToastButton("")
        self._button.clicked.connect(self._on_pressed)
        for widget in (self._icon, self._words, self._button):
            layout.addWidget(widget)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self._on_time)
        over.installEventFilter(self)
        self.hide()

    def say(self, text: str, *, icon: str = "check", action: str = "", act: Callable[[], None] | None = None) -> None:
        """Shows the message and has it spoken; `act` must be a bound method or a function, kept until the next one."""
        self._act = act
        self._words.setText(text)
        self._icon.show_icon(icon, Tone.NAV)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(text)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def _place(self) -> None:
        over = self._over
        self.move((over.width() - self.width()) // 2, over.height() - self.height() - Space.XL)

    def _on_time(self) -> None:
        if self.underMouse() or self._button.hasFocus():
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
