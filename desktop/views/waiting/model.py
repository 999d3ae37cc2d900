"""The columns of the list of residents who wait: two lines each, what counts first and what explains it under it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.language.forms import short_day
from desktop.services.wait_list import WaitLine
from desktop.views.design.tables import AnyIndex, RowsModel, TableColumn
from desktop.views.design.tokens import Tone
from desktop.views.waiting.words import URGENCIES, source_text, waited_text

CONTACT, WAITED = 1, 2
_BRIDGES = 2
"""So many things that bridge the wait are told by name."""


def resident_column(line: WaitLine, *, with_consultant: bool) -> str:
    """Who, and under it how urgent it is and, where that is asked, whose case it is."""
    told = (_(URGENCIES[line.urgency]), line.consultant if with_consultant else "")
    return f"{line.resident}\n{' · '.join(filter(None, told))}"


def contact_column(line: WaitLine) -> str:
    """When the resident is to be heard, in a few words; under it the day, or that none was agreed."""
    days = line.days_left
    if days < 0:
        when = ngettext("1 day late", "{n} days late", -days)
    else:
        when = _("today") if not days else ngettext("in 1 day", "in {n} days", days)
    under = _("agreed: {day}", day=short_day(line.contact_due)) if line.is_agreed else _("nothing agreed")
    return f"{when}\n{under}"


def waited_column(line: WaitLine) -> str:
    """How long, and since when at this provider; over the norm, how far."""
    since = _("since {day}", day=short_day(line.since))
    return f"{waited_text(line.weeks, line.breach)}\n{since}"


def for_column(line: WaitLine) -> str:
    """For what; under it where, and at how many others."""
    where = line.provider or _("no provider yet")
    more = line.places - 1
    under = where if more < 1 else f"{where} {ngettext('(+ 1 other)', '(+ {n} others)', more)}"
    return f"{line.product or _('Help')}\n{under}"


def bridge_column(line: WaitLine) -> str:
    """What bridges the wait: two by name, and how many more there are."""
    all_ = line.bridged_by.splitlines()
    if len(all_) > _BRIDGES:
        return f"{all_[0]}\n{ngettext('and 1 more', 'and {n} more', len(all_) - 1)}"
    return "\n".join(all_) or _("nothing yet")


def columns(*, of_team: bool = False) -> list[TableColumn[WaitLine]]:
    """In the order shown, in the language in force."""
    return [
        TableColumn(_("Resident"), partial(resident_column, with_consultant=of_team)),
        TableColumn(_("Contact"), contact_column),
        TableColumn(_("Waits"), waited_column),
        TableColumn(_("Waits for"), for_column),
        TableColumn(_("In the meantime"), bridge_column),
    ]


class WaitsModel(RowsModel[WaitLine]):
    """The list; what is late or over the norm says so in words and bears a mark. A tip names the norm's source."""

    def __init__(self) -> None:
        super().__init__(columns())

    def show_lines(self, lines: tuple[WaitLine, ...], *, of_team: bool) -> None:
        """Replaces all rows; whose case it is stands with them only in a list of the team."""
        self._columns = columns(of_team=of_team)
        self.show_rows(lines)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        text = super().data(index, role)
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            return self._tip(self.row(index.row()), index.column(), str(text))
        return text

    def mark(self, row: int, column: int) -> tuple[str, Tone] | None:
        """Drawing and tone of what asks for attention; None where nothing does."""
        line = self.row(row)
        if column == CONTACT and line.is_overdue:
            return "caution", Tone.BAD
        if column == CONTACT and not line.is_agreed:
            return "question", Tone.CAUTION
        return ("clock", Tone.BAD) if column == WAITED and line.breach.is_over else None

    def _tip(self, line: WaitLine, column: int, text: str) -> str:
        if column == WAITED:
            return "\n".join(filter(None, (text, source_text(line.breach))))
        return text if column < len(self._columns) - 1 else line.bridged_by or text
