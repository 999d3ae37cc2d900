"""Deciding where two edits met, and what to do with what could not be shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from desktop.language import N_
from desktop.models.audit import ShownList
from desktop.models.faults import RuleBroken
from desktop.models.people import Colleague
from desktop.services.forms import STOOD
from desktop.services.names import colleague_names
from desktop.services.shown import tell_list
from desktop.store.dossiers import dossier_of
from desktop.sync import books, late
from desktop.sync.approved import WAITS
from desktop.sync.deciding import decide, offer_again, offered_values, written_values
from desktop.sync.local_rows import read_row
from desktop.sync.ops import OpKind
from desktop.sync.protocol import WHOLE_ROW, ClashKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.models.changes import ChangeSet
    from desktop.services.workplace import Workplace
    from desktop.store.reader import Reader
    from desktop.sync.books import Noticed, Refusal

DECIDED = N_("Decide a conflict")
OFFERED = N_("Share again")
PUT_ASIDE = N_("Put aside")


class Take(StrEnum):
    """Whose edit is kept."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Conflict:
    """Two edits that met, of one field or of a whole record. "Mine" is the side of whoever looks, if it is theirs.

    Attributes:
        table: Kind of record.
        row: Record's id.
        field: Name of the field, or ``*`` when the whole record is meant.
        then: What both saw; for a whole record its fields by name.
        mine: For a whole record its fields by name, or None when it was deleted.
        theirs: What the team has now. In the same form.
        mine_by: Who made mine: the colleague's name, or the id of one who is not known here.
        by: Who made theirs, likewise.
        at: When theirs was made by that laptop's clock, UTC; None when not known.
    """

    id: str
    table: str
    row: str
    field: str
    kind: ClashKind
    then: Any
    mine: Any
    theirs: Any
    mine_by: str
    by: str
    at: datetime | None


def list_conflicts(workplace: Workplace) -> tuple[Conflict, ...]:
    """What waits to be decided, the longest open first; the log is told in whose cases."""
    with workplace.store.read() as reader:
        names = colleague_names(reader.find(Colleague))
        found = tuple(_seen_by(workplace, reader, noticed, names) for noticed in books.open_conflicts(reader))
        lies = [dossier_of(reader.connection, one.table, one.row) for one in found]
    tell_list(workplace, ShownList.MET_EDITS, (one.id for one in lies if one.kind == "case_file"), "met")
    return found


def resolve(workplace: Workplace, conflict_id: str, *, take: Take | None = None, text: str | None = None) -> ChangeSet:
    """Decides a conflict; colleagues get the decision as an ordinary edit at the next sync.

    Args:
        workplace: Who decides.
        conflict_id: An open conflict.
        take: Whose edit is kept.
        text: What it must be instead, when neither is right; only for a single field.

    Raises:
        RuleBroken: ``conflict-gone`` when it was decided already, ``conflict-take-one`` unless exactly one of ``take``
            and ``text`` is given, ``conflict-whole-row`` for a text where a whole record is meant, ``not-valid`` when
            the field cannot hold it, ``reference-broken``.
    """
    if (take is None) == (text is None):
        raise RuleBroken("conflict-take-one")
    with workplace.store.work(DECIDED, actor=workplace.colleague.id) as work:
        noticed = next((c for c in books.open_conflicts(work) if c.id == conflict_id), None)
        if noticed is None:
            raise RuleBroken("conflict-gone")
        if text is not None and noticed.field == WHOLE_ROW:
            raise RuleBroken("conflict-whole-row")
        seen = _seen_by(workplace, work, noticed, {})
        decide(work, noticed, text if take is None else seen.mine if take is Take.MINE else seen.theirs)
        return work.commit()


def share_again(workplace: Workplace, act_id: str) -> ChangeSet:
    """Does what was refused of an act once more, on what stands there now; it goes out at the next sync.

    Raises:
        RuleBroken: ``gone`` when nothing of it is left, or a record it changed; ``not-offerable`` for what came from
            the team or must be judged anew; ``already-there``, ``not-valid`` or ``reference-broken``.
    """
    with workplace.store.work(OFFERED, actor=workplace.colleague.id) as work:
        refusals = [refusal for refusal in books.refusals(work) if refusal.act_id == act_id]
        if not refusals:
            raise RuleBroken("gone")
        offer_again(work, refusals)
        return work.commit()


def may_share_again(refusal: Refusal) -> bool:
    """True when `share_again` can be tried; what came from the team and could not be read is only shown."""
    return offered_values(refusal) is not None


