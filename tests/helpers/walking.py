"""Walks through the program as a curious person: every screen, every tab, and whatever a button opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)

from desktop.views.desk import Place
from desktop.views.window.main import MainWindow

_NOT_OURS = (QFileDialog, QPrintDialog)
_CHOICES = {"nav", "nav-quiet", "nav-search", "choice", "chip", "step"}
"""Looks of buttons that choose on the spot, or are met elsewhere."""

_MOST_PRESSES = 30
"""On one tab; what comes after them are more lines of the same."""


@dataclass
class Walk:
    """One walk by one colleague.

    Attributes:
        look: Called at every stop with its name and what stands in front.
        seen: The names of the stops, and the kinds of dialog.
    """

    window: MainWindow
    settle: Callable[[], None]
    look: Callable[[str, QWidget], None]
    seen: dict[str, int] = field(default_factory=dict)
    dialogs: set[str] = field(default_factory=set)
    _pressed: set[tuple[str, ...]] = field(default_factory=set)

    def through(self, place: Place, thing: str) -> None:
        """A screen with its tabs, and the dialogs its buttons open."""
        self._open(place, thing)
        self._stop(place.value)
        bars = [bar for bar in self.window.findChildren(QTabBar) if bar.isVisible()]
        if not bars:
            self._press_all(place, thing, ())
        for number in range(len(bars)):
            for at in range(bars[number].count()):
                self._open(place, thing)
                if self._turn(number, at):
                    self._stop(f"{place.value} tab {number}.{at}")
                    self._press_all(place, thing, (number, at))

    def _open(self, place: Place, thing: str) -> None:
        self.window.open_place(place, thing)
        self.settle()

    def _turn(self, number: int, at: int) -> bool:
        bars = [bar for bar in self.window.findChildren(QTabBar) if bar.isVisible()]
        if number >= len(bars) or at >= bars[number].count() or not bars[number].isTabVisible(at):
            return False
        bars[number].setCurrentIndex(at)
        self.settle()
        return True

    def _press_all(self, place: Place, thing: str, tab: tuple[int, ...]) -> None:
        for _press in range(_MOST_PRESSES):
            chosen = next(self._new_ones(place), None)
            if chosen is None:
                return
            chosen()
            self.settle()
            self._meet(place)
            if self.window.here().place is not place or not self.window.isVisible():
                self._open(place, thing)
            if tab:
                self._turn(*tab)

    def _new_ones(self, place: Place) -> Iterator[Callable[[], object]]:
        for button in self.window.findChildren(QAbstractButton):
            if button.window() is not self.window or not button.isVisible() or not button.isEnabled():
                continue
            if button.property("look") in _CHOICES or button.isCheckable():
                continue
            menu = button.menu() if isinstance(button, QPushButton) else None
            if isinstance(menu, QMenu):
                for action in menu.actions():
                    if action.isVisible() and action.isEnabled() and self._is_new(place, "menu", action.text()):
                        yield action.trigger
            elif self._is_new(place, type(button).__name__, _kind(button)):
                yield button.click

    def _is_new(self, place: Place, *what: str) -> bool:
        key = (place.value, *what)
        if key in self._pressed:
            return False
        self._pressed.add(key)
        return True

    def _meet(self, place: Place) -> None:
        for dialog in [d for d in self.window.findChildren(QDialog) if d.isVisible()]:
            if not isinstance(dialog, _NOT_OURS):
                name = f"{type(dialog).__module__}.{type(dialog).__name__}"
                if name not in self.dialogs:
                    self.dialogs.add(name)
                    self._stop(f"{place.value} dialog {type(dialog).__name__}", dialog)
            dialog.reject()
        self.settle()

    def _stop(self, name: str, window: QWidget | None = None) -> None:
        self.seen[name] = self.seen.get(name, 0) + 1
        front = window or self.window
        # Without a window manager the window does not come to the front again when a dialog closes.
        front.activateWindow()
        self.settle()
        self.look(name, front)


def _kind(button: QAbstractButton) -> str:
    """What kind of button: two lines that open the same kind of thing are one, by their object name or words."""
    name = button.objectName().rsplit("-", 1)[0] if len(button.objectName()) > 30 else button.objectName()
    return name or button.text() or type(button).__name__


def words_on(window: QWidget) -> Iterator[str]:
    """Everything a window says, aloud too, without the marks of letters."""
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.window() is not window or not widget.isVisible():
            continue
        said = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QAbstractButton):
            said.append(widget.text())
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            said.append(widget.placeholderText())
        if isinstance(widget, QTabBar):
            said += [widget.tabText(at) for at in range(widget.count())]
        if isinstance(widget, QHeaderView) and widget.model() is not None:
            across = widget.orientation()
            said += [str(widget.model().headerData(at, across) or "") for at in range(min(widget.count(), 40))]
        yield from (text.replace("&", "") for text in said if text)
