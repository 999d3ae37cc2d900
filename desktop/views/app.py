"""The program on the screen: first run or unlocking, then the window, and back to the lock when nobody is there."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop.language import _, spoken
from desktop.models.changes import ChangeSet
from desktop.models.faults import WorldFault
from desktop.models.kinds import Role
from desktop.models.labels import label
from desktop.services.as_stored import as_it_stands
from desktop.services.help_pages import OPENING, START, HelpPages
from desktop.services.keeping_away import kept_away
from desktop.services.regions import RegionLine, list_regions, region_in
from desktop.services.start import discard_store
from desktop.services.wording import explain
from desktop.services.workplace import Clock, Workplace
from desktop.settings import Settings, SettingsFile, usual_path
from desktop.views.besides import Besides
from desktop.views.clipboard import ClipboardWatch, clear_own_clipboard
from desktop.views.daily_copy import DailyCopy
from desktop.views.design.focus import InSight
from desktop.views.desk import Place
from desktop.views.dressing import dress
from desktop.views.gate.begin_step import Beginning
from desktop.views.gate.bugs import GateBugs
from desktop.views.gate.first_run import FirstRun
from desktop.views.gate.frame import GateFrame
from desktop.views.gate.kept_away import KeptAwayWindow
from desktop.views.gate.new_passphrase import NewPassphraseWindow
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
from desktop.views.window.helping import Helping
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from desktop.views.window.trouble import CrashPage

_MS_PER_SECOND, _MS_PER_MINUTE = 1_000, 60_000
_SOON_MS = 2_000
_PATIENCE_SECONDS = 10.0
"""For what is under way when the program ends."""

_BEGINS_AT = {Beginning.IMPORT: Spot(Place.SETTINGS, "import"), Beginning.TEAM: Spot(Place.SYNC)}

_log = logging.getLogger(__name__)


def program_for(app: QApplication, path: Path, *, clock: Clock) -> Program:
    """The program on the store at `path`, with the settings of this machine; it also tells what goes wrong."""
    program = Program(app, path, clock=clock, preferences=Preferences(SettingsFile(usual_path())))
    sys.excepthook = program.on_exception
    return program


def begin_with(program: Program, profile: Path | None, gate: GateFrame | None = None) -> None:
    """Shows the first window, after a look in the profile file that someone opened; what is wrong in it is told.

    `gate`, which stands there already, makes room. A store that is there has its profile: the file changes nothing.
    """
    trouble = ""
    try:
        first = (region_in(profile),) if profile else ()
        program.regions = lambda: (*first, *list_regions())
    except WorldFault as fault:
        trouble = explain(fault)
    program.begin(gate)
    if trouble:
        QMessageBox(QMessageBox.Icon.Warning, "Naober", trouble, parent=program.gate).open()


class Program(QObject):
    """From the first page to the last: which window stands open, and whether the store does.

    Attributes:
        regions: Answers with the regions that the first run lets one choose from.
        window: The main window, or None while it is locked.
        besides: The windows beside it.
        gate: The window before it, or None.
        idle: Notices that nobody is there.
        leaving: Notices that the computer goes to sleep or has its session locked; None until a store was opened.
    """

    def __init__(self, app: QApplication, path: Path, *, clock: Clock, preferences: Preferences) -> None:
        super().__init__()
        self._app, self._path, self._clock, self.preferences = app, path, clock, preferences
        self._qt_words = QtWords(app, self)
        self.regions: Callable[[], Sequence[RegionLine]] = list_regions
        self.window: MainWindow | None = None
        self.gate: FirstRun | UnlockWindow | NewPassphraseWindow | KeptAwayWindow | None = None
        self._unlocking: Unlocking | None = None
        self._tasks = Tasks()
        self._tidying = Tidying(self._tasks, self)
        self._workplace: Workplace | None = None
        self._spot, self._language = Spot(Place.TODAY), preferences.now.appearance.language
        self.besides = Besides(self)
        self.idle = IdleWatch(app, self)
        self.idle.idle.connect(self.lock)
        self.leaving: LeavingWatch | None = None
        self._clipboard = ClipboardWatch(app, self, preferences.now.lock.clipboard_seconds * _MS_PER_SECOND)
        self._daily_copy = DailyCopy(self)
        self._daily_copy.refused.connect(self._on_not_copied)
        self._rebuild = QTimer(self, singleShot=True, interval=0)
        self._rebuild.timeout.connect(self._on_rebuild)
        preferences.changed.connect(self._on_settings)
        app.styleHints().colorSchemeChanged.connect(self._dress)
        InSight(app, self)
        app.setQuitOnLastWindowClosed(False)
        self._dress()

    def begin(self, gate: GateFrame | None = None) -> None:
        """The first run when there is no store yet, else unlocking; `gate`, which stands there already, makes room."""
        sweep_mail()
        if self._path.exists():
            unlocking = self._show_unlock(gate if isinstance(gate, UnlockWindow) else None)
            unlocking.begin(with_keyring=self.preferences.now.lock.use_keyring)
        else:
            self._show_first_run()
        if gate is not self.gate:
            _let_go(gate)

    def lock(self) -> None:
        """Blanks the window at once, keeps what is being typed, closes the store and asks for the key again."""
        if self.window is None:
            return
        self.idle.stop()
        clear_own_clipboard()
        self._spot = self.window.here()
        self._daily_copy.leave()
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

    def on_exception(self, _kind: type[BaseException], error: BaseException, *_trace: object) -> None:
        """Shows a fault of ours from the main thread; Qt's loop goes on."""
        CrashPage(bug_of(error), self.window or self.gate).open()

    def _show_unlock(self, there: UnlockWindow | None = None) -> Unlocking:
        gate = there or UnlockWindow()
        self._unlocking = Unlocking(gate, self._path, tasks=self._tasks, clock=self._clock)
        gate.opened.connect(self._on_unlocked)
        self._show_gate(gate)
        return self._unlocking

    def _show_first_run(self) -> None:
        gate = FirstRun(self._path, self.regions(), tasks=self._tasks, clock=self._clock, language=spoken())
        gate.spoken.connect(self._on_spoken)
        gate.made.connect(self._on_made)
        gate.finished.connect(self._on_finished)
        gate.given_up.connect(self._on_given_up)
        self._show_gate(gate)

    def _show_gate(self, gate: FirstRun | UnlockWindow | NewPassphraseWindow | KeptAwayWindow) -> None:
        gate.closed.connect(self._app.quit)
        _attend(gate, self._tasks)
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
        self._spot = _BEGINS_AT.get(beginning, self._spot)
        self._show_window()
        if beginning is Beginning.TEAM and self.window is not None:
            self.window.desk.meeting.begin(self.window.desk.workplace)

    def _on_given_up(self) -> None:
        """A store whose recovery code nobody kept does not stay; nothing is in it yet."""
        self._close_store()
        discard_store(self._path)

    def _on_unlocked(self, workplace: Workplace) -> None:
        code = self._unlocking.code() if self._unlocking is not None else None
        if code is None:
            self._on_opened(workplace)
            return
        self._workplace = workplace
        self._leave_gate()
        gate = NewPassphraseWindow(workplace, code, tasks=self._tasks)
        gate.done.connect(self._on_opened)
        self._show_gate(gate)

    def _on_opened(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._tasks.store(partial(as_it_stands, workplace), self._on_known)
        self._tasks.store(partial(kept_away, workplace), self._on_looked)

    def _on_known(self, workplace: Workplace) -> None:
        """The colleague may have got another role since: the screens are those of the role that stands now."""
        before, self._workplace = self._workplace, self._workplace and workplace
        if self.window is not None and before is not None and before.colleague != workplace.colleague:
            self._rebuild.start()

    def _on_looked(self, why: WorldFault | None) -> None:
        if self._workplace is None:
            return
        if why is None:
            self._show_window()
            self._daily_copy.make(self._workplace, self.preferences.now.copies, self._tasks)
            return
        self._leave_gate()
        gate = KeptAwayWindow(self._workplace, why, tasks=self._tasks)
        gate.met.connect(self._on_opened)
        self._show_gate(gate)

    def _on_not_copied(self, why: str) -> None:
        if self.window is not None:
            self.window.say(why, icon="caution")

    def _show_window(self) -> None:
        if (workplace := self._workplace) is None:
            return
        window = MainWindow(workplace, tasks=self._tasks, settings=self.preferences, plans=plans(), start=self._spot)
        window.lock_asked.connect(self.lock)
        window.closed.connect(self._on_closed)
        window.desk.notifier.changed.connect(self._on_changed)
        window.desk.notifier.synced.connect(self._on_changed)
        self.window = window
        _put_in_place(window, self.preferences.now.window.geometry)
        window.show()
        self.besides.begin(window)
        self._leave_gate()
        if self.leaving is None:
            self.leaving = LeavingWatch(self._app, self)
            self.leaving.leaving.connect(self.lock)
        self.idle.start(self.preferences.now.lock.after_minutes * _MS_PER_MINUTE)

    def _leave_gate(self) -> None:
        gate, self.gate, self._unlocking = self.gate, None, None  # it knows the key
        _let_go(gate)

    def _leave_window(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            window.hide()
            self.besides.leave()
            window.flush()
            window.close_dialogs()
            wipe_mail(window)
            _keep_place(window, self.preferences, self._path)
            window.deleteLater()

    def _on_written(self) -> None:
        self._close_store(patience=0)
        self._tasks = Tasks()
        self._tidying.watch(self._tasks)
        if self.leaving is not None:
            self.leaving.ready()
        if isinstance(self.gate, UnlockWindow) and self._unlocking is not None:
            GateBugs(self.gate, self._tasks)
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
            self.besides.leave()
            wipe_mail(self.window)
            _keep_place(self.window, self.preferences, self._path)
        self._app.quit()

    def _on_settings(self, settings: Settings) -> None:
        before, self._language = self._language, settings.appearance.language
        self._dress()
        self._clipboard.set_limit(settings.lock.clipboard_seconds * _MS_PER_SECOND)
        self.idle.set_limit(settings.lock.after_minutes * _MS_PER_MINUTE)
        if before is not self._language and self.window is not None:
            self._rebuild.start()

    def _on_changed(self, changes: ChangeSet | None = None) -> None:
        """Without changes a sync ended, maybe halfway: it takes the role before anything else."""
        here = self._workplace
        if here is not None and (changes is None or here.colleague.id in changes.ids.get("colleague", ())):
            self._tasks.store(partial(as_it_stands, here), self._on_known)

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

    def _dress(self) -> None:
        looks = self.preferences.now.appearance
        dress(self._app, self._qt_words, looks.language, looks.theme, looks.text_size)


def _keep_place(window: MainWindow, preferences: Preferences, store: Path) -> None:
    kept = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    try:
        preferences.change("window", geometry=kept, store=str(store))
    except WorldFault as fault:
        _log.warning("the window's place was not kept: %s", fault.code)


def _attend(gate: GateFrame, tasks: Tasks) -> None:
    """Help for where one is in it, and what went wrong in it."""
    GateBugs(gate, tasks)
    page = "sync" if isinstance(gate, KeptAwayWindow) else START if isinstance(gate, FirstRun) else OPENING
    helping = Helping(HelpPages(None), gate)

    def show() -> None:
        helping.show(page, gate.help_heading())

    gate.help_asked.connect(show)
    if gate.is_help_asked:
        show()


def _put_in_place(window: MainWindow, kept: str) -> None:
    if not kept or not window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii"))):
        window.resize(1200, 800)


def _let_go(gate: QWidget | None) -> None:
    if gate is not None:
        gate.hide()
        gate.deleteLater()


def _say_role(window: MainWindow, role: Role) -> None:
    text = _("Your role in the team is now: {role}. The screens follow it.", role=label(role))
    window.say(text, icon="info")
