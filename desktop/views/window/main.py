"""The windows: the first, and those that a person opened beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QCloseEvent
from typing_extensions import override

from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from desktop.views.meeting import Meeting
from desktop.views.notifier import ChangeNotifier
from desktop.views.preferences import Preferences
from desktop.views.screen_plan import ScreenPlan
from desktop.views.tasks import Bug, Tasks
from desktop.views.window.by_itself import ByItself
from desktop.views.window.history import Spot
from desktop.views.window.taking_up import TakingUp
from desktop.views.window.work_window import Shared, WorkWindow


class MainWindow(WorkWindow):
    """The first window, with what runs beside the work; what nobody else says it has said in the window in front."""

    def __init__(
        self, workplace: Workplace, *, tasks: Tasks, settings: Preferences, plans: Sequence[ScreenPlan], start: Spot
    ) -> None:
        notifier = ChangeNotifier()
        meeting = Meeting(tasks, notifier)
        super().__init__(Shared(workplace, tasks, notifier, settings, meeting), plans, [])
        for shared in (notifier, meeting):
            shared.setParent(self)
        self._by_itself = ByItself(self.desk, self)
        self._taking_up = TakingUp(self.desk, self)
        tasks.fault.connect(self._on_fault)
        tasks.bug.connect(self._on_bug)
        self.begin(start)

    def beside(self, start: Spot) -> BesideWindow:
        """Another window, on the same store."""
        return BesideWindow(self, start)

    @override
    def flush(self) -> None:
        """Also has what runs beside it stop at its next step."""
        self.desk.meeting.stop()
        self._taking_up.stop()
        super().flush()

    def _front(self) -> WorkWindow:
        return next((one for one in self.together if one.isActiveWindow()), self)

    def _on_fault(self, fault: RuleBroken | WorldFault) -> None:
        self._front().say(explain(fault), icon="caution")

    def _on_bug(self, bug: Bug) -> None:
        self._front().show_bug(bug)


class BesideWindow(WorkWindow):
    """One more window; closing it ends nothing but itself."""

    def __init__(self, first: MainWindow, start: Spot) -> None:
        desk = first.desk
        shared = Shared(desk.workplace, desk.tasks, desk.notifier, desk.settings, desk.meeting)
        super().__init__(shared, first.plans, first.together)
        # What is being written when it closes is told to the other windows all the same.
        self.desk.writer.setParent(first)
        self.begin(start)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self in self.together:
            self.together.remove(self)
        super().closeEvent(event)
