"""What a central store refuses of an indication whoever sends it: own work approved, and a change under a seal.

The client holds the same rules; here they hold between laptops that did not know of each other, and against one that
passes its own rules by. What a laptop says of who wrote is not believed: the history of the row tells.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from desktop.models.indications import IndicationRow
from desktop.models.kinds import IndicationStatus, Role
from desktop.models.sealed_text import WRITES
from desktop.rules.permissions import Act, may
from desktop.sync.ops import Op, OpKind
from desktop.sync.vocabulary import Json, Kind, kinds

TABLE = str(IndicationRow.__tablename__)
_HANDED_IN, _APPROVED = IndicationStatus.HANDED_IN.value, IndicationStatus.APPROVED.value
_RETURNED = IndicationStatus.RETURNED.value

GIVEN = frozenset(IndicationStatus) - {
    IndicationStatus.DRAFT,
    IndicationStatus.HANDED_IN,
    IndicationStatus.RETURNED,
}
"""A text in one of these states lies under its seal: its help ends, or turns out not to have ended; nothing else."""

WAITS = "decided-since-copy"
"""Under which a decision stands in the list of what could not be shared while `desktop.sync.awaiting` keeps it."""

ALONE = "decided-alone"
"""The same once nobody brought the text in time: its laptop brings it undecided then, and another decides."""

GONE_WITH_COPY = "destroyed-since-copy"
"""The same of the certificate of dossiers that are back, since the central store was put back from a copy."""

NOT_AGAIN = frozenset(
    {
        WAITS,
        ALONE,
        GONE_WITH_COPY,
        "sealed",
        "approved-unseen",
        "own-work",
        "approved-for-another",
        "author-of-another",
        "born-judged",
        "judged-by-nobody",
        "judge-not-allowed",
        "not-handed-in",
        "told-before",
        "purged",
        "decided-by-two",
        "asked-and-decided",
    }
)
"""Refusals of which nothing is offered again: on what stands there now it would be another act than the person's."""

JUDGED = ("judged_by", "judged_unseen", "seal")
"""Fields that tell of a judgement."""
_FINE = ("", "")


class Precedents(Protocol):
    """What the central store's own books tell of who wrote and who may judge."""

    def writers(self, indication_id: str) -> Collection[str]:
        """Ids of all who wrote in any line of an indication's draft or handed it in, as its history tells."""

    def role(self, colleague_id: str) -> str:
        """A colleague's role; empty when the store does not know the colleague."""

    def has_sample(self) -> bool:
        """True where the region lets a part of what is handed in through without a second person."""

    def is_founding(self, device: str) -> bool:
        """True while this device is the only one that ever sent anything: it may bring what was judged elsewhere."""


def why_refused(
    op: Op, before: Mapping[str, Json], look: Precedents, *, gone: Mapping[str, Json], stale: bool
) -> tuple[str, str]:
    """Code and field of what is wrong with an edit of an indication; two empty texts when nothing is.

    The codes: ``sealed`` for a change of an approved text; ``born-judged`` for a text that is put there judged;
    ``author-of-another`` for work put in another's name; ``own-work`` for a judgement by who wrote or handed in;
    ``approved-for-another`` for one in another's name; ``judge-not-allowed`` for one by whose role may not;
    ``judged-by-nobody`` for one without a judge where no sample lets it through; ``not-handed-in`` for one of a text
    that was not handed in; ``approved-unseen`` for the approval of a text that changed since it was read.

    Args:
        op: The edit.
        before: The row as it stands; empty when there is none.
        look: What the books tell.
        gone: The row as it was when it was taken away; empty when it was not.
        stale: True when a field of the row is newer than what the edit's author had seen.
    """
    if op.tbl != TABLE:
        return _FINE
    if op.kind is OpKind.INSERT:
        return _put_there(op, kinds()[TABLE], before or gone, look)
    if before.get("status") in GIVEN:
        return _FINE if _only_ends(op) else ("sealed", _first_other(op))
    return _FINE if op.kind is OpKind.DELETE or not before else _changed(op, before, look, stale=stale)


def _changed(op: Op, before: Mapping[str, Json], look: Precedents, *, stale: bool) -> tuple[str, str]:
    """A text that is still open."""
    now = {**before, **{name: edit.new for name, edit in op.changes.items()}}
    if now.get("author") not in (before.get("author"), op.author):
        return "author-of-another", "author"
    if now.get("status") == before.get("status"):
        return _FINE
    return _judgement(op, before, now, look, stale=stale)


def _put_there(op: Op, kind: Kind, stands: Mapping[str, Json], look: Precedents) -> tuple[str, str]:
    """A row that comes whole: a new draft, one that is brought back, or one that was known elsewhere."""
    said = kind.full(op.values)
    if not stands:
        if look.is_founding(op.device):
            return _FINE
        judged = [name for name in JUDGED if said.get(name)]
        return ("born-judged", (*judged, "status")[0]) if judged or said["status"] in GIVEN else _FINE
    known, new = kind.spare(kind.full(stands)), kind.spare(said)
    other = {name for name in {*known, *new} if known.get(name) != new.get(name)}
    if stands.get("status") in GIVEN:
        return _FINE if not other or (other == {"status"} and said["status"] in GIVEN) else ("sealed", min(other))
    if "author" in other and said.get("author") != op.author:
        return "author-of-another", "author"
    judged = sorted(other & set(JUDGED))
    if judged or ("status" in other and said["status"] in GIVEN):
        return "born-judged", (*judged, "status")[0]
    return _FINE


def _only_ends(op: Op) -> bool:
    if op.kind is not OpKind.UPDATE or op.members or op.changes.keys() - {"status"}:
        return False
    edit = op.changes.get("status")
    return edit is None or edit.new in GIVEN


def _first_other(op: Op) -> str:
    return min({*op.changes, *op.members} - {"status"}, default="status")


def _judgement(
    op: Op, before: Mapping[str, Json], now: Mapping[str, Json], look: Precedents, *, stale: bool
) -> tuple[str, str]:
    status, judge = now.get("status"), str(now.get("judged_by") or "")
    if status in GIVEN - {IndicationStatus.APPROVED}:
        return "not-handed-in", "status"
    if status not in {_APPROVED, _RETURNED}:
        return _FINE
    wrong = _not_the_second(op, before, now, look) if judge or status == _RETURNED else _not_let_through(op, now, look)
    if wrong:
        return wrong, "judged_by"
    if status == _APPROVED and stale:
        return "approved-unseen", "status"
    return ("not-handed-in", "status") if before.get("status") != _HANDED_IN else _FINE


def _not_the_second(op: Op, before: Mapping[str, Json], now: Mapping[str, Json], look: Precedents) -> str:
    judge = str(now.get("judged_by") or "")
    wrote = {before.get("author"), now.get("author"), *look.writers(op.row_id)}
    if WRITES & {*op.changes, *op.members}:
        wrote.add(op.author)
    if judge in wrote:
        return "own-work"
    if judge != op.author:
        return "approved-for-another"
    role = look.role(judge)
    return "judge-not-allowed" if role in set(Role) and not may(Role(role), Act.APPROVE) else ""


def _not_let_through(op: Op, now: Mapping[str, Json], look: Precedents) -> str:
    if op.author != now.get("author"):
        return "approved-for-another"
    return "" if now.get("judged_unseen") and look.has_sample() else "judged-by-nobody"
