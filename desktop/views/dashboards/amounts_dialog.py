"""The amounts behind the dashboards: to look through, set, put right, take off, and take over from a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.language import N_, _, ngettext
from desktop.models.amounts import AmountKind
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.amount_list import AmountLine, amount_lines, remove_amount
from desktop.services.amounts import KINDS, provider_names, take_over_amounts
from desktop.services.wording import explain
from desktop.views.dashboards.amount_dialog import AmountDialog
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.tables import RowsModel, Table, TableColumn
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, PageTitle, Text
from desktop.views.desk import Desk

_WIDTH, _HEIGHT = 1000, 620


class AmountsDialog(QDialog):
    """A table of all amounts, and what can be done with the one that is chosen."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._providers: dict[str, str] = {}
        self.setObjectName("amounts")
        self.setWindowTitle(_("Amounts"))
        self.resize(_WIDTH, _HEIGHT)
        layout = column(self, gap=Space.M, edge=Space.XL)
        layout.addWidget(PageTitle(_("Amounts")))
        told = _("What was set aside, spent or agreed. The dashboards count with these.")
        layout.addWidget(Text(told, "muted"))
        self._kind = Choice({"": _("All kinds")} | {kind.value: _(name) for kind, name in KINDS.items()})
        self._kind.setObjectName("amounts-kind")
        self._kind.chosen.connect(self._on_kind)
        layout.addWidget(FieldRow(_("&What"), self._kind))
        self._model: RowsModel[AmountLine] = RowsModel(_columns())
        self.table = Table(_("Amounts"), self._model)
        self.table.setObjectName("amounts-table")
        self.table.wide(32, 36, 14, 18)
        self._model.setParent(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        layout.addWidget(self.table, 1)
        self._told = Text("", "small")
        layout.addWidget(self._told)
        self._trouble = Hint("", icon="caution")
        self._trouble.hide()
        layout.addWidget(self._trouble)
        layout.addWidget(self._make_buttons())
        desk.notifier.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Shows it, with the keyboard in the table."""
        self.open()
        self.table.setFocus()
        self._desk.tasks.store(partial(provider_names, self._desk.workplace), self._on_providers, key="providers")
        self._fetch()

    def take_over(self, path: Path) -> None:
        """Reads amounts from a table of the books."""
        job = partial(take_over_amounts, self._desk.workplace, path)
        self._write(job, _("The amounts are taken over."))

    def _make_buttons(self) -> Flowing:
        made = Flowing()
        self._of_line: list[Button] = []
        for name, text, icon, slot, of_line in (
            ("amount-correct", N_("Put right …"), "edit", self._on_correct, True),
            ("amount-remove", N_("Take off"), "remove", self._on_remove, True),
            ("amount-set", N_("Set an amount …"), "euro", self._on_set, False),
            ("amounts-file", N_("Amounts from a file …"), "import", self._on_file_asked, False),
            ("amounts-close", N_("Close"), "close", self.accept, False),
        ):
            button = Button(_(text), icon=icon)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            made.add(button)
            if of_line:
                button.setEnabled(False)
                self._of_line.append(button)
        return made

    def _fetch(self) -> None:
        kind = AmountKind(self._kind.key()) if self._kind.key() else None
        job = partial(amount_lines, self._desk.workplace, kind)
        self._desk.tasks.store(job, self._on_lines, key="amounts")

    def _on_lines(self, lines: tuple[AmountLine, ...]) -> None:
        at = self.table.currentIndex().row()
        self._model.show_rows(lines)
        none = _("No amounts yet. Set one, or take them over from a file.")
        self._told.setText(ngettext("1 amount", "{n} amounts", len(lines)) if lines else none)
        if lines:
            self.table.selectRow(min(max(at, 0), len(lines) - 1))
        self._on_row()

    def _on_row(self, *_where: object) -> None:
        for button in self._of_line:
            button.setEnabled(self.table.currentIndex().isValid())

    def _on_kind(self, _kind: str) -> None:
        self._fetch()

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches("amount") and self.isVisible():
            self._fetch()

    def _on_providers(self, providers: dict[str, str]) -> None:
        self._providers = providers

    def _on_set(self) -> None:
        AmountDialog(self._desk, self._providers, self).begin()

    def _on_correct(self) -> None:
        AmountDialog(self._desk, self._providers, self, self._model.row(self.table.currentIndex().row())).begin()

    def _on_remove(self) -> None:
        line = self._model.row(self.table.currentIndex().row())
        self._write(partial(remove_amount, self._desk.workplace, line.amount.id), _("The amount is taken off."))

    def _write(self, job: Callable[[], object], said: str) -> None:
        self._trouble.hide()
        self._desk.writer.write(job, failed=self._on_refused, said=said)

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._trouble.say(explain(fault))
        self._trouble.show()

    def _on_file_asked(self) -> None:
        dialog = QFileDialog(self, _("Amounts from a file"))
        dialog.setNameFilters([_("Tables (*.csv *.xlsx)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, file: str) -> None:
        self.take_over(Path(file))


def _columns() -> list[TableColumn[AmountLine]]:
    return [
        TableColumn(_("What"), lambda one: one.kind),
        TableColumn(_("For"), lambda one: one.where),
        TableColumn(_("When"), lambda one: one.when),
        TableColumn(_("How much"), lambda one: one.value),
        TableColumn(_("Source"), lambda one: one.source),
    ]
