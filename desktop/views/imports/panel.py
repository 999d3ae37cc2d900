"""Importing: choose, see what would happen, then do exactly that."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from desktop.exchange.plan import ImportPlan
from desktop.language import N_, _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.imports import apply_import, plan_import
from desktop.services.wording import explain
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.messages import ProgressStrip
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, Text
from desktop.views.desk import Desk
from desktop.views.progress import Relay, unless_stopped
from desktop.views.settings.import_plan import PlanCard

class ImportPanel(QWidget):
    """Kind, file, dry run, import."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._file: Path | None = None
        self.setAcceptDrops(True)
        layout = column(self, gap=Space.L)
        layout.addWidget(self._choose_card())
        self._trouble = Hint("", icon="caution")
        self._trouble.hide()
        self._progress = ProgressStrip()
        self._plan = PlanCard()
        self._plan.hide()
        self._plan.wanted.connect(self._on_wanted)
        self._plan.dropped.connect(self._on_dropped)
        for widget in (self._trouble, self._progress, self._plan):
            layout.addWidget(widget)
        layout.addStretch(1)

    def take_file(self, path: Path) -> None:
        """Holds a file against the store and shows what would happen; nothing is written."""
        self._file = path
        self._name.setText(path.name)
        self._plan.hide()
        self._trouble.hide()
        self._progress.begin(_("Reading {file} …", file=path.name))
        relay = Relay(self._progress)
        job = partial(plan_import, self._desk.workplace, path, self._kind.key(), progress=relay)
        self._desk.tasks.store(partial(unless_stopped, job), self._on_plan, failed=self._on_refused, key="plan")

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

    def _on_kind(self) -> None:
        if self._file is not None:
            self.take_file(self._file)

    def _on_choose_file(self) -> None:
        dialog = QFileDialog(self, _("Choose a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Tables (*.csv *.tsv *.txt *.xlsx *.json)"))
        self._ask(dialog)

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

    def _on_plan(self, plan: ImportPlan | None) -> None:
        self._progress.end()
        if plan is not None:
            self._plan.show_plan(plan)
            self._plan.show()

    def _on_wanted(self, plan: ImportPlan) -> None:
        self._plan.hide()
        self._progress.begin(_("Importing {file} …", file=plan.file), total=plan.read)
        job = partial(apply_import, self._desk.workplace, plan, Relay(self._progress))
        self._desk.writer.write(
            partial(unless_stopped, job),
            self._on_imported,
            failed=self._on_refused,
            said=_("{file} is imported", file=plan.file),
        )

    def _on_imported(self, _changes: object) -> None:
        self._progress.end()
        self._file = None
        self._name.setText("")

    def _on_dropped(self) -> None:
        self._plan.hide()
        self._file = None
        self._name.setText("")

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._progress.end()
        self._trouble.say(explain(fault))
        self._trouble.show()
