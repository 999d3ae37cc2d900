"""What a central store refuses of a request to destroy a dossier: who wrote it down does not decide on it.

The client holds the same; here it holds against a laptop that passes its own rules by. Else whoever may decide could
make up that a resident asked for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from desktop.models.destruction_request import DestructionRequestRow, RequestOutcome
from desktop.models.kinds import Role
from desktop.rules.permissions import Act, may
from desktop.sync.ops import Op, OpKind
from desktop.sync.vocabulary import Json, kinds

if TYPE_CHECKING:
    from desktop.sync.approved import Precedents

TABLE = str(DestructionRequestRow.__tablename__)
CODE = "asked-and-decided"

_LONGER = frozenset({"extended_on", "extended_why"})
_DECISION = frozenset({"outcome", "ground", "provision", "motivation", "decided_by", "decided_on"})
_FINE = ("", "")


def why_refused(op: Op, before: Mapping[str, Json], look: Precedents) -> tuple[str, str]:
    """Code and field of what is wrong with an edit of a request; two empty texts when nothing is.

    Args:
        op: The edit.
        before: The row as it stands; empty when there is none.
        look: What the books tell.
    """
    if op.tbl != TABLE or look.is_founding(op.device):
        return _FINE
    if op.kind is OpKind.INSERT and not before:
        said = kinds()[TABLE].full(op.values)
        is_new = said["outcome"] == RequestOutcome.OPEN and not said["decided_by"] and said["recorded_by"] == op.author
        return _FINE if is_new else (CODE, "outcome")
    if not before:
        return _FINE
    stands = kinds()[TABLE].full(before)
    if op.kind is OpKind.DELETE:
        is_own = stands["outcome"] == RequestOutcome.OPEN and stands["recorded_by"] == op.author
        return _FINE if is_own else (CODE, "outcome")
    return _changed(op, stands, look)


def _changed(op: Op, stands: Mapping[str, Json], look: Precedents) -> tuple[str, str]:
    now = {**stands, **{name: edit.new for name, edit in op.changes.items()}}
    touched = {name for name in op.changes if now[name] != stands.get(name)}
    if not touched:
        return _FINE
    role = look.role(op.author)
    decides = role not in set(Role) or may(Role(role), Act.DECIDE_REQUEST)
    if stands["outcome"] == RequestOutcome.OPEN and touched <= _LONGER:
        return _FINE if decides else (CODE, "extended_on")
    is_open = stands["outcome"] in {RequestOutcome.OPEN, RequestOutcome.GRANTED}
    if not is_open or touched - _DECISION or now["decided_by"] != op.author or now["outcome"] == RequestOutcome.OPEN:
        return CODE, min(touched)
    if now["outcome"] == RequestOutcome.WITHDRAWN:
        return _FINE
    return _FINE if decides and stands["recorded_by"] != op.author else (CODE, "decided_by")
