"""The program on the screen: first run or unlocking, then the window, and back to the lock when nobody is there."""

from __future__ import annotations

import logging
import sys
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.language import _, spoken
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Role
from desktop.models.labels import label
from desktop.services.copies import keep_daily_copy
from desktop.services.keeping_away import kept_away
from desktop.services.regions import list_regions
from desktop.services.wording import explain
from desktop.services.workplace import Clock, Workplace
from desktop.settings import Settings, SettingsFile, usual_path
from desktop.views.clipboard import ClipboardWatch, clear_own_clipboard
from desktop.views.desk import Place
from desktop.views.dressing import dress
from desktop.views.gate.begin_step import Beginning
from desktop.views.gate.first_run import FirstRun
from desktop.views.gate.frame import GateFrame
from desktop.views.gate.kept_away import KeptAwayWindow
from desktop.views.gate.unlock import UnlockWindow
from desktop.views.gate.unlocking import Unlocking
from desktop.views.idle import IdleWatch
from desktop.views.leaving.watch import LeavingWatch
from desktop.views.paper.keeping import sweep_mail, wipe_mail
from desktop.views.preferences import Preferences
from desktop.views.qt_words import QtWords
from desktop.views.screens import plans
from desktop.views.tasks import Tasks, bug_of
from desktop.views.tidying import Tidying
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from desktop.views.window.trouble import CrashPage

_MS_PER_SECOND, _MS_PER_MINUTE = 1_000, 60_000
_SOON_MS = 2_000
_PATIENCE_SECONDS = 10.0
"""For what is under way when the program ends."""

_log = logging.getLogger(__name__)


def program_for(app: QApplication, path: Path, *, clock: Clock) -> Program:
    """The program on the store at `path`, with the settings of this machine; it also tells what goes wrong."""
    program = Program(app, path, clock=clock, preferences=Preferences(SettingsFile(usual_path())))
    sys.excepthook = program.on_exception
    return program


