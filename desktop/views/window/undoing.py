"""Undo by name: the last act, or the one a message offers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from desktop.language import _
from desktop.services.undo import LastAct, last_act, undo
from desktop.views.desk import Desk


class Undoing(QObject):
    """Knows which act a message offers to undo."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._offered = ""
        self._name = ""

    def offer(self, act: str) -> None:
        """Remembers the act the present message is about."""
        self._offered = act

    def undo_offered(self) -> None:
        """Undoes the act of the message."""
        self._name = ""
        self._undo(self._offered)

    def undo_last(self) -> None:
        """Undoes the last act that can be undone, and says its name."""
        self._desk.tasks.store(partial(last_act, self._desk.workplace), self._on_last)

    def _on_last(self, last: LastAct | None) -> None:
        if last is None:
            self._desk.navigator.say(_("There is nothing to undo."), icon="info")
            return
        self._name = last.name
        self._undo(last.act)

    def _undo(self, act: str) -> None:
        self._desk.writer.write(partial(undo, self._desk.workplace, act), self._on_undone)

    def _on_undone(self, _changes: object) -> None:
        text = _("Undone: {name}", name=self._name) if self._name else _("Undone.")
        self._desk.navigator.say(text, icon="undo")
