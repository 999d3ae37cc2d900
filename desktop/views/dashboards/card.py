"""One figure: what it counts, the drawing, the table, and its days, level and source."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from desktop.language import _
from desktop.services.dashboards.dashboard import Dashboard
from desktop.services.dashboards.figure import Figure, Row
from desktop.services.dashboards.wording import cell_text, remarks
from desktop.views.dashboards.bars import MOST, Bar, BarChart
from desktop.views.design.badges import Badge
from desktop.views.design.cards import Card
from desktop.views.design.tables import RowsModel, Table, TableColumn
from desktop.views.design.words import Text

_NAME, _NUMBER = 46, 12
"""Letters of the columns: names at the most, numbers at the least."""

_ROOM = 6
"""Letters around a name or a number; figures are wider than most letters."""

_WIDE = 6
"""From so many columns on a small window scrolls the table sideways."""

_ROWS = 16
"""Of a longer table the rest is scrolled to."""


class FigureCard(Card):
    """Made for one figure of one dashboard."""

    def __init__(self, shown: Dashboard, figure: Figure) -> None:
        name = _(figure.definition.name)
        super().__init__(name)
        self.setObjectName(f"figure-{figure.id}")
        self.head.addWidget(Badge(shown.levels[figure.definition.level].name, icon="network"))
        self.body.addWidget(Text(figure.text, "muted"))
        self.chart = BarChart(_("Drawing of {figure}; the table under it says the same", figure=name))
        self.model: RowsModel[Row] = RowsModel(_columns(figure), self)
        self.table = _FigureTable(name, self.model)
        self.table.setObjectName(f"table-{figure.id}")
        self.table.is_copied = False
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        if any(not row.is_total for row in figure.rows):
            self._fill(figure)
        else:
            self.body.addWidget(Text(_("There is nothing to count yet.")))
        self.body.addWidget(Text(" ".join(remarks(shown, figure)), "small"))

    def _fill(self, figure: Figure) -> None:
        drawn = [n for n, column in enumerate(figure.columns) if column.drawn]
        bars = [_bar(figure, row, drawn) for row in figure.rows if not row.is_total]
        if drawn:
            self.chart.show_bars([figure.columns[n].name for n in drawn], bars)
            self.body.addWidget(self.chart)
            if len(bars) > MOST:
                self.body.addWidget(
                    Text(_("The drawing shows the {n} largest; the table has them all.", n=MOST), "small")
                )
        self.model.show_rows(figure.rows)
        self.table.hug(_ROWS)
        self.table.wide(*_widths(figure))
        self.body.addWidget(self.table)


class _FigureTable(Table):
    """With room for the bar that scrolls it sideways, so that it lies over no row."""

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        wide = self.model().columnCount() > _WIDE
        return QSize(hint.width(), hint.height() + (self.horizontalScrollBar().sizeHint().height() if wide else 0))


def _widths(figure: Figure) -> list[int]:
    """Letters of all columns but the last; no number is cut off, also not an amount of millions."""
    names = max(len(row.name) for row in figure.rows) + _ROOM
    found = [min(_NAME, names)]
    for n, column in enumerate(figure.columns[:-1]):
        longest = max(len(cell_text(row.cells[n], column)) for row in figure.rows)
        found.append(max(_NUMBER, len(column.name) + 3, longest + _ROOM))
    return found


def _bar(figure: Figure, row: Row, drawn: list[int]) -> Bar:
    values = tuple(row.cells[n].value for n in drawn)
    return Bar(row.name, values, tuple(cell_text(row.cells[n], figure.columns[n]) for n in drawn))


def _columns(figure: Figure) -> list[TableColumn[Row]]:
    heads = [TableColumn[Row](figure.head, lambda row: row.name)]
    for n, column in enumerate(figure.columns):
        heads.append(TableColumn(column.name, lambda row, n=n, column=column: cell_text(row.cells[n], column)))  # type: ignore[misc]  # the loop's own n
    return heads
