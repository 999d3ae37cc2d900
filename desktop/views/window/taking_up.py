"""Having searching take up what came with a sync, or what one that was cut off left behind."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.models.changes import ChangeSet
from desktop.services.taking_up import take_up

if TYPE_CHECKING:
    from desktop.views.desk import Desk

_SEARCHED = ChangeSet({"provider": frozenset({""}), "community_service": frozenset({""})})
"""Whatever shows entries asks again: any of them may be found otherwise now."""


class TakingUp(QObject):
    """Quietly, beside what one does: searching tells meanwhile how many entries it does not know yet."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stop = threading.Event()
        self._under_way = False
        for heard in (desk.meeting.ended, desk.meeting.refused):
            # Also what a sync brought that did not come to its end.
            heard.connect(self._on_met)
        self.begin()

    def begin(self) -> None:
        """Takes up what is left; where that is being done, it is done once more after it."""
        self._again = self._under_way
        if not self._under_way:
            self._under_way = True
            job = partial(take_up, self._desk.workplace, stop=self._stop.is_set)
            self._desk.tasks.other(job, self._on_done, failed=self._on_failed)

    def stop(self) -> None:
        """Has it stop after the next few entries; the rest is taken up when the store is opened again."""
        self._stop.set()

    def _on_met(self, _result: object) -> None:
        self.begin()

    def _on_done(self, any_taken: bool) -> None:  # noqa: FBT001 - an answer
        self._under_way = False
        if any_taken:
            self._desk.notifier.tell(_SEARCHED)
        if self._again and not self._stop.is_set():
            self.begin()

    def _on_failed(self, _fault: object) -> None:
        """It stays put off, and searching goes on telling so; the next sync or opening takes it up."""
        self._under_way = False
