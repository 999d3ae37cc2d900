"""The laptop kept away from its team too long: nothing of it is shown until it has met the team again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from typing_extensions import override

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.syncing import SyncResult
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from desktop.views.design.buttons import PrimaryButton
from desktop.views.design.dress import row
from desktop.views.design.words import Hint, PageTitle, Text
from desktop.views.gate.frame import GateFrame
from desktop.views.meeting import Meeting
from desktop.views.notifier import ChangeNotifier
from desktop.views.sync.put_back_card import PutBackCard
from desktop.views.sync.question import may_wipe as may_wipe_question
from desktop.views.sync.strip import MeetingStrip
from desktop.views.tasks import Tasks


class KeptAwayWindow(GateFrame):
    """Says why the laptop is locked, and meets the team.

    Signals:
        met: The `Workplace`, once it met the team.
        closed: The person gave up.
    """

    met = Signal(object)
    closed = Signal()

    def __init__(self, workplace: Workplace, why: WorldFault, *, tasks: Tasks) -> None:
        super().__init__()
        self._workplace = workplace
        self._meeting = Meeting(tasks, ChangeNotifier(self), self)
        self._meeting.ended.connect(self._on_synced)
        self._meeting.refused.connect(self._on_refused)
        self.setWindowTitle(_("Naober is locked"))
        self._now = PrimaryButton(_("Synchronise now"), icon="sync")
        self._now.setDefault(True)
        self._now.clicked.connect(self._on_now)
        self._progress = MeetingStrip(self._meeting)
        self._trouble = Hint("", icon="caution")
        self._trouble.hide()
        self._told = ""
        self._put_back = PutBackCard()
        self._put_back.go_on.connect(self._on_go_on)
        self._put_back.hide()
        self.body.addStretch(1)
        for widget in (PageTitle(_("First meet your team")), Text(explain(why), "lead"), self._progress, self._trouble):
            self.body.addWidget(widget)
        self.body.addWidget(self._put_back)
        buttons = row()
        buttons.addWidget(self._now)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addStretch(2)
        self._now.setFocus()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    @override
    def stop_waiting(self) -> None:
        self._done()

    def trouble_text(self) -> str:
        """Why the team could not be met; empty before the first try."""
        return self._told

    def _on_now(self) -> None:
        self._meet()

    def _on_go_on(self) -> None:
        self._meet(put_back=True)

    def _meet(self, *, may_wipe: bool = False, put_back: bool = False) -> None:
        self._told = ""
        self._trouble.hide()
        self._now.setEnabled(False)
        self._put_back.set_ready(ready=False)
        self._meeting.begin(self._workplace, may_wipe=may_wipe, put_back=put_back)

    def _on_synced(self, result: SyncResult | None) -> None:
        self._done()
        if result is not None:
            self.met.emit(self._workplace)

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._done()
        if fault.code == "sync-would-wipe":
            question = may_wipe_question(fault, self)
            question.accepted.connect(self._on_may_wipe)
            question.open()
            return
        self._told = explain(fault)
        # What is offered again is not named here: while the laptop is locked it shows no resident.
        is_put_back = fault.code == "central-put-back"
        self._put_back.setVisible(is_put_back)
        self._now.setVisible(not is_put_back)
        self._trouble.say(self._told)
        self._trouble.setVisible(not is_put_back)

    def _on_may_wipe(self) -> None:
        self._meet(may_wipe=True)

    def _done(self) -> None:
        self._now.setEnabled(True)
        self._put_back.set_ready(ready=True)
