"""One signal for every way in which a computer says that its person leaves it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.views.leaving.clock import ClockWatch

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication


class LeavingWatch(QObject):
    """Watches from the moment it is made.

    Linux tells over D-Bus, Windows in messages to its programs; every system is also found out by a clock that leapt
    while the program stood still. macOS tells nothing that can be heard here: there the clock alone locks, at waking.

    Signals:
        leaving: The computer is about to sleep, slept, or had its session locked.
    """

    leaving = Signal()

    def __init__(self, app: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        ClockWatch(self).leapt.connect(self.leaving)
        self._sleeper = None
        if sys.platform == "linux":
            from desktop.views.leaving.linux import BusWatch  # noqa: PLC0415 - the other systems have no bus

            self._sleeper = BusWatch(self)
            self._sleeper.leaving.connect(self.leaving)
        elif sys.platform == "win32":
            from desktop.views.leaving.windows import MessageWatch  # noqa: PLC0415

            MessageWatch(app, self).leaving.connect(self.leaving)

    def ready(self) -> None:
        """Everything is put away: the computer need not wait for us any longer."""
        if self._sleeper is not None:
            self._sleeper.let_sleep()
