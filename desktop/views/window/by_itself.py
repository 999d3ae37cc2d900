"""Meeting the team without being asked: soon after one wrote something, when a network appears, and now and then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtNetwork import QNetworkInformation

from desktop.services.syncing import is_due

if TYPE_CHECKING:
    from desktop.models.changes import ChangeSet
    from desktop.views.desk import Desk

_ROUND_MS = 60_000
"""How often is looked whether the central store can be seen: a share or a tunnel appears without a word."""
_AFTER_WRITING_MS = 20_000
_AFTER_NETWORK_MS = 3_000


class ByItself(QObject):
    """Quietly: it opens nothing and says nothing; the badge at the side tells how things stand."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_NETWORK_MS)
        self._soon.timeout.connect(self.look)
        self._round = QTimer(self, interval=_ROUND_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._round.timeout.connect(self.look)
        desk.notifier.changed.connect(self._on_changed)
        if QNetworkInformation.loadDefaultBackend():
            QNetworkInformation.instance().reachabilityChanged.connect(self._on_network)
        self._round.start()
        self._soon.start()

    def look(self) -> None:
        """Meets the team when there is something to send, or the last time is long ago, and the store is in reach."""
        if self._desk.settings.now.central.by_itself and not self._desk.meeting.is_under_way:
            self._desk.tasks.other(partial(is_due, self._desk.workplace), self._on_due, key="due")

    def _on_due(self, due: bool) -> None:  # noqa: FBT001 - an answer
        if due and not self._desk.meeting.is_under_way:
            self._desk.meeting.begin(self._desk.workplace, asked=False)

    def _on_changed(self, _changes: ChangeSet) -> None:
        self._soon.start(_AFTER_WRITING_MS)

    def _on_network(self, reach: QNetworkInformation.Reachability) -> None:
        if reach not in (QNetworkInformation.Reachability.Disconnected, QNetworkInformation.Reachability.Unknown):
            self._soon.start(_AFTER_NETWORK_MS)
