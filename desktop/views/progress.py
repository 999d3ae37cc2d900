"""How far work off the main thread is, brought to the main thread, and the wish to stop brought back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from desktop.views.design.messages import ProgressStrip

Result = TypeVar("Result")
_BETWEEN_SECONDS = 0.05


class Stopped(Exception):  # noqa: N818 - the person wanted it so; it is no error
    """Raised inside the work, so that nothing half done stays."""


class Relay(QObject):
    """Handed to the work as its progress callback; shown in a strip.

    Signals:
        stepped: (done, all), at most twenty times a second.
    """

    stepped = Signal(int, int)

    def __init__(self, strip: ProgressStrip) -> None:
        super().__init__(strip)
        self._stop = threading.Event()
        self._last = 0.0
        self.stepped.connect(strip.step, Qt.ConnectionType.QueuedConnection)
        strip.cancelled.connect(self.stop)

    def __call__(self, done: int, total: int) -> None:
        """Told by the work, on its own thread.

        Raises:
            Stopped: When the person pressed Cancel.
        """
        if self._stop.is_set():
            raise Stopped
        if monotonic() - self._last >= _BETWEEN_SECONDS:
            self._last = monotonic()
            self.stepped.emit(done, total)

    def stop(self) -> None:
        """Has the work stop at its next step."""
        self._stop.set()


class StepRelay(QObject):
    """As `Relay`, for work in named steps: the strip says which step it is.

    Signals:
        begun: The words of a step.
    """

    begun = Signal(str)

    def __init__(self, strip: ProgressStrip, words: Mapping[str, str]) -> None:
        super().__init__(strip)
        self._words = words
        self._step = ""
        self._relay = Relay(strip)
        self.begun.connect(strip.say, Qt.ConnectionType.QueuedConnection)

    def __call__(self, step: str, done: int, total: int) -> None:
        """Told by the work, on its own thread.

        Raises:
            Stopped: When the person pressed Cancel.
        """
        if step != self._step:
            self._step = step
            self.begun.emit(self._words.get(step, step))
        self._relay(done, total)


def unless_stopped(job: Callable[[], Result]) -> Result | None:
    """What the job gives, or None when the person stopped it."""
    try:
        return job()
    except Stopped:
        return None
