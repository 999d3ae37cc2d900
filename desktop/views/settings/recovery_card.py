"""Another recovery code, for who lost the old one or saw it in the wrong hands."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QHideEvent
from typing_extensions import override

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.start import Passphrase, new_recovery_code
from desktop.services.wording import explain
from desktop.views.design.announce import announce
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.fields import FieldRow, PassphraseField
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.gate.recovery_code import RecoveryCode


class RecoveryCard(Card):
    """Asks for the passphrase, makes the code and shows it once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Recovery code"), gap=Space.L)
        self._desk = desk
        self._path: Path = desk.workplace.store.path
        self.body.addWidget(
            Text(_("Lost the code, or somebody else saw it? Make another. The old one then opens nothing."), "muted")
        )
        self._passphrase = PassphraseField()
        self._row = FieldRow(_("Your pass&phrase"), self._passphrase)
        self._make = Button(_("Make another code"), icon="key")
        self._make.clicked.connect(self._on_make)
        self._code = RecoveryCode()
        self._done = QuietButton(_("I wrote it down or printed it"))
        self._done.clicked.connect(self._forget)
        for widget in (self._row, Flowing(self._make), self._code, Flowing(self._done)):
            self.body.addWidget(widget)
        self._show_asking(asks=True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Who goes elsewhere leaves no code behind."""
        if not event.spontaneous():  # a window that is put down is not left
            self._forget()
        super().hideEvent(event)

    def _show_asking(self, *, asks: bool) -> None:
        for widget in (self._row, self._make):
            widget.setVisible(asks)
        for other in (self._code, self._done):
            other.setVisible(not asks)

    def _on_make(self) -> None:
        self._row.problem("")
        self._make.setEnabled(False)
        job = partial(new_recovery_code, self._path, Passphrase(self._passphrase.text()))
        self._desk.tasks.store(job, self._on_made, failed=self._on_refused)

    def _on_made(self, code: str) -> None:
        self._make.setEnabled(True)
        self._passphrase.forget()
        self._code.show_code(code)
        self._show_asking(asks=False)
        self._done.setFocus()
        announce(self, _("The new recovery code stands there. The old one opens nothing any more."))

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._make.setEnabled(True)
        self._row.problem(explain(fault))

    def _forget(self) -> None:
        self._passphrase.forget()
        self._code.forget()
        self._show_asking(asks=True)
