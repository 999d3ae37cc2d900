"""What must be looked at, as a list that reads as rows."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.language.forms import age_text
from desktop.services.reviewing import ReviewLine

AnyIndex = QModelIndex | QPersistentModelIndex


class ReviewModel(QAbstractListModel):
    """One row an entry: its name, how long nobody looked, and where it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ReviewLine, ...] = ()

    def show_lines(self, lines: tuple[ReviewLine, ...]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> ReviewLine | None:
        """The entry on a row; None past the end."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, entry_id: str) -> int:
        """Row of an entry; -1 when it is not in the queue (any more)."""
        return next((at for at, line in enumerate(self._lines) if line.entry.id == entry_id), -1)

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row()) if index.isValid() else None
        if line is None or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        return " · ".join(filter(None, (line.entry.name, age_of(line), line.entry.place)))


def age_of(line: ReviewLine) -> str:
    """How long nobody looked, in words."""
    if line.said_gone:
        return _("may not exist any more")
    if line.remarks:
        return _("something is wrong")
    return _("never checked") if line.age_days is None else _("checked {age}", age=age_text(line.age_days))


def uses_of(line: ReviewLine) -> str:
    """In how many plans and indications it stands; empty for none."""
    uses = line.entry.uses
    return ngettext("stands in 1 plan or indication", "stands in {n} plans and indications", uses) if uses else ""
