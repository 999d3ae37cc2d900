"""Coming in as the administrator of a database: its address and password. The password is kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from desktop.language import N_, _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.wording import explain
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import PrimaryButton
from desktop.views.design.cards import Card
from desktop.views.design.fields import FieldRow, PassphraseField
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text

_WRONG_PASSWORD = "central-wrong-password"  # noqa: S105 - the code of a fault
_OWN_WORDS = {
    _WRONG_PASSWORD: N_("This password does not open the database."),
    "central-not-made": N_(
        "There is no central store in this database yet. Make one with “naober central init”; the help (F1) says how."
    ),
}
"""Faults that mean something else to an administrator than to a colleague."""


class AccessCard(Card):
    """Two fields and a button.

    Signals:
        asked: (address, password).
    """

    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(_("Come in as the administrator of the database"), gap=Space.L)
        self.body.addWidget(
            Text(
                _(
                    "This is the login with which the central store was made, not the one of this laptop. Naober keeps "
                    "the address. It keeps the password nowhere: after locking you type it again."
                ),
                "muted",
            )
        )
        self._url, self._password = QLineEdit(), PassphraseField()
        self._url.setObjectName("central-url")
        self._url.setPlaceholderText("postgresql://beheer@server/naober")
        self._password.line.setObjectName("central-password")
        self.rows = {
            "url": FieldRow(_("&Address of the database"), self._url),
            "password": FieldRow(_("&Password of the administrator"), self._password),
        }
        for row in self.rows.values():
            self.body.addWidget(row)
        self._go = PrimaryButton(_("Come in"), icon="key")
        self._go.setObjectName("central-go")
        self._go.clicked.connect(self._on_go)
        self._password.line.returnPressed.connect(self._on_go)
        self.body.addWidget(Flowing(self._go))

    def put_url(self, url: str) -> None:
        """The address that was used before; what is typed stays."""
        if not self._url.text():
            self._url.setText(url)

    def refuse(self, fault: RuleBroken | WorldFault) -> None:
        """Says at its field why one could not come in."""
        field = fault.field if isinstance(fault, RuleBroken) else ""
        at = "password" if fault.code == _WRONG_PASSWORD or field == "password" else "url"
        self.rows[at].problem(_(_OWN_WORDS[fault.code]) if fault.code in _OWN_WORDS else explain(fault))

    def forget(self) -> None:
        """Empties the password."""
        self._password.forget()

    def _on_go(self) -> None:
        for row in self.rows.values():
            row.problem("")
        self.asked.emit(self._url.text().strip(), self._password.text())
