"""The caseload as a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from desktop.language import N_, _, ngettext
from desktop.language.forms import short_day
from desktop.models.labels import label
from desktop.services.case_reading import CaseLine, Deadline

_Index = QModelIndex | QPersistentModelIndex

DEADLINES = {
    Deadline.VISIT: N_("visit"),
    Deadline.TERM: N_("term"),
    Deadline.EVALUATION: N_("evaluation"),
    Deadline.CONTACT: N_("contact"),
    Deadline.ENDS: N_("help ends"),
}


def deadline_text(line: CaseLine) -> str:
    """Like ``term: 3 days left`` or ``visit: 2 days late``; empty without a deadline."""
    if line.deadline_kind is None or line.days_left is None:
        return ""
    return f"{_(DEADLINES[line.deadline_kind])}: {days_left_text(line.days_left)}"


def days_left_text(days: int) -> str:
    """How long it still is, or how late."""
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("1 day late", "{n} days late", -days)
    return ngettext("1 day left", "{n} days left", days)


COLUMNS: tuple[tuple[str, Callable[[CaseLine], str]], ...] = (
    (N_("Resident"), lambda line: line.resident),
    (N_("Born"), lambda line: short_day(line.birth_date) if line.birth_date else ""),
    (N_("Question"), lambda line: line.question),
    (N_("Where it stands"), lambda line: label(line.phase)),
    (N_("Act"), lambda line: label(line.law)),
    (N_("Place"), lambda line: line.place or line.municipality),
    (N_("Days open"), lambda line: str(line.days_open)),
    (N_("Next"), deadline_text),
    (N_("Consultant"), lambda line: line.consultant),
)
"""Heading (msgid) and what stands under it."""


class CaseTable(QAbstractTableModel):
    """Rows are cases, in the order the store gave them."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[CaseLine, ...] = ()

    def show_lines(self, lines: tuple[CaseLine, ...]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> CaseLine | None:
        """The case on a row; None past the end."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or not index.isValid():
            return None
        return COLUMNS[index.column()][1](self._lines[index.row()])

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return _(COLUMNS[section][0])
