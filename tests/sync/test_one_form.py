"""What is written down in one go for the sake of time is the same, to the letter, as what was written part by part."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync.digest import row_hash, written
from desktop.sync.judge import Chain, Verdict, chain_after, judge
from desktop.sync.ledger_lines import read_change, told_of
from desktop.sync.ops import Edit, MemberEdit, Op
from desktop.sync.protocol import Clash, ClashKind, Result
from desktop.sync.vocabulary import kinds
from tests.helpers.edits import added, edit

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
FIELDS = [(kind.name, field) for kind in kinds().values() for field in kind.shapes]


def as_the_model_has_it(op: Op) -> str:
    return json.dumps(op.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@given(st.dictionaries(st.sampled_from(["phone", "name", "latitude", "laws"]), st.tuples(VALUES, VALUES)), st.text())
def test_the_text_of_an_edit_is_that_of_the_model(changes: dict[str, tuple[Any, Any]], member: str) -> None:
    """An edit that was sent before and comes again under a later program must have the fingerprint it had."""
    edits = {name: Edit(saw, new) for name, (saw, new) in changes.items()}
    sets = {"specialisms": MemberEdit(added=(member, "é"), removed=()), "laws": MemberEdit(removed=("WMO",))}
    for members in ({}, sets):
        op = edit("update", "provider", member[:120] or "p", changes=edits, members=members, act=member[:200])
        assert op.to_json() == as_the_model_has_it(op)


@given(
    st.sampled_from(FIELDS), VALUES | st.sampled_from(["2026-11-23", "2026-11-23 09:00:00", "true", "5", "approved"])
)
def test_fields_checked_together_are_checked_as_each_by_itself(field: tuple[str, str], value: object) -> None:
    kind, name = kinds()[field[0]], field[1]
    try:
        alone = kind.shapes[name].canonical(value)
    except ValueError as why:
        with pytest.raises(ValueError, match="^" + str(why) + "$"):
            kind.canonical({name: value})
    else:
        together = kind.canonical({name: value})
        assert together == {name: alone}
        assert type(together[name]) is type(alone)


def test_what_is_not_given_is_not_filled_in_and_what_is_no_field_is_refused() -> None:
    for kind in kinds().values():
        assert kind.canonical({}) == {}
        with pytest.raises(ValueError, match="extra_forbidden"):
            kind.canonical({"id": "x"})


def test_a_row_is_written_with_its_hash() -> None:
    kind = kinds()["provider"]
    for laws in (["JEUGDWET", "WMO"], ["WMO", "JEUGDWET"], []):
        values = kind.full({"name": "De Bascule ë", "laws": laws, "latitude": 52.5})
        text, hashed = written(kind, "p", values)
        assert json.loads(text) == kind.said(values), "the members as they stand"
        assert hashed == row_hash(kind, "p", values)


def test_a_line_of_the_history_is_that_of_the_model() -> None:
    op = added("p", members={"laws": MemberEdit(added=("WMO",))})
    clash = Clash(id="c", op_id=op.op_id, tbl="provider", row_id="p", field="phone", kind=ClashKind.FIELD,
                  mine={"a": [1.5, None]}, theirs="ë", mine_by="Anna", theirs_by="Bram")  # fmt: skip
    moved: dict[str, Any] = {
        "fields": {"phone": "2"},
        "sets": {"laws": ["WMO"]},
        "members": {"laws": MemberEdit(added=("WMO",))},
    }
    verdicts = (
        judge(op, None, Chain(), NOBODY),
        Verdict(Result.CONFLICT, effect="update", merged=frozenset({"phone", "name"}), clashes=(clash,), **moved),
        Verdict(Result.APPLIED, effect="delete", whole=True),
    )
    for verdict in verdicts:
        told = told_of(op, verdict, "closed")
        change = read_change(3, op.op_id, told)
        assert change.effect == verdict.effect
        assert change.model_dump_json(exclude={"seq"}) == told
    assert read_change(3, op.op_id, told_of(op, verdicts[0], None)).fields["laws"] == ["WMO"]


def test_who_put_a_row_there_builds_on_that_and_on_what_is_still_open() -> None:
    op, whole = added("p"), Verdict(Result.APPLIED, effect="insert", fields={"name": "a"}, whole=True)
    assert chain_after(Chain(), op, whole, None, 7) == Chain(floor=7)
    open_ = Chain(3, {"name": 4, "phone": 5}, {"name": "c", "phone": "d"}, frozenset({"phone"}))
    assert chain_after(open_, op, whole, None, 7) == Chain(7, {}, {"phone": "d"}, frozenset({"phone"}))


NOBODY: Any = None
"""No precedent is asked for here."""
