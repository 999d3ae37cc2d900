"""Dossiers whose term is over: which, and what a team lead proposes for them."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, Signal

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.audit import ShownList
from desktop.models.labels import label
from desktop.services.retention_page import DueLine, DueState
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.cards import Card
from desktop.views.design.tables import ManyRows, RowsModel, TableColumn
from desktop.views.design.words import Text

_WIDTHS = (22, 13, 15, 20, 19)
"""Letters of the columns; the last has the rest."""

_MOST_ROWS = 10


class DueCard(Card):
    """The dossiers, and what may be done with those that are chosen.

    Signals:
        propose_asked: The chosen `DueLine`s, all of them free.
        keep_asked: The one that is chosen.
        opened: Id of a case.
    """

    propose_asked = Signal(object)
    keep_asked = Signal(object)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("The term is over"))
        self._count = Badge("")
        self.head.addWidget(self._count)
        self.body.addWidget(
            Text(
                _(
                    "Choose what may go and propose it. An administrator decides, and sees numbers and no names. "
                    "Is something at stake still? Then keep the dossier longer."
                ),
                "muted",
            )
        )
        self.model: RowsModel[DueLine] = RowsModel(_columns(), self)
        self.table = ManyRows(_("Dossiers whose term is over"), self.model)
        self.table.setObjectName("retention-due")
        self.table.tells_of(ShownList.RETENTION, lambda row: self.model.row(row).dossier.case_id)
        self.table.wide(*_WIDTHS)
        self.table.hug(_MOST_ROWS)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.table.doubleClicked.connect(self._on_opened)
        self.table.opened.connect(self._on_opened)
        self.body.addWidget(self.table)
        self._all = Button(_("Choose all that may go"), icon="check")
        self._propose = PrimaryButton(_("Propose destruction …"), icon="forward")
        self._keep = Button(_("Keep longer …"), icon="calendar")
        for button, name, slot in (
            (self._all, "retention-all", self._on_all),
            (self._propose, "retention-propose", self._on_propose),
            (self._keep, "retention-keep", self._on_keep),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        self.body.addWidget(Flowing(self._all, self._propose, self._keep))

    def show_lines(self, lines: tuple[DueLine, ...]) -> None:
        """Shows them; what was chosen before and may still go stays chosen."""
        before = {line.dossier.case_id for line in self.chosen()}
        self.model.show_rows(lines)
        self._count.say(str(len(lines)))
        self._choose(before)
        self._all.setEnabled(any(line.state is DueState.FREE for line in lines))
        self._show_deeds()

    def chosen(self) -> tuple[DueLine, ...]:
        """In the order of the table."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.model.row(row) for row in rows)

    def _choose(self, case_ids: set[str]) -> None:
        chosen = QItemSelection()
        for row in range(self.model.rowCount()):
            if self.model.row(row).dossier.case_id in case_ids:
                chosen.select(self.model.index(row, 0), self.model.index(row, self.model.columnCount() - 1))
        self.table.selectionModel().select(chosen, self.table.selectionModel().SelectionFlag.ClearAndSelect)

    def _show_deeds(self) -> None:
        chosen = self.chosen()
        self._propose.setEnabled(bool(chosen) and all(line.state is DueState.FREE for line in chosen))
        self._keep.setEnabled(len(chosen) == 1)

    def _on_selected(self, _on: QItemSelection, _off: QItemSelection) -> None:
        self._show_deeds()

    def _on_opened(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.row(index.row()).dossier.case_id)

    def _on_all(self) -> None:
        rows = (self.model.row(row) for row in range(self.model.rowCount()))
        self._choose({line.dossier.case_id for line in rows if line.state is DueState.FREE})
        self.table.setFocus()

    def _on_propose(self) -> None:
        self.propose_asked.emit(self.chosen())

    def _on_keep(self) -> None:
        self.keep_asked.emit(self.chosen()[0])


def _columns() -> list[TableColumn[DueLine]]:
    """In the order shown, in the language in force."""
    return [
        TableColumn(_("Resident"), lambda line: line.dossier.resident or _("not known here")),
        TableColumn(_("Act"), lambda line: label(line.dossier.law)),
        TableColumn(_("Municipality"), lambda line: line.dossier.municipality or "—"),
        TableColumn(_("Last change"), lambda line: short_day(line.dossier.last_on)),
        TableColumn(_("Term over on"), lambda line: short_day(line.dossier.due_on)),
        TableColumn(_("May it go?"), _state),
    ]


def _state(line: DueLine) -> str:
    if line.state is DueState.PROPOSED:
        return _("proposed")
    until = line.dossier.kept_until
    return _("kept until {day}", day=short_day(until)) if until else _("may go")
