"""Undoing the last act by its name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.language import N_, _
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.services.workplace import Workplace
from desktop.store import journal
from desktop.store import undo as store_undo
from desktop.store.queries.imports import is_import, note_undone
from desktop.store.reader import Reader
from desktop.store.taking_back import take_back_import

FINAL = frozenset(
    {
        N_("Approve indication"),
        N_("Return indication"),
        N_("Hand in indication"),
        N_("Make store"),
        N_("Make demonstration"),
        N_("Record signal"),
    }
)
"""Acts that are not taken back with a key: another person acts on them, or the store would be none without them."""


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
    if found is None or found.act in FINAL:
        return None
    return LastAct(found.act_id, _(found.act), found.made_at)


def undo(workplace: Workplace, act: str) -> ChangeSet:
    """Puts back what an act changed; the undoing is journalled as an act of its own.

    Raises:
        RuleBroken: ``changed-since`` when another act touched the same fields later, ``import-changed-since`` when the
            act was an import; ``not-undoable`` for what was approved, returned or handed in, is unknown, was undone
            already or added an observation by hand.
    """
    with workplace.work(N_("Undo")) as work:
        _undoable(work, act)
        if is_import(work, act):
            take_back_import(work, act)
            note_undone(work, act, workplace.now)
        else:
            store_undo.undo(work, act)
        return work.commit()


def _undoable(reader: Reader, act: str) -> None:
    entries = journal.of_act(reader, act)
    if not entries or entries[0].act in FINAL:
        raise RuleBroken("not-undoable")
