"""Looking for what a view left behind: threads that go on, timers that tick, dialogs that stand open."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

OURS = ("store", "work")
"""How the threads of `desktop.views.tasks` are called."""


def threads_running() -> set[str]:
    """Names of our threads that are still alive."""
    return {t.name for t in threading.enumerate() if t.name.startswith(OURS) and t.is_alive()}


def timers_ticking() -> list[QTimer]:
    """Timers that still run."""
    return [t for t in gc.get_objects() if type(t) is QTimer and isValid(t) and t.isActive()]


def dialogs_open() -> list[QDialog]:
    """Dialogs a person would still see."""
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and isValid(w) and w.isVisible()]


def let_go() -> None:
    """Carries out what was put off with `deleteLater`."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
