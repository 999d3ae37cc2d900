"""What goes wrong in words: a fault of the world in passing, a fault of ours with its number and no name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from desktop.language import _
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.cards import KeyValueList
from desktop.views.design.dress import column, row
from desktop.views.design.tokens import Space
from desktop.views.design.words import PageTitle, Text
from desktop.views.tasks import Bug


class CrashPage(QDialog):
    """A fault of ours: what was kept, and what may be passed on. Only ids and places in the code, never a name."""

    def __init__(self, bug: Bug, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._bug = bug
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Something went wrong in Naober"))
        self.setMinimumWidth(520)
        layout = column(self, gap=Space.L, edge=Space.XL)
        layout.addWidget(PageTitle(_("Something went wrong in Naober")))
        layout.addWidget(
            Text(
                _(
                    "What you typed is kept. You can go on working; if it happens again, start Naober anew "
                    "and pass the number on to your administrator."
                )
            )
        )
        layout.addWidget(
            KeyValueList({_("Number"): bug.number, _("Kind"): bug.kind, _("Place"): "\n".join(bug.places)})
        )
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        buttons = row()
        buttons.addStretch(1)
        copy = QuietButton(_("Copy"), icon="copy")
        copy.clicked.connect(self._on_copy)
        go_on = PrimaryButton(_("Go on"))
        go_on.clicked.connect(self.accept)
        buttons.addWidget(copy)
        buttons.addWidget(go_on)
        return buttons

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join((self._bug.number, self._bug.kind, *self._bug.places)))
