"""When Naober locks itself, and what opens it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.language import _, ngettext
from desktop.models.faults import RuleBroken, WorldFault
from desktop.security.passphrase import SHORTEST
from desktop.services.start import Passphrase, change_passphrase, forget_keyring, remember_in_keyring
from desktop.services.wording import explain
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button
from desktop.views.design.cards import Card
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow, PassphraseField
from desktop.views.design.inputs import Choice
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.gate.own_steps import STRENGTH_WORDS
from desktop.views.gate.strength import strength
from desktop.views.settings.copies_card import CopiesCard
from desktop.views.settings.recovery_card import RecoveryCard

MINUTES = (2, 5, 10, 15, 30, 60)
"""Offered times until Naober locks itself."""
SECONDS = (30, 60, 120, 300, 600)
"""Offered times until what was copied goes from the clipboard."""


class SafetyPanel(QWidget):
    """Auto-lock, keyring, passphrase, recovery code and copies."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._path: Path = desk.workplace.store.path
        layout = column(self, gap=Space.L)
        layout.addWidget(self._lock_card())
        layout.addWidget(self._passphrase_card())
        layout.addWidget(RecoveryCard(desk))
        layout.addWidget(CopiesCard(desk))
        layout.addStretch(1)

    def _lock_card(self) -> Card:
        card = Card(_("Locking"), gap=Space.L)
        self._minutes = Choice({str(n): ngettext("after 1 minute", "after {n} minutes", n) for n in MINUTES})
        self._minutes.put(str(self._desk.settings.now.lock.after_minutes))
        self._minutes.chosen.connect(self._on_minutes)
        card.body.addWidget(
            FieldRow(
                _("&Lock by itself"),
                self._minutes,
                help_text=_(
                    "When nobody touches keyboard or mouse, and when the computer sleeps or is locked."
                    " What you were typing is kept."
                ),
            )
        )
        self._seconds = Choice({str(n): _seconds(n) for n in SECONDS})
        self._seconds.put(str(self._desk.settings.now.lock.clipboard_seconds))
        self._seconds.chosen.connect(self._on_seconds)
        card.body.addWidget(
            FieldRow(
                _("&Empty the clipboard"),
                self._seconds,
                help_text=_(
                    "What you copied in Naober goes from the clipboard by itself, and when Naober locks. "
                    "What another program put there stays."
                ),
            )
        )
        return card

    def _passphrase_card(self) -> Card:
        card = Card(_("Passphrase"), gap=Space.L)
        self._old, self._new, self._again = PassphraseField(), PassphraseField(), PassphraseField()
        self._old_row = FieldRow(_("&Present passphrase"), self._old)
        self._new_row = FieldRow(_("&New passphrase"), self._new, help_text=_("At least {n} letters.", n=SHORTEST))
        self._again_row = FieldRow(_("The same &again"), self._again)
        self._strength = Badge("")
        self._new.line.textChanged.connect(self._on_new)
        change = Button(_("Change the passphrase"), icon="key")
        change.clicked.connect(self._on_change)
        for widget in (self._old_row, self._new_row, self._strength, self._again_row):
            card.body.addWidget(widget)
        card.body.addWidget(Flowing(change))
        self._keyring = QCheckBox(_("Also open with the keyring of this computer"))
        self._keyring.setChecked(self._desk.settings.now.lock.use_keyring)
        self._keyring.clicked.connect(self._on_keyring)
        card.body.addWidget(self._keyring)
        card.body.addWidget(
            Text(
                _("Whoever is logged in on this computer then opens Naober without a passphrase. "
                  "Fill in the present passphrase above first."),
                "small",
            )
        )  # fmt: skip
        self._on_new()
        return card

    def _on_minutes(self, minutes: str) -> None:
        self._change(after_minutes=int(minutes))

    def _on_seconds(self, seconds: str) -> None:
        self._change(clipboard_seconds=int(seconds))

    def _on_new(self) -> None:
        word, tone = STRENGTH_WORDS[strength(self._new.text())]
        self._strength.say(_("Strength: {word}", word=_(word).lower()), tone=tone, icon="key")

    def _on_change(self) -> None:
        self._clear()
        if self._new.text() != self._again.text():
            self._again_row.problem(_("This is not the same as above."))
            return
        job = partial(change_passphrase, self._path, Passphrase(self._old.text()), self._new.text())
        self._desk.tasks.store(job, self._on_changed, failed=self._on_refused)

    def _on_changed(self, _nothing: object) -> None:
        self._forget()
        self._desk.navigator.say(_("The passphrase is changed."), icon="key")

    def _on_keyring(self) -> None:
        self._clear()
        if self._keyring.isChecked():
            job = partial(remember_in_keyring, self._path, Passphrase(self._old.text()))
        else:
            job = partial(forget_keyring, self._path)
        self._desk.tasks.store(job, self._on_keyring_set, failed=self._on_keyring_refused)

    def _on_keyring_set(self, _nothing: object) -> None:
        self._forget()
        self._change(use_keyring=self._keyring.isChecked())

    def _on_keyring_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._keyring.setChecked(self._desk.settings.now.lock.use_keyring)
        self._on_refused(fault)

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        at = self._new_row if isinstance(fault, RuleBroken) else self._old_row
        at.problem(explain(fault))

    def _change(self, **values: object) -> None:
        try:
            self._desk.settings.change("lock", **values)
        except WorldFault as fault:
            self._desk.navigator.say(explain(fault), icon="caution")

    def _clear(self) -> None:
        for line in (self._old_row, self._new_row, self._again_row):
            line.problem("")

    def _forget(self) -> None:
        for field in (self._old, self._new, self._again):
            field.forget()


def _seconds(count: int) -> str:
    minutes, rest = divmod(count, 60)
    if rest:
        return ngettext("after 1 second", "after {n} seconds", count)
    return ngettext("after 1 minute", "after {n} minutes", minutes)
