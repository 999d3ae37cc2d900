"""What laptops and a central store say to each other, whichever store it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from pydantic import Field

from desktop.sync.ops import Frozen, MemberEdit, Op
from desktop.sync.vocabulary import Json

Progress = Callable[[str, int, int], None]
"""Told the step (``send``, ``read``, ``reach``, ``compare``), how much of it is done and how much there is. What it
raises stops the sync; all that was done so far stays."""

WHOLE_ROW = "*"
"""Stands for a field's name where a whole row is meant: it was deleted, or brought back."""


PURGE, PURGED = "purge", "purged"
"""Effects in the history of a shared file: this row was destroyed; and a line of which nothing is left to tell."""


class Result(StrEnum):
    """What became of one edit at the central store."""

    APPLIED = "applied"
    SAME = "same"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True)
class Answer:
    """The one lasting answer to an edit, however often it is offered."""

    op_id: str
    result: Result
    seq: int = 0
    """The change that tells of it, or at which the value already stood; 0 when refused."""
    reason: str = ""
    """Why it was refused, lower case with hyphens."""
    field: str = ""
    """Where, when that is known."""


class ClashKind(StrEnum):
    """How two edits met."""

    FIELD = "field"
    """Both changed one field."""
    EDITED_DELETED = "edited-deleted"
    """Mine changed what theirs deleted."""
    DELETED_EDITED = "deleted-edited"
    """Mine deleted what theirs changed."""
    DELETED_USED = "deleted-used"
    """Mine deleted what theirs has begun to use."""


class Clash(Frozen):
    """Two edits that a person must choose between. "Mine" is the later one to arrive."""

    id: str
    op_id: str
    tbl: str
    row_id: str
    field: str
    """Name of the field, or `WHOLE_ROW`."""
    kind: ClashKind
    before: Any = None
    """What both saw; a mapping of fields for a whole row."""
    mine: Any = None
    theirs: Any = None
    mine_by: str
    theirs_by: str
    theirs_at: str = ""
    """UTC, ISO 8601; only ever shown."""
    theirs_seq: int = 0


class Change(Frozen):
    """One line of the central store's history. Every laptop reads all lines, in order."""

    seq: int = Field(ge=1)
    op_id: str
    act: str
    device: str
    author: str
    made_at: str = ""
    """UTC, ISO 8601; only ever shown."""
    tbl: str
    row_id: str
    effect: str
    """insert, update, delete, none when all of it went to the conflict list, `PURGE` or `PURGED`."""
    fields: Mapping[str, Any] = Field(default_factory=dict)
    members: Mapping[str, MemberEdit] = Field(default_factory=dict)
    sets: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """What the sets in ``members`` have become, in the order in which everyone will have them."""
    merged: tuple[str, ...] = ()
    """Fields that got lines of a colleague too, so that they are not what the author made of them."""
    clashes: tuple[Clash, ...] = ()
    closes: str | None = None
    """Id of the conflict that was decided by it."""


@dataclass(frozen=True)
class Digest:
    """A table in two numbers: equal on both sides when the rows are."""

    rows: int = 0
    total: int = 0
    """Sum of the rows' hashes modulo 2^64."""


@dataclass(frozen=True)
class Hello:
    """Who the central store is and what lies ahead of a laptop that read up to a certain change."""

    store_id: str
    epoch: int
    """Counts the times that the store was put back from a copy."""
    schema_version: int
    region: str
    """Id of the region profile."""
    head: int
    """Sequence number of the last change."""
    op_at_cursor: str | None
    """The edit at the change the laptop read last; None when there is no such change."""
    deletes_ahead: int
    """How many rows that were there at that change are deleted by the ones after it."""
    days_apart: int = 14
    """How many days a laptop may go without meeting this store; see `desktop.sync.contact`."""
    put_back_at: int | None = None
    """The last change of the copy that the store was put back from, the earliest where it was more than one; None where
    it never was."""
    role: str = ""
    """The asking colleague's, as the store knows it; empty where it knows no roles."""


@dataclass(frozen=True)
class Place:
    """A place in one history: by it a central store notices that it was put back from a copy since it was met."""

    epoch: int
    cursor: int
    op_id: str
    """The edit at that place; empty before the first."""

    def is_in(self, there: Place) -> bool:
        """Whether a history is the one that was read, by what it has at the same number."""
        return there.epoch == self.epoch and self.op_id in ("", there.op_id)


