"""A hand that does with the windows what a person does: presses, types, chooses, looks, and waits for the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTabBar,
    QWidget,
)

from desktop.views.app import Program
from desktop.views.design.inputs import Choice
from desktop.views.design.tokens import Space

PATIENCE_MS = 240_000
"""So long the program may work before the hand gives up; sharing a whole demonstration takes a minute."""

_GLANCE_MS = 5

Kind = TypeVar("Kind", bound=QWidget)


class Lost(Exception):  # noqa: N818 - it tells what happened to the hand
    """The hand did not find what it was told to use, or waited in vain."""


class Hand:
    """Works on the window of one program that stands in front.

    Attributes:
        pictures: Files made so far, in order.
    """

    def __init__(self, program: Program, folder: Path | None = None, *, begin_at: int = 0) -> None:
        self.program = program
        self.begin_at = begin_at
        """Pictures others made before; the numbers go on from there."""
        self._folder = folder
        self.pictures: list[Path] = []
        self.begins = ""
        """Stands before the name of each picture."""
        self.acts = 0
        """How many times a person would have pressed, chosen or typed."""

    @property
    def window(self) -> QWidget:
        """The window in front: a dialog before the main window, the main window before the gate."""
        found = self.program.window or self.program.gate
        if found is None:
            raise Lost("no window")
        dialogs = [dialog for dialog in found.findChildren(QDialog) if dialog.isVisible()]
        return dialogs[-1] if dialogs else found

    def settle(self) -> None:
        """Waits until every answer has come home and every screen has drawn it.

        Raises:
            Lost: When the program is still at work after `PATIENCE_MS`.
        """
        QTest.qWait(1)
        if not _wait_for(self.program.is_at_rest):
            raise Lost("the program did not come to rest")
        QTest.qWait(1)

    def wait_for(self, happened: Callable[[], bool], what: str) -> None:
        """Waits for something the program does by itself.

        Raises:
            Lost: When it does not happen in time.
        """
        if not _wait_for(happened):
            raise Lost(what)
        self.settle()

    def find(self, name: str, kind: type[Kind]) -> Kind:
        """The visible widget with this object name, accessible name or text.

        Raises:
            Lost: When there is none.
        """
        for widget in self.window.findChildren(kind):
            if widget.isVisible() and _answers_to(widget, name):
                return widget
        raise Lost(f"{kind.__name__} “{name}” in {type(self.window).__name__}")

    def press(self, name: str) -> None:
        """Presses a button.

        Raises:
            Lost: When it is not there, or cannot be pressed.
        """
        button = self.find(name, QAbstractButton)
        if not button.isEnabled():
            raise Lost(f"“{name}” cannot be pressed")
        self.acts += 1
        button.setFocus()
        # A tick box listens only where its box and words stand, not in the middle of a wide one.
        where = QPoint(Space.M, button.height() // 2) if isinstance(button, QCheckBox) else button.rect().center()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=where)
        self.settle()

    def write(self, name: str, text: str) -> None:
        """Types into a field, in the place of what stood in it."""
        field: QWidget = self._field(name)
        self.acts += 1
        field.setFocus()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(field, Qt.Key.Key_Return)
            _type(field, line)

    def count(self, name: str, number: int) -> None:
        """Types a number into a field for numbers."""
        field = self.find(name, QSpinBox)
        self.acts += 1
        field.setFocus()
        field.selectAll()
        _type(field, str(number))
        QTest.keyClick(field, Qt.Key.Key_Tab)
        self.settle()

    def enter(self, name: str) -> None:
        """Presses Enter in a field."""
        self.acts += 1
        QTest.keyClick(self._field(name), Qt.Key.Key_Return)
        self.settle()

    def choose(self, name: str, key: str) -> None:
        """Chooses from a list, by key.

        Raises:
            Lost: When the list does not offer it.
        """
        field = self.find(name, QComboBox)
        at = field.findData(key)
        if at < 0:
            raise Lost(f"“{name}” does not offer “{key}”")
        self.acts += 1
        field.setFocus()
        field.setCurrentIndex(at)
        field.activated.emit(at)
        if isinstance(field, Choice):
            self.settle()

    def keys(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key in the widget of the window in front that has the focus, or would have if it were in use."""
        self.acts += 1
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)
        self.settle()

    def show_tab(self, title: str) -> None:
        """Shows a tab, by its title.

        Raises:
            Lost: When there is none of that title.
        """
        for bar in self.window.findChildren(QTabBar):
            for at in range(bar.count()):
                if bar.isVisible() and bar.tabText(at).replace("&", "") == title:
                    self.acts += 1
                    bar.setCurrentIndex(at)
                    self.settle()
                    return
        raise Lost(f"tab “{title}”")

    def has(self, name: str) -> bool:
        """True when a widget of this object name is shown."""
        return any(w.isVisible() for w in self.window.findChildren(QWidget, name))

    def sees(self, name: str) -> bool:
        """True when a button of this name can be pressed."""
        buttons = self.window.findChildren(QAbstractButton)
        return any(b.isVisible() and b.isEnabled() and _answers_to(b, name) for b in buttons)

    def rest(self, milliseconds: int) -> None:
        """Lets the program draw what it draws by itself, such as the pages of a paper."""
        QTest.qWait(milliseconds)

    def look(self, name: str) -> Path | None:
        """Takes a picture of the window in front; None when the hand has no folder to put it in."""
        self.settle()
        if self._folder is None:
            return None
        path = self._folder / f"{self.begin_at + len(self.pictures) + 1:02d}-{self.begins}{name}.png"
        self.window.grab().save(str(path))
        self.pictures.append(path)
        return path

    def _field(self, name: str) -> QWidget:
        for kind in (QLineEdit, QPlainTextEdit):
            for widget in self.window.findChildren(kind):
                if widget.isVisible() and _answers_to(widget, name):
                    return widget
        raise Lost(f"field “{name}” in {type(self.window).__name__}")


def _type(field: QWidget, text: str) -> None:
    """Key by key; Qt's own test keys know no letter beyond ASCII."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def _wait_for(happened: Callable[[], bool]) -> bool:
    clock = QElapsedTimer()
    clock.start()
    while not happened():
        if clock.hasExpired(PATIENCE_MS):
            return False
        QTest.qWait(_GLANCE_MS)
    return True


def _answers_to(widget: QWidget, name: str) -> bool:
    """True for its object name, its text, or its accessible name, of which the part before a comma is enough."""
    text = widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""
    spoken = widget.accessibleName()
    return name in (widget.objectName(), text, spoken) or spoken.startswith(f"{name}, ")
