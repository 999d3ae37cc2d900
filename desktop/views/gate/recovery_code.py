"""The recovery code on the screen, this once: to write down, to print or to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from desktop.language import _
from desktop.views.design.announce import announce
from desktop.views.design.buttons import QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import column, row
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, Text


class RecoveryCode(QWidget):
    """A code, and what to do with it."""

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, gap=Space.M)
        card = Card()
        self._code = Text("", "code")
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._code.setAccessibleName(_("Recovery code"))
        card.body.addWidget(self._code)
        buttons = row(gap=Space.S)
        self._print = QuietButton(_("Print"), icon="print")
        self._copy = QuietButton(_("Copy"), icon="copy")
        self._print.clicked.connect(self._on_print)
        self._copy.clicked.connect(self._on_copy)
        buttons.addWidget(self._print)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        layout.addWidget(card)
        self._told = Hint("", icon="check")
        self._told.hide()
        layout.addWidget(self._told)
        layout.addWidget(
            Hint(
                _(
                    "Keep it apart from the laptop. "
                    "Without passphrase and code nobody can open the dossiers, nor can we."
                )
            )
        )

    def show_code(self, code: str) -> None:
        """Shows it, in two lines."""
        groups = code.split("-")
        half = len(groups) // 2
        self._code.setText("\n".join("-".join(part) for part in (groups[:half], groups[half:])))

    def text(self) -> str:
        """The code as it stands there; empty when there is none."""
        return self._code.text()

    def forget(self) -> None:
        """Takes the code from the screen."""
        self._code.clear()
        self._told.hide()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code.text())
        self._tell(_("The code is copied. Paste it where only you can read it; it goes from the clipboard by itself."))

    def _on_print(self) -> None:
        if not QPrinterInfo.availablePrinterNames():
            self._tell(_("This computer knows no printer. Write the code down on paper, or copy it."), icon="caution")
            return
        self._printer = QPrinter()
        dialog = QPrintDialog(self._printer, self)
        dialog.accepted.connect(self._on_printer)
        QDialog.open(dialog)

    def _on_printer(self) -> None:
        paper = QTextDocument()
        title = _("Recovery code")
        paper.setPlainText(f"Naober\n\n{title}\n\n{self._code.text()}\n\n{_('Keep it apart from the laptop.')}")
        paper.print_(self._printer)
        self._tell(_("The code went to the printer. Look whether it is on paper before you go on."))

    def _tell(self, text: str, *, icon: str = "check") -> None:
        self._told.say(text, icon=icon)
        self._told.show()
        announce(self, text)
