"""Rows that look like stored entries: both sides, and whether they are the same."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from desktop.exchange.plan import Double
from desktop.language import _
from desktop.models.field_labels import field_label
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.tables import RowsModel, Table, TableColumn
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text

_MOST_ROWS = 5
_MOST_FIELDS = 8
"""Seen at once; the rest is scrolled to."""


class DoublesCard(Card):
    """Asks of each row whether it is the stored entry.

    Signals:
        decided: Keys of the rows that are the same.
    """

    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("These look like entries that are there already"), gap=Space.L)
        self.body.addWidget(
            Text(
                _(
                    "Choose for each row. The same: what is empty in the stored entry is filled in, nothing else. "
                    "Another one: it becomes an entry of its own."
                ),
                "muted",
            )
        )
        self._doubles: list[Double] = []
        self._model: RowsModel[Double] = RowsModel(
            (
                TableColumn(_("Row"), _row_text),
                TableColumn(_("Name"), _name_text),
                TableColumn(_("Stored, from"), _source_text),
                TableColumn(_("Choice"), _choice_text),
            )
        )
        self._table = Table(_("Rows that look like stored entries"), self._model)
        self._table.hug(_MOST_ROWS)
        self._table.wide(8, 34, 26)
        self._sides: RowsModel[tuple[str, str, str]] = RowsModel(
            (
                TableColumn(_("Field"), _first),
                TableColumn(_("In the file"), _second),
                TableColumn(_("Stored"), _third),
            )
        )
        self._both = Table(_("Both beside each other"), self._sides)
        self._both.hug(_MOST_FIELDS)
        self._both.wide(20, 36)
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        same, other = Button(_("The same one"), icon="check"), Button(_("Another one"), icon="add")
        every, none = QuietButton(_("All the same")), QuietButton(_("All another one"))
        same.clicked.connect(self._on_same)
        other.clicked.connect(self._on_other)
        every.clicked.connect(self._on_every)
        none.clicked.connect(self._on_none)
        for widget in (self._table, Flowing(same, other, every, none), self._both):
            self.body.addWidget(widget)

    def show_doubles(self, doubles: tuple[Double, ...]) -> None:
        """Shows what looks alike, and stays at the row where one was."""
        at = max(self._table.currentIndex().row(), 0)
        self._doubles = list(doubles)
        self._model.show_rows(self._doubles)
        if self._doubles:
            self._table.selectRow(min(at, len(self._doubles) - 1))

    def _on_row(self) -> None:
        at = self._table.currentIndex().row()
        if 0 <= at < len(self._doubles):
            self._sides.show_rows(_sides(self._doubles[at]))

    def _on_same(self) -> None:
        self._decide(is_same=True)

    def _on_other(self) -> None:
        self._decide(is_same=False)

    def _decide(self, *, is_same: bool) -> None:
        at = self._table.currentIndex().row()
        if not 0 <= at < len(self._doubles):
            return
        self._doubles[at] = replace(self._doubles[at], is_same=is_same)
        self._tell(min(at + 1, len(self._doubles) - 1))

    def _on_every(self) -> None:
        self._doubles = [replace(one, is_same=True) for one in self._doubles]
        self._tell(0)

    def _on_none(self) -> None:
        self._doubles = [replace(one, is_same=False) for one in self._doubles]
        self._tell(0)

    def _tell(self, at: int) -> None:
        """Goes on to the next row, so that a row of choices is a row of keys."""
        self._model.show_rows(self._doubles)
        self._table.selectRow(at)
        self.decided.emit(frozenset(one.key for one in self._doubles if one.is_same))


def _sides(double: Double) -> list[tuple[str, str, str]]:
    names = dict.fromkeys((*double.told, "source"))
    return [(field_label(name), _plain(double.told.get(name)), _plain(double.stored.get(name))) for name in names]


def _plain(value: object) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    return "" if value is None else " ".join(str(value).split())


def _row_text(double: Double) -> str:
    return str(double.row)


def _name_text(double: Double) -> str:
    return str(double.told.get("name", ""))


def _source_text(double: Double) -> str:
    return str(double.stored.get("source") or _("not known"))


def _choice_text(double: Double) -> str:
    return _("the same") if double.is_same else _("another one")


def _first(side: tuple[str, str, str]) -> str:
    return side[0]


def _second(side: tuple[str, str, str]) -> str:
    return side[1]


def _third(side: tuple[str, str, str]) -> str:
    return side[2]
