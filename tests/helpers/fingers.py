"""A person's fingers on one screen: presses, choices and typing, each counted once, the way a person would count."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QSpinBox, QTabWidget, QWidget

from desktop.views.design.inputs import Choice
from tests.helpers.widgets import one


class Fingers:
    """Works on the window it is given; waits after every act until the program has answered.

    Attributes:
        acts: How many acts it took so far.
    """

    def __init__(self, window: QWidget, settle: Callable[[], None]) -> None:
        self._window = window
        self._settle = settle
        self.acts = 0

    def press(self, name: str) -> None:
        """Presses a button, which must be possible to."""
        button = one(self._window, QAbstractButton, name)
        assert button.isEnabled(), f"“{name}” cannot be pressed"
        button.setFocus()
        button.click()
        self._done()

    def write(self, name: str, text: str) -> None:
        """Types into a field, in the place of what stood in it, and goes on to the next."""
        field = self.field(name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        field.clearFocus()
        self._done()

    def choose(self, name: str, key: str) -> None:
        """Chooses from a list, by key."""
        field = one(self._window, Choice, name)
        at = field.findData(key)
        assert at >= 0, f"“{name}” does not offer “{key}”"
        field.setCurrentIndex(at)
        field.activated.emit(at)
        self._done()

    def count(self, name: str, number: int) -> None:
        """Types a number."""
        one(self._window, QSpinBox, name).setValue(number)
        self._done()

    def show_tab(self, name: str, at: int) -> None:
        """Shows a tab."""
        one(self._window, QTabWidget, name).setCurrentIndex(at)
        self._done()

    def field(self, name: str) -> QLineEdit | QPlainTextEdit:
        """The field of that object name."""
        lines: list[QLineEdit | QPlainTextEdit] = [
            *self._window.findChildren(QLineEdit),
            *self._window.findChildren(QPlainTextEdit),
        ]
        found = [field for field in lines if field.isVisibleTo(self._window) and field.objectName() == name]
        assert found, f"no field “{name}”"
        return found[0]

    def _done(self) -> None:
        self.acts += 1
        self._settle()
