"""The lines that every central store writes in its books, whichever store it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json, to_json

from desktop.sync.judge import Chain, Verdict
from desktop.sync.protocol import Answer, Change, Clash, Result, RowNow

if TYPE_CHECKING:
    from desktop.sync.ops import Op


def told_of(op: Op, verdict: Verdict, closes: str | None) -> str:
    """What the history tells of an edit: a `Change` as JSON, without its number, which is the store's to give."""
    is_update = verdict.effect == "update"
    change = {
        "op_id": op.op_id,
        "act": op.act,
        "device": op.device,
        "author": op.author,
        "made_at": op.made_at,
        "tbl": op.tbl,
        "row_id": op.row_id,
        "effect": verdict.effect,
        "fields": {**verdict.fields, **verdict.sets} if verdict.effect == "insert" else verdict.fields,
        "members": verdict.members if is_update else {},
        "sets": verdict.sets if is_update else {},
        "merged": sorted(verdict.merged),
        "clashes": verdict.clashes,
        "closes": closes,
    }
    return to_json(change, inf_nan_mode="null").decode()


def detail_of(answer: Answer, chain: Chain) -> dict[str, Any]:
    """What is kept of an answer beside its result, and of what the next edit may build on."""
    told = {"floor": chain.floor, "seen": chain.seen, "conflicts": chain.conflicts, "refused": sorted(chain.refused)}
    return {"reason": answer.reason, "field": answer.field, "chain": told}


def answer_from(op_id: str, result: str, seq: int, detail: Mapping[str, Any]) -> Answer:
    """The answer that was given before."""
    return Answer(op_id, Result(result), seq, detail["reason"], detail["field"])


def chain_from(detail: Mapping[str, Any]) -> Chain:
    """What an earlier edit came to."""
    told = detail["chain"]
    return Chain(told["floor"], told["seen"], told["conflicts"], frozenset(told["refused"]))


def read_change(seq: int, op_id: str, body: str) -> Change:
    """A line of the history; one that cannot be understood tells so in its effect."""
    try:
        return Change.model_validate({**from_json(body), "seq": seq, "op_id": op_id})
    except (ValueError, TypeError, RecursionError):
        return Change(seq=seq, op_id=op_id, act="", device="", author="", tbl="", row_id="", effect="unreadable")


def row_now(found: tuple[str, str, int, int, str]) -> RowNow:
    """A row as it is told to a laptop."""
    tbl, row_id, seq, gone, body = found
    return RowNow(tbl, row_id, seq, bool(gone), read_body(body))


def read_clash(body: str) -> Clash | None:
    """A conflict; None for one that cannot be understood."""
    try:
        return Clash.model_validate_json(body)
    except (ValueError, RecursionError):
        return None


def read_body(body: str) -> dict[str, Any]:
    """A row's fields; one field without a name, that fits no table, where the text cannot be understood."""
    try:
        values = from_json(body)  # without half characters: an escape can name one, and no store can keep it
    except (ValueError, RecursionError):
        values = None
    return values if isinstance(values, dict) else {"": None}
