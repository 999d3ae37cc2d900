"""The table of the caseload: whole rows, Enter opens, and the person says which columns there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from typing_extensions import override

from desktop.language import _
from desktop.models.audit import ShownList
from desktop.services.case_reading import CaseLine
from desktop.views.cases.model import COLUMNS, CaseTable
from desktop.views.design.tables import Table

_STRETCHED = 1
"""The question takes what the others leave."""
_FEWEST_LETTERS = 28
"""It never holds fewer; on a small window the table then scrolls sideways."""
_MOST_LETTERS = 36
"""No other column holds more: one long name would push all that stands beside it out of view."""
_MEASURED_ROWS = 60
"""Columns are as wide as these ask; to measure all of a long list would hold the window over several frames."""
_ROW_LINES = 2.3
"""Height of a row, in lines of text."""


class CasesView(Table):
    """Rows that open.

    Signals:
        opened: Id of the case.
        whole_wanted: All rows must be copied and not all are there. `show_lines` and `copy_rows` follow.
        wanted: A page is in view and not there: the number of its first row. `fill` brings it.
    """

    opened = Signal(str)
    whole_wanted = Signal()
    wanted = Signal(int)

    def __init__(self, shown: Sequence[str] = ()) -> None:
        """`shown` are the keys of the columns that show at first; none means the usual ones."""
        self._model = CaseTable()
        self._is_arranging = False
        self._sought: tuple[str, int] | None = None
        super().__init__(_("Cases"), self._model)
        self._model.wanted.connect(self.wanted)
        self.setObjectName("cases")
        self.tells_of(ShownList.CASES, self._case_of)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.clicked.connect(self._on_clicked)
        self.activated.connect(self._on_clicked)
        head = self.horizontalHeader()
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(60)
        head.setResizeContentsPrecision(_MEASURED_ROWS)
        keys = shown or tuple(column.key for column in COLUMNS if column.at_first)
        self.columns.begin([at for at, column in enumerate(COLUMNS) if column.key not in keys])
        head.sectionResized.connect(self._on_section)
        self._size_rows()

    def show_lines(self, lines: tuple[CaseLine, ...], total: int) -> None:
        """Replaces the rows, of which these are the first; the case that was chosen stays chosen."""
        if self.currentIndex().isValid():
            row = self.currentIndex().row()
            self._sought = (self._case_of(row), row)
        self._model.show_first(lines, total)
        self._choose_again()
        self.arrange()

    @override
    def arrange(self) -> None:
        """Columns as wide as a person made them, else as what stands in them."""
        self._is_arranging = True
        for at in self.columns.shown():
            own = self.columns.width(at)
            if own:
                self.setColumnWidth(at, own)
            elif at != _STRETCHED:
                self.resizeColumnToContents(at)
        self._is_arranging = False
        self.stretch()

    def fill(self, first: int, lines: tuple[CaseLine, ...]) -> None:
        """A page that was wanted."""
        self._model.fill(first, lines)
        self._choose_again()

    def stretch(self) -> None:
        """Gives the question what the other columns leave, unless a person made it wider or narrower."""
        if self.columns.width(_STRETCHED):
            return
        head = self.horizontalHeader()
        others = sum(head.sectionSize(at) for at in range(head.count()) if at != _STRETCHED)
        least = _FEWEST_LETTERS * self.fontMetrics().averageCharWidth()
        self.setColumnWidth(_STRETCHED, max(least, self.viewport().width() - others))

    @override
    def sizeHintForColumn(self, column: int) -> int:
        """As wide as what stands in it, as far as that leaves room for the others; the whole text is in its tip."""
        return min(super().sizeHintForColumn(column), _MOST_LETTERS * self.fontMetrics().averageCharWidth())

    @override
    def copy_rows(self, _checked: object = None, *, every: bool = False) -> None:
        if self._model.is_whole() or (self.selectionModel().hasSelection() and not every):
            super().copy_rows(every=every)
        else:
            self.whole_wanted.emit()

    def enter(self) -> None:
        """Puts the keyboard on the first row."""
        self.setFocus()
        if not self.currentIndex().isValid():
            self.selectRow(0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.stretch()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._size_rows()
            self.arrange()

    def _choose_again(self) -> None:
        """The case that was chosen, once the page where it stood is there; none when another stands there now."""
        if self._sought is None or self.currentIndex().isValid():
            return
        case_id, row = self._sought
        at = self._model.row_of(case_id)
        if at >= 0:
            self.selectRow(at)
        if at >= 0 or self._model.row(row) is not None:
            self._sought = None

    def _case_of(self, row: int) -> str:
        line = self._model.row(row)
        return line.case_id if line else ""

    def _size_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * _ROW_LINES))

    def _on_section(self, at: int, _before: int, _after: int) -> None:
        if at != _STRETCHED and not self._is_arranging:
            self.stretch()

    def _on_clicked(self, index: QModelIndex) -> None:
        line = self._model.row(index.row())
        if line is not None:
            self.opened.emit(line.case_id)
