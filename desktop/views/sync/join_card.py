"""Meeting the team: join with its code, or begin a central store for it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desktop.language import _
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.central import address_of, looks_like_one
from desktop.services.inviting import accept
from desktop.services.syncing import join, start_central
from desktop.services.wording import explain
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.fields import FieldRow
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, Text
from desktop.views.desk import Desk

FILE_ENDING = ".naober"

_ABOUT_CODE = {"team-code-unreadable", "central-wrong-key"}


class JoinCard(Card):
    """The two ways to meet.

    Signals:
        met: The laptop belongs to a central store now.
        code_made: The team code of a store that was begun.
    """

    met = Signal()
    code_made = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Work together with your team"), gap=Space.L)
        self._desk = desk
        self.body.addWidget(
            Text(
                _("Your team meets in one encrypted file on a network drive, or in a database of your municipality. "
                  "Your own work stays on your laptop; the two only meet for a moment."),
                "muted",
            )
        )  # fmt: skip
        self._file = QLineEdit()
        self._code = QLineEdit()
        self._file_row = FieldRow(_("&File of the team"), self._file)
        self._code_row = FieldRow(
            _("&Team code or invitation"),
            self._code,
            help_text=_(
                "A colleague who is in already finds the team code on this screen. Into a database your "
                "administrator invites you; then no file is needed."
            ),
        )
        for widget in (self._file_row, self._code_row):
            self.body.addWidget(widget)
        self.body.addWidget(self._buttons())
        self.body.addWidget(
            Hint(
                _("Whoever has the team code can read everything in the file, also dossiers of colleagues. "
                  "Give it only to people of the team, and not by mail."),
                icon="key",
            )
        )  # fmt: skip

    def _buttons(self) -> QWidget:
        self._join = PrimaryButton(_("Join the team"), icon="team")
        choose = QuietButton(_("Choose the file …"), icon="cases")
        begin = QuietButton(_("Begin a file for the team …"), icon="add")
        self._join.clicked.connect(self._on_join)
        choose.clicked.connect(self._on_choose)
        begin.clicked.connect(self._on_begin)
        return Flowing(self._join, choose, begin)

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, _("Choose the file of the team"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._ask(dialog, self._on_chosen)

    def _on_begin(self) -> None:
        dialog = QFileDialog(self, _("Where must the file of the team stand?"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(FILE_ENDING.removeprefix("."))
        self._ask(dialog, self.begin_at)

    def _ask(self, dialog: QFileDialog, chosen: object) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(chosen)
        dialog.open()

    def _on_chosen(self, name: str) -> None:
        self._file.setText(name)
        self._code.setFocus()

    def begin_at(self, name: str) -> None:
        """Begins a central store in this file."""
        self._clear()
        job = partial(start_central, self._desk.workplace, address_of(Path(name)))
        # Beside the store's lane: it waits for the central store, and a lock waits for that lane.
        self._desk.tasks.other(job, self._on_begun, failed=self._on_refused)

    def _on_join(self) -> None:
        self._clear()
        if looks_like_one(self._code.text()):
            come_in = partial(accept, self._desk.workplace, self._code.text())
            self._desk.tasks.other(come_in, self._on_accepted, failed=self._on_refused)
            return
        if not self._file.text().strip():
            self._file_row.problem(_("Choose the file of the team first."))
            return
        job = partial(join, self._desk.workplace, address_of(Path(self._file.text().strip())), self._code.text())
        self._desk.tasks.other(job, self._on_met, failed=self._on_refused)

    def _on_begun(self, code: str) -> None:
        self.code_made.emit(code)
        self.met.emit()

    def _on_accepted(self, changes: ChangeSet) -> None:
        self.met.emit()
        self._desk.notifier.tell(changes)

    def _on_met(self, _nothing: object) -> None:
        self.met.emit()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        about_code = fault.code in _ABOUT_CODE or looks_like_one(self._code.text())
        (self._code_row if about_code else self._file_row).problem(explain(fault))

    def _clear(self) -> None:
        self._file_row.problem("")
        self._code_row.problem("")
