"""The books of a central store in PostgreSQL, as a writing transaction sees them: what row security shows a person."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, LiteralString

from desktop.sync.arrival import Key, NotTaken
from desktop.sync.digest import row_hash
from desktop.sync.judge import Chain, RowState, Verdict, Written, chain_after, row_after
from desktop.sync.ledger_lines import answer_from, chain_from, change_of, detail_of
from desktop.sync.ops import Op
from desktop.sync.postgres.fetched import Fetched, Kept, names, read_row
from desktop.sync.postgres.lines import Given, Line, line_of
from desktop.sync.protocol import Answer, Clash, Result
from desktop.sync.vocabulary import kinds

if TYPE_CHECKING:
    from psycopg import Connection


class PostgresLedger:
    """Fulfils `desktop.sync.arrival.Ledger` on a connection inside a transaction that holds the pen.

    Nobody else writes meanwhile, so what was read stays true: rows and answers are fetched for all edits at once, and
    kept up by what is recorded. The lines are kept back until all is judged; see `desktop.sync.postgres.lines`.
    """

    def __init__(
        self, connection: Connection[tuple[Any, ...]], fetched: Fetched, head: int, held: Mapping[str, str]
    ) -> None:
        """What is known before the first edit.

        Args:
            connection: Inside the transaction.
            fetched: Rows and answers as they stand.
            head: Number of the last change when the pen was taken.
            held: By edit why the database is known to hold it back.
        """
        self._db = connection
        self._head = head
        self._held = held
        self._results = Kept(fetched.results)
        self._rows = Kept(fetched.rows)
        self._clashes: Kept[str, tuple[Clash, bool]] = Kept({})
        self._precedents: dict[tuple[object, ...], Any] = {}
        self.lines: list[Line] = []
        self.answers: list[Given] = []

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
        touched = self._rows.put_keys()
        for other in touched:
            row = self._rows.get(other)
            if row is not None and not row.gone and key in names(other[0], row.values):
                return other
        beside = [list(part) for part in zip(*touched, strict=True)] or [[], []]
        found = self._one("SELECT by_tbl, by_id FROM naober.user_of(%s, %s, %s, %s)", *key, *beside)
        return (found[0], found[1]) if found else None

    def writers(self, indication_id: str) -> Collection[str]:
        """See `Precedents`. What this push itself tells is looked at by the database."""
        return frozenset(self._told("SELECT naober.writers(%s)", indication_id) or ())

    def role(self, colleague_id: str) -> str:
        """See `Precedents`. What the administrator said of the login counts, not what a laptop wrote in a row."""
        return str(self._told("SELECT naober.role_of(%s)", colleague_id) or "")

    def has_sample(self) -> bool:
        """See `Precedents`."""
        return self._told("SELECT 1 FROM naober.meta WHERE name = 'sample' AND value = '1'") is not None

    def is_founding(self, device: str) -> bool:
        """See `Precedents`."""
        return bool(self._told("SELECT naober.is_founding(%s)", device))

    def written(self, seq: int) -> Written:
        """See `Lookup`."""
        own = seq - self._head + len(self.lines) - 1
        if 0 <= own < len(self.lines):
            return self.lines[own].written
        found = self._one("SELECT author, made_at, device FROM naober.change WHERE seq = %s", seq)
        return Written(*found) if found else Written("", "")

    def clash(self, id: str) -> tuple[Clash, bool] | None:  # noqa: A002 - the models' own word
        """See `Lookup`."""
        if id not in self._clashes:
            found = self._one("SELECT body, is_open FROM naober.conflict WHERE id = %s", id)
            self._clashes.learn((Clash.model_validate(found[0]), found[1]) if found else None, id)
        return self._clashes.get(id)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """See `Ledger`. Nothing is written yet, so there is nothing to undo in the database."""
        head, lines, answers = self._head, len(self.lines), len(self.answers)
        rows, results, clashes = self._rows.mark(), self._results.mark(), self._clashes.mark()
        try:
            yield
        except BaseException:
            self._head = head
            del self.lines[lines:], self.answers[answers:]
            self._rows.back_to(rows)
            self._results.back_to(results)
            self._clashes.back_to(clashes)
            raise

    def record(self, op: Op, verdict: Verdict) -> Answer:
        """See `Ledger`."""
        if op.op_id in self._held and verdict.result is not Result.REFUSED:
            raise NotTaken(self._held[op.op_id])
        key = op.tbl, op.row_id
        row = self.row(key)
        closes = self._closed_by(op, verdict)
        seq = self._tell(op, row, verdict, closes) if verdict.is_told or closes else 0
        if verdict.effect != "none" or verdict.whole:
            self._rows.put(key, row_after(row, verdict, seq))
        stands = 0 if verdict.result is Result.REFUSED or row is None else row.seq
        answer = Answer(op.op_id, verdict.result, seq or stands, verdict.reason, verdict.field)
        detail = detail_of(answer, chain_after(self.chain(op.parent), op, verdict, row, seq))
        fingerprint = op.fingerprint()
        self._results.put(op.op_id, (answer.result.value, answer.seq, fingerprint, detail))
        self.answers.append((op.op_id, answer.result.value, answer.seq, fingerprint, detail))
        return answer

    def _closed_by(self, op: Op, verdict: Verdict) -> str | None:
        if op.decides is None or verdict.result not in (Result.APPLIED, Result.SAME):
            return None
        found = self.clash(op.decides)
        if found is None or not found[1]:
            return None
        self._clashes.put(op.decides, (found[0], False))
        return op.decides

    def _tell(self, op: Op, row: RowState | None, verdict: Verdict, closes: str | None) -> int:
        body = change_of(op, verdict, closes).model_dump_json(exclude={"seq"})
        after = row_after(row, verdict, 0)
        hashed = None if after.gone else row_hash(kinds()[op.tbl], op.row_id, after.values)
        self.lines.append(line_of(op, verdict, closes, hashed, body))
        for clash in verdict.clashes:
            self._clashes.put(clash.id, (clash, True))
        self._head += 1  # the pen is ours, and each change takes one number
        return self._head

    def _told(self, query: LiteralString, *values: object) -> Any:  # noqa: ANN401 - one value of any type
        """Asked once: it does not change while the pen is held."""
        if (query, *values) not in self._precedents:
            found = self._one(query, *values)
            self._precedents[(query, *values)] = found[0] if found else None
        return self._precedents[(query, *values)]

    def _one(self, query: LiteralString, *values: object) -> tuple[Any, ...] | None:
        return self._db.execute(query, values).fetchone()
