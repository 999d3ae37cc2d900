"""What a batch of edits must know, fetched for all of them at once: a question for each would take most of the time."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from desktop.sync.arrival import Key, references
from desktop.sync.judge import RowState
from desktop.sync.ledger_lines import read_body
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from psycopg import Connection

    from desktop.sync.ops import Op

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Found = tuple[str, int, str, Mapping[str, Any]]
"""Result, sequence number, fingerprint and detail of an answer."""

_ANOTHERS: Found = ("refused", 0, "", {"reason": "op-id-reused", "field": "", "chain": {}})
"""No edit has an empty fingerprint, so whoever offers the id again is told that it was used."""

_CELLS = """
SELECT tbl, row_id, field, seq FROM naober.field_version
JOIN unnest(%s::text[], %s::text[]) AS asked (tbl, row_id) USING (tbl, row_id)
"""
_ROWS = """
SELECT tbl, row_id, seq, born, gone, body::text FROM naober.row_state
JOIN unnest(%s::text[], %s::text[]) AS asked (tbl, row_id) USING (tbl, row_id)
"""


class Kept(Generic[K, V]):
    """Values by key, which can be taken back to how they were."""

    def __init__(self, values: Mapping[K, V | None]) -> None:
        self._values = dict(values)
        self._before: list[tuple[K, V | None]] = []

    def __contains__(self, key: K) -> bool:
        return key in self._values

    def get(self, key: K) -> V | None:
        """The value; None where there is none."""
        return self._values.get(key)

    def learn(self, value: V | None, key: K) -> None:
        """Keeps what was read; it stays true when other things are taken back."""
        self._values[key] = value

    def put(self, key: K, value: V) -> None:
        """Gives the key another value."""
        self._before.append((key, self._values.get(key)))
        self._values[key] = value

    def mark(self) -> int:
        """Names how it is now, for `back_to`."""
        return len(self._before)

    def back_to(self, mark: int) -> None:
        """Takes back what was put since."""
        while len(self._before) > mark:
            key, value = self._before.pop()
            self._values[key] = value


def read_results(db: Connection[tuple[Any, ...]], ops: Sequence[Op]) -> dict[str, Found | None]:
    """Answers given before to these edits and to the ones they build on; also that another person has an id."""
    ids = sorted({op.op_id for op in ops} | {op.parent for op in ops if op.parent})
    asked = "SELECT op_id::text, result, seq, fingerprint, detail FROM naober.op_result WHERE op_id = ANY (%s::uuid[])"
    mine: dict[str, Found | None] = {op_id: (*rest,) for op_id, *rest in db.execute(asked, (ids,)).fetchall()}
    others = db.execute("SELECT naober.ids_of_others(%s::uuid[])::text", (ids,)).fetchall()
    return mine | {op_id: _ANOTHERS for (op_id,) in others}


def read_rows(db: Connection[tuple[Any, ...]], ops: Sequence[Op]) -> dict[Key, RowState | None]:
    """The rows that these edits are of or refer to, as far as this person may see them; None for all others of them."""
    keys = sorted({(op.tbl, op.row_id) for op in ops} | {key for op in ops for key in references(op)})
    return dict.fromkeys(keys) | _read(db, keys)


def read_row(db: Connection[tuple[Any, ...]], key: Key) -> RowState | None:
    """One row, or None."""
    return _read(db, [key]).get(key)


def said(table: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """A row in the fewest words: without what goes without saying."""
    kind = kinds().get(table)
    if kind is None:
        return dict(body)
    return {n: v for n, v in body.items() if n not in kind.shapes or not kind.shapes[n].is_usual(v)}


def _read(db: Connection[tuple[Any, ...]], keys: Iterable[Key]) -> dict[Key, RowState | None]:
    asked = [list(part) for part in zip(*keys, strict=True)]
    if not asked:
        return {}
    versions: dict[Key, dict[str, int]] = {}
    for tbl, row_id, field, seq in db.execute(_CELLS, asked).fetchall():
        versions.setdefault((tbl, row_id), {})[field] = seq
    return {
        (tbl, row_id): RowState(seq, born, gone, said(tbl, read_body(body)), versions.get((tbl, row_id), {}))
        for tbl, row_id, seq, born, gone, body in db.execute(_ROWS, asked).fetchall()
    }
