"""Over Naober: which version this is, of what it is made, and the licence of each part in full."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.services.parts import PROGRAM, Part, parts, version
from desktop.views.design.cards import Card
from desktop.views.design.dress import column
from desktop.views.design.tables import RowsModel, Table, TableColumn
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.desk import Desk

_MOST_ROWS = 6
"""Seen at once; the rest is scrolled to."""
_TEXT_HEIGHT = 320


class AboutPanel(QWidget):
    """Reads what the program is made of when it first comes in view."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._is_read = False
        self._model: RowsModel[Part] = RowsModel(
            (
                TableColumn(_("Part"), lambda part: part.name),
                TableColumn(_("Version"), _numbered),
                TableColumn(_("Licence"), lambda part: part.licence),
            )
        )
        self._table = Table(_("Parts of Naober"), self._model)
        self._table.setObjectName("parts-of-naober")
        self._table.hug(_MOST_ROWS)
        self._table.wide(26, 30)
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        self._count = Text("", "muted")
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(_TEXT_HEIGHT)
        layout = column(self, gap=Space.L)
        layout.addWidget(self._program())
        layout.addWidget(self._parts())
        layout.addStretch(1)
        self._name("")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_read:
            self._is_read = True
            self._desk.tasks.other(parts, self._on_parts)

    def show_part(self, name: str) -> None:
        """Chooses a part by its name, when it is there."""
        for at in range(self._model.rowCount()):
            if self._model.row(at).name == name:
                self._table.selectRow(at)

    def text(self) -> str:
        """The licence that is shown."""
        return self._text.toPlainText()

    def _program(self) -> Card:
        card = Card(_("Naober {version}", version=version()).strip())
        card.body.addWidget(
            Text(
                _(
                    "Naober is free software under the European Union Public Licence (EUPL 1.2): "
                    "you may use it, look how it is made, change it and share it."
                )
            )
        )
        return card

    def _parts(self) -> Card:
        card = Card(_("What it is made of"), gap=Space.L)
        card.body.addWidget(self._count)
        card.body.addWidget(self._table)
        card.body.addWidget(self._text)
        return card

    def _on_parts(self, found: tuple[Part, ...]) -> None:
        self._model.show_rows(found)
        self._count.setText(
            ngettext(
                "1 part, each under its own licence. Choose one to read it.",
                "{n} parts, each under its own licence. Choose one to read it.",
                len(found),
            )
        )
        self.show_part(PROGRAM)

    def _on_row(self) -> None:
        index = self._table.currentIndex()
        part = self._model.row(index.row()) if index.isValid() else None
        self._name(part.name if part else "")
        told = (
            part.text or _("This part came without a text. Its licence is: {name}.", name=part.licence) if part else ""
        )
        self._text.setPlainText(told)

    def _name(self, part: str) -> None:
        self._text.setAccessibleName(_("Licence of {part}", part=part) if part else _("Licence"))


def _numbered(part: Part) -> str:
    return part.version or (_("in {package}", package=part.inside) if part.inside else "")
