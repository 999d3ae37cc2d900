"""What a central store does with the edits it is handed, whichever store it is.

Edits of one act that hang together by their rows (an indication with its lines) pass all or none: one that is refused
takes them along, and a deletion that a person must decide about takes the act's other deletions along. Whatever does
not hang together with it goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from typing import Protocol

from desktop.sync.judge import Chain, Lookup, RowState, Verdict, clashing_delete, judge, refused
from desktop.sync.ops import Op, OpKind
from desktop.sync.protocol import Answer, Result
from desktop.sync.vocabulary import kinds

Key = tuple[str, str]
"""Table and id of a row."""


class NotTaken(Exception):  # noqa: N818 - it says what happened
    """The central store holds an edit back by a right or a constraint of its own.

    Attributes:
        code: Why, lower case with hyphens.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Ledger(Lookup, Protocol):
    """A central store's books inside one writing transaction."""

    def known(self, op_id: str) -> tuple[Answer, str] | None:
        """The answer given before, and the edit's fingerprint; None for a new edit."""

    def row(self, key: Key) -> RowState | None:
        """A row, also one that is gone; None when it was never there."""

    def chain(self, op_id: str | None) -> Chain:
        """What an earlier edit of the row came to; an empty one when the edit is not known."""

    def user_of(self, key: Key) -> Key | None:
        """A row that is there and refers to this one."""

    def attempt(self) -> AbstractContextManager[None]:
        """Undoes what is recorded inside the block when the block raises, and only that."""

    def record(self, op: Op, verdict: Verdict) -> Answer:
        """Writes down what an edit came to.

        Raises:
            NotTaken: When the store itself holds the edit back, whatever the judge said.
        """


def receive(ledger: Ledger, ops: Iterable[Op]) -> tuple[Answer, ...]:
    """One answer per edit, in the order they came."""
    asked = list(ops)
    answers: dict[str, Answer] = {}
    for _act, of_act in groupby(_new(ledger, asked, answers), key=lambda op: op.act_id):
        for together in connected(list(of_act)):
            answers |= {answer.op_id: answer for answer in _together(ledger, together)}
    return tuple(answers[op.op_id] for op in asked)


def connected(ops: Sequence[Op]) -> list[list[Op]]:
    """Edits of one act in groups that share a row or refer to one another's rows, each in its own order."""
    leader: dict[Key, Key] = {}

    def lead(key: Key) -> Key:
        while leader.setdefault(key, key) != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    keys = [_key(op) for op in ops]
    here = set(keys)
    for key, op in zip(keys, ops, strict=True):
        for other in references(op):
            if other in here:
                leader[lead(key)] = lead(other)
    groups: dict[Key, list[Op]] = {}
    for key, op in zip(keys, ops, strict=True):
        groups.setdefault(lead(key), []).append(op)
    return list(groups.values())


def references(op: Op) -> list[Key]:
    """Rows that an edit's row refers to, as far as the edit tells."""
    found: list[Key] = []
    for name, table in kinds()[op.tbl].references.items():
        edit = op.changes.get(name)
        if edit is not None:
            found += [(table, row_id) for row_id in (edit.new, edit.saw) if isinstance(row_id, str)]
    return found


def _new(ledger: Ledger, ops: list[Op], answers: dict[str, Answer]) -> Iterable[Op]:
    """The edits that were not answered before; fills in the answers of those that were."""
    met: set[str] = set()
    for op in ops:
        known = ledger.known(op.op_id)
        if known is None and op.op_id not in met:
            met.add(op.op_id)
            yield op
        elif known is not None:
            answer, fingerprint = known
            alike = fingerprint == op.fingerprint()
            answers[op.op_id] = answer if alike else Answer(op.op_id, Result.REFUSED, reason="op-id-reused")


class _Broken(Exception):  # noqa: N818 - never seen outside
    """The group cannot pass as it is."""

    def __init__(self, causes: dict[str, Verdict], *, deletes: bool) -> None:
        self.causes = causes
        self.deletes = deletes


def _together(ledger: Ledger, ops: list[Op]) -> list[Answer]:
    for ask_deletes in (False, True):
        try:
            with ledger.attempt():
                return _passed(ledger, ops, ask_deletes=ask_deletes)
        except _Broken as broken:
            if not broken.deletes:
                return [ledger.record(op, broken.causes.get(op.op_id, refused("act-refused"))) for op in ops]
    raise AssertionError("a deletion that is asked about cannot break the group again")


def _passed(ledger: Ledger, ops: list[Op], *, ask_deletes: bool) -> list[Answer]:
    answers = []
    causes = {}
    for op in ops:
        verdict = _verdict(ledger, op, ask_deletes=ask_deletes)
        if verdict.result is Result.REFUSED:
            causes[op.op_id] = verdict
        try:
            answers.append(ledger.record(op, verdict))
        except NotTaken as why:
            raise _Broken(causes | {op.op_id: refused(why.code)}, deletes=False) from why
    causes |= {op.op_id: refused("refers-to-missing", table) for op in ops for table in _lost(ledger, op)}
    if causes:
        raise _Broken(causes, deletes=False)
    if not ask_deletes and _is_to_ask(ledger, ops, answers):
        raise _Broken({}, deletes=True)
    return answers


def _verdict(ledger: Ledger, op: Op, *, ask_deletes: bool) -> Verdict:
    row = ledger.row(_key(op))
    if ask_deletes and op.kind is OpKind.DELETE and row is not None and not row.gone:
        user = ledger.user_of(_key(op))
        return clashing_delete(op, row, ledger, ledger.row(user) if user else None)
    return judge(op, row, ledger.chain(op.parent), ledger)


def _lost(ledger: Ledger, op: Op) -> list[str]:
    """Tables in which a row is missing that this edit's row, as it now stands, refers to."""
    row = ledger.row(_key(op))
    if op.kind is OpKind.DELETE or row is None or row.gone:
        return []
    targets = kinds()[op.tbl].references
    named = [(table, row.values.get(name)) for name, table in targets.items() if name in op.changes]
    return [table for table, row_id in named if row_id is not None and not _is_there(ledger, (table, row_id))]


def _is_there(ledger: Ledger, key: Key) -> bool:
    row = ledger.row(key)
    return row is not None and not row.gone


def _is_to_ask(ledger: Ledger, ops: list[Op], answers: list[Answer]) -> bool:
    """True when one of the deletions met another's edit, or took away what others use."""
    deletes = [(op, answer) for op, answer in zip(ops, answers, strict=True) if op.kind is OpKind.DELETE]
    if any(answer.result is Result.CONFLICT for _op, answer in deletes):
        return len(deletes) > 1
    return any(answer.result is Result.APPLIED and ledger.user_of(_key(op)) for op, answer in deletes)


def _key(op: Op) -> Key:
    return op.tbl, op.row_id
