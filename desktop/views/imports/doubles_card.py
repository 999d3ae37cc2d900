"""Rows that look like stored entries or like each other: both sides, why, and what a person says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal

from desktop.exchange.plan import Decision, Double, Verdict
from desktop.language import _
from desktop.models.field_labels import field_label
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.tables import RowsModel, Table, TableColumn
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.imports.words import VERDICTS, candidate_text

_MOST_ROWS = 5
_MOST_FIELDS = 8
"""Seen at once; the rest is scrolled to."""


class DoublesCard(Card):
    """Asks of each row whether it is what it looks like.

    Signals:
        decided: What was said, a `Decision` by the key of each row of which anything was said.
    """

    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("These rows look like entries that are there already, or like each other"), gap=Space.L)
        self.body.addWidget(
            Text(
                _(
                    "Choose for each row. The same: what is empty in the other is filled in, nothing else. "
                    "Another one: it becomes an entry of its own, and so it does as long as you choose nothing. "
                    "Leave out: it is not imported."
                ),
                "muted",
            )
        )
        self._doubles: list[Double] = []
        self._model: RowsModel[Double] = RowsModel(
            (
                TableColumn(_("Row"), _row_text),
                TableColumn(_("Name"), _name_text),
                TableColumn(_("Looks like"), _other_text),
                TableColumn(_("Because of"), _why_text),
                TableColumn(_("Choice"), _choice_text),
            )
        )
        self._table = Table(_("Rows that look like other entries"), self._model)
        self._table.setObjectName("import-doubles")
        self._table.hug(_MOST_ROWS)
        self._table.wide(6, 30, 34, 36)
        self._other = Choice({})
        self._other_row = FieldRow(_("Which one it is"), self._other)
        self._why = Text("", "muted")
        self._sides: RowsModel[tuple[str, str, str]] = RowsModel(
            (
                TableColumn(_("Field"), _first),
                TableColumn(_("In the file"), _second),
                TableColumn(_("The other"), _third),
            )
        )
        self._both = Table(_("Both beside each other"), self._sides)
        self._both.setObjectName("import-both")
        self._both.hug(_MOST_FIELDS)
        self._both.wide(20, 36)
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        self._other.chosen.connect(self._on_other_chosen)
        for widget in (self._table, self._other_row, self._buttons(), self._why, self._both):
            self.body.addWidget(widget)

    def show_doubles(self, doubles: tuple[Double, ...]) -> None:
        """Shows what looks alike, and stays at the row where one was."""
        at = max(self._table.currentIndex().row(), 0)
        self._doubles = list(doubles)
        self._model.show_rows(self._doubles)
        if self._doubles:
            self._table.selectRow(min(at, len(self._doubles) - 1))

    def _buttons(self) -> Flowing:
        same, new = Button(_("The same one"), icon="check"), Button(_("Another one"), icon="add")
        skip = Button(_("Leave out"), icon="close")
        every, none = QuietButton(_("All the same")), QuietButton(_("All another one"))
        same.clicked.connect(self._on_same)
        new.clicked.connect(self._on_new)
        skip.clicked.connect(self._on_skip)
        every.clicked.connect(self._on_every)
        none.clicked.connect(self._on_none)
        return Flowing(same, new, skip, every, none)

    def _on_row(self) -> None:
        double = self._current()
        if double is None:
            return
        self._other.offer({one.key: candidate_text(one) for one in double.candidates})
        self._other.put(double.candidate.key)
        self._other_row.setVisible(len(double.candidates) > 1)
        self._show_sides()

    def _on_other_chosen(self, _key: str) -> None:
        double = self._current()
        if double is not None and double.verdict is Verdict.SAME:
            self._decide(Verdict.SAME, goes_on=False)
        self._show_sides()

    def _show_sides(self) -> None:
        double = self._current()
        if double is not None:
            chosen = next((one for one in double.candidates if one.key == self._other.key()), double.candidate)
            told = {"row": double.row, "other": candidate_text(chosen), "why": chosen.why}
            self._why.setText(_("Row {row} looks like {other}: {why}.", **told))
            self._sides.show_rows(_sides(double.told, chosen.shown))

    def _current(self) -> Double | None:
        at = self._table.currentIndex().row()
        return self._doubles[at] if 0 <= at < len(self._doubles) else None

    def _on_same(self) -> None:
        self._decide(Verdict.SAME)

    def _on_new(self) -> None:
        self._decide(Verdict.NEW)

    def _on_skip(self) -> None:
        self._decide(Verdict.SKIP)

    def _decide(self, verdict: Verdict, *, goes_on: bool = True) -> None:
        """Goes on to the next row, so that a row of choices is a row of keys."""
        at, double = self._table.currentIndex().row(), self._current()
        if double is not None:
            same_as = self._other.key() if verdict is Verdict.SAME else ""
            self._doubles[at] = replace(double, decision=Decision(verdict, same_as))
            self._tell(min(at + goes_on, len(self._doubles) - 1))

    def _on_every(self) -> None:
        self._doubles = [replace(one, decision=Decision(Verdict.SAME, one.candidate.key)) for one in self._doubles]
        self._tell(0)

    def _on_none(self) -> None:
        self._doubles = [replace(one, decision=Decision(Verdict.NEW)) for one in self._doubles]
        self._tell(0)

    def _tell(self, at: int) -> None:
        self._model.show_rows(self._doubles)
        self._table.selectRow(at)
        self.decided.emit({one.key: one.decision for one in self._doubles if one.decision})


def _sides(told: Mapping[str, object], shown: Mapping[str, object]) -> list[tuple[str, str, str]]:
    names = dict.fromkeys((*told, *(["source"] if shown.get("source") else [])))
    return [(field_label(name), _plain(told.get(name)), _plain(shown.get(name))) for name in names]


def _plain(value: object) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    return "" if value is None else " ".join(str(value).split())


def _row_text(double: Double) -> str:
    return str(double.row)


def _name_text(double: Double) -> str:
    return str(double.told.get("name", ""))


def _other_text(double: Double) -> str:
    return candidate_text(double.candidate)


def _why_text(double: Double) -> str:
    return double.candidate.why


def _choice_text(double: Double) -> str:
    return _(VERDICTS[double.verdict]) if double.verdict else _("not chosen yet")


def _first(side: tuple[str, str, str]) -> str:
    return side[0]


def _second(side: tuple[str, str, str]) -> str:
    return side[1]


def _third(side: tuple[str, str, str]) -> str:
    return side[2]
