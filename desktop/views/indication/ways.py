"""The ways from a draft to other screens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.services.indications import DraftPage
from desktop.views.desk import Desk, Place


class Ways(QObject):
    """Opens what belongs to the draft that is shown; while none is, it opens nothing."""

    def __init__(self, parent: QObject, desk: Desk, page: Callable[[], DraftPage | None]) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page = page

    def to_tab(self, tab: str) -> None:
        """A tab of the case."""
        if (page := self._page()) is not None:
            self._desk.navigator.open_place(Place.CASE, f"{page.case.id}#{tab}")

    def to_case(self) -> None:
        """The indications of the case."""
        self.to_tab("indications")

    def to_entry(self, entry_id: object) -> None:
        """An entry of the social map, with the case at hand."""
        if (page := self._page()) is not None:
            self._desk.navigator.open_place(Place.ENTRY, f"{entry_id}?case={page.case.id}")

    def to_search(self) -> None:
        """The social map, for this case."""
        if (page := self._page()) is not None:
            self._desk.navigator.find_help("", case_id=page.case.id)

    def to_indication(self, indication_id: object) -> None:
        """Another indication."""
        self._desk.navigator.open_indication(str(indication_id))

    def to_begun(self, answer: object) -> None:
        """The indication that an act began: it answers with its id and what changed."""
        if isinstance(answer, tuple):
            self.to_indication(answer[0])
