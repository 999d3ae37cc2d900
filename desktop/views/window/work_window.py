"""A window to work in: navigation at the side, one screen at a time, and what can be done from everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.services.help_pages import HelpPages
from desktop.services.workplace import Workplace
from desktop.views.design.dress import column, row
from desktop.views.design.focus import focus_first, go_on
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
from desktop.views.tables import Tables
from desktop.views.tasks import Bug, Tasks
from desktop.views.window.ctrl_click import CtrlClick
from desktop.views.window.dropping import Dropping
from desktop.views.window.helping import Helping
from desktop.views.window.history import History, Spot
from desktop.views.window.looking import Looking
from desktop.views.window.navigation import Navigation
from desktop.views.window.shortcuts import LOCK_KEYS, InDialogs, Shortcut, ShortcutList, add_actions, place_keys
from desktop.views.window.signals import Signals
from desktop.views.window.trouble import CrashPage
from desktop.views.window.undoing import Undoing
from desktop.views.window.ways import Ways
from desktop.views.writing import Writer

WRITTEN = frozenset({Place.CASE, Place.CONVERSATION, Place.INDICATION, Place.ENTRY_FORM, Place.MERGE})
"""Screens on which a text of one thing is written."""


@dataclass(frozen=True)
class Shared:
    """What all windows have in common: the store and its work, the news of changes, and the team."""

    workplace: Workplace
    tasks: Tasks
    notifier: ChangeNotifier
    settings: Preferences
    meeting: Meeting


class WorkWindow(Ways):
    """Is the `Navigator` of every screen in it.

    Signals:
        lock_asked: The person wants the program locked.
        beside_asked: A `Spot` that the person wants to see in a window of its own.
        closed: The person closed the window.

    Attributes:
        desk: What its screens were given.
        tables: Keeps how tables in its dialogs are laid out.
        together: All windows that stand beside each other, the first one first.
    """

    lock_asked = Signal()
    beside_asked = Signal(object)
    closed = Signal()

    def __init__(self, shared: Shared, plans: Sequence[ScreenPlan], together: list[WorkWindow]) -> None:
        super().__init__()
        self.setMinimumSize(880, 600)
        self.plans, self.together = plans, together
        together.append(self)
        writer = Writer(shared.tasks, shared.notifier, self)
        self.desk = Desk(shared.workplace, shared.tasks, shared.notifier, writer, self, shared.settings, shared.meeting)
        mine = (plan.for_role(shared.workplace.role) for plan in plans)
        self._plans = {plan.place: plan for plan in mine if plan is not None}
        self._screens: dict[Place, Screen] = {}
        self._history = History()
        self._ctrl_click = CtrlClick(self)
        self._dropping = Dropping(self)
        self._dropping.dropped.connect(self._on_dropped)
        self.setAcceptDrops(True)
        self._build()
        self.tables = Tables(self.desk, self)
        self._undoing = Undoing(self.desk, self)
        pages = HelpPages(shared.workplace.profile)
        self._helping = Helping(pages, self)
        self._finding = Finding(self.desk, pages, self)
        self._signals = Signals(self.desk, self._navigation, self)
        self._looking = Looking(self.desk, self)
        self._actions = add_actions(self, self._shortcuts())
        InDialogs(next(a for a in self._actions if a.shortcut() == QKeySequence(LOCK_KEYS)), self)
        shared.tasks.idle.connect(self._on_idle)

    def begin(self, start: Spot) -> None:
        """Shows the first screen: Today where this role has no such screen."""
        is_free = start.place in self._plans and self._written_at(start) is None
        self._go(start if is_free else Spot(Place.TODAY))

    def new_case(self) -> None:
        """Opens the form for a new case: the screen Dossiers with the thing ``new``."""
        # Not a spot of its own: Back from the case that was made must not open the form again.
        self._go(Spot(Place.CASES))
        if Place.CASES in self._plans:
            self.screen_of(Place.CASES).open_thing("new")

    def show_help(self, page: str, heading: str = "") -> None:
        """Opens the help; see `Navigator`."""
        self._helping.show(page, heading)

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

    def here(self) -> Spot:
        """Where the person is, to go back to after unlocking."""
        return self._history.here() or Spot(Place.TODAY)

    def flush(self) -> None:
        """Keeps everything that is being typed."""
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
        keys = {p.place: place_keys(at) for at, p in enumerate(self._numbered(), start=1)}
        places = [
            Line(_(p.title), _("Screen"), p.icon, self.open_place, keys=keys.get(p.place, ""), key=p.place)
            for p in self._plans.values()
            if p.is_named
        ]
        return [*places, *_acts([*self._actions, *self.screen_of(self.here().place).actions()])]

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for listener in (self._ctrl_click, self._dropping):
            listener.watch(self.windowHandle())
        self._signals.count()  # the screen in it has asked by now, and need not wait for the counting

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return go_on(self, forwards=next) or super().focusNextPrevChild(next)

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
                _("Go to {place}", place=_(p.title)), place_keys(at), partial(self._go, Spot(p.place)), listed=False
            )
            for at, p in enumerate(self._numbered(), start=1)
        ]
        return [
            Shortcut(_("Go to …"), "Ctrl+K", self._on_palette, listed=False),
            Shortcut(_("Search on this screen"), "Ctrl+F", self._on_search),
            *places,
            Shortcut(_("Back"), "Alt+Left", self.back),
            Shortcut(_("Open in a new window"), "Ctrl+Shift+N", self._on_beside),
            Shortcut(_("Undo the last act"), "Ctrl+Z", self._undoing.undo_last),
            Shortcut(_("To the other pane"), "F6", self._on_other_pane),
            Shortcut(_("Lock"), LOCK_KEYS, self._on_lock),
            Shortcut(_("Help"), "F1", self._on_help),
            Shortcut(_("All keys"), "Ctrl+/", self._on_keys),
        ]

    @override
    def _has(self, place: Place) -> bool:
        return place in self._plans

    @override
    def _open(self, spot: Spot) -> None:
        """Shows a screen here; after a click with Ctrl in a window of its own."""
        if self._ctrl_click.is_last:
            self._ctrl_click.is_last = False
            self.beside_asked.emit(spot)
        else:
            self._go(spot)

    def _go(self, spot: Spot) -> None:
        if spot.place not in self._plans:
            return
        other = self._written_at(spot)
        if other is not None:
            other.activateWindow()
            other.raise_()
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

    def _written_at(self, spot: Spot) -> WorkWindow | None:
        """The other window where this is written: what was typed in a second one would stand over it."""
        thing = _thing(spot)
        others = (one for one in self.together if one is not self and spot.place in WRITTEN)
        return next((one for one in others if (one.here().place, _thing(one.here())) == (spot.place, thing)), None)

    def _on_dropped(self, path: Path) -> None:
        """Not a spot of its own: after unlocking the file is not held against the store again."""
        self._go(Spot(Place.SETTINGS, "import"))
        self.screen_of(Place.SETTINGS).open_thing(f"import:{path}")

    def _on_beside(self) -> None:
        self.beside_asked.emit(_beside(self.here()))

    def _on_lock(self) -> None:
        self.lock_asked.emit()

    def _on_help(self) -> None:
        self._helping.show_here(self.here().place)

    def _on_keys(self) -> None:
        actions: list[QAction] = [*self._actions, *self.screen_of(self.here().place).actions()]
        ShortcutList(actions, self).open()

    def _on_other_pane(self) -> None:
        inside = self._navigation.isAncestorOf(self.focusWidget() or self)
        target = self._stack.currentWidget() if inside else next(iter(self._navigation.buttons.values()))
        if target is not None:
            focus_first(target)


def _acts(actions: Sequence[QAction]) -> list[Line]:
    """What can be done now, as lines of the palette."""
    group = _("Action")
    return [
        Line(a.text(), group, "forward", a.trigger, keys=a.shortcut().toString())
        for a in actions
        if a.isEnabled() and a.data() is not False
    ]


def _beside(here: Spot) -> Spot:
    """The same screen; of a case the help there is for that resident, for the case itself is written here."""
    if here.place is Place.CASE:
        return Spot(Place.SOCIAL_MAP, f"?case={_thing(here)}")
    return Spot(Place.TODAY) if here.place in WRITTEN else here


def _thing(spot: Spot) -> str:
    """Without the part of it that is shown, such as a tab."""
    return spot.thing.partition("#")[0]
