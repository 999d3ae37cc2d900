"""What a batch of edits must know, fetched for all of them at once: a question for each would take most of the time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.sync.arrival import Key
from desktop.sync.judge import RowState
from desktop.sync.ledger_lines import read_body
from desktop.sync.push_ledger import Fetched, Found, asked_for
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from psycopg import Connection, Cursor

    from desktop.sync.ops import Op

    Asked = Cursor[tuple[Any, ...]]

_ANOTHERS: Found = ("refused", 0, "", {"reason": "op-id-reused", "field": "", "chain": {}})
"""No edit has an empty fingerprint, so whoever offers the id again is told that it was used."""

_BEGIN = "SELECT naober.begin_push(%s, %s), (SELECT value FROM naober.meta WHERE name = 'epoch'), naober.op_at(%s)"
_RESULTS = "SELECT op_id::text, result, seq, fingerprint, detail FROM naober.op_result WHERE op_id = ANY (%s::uuid[])"
_IDS_OF_OTHERS = "SELECT naober.ids_of_others(%s::uuid[])::text"
_CELLS = """
SELECT tbl, row_id, field, seq FROM naober.field_version
JOIN unnest(%s::text[], %s::text[]) AS asked (tbl, row_id) USING (tbl, row_id)
"""
_ROWS = """
SELECT tbl, row_id, seq, born, gone, body::text FROM naober.row_state
JOIN unnest(%s::text[], %s::text[]) AS asked (tbl, row_id) USING (tbl, row_id)
"""


class Begun(NamedTuple):
    """What stands when a push begins.

    Attributes:
        fetched: Answers and rows of its edits, as far as this person may see them.
        head: Number of the last change.
        epoch: In which the history is.
        met: The edit that stands at the laptop's place in it; None when there is none.
    """

    fetched: Fetched
    head: int
    epoch: str
    met: str | None


def begin(db: Connection[tuple[Any, ...]], ops: Sequence[Op], cursor: int) -> Begun:
    """Takes the pen, and asks all that these edits must know in one journey: the server may be far."""
    edits, rows = asked_for(ops)
    devices = sorted({op.device for op in ops})
    newest = max((op.schema_version for op in ops), default=0)
    with db.pipeline():
        begun = db.execute(_BEGIN, (devices, newest, cursor))
        mine, others = db.execute(_RESULTS, (edits,)), db.execute(_IDS_OF_OTHERS, (edits,))
        stands = _ask(db, rows)
    head, epoch, met = begun.fetchone() or (0, "", None)
    results: dict[str, Found | None] = {op_id: (*rest,) for op_id, *rest in mine.fetchall()}
    results |= {op_id: _ANOTHERS for (op_id,) in others.fetchall()}
    return Begun(Fetched(results, {**dict.fromkeys(rows), **_read(*stands)}), head, epoch, met)


def read_row(db: Connection[tuple[Any, ...]], key: Key) -> RowState | None:
    """One row, or None."""
    with db.pipeline():
        stands = _ask(db, [key])
    return _read(*stands).get(key)


def said(table: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """A row in the fewest words: without what goes without saying."""
    kind = kinds().get(table)
    return dict(body) if kind is None else kind.said(body)


def _ask(db: Connection[tuple[Any, ...]], keys: Iterable[Key]) -> tuple[Asked, Asked]:
    asked = [list(part) for part in zip(*keys, strict=True)] or [[], []]
    return db.execute(_CELLS, asked), db.execute(_ROWS, asked)


def _read(cells: Asked, rows: Asked) -> dict[Key, RowState | None]:
    versions: dict[Key, dict[str, int]] = {}
    for tbl, row_id, field, seq in cells.fetchall():
        versions.setdefault((tbl, row_id), {})[field] = seq
    return {
        (tbl, row_id): RowState(seq, born, gone, said(tbl, read_body(body)), versions.get((tbl, row_id), {}))
        for tbl, row_id, seq, born, gone, body in rows.fetchall()
    }
