"""Row numbers of the index: community services below providers, each in the alphabet, as far as there is room."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

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
SELECT label, before, after, (SELECT min(rowid) FROM search_entry WHERE rowid > before) FROM (
    SELECT asked.value AS label,
        coalesce((SELECT rowid FROM search_entry WHERE kind = ?1 AND label <= asked.value
            ORDER BY label DESC, rowid DESC LIMIT 1), ?2) AS before,
        (SELECT rowid FROM search_entry WHERE kind = ?1 AND label > asked.value ORDER BY label, rowid LIMIT 1) AS after
    FROM json_each(?3) AS asked
)
"""


class _Gap(NamedTuple):
    """Where a label stands in the alphabet.

    Attributes:
        before: Row number of its neighbour, or the one below the first.
        after: Row number of the other neighbour; None behind the last.
        taken: The next row number that an entry has: of an entry that was renamed, and kept its number where it no
            longer belongs, or of that neighbour.
    """

    before: int
    after: int | None
    taken: int | None


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

    def of_all(self, documents: Sequence[Document]) -> Iterator[tuple[int, Document]]:
        """The entries with their numbers. They are in the order of the alphabet, and none is in the index."""
        gaps = self._gaps(one for one in documents if one.id not in self._rows)
        return ((self._of(one, gaps.get((one.kind, one.label))), one) for one in documents)

    def _gaps(self, documents: Iterable[Document]) -> dict[tuple[HitKind, str], _Gap]:
        labels: dict[HitKind, dict[str, None]] = {}
        for one in documents:
            if one.kind not in self._empty:
                labels.setdefault(one.kind, {})[one.label] = None
        found: dict[tuple[HitKind, str], _Gap] = {}
        for kind, some in labels.items():
            asked = (kind.value, _first(kind), json.dumps(list(some)))
            for label, *gap in self._connection.exec_driver_sql(_NEIGHBOURS, asked):
                found[kind, label] = _Gap(*gap)
        return found

    def _of(self, document: Document, gap: _Gap | None) -> int:
        kept = self._rows.get(document.id)
        if kept is not None:
            return kept
        row = self._within(gap) if gap else None
        if row is None:
            row = (self._last[document.kind] or _first(document.kind)) + _STEP
        self._taken.add(row)
        self._last[document.kind] = max(row, self._last[document.kind])
        return row

    def _within(self, gap: _Gap) -> int | None:
        """A free number in the gap; None when there is none."""
        before, after, taken = gap
        if after is None:
            return None
        row = before + min(_CLOSE, (after - before) // 2)
        while row < after and (row in self._taken or (taken is not None and row >= taken and self._is_taken(row))):
            row += 1
        return row if before < row < after else None

    def _is_taken(self, row: int) -> bool:
        there = "SELECT EXISTS (SELECT 1 FROM search_entry WHERE rowid = ?)"
        return bool(self._connection.exec_driver_sql(there, (row,)).scalar())

    def _greatest(self, kind: HitKind) -> int:
        low, high = (0, PROVIDERS_FROM) if kind is HitKind.COMMUNITY else (PROVIDERS_FROM, 1 << 62)
        rows = self._connection.exec_driver_sql(
            "SELECT coalesce(max(rowid), 0) FROM search_entry WHERE rowid >= ? AND rowid < ?", (low, high)
        )
        kept = [row for row in self._rows.values() if low <= row < high]
        return max([int(rows.scalar_one()), *kept])


def _first(kind: HitKind) -> int:
    return 0 if kind is HitKind.COMMUNITY else PROVIDERS_FROM
