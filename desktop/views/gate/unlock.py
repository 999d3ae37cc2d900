"""Unlocking: the passphrase, or the recovery code for who forgot it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.language import N_, _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.copies import DAMAGED, LOST_KEYS, PutBack, copies_of, open_whole, put_back
from desktop.services.start import Key, Keyring, Passphrase, Recovery
from desktop.services.wording import explain
from desktop.services.workplace import Clock, Workplace
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.fields import FieldRow, PassphraseField
from desktop.views.design.words import PageTitle, Text
from desktop.views.gate.frame import GateFrame
from desktop.views.gate.mend import MendCard
from desktop.views.tasks import Tasks

TOO_SOON = "too-many-tries"
"""The fault that names the seconds to wait; the key file counts them, also when the program is started anew."""

DAMAGE_WORDS = {
    "store-damaged": N_("Your store on this laptop is damaged. Nothing is thrown away."),
    "store-wrong-key": N_("The beginning of your store on this laptop is damaged. Nothing is thrown away."),
    "no-key-file": N_("The key file of your store is missing. A copy still has one."),
    "key-file-damaged": N_("The key file of your store is damaged. A copy still has one."),
}
"""What is said where a copy can be put back, by code of the fault."""


class UnlockWindow(GateFrame):
    """Asks for a key and opens the store off the main thread.

    Signals:
        opened: The `Workplace`.
        closed: The person gave up.
    """

    opened = Signal(object)
    closed = Signal()

    def __init__(self, path: Path, *, tasks: Tasks, clock: Clock) -> None:
        super().__init__()
        self._path, self._tasks, self._clock = path, tasks, clock
        self._with_code = False
        self._tried: Key | None = None
        self._is_mending = False
        self.setWindowTitle(_("Naober is locked"))
        self._build()
        self._wait = QTimer(self, interval=1000)
        self._wait.timeout.connect(self._on_second)
        self._seconds = 0
        self._passphrase.setFocus()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    def say(self, text: str) -> None:
        """Says why the store does not open, under the field."""
        self._row().problem(text)

    def problem_text(self) -> str:
        """Why the store did not open; empty when nothing was wrong."""
        return self._row().problem_text()

    def code(self) -> Recovery | None:
        """The recovery code that opened the store; None when it was opened in another way."""
        return self._tried if isinstance(self._tried, Recovery) else None

    def set_ready(self, *, ready: bool, tasks: Tasks | None = None) -> None:
        """Whether one may open: not while the last writes are still being kept. `tasks` replaces the lane."""
        self._tasks = tasks or self._tasks
        self._open.setEnabled(ready)
        self._open.setText(_("Open") if ready else _("Keeping your work …"))

    def try_keyring(self) -> None:
        """Opens with the keyring of this computer; when that does not work the passphrase is asked as usual."""
        self.set_ready(ready=False)
        self._open.setText(_("Opening …"))
        self._start(Keyring())

    def _build(self) -> None:
        self._title = PageTitle(_("Welcome back"))
        self._lead = Text(_("Your work is locked. Type your passphrase to go on."), "lead")
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
        self._back.setVisible(bool(copies_of(self._path)))
        self.mend = MendCard()
        self.body.addStretch(1)
        for widget in (self._title, self._lead, self._passphrase_row, self._code_row):
            self.body.addWidget(widget)
        self.body.addWidget(Flowing(self._open, self._other, self._back))
        self.body.addWidget(self.mend)
        self.body.addStretch(2)
        self._back.clicked.connect(self._on_back)
        self.mend.asked.connect(self._on_put_back)
        self._open.clicked.connect(self._on_open)
        self._passphrase.line.returnPressed.connect(self._on_open)
        self._code.returnPressed.connect(self._on_open)
        self._other.clicked.connect(self._on_other)

    def _row(self) -> FieldRow:
        return self._code_row if self._with_code else self._passphrase_row

    def _key(self) -> Key:
        return Recovery(self._code.text().strip()) if self._with_code else Passphrase(self._passphrase.text())

    def _on_open(self) -> None:
        if not self._open.isEnabled():
            return
        self._row().problem("")
        self._open.setEnabled(False)
        self._open.setText(_("Opening …"))
        self._start(self._key())

    def _start(self, key: Key) -> None:
        self._tried = key
        job: Callable[[], Workplace] = partial(open_whole, self._path, key, clock=self._clock)
        self._tasks.store(job, self._on_opened, failed=self._on_refused)

    def _on_opened(self, workplace: Workplace) -> None:
        self._passphrase.forget()
        self._code.clear()
        self.opened.emit(workplace)

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self.say(explain(fault))
        if fault.code == TOO_SOON:
            self._seconds = int(str(fault.values.get("seconds", 1)))
            self._wait.start()
            self._show_seconds()
        else:
            self._ready()
            self._offer_to_mend(fault)

    def _offer_to_mend(self, fault: RuleBroken | WorldFault) -> None:
        """Of a damaged store, or one without its key file, a copy is offered when there is one."""
        self._is_mending = fault.code in DAMAGED | LOST_KEYS
        copies = copies_of(self._path) if self._is_mending else []
        if copies:
            self.say(_(DAMAGE_WORDS[fault.code]))
            self.mend.offer_newest(copies[0])

    def _on_back(self) -> None:
        self._is_mending = False
        self.mend.offer_all(copies_of(self._path))

    def _on_put_back(self, copy: Path | None) -> None:
        self._row().problem("")
        self._open.setEnabled(False)
        key = self._tried if self._is_mending and self._tried is not None else self._key()
        job: Callable[[], PutBack] = partial(put_back, self._path, key, clock=self._clock, copy=copy)
        self._tasks.store(job, self._on_was_put_back, failed=self._on_not_put_back)

    def _on_was_put_back(self, done: PutBack) -> None:
        self.mend.tell(done)
        self._ready()

    def _on_not_put_back(self, fault: RuleBroken | WorldFault) -> None:
        self.mend.set_ready(ready=True)
        self.say(explain(fault))
        self._ready()

    def _on_second(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._show_seconds()
        else:
            self._wait.stop()
            self._ready()

    def _show_seconds(self) -> None:
        self._open.setText(_("Try again in {n} s", n=self._seconds))

    def _ready(self) -> None:
        self._open.setText(_("Open"))
        self._open.setEnabled(True)
        field = self._code if self._with_code else self._passphrase.line
        field.selectAll()
        field.setFocus()

    def _on_other(self) -> None:
        self._with_code = not self._with_code
        self._code_row.setVisible(self._with_code)
        self._passphrase_row.setVisible(not self._with_code)
        self._other.setText(_(N_("Use the passphrase") if self._with_code else N_("I forgot my passphrase")))
        (self._code if self._with_code else self._passphrase).setFocus()
