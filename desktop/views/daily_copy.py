"""The copy of today, made once the store is open."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.copies import keep_daily_copy
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from desktop.settings import Copies
from desktop.views.tasks import Tasks


class DailyCopy(QObject):
    """Makes it beside the work, when the first screen is read; that it is there nobody needs to be told.

    Signals:
        refused: Why none was made, in words.
    """

    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._next: tuple[Workplace, Copies, Tasks] | None = None

    def make(self, workplace: Workplace, keep: Copies, tasks: Tasks) -> None:
        """Makes it, unless there is one of today. It takes the disk for seconds, so the screen goes first."""
        self._next = workplace, keep, tasks
        tasks.written.connect(self._on_read, Qt.ConnectionType.SingleShotConnection)

    def leave(self) -> None:
        """The store is being closed: what was not begun is left."""
        self._next = None

    def _on_read(self) -> None:
        following, self._next = self._next, None
        if following is not None:
            workplace, keep, tasks = following
            job = partial(keep_daily_copy, workplace, days=keep.days, weeks=keep.weeks)
            tasks.other(job, self._on_copied, failed=self._on_not_copied)

    def _on_copied(self, _made: object) -> None:
        """The copy of today is there."""

    def _on_not_copied(self, fault: RuleBroken | WorldFault) -> None:
        self.refused.emit(_("No copy was made today. {why}", why=explain(fault)))
