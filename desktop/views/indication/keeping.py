"""Keeping what is typed in a draft: one value that cannot be kept holds nothing else up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.views.autosave import Autosave


class Keeping(QObject):
    """What is typed, by field; a value that was refused stays on the screen with its problem until it is typed anew."""

    def __init__(self, parent: QObject, keep: Callable[[dict[str, object]], None]) -> None:
        super().__init__(parent)
        self._write = keep
        self._sent: dict[str, object] = {}
        self._new: dict[str, object] = {}
        self._refused: set[str] = set()
        self._typed = Autosave(self, self._keep)

    def put(self, name: str, value: object) -> None:
        """Notes what stands in a field now."""
        self._refused.discard(name)
        self._new[name] = value
        self._typed.put(name, value)

    def flush(self) -> None:
        """Writes what is not written yet, now."""
        self._typed.flush()

    def not_kept_yet(self) -> dict[str, object]:
        """What stands in the fields and is newer than any store."""
        return dict(self._new)

    def leaves_alone(self, name: str) -> bool:
        """True while what stands in a field is newer than what is stored."""
        return name in self._new or name in self._refused

    def is_refused(self, name: str) -> bool:
        """True while a field holds what could not be kept."""
        return name in self._refused

    def refuse(self, name: str) -> None:
        """A value could not be kept; what was sent with it is sent again without it."""
        if name not in self._sent:
            return
        self._refused.add(name)
        rest = {other: value for other, value in self._sent.items() if other != name}
        self._sent = {}
        for other, value in rest.items():
            if other not in self._new:
                self.put(other, value)

    def forget(self) -> None:
        """Another draft is opened."""
        self._sent = {}
        self._refused.clear()

    def _keep(self, typed: dict[str, object]) -> None:
        self._sent, self._new = typed, {}
        self._write(typed)
