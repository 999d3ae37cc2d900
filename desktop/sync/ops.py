"""One edit of one row, as it travels. Read from outside it is checked first: bad bytes are a refusal, never a crash."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from json.encoder import encode_basestring as _quoted
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json, to_jsonable_python

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


@dataclass(frozen=True, slots=True)
class Edit:
    """A field that holds one value. There are a dozen in an edit, and tens of thousands in a first sync."""

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
        """The text that travels; the same edit always gives the same text: names in order, nothing left out."""
        edits = [f'"{name}":{_edit_text(edit)}' for name, edit in sorted(self.changes.items())]
        sets = {n: {"added": m.added, "removed": m.removed} for n, m in self.members.items()}
        return (
            f'{{"act":{_quoted(self.act)},"act_id":{_quoted(self.act_id)},"author":{_quoted(self.author)}'
            f',"base":{self.base},"changes":{{{",".join(edits)}}},"decides":{_text(self.decides)}'
            f',"device":{_quoted(self.device)},"kind":"{self.kind.value}","made_at":{_quoted(self.made_at)}'
            f',"members":{_written(sets) if sets else "{}"},"op_id":"{self.op_id}","parent":{_text(self.parent)}'
            f',"row_id":{_quoted(self.row_id)},"schema_version":{self.schema_version},"tbl":"{self.tbl}"}}'
        )

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
        edits, members = _apart(kind, OpKind(entry["kind"]), from_json(entry["changes"]))
        taken = {name: entry[name] for name in _TAKEN}
        op = Op(**taken, author=entry["actor"], changes=edits, members=members, decides=decides)
    except (ValidationError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise Unreadable("op-unreadable", _first_place(error)) from None
    _check_form(op, kind)  # the values have their one form already
    return op


_TAKEN = (
    "op_id", "act_id", "act", "device", "tbl", "row_id", "kind", "base", "parent", "schema_version", "made_at",
)  # fmt: skip


def _apart(kind: Kind, verb: OpKind, pairs: Mapping[str, Any]) -> tuple[dict[str, Edit], dict[str, MemberEdit]]:
    sets = [name for name in kind.sets if name in pairs]
    plain = {name: pair for name, pair in pairs.items() if name not in sets} if sets else pairs
    new = {} if verb is OpKind.DELETE else kind.canonical({name: pair[1] for name, pair in plain.items()})
    if verb is OpKind.INSERT:  # the journal leaves out what is empty
        unsaid = {name: None for name in kind.filled if name not in pairs}
        return {n: Edit(None, value) for n, value in (new | unsaid).items()}, _members(sets, pairs)
    saw = kind.canonical({name: pair[0] for name, pair in plain.items()})
    return {name: Edit(value, new.get(name)) for name, value in saw.items()}, _members(sets, pairs)


def _members(sets: Iterable[str], pairs: Mapping[str, Any]) -> dict[str, MemberEdit]:
    apart = {name: members_apart(pairs[name][0] or (), pairs[name][1] or ()) for name in sets}
    return {
        name: MemberEdit(added=added, removed=removed) for name, (added, removed) in apart.items() if added or removed
    }


def _check_form(op: Op, kind: Kind) -> None:
    if kind.append_only and op.kind is not OpKind.INSERT:
        raise Unreadable("op-append-only", op.tbl)
    if op.parent == op.op_id:
        raise Unreadable("op-own-parent")
    for names, is_set in ((op.changes, False), (op.members, True)):
        for name in names:
            if name not in kind.shapes or kind.shapes[name].is_set is not is_set:
                raise Unreadable("op-unknown-field", name)
    if op.kind is OpKind.INSERT:
        missing = next((name for name in kind.asked if name not in op.changes and name not in op.members), None)
        if missing:
            raise Unreadable("op-missing-field", missing)


def _check_value(kind: Kind, name: str, value: Json) -> None:
    try:
        canonical = kind.shapes[name].canonical(value)
    except ValueError:
        raise Unreadable("op-not-valid", name) from None
    # 1 for true, "5" for 5: another program's slip would make equal rows differ.
    if canonical != value or type(canonical) is not type(value):
        raise Unreadable("op-not-valid", name)


def _edit_text(edit: Edit) -> str:
    saw, new = edit.saw, edit.new
    told = _quoted(new) if type(new) is str else _text(new)
    return f'{{"new":{told},"saw":{"null" if saw is None else _text(saw)}}}'


def _text(value: Json) -> str:
    """A value as JSON has it, in one form."""
    if type(value) is str:
        return _quoted(value)
    if value is None:
        return "null"
    if type(value) is bool:
        return "true" if value else "false"
    return _written(to_jsonable_python(value))


def _first_place(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return ".".join(map(str, error.errors(include_input=False, include_url=False)[0]["loc"]))[:80]
    return ""