def goes_by_itself(refusal: Refusal) -> bool:
    """True for what waits for a colleague's work; see `desktop.sync.awaiting`. Nobody needs to do anything for it."""
    return refusal.code == WAITS


@dataclass(frozen=True)
class LateWork:
    """What a colleague wrote of a case that had left that laptop, in full.

    Attributes:
        by: The colleague's name, or the id of one who is not known here.
        at: When it was written by that laptop's clock, UTC; None when not known.
        given: What was written, by field; of what can be shared again exactly what it would write.
        takes_away: True where it would take the record away.
    """

    by: str
    at: datetime | None
    given: Mapping[str, Any]
    takes_away: bool = False


@dataclass(frozen=True)
class OwnWork:
    """What one wrote oneself and could not be shared, in full.

    Attributes:
        at: When it was written by this laptop's clock, UTC; None when not known.
        given: What was written, by field, colleagues by name; of a set of things what was put in. A change tells also
            what it empties.
        takes_away: True where it would take the record away.
    """

    at: datetime | None
    given: Mapping[str, object]
    takes_away: bool = False


def own_work(workplace: Workplace) -> Mapping[str, OwnWork]:
    """What stands in the list of what was not shared and was written on this laptop, by the id it has there."""
    with workplace.store.read() as reader:
        names = colleague_names(reader.find(Colleague))
        found = [refusal for refusal in books.refusals(reader) if refusal.code != late.CODE]
    told = ((refusal, written_values(refusal)) for refusal in found)
    return {refusal.op_id: _own(refusal, values, names) for refusal, values in told if values is not None}


def _own(refusal: Refusal, values: Mapping[str, object], names: Mapping[str, str]) -> OwnWork:
    at = _moment(str(refusal.detail.get("made_at", "")))
    if refusal.detail.get("kind") == OpKind.DELETE:
        return OwnWork(at, {}, takes_away=True)
    is_change = "changes" in refusal.detail and refusal.detail.get("kind") == OpKind.UPDATE
    told = {name: names.get(one, one) if isinstance(one, str) else one for name, one in values.items()}
    return OwnWork(
        at, told if is_change else {name: one for name, one in told.items() if one not in (None, "", [], {})}
    )


def late_work(workplace: Workplace) -> Mapping[str, LateWork]:
    """What colleagues handed in for this team lead to judge, by the id it has in the list of what was not shared."""
    with workplace.store.read() as reader:
        names = colleague_names(reader.find(Colleague))
        found = [refusal for refusal in books.refusals(reader) if refusal.code == late.CODE]
    return {refusal.op_id: _late(refusal, names) for refusal in found}


def _late(refusal: Refusal, names: Mapping[str, str]) -> LateWork:
    detail, offered = refusal.detail, offered_values(refusal)
    author, typed = str(detail.get("author", "")), detail.get("typed")
    given = detail.get("given") if offered is None else offered
    if isinstance(typed, dict):
        # Beside what was typed a form keeps what stood there before; that is nobody's work.
        given = {k: v for k, v in typed.items() if k != STOOD}
    takes_away = offered is not None and detail.get("kind") == OpKind.DELETE
    return LateWork(
        names.get(author, author),
        _moment(str(detail.get("made_at", ""))),
        {} if takes_away or not isinstance(given, dict) else given,
        takes_away,
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def put_aside(workplace: Workplace, op_id: str) -> ChangeSet:
    """Takes something off the list of what could not be shared; it stays in the log."""
    with workplace.store.work(PUT_ASIDE, actor=workplace.colleague.id) as work:
        books.dismiss(work, op_id, workplace.now.isoformat())
        return work.commit()


def _seen_by(workplace: Workplace, reader: Reader, noticed: Noticed, names: Mapping[str, str]) -> Conflict:
    """A conflict from where the colleague stands: to whom "theirs" belongs, "mine" and "theirs" change places."""
    theirs = noticed.theirs
    if noticed.field == WHOLE_ROW:
        theirs = read_row(reader, (noticed.tbl, noticed.row_id))
    sides = (noticed.mine, noticed.mine_by), (theirs, noticed.theirs_by)
    if workplace.colleague.id == noticed.theirs_by != noticed.mine_by:
        sides = sides[1], sides[0]
    (mine, mine_by), (their_value, their_author) = sides
    return Conflict(
        id=noticed.id,
        table=noticed.tbl,
        row=noticed.row_id,
        field=noticed.field,
        kind=noticed.kind,
        then=noticed.before,
        mine=mine,
        theirs=their_value,
        mine_by=names.get(mine_by, mine_by),
        by=names.get(their_author, their_author),
        at=datetime.fromisoformat(noticed.theirs_at) if noticed.theirs_at else None,
    )
