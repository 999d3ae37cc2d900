"""A person without a mouse: every key goes to where the keyboard is, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

_MOST = 250
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Keys:
    """Presses keys in a window and waits until the program has answered.

    Attributes:
        pressed: How many keys so far, without the letters of texts.
    """

    def __init__(self, window: QWidget, settle: Callable[[], None]) -> None:
        self._window, self._settle = window, settle
        self.pressed = 0

    def at(self) -> QWidget:
        """Where the keyboard is."""
        return self._window.focusWidget() or self._window

    def name(self) -> str:
        """What stands there: its object name, else what it says."""
        at = self.at()
        return at.objectName() or (at.text() if isinstance(at, QAbstractButton) else at.accessibleName())

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
        """One key, alone or with another held down."""
        QTest.keyClick(self.at(), key, modifier)
        self.pressed += 1
        self._settle()

    def write(self, text: str) -> None:
        """Types where the keyboard is."""
        QTest.keyClicks(self.at(), text)

    def tab_to(self, name: str, *, back: bool = False) -> None:
        """Goes on with Tab until it stands there; fails when it comes round without having met it."""
        key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
        met: list[str] = []
        while self.name() != name:
            assert len(met) < _MOST, f"Tab never comes to “{name}”, only to {met}"
            met.append(self.name())
            QTest.keyClick(self.at(), key, Qt.KeyboardModifier.ShiftModifier if back else _NO_MODIFIER)
            self.pressed += 1
