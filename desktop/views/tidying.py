"""Circles of objects that nobody holds are taken away on the main thread only.

Python looks for them on whatever thread it happens to be at work. Where such a circle holds a widget, Qt then destroys
it outside the main thread, and the program falls over. So Python's own looking is off, and this looks instead.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from desktop.views.tasks import Tasks

_EVERY_MS = 1_000


class Tidying(QObject):
    """Looks every second, as far as Python itself would have, and while no work is under way; until `stop`."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._looked_itself = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def watch(self, tasks: Tasks) -> None:
        """Other work from now on: after a lock it is done by others."""
        self._tasks = tasks

    def stop(self) -> None:
        """Python looks by itself again, if it did before."""
        self._timer.stop()
        if self._looked_itself:
            gc.enable()

    def _on_time(self) -> None:
        # Work that reads holds its rows; to look through those held the window for up to 99 ms. They go with the work.
        if self._tasks.is_idle():
            tidy()


def tidy() -> None:
    """Takes away what is due: of each generation when more has gathered in it than Python lets gather."""
    for generation, most in enumerate(gc.get_threshold()):
        if gc.get_count()[generation] <= most:
            return
        gc.collect(generation)
