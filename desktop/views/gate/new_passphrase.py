"""After the recovery code opened the store: a new passphrase, so that it need not open it again tomorrow."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.start import Key, change_passphrase
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.focus import focus_first
from desktop.views.design.words import Hint
from desktop.views.gate.frame import GateFrame
from desktop.views.gate.own_steps import PassphraseStep
from desktop.views.tasks import Tasks


class NewPassphraseWindow(GateFrame):
    """Asks for a passphrase in the place of the forgotten one; it can be put off.

    Signals:
        done: The `Workplace`: the passphrase is changed, or the person wants to do it later.
        closed: The person gave up.
    """

    done = Signal(object)
    closed = Signal()

    def __init__(self, workplace: Workplace, key: Key, *, tasks: Tasks) -> None:
        super().__init__()
        self._workplace, self._key, self._tasks = workplace, key, tasks
        self.setWindowTitle(_("Choose a new passphrase"))
        self._step = PassphraseStep(_("Choose a new passphrase"))
        self._trouble = Hint("", icon="caution")
        self._trouble.hide()
        self._keep = PrimaryButton(_("Keep this passphrase"), icon="key")
        self._later = QuietButton(_("Later"))
        self.body.addStretch(1)
        code = Hint(_("The recovery code stays as it is. Keep it well: you may need it again."))
        for widget in (self._step, code, self._trouble, Flowing(self._keep, self._later)):
            self.body.addWidget(widget)
        self.body.addStretch(2)
        self._step.ready_changed.connect(self._on_ready)
        for line in self._step.findChildren(QLineEdit):
            line.returnPressed.connect(self._keep.click)
        self._keep.clicked.connect(self._on_keep)
        self._later.clicked.connect(self._on_done)
        self._on_ready()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        focus_first(self._step)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    @override
    def help_heading(self) -> str:
        return self._step.title

    @override
    def stop_waiting(self) -> None:
        self._later.setEnabled(True)
        self._on_ready()

    def _on_ready(self) -> None:
        self._keep.setEnabled(self._step.is_ready())

    def _on_keep(self) -> None:
        self._keep.setEnabled(False)
        self._later.setEnabled(False)
        job = partial(change_passphrase, self._workplace.store.path, self._key, self._step.passphrase())
        self._tasks.store(job, self._on_kept, failed=self._on_refused)

    def _on_kept(self, _nothing: object) -> None:
        self._step.forget()
        self._on_done()

    def _on_done(self) -> None:
        self.done.emit(self._workplace)

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._later.setEnabled(True)
        self._on_ready()
        self._trouble.setVisible(isinstance(fault, WorldFault))
        if isinstance(fault, RuleBroken):
            self._step.refuse(fault)
        else:
            self._trouble.say(explain(fault))
