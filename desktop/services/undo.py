"""Undoing the last act by its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.language import N_, _
from desktop.models.casework import Alternative, Case, Conversation, Goal
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.kinds import CasePhase, IndicationStatus
from desktop.services.workplace import Workplace
from desktop.store import journal
from desktop.store import undo as store_undo
from desktop.store.journal import Entry
from desktop.store.mapping import TABLES, table_of
from desktop.store.queries.imports import is_import, note_undone
from desktop.store.reader import Reader
from desktop.store.taking_back import take_back_import
from desktop.store.undo import stands

FINAL = frozenset(
    {
        N_("Approve indication"),
        N_("Return indication"),
        N_("Hand in indication"),
        N_("Make store"),
        N_("Take the role that the team gave"),
        N_("Make demonstration"),
        N_("Record signal"),
        N_("Keep figures that leave the team"),
        N_("Destroy dossiers"),
        N_("Decline destruction"),
        N_("Grant a request to destroy"),
        N_("Refuse a request to destroy"),
        N_("Take a request to destroy back"),
    }
)
"""Acts that are not taken back with a key: another person acts on them, or the store would be none without them."""

LOCKED = tuple(set(IndicationStatus) - {IndicationStatus.DRAFT, IndicationStatus.RETURNED})
"""States in which nothing of an indication is taken back with a key: it is read, or was approved as it stands."""

GIVEN = frozenset(LOCKED) - {IndicationStatus.HANDED_IN}
"""Of these, the ones of an approved text; what becomes of its help is no part of it."""

_INDICATION, _CASE = table_of(Indication).name, table_of(Case).name
_READ_ALONG = frozenset({table_of(Goal).name, table_of(Alternative).name})


@dataclass(frozen=True)
class LastAct:
    """What can be undone."""

    act: str
    """Id in the journal."""
    name: str
    """The person's verb, in the language in force."""
    made_at: datetime
    """UTC."""


def last_act(workplace: Workplace) -> LastAct | None:
    """This colleague's latest act on this device that can still be undone; None when there is none."""
    with workplace.store.read() as reader:
        found = store_undo.last_act(reader, workplace.colleague.id)
        if found is None or found.act in FINAL or _hindrance(workplace, reader, found.act_id):
            return None
    return LastAct(found.act_id, _(found.act), found.made_at)


def undo(workplace: Workplace, act: str) -> ChangeSet:
    """Puts back what an act changed; the undoing is journalled as an act of its own.

    Raises:
        RuleBroken: ``undo-of-another`` for a colleague's act; ``undo-judged`` for a change of an indication that is
            handed in, approved or ended by now; ``read-along`` for what is read with one that is handed in;
            ``case-closed`` for what was written in a case that is closed by now; ``changed-since`` when another act
            touched the same fields later, ``import-changed-since`` when the act was an import; ``not-undoable`` for
            what was approved, returned or handed in, is unknown, was undone already or added an observation by hand.
    """
    with workplace.work(N_("Undo")) as work:
        hindrance = _hindrance(workplace, work, act)
        if hindrance:
            raise RuleBroken(hindrance)
        if is_import(work, act):
            take_back_import(work, act)
            note_undone(work, act, workplace.now)
        else:
            store_undo.undo(work, act)
        return work.commit()


def _hindrance(workplace: Workplace, reader: Reader, act: str) -> str:
    """Why an act is not taken back, as a code; empty when nothing keeps it from that."""
    entries = journal.of_act(reader, act)
    if not entries or entries[0].act in FINAL:
        return "not-undoable"
    if entries[0].actor != workplace.colleague.id:
        return "undo-of-another"
    texts = [entry.row_id for entry in entries if entry.table == _INDICATION and not _only_ends(entry)]
    if reader.count(Indication, id=texts, status=LOCKED):
        return "undo-judged"
    return next(filter(None, (_of_case(reader, case_id, entries) for case_id in _cases(reader, entries))), "")


def _only_ends(entry: Entry) -> bool:
    """True where approved help ended, or turned out not to have ended: that is no part of the text."""
    return entry.kind == "update" and entry.changes.keys() == {"status"} and {*entry.changes["status"]} <= GIVEN


def _of_case(reader: Reader, case_id: str, entries: Sequence[Entry]) -> str:
    case = reader.maybe(Case, case_id)
    moved = any(entry.row_id == case_id and "phase" in entry.changes for entry in entries)
    if case is not None and case.phase is CasePhase.CLOSED and not moved:
        return "case-closed"
    read_along = any(entry.table in _READ_ALONG or _asked_otherwise(entry) for entry in entries)
    handed_in = reader.count(Indication, case_id=case_id, status=IndicationStatus.HANDED_IN)
    return "read-along" if read_along and handed_in else ""


def _cases(reader: Reader, entries: Sequence[Entry]) -> set[str]:
    """The cases that an act wrote in."""
    found = {entry.row_id for entry in entries if entry.table == _CASE}
    for entry in entries:
        if not {"case_id", "conversation_id"} & {*TABLES[entry.table].columns.keys()}:
            continue
        stood = {name: before if after is None else after for name, (before, after) in entry.changes.items()}
        row = (stands(reader, entry.table, entry.row_id) or {}) | stood
        talk = reader.maybe(Conversation, str(row.get("conversation_id") or ""))
        found |= {str(row.get("case_id") or ""), talk.case_id if talk else ""}
    return found - {""}


def _asked_otherwise(entry: Entry) -> bool:
    return entry.table == _CASE and entry.kind == "update" and bool({"question", "law"} & entry.changes.keys())
