"""Asking before a large part of the laptop's rows goes: the only question of the sync that stops it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.dress import column, row
from desktop.views.design.tokens import Space
from desktop.views.design.words import PageTitle, Text


class WipeQuestion(QDialog):
    """Accepted when the rows may go."""

    def __init__(self, fault: RuleBroken | WorldFault, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Is this right?"))
        self.setMinimumWidth(480)
        layout = column(self, gap=Space.L, edge=Space.XL)
        layout.addWidget(PageTitle(_("Is this right?")))
        rows, present = fault.values.get("rows", 0), fault.values.get("present", 0)
        layout.addWidget(
            Text(
                _(
                    "After this synchronisation {rows} of the {present} lines would be gone from this laptop. That is "
                    "right when much was tidied up. If it surprises you, stop and ask your administrator.",
                    rows=rows,
                    present=present,
                )
            )
        )
        buttons = row(gap=Space.S)
        go, stop = Button(_("Yes, go on")), PrimaryButton(_("Stop"))
        go.clicked.connect(self.accept)
        stop.clicked.connect(self.reject)
        stop.setDefault(True)
        buttons.addStretch(1)
        buttons.addWidget(go)
        buttons.addWidget(stop)
        layout.addLayout(buttons)
