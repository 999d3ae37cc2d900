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
from pydantic_core import to_json

from desktop.sync.approved import TABLE
from desktop.sync.digest import row_hash
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from psycopg import Connection

    from desktop.sync.arrival import Key
    from desktop.sync.push_ledger import Found, Told

_TELL = """
INSERT INTO naober.change (op_id, device, author, tbl, row_id, effect, made_at, closes, whole, hash_after, body)
SELECT (body ->> 'op_id')::uuid, body ->> 'device', body ->> 'author', body ->> 'tbl', body ->> 'row_id',
    body ->> 'effect', body ->> 'made_at', body ->> 'closes', whole, hash_after, body
FROM ROWS FROM (jsonb_to_recordset(%s::jsonb) AS (whole boolean, hash_after numeric, body jsonb))
    WITH ORDINALITY ORDER BY ordinality
"""
_ANSWER = """
INSERT INTO naober.op_result (op_id, result, seq, fingerprint, detail)
SELECT * FROM jsonb_to_recordset(%s::jsonb) AS t (op_id uuid, result text, seq bigint, fingerprint text, detail jsonb)
"""
_JUDGES = frozenset({"status", "judged_by"})
_HOLDING_BACK = (errors.InsufficientPrivilege, errors.CheckViolation, DataError, UnicodeEncodeError)
"""What the database says of lines that it does not take."""


class HeldBack(Exception):  # noqa: N818 - it says what happened
    """The database holds edits back by a right or a constraint of its own; nothing of the push stays.

    Attributes:
        why: Reason by edit, lower case with hyphens.
    """

    def __init__(self, why: Mapping[str, str]) -> None:
        super().__init__(*why.values())
        self.why = why


def write(db: Connection[tuple[Any, ...]], lines: Sequence[Told], answers: Sequence[tuple[str, Found]]) -> None:
    """Adds lines and answers in this order, in one journey to the server; who is at fault is looked for when it fails.

    Raises:
        HeldBack: Nothing of it stays then.
    """
    statements = list(_statements(lines))
    try:
        with db.pipeline():
            db.execute("SAVEPOINT before_lines")
            for together in statements:
                _tell(db, together)
            if answers:
                _answer(db, answers)
    except _HOLDING_BACK:
        db.execute("ROLLBACK TO SAVEPOINT before_lines")
        with db.transaction():
            for together in statements:
                _find(db, together)
        raise


def _tell(db: Connection[tuple[Any, ...]], lines: Sequence[Told]) -> None:
    db.execute(_TELL, (f"[{','.join(map(_text, lines))}]",))


def _answer(db: Connection[tuple[Any, ...]], answers: Sequence[tuple[str, Found]]) -> None:
    names = ("op_id", "result", "seq", "fingerprint", "detail")
    told = [dict(zip(names, (op_id, *found), strict=True)) for op_id, found in answers]
    db.execute(_ANSWER, (to_json(told).decode(),))


def _text(line: Told) -> str:
    """A line as JSON, with what its body does not tell; the hash is of the row once it is written."""
    op, after = line.op, line.after
    hashed = "null" if after.gone else row_hash(kinds()[op.tbl], op.row_id, after.values)
    return f'{{"whole":{"true" if line.verdict.whole else "false"},"hash_after":{hashed},"body":{line.body}}}'


def _row(line: Told) -> Key:
    return line.op.tbl, line.op.row_id


def _is_judgement(line: Told) -> bool:
    verdict = line.verdict
    return line.op.tbl == TABLE and verdict.effect == "update" and not _JUDGES.isdisjoint(verdict.fields)


def _statements(lines: Sequence[Told]) -> Iterator[list[Told]]:
    together: list[Told] = []
    rows: set[Key] = set()
    for line in lines:
        if together and (_row(line) in rows or _is_judgement(line) or _is_judgement(together[-1])):
            yield together
            together, rows = [], set()
        together.append(line)
        rows.add(_row(line))
    if together:
        yield together


def _find(db: Connection[tuple[Any, ...]], lines: Sequence[Told]) -> None:
    """Writes lines of which the database may hold some back, and raises which."""
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
    raise HeldBack({lines[most - 1].op.op_id: fault.code})


@dataclass(frozen=True)
class _Fault:
    code: str
    by_edit: Mapping[str, str]
    """Reason by edit, where the database told it."""


def _fault(db: Connection[tuple[Any, ...]], lines: Sequence[Told], *, keep: bool) -> _Fault | None:
    try:
        with db.transaction(force_rollback=not keep):
            _tell(db, lines)
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
