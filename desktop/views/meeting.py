"""Meeting the team in the central store: one sync at a time, asked for or by itself, and whoever shows it listens."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.services.put_back import go_on
from desktop.services.syncing import sync_now
from desktop.views.progress import Stopped, unless_stopped

if TYPE_CHECKING:
    from desktop.services.syncing import SyncResult
    from desktop.services.workplace import Workplace
    from desktop.views.notifier import ChangeNotifier
    from desktop.views.tasks import Fault, Tasks

_BETWEEN_SECONDS = 0.05
_PASSING = frozenset({"central-unreachable", "central-missing", "central-busy", "store-closed", "sync-not-joined"})
"""Faults that go by themselves: being offline is no trouble."""
_CUT = frozenset({"central-unreachable", "central-busy"})
"""What comes of a line that was cut because a person stopped the sync."""


class Meeting(QObject):
    """Beside the store's lane, so that nobody waits for a slow network before they can go on working.

    Attributes:
        is_under_way: True while a sync runs.
        is_asked: True when a person asked for the one that runs or ran last.
        trouble: What a person must look at before the next one can come to its end, or None.

    Signals:
        begun: One began, or a person asked for the one that runs by itself.
        stepped: (step, done, all), at most twenty times a second; see `desktop.sync.session.Progress`.
        ended: The `SyncResult`, or None when it was stopped.
        refused: The fault that ended it.
    """

    begun = Signal()
    stepped = Signal(str, int, int)
    ended = Signal(object)
    refused = Signal(object)

    def __init__(self, tasks: Tasks, notifier: ChangeNotifier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._notifier = tasks, notifier
        self._stop = threading.Event()
        self._workplace: Workplace | None = None
        self.is_under_way = False
        self.is_asked = False
        self.trouble: Fault | None = None

    def begin(
        self, workplace: Workplace, *, may_wipe: bool = False, asked: bool = True, put_back: bool = False
    ) -> None:
        """Begins one; where one runs already, that one counts as asked for too.

        With `put_back` a person said to go on with a central store that was put back from a copy.
        """
        self.is_asked = asked or (self.is_under_way and self.is_asked)
        if not self.is_under_way:
            self.is_under_way = True
            self._stop.clear()
            self._workplace = workplace
            meet = go_on if put_back else sync_now
            job = partial(meet, workplace, progress=self._steps(), may_wipe=may_wipe)
            self._tasks.other(partial(unless_stopped, job), self._on_ended, failed=self._on_refused)
        self.begun.emit()

    def stop(self) -> None:
        """Has the one that runs stop, also when it waits for an answer; what was shared stays shared."""
        self._stop.set()
        if self.is_under_way and self._workplace is not None:
            self._workplace.lines.cut()

    def _steps(self) -> Callable[[str, int, int], None]:
        stop, told, last = self._stop, self.stepped.emit, [0.0]

        def step(name: str, done: int, total: int) -> None:
            if stop.is_set():
                raise Stopped
            if monotonic() - last[0] >= _BETWEEN_SECONDS:
                last[0] = monotonic()
                told(name, done, total)

        return step

    def _on_ended(self, result: SyncResult | None) -> None:
        self.is_under_way = False
        self.trouble = result.trouble if result is not None else None
        if result is not None:
            self._notifier.tell(result.changes)
        self.ended.emit(result)
        self._notifier.synced.emit()

    def _on_refused(self, fault: Fault) -> None:
        if self._stop.is_set() and fault.code in _CUT:
            self._on_ended(None)
            return
        self.is_under_way = False
        self.trouble = None if fault.code in _PASSING else fault
        self.refused.emit(fault)
        self._notifier.synced.emit()
