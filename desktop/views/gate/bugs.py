"""A fault of ours while no main window is there to tell it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.views.gate.frame import GateFrame
from desktop.views.tasks import Bug, Tasks
from desktop.views.window.trouble import CrashPage


class GateBugs(QObject):
    """Tells it over the gate, and has the gate wait no longer; it goes with the gate."""

    def __init__(self, gate: GateFrame, tasks: Tasks) -> None:
        super().__init__(gate)
        self._gate = gate
        tasks.bug.connect(self._on_bug)

    def _on_bug(self, bug: Bug) -> None:
        self._gate.stop_waiting()
        CrashPage(bug, self._gate).open()
