"""How many go on from youth help to the Wmo, by municipality and year, with what is counted above it."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.language import _
from desktop.language.forms import short_day
from desktop.rules.dates import add_days
from desktop.rules.permissions import Act, may
from desktop.rules.prompts.phrases import months_text
from desktop.services.dashboards.definitions import INFLOW
from desktop.services.dashboards.keeping import export_figure
from desktop.services.inflow import InflowYear, inflow_by_year
from desktop.services.papers import PaperKind
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, ChipRow
from desktop.views.design.dress import column
from desktop.views.design.tables import RowsModel, Table, TableColumn
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState, Text
from desktop.views.screen import Screen

_CALENDAR, _ROLLING = "calendar", "rolling"


class InflowPage(QWidget):
    """The table of inflow, with what is counted above it."""

    def __init__(self, owner: Screen) -> None:
        super().__init__()
        self._owner = owner
        layout = column(self, gap=Space.M)
        layout.setContentsMargins(0, Space.M, 0, 0)
        told = _(
            "Residents whose first case under the Wmo began while they had a case for youth help, "
            "or within {term} after it closed. By the day on which the case under the Wmo began.",
            term=months_text(owner.desk.workplace.profile.from_youth.within_months),
        )
        layout.addWidget(Text(told, "muted"))
        if may(owner.desk.workplace.role, Act.EXPORT_FIGURES):
            layout.addWidget(self._ways_out())
        self._kind = ChipRow(_("Which years"), single=True)
        self._kind.offer({_CALENDAR: _("calendar years"), _ROLLING: _("years up to today")})
        self._kind.put_on(_CALENDAR)
        self._kind.chosen.connect(self._on_chosen)
        layout.addWidget(self._kind)
        self._model: RowsModel[InflowYear] = RowsModel(_columns())
        self.table = Table(_("Inflow from youth help to the Wmo"), self._model)
        self.table.setObjectName("inflow")
        self.table.is_copied = False
        self.table.wide(28, 30, 14)
        self._model.setParent(self.table)
        layout.addWidget(self.table, 1)
        nobody = _("Nobody went on from youth help to the Wmo in these years, as far as this store knows.")
        self._empty = EmptyState(icon="forward", title=_("Nothing to count yet"), text=nobody)
        layout.addWidget(self._empty, 1)
        self._empty.hide()

    def reload(self) -> None:
        """Counts again."""
        today = self._owner.desk.workplace.today
        until = today if _ROLLING in self._kind.on() else date(today.year, 12, 31)
        self._owner.ask(partial(inflow_by_year, self._owner.desk.workplace, until), self._on_years, key="inflow")

    def save_to(self, path: Path) -> None:
        """Keeps the years that are over as a file, without small numbers."""
        job = partial(export_figure, self._owner.desk.workplace, path, INFLOW.id)
        self._owner.ask(job, self._on_exported, key="inflow-export")

    def _ways_out(self) -> Flowing:
        export, paper = Button(_("Export …"), icon="export"), Button(_("As a paper"), icon="print")
        for button, name, slot in (
            (export, "inflow-export", self._on_export),
            (paper, "inflow-paper", self._on_paper),
        ):
            button.setObjectName(name)
            button.setToolTip(_("The calendar years that are over, without small numbers."))
            button.clicked.connect(slot)
        return Flowing(export, paper)

    def _on_export(self) -> None:
        dialog = QFileDialog(self, _("Keep the figures as a file"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters([_("Excel workbook (*.xlsx)"), _("CSV (*.csv)")])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{_('From youth help to the Wmo')}.xlsx")
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, file: str) -> None:
        self.save_to(Path(file))

    def _on_exported(self, file: Path) -> None:
        told = _("Kept as {file}: the calendar years that are over, without small numbers.", file=file.name)
        self._owner.desk.navigator.say(told)

    def _on_paper(self) -> None:
        self._owner.desk.navigator.open_paper(f"{PaperKind.FIGURES}:{INFLOW.id}")

    def _on_chosen(self, _keys: object) -> None:
        self.reload()

    def _on_years(self, years: tuple[InflowYear, ...]) -> None:
        self._model.show_rows(years)
        self.table.setVisible(bool(years))
        self._empty.setVisible(not years)


def _columns() -> list[TableColumn[InflowYear]]:
    return [
        TableColumn(_("Municipality"), lambda one: one.municipality),
        TableColumn(_("Year"), _year),
        TableColumn(_("Residents"), lambda one: str(one.residents)),
    ]


def _year(one: InflowYear) -> str:
    if (one.first.month, one.first.day) == (1, 1) and add_days(one.last, 1).month == 1:
        return str(one.first.year)
    return _("{first} until {last}", first=short_day(one.first), last=short_day(one.last))
