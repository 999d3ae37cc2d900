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

    from desktop.sync.vocabulary import Json

_TABLE = str(IndicationRow.__tablename__)
_APPROVED, _RETURNED = IndicationStatus.APPROVED.value, IndicationStatus.RETURNED.value

GIVEN = frozenset({_APPROVED, IndicationStatus.ENDED.value, IndicationStatus.REFUSED.value})
"""A text in one of these states lies under its seal: its help ends or is refused, or turns out not to be; no more."""

NOT_AGAIN = frozenset({"sealed", "approved-unseen", "own-work", "approved-for-another"})
"""Refusals of which nothing is offered again: on what stands there now it would be another act than the person's."""


def why_refused(op: Op, before: Mapping[str, Json], *, stale: bool) -> tuple[str, str]:
    """Code and field of what is wrong with an edit of an indication; two empty texts when nothing is.

    The codes: ``sealed`` for a change of an approved text, ``approved-unseen`` for the approval of a text that changed
    since it was read, ``own-work`` for a judgement by the author, ``approved-for-another`` for one in another's name.

    Args:
        op: The edit.
        before: The row as it stands; empty when there is none.
        stale: True when a field of the row is newer than what the edit's author had seen.
    """
    if op.tbl != _TABLE:
        return "", ""
    if before.get("status") in GIVEN:
        return ("", "") if _only_ends(op) else ("sealed", _first_other(op))
    if op.kind is OpKind.DELETE or "status" not in op.changes:
        return "", ""
    return _judgement(op, {**before, **{name: edit.new for name, edit in op.changes.items()}}, stale=stale)


def _only_ends(op: Op) -> bool:
    if op.kind is not OpKind.UPDATE or op.members or op.changes.keys() - {"status"}:
        return False
    edit = op.changes.get("status")
    return edit is None or edit.new in GIVEN


def _first_other(op: Op) -> str:
    return min({*op.changes, *op.members} - {"status"}, default="status")


def _judgement(op: Op, now: Mapping[str, Json], *, stale: bool) -> tuple[str, str]:
    status, judge, author = now.get("status"), now.get("judged_by"), now.get("author")
    if status in {*GIVEN, _RETURNED} and judge and judge == author:
        return "own-work", "judged_by"
    if op.kind is not OpKind.UPDATE or status != _APPROVED:
        return "", ""
    if op.author != (judge or author):
        return "approved-for-another", "judged_by"
    return ("approved-unseen", "status") if stale else ("", "")
