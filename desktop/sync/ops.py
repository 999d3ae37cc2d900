"""One edit of one row, as it travels. Read from outside it is checked first: bad bytes are a refusal, never a crash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desktop.rules.merge import members_apart
from desktop.sync.vocabulary import Json, Kind, kinds

_LARGEST = 2**63 - 1
_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_Id = Annotated[str, Field(min_length=1, max_length=120)]
_Uuid = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
_Word = Annotated[str, Field(max_length=200)]
_Name = Annotated[str, Field(max_length=80, pattern=r"^[a-z][a-z0-9_]*$")]


class Unreadable(Exception):  # noqa: N818 - it says what the thing is
    """An edit that cannot be understood.

    Attributes:
        code: Why, lower case with hyphens.
        field: Where, when that is known.
    """

    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(f"{code} {field}".strip())
        self.code = code
        self.field = field


class OpKind(StrEnum):
    """What an edit does to its row."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


class Frozen(BaseModel):
    """Everything that travels is frozen; what a newer program adds to it is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class Edit(Frozen):
    """A field that holds one value."""

    saw: Any = None
    """What the author saw; None when the row was not there."""
    new: Any = None
    """What the author made of it; None when the row was taken away."""


class MemberEdit(Frozen):
    """A field that holds a set of texts."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class Op(Frozen):
    """One edit of one row, with what its author saw."""

    op_id: _Uuid
    act_id: _Id
    act: _Word = ""
    """The person's verb, as an English text of the catalogue."""
    device: _Id
    author: _Id
    tbl: _Name
    row_id: _Id
    kind: OpKind
    changes: Mapping[_Name, Edit] = Field(default_factory=dict)
    members: Mapping[_Name, MemberEdit] = Field(default_factory=dict)
    base: int = Field(ge=0, le=_LARGEST)
    """Central sequence number last seen for the row when the edit was made; 0 when the central store never saw it."""
    parent: _Uuid | None = None
    """The author's own earlier edit of this row that had not been answered yet."""
    decides: _Uuid | None = None
    """The conflict that this edit decides."""
    schema_version: int = Field(ge=0, le=_LARGEST)
    made_at: Annotated[str, Field(max_length=40)]
    """UTC, ISO 8601; only ever shown."""

    @property
    def values(self) -> dict[str, Json]:
        """Every field of an insert with its value."""
        return {n: e.new for n, e in self.changes.items()} | {n: list(m.added) for n, m in self.members.items()}

    @property
    def seen_values(self) -> dict[str, Json]:
        """The fields that the edit touches, with what its author saw."""
        return {n: e.saw for n, e in self.changes.items()} | {n: list(m.removed) for n, m in self.members.items()}

    def to_json(self) -> str:
        """The text that travels; the same edit always gives the same text."""
        return _written(self.model_dump(mode="json"))

    def fingerprint(self) -> str:
        """SHA-256 (hex) of all that travels."""
        return sha256(self.to_json().encode()).hexdigest()


def read_op(data: bytes | str) -> Op:
    """An edit out of bytes from anywhere.

    Raises:
        Unreadable: ``op-unreadable`` or one of the codes of `check`.
    """
    try:
        op = Op.model_validate_json(data)
    except (ValidationError, RecursionError) as error:
        raise Unreadable("op-unreadable", _first_place(error)) from None
    check(op)
    return op


def check(op: Op) -> None:
    """Whether an edit speaks of tables, fields and values that this program knows.

    Raises:
        Unreadable: ``op-unknown-table``, ``op-unknown-field``, ``op-not-valid``, ``op-missing-field``,
            ``op-append-only`` or ``op-own-parent``.
    """
    kind = kinds().get(op.tbl)
    if kind is None:
        raise Unreadable("op-unknown-table", op.tbl)
    _check_form(op, kind)
    if op.kind is not OpKind.DELETE:
        for name, edit in op.changes.items():
            _check_value(kind, name, edit.new)


def from_journal(entry: Mapping[str, Any], decides: str | None) -> Op:
    """An edit out of a line of the journal.

    Args:
        entry: Columns of the journal by name.
        decides: Id of the conflict that the line decides.

    Raises:
        Unreadable: As `read_op`.
    """
    kind = kinds().get(str(entry["tbl"]))
    if kind is None:
        raise Unreadable("op-unknown-table", str(entry["tbl"]))
    try:
        pairs = {str(name): (pair[0], pair[1]) for name, pair in json.loads(entry["changes"]).items()}
        edits, members = _apart(kind, OpKind(entry["kind"]), pairs)
        taken = {name: entry[name] for name in _TAKEN}
        op = Op(**taken, author=entry["actor"], changes=edits, members=members, decides=decides)
    except (ValidationError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise Unreadable("op-unreadable", _first_place(error)) from None
    _check_form(op, kind)  # the values have their one form already
    return op


_TAKEN = (
    "op_id", "act_id", "act", "device", "tbl", "row_id", "kind", "base", "parent", "schema_version", "made_at",
)  # fmt: skip


def _apart(
    kind: Kind, verb: OpKind, pairs: Mapping[str, tuple[Json, Json]]
) -> tuple[dict[str, Edit], dict[str, MemberEdit]]:
    edits: dict[str, Edit] = {}
    members: dict[str, MemberEdit] = {}
    for name, (old, new) in pairs.items():
        shape = kind.shapes.get(name)
        if shape is not None and shape.is_set:
            added, removed = members_apart(old or (), new or ())
            members[name] = MemberEdit(added=added, removed=removed)
        else:
            edits[name] = Edit(
                saw=_canonical(kind, name, old, given=verb is not OpKind.INSERT),
                new=_canonical(kind, name, new, given=verb is not OpKind.DELETE),
            )
    if verb is OpKind.INSERT:  # the journal leaves out what is empty
        unsaid = kind.usual.keys() - pairs.keys()
        edits |= {n: Edit(new=None) for n in unsaid if kind.usual[n] is not None and not kind.shapes[n].is_set}
    return edits, {name: m for name, m in members.items() if m.added or m.removed}


def _canonical(kind: Kind, name: str, raw: Json, *, given: bool) -> Json:
    return kind.shapes[name].canonical(raw) if given else None


def _check_form(op: Op, kind: Kind) -> None:
    if kind.append_only and op.kind is not OpKind.INSERT:
        raise Unreadable("op-append-only", op.tbl)
    if op.parent == op.op_id:
        raise Unreadable("op-own-parent")
    for names, is_set in ((op.changes, False), (op.members, True)):
        for name in names:
            if name not in kind.shapes or kind.shapes[name].is_set is not is_set:
                raise Unreadable("op-unknown-field", name)
    missing = kind.missing(op.values) if op.kind is OpKind.INSERT else ()
    if missing:
        raise Unreadable("op-missing-field", missing[0])


def _check_value(kind: Kind, name: str, value: Json) -> None:
    try:
        canonical = kind.shapes[name].canonical(value)
    except ValueError:
        raise Unreadable("op-not-valid", name) from None
    # 1 for true, "5" for 5: another program's slip would make equal rows differ.
    if canonical != value or type(canonical) is not type(value):
        raise Unreadable("op-not-valid", name)


def _first_place(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return ".".join(map(str, error.errors(include_input=False, include_url=False)[0]["loc"]))[:80]
    return ""
