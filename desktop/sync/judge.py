"""What a central store answers to one edit. No store is spoken to here: what must be known is handed in.

The versions of a row are kept per cell: each field, and `WHOLE_ROW` for its being there at all. An edit passes where
every cell it touches is no newer than what its author had seen; see `desktop.rules.merge`.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as part
from typing import Protocol

from desktop.models.released import ReleasedFiguresRow
from desktop.rules.merge import Meeting, lines_met, meet, members_apart, members_met
from desktop.sync import proposals, requests
from desktop.sync.approved import Precedents, why_refused
from desktop.sync.ops import MemberEdit, Op, OpKind
from desktop.sync.protocol import WHOLE_ROW, Clash, ClashKind, Result
from desktop.sync.vocabulary import Json, Kind, Shape, kinds

TOLD_ONCE = frozenset({str(ReleasedFiguresRow.__tablename__)})
"""Kinds of which the first that comes stands, for it may have been told outside: nobody chooses between two."""


@dataclass(frozen=True)
class RowState:
    """A row with what is known of each cell."""

    seq: int
    """The last change that touched it."""
    born: int
    """The change that put it there: the version of every cell that has none of its own."""
    gone: bool
    values: Mapping[str, Json]
    versions: Mapping[str, int]
    """By cell."""

    def version(self, cell: str) -> int:
        """The change that gave a cell its value."""
        return self.versions.get(cell, self.born)


@dataclass(frozen=True)
class Chain:
    """What an author's own earlier edits of a row came to: what may be taken as seen beyond the base."""

    floor: int = 0
    """The change that put the row there, when the author's own edit did."""
    seen: Mapping[str, int] = part(default_factory=dict)
    """Version by cell that the author's own edit gave it, or found to be the same."""
    conflicts: Mapping[str, str] = part(default_factory=dict)
    """Conflict's id by cell where the author's own edit did not pass."""
    refused: frozenset[str] = frozenset()
    """Cells whose value was refused."""


@dataclass(frozen=True)
class Written:
    """Whose change it was."""

    author: str
    made_at: str
    device: str = ""


class Lookup(Precedents, Protocol):
    """What the judge may ask."""

    def written(self, seq: int) -> Written:
        """Who made a change."""

    def clash(self, id: str) -> tuple[Clash, bool] | None:  # noqa: A002 - the models' own word
        """A conflict, and whether it is still open."""


@dataclass(frozen=True)
class Verdict:
    """What an edit comes to, before it has a sequence number."""

    result: Result
    reason: str = ""
    field: str = ""
    effect: str = "none"
    fields: Mapping[str, Json] = part(default_factory=dict)
    """New value by plain field."""
    members: Mapping[str, MemberEdit] = part(default_factory=dict)
    sets: Mapping[str, Json] = part(default_factory=dict)
    """Whole new value by set field."""
    whole: bool = False
    """True when the row's being there was said anew."""
    same: tuple[str, ...] = ()
    merged: frozenset[str] = frozenset()
    """Fields that got lines of both: their author saw another value than the one that stands now."""
    clashes: tuple[Clash, ...] = ()

    @property
    def is_told(self) -> bool:
        """True when others must hear of it."""
        return self.effect != "none" or self.whole or bool(self.clashes)


def judge(op: Op, row: RowState | None, chain: Chain, look: Lookup) -> Verdict:
    """What becomes of an edit. References to other rows are looked at elsewhere, when the whole act is there."""
    case = _Case(op, kinds()[op.tbl], row, chain, look)
    before, gone = _stood(row)
    stale = row is not None and any(seq > case.seen(cell) for cell, seq in row.versions.items())
    code, where = why_refused(op, before, look, gone=gone, stale=stale)
    for rules in (proposals, requests):
        if not code:
            code, where = rules.why_refused(op, before, look)
    if code:
        return refused(code, where)
    if op.kind is OpKind.INSERT:
        return _insert(case)
    if op.kind is OpKind.DELETE:
        return _delete(case)
    return _update(case)


def refused(code: str, where: str = "") -> Verdict:
    """The answer to an edit that cannot be taken."""
    return Verdict(Result.REFUSED, reason=code, field=where)


def clashing_delete(op: Op, row: RowState, look: Lookup, user: RowState | None = None) -> Verdict:
    """A deletion that a person must decide about, whatever the versions say.

    Args:
        op: The deletion.
        row: The row it would delete.
        look: For who made the other edit.
        user: A row that refers to it, if that is why.
    """
    kind = kinds()[op.tbl]
    case = _Case(op, kind, row, Chain(), look)
    stale = row.seq if user is None else user.seq
    why = ClashKind.DELETED_EDITED if user is None else ClashKind.DELETED_USED
    sides = _Sides(op.seen_values, None, kind.full(row.values))
    return _only(case.clash(WHOLE_ROW, why, stale, sides))


