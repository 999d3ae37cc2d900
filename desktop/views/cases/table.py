"""The table of the caseload: whole rows, Enter opens, and the person says which columns there are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu
from typing_extensions import override

from desktop.language import _
from desktop.services.case_reading import CaseLine
from desktop.views.cases.model import COLUMNS, CaseTable
from desktop.views.design.buttons import QuietButton
from desktop.views.design.tables import Table
from desktop.views.preferences import Preferences

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
        wanted: A page is in view and not there: the number of its first row. `fill` brings it.
    """

    opened = Signal(str)
    wanted = Signal(int)

    def __init__(self) -> None:
        self._model = CaseTable()
        super().__init__(_("Cases"), self._model)
        self._model.wanted.connect(self.wanted)
        self.setObjectName("cases")
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.clicked.connect(self._on_clicked)
        self.activated.connect(self._on_clicked)
        head = self.horizontalHeader()
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(60)
        head.setResizeContentsPrecision(_MEASURED_ROWS)
        for at in range(len(COLUMNS)):
            whole = QHeaderView.ResizeMode.Fixed if at == _STRETCHED else QHeaderView.ResizeMode.ResizeToContents
            head.setSectionResizeMode(at, whole)
        head.sectionResized.connect(self._on_section)
        self._size_rows()

    def show_lines(self, lines: tuple[CaseLine, ...], total: int) -> None:
        """Replaces the rows, of which these are the first; the case that was chosen stays chosen."""
        before = self._model.row(self.currentIndex().row())
        self._model.show_first(lines, total)
        at = self._model.row_of(before.case_id) if before else -1
        if at >= 0:
            self.selectRow(at)
        self.stretch()

    def fill(self, first: int, lines: tuple[CaseLine, ...]) -> None:
        """A page that was wanted."""
        self._model.fill(first, lines)

    def stretch(self) -> None:
        """Gives the question what the other columns leave."""
        head = self.horizontalHeader()
        others = sum(head.sectionSize(at) for at in range(head.count()) if at != _STRETCHED)
        least = _FEWEST_LETTERS * self.fontMetrics().averageCharWidth()
        self.setColumnWidth(_STRETCHED, max(least, self.viewport().width() - others))

    @override
    def sizeHintForColumn(self, column: int) -> int:
        """As wide as what stands in it, as far as that leaves room for the others; the whole text is in its tip."""
        return min(super().sizeHintForColumn(column), _MOST_LETTERS * self.fontMetrics().averageCharWidth())

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

    def _size_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * _ROW_LINES))

    def _on_section(self, at: int, _before: int, _after: int) -> None:
        if at != _STRETCHED:
            self.stretch()

    def _on_clicked(self, index: QModelIndex) -> None:
        line = self._model.row(index.row())
        if line is not None:
            self.opened.emit(line.case_id)


class ColumnButton(QuietButton):
    """Which columns there are; remembered on this machine."""

    def __init__(self, view: CasesView, preferences: Preferences) -> None:
        super().__init__(_("Columns"), icon="list")
        self.setObjectName("case-columns")
        self._view = view
        self._preferences = preferences
        menu = QMenu(self)
        menu.setAccessibleName(_("Columns"))
        shown = preferences.now.cases.columns or tuple(c.key for c in COLUMNS if c.at_first)
        self._choices: list[QAction] = []
        for at, column in enumerate(COLUMNS[1:], start=1):
            choice = QAction(_(column.head), menu, checkable=True)
            choice.setChecked(column.key in shown)
            choice.toggled.connect(self._on_toggled)
            menu.addAction(choice)
            self._choices.append(choice)
            view.setColumnHidden(at, column.key not in shown)
        self.setMenu(menu)

    def _on_toggled(self) -> None:
        on = [choice.isChecked() for choice in self._choices]
        for at, shown in enumerate(on, start=1):
            self._view.setColumnHidden(at, not shown)
        keys = [COLUMNS[0].key, *(c.key for c, shown in zip(COLUMNS[1:], on, strict=True) if shown)]
        self._preferences.change("cases", columns=tuple(keys))
