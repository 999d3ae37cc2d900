"""The steps of the first run about the person: who it is, and what only this person knows."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit
from typing_extensions import override

from desktop.language import N_, _
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Role
from desktop.models.labels import label
from desktop.security.passphrase import SHORTEST, check_passphrase
from desktop.services.wording import explain
from desktop.views.design.badges import Badge
from desktop.views.design.fields import FieldRow, PassphraseField
from desktop.views.design.inputs import Choice
from desktop.views.design.tokens import Tone
from desktop.views.gate.recovery_code import RecoveryCode
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
        self._code = RecoveryCode()
        self.body.addWidget(self._code)
        self._kept = QCheckBox(_("I wrote it down or printed it"))
        self._kept.toggled.connect(self._on_edited)
        self.body.addWidget(self._kept)

    @override
    def is_ready(self) -> bool:
        return self._kept.isChecked()

    def show_code(self, code: str) -> None:
        """Shows the code."""
        self._code.show_code(code)

    def forget(self) -> None:
        """Takes the code from the screen."""
        self._code.forget()
