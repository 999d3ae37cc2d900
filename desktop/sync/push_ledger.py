"""The books of a central store during one push: what stood there is fetched first, what it comes to is written last.

Nobody else writes meanwhile, so what was read stays true. It is kept up in memory by what is recorded; nothing needs
undoing in the store when an attempt fails. Which store it is says the class that fulfils the questions at the end.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from desktop.sync.arrival import Key, NotTaken, references
from desktop.sync.judge import Chain, RowState, Verdict, Written, chain_after, row_after
from desktop.sync.kept import Kept
from desktop.sync.ledger_lines import answer_from, chain_from, detail_of, told_of
from desktop.sync.ops import Op
from desktop.sync.protocol import Answer, Clash, Result
from desktop.sync.vocabulary import kinds

Found = tuple[str, int, str, Mapping[str, Any]]
"""Result, sequence number, fingerprint and detail of an answer."""

_NOTHING = Chain()


@dataclass(frozen=True)
class Fetched:
    """What is known of edits before they are judged."""

    results: Mapping[str, Found | None]
    """Answers by edit, of these edits and of the ones they build on."""
    rows: Mapping[Key, RowState | None]
    """The rows that they are of or refer to; None for one that was never there."""


@dataclass(frozen=True)
class Told:
    """A line that the push adds to the history."""

    seq: int
    op: Op
    verdict: Verdict
    closes: str | None
    after: RowState
    body: str
    """The change as JSON, without its number."""

    @property
    def moves(self) -> bool:
        """True when the row is another by it."""
        return self.verdict.effect != "none" or self.verdict.whole

    @property
    def written(self) -> Written:
        """Whose it is."""
        return Written(self.op.author, self.op.made_at, self.op.device)


class PushLedger(ABC):
    """Fulfils `desktop.sync.arrival.Ledger` inside a writing transaction.

    Attributes:
        told: Lines of the history to be written, in order.
        given: Answers to be written, by edit.
    """

    def __init__(self, fetched: Fetched, head: int, held: Mapping[str, str] | None = None) -> None:
        """What is known before the first edit.

        Args:
            fetched: Rows and answers as they stand.
            head: Number of the last change; each change takes one more.
            held: By edit why the store is known to hold it back.
        """
        self._head = head
        self._held = held or {}
        self._results = Kept(fetched.results)
        self._rows = Kept(fetched.rows)
        self._clashes: Kept[str, tuple[Clash, bool]] = Kept({})
        self.told: list[Told] = []
        self.given: list[tuple[str, Found]] = []

    def known(self, op_id: str) -> tuple[Answer, str] | None:
        """See `Ledger`."""
        found = self._results.get(op_id)
        if found is None:
            return None
        result, seq, fingerprint, detail = found
        return answer_from(op_id, result, seq, detail), fingerprint

    def row(self, key: Key) -> RowState | None:
        """See `Ledger`."""
        if key not in self._rows:
            self._rows.learn(self.ask_row(key), key)
        return self._rows.get(key)

    def chain(self, op_id: str | None) -> Chain:
        """See `Ledger`."""
        found = self._results.get(op_id) if op_id else None
        return _NOTHING if found is None else chain_from(found[3])

    def user_of(self, key: Key) -> Key | None:
        """See `Ledger`."""
        touched = self._rows.put_keys()
        for other in touched:
            row = self._rows.get(other)
            if row is not None and not row.gone and key in names(other[0], row.values):
                return other
        return self.ask_user(key, touched)

    def written(self, seq: int) -> Written:
        """See `Lookup`."""
        own = seq - self._head + len(self.told) - 1
        return self.told[own].written if 0 <= own < len(self.told) else self.ask_written(seq)

    def clash(self, id: str) -> tuple[Clash, bool] | None:  # noqa: A002 - the models' own word
        """See `Lookup`."""
        if id not in self._clashes:
            self._clashes.learn(self.ask_clash(id), id)
        return self._clashes.get(id)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """See `Ledger`."""
        head, told, given = self._head, len(self.told), len(self.given)
        rows, results, clashes = self._rows.mark(), self._results.mark(), self._clashes.mark()
        try:
            yield
        except BaseException:
            self._head = head
            del self.told[told:], self.given[given:]
            self._rows.back_to(rows)
            self._results.back_to(results)
            self._clashes.back_to(clashes)
            raise

    def record(self, op: Op, verdict: Verdict) -> Answer:
        """See `Ledger`."""
        if op.op_id in self._held and verdict.result is not Result.REFUSED:
            raise NotTaken(self._held[op.op_id])
        row = self.row((op.tbl, op.row_id))
        closes = self._closed_by(op, verdict)
        seq = self._tell(op, row, verdict, closes) if verdict.is_told or closes else 0
        stands = 0 if verdict.result is Result.REFUSED or row is None else row.seq
        answer = Answer(op.op_id, verdict.result, seq or stands, verdict.reason, verdict.field)
        detail = detail_of(answer, chain_after(self.chain(op.parent), op, verdict, row, seq))
        found = (answer.result.value, answer.seq, op.fingerprint(), detail)
        self._results.put(op.op_id, found)
        self.given.append((op.op_id, found))
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
        self._head += 1
        after = row_after(row, verdict, self._head)
        body = told_of(op, verdict, closes)
        self.told.append(line := Told(self._head, op, verdict, closes, after, body))
        if line.moves:
            self._rows.put((op.tbl, op.row_id), after)
        for clash in verdict.clashes:
            self._clashes.put(clash.id, (clash, True))
        return self._head

    @abstractmethod
    def ask_row(self, key: Key) -> RowState | None:
        """A row that was not fetched."""

    @abstractmethod
    def ask_user(self, key: Key, beside: Sequence[Key]) -> Key | None:
        """A row that is there and refers to this one, none of those beside."""

    @abstractmethod
    def ask_written(self, seq: int) -> Written:
        """Who made a change that stood there before."""

    @abstractmethod
    def ask_clash(self, id: str) -> tuple[Clash, bool] | None:  # noqa: A002 - the models' own word
        """A conflict that stood there before, and whether it is open."""

    @abstractmethod
    def writers(self, indication_id: str) -> Collection[str]:
        """See `Precedents`."""

    @abstractmethod
    def role(self, colleague_id: str) -> str:
        """See `Precedents`."""

    @abstractmethod
    def has_sample(self) -> bool:
        """See `Precedents`."""

    @abstractmethod
    def is_founding(self, device: str) -> bool:
        """See `Precedents`."""


def names(table: str, values: Mapping[str, Any]) -> set[Key]:
    """The rows that a row names."""
    return {(target, values[field]) for field, target in kinds()[table].references.items() if values.get(field)}


def asked_for(ops: Sequence[Op]) -> tuple[list[str], list[Key]]:
    """Edits whose answers, and rows whose state, must be known before these edits are judged."""
    edits = sorted({op.op_id for op in ops} | {op.parent for op in ops if op.parent})
    return edits, sorted({(op.tbl, op.row_id) for op in ops} | {key for op in ops for key in references(op)})
