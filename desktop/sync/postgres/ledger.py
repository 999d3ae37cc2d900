"""The books of a central store in PostgreSQL, as a writing transaction sees them: what row security shows a person."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, LiteralString

from psycopg import DataError, errors

from desktop.sync.arrival import Key, NotTaken
from desktop.sync.digest import row_hash
from desktop.sync.judge import Chain, RowState, Verdict, Written, chain_after, row_after
from desktop.sync.ledger_lines import answer_from, chain_from, change_of, detail_of
from desktop.sync.ops import Op
from desktop.sync.protocol import Answer, Clash, Result
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from psycopg import Connection

_ROW = "SELECT seq, born, gone, body FROM naober.row_state WHERE tbl = %s AND row_id = %s"
_VERSIONS = "SELECT field, seq FROM naober.field_version WHERE tbl = %s AND row_id = %s"
_RESULT = "SELECT result, seq, fingerprint, detail FROM naober.op_result WHERE op_id = %s"
_TELL = """
INSERT INTO naober.change (op_id, device, author, tbl, row_id, effect, made_at, whole, closes, hash_after, body)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
_ANSWER = "INSERT INTO naober.op_result (op_id, result, seq, fingerprint, detail) VALUES (%s, %s, %s, %s, %s)"


class PostgresLedger:
    """Fulfils `desktop.sync.arrival.Ledger` on a connection inside a transaction that holds the pen."""

    def __init__(self, connection: Connection[tuple[Any, ...]]) -> None:
        self._db = connection

    def known(self, op_id: str) -> tuple[Answer, str] | None:
        """See `Ledger`."""
        found = self._one(_RESULT, op_id)
        if found is None:
            return None
        result, seq, fingerprint, detail = found
        return answer_from(op_id, result, seq, detail), fingerprint

    def row(self, key: Key) -> RowState | None:
        """See `Ledger`."""
        found = self._one(_ROW, *key)
        if found is None:
            return None
        seq, born, gone, body = found
        return RowState(seq, born, gone, said(key[0], body), dict(self._db.execute(_VERSIONS, key).fetchall()))

    def chain(self, op_id: str | None) -> Chain:
        """See `Ledger`."""
        found = self._one(_RESULT, op_id) if op_id else None
        return Chain() if found is None else chain_from(found[3])

    def user_of(self, key: Key) -> Key | None:
        """See `Ledger`. One that this person may not see has no name."""
        found = self._one("SELECT by_tbl, by_id FROM naober.user_of(%s, %s)", *key)
        return (found[0], found[1]) if found else None

    def writers(self, indication_id: str) -> Collection[str]:
        """See `Precedents`."""
        found = self._one("SELECT naober.writers(%s)", indication_id)
        return frozenset(found[0]) if found else frozenset()

    def role(self, colleague_id: str) -> str:
        """See `Precedents`. What the administrator said of the login counts, not what a laptop wrote in a row."""
        found = self._one("SELECT naober.role_of(%s)", colleague_id)
        return str(found[0] or "") if found else ""

    def has_sample(self) -> bool:
        """See `Precedents`."""
        return self._one("SELECT 1 FROM naober.meta WHERE name = 'sample' AND value = '1'") is not None

    def is_founding(self, device: str) -> bool:
        """See `Precedents`."""
        found = self._one("SELECT naober.is_founding(%s)", device)
        return bool(found and found[0])

    def written(self, seq: int) -> Written:
        """See `Lookup`."""
        found = self._one("SELECT author, made_at, device FROM naober.change WHERE seq = %s", seq)
        return Written(*found) if found else Written("", "")

    def clash(self, id: str) -> tuple[Clash, bool] | None:  # noqa: A002 - the models' own word
        """See `Lookup`."""
        found = self._one("SELECT body, is_open FROM naober.conflict WHERE id = %s", id)
        return (Clash.model_validate(found[0]), found[1]) if found else None

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """See `Ledger`."""
        with self._db.transaction():
            yield

    def record(self, op: Op, verdict: Verdict) -> Answer:
        """See `Ledger`."""
        row = self.row((op.tbl, op.row_id))
        closes = self._closed_by(op, verdict)
        seq = self._tell(op, row, verdict, closes) if verdict.is_told or closes else 0
        stands = 0 if verdict.result is Result.REFUSED or row is None else row.seq
        answer = Answer(op.op_id, verdict.result, seq or stands, verdict.reason, verdict.field)
        return self._answered(op, answer, chain_after(self.chain(op.parent), op, verdict, row, seq))

    def _closed_by(self, op: Op, verdict: Verdict) -> str | None:
        if op.decides is None or verdict.result not in (Result.APPLIED, Result.SAME):
            return None
        found = self.clash(op.decides)
        return op.decides if found is not None and found[1] else None

    def _tell(self, op: Op, row: RowState | None, verdict: Verdict, closes: str | None) -> int:
        body = change_of(op, verdict, closes).model_dump_json(exclude={"seq"})
        after = row_after(row, verdict, 0)
        hashed = None if after.gone else row_hash(kinds()[op.tbl], op.row_id, after.values)
        front = (op.op_id, op.device, op.author, op.tbl, op.row_id, verdict.effect, op.made_at)
        self._take(_TELL, (*front, verdict.whole, closes, hashed, body))
        # Asked for after it: within the statement that brings a first case, nobody reaches it yet.
        found = self._one("SELECT naober.head()")
        return int(found[0]) if found else 0

    def _answered(self, op: Op, answer: Answer, chain: Chain) -> Answer:
        detail = json.dumps(detail_of(answer, chain), separators=(",", ":"))
        try:
            with self._db.transaction():
                self._db.execute(_ANSWER, (op.op_id, answer.result, answer.seq, op.fingerprint(), detail))
        except errors.UniqueViolation:  # another person's edit has this id; it may not be seen
            if answer.result is not Result.REFUSED:
                raise NotTaken("op-id-reused") from None
            return Answer(op.op_id, Result.REFUSED, reason="op-id-reused")
        return answer

    def _take(self, query: LiteralString, values: tuple[object, ...]) -> None:
        try:
            self._db.execute(query, values)
        except errors.InsufficientPrivilege as why:
            raise NotTaken(why.diag.message_primary or "not-allowed") from why
        except errors.CheckViolation as why:
            raise NotTaken("own-work" if why.diag.constraint_name == "four_eyes" else "op-not-valid") from why
        except (errors.UniqueViolation, DataError, UnicodeEncodeError) as why:
            raise NotTaken("op-id-reused" if isinstance(why, errors.UniqueViolation) else "op-not-valid") from why

    def _one(self, query: LiteralString, *values: object) -> tuple[Any, ...] | None:
        return self._db.execute(query, values).fetchone()


def said(table: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """A row in the fewest words: without what goes without saying."""
    kind = kinds().get(table)
    if kind is None:
        return dict(body)
    return {n: v for n, v in body.items() if n not in kind.shapes or not kind.shapes[n].is_usual(v)}
