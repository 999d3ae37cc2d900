"""Has the log know of every dossier that comes on the screen, once each time a person comes to it from elsewhere."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from desktop.services.looking import Seen, Visit, seen_on_paper
from desktop.services.papers import PaperKind
from desktop.views.desk import Desk, Place
from desktop.views.window.history import Spot

_TABLES = {Place.CASE: "case_file", Place.CONVERSATION: "conversation", Place.INDICATION: "indication"}


class Looking(QObject):
    """Asked before a screen is shown: the line is in the store before the screen reads from it."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = desk.tasks
        self._visit = Visit(desk.workplace)

    def goes_to(self, spot: Spot) -> None:
        """Writes it down off the main thread; what cannot be written is told."""
        self._tasks.store(partial(self._visit.come_to, _seen(spot)), self._on_written)

    def _on_written(self, _nothing: None) -> None:
        """Nobody waits for it."""


def _seen(spot: Spot) -> Seen | None:
    table = _TABLES.get(spot.place)
    if table is not None:
        return Seen(table, spot.thing.partition("#")[0]) if spot.thing else None
    kind, _colon, subject = spot.thing.partition(":")
    return seen_on_paper(PaperKind(kind), subject) if spot.place is Place.PAPER and kind in set(PaperKind) else None
