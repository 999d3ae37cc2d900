"""The last step of the first run: with what one begins."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QButtonGroup

from desktop.language import N_, _
from desktop.views.design.buttons import ChoiceButton
from desktop.views.gate.steps import Step


class Beginning(StrEnum):
    """What the store begins with."""

    IMPORT = "import"
    DEMO = "demo"
    EMPTY = "empty"


_CHOICES = {
    Beginning.IMPORT: (
        N_("Import the social map"),
        N_("From a spreadsheet, a CSV file or Open Referral. You see what would happen before anything is stored."),
        "import",
    ),
    Beginning.DEMO: (
        N_("Look around with invented residents"),
        N_("A store full of made-up people, to learn and to show. Not meant for real work."),
        "eye",
    ),
    Beginning.EMPTY: (
        N_("Begin with an empty store"),
        N_("You meet your team in a central store later, or import when you like."),
        "document",
    ),
}


class BeginStep(Step):
    """Import, demonstration or nothing."""

    def __init__(self) -> None:
        super().__init__(_("How do you want to begin?"), _("You can do the others later, in Settings."))
        self._group = QButtonGroup(self)
        for beginning, (title, detail, icon) in _CHOICES.items():
            choice = ChoiceButton(title=_(title), detail=_(detail), icon=icon, key=beginning)
            choice.setChecked(beginning is Beginning.IMPORT)
            self._group.addButton(choice)
            self.body.addWidget(choice)

    def beginning(self) -> Beginning:
        """What was chosen."""
        button = self._group.checkedButton()
        return Beginning(str(button.key)) if isinstance(button, ChoiceButton) else Beginning.EMPTY
