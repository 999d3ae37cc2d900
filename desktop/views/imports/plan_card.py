"""The dry run on screen: counts, and every row that is left out or doubtful with its reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.exchange.findings import Finding
from desktop.exchange.plan import ImportPlan
from desktop.language import _
from desktop.language.forms import number
from desktop.models.field_labels import field_label
from desktop.services.imports import headers_told, names_of
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import column
from desktop.views.design.tables import RowsModel, Table, TableColumn
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.imports.words import COUNTS

_MOST_ROWS = 8
"""Seen at once; the rest is scrolled to."""
_Marked = tuple[str, Finding]


class PlanCard(Card):
    """What would happen.

    Signals:
        wanted: The `ImportPlan` the person wants carried out.
        dropped: The person does not want it.
        list_wanted: The `ImportPlan` whose rows to look at the person wants as a list.
        columns_wanted: The person wants to say which column is what.
    """

    wanted = Signal(object)
    dropped = Signal()
    list_wanted = Signal(object)
    columns_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("What would happen"), gap=Space.L)
        self._plan: ImportPlan | None = None
        self._figures = Flowing(gap=Space.XXL)
        self.body.addWidget(self._figures)
        self._told = Text("", "muted")
        self.body.addWidget(self._told)
        self._model: RowsModel[_Marked] = RowsModel(
            (
                TableColumn(_("Row"), _row_text),
                TableColumn(_("State"), _state_text),
                TableColumn(_("Field"), _field_text),
                TableColumn(_("What is the matter"), _reason_text),
            )
        )
        self._table = Table(_("Rows to look at"), self._model)
        self._table.setObjectName("import-plan")
        self._table.hug(_MOST_ROWS)
        self._table.wide(26, 22, 24)
        self._do = PrimaryButton(_("Import"), icon="import")
        self._leave = QuietButton(_("Do not import"))
        self._do.clicked.connect(self._on_do)
        self._leave.clicked.connect(self.dropped)
        self._save = QuietButton(_("Save this list …"), icon="export")
        self._columns = QuietButton(_("Change the columns …"), icon="edit")
        self._save.clicked.connect(self._on_save)
        self._columns.clicked.connect(self.columns_wanted)
        self.body.addWidget(Flowing(self._do, self._leave, self._columns, self._save))
        self.body.addWidget(self._table)

    def show_plan(self, plan: ImportPlan) -> None:
        """Shows a plan."""
        self._plan = plan
        self._figures.empty()
        figures = {"read": plan.read, "new": plan.new, "changed": plan.changed, "same": plan.same}
        figures["rejected"] = len({(f.table, f.row) for f in plan.rejected})
        figures["warnings"] = len(plan.warnings)
        for name, value in figures.items():
            self._figures.add(_figure(value, _(COUNTS[name])))
        rows = [(_("left out"), f) for f in plan.rejected] + [(_("to look at"), f) for f in plan.warnings]
        self._model.show_rows(rows)
        self._table.setVisible(bool(rows))
        self._save.setVisible(bool(rows))
        self._columns.setVisible(plan.kind != "hsds")
        self._told.setText(_told(plan))
        self._do.setEnabled(not plan.is_empty)

    def _on_save(self) -> None:
        if self._plan is not None:
            self.list_wanted.emit(self._plan)

    def _on_do(self) -> None:
        if self._plan is not None:
            self.wanted.emit(self._plan)


def _told(plan: ImportPlan) -> str:
    unread = _("Columns that were not read: {columns}", columns=names_of(plan.not_read)) if plan.not_read else ""
    return "\n".join(filter(None, (_outcome(plan), headers_told(plan.headers), unread)))


def _outcome(plan: ImportPlan) -> str:
    if plan.is_empty:
        return _("Nothing would change: everything in {file} is known already, or left out.", file=plan.file)
    if plan.rejected:
        return _("The rows that are left out stand below, with the reason. All other rows can be imported.")
    return _("Every row can be imported.")


def _figure(value: int, word: str) -> QWidget:
    holder = QWidget()
    layout = column(holder, gap=0)
    figure = Text(number(value), "figure")
    figure.setWordWrap(False)
    layout.addWidget(figure)
    layout.addWidget(Text(word, "small"))
    return holder


def _row_text(marked: _Marked) -> str:
    finding = marked[1]
    return f"{finding.table} {finding.row}".strip() if finding.row else finding.table


def _state_text(marked: _Marked) -> str:
    return marked[0]


def _field_text(marked: _Marked) -> str:
    return field_label(marked[1].field) if marked[1].field else ""


def _reason_text(marked: _Marked) -> str:
    return marked[1].reason
