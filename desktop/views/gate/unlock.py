"""The first window of every day: it asks for the passphrase, or for the recovery code of who forgot it.

It knows no store and no service, so that it stands there while those are still being loaded; what is asked of it before
they are there waits. `Unlocking` (unlocking.py) acts for it.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.language import N_, _
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.fields import FieldRow, PassphraseField
from desktop.views.design.words import PageTitle, Text
from desktop.views.gate.frame import GateFrame

_SECOND_MS = 1000


class UnlockWindow(GateFrame):
    """Asks for a key, and says what came of it.

    Signals:
        asked: A key was given: `given` and `with_code` tell which.
        back_asked: A copy must be put back.
        opened: The `Workplace`.
        closed: The person gave up.

    Attributes:
        is_asked: A key was given and nothing came of it yet.
        with_code: The recovery code is asked, not the passphrase.
        is_mending: A copy is offered to be put back.
    """

    asked = Signal()
    back_asked = Signal()
    opened = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_asked = self.with_code = self.is_mending = False
        self.setWindowTitle(_("Naober is locked"))
        self._build()
        self._wait = QTimer(self, interval=_SECOND_MS)
        self._wait.timeout.connect(self._on_second)
        self._seconds = 0
        self._passphrase.setFocus()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    @override
    def help_heading(self) -> str:
        if self.is_mending:
            return _("Put back a copy")
        return _("I forgot my passphrase") if self.with_code else ""

    @override
    def stop_waiting(self) -> None:
        self.ask_again()

    def say(self, text: str) -> None:
        """Says why the store does not open, under the field; nothing when empty."""
        self._row().problem(text)

    def problem_text(self) -> str:
        """Why the store did not open; empty when nothing was wrong."""
        return self._row().problem_text()

    def given(self) -> str:
        """The passphrase or the code that stands there."""
        return self._code.text().strip() if self.with_code else self._passphrase.text()

    def forget(self) -> None:
        """Takes away what was typed."""
        self._passphrase.forget()
        self._code.clear()

    def offer_back(self, *, offered: bool) -> None:
        """Whether there are copies to go back to."""
        self._back.setVisible(offered)

    def add_below(self, widget: QWidget) -> None:
        """What stands under the buttons."""
        self.body.insertWidget(self.body.count() - 1, widget)

    def set_ready(self, *, ready: bool, text: str = "") -> None:
        """Whether one may open; `text` on the button says what is going on instead."""
        self.is_asked = self.is_asked and not ready
        self._open.setEnabled(ready)
        self._open.setText(text or _("Open"))

    def set_opening(self) -> None:
        """Shows that the store is being opened."""
        self.set_ready(ready=False, text=_("Opening …"))

    def ask_again(self) -> None:
        """The key did not do: the next one can be typed over it."""
        self.set_ready(ready=True)
        field = self._code if self.with_code else self._passphrase.line
        field.selectAll()
        field.setFocus()

    def wait(self, seconds: int) -> None:
        """Counts down the seconds until one may try again."""
        self._seconds = seconds
        self._wait.start()
        self._show_seconds()

    def _build(self) -> None:
        self._passphrase = PassphraseField()
        self._code = QLineEdit()
        self._passphrase_row = FieldRow(_("&Passphrase"), self._passphrase)
        self._code_row = FieldRow(
            _("&Recovery code"), self._code, help_text=_("The code you wrote down when the store was made.")
        )
        self._code_row.hide()
        self._open = PrimaryButton(_("Open"), icon="key")
        self._open.setDefault(True)
        self._other = QuietButton(_("I forgot my passphrase"))
        self._back = QuietButton(_("Put back a copy"))
        self._back.hide()
        lead = Text(_("Your work is locked. Type your passphrase to go on."), "lead")
        self.body.addStretch(1)
        for widget in (PageTitle(_("Welcome back")), lead, self._passphrase_row, self._code_row):
            self.body.addWidget(widget)
        self.body.addWidget(Flowing(self._open, self._other, self._back))
        self.body.addStretch(2)
        self._back.clicked.connect(self.back_asked)
        self._open.clicked.connect(self._on_open)
        self._passphrase.line.returnPressed.connect(self._on_open)
        self._code.returnPressed.connect(self._on_open)
        self._other.clicked.connect(self._on_other)

    def _row(self) -> FieldRow:
        return self._code_row if self.with_code else self._passphrase_row

    def _on_open(self) -> None:
        if not self._open.isEnabled():
            return
        self.say("")
        self.set_opening()
        self.is_asked = True
        self.asked.emit()

    def _on_second(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._show_seconds()
        else:
            self._wait.stop()
            self.ask_again()

    def _show_seconds(self) -> None:
        self.set_ready(ready=False, text=_("Try again in {n} s", n=self._seconds))

    def _on_other(self) -> None:
        self.with_code = not self.with_code
        self._code_row.setVisible(self.with_code)
        self._passphrase_row.setVisible(not self.with_code)
        self._other.setText(_(N_("Use the passphrase") if self.with_code else N_("I forgot my passphrase")))
        (self._code if self.with_code else self._passphrase).setFocus()
