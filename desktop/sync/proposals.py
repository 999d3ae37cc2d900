"""What a central store refuses of a proposal to destroy: what is decided on is what was proposed.

The client holds the same; here it holds against a laptop that passes its own rules by. Else whoever may decide could
put other cases in a colleague's proposal, or have the certificate say that more or less went.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from desktop.models.retention import DestructionRow, DestructionStatus
from desktop.sync.ops import Op, OpKind
from desktop.sync.vocabulary import Json, kinds

if TYPE_CHECKING:
    from desktop.sync.approved import Precedents

TABLE = str(DestructionRow.__tablename__)
CODE = "decided-by-two"

_DECISION = frozenset({"status", "decided_by", "decided_on", "reason", "destroyed", "cases"})
_FINE = ("", "")


def why_refused(op: Op, before: Mapping[str, Json], look: Precedents) -> tuple[str, str]:
    """Code and field of what is wrong with an edit of a proposal; two empty texts when nothing is.

    Args:
        op: The edit.
        before: The row as it stands; empty when there is none.
        look: What the books tell.
    """
    if op.tbl != TABLE or look.is_founding(op.device):
        return _FINE
    if op.kind is OpKind.INSERT:
        return _put_there(op, before)
    if not before:
        return _FINE
    stands = kinds()[TABLE].full(before)
    if op.kind is OpKind.DELETE:
        is_own = stands["status"] == DestructionStatus.PROPOSED and stands["proposed_by"] == op.author
        return _FINE if is_own else (CODE, "status")
    return _changed(op, stands)


def _put_there(op: Op, before: Mapping[str, Json]) -> tuple[str, str]:
    """A row that comes whole; over one that stands it changes nothing of it."""
    kind = kinds()[TABLE]
    said = kind.full(op.values)
    if before:
        known = kind.full(before)
        other = [name for name in sorted(said) if said[name] != known.get(name)]
        return (CODE, other[0]) if other else _FINE
    if said["status"] != DestructionStatus.PROPOSED or said["decided_by"]:
        return CODE, "status"
    return _FINE if said["proposed_by"] == op.author else (CODE, "proposed_by")


def _changed(op: Op, stands: Mapping[str, Json]) -> tuple[str, str]:
    now = {**stands, **{name: edit.new for name, edit in op.changes.items()}}
    touched = {name for name in op.changes if now[name] != stands.get(name)} | op.members.keys()
    if not touched:
        return _FINE
    if stands["status"] != DestructionStatus.PROPOSED or touched - _DECISION:
        return CODE, min(touched)
    if now["decided_by"] != op.author or op.author == stands["proposed_by"]:
        return CODE, "decided_by"
    is_done, cases = now["status"] == DestructionStatus.DONE, op.members.get("cases")
    if not is_done and (now["status"] != DestructionStatus.DECLINED or cases is not None):
        return CODE, "status"
    return (CODE, "cases") if cases is not None and cases.added else _FINE
