"""How many go on from youth help to the Wmo, by municipality and year, with what is counted above it."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.language.forms import short_day
from desktop.rules.dates import add_days
from desktop.services.inflow import InflowYear, inflow_by_year
from desktop.views.design.buttons import ChipRow
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
            "or within half a year after it closed. By the day on which the case under the Wmo began."
        )
        layout.addWidget(Text(told, "muted"))
        self._kind = ChipRow(_("Which years"), single=True)
        self._kind.offer({_CALENDAR: _("calendar years"), _ROLLING: _("years up to today")})
        self._kind.put_on(_CALENDAR)
        self._kind.chosen.connect(self._on_chosen)
        layout.addWidget(self._kind)
        self._model: RowsModel[InflowYear] = RowsModel(_columns())
        self.table = Table(_("Inflow from youth help to the Wmo"), self._model)
        self.table.setObjectName("inflow")
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
