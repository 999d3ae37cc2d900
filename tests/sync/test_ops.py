from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.base import new_id
from desktop.sync.ops import Op, Unreadable, from_journal, read_op
from desktop.sync.vocabulary import kinds

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
GOOD: dict[str, Any] = {
    "op_id": new_id(),
    "act_id": new_id(),
    "act": "Change",
    "device": "d",
    "author": "a",
    "tbl": "provider",
    "row_id": new_id(),
    "kind": "update",
    "changes": {"phone": {"saw": "1", "new": "2"}, "latitude": {"saw": None, "new": 52.5}},
    "members": {"laws": {"added": ["WMO"], "removed": []}},
    "base": 3,
    "parent": None,
    "decides": None,
    "schema_version": 2,
    "made_at": "2026-11-23T09:00:00+00:00",
}


def test_an_edit_comes_back_from_its_own_text() -> None:
    op = read_op(json.dumps(GOOD))
    assert read_op(op.to_json()) == op
    assert read_op(op.to_json()).fingerprint() == op.fingerprint()


@given(st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_bytes_from_anywhere_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_op(data)


@given(name=st.sampled_from(sorted(GOOD)), value=JSON)
def test_an_edit_with_any_part_replaced_is_read_or_refused(name: str, value: object) -> None:
    try:
        op = read_op(json.dumps({**GOOD, name: value}))
    except Unreadable as refusal:
        assert refusal.code.startswith("op-")  # noqa: PT017 - either way is right
    else:
        assert isinstance(op, Op)
        assert json.loads(op.to_json())["op_id"] == op.op_id


@given(field=st.sampled_from(sorted(kinds()["indication"].shapes)), value=JSON)
def test_a_value_that_its_field_cannot_hold_is_refused(field: str, value: object) -> None:
    told = {**GOOD, "tbl": "indication", "members": {}, "changes": {field: {"saw": None, "new": value}}}
    try:
        op = read_op(json.dumps(told))
    except Unreadable:
        return
    shape = kinds()["indication"].shapes[field]
    assert shape.canonical(op.changes[field].new) == op.changes[field].new


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"tbl": "journal"}, "op-unknown-table"),
        ({"changes": {"shoe_size": {"new": 1}}}, "op-unknown-field"),
        ({"changes": {"laws": {"new": ["WMO"]}}}, "op-unknown-field"),
        ({"members": {"phone": {"added": ["1"]}}}, "op-unknown-field"),
        ({"changes": {"phone": {"new": 5}}}, "op-not-valid"),
        ({"changes": {"phone": {"new": "1" * 61}}}, "op-not-valid"),
        ({"changes": {"strategic_partner": {"new": 1}}}, "op-not-valid"),
        ({"changes": {"checked_on": {"new": "2026-13-01"}}}, "op-not-valid"),
        ({"kind": "insert", "changes": {}}, "op-missing-field"),
        ({"kind": "purge"}, "op-unreadable"),
        ({"base": -1}, "op-unreadable"),
        ({"base": 2**63}, "op-unreadable"),
        ({"op_id": "1; DROP TABLE provider"}, "op-unreadable"),
        ({"parent": GOOD["op_id"]}, "op-own-parent"),
        ({"tbl": "availability_report", "changes": {"note": {"new": "x"}}, "members": {}}, "op-append-only"),
    ],
)
def test_what_is_wrong_with_an_edit_has_a_name(change: dict[str, Any], code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_op(json.dumps({**GOOD, **change}))
    assert refusal.value.code == code


def test_an_edit_of_a_newer_program_is_read_without_what_is_new_in_it() -> None:
    assert read_op(json.dumps({**GOOD, "signature": "…"})) == read_op(json.dumps(GOOD))


def test_bottomless_nesting_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_op("[" * 100_000)
    deep = '{"changes": ' + '{"a":' * 50_000
    with pytest.raises(Unreadable):
        read_op(deep)


@pytest.mark.parametrize("changes", ["", "x", "[]", "{}}", '{"phone": 1}', '{"phone": ["1"]}', '{"phone": ["1", 2]}'])
def test_a_spoilt_line_of_the_journal_is_refused(changes: str) -> None:
    line = {**GOOD, "actor": "a", "changes": changes}
    with pytest.raises(Unreadable):
        from_journal(line, None)


def test_a_set_travels_as_what_was_added_and_removed() -> None:
    line = {**GOOD, "actor": "a", "changes": '{"laws": [["WMO", "WLZ"], ["WLZ", "JEUGDWET"]]}'}
    members = from_journal(line, None).members["laws"]
    assert (members.added, members.removed) == (("JEUGDWET",), ("WMO",))
