"""What all screens share: they reload when looked at, ask off the main thread, and put a problem at its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.views.design.buttons import Button
from desktop.views.design.dress import column, dress
from desktop.views.design.fields import FieldRow
from desktop.views.desk import Desk, Place
from desktop.views.problems import clear_problems, tell_problem
from desktop.views.tables import Tables

Result = TypeVar("Result")


class Screen(QWidget):
    """A screen of the main window.

    A subclass says which kinds of record it shows (`kinds`), fetches them in `reload` with `ask`, writes with `act`.
    A change while it is hidden only marks it stale; it reloads when it is shown.

    Attributes:
        kinds: Table names whose changes make it stale; empty means every change.
        rows: Its fields by the field's name in the model: a broken rule is shown there.
        thing: Id of what it shows; empty for a screen that shows many.
        tables: Keeps how its tables are laid out.
    """

    kinds: ClassVar[tuple[str, ...]] = ()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.tables = Tables(desk, self)
        self.thing = ""
        self.rows: dict[str, FieldRow] = {}
        self._stale = True
        dress(self, "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.outer = column(self, gap=0)
        desk.notifier.changed.connect(self._on_changed)

    def open_thing(self, thing: str) -> None:
        """Shows the thing with this id; what was typed for the one before is kept first."""
        if thing != self.thing:
            self.flush()
            self.thing = thing
        self.mark_stale()

    def reload(self) -> None:
        """Fetches what it shows; called when it is shown and stale."""

    def flush(self) -> None:
        """Keeps what is being typed, now: the screen is left, locked or closed."""

    def search_here(self) -> None:
        """Puts the cursor where one searches on this screen (Ctrl+F)."""

    def take_focus(self) -> None:
        """Puts the keyboard where one begins here. No focus proxy: the Tab key would pass by what stands before it."""
        self.setFocus()

    def crumb(self) -> str:
        """What it shows, for a screen reader; empty where the screen's own name says enough."""
        return ""

    def way_to(self, place: Place, text: str, icon: str) -> Button:
        """A button to a screen that belongs to this one, for who has no line of its own for it in the navigation."""
        made = Button(text, icon=icon)
        made.setObjectName(f"way-to-{place.value}")
        # In a slot Qt passes whether it is pressed down; that is no thing to open.
        made.clicked.connect(lambda _checked: self.desk.navigator.open_place(place))
        return made

    def mark_stale(self) -> None:
        """Reloads now when it is looked at, else as soon as it is."""
        self._stale = True
        if self.isVisible():
            self._refresh()

    def ask(self, job: Callable[[], Result], then: Callable[[Result], None], *, key: str = "") -> None:
        """Reads off the main thread; `then` is a bound method. With a key only the latest answer comes home."""
        self.desk.tasks.store(job, then, failed=self.show_fault, key=key)

    def act(self, job: Callable[[], object], then: Callable[[object], None] | None = None, *, said: str = "") -> None:
        """Writes off the main thread, tells all screens, and says so with a way back when `said` is given."""
        self._clear_problems()
        self.desk.writer.write(job, then, failed=self.show_fault, said=said)

    def show_fault(self, fault: RuleBroken | WorldFault) -> None:
        """Puts a broken rule at its field when it stands on this screen, else says it."""
        tell_problem(fault, self.rows, self.desk.navigator)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def _refresh(self) -> None:
        if self._stale:
            self._stale = False
            self.reload()

    def _clear_problems(self) -> None:
        clear_problems(self.rows)

    def _on_changed(self, changes: ChangeSet) -> None:
        if not self.kinds or changes.touches(*self.kinds):
            self.mark_stale()
