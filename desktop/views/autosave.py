"""Keeping what is typed: nothing needs saving, and nothing is lost when the battery dies."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

LATEST_MS = 1000
"""What is typed is written at most so long after the first keystroke: with the write itself, under two seconds."""


class Autosave(QObject):
    """Gathers what is typed, by key, and hands it on together.

    The clock runs from the first keystroke after a write, not from the last: who types without pausing is kept too.
    """

    def __init__(self, parent: QObject, keep: Callable[[dict[str, object]], None]) -> None:
        super().__init__(parent)
        self._keep = keep
        self._typed: dict[str, object] = {}
        self._shown: dict[str, object] = {}
        self._clock = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._clock.timeout.connect(self.flush)

    def put(self, key: str, value: object) -> None:
        """Notes what stands in a field now."""
        self._typed[key] = value
        if not self._clock.isActive():
            self._clock.start()

    def put_aside(self, key: str, value: object) -> None:
        """Notes what could not be written just now: it goes along with what is typed next, or with the next flush."""
        self._typed.setdefault(key, value)

    def showed(self, key: str, value: object) -> None:
        """Notes the stored value that a field shows: what is typed from now on was typed by someone who saw it."""
        self._shown[key] = value

    def shows(self, key: str) -> bool:
        """True once a stored value of this thing stands in the field."""
        return key in self._shown

    def forget(self) -> None:
        """Another thing is opened: nothing of it was seen yet."""
        self._shown.clear()

    def saw(self, typed: Mapping[str, object]) -> dict[str, object]:
        """Of what is kept now, the stored values that its author saw."""
        return {key: self._shown[key] for key in typed if key in self._shown}

    def waits_for(self, key: str) -> bool:
        """True while what was typed in this field is not written yet; a reload must then leave the field alone."""
        return key in self._typed

    def drop(self) -> None:
        """Forgets what is not written yet: the person threw it away, or it is kept elsewhere."""
        self._clock.stop()
        self._typed = {}

    def flush(self) -> None:
        """Hands on what is not written yet, now."""
        self._clock.stop()
        if self._typed:
            typed, self._typed = self._typed, {}
            self._keep(typed)
