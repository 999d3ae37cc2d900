"""What a batch of edits must know, fetched for all of them at once: a question for each would take most of the time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from desktop.sync.arrival import Key
from desktop.sync.judge import RowState
from desktop.sync.ledger_lines import read_body
from desktop.sync.push_ledger import Fetched, Found, asked_for
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from psycopg import Connection

    from desktop.sync.ops import Op

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


def fetch(db: Connection[tuple[Any, ...]], ops: Sequence[Op]) -> Fetched:
    """Answers and rows of these edits, by a few questions; rows as far as this person may see them."""
    edits, rows = asked_for(ops)
    return Fetched(_read_results(db, edits), {**dict.fromkeys(rows), **_read(db, rows)})


def _read_results(db: Connection[tuple[Any, ...]], ids: list[str]) -> dict[str, Found | None]:
    """Also that another person has an id."""
    asked = "SELECT op_id::text, result, seq, fingerprint, detail FROM naober.op_result WHERE op_id = ANY (%s::uuid[])"
    mine: dict[str, Found | None] = {op_id: (*rest,) for op_id, *rest in db.execute(asked, (ids,)).fetchall()}
    others = db.execute("SELECT naober.ids_of_others(%s::uuid[])::text", (ids,)).fetchall()
    return mine | {op_id: _ANOTHERS for (op_id,) in others}


def read_row(db: Connection[tuple[Any, ...]], key: Key) -> RowState | None:
    """One row, or None."""
    return _read(db, [key]).get(key)


def said(table: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """A row in the fewest words: without what goes without saying."""
    kind = kinds().get(table)
    return dict(body) if kind is None else kind.said(body)


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
