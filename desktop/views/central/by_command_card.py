"""What is rare and needs the server: the exact commands, to copy."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from desktop.language import _
from desktop.services.central_desk import Access
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.words import Text


class ByCommandCard(Card):
    """Putting back a copy of the central store itself."""

    def __init__(self) -> None:
        super().__init__(_("Putting back a copy of the central store"))
        self._told, self._command = Text(), Text("", "strong")
        copy = QuietButton(_("Copy the command"), icon="copy")
        copy.setObjectName("central-restore-command")
        copy.clicked.connect(self._on_copy)
        self._whole = ""
        for widget in (self._told, self._command, Flowing(copy)):
            self.body.addWidget(widget)
        self.body.addWidget(
            Text(
                _(
                    "Every laptop notices at its next sync. Its colleague then sees what happened and what is offered "
                    "again, and goes on with one button. Tell your team beforehand."
                ),
                "muted",
            )
        )

    def show_for(self, access: Access) -> None:
        """The command for this central store."""
        self._told.setText(
            _(
                "Is the database lost or spoilt? Have an empty one made under the same name, and give this command in "
                "a terminal. It asks for the password and for the code of the copy."
            )
            if access.is_database
            else _("Is the file lost or spoilt? Put it aside first, and give this command in a terminal.")
        )
        self._whole = f'naober central restore {_("COPY-FILE")} --to "{access.shown}"'
        self._command.setText(self._whole)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._whole)
