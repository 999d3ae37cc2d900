"""Row numbers of the index: community services below providers, each in the alphabet, as far as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.search import HitKind
from desktop.store.search.entries import Document
from desktop.store.search.schema import PROVIDERS_FROM

if TYPE_CHECKING:
    from sqlalchemy import Connection

_STEP = 1024
"""Between two neighbours when the index is made: so many fit in between before one must go to the end."""

_CLOSE = 64
"""How far behind its neighbour a new one is put, so that more of the same beginning fit behind it."""

# Both bounds by the index on kind and label.
_NEIGHBOURS = """
SELECT (SELECT rowid FROM search_entry WHERE kind = ?1 AND label <= ?2 ORDER BY label DESC, rowid DESC LIMIT 1),
       (SELECT rowid FROM search_entry WHERE kind = ?1 AND label > ?2 ORDER BY label, rowid LIMIT 1)
"""


class Numbering:
    """Gives out row numbers; those of entries that were there before stay.

    Args:
        connection: On the store.
        rows: By id the numbers that are taken, also of entries that were taken out to be put back.
    """

    def __init__(self, connection: Connection, rows: dict[str, int]) -> None:
        self._connection = connection
        self._rows = rows
        self._taken = set(rows.values())
        self._last = {kind: self._greatest(kind) for kind in HitKind}
        self._empty = {kind for kind in HitKind if not self._last[kind]}

    def of(self, document: Document) -> int:
        """The number of an entry. Whoever asks for many asks in the order of the alphabet."""
        kept = self._rows.get(document.id)
        if kept is not None:
            return kept
        row = None if document.kind in self._empty else self._between(document)
        if row is None or row in self._taken:
            row = (self._last[document.kind] or _first(document.kind)) + _STEP
        self._taken.add(row)
        self._last[document.kind] = max(row, self._last[document.kind])
        return row

    def _between(self, document: Document) -> int | None:
        """A free number where it stands in the alphabet; None when there is none."""
        before, after = self._connection.exec_driver_sql(_NEIGHBOURS, (document.kind.value, document.label)).one()
        if after is None:
            return None
        before = _first(document.kind) if before is None else before
        row = before + min(_CLOSE, (after - before) // 2)
        while row in self._taken and row + 1 < after:
            row += 1
        return row if before < row < after else None

    def _greatest(self, kind: HitKind) -> int:
        low, high = (0, PROVIDERS_FROM) if kind is HitKind.COMMUNITY else (PROVIDERS_FROM, 1 << 62)
        rows = self._connection.exec_driver_sql(
            "SELECT coalesce(max(rowid), 0) FROM search_entry WHERE rowid >= ? AND rowid < ?", (low, high)
        )
        kept = [row for row in self._rows.values() if low <= row < high]
        return max([int(rows.scalar_one()), *kept])


def _first(kind: HitKind) -> int:
    return 0 if kind is HitKind.COMMUNITY else PROVIDERS_FROM
