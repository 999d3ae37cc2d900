"""The books of a central store in PostgreSQL, as a writing transaction sees them: what row security shows a person."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, LiteralString

from psycopg import DataError, errors

from desktop.sync.arrival import Key, NotTaken
from desktop.sync.digest import row_hash
from desktop.sync.judge import Chain, RowState, Verdict, Written, chain_after, row_after
from desktop.sync.ledger_lines import answer_from, chain_from, change_of, detail_of
from desktop.sync.ops import Op
from desktop.sync.postgres.fetched import Kept, read_results, read_row, read_rows
from desktop.sync.protocol import Answer, Clash, Result
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from psycopg import Connection

_TELL = """
INSERT INTO naober.change (op_id, device, author, tbl, row_id, effect, made_at, whole, closes, hash_after, body)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
_ANSWER = "INSERT INTO naober.op_result (op_id, result, seq, fingerprint, detail) VALUES (%s, %s, %s, %s, %s)"


class PostgresLedger:
    """Fulfils `desktop.sync.arrival.Ledger` on a connection inside a transaction that holds the pen.

    Nobody else writes meanwhile, so what was read stays true: rows and answers are fetched for all edits at once, and
    kept up by what is recorded. `flush` writes the answers, once, before the commit.
    """

    def __init__(self, connection: Connection[tuple[Any, ...]], ops: Sequence[Op], head: int) -> None:
        """`head` is the number of the last change when the pen was taken."""
        self._db = connection
        self._head = head
        self._results = Kept(read_results(connection, ops))
        self._rows = Kept(read_rows(connection, ops))
        self._given: list[tuple[object, ...]] = []

    def known(self, op_id: str) -> tuple[Answer, str] | None:
        """See `Ledger`. Another person's edit of this id may not be seen; that there is one must be."""
        found = self._results.get(op_id)
        if found is None:
            return None
        result, seq, fingerprint, detail = found
        return answer_from(op_id, result, seq, detail), fingerprint

    def row(self, key: Key) -> RowState | None:
        """See `Ledger`."""
        if key not in self._rows:
            self._rows.learn(read_row(self._db, key), key)
        return self._rows.get(key)

    def chain(self, op_id: str | None) -> Chain:
        """See `Ledger`."""
        found = self._results.get(op_id) if op_id else None
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
        before = self._head, len(self._given), self._rows.mark(), self._results.mark()
        try:
            with self._db.transaction():
                yield
        except BaseException:
            self._head, given, rows, results = before
            del self._given[given:]
            self._rows.back_to(rows)
            self._results.back_to(results)
            raise

    def flush(self) -> None:
        """Writes the answers."""
        with self._db.cursor() as cursor:
            cursor.executemany(_ANSWER, self._given)

    def record(self, op: Op, verdict: Verdict) -> Answer:
        """See `Ledger`."""
        key = op.tbl, op.row_id
        row = self.row(key)
        closes = self._closed_by(op, verdict)
        seq = self._tell(op, row, verdict, closes) if verdict.is_told or closes else 0
        if verdict.effect != "none" or verdict.whole:
            self._rows.put(key, row_after(row, verdict, seq))
        stands = 0 if verdict.result is Result.REFUSED or row is None else row.seq
        answer = Answer(op.op_id, verdict.result, seq or stands, verdict.reason, verdict.field)
        detail = detail_of(answer, chain_after(self.chain(op.parent), op, verdict, row, seq))
        self._results.put(op.op_id, (answer.result.value, answer.seq, op.fingerprint(), detail))
        told = json.dumps(detail, separators=(",", ":"))
        self._given.append((op.op_id, answer.result, answer.seq, op.fingerprint(), told))
        return answer

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
        self._take((*front, verdict.whole, closes, hashed, body))
        self._head += 1  # the pen is ours, and each change takes one number
        return self._head

    def _take(self, values: tuple[object, ...]) -> None:
        try:
            self._db.execute(_TELL, values)
        except errors.InsufficientPrivilege as why:
            raise NotTaken(why.diag.message_primary or "not-allowed") from why
        except errors.CheckViolation as why:
            raise NotTaken("own-work" if why.diag.constraint_name == "four_eyes" else "op-not-valid") from why
        except (DataError, UnicodeEncodeError) as why:
            raise NotTaken("op-not-valid") from why

    def _one(self, query: LiteralString, *values: object) -> tuple[Any, ...] | None:
        return self._db.execute(query, values).fetchone()
