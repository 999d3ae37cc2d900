"""What a central store refuses of an indication whoever sends it: own work approved, and a change under a seal.

The client holds the same rules; here they hold between laptops that did not know of each other, and against one that
passes its own rules by. What the region's sample lets through, the client knows: the central store has no profile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.indications import IndicationRow
from desktop.models.kinds import IndicationStatus
from desktop.sync.ops import Op, OpKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.sync.judge import Chain, RowState
    from desktop.sync.vocabulary import Json

_TABLE = str(IndicationRow.__tablename__)
_APPROVED, _RETURNED = IndicationStatus.APPROVED.value, IndicationStatus.RETURNED.value

GIVEN = frozenset({_APPROVED, IndicationStatus.ENDED.value})
"""A text in one of these states lies under its seal: its help ends, or turns out not to have ended; nothing else."""


def why_refused(op: Op, row: RowState | None, chain: Chain) -> tuple[str, str]:
    """Code and field of what is wrong with an edit of an indication; two empty texts when nothing is.

    The codes: ``sealed`` for a change of an approved text, ``approved-unseen`` for the approval of a text that changed
    since it was read, ``own-work`` for a judgement by the author, ``approved-for-another`` for one in another's name.
    """
    if op.tbl != _TABLE:
        return "", ""
    before: Mapping[str, Json] = {} if row is None or row.gone else row.values
    if before.get("status") in GIVEN:
        return ("", "") if _only_ends(op) else ("sealed", _first_other(op))
    return _judgement(op, row, chain, {**before, **{name: edit.new for name, edit in op.changes.items()}})


def _only_ends(op: Op) -> bool:
    if op.kind is not OpKind.UPDATE or op.members or op.changes.keys() - {"status"}:
        return False
    edit = op.changes.get("status")
    return edit is None or edit.new in GIVEN


def _first_other(op: Op) -> str:
    return min({*op.changes, *op.members} - {"status"}, default="status")


def _judgement(op: Op, row: RowState | None, chain: Chain, now: Mapping[str, Json]) -> tuple[str, str]:
    status, judge = now.get("status"), now.get("judged_by")
    if op.kind is OpKind.DELETE or "status" not in op.changes or status not in {*GIVEN, _RETURNED}:
        return "", ""
    if judge and judge == now.get("author"):
        return "own-work", "judged_by"
    if op.kind is not OpKind.UPDATE or row is None or status != _APPROVED:
        return "", ""
    if op.author != (judge or now.get("author")):
        return "approved-for-another", "judged_by"
    return ("approved-unseen", "status") if _is_stale(op, row, chain) else ("", "")


def _is_stale(op: Op, row: RowState, chain: Chain) -> bool:
    """True when a field of the row is newer than what whoever approved it had seen."""
    seen = max(op.base, chain.floor)
    return any(seq > max(seen, chain.seen.get(cell, 0)) for cell, seq in row.versions.items())