@dataclass(frozen=True)
class Page:
    """A piece of the history."""

    changes: tuple[Change, ...]
    head: int
    digests: Mapping[str, Digest] = field(default_factory=dict)
    """By table, of the very moment at which the history ends with this page; empty when more follows."""
    reach: frozenset[str] | None = None
    """Scopes that the asking colleague reached at that moment, see `desktop.sync.belonging`; None where everyone holds
    all, and when more follows."""
    after: Place | None = None
    """Where the piece begins, as the history has it at that moment."""


@dataclass(frozen=True)
class RowNow:
    """A row as the central store has it."""

    tbl: str
    row_id: str
    seq: int
    gone: bool
    values: Mapping[str, Json]


class Late(Frozen):
    """One thing that is handed in, with all of its text."""

    id: str
    """A UUID; handing the same in twice leaves one."""
    act_id: str
    author: str = ""
    """Colleague's id, as the central store has it."""
    tbl: str
    row_id: str
    code: str
    """Why it could not be shared; ``form-left`` for a form that was half filled in, ``unsent`` for what never went."""
    made_at: str
    values: Mapping[str, Any] = Field(default_factory=dict)
    """The row's fields as far as they are known, by which the central store finds whose it is."""
    detail: Mapping[str, Any] = Field(default_factory=dict)
    """The edit as it would have travelled, or the form as it was typed."""


class CentralStore(Protocol):
    """Where the team's edits meet. Every method stands alone: it may be repeated after a lost answer.

    All methods raise a `WorldFault` when the store cannot be reached, read or written.
    """

    def hello(self, cursor: int, device: str, colleague: str = "") -> Hello:
        """Who it is; deletions made on the asking device itself do not count as lying ahead.

        With a colleague's id it tells that colleague's role, where it knows it.
        """

    def push(self, ops: Sequence[Op], read: Place | None = None) -> tuple[Answer, ...]:
        """One answer per edit, written down before it is given. Edits of one act must come in one call.

        Args:
            ops: The edits.
            read: How far the laptop read. What they say they were made on are numbers of that history.

        Raises:
            WorldFault: ``central-put-back`` where the history has no such place any more; no edit is taken then.
        """

    def pull(self, cursor: int, limit: int) -> Page:
        """The changes after a sequence number, in order, at most so many."""

    def rows(self, keys: Sequence[tuple[str, str]]) -> tuple[RowNow, ...]:
        """Rows by (table, id) as they are now; a row it never saw is left out."""

    def table(self, name: str, after: str, limit: int) -> tuple[RowNow, ...]:
        """A table's rows by id, deleted ones too, beginning after an id."""

    def rows_of(self, scopes: Sequence[str], after: tuple[str, str], limit: int) -> tuple[RowNow, ...]:
        """The rows of these scopes that are there, by table and id, at most so many after such a pair."""

    def hand_in(self, late: Sequence[Late]) -> None:
        """Keeps what could not be shared of what left a laptop, for the team lead; the same again changes nothing.

        It is open to a colleague who was shut out, who may do nothing else any more.
        """

    def late_work(self, done: Sequence[str]) -> tuple[Late, ...]:
        """What was handed in, the asking colleague may see, and nobody settled; those of these ids are settled first.

        Nothing where everyone holds all.
        """

    def purge(self, destruction_id: str, by: str) -> Mapping[str, int]:
        """Destroys for good what a proposal names, and tells how many rows of each kind there were; again, the same.

        Args:
            destruction_id: Of the proposal, which the store has.
            by: Colleague's id of who decides; where everyone has a login, that says who it is.

        Raises:
            RuleBroken: ``not-allowed``, ``own-proposal``, ``proposal-decided``, ``not-due`` where a dossier's term is
                not over or a ground holds it, ``still-named`` where a record that stays names one that would go.
        """

    def settle_days_apart(self, days: int) -> None:
        """Keeps how many days a laptop may go without meeting this store; an administrator's to say."""

    def is_shut_out(self) -> bool:
        """True for a colleague who was a member and is none any more."""

    def conflicts_of(self, scopes: Sequence[str]) -> tuple[Clash, ...]:
        """What is to be decided about rows of these scopes, as it was when it was noticed; all where there are none."""
