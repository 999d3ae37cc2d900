"""The caseload as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from typing_extensions import override

from desktop.language import N_, _, ngettext
from desktop.language.forms import short_day
from desktop.models.labels import label
from desktop.services.case_reading import CaseFilter, CaseLine, Deadline
from desktop.services.phase_words import phase_text
from desktop.views.design.long_rows import NOT_YET, LongRows
from desktop.views.design.theme import colours
from desktop.views.design.tokens import Tone

_Index = QModelIndex | QPersistentModelIndex

DEADLINES = {
    Deadline.VISIT: N_("visit"),
    Deadline.TERM: N_("term"),
    Deadline.PAUSE: N_("look at the pause"),
    Deadline.EVALUATION: N_("evaluation"),
    Deadline.CONTACT: N_("contact"),
    Deadline.ENDS: N_("help ends"),
    Deadline.REFERRAL: N_("referral"),
    Deadline.HANDOVER: N_("warm handover"),
    Deadline.STOPPED: N_("help stopped on {day}"),
    Deadline.UNSENT: N_("send the decision"),
}
SOON_DAYS = 7
"""A deadline within so many days stands out."""


def deadline_text(line: CaseLine) -> str:
    """Like ``term: 3 days left`` or ``visit: 2 days late``; empty without a deadline."""
    if line.deadline_kind is None or line.days_left is None:
        return ""
    if line.deadline_kind is Deadline.STOPPED:
        return _(DEADLINES[line.deadline_kind], day=short_day(line.deadline))
    return f"{_(DEADLINES[line.deadline_kind])}: {days_left_text(line.days_left)}"


def days_left_text(days: int) -> str:
    """How long it still is, or how late."""
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("1 day late", "{n} days late", -days)
    return ngettext("1 day left", "{n} days left", days)


def deadline_tone(line: CaseLine) -> Tone:
    """What the nearest deadline means; the words beside it say the same."""
    if line.days_left is None or line.days_left > SOON_DAYS:
        return Tone.TEXT
    asked = line.deadline_kind in {Deadline.PAUSE, Deadline.STOPPED}
    return Tone.BAD if line.days_left < 0 and not asked else Tone.CAUTION


@dataclass(frozen=True)
class Column:
    """A column of the list.

    Attributes:
        key: To remember it by.
        head: Msgid of its heading.
        text: What stands under it.
        at_first: False for one that is hidden until the person asks for it.
    """

    key: str
    head: str
    text: Callable[[CaseLine], str]
    at_first: bool = True


COLUMNS = (
    Column("resident", N_("Resident"), lambda line: line.resident),
    Column("question", N_("Question"), lambda line: " ".join(line.question.split())),
    Column("next", N_("Next"), deadline_text),
    Column("phase", N_("Where it stands"), lambda line: phase_text(line.phase, line.applied_for)),
    Column("open", N_("Days open"), lambda line: str(line.days_open)),
    Column("place", N_("Place"), lambda line: line.place or line.municipality),
    Column("law", N_("Act"), lambda line: label(line.law), at_first=False),
    Column("born", N_("Born"), lambda line: short_day(line.birth_date) if line.birth_date else "", at_first=False),
    Column("consultant", N_("Consultant"), lambda line: line.consultant, at_first=False),
)
"""In the order in which they stand; the first can never be hidden."""

_WHO, _NEXT = 0, 2


class CaseTable(LongRows[CaseLine]):
    """Rows are cases, in the order the store gave them; there may be very many."""

    def __init__(self) -> None:
        super().__init__(size=CaseFilter().limit)

    def row_of(self, case_id: str) -> int:
        """Row of a case; -1 when it is not shown."""
        return next((at for at, line in self.held() if line.case_id == case_id), -1)

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.row(index.row()) if index.isValid() else None
        if line is None:
            return NOT_YET if index.isValid() and role == Qt.ItemDataRole.DisplayRole else None
        column = COLUMNS[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return column.text(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(column.head)}: {column.text(line)}"
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == _NEXT:
            return QColor(colours().values()[deadline_tone(line)])
        if role == Qt.ItemDataRole.FontRole and index.column() == _WHO:
            return _strong()
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return _(COLUMNS[section].head)


def _strong() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
