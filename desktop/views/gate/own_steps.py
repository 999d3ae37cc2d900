"""The steps of the first run about the person: who it is, and what only this person knows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit
from typing_extensions import override

from desktop.language import N_, _
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Role
from desktop.models.labels import label
from desktop.security.passphrase import SHORTEST, check_passphrase
from desktop.services.wording import explain
from desktop.views.design.announce import announce
from desktop.views.design.badges import Badge
from desktop.views.design.buttons import QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import row
from desktop.views.design.fields import FieldRow, PassphraseField
from desktop.views.design.inputs import Choice
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Hint, Text
from desktop.views.gate.steps import Step
from desktop.views.gate.strength import Strength, strength

STRENGTH_WORDS = {
    Strength.EMPTY: (N_("Nothing typed yet"), Tone.MUTED),
    Strength.WEAK: (N_("Easy to guess"), Tone.BAD),
    Strength.FAIR: (N_("Could be longer"), Tone.CAUTION),
    Strength.GOOD: (N_("Good"), Tone.GOOD),
    Strength.STRONG: (N_("Strong"), Tone.GOOD),
}
"""Word and tone by strength."""


class WhoStep(Step):
    """Name and role."""

    def __init__(self) -> None:
        super().__init__(_("Who are you?"), _("Your colleagues see this name with what you write."))
        self._name = QLineEdit()
        self._name.setMaxLength(120)
        self._role = Choice({role.value: label(role).capitalize() for role in Role})
        self._name.textChanged.connect(self._on_edited)
        self.body.addWidget(FieldRow(_("&Name"), self._name))
        self.body.addWidget(
            FieldRow(_("&Role"), self._role, help_text=_("A team lead can also approve what others draft."))
        )

    @override
    def is_ready(self) -> bool:
        return bool(self.name())

    def name(self) -> str:
        """The name, without spaces around it."""
        return self._name.text().strip()

    def role(self) -> Role:
        """The role."""
        return Role(self._role.key())


class PassphraseStep(Step):
    """A passphrase, twice."""

    def __init__(self, title: str = "") -> None:
        super().__init__(
            title or _("Choose a passphrase"),
            _(
                "It keeps the dossiers on this laptop closed to others. "
                "A few loose words are easy to remember and strong."
            ),
        )
        self._first, self._second = PassphraseField(), PassphraseField()
        self._first_row = FieldRow(_("&Passphrase"), self._first, help_text=_("At least {n} letters.", n=SHORTEST))
        self._second_row = FieldRow(_("The same &again"), self._second)
        self._strength = Badge("")
        self.body.addWidget(self._first_row)
        self.body.addWidget(self._strength)
        self.body.addWidget(self._second_row)
        self._first.line.textChanged.connect(self._on_first)
        self._first.line.editingFinished.connect(self._on_first_left)
        self._second.line.textChanged.connect(self._on_edited)
        self._second.line.editingFinished.connect(self._on_second_left)
        self._on_first()

    @override
    def is_ready(self) -> bool:
        text = self.passphrase()
        return len(text) >= SHORTEST and text == self._second.text()

    def passphrase(self) -> str:
        """What was typed first."""
        return self._first.text()

    def forget(self) -> None:
        """Empties both fields."""
        self._first.forget()
        self._second.forget()

    def refuse(self, fault: RuleBroken) -> None:
        """Says what is wrong with the passphrase."""
        self._first_row.problem(explain(fault))

    def _on_first(self) -> None:
        word, tone = STRENGTH_WORDS[strength(self.passphrase())]
        self._strength.say(_("Strength: {word}", word=_(word).lower()), tone=tone, icon="key")
        self._first_row.problem("")
        self._on_edited()

    def _on_first_left(self) -> None:
        try:
            check_passphrase(self.passphrase())
        except RuleBroken as fault:
            if self.passphrase():
                self.refuse(fault)

    def _on_second_left(self) -> None:
        differ = bool(self._second.text()) and self._second.text() != self.passphrase()
        self._second_row.problem(_("This is not the same as above.") if differ else "")


class RecoveryStep(Step):
    """The recovery code, shown once."""

    def __init__(self) -> None:
        super().__init__(
            _("Keep this recovery code"),
            _("Who forgets the passphrase can open the store with this code. It is shown only now."),
        )
        card = Card()
        self._code = Text("", "code")
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._code.setAccessibleName(_("Recovery code"))
        card.body.addWidget(self._code)
        buttons = row(gap=Space.S)
        self._print = QuietButton(_("Print"), icon="print")
        self._copy = QuietButton(_("Copy"), icon="copy")
        self._print.clicked.connect(self._on_print)
        self._copy.clicked.connect(self._on_copy)
        buttons.addWidget(self._print)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        self.body.addWidget(card)
        self._told = Hint("", icon="check")
        self._told.hide()
        self.body.addWidget(self._told)
        self.body.addWidget(
            Hint(
                _(
                    "Keep it apart from the laptop. "
                    "Without passphrase and code nobody can open the dossiers, nor can we."
                )
            )
        )
        self._kept = QCheckBox(_("I wrote it down or printed it"))
        self._kept.toggled.connect(self._on_edited)
        self.body.addWidget(self._kept)

    @override
    def is_ready(self) -> bool:
        return self._kept.isChecked()

    def show_code(self, code: str) -> None:
        """Shows the code."""
        groups = code.split("-")
        half = len(groups) // 2
        self._code.setText("\n".join("-".join(part) for part in (groups[:half], groups[half:])))

    def forget(self) -> None:
        """Takes the code from the screen."""
        self._code.clear()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code.text())
        self._tell(_("The code is copied. Paste it where only you can read it; it goes from the clipboard by itself."))

    def _on_print(self) -> None:
        if not QPrinterInfo.availablePrinterNames():
            self._tell(_("This computer knows no printer. Write the code down on paper, or copy it."), icon="caution")
            return
        self._printer = QPrinter()
        dialog = QPrintDialog(self._printer, self)
        dialog.accepted.connect(self._on_printer)
        QDialog.open(dialog)

    def _on_printer(self) -> None:
        paper = QTextDocument()
        title = _("Recovery code")
        paper.setPlainText(f"Naober\n\n{title}\n\n{self._code.text()}\n\n{_('Keep it apart from the laptop.')}")
        paper.print_(self._printer)
        self._tell(_("The code went to the printer. Look whether it is on paper before you go on."))

    def _tell(self, text: str, *, icon: str = "check") -> None:
        self._told.say(text, icon=icon)
        self._told.show()
        announce(self, text)