def row_after(row: RowState | None, verdict: Verdict, seq: int) -> RowState:
    """The row once the verdict is written down as change ``seq``."""
    if verdict.effect == "insert" or row is None:
        return RowState(seq, seq, verdict.effect == "delete", {**verdict.fields, **verdict.sets}, {})
    stamped = [*verdict.fields, *verdict.sets, *([WHOLE_ROW] if verdict.whole else [])]
    return replace(
        row,
        seq=seq if stamped else row.seq,
        gone=verdict.effect == "delete" or row.gone,
        values={**row.values, **verdict.fields, **verdict.sets},
        versions={**row.versions, **dict.fromkeys(stamped, seq)},
    )


def chain_after(chain: Chain, op: Op, verdict: Verdict, row: RowState | None, seq: int) -> Chain:
    """What the author's next edit of the row may build on."""
    if verdict.result is Result.REFUSED:
        return replace(chain, refused=chain.refused | {WHOLE_ROW, *op.changes, *op.members})
    is_new = verdict.effect == "insert"
    if is_new and not chain.conflicts and not chain.refused:
        return Chain(seq)
    stamped = [*verdict.fields, *verdict.sets, *([WHOLE_ROW] if verdict.whole else [])]
    passed = {cell: seq for cell in stamped if cell not in verdict.merged}
    alike = {cell: row.version(cell) for cell in verdict.same} if row is not None else {}
    met = {clash.field: clash.id for clash in verdict.clashes}
    return Chain(
        seq if is_new else chain.floor,
        {} if is_new else {**chain.seen, **alike, **passed},  # below the floor nothing needs telling
        {**{cell: id_ for cell, id_ in chain.conflicts.items() if cell not in passed and cell not in alike}, **met},
        chain.refused - passed.keys(),
    )


@dataclass(frozen=True)
class _Sides:
    before: Json
    mine: Json
    theirs: Json


@dataclass(frozen=True)
class _Case:
    op: Op
    kind: Kind
    row: RowState | None
    chain: Chain
    look: Lookup

    def seen(self, cell: str) -> int:
        return max(self.op.base, self.chain.floor, self.chain.seen.get(cell, 0))

    def clash(self, cell: str, why: ClashKind, seq: int, sides: _Sides) -> Clash:
        """The conflict over a cell with the change ``seq``."""
        other = self.look.written(seq)
        fresh = Clash(
            id=str(uuid.uuid5(uuid.UUID(self.op.op_id), cell)),
            op_id=self.op.op_id,
            tbl=self.op.tbl,
            row_id=self.op.row_id,
            field=cell,
            kind=why,
            before=sides.before,
            mine=sides.mine,
            theirs=sides.theirs,
            mine_by=self.op.author,
            theirs_by=other.author,
            theirs_at=other.made_at,
            theirs_seq=seq,
        )
        earlier = self._earlier(cell)
        if earlier is None:
            return fresh
        known, is_open = earlier
        return fresh.model_copy(update={"id": known.id if is_open else fresh.id, "before": known.before})

    def _earlier(self, cell: str) -> tuple[Clash, bool] | None:
        """The conflict that this edit carries on with: its author's own, or the one it was to decide."""
        for id_ in (self.chain.conflicts.get(cell), self.op.decides):
            found = self.look.clash(id_) if id_ else None
            if found is not None and found[0].field == cell:
                return found
        return None


def _stood(row: RowState | None) -> tuple[Mapping[str, Json], Mapping[str, Json]]:
    """The fields of a row that is there, and of one that is gone."""
    if row is None:
        return {}, {}
    return ({}, row.values) if row.gone else (row.values, {})


def _insert(case: _Case) -> Verdict:
    row, op = case.row, case.op
    if row is None or (row.gone and row.version(WHOLE_ROW) <= case.seen(WHOLE_ROW)):
        plain = {name: edit.new for name, edit in op.changes.items()}
        sets = {name: list(m.added) for name, m in op.members.items()}
        return Verdict(Result.APPLIED, effect="insert", fields=plain, sets=sets, members=op.members, whole=True)
    values = op.values
    if row.gone:
        return _only(_edited_deleted(case, row, values))
    if op.tbl in TOLD_ONCE and case.kind.full(values) != case.kind.full(row.values):
        return refused("told-before")
    return _met(case, row)


def _update(case: _Case) -> Verdict:
    row, op = case.row, case.op
    if case.chain.refused & {*op.changes, *op.members} or (row is None and WHOLE_ROW in case.chain.refused):
        return refused("builds-on-refused")
    if row is None:
        return refused("row-unknown", op.tbl)
    if row.gone:
        return _only(_edited_deleted(case, row, _as_edited(case, row)))
    if not op.changes and not op.members:  # a decision to leave the row as it is, or members in another order
        return _stands(case, row) if op.decides else Verdict(Result.SAME)
    return _met(case, row)


