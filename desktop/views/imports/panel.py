"""Importing: choose, say what the columns are, see what would happen, do exactly that, and take it back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from desktop.exchange.plan import Decision, ImportPlan, Progress
from desktop.language import _
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.imports import FileRead, How, apply_import, plan_again, read_file, save_findings
from desktop.services.mappings import FileSeen, look_into, remember_mapping
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.messages import ProgressStrip
from desktop.views.design.steps import Steps
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, Text
from desktop.views.desk import Desk
from desktop.views.imports.columns_card import ColumnsCard
from desktop.views.imports.done_card import DoneCard
from desktop.views.imports.doubles_card import DoublesCard
from desktop.views.imports.mappings_card import MappingsCard
from desktop.views.imports.plan_card import PlanCard
from desktop.views.imports.runs_card import RunsCard
from desktop.views.imports.words import KINDS
from desktop.views.progress import Relay, unless_stopped

_FILE, _COLUMNS, _CHECK, _DONE = range(4)
_UNKNOWN = ("mapping-unknown", "columns-missing")
"""Faults after which a person can say which column is what."""


class ImportPanel(QWidget):
    """The way from a file to the social map, and what was imported before."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._file: Path | None = None
        self._plan: ImportPlan | None = None
        self._read: FileRead | None = None
        self._decisions: dict[str, Decision] = {}
        self._headers: dict[str, int] = {}
        self.setAcceptDrops(True)
        layout = column(self, gap=Space.L)
        self._steps = Steps(_("Steps of an import"), (_("File"), _("Columns"), _("Check"), _("Done")))
        self._steps.stand(upright=False)
        self._steps.chosen.connect(self._on_step)
        layout.addWidget(self._steps)
        self._choose = self._choose_card()
        self._trouble = Hint("", icon="caution")
        self._progress = ProgressStrip()
        self._columns, self._check, self._doubles, self._done = ColumnsCard(), PlanCard(), DoublesCard(), DoneCard()
        self._runs, self._mappings = RunsCard(desk), MappingsCard(desk)
        for widget in (
            *(self._choose, self._trouble, self._progress, self._columns, self._doubles, self._check, self._done),
            *(self._runs, self._mappings),
        ):
            layout.addWidget(widget)
        layout.addStretch(1)
        self._connect()
        self._begin()

    def take_file(self, path: Path) -> None:
        """Holds a file against the store and shows what would happen; nothing is written."""
        self._file = path
        self._decisions = {}
        self._headers = {}
        self._say_name(path.name)
        self._check_file()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._runs.reload()
        self._mappings.reload()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            event.acceptProposedAction()
            self.take_file(Path(urls[0].toLocalFile()))

    def _connect(self) -> None:
        self._columns.told.connect(self._on_told)
        self._columns.header_chosen.connect(self._on_header)
        self._columns.dropped.connect(self._begin)
        self._check.wanted.connect(self._on_wanted)
        self._check.dropped.connect(self._begin)
        self._check.columns_wanted.connect(self._on_columns_wanted)
        self._check.list_wanted.connect(self._on_list_wanted)
        self._doubles.decided.connect(self._on_decided)
        self._done.regretted.connect(self._runs.ask)
        self._done.next_wanted.connect(self._begin)
        self._runs.took_back.connect(self._begin)

    def _choose_card(self) -> Card:
        card = Card(_("Import the social map"), gap=Space.L)
        card.body.addWidget(
            Text(_("Choose a file, or drop it here. You first see what would happen; then you decide."), "muted")
        )
        self._kind = Choice({kind: _(text) for kind, text in KINDS.items()})
        self._kind.chosen.connect(self._on_kind)
        card.body.addWidget(FieldRow(_("&What is in it"), self._kind))
        file = Button(_("Choose a file …"), icon="document")
        folder = QuietButton(_("Choose a folder …"), icon="cases")
        file.clicked.connect(self._on_choose_file)
        folder.clicked.connect(self._on_choose_folder)
        self._name = Text("", "muted")
        card.body.addWidget(Flowing(file, folder))
        card.body.addWidget(self._name)
        return card

    def _begin(self) -> None:
        """As nothing was chosen yet."""
        self._file = None
        self._plan = None
        self._read = None
        self._say_name("")
        self._show(_FILE)

    def _say_name(self, name: str) -> None:
        self._name.setText(name)
        self._name.setVisible(bool(name))

    def _show(self, step: int) -> None:
        """One step at a time; the way back stays open."""
        self._trouble.hide()
        self._progress.end()
        self._choose.setVisible(step in (_FILE, _CHECK))
        self._columns.setVisible(step == _COLUMNS)
        self._check.setVisible(step == _CHECK)
        self._doubles.setVisible(step == _CHECK and self._plan is not None and bool(self._plan.doubles))
        self._done.setVisible(step == _DONE)
        self._steps.light(step)
        self._steps.show_done(step > _FILE, step > _COLUMNS, step > _CHECK, step == _DONE)
        has_file = self._file is not None
        mapped_by_hand = has_file and self._kind.key() != "hsds"
        for button, is_open in zip(self._steps.buttons, (True, mapped_by_hand, has_file, step == _DONE), strict=True):
            button.setEnabled(is_open)

    def _on_step(self, step: int) -> None:
        if step == _FILE:
            self._begin()
        elif step == _COLUMNS:
            self._on_columns_wanted()
        elif step == _CHECK and self._file is not None:
            self._check_file()

    def _check_file(self) -> None:
        if self._file is None:
            return
        self._show(_FILE)
        self._progress.begin(_("Reading {file} …", file=self._file.name))
        how, relay = How(decisions=self._decisions, headers=self._headers), Relay(self._progress)
        job = partial(_planned, self._desk.workplace, self._file, self._kind.key(), how, relay)
        self._desk.tasks.store(partial(unless_stopped, job), self._on_plan, failed=self._on_refused, key="plan")

    def _on_kind(self) -> None:
        if self._file is not None:
            self.take_file(self._file)

    def _on_choose_file(self) -> None:
        self._ask(_file_dialog(self))

    def _on_choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Choose a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._ask(dialog)

    def _ask(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_selected)
        dialog.open()

    def _on_selected(self, name: str) -> None:
        self.take_file(Path(name))

    def _on_plan(self, found: tuple[FileRead, ImportPlan] | None) -> None:
        self._progress.end()
        if found is not None:
            self._read, self._plan = found
            self._check.show_plan(self._plan)
            self._doubles.show_doubles(self._plan.doubles)
            self._show(_CHECK)

    def _on_decided(self, decisions: dict[str, Decision]) -> None:
        self._decisions = decisions
        self._check_again()

    def _check_again(self) -> None:
        """The plan anew after a choice about a double; what is on the screen stays until it is there."""
        if self._read is None:
            return
        self._check.setEnabled(False)
        job = partial(plan_again, self._desk.workplace, self._read, self._decisions)
        self._desk.tasks.store(job, self._on_plan_again, failed=self._on_refused, key="plan")

    def _on_plan_again(self, plan: ImportPlan) -> None:
        self._check.setEnabled(True)
        self._plan = plan
        self._check.show_plan(plan)

    def _on_columns_wanted(self) -> None:
        if self._file is not None:
            job = partial(look_into, self._desk.workplace, self._file, self._kind.key(), self._headers)
            self._desk.tasks.store(job, self._on_seen, failed=self._on_refused, key="columns")

    def _on_header(self, table: str, row: int) -> None:
        self._headers = {**self._headers, table: row}
        self._decisions = {}
        self._on_columns_wanted()

    def _on_seen(self, seen: FileSeen) -> None:
        self._progress.end()
        if self._file is not None and seen.goals:
            self._columns.show_file(seen, self._file.stem)
            self._show(_COLUMNS)

    def _on_told(self, name: str, chosen: dict[str, str]) -> None:
        job = partial(remember_mapping, self._desk.workplace, self._kind.key(), name, chosen)
        self._desk.writer.write(job, self._on_remembered, failed=self._on_not_remembered)

    def _on_remembered(self, _changes: object) -> None:
        self._mappings.reload()
        self._check_file()

    def _on_not_remembered(self, fault: RuleBroken | WorldFault) -> None:
        if isinstance(fault, RuleBroken):
            self._columns.refuse(fault)
        else:
            self._on_refused(fault)

    def _on_wanted(self, plan: ImportPlan) -> None:
        self._check.hide()
        self._doubles.hide()
        self._progress.begin(_("Importing {file} …", file=plan.file), total=plan.read)
        job = partial(apply_import, self._desk.workplace, plan, Relay(self._progress))
        self._desk.writer.write(
            partial(unless_stopped, job),
            self._on_imported,
            failed=self._on_refused,
            said=_("{file} is imported", file=plan.file),
        )

    def _on_imported(self, changes: object) -> None:
        self._progress.end()
        if isinstance(changes, ChangeSet) and self._plan is not None:
            self._done.show_done(self._plan, changes.act)
            self._show(_DONE)
            self._runs.reload()
        else:
            self._begin()

    def _on_list_wanted(self, plan: ImportPlan) -> None:
        dialog = _list_dialog(self, plan)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_list_place)
        dialog.open()

    def _on_list_place(self, name: str) -> None:
        if self._plan is not None:
            job = partial(_saved, self._plan, Path(name))
            self._desk.tasks.store(job, self._on_list_saved, failed=self._on_refused)

    def _on_list_saved(self, name: str) -> None:
        self._desk.navigator.say(_("{file} is saved", file=name))

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._progress.end()
        self._check.setEnabled(True)
        self._trouble.say(explain(fault))
        self._trouble.show()
        if fault.code in _UNKNOWN and self._kind.key() != "hsds":
            self._on_columns_wanted()


def _planned(workplace: Workplace, file: Path, kind: str, how: How, progress: Progress) -> tuple[FileRead, ImportPlan]:
    """With what was read of the file, so that a choice about a row need not read it again."""
    read = read_file(workplace, file, kind, how)
    return read, plan_again(workplace, read, how.decisions, progress)


def _file_dialog(parent: QWidget) -> QFileDialog:
    dialog = QFileDialog(parent, _("Choose a file"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(_("Tables (*.csv *.tsv *.txt *.xlsx *.json)"))
    return dialog


def _list_dialog(parent: QWidget, plan: ImportPlan) -> QFileDialog:
    dialog = QFileDialog(parent, _("Save this list"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    dialog.setNameFilter(_("Tables (*.csv)"))
    dialog.selectFile(f"{Path(plan.file).stem}-{_('to look at')}.csv".replace(" ", "-"))
    return dialog


def _saved(plan: ImportPlan, path: Path) -> str:
    save_findings(plan, path)
    return path.name
