"""Asking before something that is far to go back from; stopping is what the Enter key does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.dress import column, row
from desktop.views.design.tokens import Space
from desktop.views.design.words import PageTitle, Text


class Question(QDialog):
    """Accepted when it may go on."""

    def __init__(self, title: str, text: str, go: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        layout = column(self, gap=Space.L, edge=Space.XL)
        layout.addWidget(PageTitle(title))
        layout.addWidget(Text(text))
        buttons = row(gap=Space.S)
        yes, stop = Button(go), PrimaryButton(_("Stop"))
        yes.clicked.connect(self.accept)
        stop.clicked.connect(self.reject)
        stop.setDefault(True)
        buttons.addStretch(1)
        buttons.addWidget(yes)
        buttons.addWidget(stop)
        layout.addLayout(buttons)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # A dialog takes the height of its words as if they stood on one line each, and would cut them off.
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        super().showEvent(event)


def may_wipe(fault: RuleBroken | WorldFault, parent: QWidget) -> Question:
    """Whether a large part of the laptop's rows may go."""
    text = _(
        "After this synchronisation {rows} of the {present} lines would be gone from this laptop. That is right when "
        "much was tidied up. If it surprises you, stop and ask your administrator.",
        rows=fault.values.get("rows", 0),
        present=fault.values.get("present", 0),
    )
    return Question(_("Is this right?"), text, _("Yes, go on"), parent)


def may_leave(file: str, parent: QWidget) -> Question:
    """Whether the laptop may let the team's file go."""
    text = _(
        "This laptop then works alone. All that stands on it stays. Do this only when {file} is gone for good: what "
        "colleagues sent there and you have not fetched, you will not get. After it, begin a new file or join another; "
        "everything on this laptop is offered to it.",
        file=file,
    )
    return Question(_("Leave the file of the team?"), text, _("Leave the file"), parent)