def _delete(case: _Case) -> Verdict:
    row = case.row
    if row is None:
        return Verdict(Result.SAME)
    if row.gone:
        # Nothing is taken as seen here: whoever takes the deletion back must be told that others deleted it too.
        return _stands(case, row) if case.op.decides else Verdict(Result.SAME)
    if case.chain.refused:
        return refused("builds-on-refused")
    cells = {*case.kind.shapes, *row.values, *row.versions, WHOLE_ROW}
    # Whoever has an own value in conflict looked at that one, also when the other's was read meanwhile.
    unseen = {cell for cell in cells if row.version(cell) > case.seen(cell)} | (case.chain.conflicts.keys() & cells)
    newest = max((row.version(cell) for cell in unseen), default=0)
    if newest:
        sides = _Sides(case.op.seen_values, None, case.kind.full(row.values))
        return _only(case.clash(WHOLE_ROW, ClashKind.DELETED_EDITED, newest, sides))
    return Verdict(Result.APPLIED, effect="delete", whole=True)


def _stands(case: _Case, row: RowState) -> Verdict:
    """Says again that a row is there, or gone, so that a decision to the contrary meets this one."""
    if row.version(WHOLE_ROW) <= case.seen(WHOLE_ROW):
        return Verdict(Result.APPLIED, whole=True)
    return Verdict(Result.SAME, same=(WHOLE_ROW,))


def _met(case: _Case, row: RowState) -> Verdict:
    fields: dict[str, Json] = {}
    same: list[str] = []
    clashes: list[Clash] = []
    now = case.kind.full(row.values)
    for name, edit in case.op.changes.items():
        met = meet(version=row.version(name), seen=case.seen(name), current=now.get(name), new=edit.new)
        if case.op.kind is OpKind.INSERT and edit.new == now.get(name):
            met = Meeting.SAME  # a row that was put back over itself
        if met is not Meeting.SAME and name in case.chain.conflicts:
            met = Meeting.CONFLICT
        if met is Meeting.APPLIED:
            fields[name] = edit.new
        elif met is Meeting.SAME:
            same.append(name)
        elif (both := _by_line(case, name, now.get(name))) is not None:
            fields[name] = both
        else:
            sides = _Sides(edit.saw, edit.new, now.get(name))
            clashes.append(case.clash(name, ClashKind.FIELD, row.version(name), sides))
    sets = {n: list(members_met(now.get(n) or (), m.added, m.removed)) for n, m in case.op.members.items()}
    moved = {name: value for name, value in sets.items() if set(value) != set(now.get(name) or ())}
    members = {name: _moved(now.get(name) or (), value) for name, value in moved.items()}
    result = Result.CONFLICT if clashes else Result.APPLIED if fields or moved else Result.SAME
    return Verdict(
        result,
        effect="update" if fields or moved else "none",
        fields=fields,
        members=members,
        sets=moved,
        same=(*same, *(sets.keys() - moved.keys())),
        merged=frozenset(n for n, value in fields.items() if value != case.op.changes[n].new),
        clashes=tuple(clashes),
    )


def _by_line(case: _Case, name: str, theirs: Json) -> str | None:
    """The text with the lines of both; None where a person must decide, or was deciding already.

    An edit without base or parent was typed over a text that its author did not see: what it tells of that is no help.
    """
    is_unseen = not case.op.base and case.op.parent is None
    if is_unseen or case.op.decides or name in case.chain.conflicts:
        return None
    edit = case.op.changes[name]
    both = lines_met(edit.saw, edit.new, theirs)
    return both if both is not None and _is_allowed(case.kind.shapes[name], both) else None


def _is_allowed(shape: Shape, text: str) -> bool:
    try:
        return bool(shape.canonical(text) == text)
    except ValueError:
        return False


def _moved(now: Json, value: Json) -> MemberEdit:
    added, removed = members_apart(now, value)
    return MemberEdit(added=added, removed=removed)


def _as_edited(case: _Case, row: RowState) -> dict[str, Json]:
    now = case.kind.full(row.values)
    edited = {name: edit.new for name, edit in case.op.changes.items()}
    sets = {n: list(members_met(now.get(n) or (), m.added, m.removed)) for n, m in case.op.members.items()}
    earlier = case.look.clash(case.chain.conflicts.get(WHOLE_ROW, ""))
    return now | ((earlier[0].mine or {}) if earlier else {}) | edited | sets


def _edited_deleted(case: _Case, row: RowState, mine: dict[str, Json]) -> Clash:
    sides = _Sides(case.op.seen_values, mine, None)
    return case.clash(WHOLE_ROW, ClashKind.EDITED_DELETED, row.version(WHOLE_ROW), sides)


def _only(clash: Clash) -> Verdict:
    return Verdict(Result.CONFLICT, clashes=(clash,))
