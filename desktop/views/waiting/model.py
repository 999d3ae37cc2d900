"""The columns of the list of residents who wait."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.services.wait_list import WaitLine
from desktop.views.design.tables import AnyIndex, RowsModel, TableColumn
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Tone
from desktop.views.waiting.words import URGENCIES, source_text, waited_text

_CONTACT, _WAITED = 1, 2


def contact_column(line: WaitLine) -> str:
    """When the resident is to be heard, in a few words."""
    days = line.days_left
    if days < 0:
        return ngettext("1 day late", "{n} days late", -days)
    when = _("today") if not days else ngettext("in 1 day", "in {n} days", days)
    return when if line.is_agreed else _("{when}, nothing agreed", when=when)


def bridge_column(line: WaitLine) -> str:
    """What bridges the wait, on one line."""
    return " · ".join(line.bridged_by.splitlines()) or _("nothing yet")


def provider_column(line: WaitLine) -> str:
    """Where, and at how many others."""
    where = line.provider or _("no provider yet")
    more = line.places - 1
    return where if more < 1 else f"{where} {ngettext('(+ 1 other)', '(+ {n} others)', more)}"


def columns() -> list[TableColumn[WaitLine]]:
    """In the order shown, in the language in force."""
    return [
        TableColumn(_("Resident"), lambda line: line.resident),
        TableColumn(_("Contact"), contact_column),
        TableColumn(_("Waits"), lambda line: waited_text(line.weeks, line.breach)),
        TableColumn(_("Waits for"), lambda line: line.product or _("Help")),
        TableColumn(_("At"), provider_column),
        TableColumn(_("In the meantime"), bridge_column),
        TableColumn(_("Urgency"), lambda line: _(URGENCIES[line.urgency])),
        TableColumn(_("Consultant"), lambda line: line.consultant),
    ]


class WaitsModel(RowsModel[WaitLine]):
    """The list; what is late or over the norm says so in words and bears its colour. A tip names the norm's source."""

    def __init__(self) -> None:
        super().__init__(columns())

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.ForegroundRole and index.isValid():
            tone = _tone(self.row(index.row()), index.column())
            return QColor(colours().values()[tone]) if tone else None
        text = super().data(index, role)
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid() and index.column() == _WAITED:
            return "\n".join(filter(None, (str(text), source_text(self.row(index.row()).breach))))
        return text


def _tone(line: WaitLine, column: int) -> Tone | None:
    if column == _CONTACT:
        return Tone.BAD if line.is_overdue else None if line.is_agreed else Tone.CAUTION
    return Tone.BAD if column == _WAITED and line.breach.is_over else None
