"""The step of the first run about the team: is there a central store to come in to, or not yet?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QLineEdit, QWidget
from typing_extensions import override

from desktop.language import N_, _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.labels import label
from desktop.services.inviting import invited
from desktop.services.regions import show_region
from desktop.services.wording import explain
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import ChoiceButton, QuietButton
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.focus import focus_first
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.gate.steps import Step


class Team(StrEnum):
    """How a new laptop meets its team."""

    LATER = "later"
    INVITED = "invited"
    FILE = "file"


_CHOICES = {
    Team.LATER: (
        N_("Not yet"),
        N_("Everything stays on this laptop. You can join your team later."),
        "document",
    ),
    Team.INVITED: (
        N_("I have an invitation"),
        N_("A long text from your administrator. It tells your name, your role and your region."),
        "key",
    ),
    Team.FILE: (
        N_("We have a file and a team code"),
        N_("The file stands on a network drive. A colleague who is in already has the code."),
        "team",
    ),
}


class TeamStep(Step):
    """Later, with an invitation, or with the file and the code of the team."""

    def __init__(self) -> None:
        super().__init__(
            _("Does your team use Naober already?"),
            _("Then your laptop meets the team in a central store, and your work is shared with it."),
        )
        self._group = QButtonGroup(self)
        self._parts = {Team.INVITED: self._for_invitation(), Team.FILE: self._for_file()}
        for team, (title, detail, icon) in _CHOICES.items():
            choice = ChoiceButton(title=_(title), detail=_(detail), icon=icon, key=team)
            choice.setChecked(team is Team.LATER)
            self._group.addButton(choice)
            self.body.addWidget(choice)
            if team in self._parts:
                self.body.addWidget(self._parts[team])
                self._parts[team].hide()
        self._group.buttonToggled.connect(self._on_chosen)

    @override
    def is_ready(self) -> bool:
        filled = {
            Team.LATER: True,
            Team.INVITED: bool(self.invitation()),
            Team.FILE: bool(self._file.text().strip() and self.code()),
        }
        return filled[self.team()]

    def team(self) -> Team:
        """What was chosen."""
        button = self._group.checkedButton()
        return Team(str(button.key)) if isinstance(button, ChoiceButton) else Team.LATER

    def invitation(self) -> str:
        """The invitation; empty when another way was chosen."""
        return self._invitation.text().strip() if self.team() is Team.INVITED else ""

    def file(self) -> Path:
        """The file of the team."""
        return Path(self._file.text().strip())

    def code(self) -> str:
        """The team code."""
        return self._code.text().strip()

    def is_sound(self) -> bool:
        """Whether one may go on with what was filled in; an invitation that cannot be read is told at its field."""
        try:
            if self.team() is Team.INVITED:
                invited(self.invitation())
        except RuleBroken as fault:
            self.refuse(fault)
            return False
        return True

    def refuse(self, fault: RuleBroken | WorldFault) -> None:
        """Says why the team cannot be met, at the field that it is about."""
        about_code = fault.code in {"team-code-unreadable", "central-wrong-key"}
        rows = {Team.INVITED: self._invitation_row, Team.FILE: self._code_row if about_code else self._file_row}
        if row := rows.get(self.team()):
            row.problem(explain(fault))
            row.field.setFocus()

    def forget(self) -> None:
        """Empties what lets others in."""
        self._invitation.clear()
        self._code.clear()

    def put_file(self, name: str) -> None:
        """The file that was chosen in the dialog."""
        self._file.setText(name)
        self._code.setFocus()

    def _for_invitation(self) -> QWidget:
        self._invitation = QLineEdit()
        self._invitation_row = FieldRow(_("&Invitation"), self._invitation)
        self._for_whom = Text("", "small")
        self._invitation.textChanged.connect(self._on_invitation)
        return _under(self._invitation_row, self._for_whom)

    def _for_file(self) -> QWidget:
        self._file, self._code = QLineEdit(), QLineEdit()
        self._file_row = FieldRow(_("&File of the team"), self._file)
        self._code_row = FieldRow(_("&Team code"), self._code)
        for line in (self._file, self._code):
            line.textChanged.connect(self._on_file)
        choose = QuietButton(_("Choose the file …"), icon="cases")
        choose.clicked.connect(self._on_choose)
        return _under(self._file_row, Flowing(choose), self._code_row)

    def _on_chosen(self) -> None:
        for team, part in self._parts.items():
            part.setVisible(team is self.team())
        shown = self._parts.get(self.team())
        if shown is not None:
            focus_first(shown)
            self._bring(shown)
        self._on_edited()

    def _on_invitation(self) -> None:
        self._invitation_row.problem("")
        self._for_whom.setText(_whom(self._invitation.text()))
        self._on_edited()

    def _on_file(self) -> None:
        self._file_row.problem("")
        self._code_row.problem("")
        self._on_edited()

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, _("Choose the file of the team"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.put_file)
        dialog.open()


def _under(*widgets: QWidget) -> QWidget:
    made = QWidget()
    layout = column(made, gap=Space.S)
    layout.setContentsMargins(Space.XL, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
    return made


def _whom(code: str) -> str:
    """Whom an invitation is for, in words; empty while it is not whole."""
    try:
        who = invited(code)
        region = show_region(who.region).name
    except (RuleBroken, WorldFault):
        return ""
    return _("For {name}, {role}, {region}.", name=who.user, role=label(who.role), region=region)
