"""A computer that slept is found out by its clock: the program stood still and the time did not."""

from __future__ import annotations

from collections.abc import Callable
from time import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal

_EVERY_MS = 10_000
_LEAP_SECONDS = 60.0
"""More than a busy computer ever keeps a program waiting."""


class ClockWatch(QObject):
    """Looks at the clock now and then.

    Signals:
        leapt: Between two looks the clock went a minute or more further than it should have.
    """

    leapt = Signal()

    def __init__(self, parent: QObject, *, now: Callable[[], float] = time, every_ms: int = _EVERY_MS) -> None:
        super().__init__(parent)
        self._now, self._seen = now, now()
        timer = QTimer(self, interval=every_ms, timerType=Qt.TimerType.VeryCoarseTimer)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Compares the clock with what it showed at the last look; one that was set back says nothing."""
        before, self._seen = self._seen, self._now()
        if self._seen - before > _LEAP_SECONDS:
            self.leapt.emit()
