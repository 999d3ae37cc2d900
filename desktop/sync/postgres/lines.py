"""The lines that a push adds to the history and to the answers, written by a few statements.

A statement tells of a row once, and a judgement stands in one of its own: the database looks at a statement as a whole,
and what someone wrote before they judged must stand in the history by then. What the database holds back is told for
all lines of a statement at once; a fault that names no line is found by halving.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from psycopg import DataError, errors

from desktop.sync.approved import TABLE
from desktop.sync.judge import Verdict, Written

if TYPE_CHECKING:
    from psycopg import Connection

    from desktop.sync.ops import Op

Given = tuple[str, str, int, str, Mapping[str, Any]]
"""Edit, result, number, fingerprint and detail of an answer."""

_TELL = """
INSERT INTO naober.change (op_id, device, author, tbl, row_id, effect, made_at, whole, closes, hash_after, body)
SELECT op_id, device, author, tbl, row_id, effect, made_at, whole, closes, hash_after, body
FROM ROWS FROM (jsonb_to_recordset(%s::jsonb) AS (
    op_id uuid, device text, author text, tbl text, row_id text, effect text, made_at text, whole boolean, closes text,
    hash_after numeric, body jsonb)) WITH ORDINALITY ORDER BY ordinality
"""
_ANSWER = """
INSERT INTO naober.op_result (op_id, result, seq, fingerprint, detail)
SELECT * FROM jsonb_to_recordset(%s::jsonb) AS t (op_id uuid, result text, seq bigint, fingerprint text, detail jsonb)
"""
_JUDGES = frozenset({"status", "judged_by"})


class HeldBack(Exception):  # noqa: N818 - it says what happened
    """The database holds edits back by a right or a constraint of its own; nothing of the push stays.

    Attributes:
        why: Reason by edit, lower case with hyphens.
    """

    def __init__(self, why: Mapping[str, str]) -> None:
        super().__init__(*why.values())
        self.why = why


@dataclass(frozen=True)
class Line:
    """One line of the history, before it has a number."""

    op_id: str
    row: tuple[str, str]
    written: Written
    is_judgement: bool
    text: str
    """As JSON."""


def line_of(op: Op, verdict: Verdict, closes: str | None, hashed: int | None, body: str) -> Line:
    """The line that tells what an edit came to; ``hashed`` is of the row once it is written, ``body`` JSON."""
    front = {
        "op_id": op.op_id,
        "device": op.device,
        "author": op.author,
        "tbl": op.tbl,
        "row_id": op.row_id,
        "effect": verdict.effect,
        "made_at": op.made_at,
        "whole": verdict.whole,
        "closes": closes,
        "hash_after": hashed,
    }
    judges = op.tbl == TABLE and verdict.effect == "update" and not _JUDGES.isdisjoint(verdict.fields)
    text = f'{json.dumps(front, ensure_ascii=False)[:-1]}, "body": {body}}}'
    return Line(op.op_id, (op.tbl, op.row_id), Written(op.author, op.made_at, op.device), judges, text)


def write(db: Connection[tuple[Any, ...]], lines: Sequence[Line], answers: Sequence[Given]) -> None:
    """Adds lines and answers in this order.

    Raises:
        HeldBack: Nothing of it stays then.
    """
    with db.transaction():
        for together in _statements(lines):
            _tell(db, together)
        if answers:
            names = ("op_id", "result", "seq", "fingerprint", "detail")
            told = [dict(zip(names, answer, strict=True)) for answer in answers]
            db.execute(_ANSWER, (json.dumps(told, separators=(",", ":")),))


def _statements(lines: Sequence[Line]) -> Iterator[list[Line]]:
    together: list[Line] = []
    rows: set[tuple[str, str]] = set()
    for line in lines:
        if together and (line.row in rows or line.is_judgement or together[-1].is_judgement):
            yield together
            together, rows = [], set()
        together.append(line)
        rows.add(line.row)
    if together:
        yield together


def _tell(db: Connection[tuple[Any, ...]], lines: Sequence[Line]) -> None:
    fault = _fault(db, lines, keep=True)
    if fault is None:
        return
    if fault.by_edit:
        raise HeldBack(fault.by_edit)
    whole, most = 0, len(lines)  # so many pass; so many do not
    while most - whole > 1:
        middle = (whole + most) // 2
        again = _fault(db, lines[:middle], keep=False)
        if again is None:
            whole = middle
        else:
            most, fault = middle, again
    raise HeldBack({lines[most - 1].op_id: fault.code})


@dataclass(frozen=True)
class _Fault:
    code: str
    by_edit: Mapping[str, str]
    """Reason by edit, where the database told it."""


def _fault(db: Connection[tuple[Any, ...]], lines: Sequence[Line], *, keep: bool) -> _Fault | None:
    try:
        with db.transaction(force_rollback=not keep):
            db.execute(_TELL, (f"[{','.join(line.text for line in lines)}]",))
    except errors.InsufficientPrivilege as why:
        return _Fault(why.diag.message_primary or "not-allowed", _by_edit(why.diag.message_detail))
    except errors.CheckViolation as why:
        return _Fault("own-work" if why.diag.constraint_name == "four_eyes" else "op-not-valid", {})
    except (DataError, UnicodeEncodeError):
        return _Fault("op-not-valid", {})
    return None


def _by_edit(detail: str | None) -> dict[str, str]:
    try:
        found = json.loads(detail or "{}")
    except ValueError:
        return {}
    return {str(op_id): str(why) for op_id, why in found.items()} if isinstance(found, dict) else {}