class Program(QObject):
    """From the first page to the last: which window stands open, and whether the store does.

    Attributes:
        window: The main window, or None while it is locked.
        gate: The window before it, or None.
        idle: Notices that nobody is there.
        leaving: Notices that the computer goes to sleep or has its session locked; None until a store was opened.
    """

    def __init__(self, app: QApplication, path: Path, *, clock: Clock, preferences: Preferences) -> None:
        super().__init__()
        self._app, self._path, self._clock = app, path, clock
        self.preferences = preferences
        self._qt_words = QtWords(app, self)
        self.window: MainWindow | None = None
        self.gate: FirstRun | UnlockWindow | KeptAwayWindow | None = None
        self._unlocking: Unlocking | None = None
        self._tasks = Tasks()
        self._tidying = Tidying(self._tasks, self)
        self._workplace: Workplace | None = None
        self._spot = Spot(Place.TODAY)
        self._language = preferences.now.appearance.language
        self.idle = IdleWatch(app, self)
        self.idle.idle.connect(self.lock)
        self.leaving: LeavingWatch | None = None
        self._clipboard = ClipboardWatch(app, self, preferences.now.lock.clipboard_seconds * _MS_PER_SECOND)
        self._rebuild = QTimer(self, singleShot=True, interval=0)
        self._rebuild.timeout.connect(self._on_rebuild)
        preferences.changed.connect(self._on_settings)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme)
        app.setQuitOnLastWindowClosed(False)
        self._dress(preferences.now)

    def begin(self, gate: GateFrame | None = None) -> None:
        """The first run when there is no store yet, else unlocking; `gate`, which stands there already, makes room."""
        sweep_mail()
        if self._path.exists():
            unlocking = self._show_unlock(gate if isinstance(gate, UnlockWindow) else None)
            unlocking.begin(with_keyring=self.preferences.now.lock.use_keyring)
        else:
            self._show_first_run()
        if gate is not None and gate is not self.gate:
            _let_go(gate)

    def lock(self) -> None:
        """Blanks the window at once, keeps what is being typed, closes the store and asks for the key again."""
        if self.window is None:
            return
        self.idle.stop()
        clear_own_clipboard()
        self._spot = self.window.here()
        self._leave_window()
        self._show_unlock().keep_waiting()
        if self._workplace is not None:
            self._workplace.lines.end()  # a sync may stop anywhere, and a server that hangs keeps no key in memory
        self._tasks.written.connect(self._on_written)
        if self._tasks.is_written():
            self._on_written()

    def end(self) -> None:
        """Waits for the last writes and closes the store."""
        self.idle.stop()
        self._close_store()
        self._tidying.stop()

    def is_at_rest(self) -> bool:
        """True when every answer has come home and nothing is about to start by itself: a picture can be taken."""
        front = self.window or self.gate
        timers = front.findChildren(QTimer) if front is not None else []
        soon = any(t.isActive() and t.isSingleShot() and t.interval() <= _SOON_MS for t in timers)
        return self._tasks.is_idle() and not soon and not self._rebuild.isActive()

    def on_exception(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None = None
    ) -> None:
        """Shows a fault of ours from the main thread; Qt's loop goes on."""
        CrashPage(bug_of(error), self.window or self.gate).open()

    def _show_unlock(self, there: UnlockWindow | None = None) -> Unlocking:
        gate = there or UnlockWindow()
        self._unlocking = Unlocking(gate, self._path, tasks=self._tasks, clock=self._clock)
        gate.opened.connect(self._on_opened)
        self._show_gate(gate)
        return self._unlocking

    def _show_first_run(self) -> None:
        gate = FirstRun(self._path, list_regions(), tasks=self._tasks, clock=self._clock, language=spoken())
        gate.spoken.connect(self._on_spoken)
        gate.made.connect(self._on_made)
        gate.finished.connect(self._on_finished)
        self._show_gate(gate)

    def _show_gate(self, gate: FirstRun | UnlockWindow | KeptAwayWindow) -> None:
        gate.closed.connect(self._app.quit)
        self.gate = gate
        if not gate.isVisible():
            gate.resize(1000, 720)
            gate.show()

    def _on_spoken(self, language: str) -> None:
        self.preferences.change("appearance", language=language)
        self._leave_gate()
        self._show_first_run()

    def _on_made(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def _on_finished(self, beginning: Beginning) -> None:
        if beginning is Beginning.IMPORT:
            self._spot = Spot(Place.SETTINGS, "import")
        self._show_window()

    def _on_opened(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._tasks.store(workplace.as_it_stands, self._on_known)
        self._tasks.store(partial(kept_away, workplace), self._on_looked)

    def _on_known(self, workplace: Workplace) -> None:
        """The colleague may have got another role since: the screens are those of the role that stands now."""
        before = self._workplace
        if before is None:
            return
        self._workplace = workplace
        if self.window is not None and before.colleague != workplace.colleague:
            self._rebuild.start()

    def _on_looked(self, why: WorldFault | None) -> None:
        if self._workplace is None:
            return
        if why is None:
            self._show_window()  # and a copy when it is read: that has the disk and a processor for seconds
            self._tasks.written.connect(self._copy_today, Qt.ConnectionType.SingleShotConnection)
            return
        self._leave_gate()
        gate = KeptAwayWindow(self._workplace, why, tasks=self._tasks)
        gate.met.connect(self._on_opened)
        self._show_gate(gate)

    def _copy_today(self) -> None:
        if self._workplace is not None:
            keep = self.preferences.now.copies
            job = partial(keep_daily_copy, self._workplace, days=keep.days, weeks=keep.weeks)
            self._tasks.other(job, self._on_copied, failed=self._on_not_copied)

    def _on_copied(self, _made: object) -> None:
        """Nobody needs to be told."""

    def _on_not_copied(self, fault: RuleBroken | WorldFault) -> None:
        if self.window is not None:
            self.window.say(_("No copy was made today. {why}", why=explain(fault)), icon="caution")

    def _show_window(self) -> None:
        if self._workplace is None:
            return
        window = MainWindow(
            self._workplace, tasks=self._tasks, settings=self.preferences, plans=plans(), start=self._spot
        )
        window.lock_asked.connect(self.lock)
        window.closed.connect(self._on_closed)
        window.desk.notifier.changed.connect(self._on_changed)
        self.window = window
        kept = self.preferences.now.window.geometry
        if not kept or not window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii"))):
            window.resize(1200, 800)
        window.show()
        self._leave_gate()
        self._watch_leaving()
        self.idle.start(self.preferences.now.lock.after_minutes * _MS_PER_MINUTE)

    def _watch_leaving(self) -> None:
        if self.leaving is None:
            self.leaving = LeavingWatch(self._app, self)
            self.leaving.leaving.connect(self.lock)

    def _leave_gate(self) -> None:
        gate, self.gate = self.gate, None
        if gate is not None:
            _let_go(gate)

    def _leave_window(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            window.hide()
            window.flush()
            window.close_dialogs()
            wipe_mail(window)
            self._keep_geometry(window)
            window.deleteLater()

    def _on_written(self) -> None:
        self._close_store(patience=0)
        self._tasks = Tasks()
        self._tidying.watch(self._tasks)
        if self.leaving is not None:
            self.leaving.ready()
        if isinstance(self.gate, UnlockWindow) and self._unlocking is not None:
            self._unlocking.go_on(self._tasks)

    def _close_store(self, *, patience: float = _PATIENCE_SECONDS) -> None:
        workplace, self._workplace = self._workplace, None
        if workplace is not None:
            workplace.lines.end()
        self._tasks.close(patience)
        if workplace is not None:
            workplace.store.close()

    def _on_closed(self) -> None:
        clear_own_clipboard()  # some systems keep what a program put there after its end
        if self.window is not None:
            wipe_mail(self.window)
            self._keep_geometry(self.window)
        self._app.quit()

    def _on_settings(self, settings: Settings) -> None:
        before, self._language = self._language, settings.appearance.language
        self._dress(settings)
        self._clipboard.set_limit(settings.lock.clipboard_seconds * _MS_PER_SECOND)
        self.idle.set_limit(settings.lock.after_minutes * _MS_PER_MINUTE)
        if before is not self._language and self.window is not None:
            self._rebuild.start()

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._workplace is not None and self._workplace.colleague.id in changes.ids.get("colleague", ()):
            self._tasks.store(self._workplace.as_it_stands, self._on_known)

    def _on_rebuild(self) -> None:
        """The window anew, in another language or for another role; the store stays open."""
        if self.window is None:
            return
        was = self.window.desk.workplace.colleague.role
        self._spot = self.window.here()
        self._leave_window()
        self._show_window()
        if self._workplace is not None and self._workplace.colleague.role != was:
            _say_role(self.window, self._workplace.role)

    def _on_scheme(self) -> None:
        self._dress(self.preferences.now)

    def _dress(self, settings: Settings) -> None:
        looks = settings.appearance
        dress(self._app, self._qt_words, looks.language, looks.theme, looks.text_size)

    def _keep_geometry(self, window: MainWindow) -> None:
        kept = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
        try:
            self.preferences.change("window", geometry=kept, store=str(self._path))
        except WorldFault as fault:
            _log.warning("the window's place was not kept: %s", fault.code)


def _let_go(gate: QWidget) -> None:
    gate.hide()
    gate.deleteLater()


def _say_role(window: MainWindow, role: Role) -> None:
    text = _("Your role in the team is now: {role}. The screens follow it.", role=label(role))
    window.say(text, icon="info")
