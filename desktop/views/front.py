"""The first window, painted before the rest of the program is loaded; the rest comes beside it while one types."""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from desktop.language import _
from desktop.language.places import resource
from desktop.settings.glance import glance, usual_path
from desktop.views.design.words import Text
from desktop.views.dressing import dress
from desktop.views.gate.frame import GateFrame
from desktop.views.gate.unlock import UnlockWindow
from desktop.views.qt_words import QtWords

if TYPE_CHECKING:
    from desktop.views.app import Program

_REST = "desktop.views.app"
"""Loaded by its name: what this module imports is loaded before the first window."""


def start(path: Path, *, clock: Callable[[], datetime], profile: Path | None = None) -> int:
    """Runs the program on the store at `path` until the person closes it; returns the exit code.

    With the file of a region's profile, that region stands first where one chooses.
    """
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Naober")
    app.setDesktopFileName("naober")
    app.setWindowIcon(QIcon(str(resource("art", "naober.svg"))))
    front = Front(app, path, clock, profile)
    front.begun.connect(keep_loaded)
    front.begin()
    code = app.exec()
    front.end()
    return code


class Front(QObject):
    """Shows the first window, has the rest loaded in a thread, and hands the window over to the `Program`.

    Signals:
        begun: The program has taken over.

    Attributes:
        gate: The first window.
        program: The `Program`; None while it is being loaded.
    """

    begun = Signal()
    _loaded = Signal()

    def __init__(
        self, app: QApplication, path: Path, clock: Callable[[], datetime], profile: Path | None = None
    ) -> None:
        super().__init__()
        self._app, self._path, self._clock, self._profile = app, path, clock, profile
        self._words = QtWords(app, self)
        self._thread = Thread(target=self._load, name="loading")
        self._fault: BaseException | None = None
        self.program: Program | None = None
        self._loaded.connect(self._on_loaded, Qt.ConnectionType.QueuedConnection)
        looks = glance(usual_path())
        dress(app, self._words, looks.language, looks.theme, looks.text_size)
        self.gate: GateFrame = UnlockWindow() if path.exists() else _starting()

    def begin(self) -> None:
        """Shows the first window; the rest is loaded from the moment that it is painted."""
        self.gate.installEventFilter(self)
        self.gate.resize(1000, 720)
        self.gate.show()

    def end(self) -> None:
        """Closes what the program has open; also when it was left before it was loaded."""
        if self._thread.is_alive():
            self._thread.join()
        if self.program is not None:
            self.program.end()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._thread.start)
        return False

    def _load(self) -> None:
        try:
            importlib.import_module(_REST)
        except BaseException as fault:  # noqa: BLE001 - told on the main thread
            self._fault = fault
        self._loaded.emit()

    def _on_loaded(self) -> None:
        self._thread.join()
        if self._fault is not None:
            sys.excepthook(type(self._fault), self._fault, self._fault.__traceback__)
            self._app.exit(1)
            return
        rest = sys.modules[_REST]
        program: Program = rest.program_for(self._app, self._path, clock=self._clock)
        self._words.speak("en")  # the program has Qt's words of its own
        rest.begin_with(program, self._profile, self.gate)
        self.program = program
        self.begun.emit()


def keep_loaded() -> None:
    """What is loaded stays until the end: from now on Python looks for circles among what comes after it only."""
    gc.freeze()
    gc.enable()


def _starting() -> GateFrame:
    """Where there is no store yet, for the moment until the first question."""
    frame = GateFrame()
    frame.setWindowTitle("Naober")
    frame.body.addStretch(1)
    frame.body.addWidget(Text(_("Naober is starting …"), "lead"))
    frame.body.addStretch(2)
    return frame
