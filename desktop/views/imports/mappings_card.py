"""The sources whose columns a person explained once: another name, or forget."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.upkeep import ImportMapping
from desktop.services.mappings import forget_mapping, mappings, rename_mapping
from desktop.services.wording import explain
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.fields import FieldRow
from desktop.views.design.tables import RowsModel, Table, TableColumn
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.imports.words import KINDS

_MOST_ROWS = 5
"""Seen at once; the rest is scrolled to."""


class MappingsCard(Card):
    """What is remembered; hidden while that is nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Sources whose columns are remembered"), gap=Space.L)
        self._desk = desk
        self.body.addWidget(Text(_("A next file with these columns is known at once."), "muted"))
        self._model: RowsModel[ImportMapping] = RowsModel(
            (
                TableColumn(_("Source"), _name_text),
                TableColumn(_("What is in it"), _kind_text),
                TableColumn(_("Columns"), _columns_text),
            )
        )
        self._table = Table(_("Remembered sources"), self._model)
        self._table.setObjectName("import-mappings")
        self._table.hug(_MOST_ROWS)
        self._table.wide(28, 24)
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        self._name = QLineEdit()
        self._name.setMaxLength(120)
        self._name_row = FieldRow(_("&Another name"), self._name)
        rename, forget = Button(_("Rename"), icon="edit"), QuietButton(_("Forget"), icon="remove")
        rename.clicked.connect(self._on_rename)
        forget.clicked.connect(self._on_forget)
        for widget in (self._table, self._name_row, Flowing(rename, forget)):
            self.body.addWidget(widget)
        self.hide()

    def reload(self) -> None:
        """Fetches what is remembered."""
        self._desk.tasks.store(partial(mappings, self._desk.workplace), self._on_list, key="mappings")

    def _on_list(self, found: tuple[ImportMapping, ...]) -> None:
        self._model.show_rows(found)
        self.setVisible(bool(found))
        if found:
            self._table.selectRow(0)

    def _on_row(self) -> None:
        chosen = self._chosen()
        self._name_row.problem("")
        self._name.setText(chosen.name if chosen else "")

    def _chosen(self) -> ImportMapping | None:
        at = self._table.currentIndex().row()
        return self._model.row(at) if 0 <= at < self._model.rowCount() else None

    def _on_rename(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            job = partial(rename_mapping, self._desk.workplace, chosen.id, self._name.text())
            self._desk.writer.write(job, self._on_done, failed=self._on_refused)

    def _on_forget(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            job = partial(forget_mapping, self._desk.workplace, chosen.id)
            said = _("The columns of {name} are forgotten", name=chosen.name)
            self._desk.writer.write(job, self._on_done, failed=self._on_refused, said=said)

    def _on_done(self, _changes: object) -> None:
        self.reload()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._name_row.problem(explain(fault))


def _name_text(one: ImportMapping) -> str:
    return one.name


def _kind_text(one: ImportMapping) -> str:
    return _(KINDS.get(one.kind, one.kind))


def _columns_text(one: ImportMapping) -> str:
    return ", ".join(one.columns)
