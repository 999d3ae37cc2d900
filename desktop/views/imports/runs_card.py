"""What was imported on this laptop, and the way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal

from desktop.language import _
from desktop.language.forms import number
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.imports import DoneImport, InTheWay, imports_list, obstacles_to_undo, undo_import
from desktop.services.wording import explain
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.days import near_moment
from desktop.views.design.focus import bring_into_view
from desktop.views.design.messages import ProgressStrip
from desktop.views.design.tables import RowsModel, Table, TableColumn
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, Text
from desktop.views.desk import Desk
from desktop.views.progress import Relay, unless_stopped

_MOST_ROWS = 5
"""Seen at once; the rest is scrolled to."""
_NAMED = 5
"""Obstacles that are named; of more only the number."""


class RunsCard(Card):
    """The list of imports; one can be taken back whole.

    Signals:
        took_back: An import was taken back.
    """

    took_back = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Imported before"), gap=Space.L)
        self._desk = desk
        self._chosen: DoneImport | None = None
        self._none = Text(_("Nothing was imported yet on this laptop."), "muted")
        self._model: RowsModel[DoneImport] = RowsModel(
            (
                TableColumn(_("File"), _file_text),
                TableColumn(_("State"), _state_text),
                TableColumn(_("When"), self._when_text),
                TableColumn(_("By whom"), _who_text),
                TableColumn(_("What came of it"), _counts_text),
            )
        )
        self._table = Table(_("Imports"), self._model)
        self._table.setObjectName("import-runs")
        self._table.hug(_MOST_ROWS)
        self._table.wide(24, 18, 18, 18)
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        self._back = Button(_("Take back …"), icon="undo")
        self._back.clicked.connect(self._on_back)
        self._sure = Hint("", icon="question")
        self._yes, self._no = Button(_("Yes, take it back"), icon="undo"), QuietButton(_("No, keep it"))
        self._yes.clicked.connect(self._on_yes)
        self._no.clicked.connect(self._on_no)
        self._answers = Flowing(self._yes, self._no)
        self._acts = Flowing(self._back)
        self._progress = ProgressStrip()
        for widget in (self._none, self._table, self._acts, self._sure, self._answers, self._progress):
            self.body.addWidget(widget)
        self._on_no()

    def reload(self) -> None:
        """Fetches the list."""
        self._desk.tasks.store(partial(imports_list, self._desk.workplace), self._on_list, key="imports")

    def ask(self, run: str) -> None:
        """Asks whether this import must be taken back."""
        at = next((at for at in range(self._model.rowCount()) if self._model.row(at).run.id == run), -1)
        if at >= 0:
            self._table.selectRow(at)
            self._on_back()

    def _on_list(self, done: list[DoneImport]) -> None:
        self._model.show_rows(done)
        self._none.setVisible(not done)
        self._table.setVisible(bool(done))
        self._acts.setVisible(bool(done))
        if done:
            self._table.selectRow(0)
        self._on_row()

    def _on_row(self) -> None:
        at = self._table.currentIndex().row()
        self._chosen = self._model.row(at) if 0 <= at < self._model.rowCount() else None
        self._back.setEnabled(self._chosen is not None and self._chosen.run.undone_at is None)
        self._on_no()

    def _on_back(self) -> None:
        if self._chosen is None:
            return
        run = self._chosen.run
        said = _(
            "All of {file} is taken back: what was new goes, what was changed gets its old values, and observations "
            "are withdrawn. Is that right?",
            file=run.file_name,
        )
        self._say(said, answers=True)
        self._yes.setFocus()

    def _on_no(self) -> None:
        self._sure.hide()
        self._answers.hide()

    def _on_yes(self) -> None:
        if self._chosen is None:
            return
        self._on_no()
        name = self._chosen.run.file_name
        self._progress.begin(_("Taking back {file} …", file=name))
        job = partial(undo_import, self._desk.workplace, self._chosen.run.id, Relay(self._progress))
        self._desk.writer.write(partial(unless_stopped, job), self._on_done, failed=self._on_refused)

    def _on_done(self, changes: object) -> None:
        self._progress.end()
        if changes is not None and self._chosen is not None:
            said = _("{file} is taken back", file=self._chosen.run.file_name)
            self._desk.navigator.say(said, icon="undo")
            self.took_back.emit()
        self.reload()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._progress.end()
        self._say(explain(fault), answers=False)
        if isinstance(fault, RuleBroken) and fault.code == "import-changed-since" and self._chosen is not None:
            job = partial(obstacles_to_undo, self._desk.workplace, self._chosen.run.id)
            self._desk.tasks.store(job, self._on_obstacles, key="obstacles")

    def _on_obstacles(self, found: tuple[InTheWay, ...]) -> None:
        told = [one.text for one in found[:_NAMED]]
        if len(found) > _NAMED:
            told.append(_("and {n} more", n=number(len(found) - _NAMED)))
        why = _("Something of this import was changed or used since. Nothing was taken back.")
        self._say("\n".join((why, *(f"• {text}" for text in told))), answers=False)

    def _say(self, text: str, *, answers: bool) -> None:
        self._sure.say(text)
        self._sure.show()
        self._answers.setVisible(answers)
        QTimer.singleShot(0, self, self._bring_into_view)

    def _bring_into_view(self) -> None:
        """Only when the layout has given the question its place: it stands under the list, mostly out of sight."""
        for widget in (self._sure, self._answers):
            if widget.isVisible():
                bring_into_view(widget)

    def _when_text(self, done: DoneImport) -> str:
        return near_moment(done.run.finished_at, self._desk.workplace.today)


def _file_text(done: DoneImport) -> str:
    return done.run.file_name


def _who_text(done: DoneImport) -> str:
    return done.who


def _counts_text(done: DoneImport) -> str:
    told = done.run.counts
    return _(
        "{new} new, {changed} changed, {rejected} left out",
        new=number(told.get("new", 0)),
        changed=number(told.get("changed", 0)),
        rejected=number(told.get("rejected", 0)),
    )


def _state_text(done: DoneImport) -> str:
    return _("stands") if done.run.undone_at is None else _("taken back")
