"""The main window: navigation at the side, one screen at a time, and what can be done from everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from desktop.views.design.dress import column, row
from desktop.views.design.focus import focus_first
from desktop.views.design.messages import Toast
from desktop.views.desk import Desk, Place
from desktop.views.meeting import Meeting
from desktop.views.notifier import ChangeNotifier
from desktop.views.palette.dialog import Palette
from desktop.views.palette.finding import Finding
from desktop.views.palette.matching import Line
from desktop.views.preferences import Preferences
from desktop.views.screen import Screen
from desktop.views.screen_plan import ScreenPlan
from desktop.views.tasks import Bug, Tasks
from desktop.views.window.by_itself import ByItself
from desktop.views.window.help import HelpPage
from desktop.views.window.history import History, Spot
from desktop.views.window.looking import Looking
from desktop.views.window.navigation import Navigation
from desktop.views.window.shortcuts import LOCK_KEYS, InDialogs, Shortcut, ShortcutList, add_actions, place_keys
from desktop.views.window.signals import Signals
from desktop.views.window.taking_up import TakingUp
from desktop.views.window.trouble import CrashPage
from desktop.views.window.undoing import Undoing
from desktop.views.writing import Writer


class MainWindow(QMainWindow):
    """Is the `Navigator` of every screen.

    Signals:
        lock_asked: The person wants the program locked.
        closed: The person closed the window.

    Attributes:
        desk: What its screens were given.
    """

    lock_asked = Signal()
    closed = Signal()

    def __init__(
        self, workplace: Workplace, *, tasks: Tasks, settings: Preferences, plans: Sequence[ScreenPlan], start: Spot
    ) -> None:
        super().__init__()
        self.setMinimumSize(880, 600)
        notifier = ChangeNotifier(self)
        writer, meeting = Writer(tasks, notifier, self), Meeting(tasks, notifier, self)
        self.desk = Desk(workplace, tasks, notifier, writer, self, settings, meeting)
        mine = (plan.for_role(workplace.role) for plan in plans)
        self._plans = {plan.place: plan for plan in mine if plan is not None}
        self._screens: dict[Place, Screen] = {}
        self._history = History()
        self._build()
        self._undoing = Undoing(self.desk, self)
        self._finding = Finding(self.desk, self)
        self._signals = Signals(self.desk, self._navigation, self)
        self._by_itself = ByItself(self.desk, self)
        self._taking_up = TakingUp(self.desk, self)
        self._looking = Looking(self.desk, self)
        self._actions = add_actions(self, self._shortcuts())
        InDialogs(next(a for a in self._actions if a.shortcut() == QKeySequence(LOCK_KEYS)), self)
        tasks.fault.connect(self._on_fault)
        tasks.bug.connect(self.show_bug)
        tasks.idle.connect(self._on_idle)
        self._go(start if start.place in self._plans else Spot(Place.TODAY))

    # The way to other screens

    def open_place(self, place: Place, thing: str = "") -> None:
        """Shows a screen; see `Navigator`."""
        self._go(Spot(place, thing))

    def open_case(self, case_id: str) -> None:
        """Shows a case."""
        self._go(Spot(Place.CASE, case_id))

    def open_conversation(self, conversation_id: str) -> None:
        """Shows a home visit."""
        self._go(Spot(Place.CONVERSATION, conversation_id))

    def open_indication(self, indication_id: str) -> None:
        """Shows an indication."""
        self._go(Spot(Place.INDICATION, indication_id))

    def open_entry(self, entry_id: str) -> None:
        """Shows an entry of the social map."""
        self._go(Spot(Place.ENTRY if Place.ENTRY in self._plans else Place.SOCIAL_MAP, entry_id))

    def open_conflict(self, conflict_id: str) -> None:
        """Shows a conflict."""
        self._go(Spot(Place.SYNC, conflict_id))

    def open_paper(self, paper: str) -> None:
        """Shows a print preview."""
        self._go(Spot(Place.PAPER, paper))

    def new_case(self) -> None:
        """Opens the form for a new case: the screen Dossiers with the thing ``new``."""
        # Not a spot of its own: Back from the case that was made must not open the form again.
        self._go(Spot(Place.CASES))
        if Place.CASES in self._plans:
            self.screen_of(Place.CASES).open_thing("new")

    def find_help(self, text: str = "", *, case_id: str = "") -> None:
        """Searches the social map: its thing is ``?case=ID&text=…``."""
        self._go(Spot(Place.SOCIAL_MAP, f"?case={case_id}&text={text}"))

    def back(self) -> None:
        """Goes where the person came from."""
        spot = self._history.back()
        if spot is not None:
            self._show(spot)

    def say(self, text: str, *, undo: str = "", icon: str = "check") -> None:
        """Shows a passing message."""
        if undo:
            self._undoing.offer(undo)
            self.toast.say(text, icon=icon, action=_("Undo"), act=self._undoing.undo_offered)
        else:
            self.toast.say(text, icon=icon)

    # What the program asks of the window

    def here(self) -> Spot:
        """Where the person is, to go back to after unlocking."""
        return self._history.here() or Spot(Place.TODAY)

    def flush(self) -> None:
        """Keeps everything that is being typed, and has what runs beside it stop at its next step."""
        self.desk.meeting.stop()
        self._taking_up.stop()
        for screen in self._screens.values():
            screen.flush()

    def close_dialogs(self) -> None:
        """Closes what stands before the window; a form keeps what is typed, and has it again when it is opened anew."""
        for dialog in self.findChildren(QDialog):
            dialog.reject()

    def show_bug(self, bug: Bug) -> None:
        """Says that something of ours went wrong."""
        CrashPage(bug, self).open()

    def screen_of(self, place: Place) -> Screen:
        """The screen of a place, made when first asked for."""
        if place not in self._screens:
            screen = self._plans[place].make(self.desk)
            screen.setAccessibleName(_(self._plans[place].title))
            self._screens[place] = screen
            self._stack.addWidget(screen)
        return self._screens[place]

    def lines(self) -> list[Line]:
        """What the palette offers before anything is looked up."""
        group = _("Action")
        keys = {p.place: place_keys(at) for at, p in enumerate(self._numbered(), start=1)}
        places = [
            Line(_(p.title), _("Screen"), p.icon, self.open_place, keys=keys.get(p.place, ""), key=p.place)
            for p in self._plans.values()
            if p.is_named
        ]
        acts = [
            Line(a.text(), group, "forward", a.trigger, keys=a.shortcut().toString())
            for a in (*self._actions, *self.screen_of(self.here().place).actions())
            if a.isEnabled() and a.data() is not False
        ]
        return [*places, *acts]

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._signals.count()  # the screen in it has asked by now, and need not wait for the counting

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.flush()
        self.closed.emit()
        super().closeEvent(event)

    def _build(self) -> None:
        holder = QWidget()
        across: QHBoxLayout = row(holder, gap=0)
        self._navigation = Navigation(
            list(self._plans.values()), self.desk.workplace.colleague, self.desk.workplace.profile.name
        )
        self._stack = QStackedWidget()
        across.addWidget(self._navigation)
        self.toast = Toast()
        beside = column(gap=0)
        beside.addWidget(self._stack, 1)
        beside.addWidget(self.toast)
        across.addLayout(beside, 1)
        self.setCentralWidget(holder)
        self._navigation.chosen.connect(self.open_place)
        self._navigation.lock_asked.connect(self.lock_asked)
        self._navigation.help_asked.connect(self._on_help)
        self._navigation.palette_asked.connect(self._on_palette)

    def _numbered(self) -> list[ScreenPlan]:
        """The lines of the navigation, in their order."""
        return [p for p in self._plans.values() if p.in_navigation]

    def _shortcuts(self) -> list[Shortcut]:
        places = [
            Shortcut(
                _("Go to {place}", place=_(p.title)), place_keys(at), partial(self.open_place, p.place), listed=False
            )
            for at, p in enumerate(self._numbered(), start=1)
        ]
        return [
            Shortcut(_("Go to …"), "Ctrl+K", self._on_palette, listed=False),
            Shortcut(_("Search on this screen"), "Ctrl+F", self._on_search),
            *places,
            Shortcut(_("Back"), "Alt+Left", self.back),
            Shortcut(_("Undo the last act"), "Ctrl+Z", self._undoing.undo_last),
            Shortcut(_("To the other pane"), "F6", self._on_other_pane),
            Shortcut(_("Lock"), LOCK_KEYS, self._on_lock),
            Shortcut(_("Help"), "F1", self._on_help),
            Shortcut(_("All keys"), "Ctrl+/", self._on_keys),
        ]

    def _go(self, spot: Spot) -> None:
        if spot.place not in self._plans:
            return
        self._history.go(spot)
        self._show(spot)

    def _show(self, spot: Spot) -> None:
        screen = self.screen_of(spot.place)
        plan = self._plans[spot.place]
        self._navigation.light(plan.lit(spot.thing))
        self._looking.goes_to(spot)
        if spot.thing or screen.thing:
            screen.open_thing(spot.thing)
        self._stack.setCurrentWidget(screen)
        screen.take_focus()
        self.setWindowTitle(f"{_(plan.title)} – Naober")

    def _on_fault(self, fault: RuleBroken | WorldFault) -> None:
        self.say(explain(fault), icon="caution")

    def _on_idle(self) -> None:
        """Has a screen reader say what the screen shows, now that it knows; the title of the window bears no names."""
        screen, plan = self.screen_of(self.here().place), self._plans[self.here().place]
        title, crumb = _(plan.title), screen.crumb()
        screen.setAccessibleName(f"{title}: {crumb}" if crumb else title)

    def _on_palette(self) -> None:
        self._finding.begin()
        Palette(self.lines(), self._finding.find, self.desk.tasks, self).open()

    def _on_search(self) -> None:
        self.screen_of(self.here().place).search_here()

    def _on_lock(self) -> None:
        self.lock_asked.emit()

    def _on_help(self) -> None:
        HelpPage(self.here().place, self).open()

    def _on_keys(self) -> None:
        actions: list[QAction] = [*self._actions, *self.screen_of(self.here().place).actions()]
        ShortcutList(actions, self).open()

    def _on_other_pane(self) -> None:
        inside = self._navigation.isAncestorOf(self.focusWidget() or self)
        target = self._stack.currentWidget() if inside else next(iter(self._navigation.buttons.values()))
        if target is not None:
            focus_first(target)
