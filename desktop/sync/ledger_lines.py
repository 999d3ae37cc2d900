"""The lines that every central store writes in its books, whichever store it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from desktop.sync.judge import Chain, Verdict
from desktop.sync.protocol import Answer, Change, Clash, Result, RowNow

if TYPE_CHECKING:
    from desktop.sync.ops import Op


def change_of(op: Op, verdict: Verdict, closes: str | None) -> Change:
    """What the history tells of an edit; its number is the store's to give, until then it is 1."""
    fields = verdict.fields if verdict.effect != "insert" else {**verdict.fields, **verdict.sets}
    return Change(
        seq=1,
        op_id=op.op_id,
        act=op.act,
        device=op.device,
        author=op.author,
        made_at=op.made_at,
        tbl=op.tbl,
        row_id=op.row_id,
        effect=verdict.effect,
        fields=fields,
        members=verdict.members if verdict.effect == "update" else {},
        sets={n: tuple(v) for n, v in verdict.sets.items()} if verdict.effect == "update" else {},
        merged=tuple(sorted(verdict.merged)),
        clashes=verdict.clashes,
        closes=closes,
    )


def detail_of(answer: Answer, chain: Chain) -> dict[str, Any]:
    """What is kept of an answer beside its result, and of what the next edit may build on."""
    return {
        "reason": answer.reason,
        "field": answer.field,
        "chain": {
            "floor": chain.floor,
            "seen": dict(chain.seen),
            "conflicts": dict(chain.conflicts),
            "refused": sorted(chain.refused),
        },
    }


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
        return Change.model_validate({**_parsed(body), "seq": seq, "op_id": op_id})
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
        values = _parsed(body)
    except (ValueError, RecursionError):
        values = None
    return values if isinstance(values, dict) else {"": None}


def _parsed(body: str) -> Any:  # noqa: ANN401 - whatever stands there
    """JSON without half characters: an escape can name one, and no store can keep it."""
    told = json.loads(body)
    if "\\u" in body:
        json.dumps(told, ensure_ascii=False).encode()  # raises a ValueError
    return told
