"""The program on the screen: first run or unlocking, then the window, and back to the lock when nobody is there."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QByteArray, QLocale, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop.language import speak, spoken
from desktop.language.places import resource
from desktop.services.regions import list_regions
from desktop.services.workplace import Clock, Workplace
from desktop.settings import Settings, SettingsFile, usual_path
from desktop.views.design.theme import apply
from desktop.views.desk import Place
from desktop.views.gate.begin_step import Beginning
from desktop.views.gate.first_run import FirstRun
from desktop.views.gate.unlock import UnlockWindow
from desktop.views.idle import IdleWatch
from desktop.views.preferences import Preferences
from desktop.views.screens import plans
from desktop.views.tasks import Tasks, bug_of
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from desktop.views.window.trouble import CrashPage

_MS_PER_MINUTE = 60_000
_DRAIN_MS = 10_000


def start(path: Path, *, clock: Clock) -> int:
    """Runs the program on the store at `path` until the person closes it; returns the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Naober")
    app.setDesktopFileName("naober")
    app.setWindowIcon(QIcon(str(resource("art", "naober.svg"))))
    program = Program(app, path, clock=clock, preferences=Preferences(SettingsFile(usual_path())))
    sys.excepthook = program.on_exception
    program.begin()
    code = app.exec()
    program.end()
    return code


class Program(QObject):
    """From the first page to the last: which window stands open, and whether the store does.

    Attributes:
        window: The main window, or None while it is locked.
        gate: The window before it, or None.
    """

    def __init__(self, app: QApplication, path: Path, *, clock: Clock, preferences: Preferences) -> None:
        super().__init__()
        self._app, self._path, self._clock = app, path, clock
        self._preferences = preferences
        self.window: MainWindow | None = None
        self.gate: FirstRun | UnlockWindow | None = None
        self._tasks = Tasks()
        self._workplace: Workplace | None = None
        self._spot = Spot(Place.TODAY)
        self._idle = IdleWatch(app, self)
        self._idle.idle.connect(self.lock)
        self._limit = QTimer(self, singleShot=True, interval=_DRAIN_MS)
        self._limit.timeout.connect(self._on_drained)
        preferences.changed.connect(self._on_settings)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme)
        app.setQuitOnLastWindowClosed(False)
        self._dress(preferences.now)

    def begin(self) -> None:
        """Shows the first window: the first run when there is no store yet, else unlocking."""
        if self._path.exists():
            self._show_unlock()
        else:
            self._show_first_run()

    def lock(self) -> None:
        """Keeps what is being typed, closes the store and asks for the key again."""
        if self.window is None:
            return
        self._idle.stop()
        window, self.window = self.window, None
        self._spot = window.here()
        window.flush()
        window.close_dialogs()
        self._keep_geometry(window)
        window.hide()
        window.deleteLater()
        self._limit.start()
        self._tasks.idle.connect(self._on_drained)
        if self._tasks.is_idle():
            self._on_drained()

    def is_at_rest(self) -> bool:
        """True when nothing is under way on the store's lane or in the pool."""
        return self._tasks.is_idle()

    def end(self) -> None:
        """Waits for the last writes and closes the store."""
        self._close_store()

    def on_exception(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None = None
    ) -> None:
        """Shows a fault of ours from the main thread; Qt's loop goes on."""
        bug = bug_of(error)
        if self.window is not None:
            self.window.show_bug(bug)
        else:
            CrashPage(bug, self.gate).open()

    def _show_unlock(self) -> None:
        gate = UnlockWindow(self._path, tasks=self._tasks, clock=self._clock)
        gate.opened.connect(self._on_opened)
        self._show_gate(gate)

    def _show_first_run(self) -> None:
        gate = FirstRun(self._path, list_regions(), tasks=self._tasks, clock=self._clock, language=spoken())
        gate.spoken.connect(self._on_spoken)
        gate.opened.connect(self._on_made)
        self._show_gate(gate)

    def _show_gate(self, gate: FirstRun | UnlockWindow) -> None:
        gate.closed.connect(self._on_closed)
        self.gate = gate
        gate.resize(1000, 680)
        gate.show()

    def _on_spoken(self, language: str) -> None:
        self._preferences.change("appearance", language=language)
        self._leave_gate()
        self._show_first_run()

    def _on_made(self, workplace: Workplace, beginning: Beginning) -> None:
        self._spot = Spot(Place.SETTINGS, "import") if beginning is Beginning.IMPORT else Spot(Place.TODAY)
        self._on_opened(workplace)

    def _on_opened(self, workplace: Workplace) -> None:
        self._workplace = workplace
        window = MainWindow(workplace, tasks=self._tasks, settings=self._preferences, plans=plans(), start=self._spot)
        window.lock_asked.connect(self.lock)
        window.closed.connect(self._on_closed)
        self.window = window
        self._place(window)
        window.show()
        self._leave_gate()
        self._idle.start(self._preferences.now.lock.after_minutes * _MS_PER_MINUTE)

    def _leave_gate(self) -> None:
        gate, self.gate = self.gate, None
        if gate is not None:
            gate.hide()
            gate.deleteLater()

    def _on_drained(self) -> None:
        if not self._limit.isActive() and self._workplace is None:
            return
        self._limit.stop()
        self._close_store()
        self._tasks = Tasks()
        self._show_unlock()

    def _close_store(self) -> None:
        self._tasks.close()
        if self._workplace is not None:
            self._workplace.store.close()
            self._workplace = None

    def _on_closed(self) -> None:
        if self.window is not None:
            self._keep_geometry(self.window)
        self._app.quit()

    def _on_settings(self, settings: Settings) -> None:
        self._dress(settings)
        self._idle.set_limit(settings.lock.after_minutes * _MS_PER_MINUTE)

    def _on_scheme(self) -> None:
        self._dress(self._preferences.now)

    def _dress(self, settings: Settings) -> None:
        speak(settings.appearance.language)
        QLocale.setDefault(QLocale("nl_NL" if settings.appearance.language == "nl" else "en_GB"))
        apply(self._app, settings.appearance.theme, settings.appearance.text_size / 100)

    def _keep_geometry(self, window: MainWindow) -> None:
        kept = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
        self._preferences.change("window", geometry=kept, store=str(self._path))

    def _place(self, window: MainWindow) -> None:
        kept = self._preferences.now.window.geometry
        if not kept or not window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii"))):
            window.resize(1200, 800)
