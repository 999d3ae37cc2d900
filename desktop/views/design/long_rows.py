"""Tables that may be very long: their rows come in pages, beside the screen, when they come in view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QTimer, Signal
from typing_extensions import override

Row = TypeVar("Row")

NOT_YET = "…"
"""What a cell says while its page is being read."""

_PAUSE_MS = 40
"""Who drags the bar passes many pages; only where it rests is read."""
_MOST_ASKED = 2
"""What is in view lies in two pages at the most."""
_MOST_KEPT = 20


class LongRows(QAbstractTableModel, Generic[Row]):
    """How many rows there are is known; of the rows themselves only the pages that were looked at last are held.

    Who reads them sorts them: a table that sorts in memory must hold them all.

    Signals:
        wanted: A page is in view and not there: the number of its first row. `fill` brings it.
    """

    wanted = Signal(int)

    def __init__(self, *, size: int, parent: QObject | None = None) -> None:
        """`size` is the number of rows of a page."""
        super().__init__(parent)
        self._size, self._total = size, 0
        self._pages: dict[int, Sequence[Row]] = {}
        self._missing: dict[int, None] = {}
        self._asked: list[int] = []
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._rest.timeout.connect(self._on_rest)

    def show_first(self, rows: Sequence[Row], total: int) -> None:
        """Other rows: the first page of them, and how many there are."""
        self.beginResetModel()
        self._pages = {at: rows[at : at + self._size] for at in range(0, len(rows), self._size)}
        self._total = total
        self._missing.clear()
        self._asked = []
        self._rest.stop()
        self.endResetModel()

    def fill(self, first: int, rows: Sequence[Row]) -> None:
        """A page that was wanted; of those looked at longest ago the least stay."""
        self._pages[first] = rows
        for old in list(self._pages)[:-_MOST_KEPT]:
            del self._pages[old]
        if rows:
            last = min(first + len(rows), self._total) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def row(self, at: int) -> Row | None:
        """The value in a row; None past the end, and while its page is not there yet, which is then asked for."""
        if not 0 <= at < self._total:
            return None
        first = at - at % self._size
        page = self._pages.get(first)
        if page is None:
            self._miss(first)
            return None
        return page[at - first] if at - first < len(page) else None

    def is_whole(self) -> bool:
        """True when every row is there."""
        return sum(map(len, self._pages.values())) >= self._total

    def held(self) -> Iterator[tuple[int, Row]]:
        """The rows that are there, with their numbers."""
        return ((first + at, row) for first, page in self._pages.items() for at, row in enumerate(page))

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._total

    def _miss(self, first: int) -> None:
        """Whoever paints asks again and again: only what is not asked for yet counts as moving on."""
        if first not in self._missing and first not in self._asked:
            self._missing[first] = None
            self._rest.start()

    def _on_rest(self) -> None:
        self._asked = list(self._missing)[-_MOST_ASKED:]
        self._missing.clear()
        for first in self._asked:
            self.wanted.emit(first)
