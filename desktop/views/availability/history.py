"""Everything that was ever observed of an offer: drawn, and in a table that says the same and more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

from desktop.language import N_, _
from desktop.language.forms import age_text, short_day
from desktop.services.availability_page import Fate, Observed, OfferPage
from desktop.services.weeks import weeks_text
from desktop.views.availability.chart import WaitChart
from desktop.views.availability.words import FATES, state_name
from desktop.views.design.buttons import Button
from desktop.views.design.dress import column
from desktop.views.design.pages import PageHead
from desktop.views.design.tables import AnyIndex, RowsModel, TableColumn, WholeTable
from desktop.views.design.tokens import Space
from desktop.views.tasks import Tasks

_EQUAL = 10_000
_TWO_COLUMNS = 200
"""Letters the page must hold to show the table beside the drawing; else it stands under it."""
_SHARES = (16, 14, 14, 16, 20, 24)
"""How wide the columns are beside each other."""


def _intake(one: Observed) -> str:
    report = one.report
    return weeks_text(report.intake_min, report.intake_max, report.intake_text) or _("unknown")


def _start(one: Observed) -> str:
    report = one.report
    return weeks_text(report.start_min, report.start_max, report.start_text) or _("unknown")


def _fate(one: Observed) -> str:
    by = _("by {name}", name=one.against) if one.against else ""
    return " ".join(filter(None, (_(FATES[one.fate]), by)))


def _below(first: str, second: str) -> str:
    return "\n".join(filter(None, (first, second)))


COLUMNS: tuple[tuple[str, Callable[[Observed], str]], ...] = (
    (N_("Measured on"), lambda one: _below(short_day(one.report.measured_on), age_text(one.age_days))),
    (N_("First talk"), _intake),
    (N_("First help"), _start),
    (N_("Takes residents"), lambda one: state_name(one.report.status)),
    (N_("Source"), lambda one: _below(one.report.source, one.report.checked_by)),
    (N_("Does it count?"), lambda one: _below(_fate(one), one.reason or one.report.note)),
)
"""So few that they stand beside each other on a laptop: what belongs together stands below each other in one."""


class HistoryModel(RowsModel[Observed]):
    """The newest first; what does not count is struck through, and says so in its own column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__([TableColumn(_(head), text) for head, text in COLUMNS], parent)
        self._struck = QFont()
        self._struck.setStrikeOut(True)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.FontRole and index.isValid() and index.column() < len(COLUMNS) - 1:
            return self._struck if self.row(index.row()).fate is not Fate.STANDS else None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            return f"{_(COLUMNS[index.column()][0])}: {super().data(index)}"
        return super().data(index, role)


class HistoryPage(QWidget):
    """Head with the way back, the drawing, and the table.

    Signals:
        left: The person goes back to the matrix.
    """

    left = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        layout = column(self, gap=Space.M)
        layout.setContentsMargins(0, Space.M, 0, 0)
        self._head = PageHead("")
        back = Button(_("Back to the overview"), icon="back")
        back.setObjectName("history-back")
        back.clicked.connect(self.left)
        self._head.buttons.addWidget(back)
        layout.addWidget(self._head)
        self._back = back
        self.chart = WaitChart(tasks)
        self._model = HistoryModel(self)
        self.table = WholeTable(_("All figures over time"), self._model, _SHARES)
        self.table.setObjectName("history-table")
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        for widget in (self.chart, self.table):
            self._split.addWidget(widget)
        layout.addWidget(self._split, 1)

    def show_page(self, page: OfferPage) -> None:
        """Another offer's history."""
        self._head.say(page.provider.name, page.column.title)
        self._model.show_rows(tuple(reversed(page.history)))
        self.chart.show_history(page.history)

    def take_focus(self) -> None:
        """Puts the keyboard on the way back."""
        self._back.setFocus()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        way = Qt.Orientation.Horizontal if letters >= _TWO_COLUMNS else Qt.Orientation.Vertical
        if self._split.orientation() is not way:
            self._split.setOrientation(way)
        self._split.setSizes([_EQUAL, _EQUAL])
