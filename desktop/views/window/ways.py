"""The way from one screen to another, for screens that do not know the window."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow

from desktop.views.desk import Place
from desktop.views.window.history import Spot


class Ways(QMainWindow):
    """See `Navigator`: each says which spot is to be shown."""

    def open_place(self, place: Place, thing: str = "") -> None:
        """Shows a screen; see `Navigator`."""
        self._open(Spot(place, thing))

    def open_case(self, case_id: str) -> None:
        """Shows a case."""
        self._open(Spot(Place.CASE, case_id))

    def open_conversation(self, conversation_id: str) -> None:
        """Shows a home visit."""
        self._open(Spot(Place.CONVERSATION, conversation_id))

    def open_indication(self, indication_id: str) -> None:
        """Shows an indication."""
        self._open(Spot(Place.INDICATION, indication_id))

    def open_entry(self, entry_id: str) -> None:
        """Shows an entry of the social map."""
        self._open(Spot(Place.ENTRY if self._has(Place.ENTRY) else Place.SOCIAL_MAP, entry_id))

    def open_conflict(self, conflict_id: str) -> None:
        """Shows a conflict."""
        self._open(Spot(Place.SYNC, conflict_id))

    def open_paper(self, paper: str) -> None:
        """Shows a print preview."""
        self._open(Spot(Place.PAPER, paper))

    def find_help(self, text: str = "", *, case_id: str = "") -> None:
        """Searches the social map: its thing is ``?case=ID&text=…``."""
        self._open(Spot(Place.SOCIAL_MAP, f"?case={case_id}&text={text}"))

    def _has(self, place: Place) -> bool:
        """True when this colleague has that screen."""
        raise NotImplementedError

    def _open(self, spot: Spot) -> None:
        """Shows it."""
        raise NotImplementedError
