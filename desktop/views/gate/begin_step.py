"""The last step of the first run: with what one begins."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QButtonGroup

from desktop.language import N_, _
from desktop.views.design.buttons import ChoiceButton
from desktop.views.gate.steps import Step


class Beginning(StrEnum):
    """What the store begins with."""

    TEAM = "team"
    IMPORT = "import"
    DEMO = "demo"
    EMPTY = "empty"


_CHOICES = {
    Beginning.TEAM: (
        N_("Get what your team has"),
        N_("The social map, and the cases that are yours. This can take a few minutes the first time."),
        "sync",
    ),
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


_OFFERED = {
    True: {Beginning.TEAM, Beginning.IMPORT},
    False: {Beginning.IMPORT, Beginning.DEMO, Beginning.EMPTY},
}


class BeginStep(Step):
    """Import, demonstration or nothing."""

    def __init__(self) -> None:
        super().__init__(_("How do you want to begin?"), _("You can do the others later, in Settings."))
        self._group = QButtonGroup(self)
        for beginning, (title, detail, icon) in _CHOICES.items():
            choice = ChoiceButton(title=_(title), detail=_(detail), icon=icon, key=beginning)
            self._group.addButton(choice)
            self.body.addWidget(choice)
        self.offer(in_team=False)

    def offer(self, *, in_team: bool) -> None:
        """What can be chosen: invented residents never come among a team's own."""
        likely = Beginning.TEAM if in_team else Beginning.IMPORT
        for choice in self._group.buttons():
            if isinstance(choice, ChoiceButton):
                choice.setVisible(choice.key in _OFFERED[in_team])
                choice.setChecked(choice.key is likely)

    def beginning(self) -> Beginning:
        """What was chosen."""
        button = self._group.checkedButton()
        return Beginning(str(button.key)) if isinstance(button, ChoiceButton) else Beginning.EMPTY
