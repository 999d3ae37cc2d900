"""Exporting: choose a form and a place, and read afterwards what is in the files and what is not."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.language import N_, _
from desktop.language.forms import number
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.exports import Exported, MapToExport, read_map, write_map
from desktop.services.wording import explain
from desktop.views.design.buttons import Button
from desktop.views.design.cards import Card
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.messages import ProgressStrip
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, Text
from desktop.views.desk import Desk
from desktop.views.progress import Relay, unless_stopped
from desktop.views.settings.export_remarks import RemarksCard

KINDS = {
    "xlsx": N_("Excel, one file with four sheets"),
    "csv": N_("Lists (CSV), a folder"),
    "hsds": N_("Open Referral (HSDS 3.1), a folder for other programs"),
}
"""Forms by their id at the service."""

ABOUT = {
    "xlsx": N_(
        "Community services, providers, contracted products and availability, with real days and numbers. You can "
        "import it again, all but the contracts."
    ),
    "csv": N_(
        "The same four lists as text, for a spreadsheet in Dutch. What a spreadsheet would run as a formula gets a ' "
        "before it. You can import them again, all but the contracts."
    ),
    "hsds": N_(
        "For a map of the region, a website or another program. Free places and waiting times go along. Rates, notes "
        "and names of colleagues do not."
    ),
}
"""What one gets, in a sentence."""


class ExportPanel(QWidget):
    """Form, place, progress, and what came of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._place = Path()
        self._relay: Relay | None = None
        layout = column(self, gap=Space.L)
        layout.addWidget(self._choose_card())
        self._trouble = Hint("", icon="caution")
        self._trouble.hide()
        self._progress = ProgressStrip()
        self._done = RemarksCard()
        self._done.hide()
        for widget in (self._trouble, self._progress, self._done):
            layout.addWidget(widget)
        layout.addStretch(1)
        self._tell()

    def export_to(self, path: Path) -> None:
        """Writes the map in the chosen form: to this file, or to a new folder of its own in this one."""
        kind = self._kind.key()
        self._place = path if kind == "xlsx" else path / folder_name(kind, self._desk.workplace.today.isoformat())
        self._trouble.hide()
        self._done.hide()
        self._write.setEnabled(False)
        self._progress.begin(_("Writing {file} …", file=self._place.name))
        self._relay = Relay(self._progress)
        job = partial(read_map, self._desk.workplace)
        self._desk.tasks.store(job, self._on_read, failed=self._on_refused, key="export")

    def _choose_card(self) -> Card:
        card = Card(_("Export the social map"), gap=Space.L)
        card.body.addWidget(
            Text(
                _(
                    "Nothing about residents is in it, and no signal. The files are not encrypted: anyone who gets "
                    "them can read them."
                ),
                "muted",
            )
        )
        self._kind = Choice({kind: _(text) for kind, text in KINDS.items()})
        self._kind.chosen.connect(self._tell)
        card.body.addWidget(FieldRow(_("&Form"), self._kind))
        self._about = Text("", "small")
        card.body.addWidget(self._about)
        self._write = Button(_("Choose where to …"), icon="export")
        self._write.clicked.connect(self._on_choose)
        card.body.addWidget(self._write, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _tell(self) -> None:
        self._about.setText(_(ABOUT[self._kind.key()]))

    def _on_choose(self) -> None:
        if self._kind.key() == "xlsx":
            dialog = QFileDialog(self, _("Export the social map"))
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilter(_("Excel (*.xlsx)"))
            dialog.setDefaultSuffix("xlsx")
            dialog.selectFile(f"{folder_name('xlsx', self._desk.workplace.today.isoformat())}.xlsx")
        else:
            dialog = QFileDialog(self, _("Choose the folder to put the export in"))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_selected)
        dialog.open()

    def _on_selected(self, name: str) -> None:
        self.export_to(Path(name))

    def _on_read(self, found: MapToExport) -> None:
        job = partial(write_map, found, self._kind.key(), self._place, self._relay)
        self._desk.tasks.other(partial(unless_stopped, job), self._on_written, failed=self._on_refused, key="export")

    def _on_written(self, done: Exported | None) -> None:
        self._progress.end()
        self._write.setEnabled(True)
        if done is None:
            self._desk.navigator.say(_("Stopped. Nothing was written."), icon="info")
            return
        self._done.show_done(done, self._place)
        self._done.show()
        self._desk.navigator.say(_("{n} entries of the social map are exported", n=number(done.entries)), icon="export")

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._progress.end()
        self._write.setEnabled(True)
        self._trouble.say(explain(fault))
        self._trouble.show()


def folder_name(kind: str, day: str) -> str:
    """Like ``sociale-kaart-hsds-2026-11-23``: an export of another day stands beside it."""
    return f"sociale-kaart-{day}" if kind == "xlsx" else f"sociale-kaart-{kind}-{day}"
