"""The quiet signals at the side: how many things wait today, and whether the work is safe."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from desktop.language import _, ngettext
from desktop.models.changes import ChangeSet
from desktop.services.today import pressing_today
from desktop.views.desk import Desk, Place
from desktop.views.sync.standing import Standing, drawing, in_words, standing
from desktop.views.window.navigation import Navigation

_AFTER_MS = 400
"""Several writes in a row are counted once."""


class Signals(QObject):
    """Counts again after a change, off the main thread."""

    def __init__(self, desk: Desk, navigation: Navigation, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._navigation = navigation
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(self.count)
        desk.notifier.changed.connect(self._on_changed)
        desk.notifier.synced.connect(self.count)

    def count(self) -> None:
        """Counts now."""
        self._desk.tasks.store(partial(pressing_today, self._desk.workplace), self._on_today, key="today")
        self._desk.tasks.store(partial(standing, self._desk.workplace), self._on_standing, key="standing")

    def _on_changed(self, _changes: ChangeSet) -> None:
        self._soon.start()

    def _on_standing(self, now: Standing) -> None:
        if self._desk.meeting.trouble is not None:
            self._navigation.show_sync(_("Synchronising needs you"), "caution")
        else:
            self._navigation.show_sync(in_words(now, self._desk.workplace.today), drawing(now))
        if Place.SYNC in self._navigation.buttons:
            words = ngettext("1 thing waits", "{n} things wait", now.must_act)
            self._navigation.buttons[Place.SYNC].show_count(now.must_act, words)

    def _on_today(self, pressing: int) -> None:
        words = ngettext("1 thing today or late", "{n} things today or late", pressing)
        if Place.TODAY in self._navigation.buttons:
            self._navigation.buttons[Place.TODAY].show_count(pressing, words)
