"""The second pair of eyes: approve, or send back with what must be changed."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.language import _
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import row
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import LongText
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text


class Judging(Card):
    """For a team lead who did not draft it.

    Signals:
        approved: It may go out as it stands.
        returned: With these remarks.

    Attributes:
        row: The field for the remarks.
    """

    approved = Signal()
    returned = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Second pair of eyes"))
        self.body.addWidget(
            Text(_("Read what is indicated and what the rules say. Approving seals the text."), "muted")
        )
        self._remarks = LongText(lines=1)
        self._remarks.setObjectName("remark")
        self.row = FieldRow(_("Re&marks for the consultant"), self._remarks)
        self.body.addWidget(self.row)
        buttons = row(gap=Space.S)
        back = Button(_("Return with remarks"), icon="back")
        back.setObjectName("return")
        back.clicked.connect(self._on_back)
        approve = PrimaryButton(_("Approve"), icon="check")
        approve.setObjectName("approve")
        approve.clicked.connect(self.approved)
        buttons.addWidget(approve)
        buttons.addWidget(back)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def forget(self) -> None:
        """Another indication is opened."""
        self._remarks.put("")
        self.row.problem("")

    def _on_back(self) -> None:
        self.returned.emit(self._remarks.toPlainText().strip())
