"""What a team lead and an administrator meet only now and then: dossiers whose term is over, and work left behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.models.base import new_id
from desktop.models.casework import Case, Goal
from desktop.models.kinds import Law
from desktop.models.people import Resident
from desktop.services.demo.people import test_numbers
from desktop.sync import books
from desktop.sync.books import Refusal
from desktop.sync.late import CODE

if TYPE_CHECKING:
    from desktop.models.changes import ChangeSet
    from desktop.services.workplace import Workplace
    from desktop.store.unit_of_work import UnitOfWork

_ACT = N_("Fill the demonstration")
_OPEN_FOR = timedelta(days=400)


@dataclass(frozen=True)
class Past:
    """A dossier of long ago, of an invented resident."""

    last_name: str
    law: Law
    municipality: str
    closed_on: date


@dataclass(frozen=True)
class LeftBehind:
    """What could not be shared: who wrote it, and the texts."""

    by: str
    goal: str
    notes: str
    refused: str


def add_past_dossiers(workplace: Workplace, past: Iterable[Past]) -> ChangeSet:
    """Puts dossiers in the store whose term is over, with test numbers that nobody else has."""
    with workplace.work(_ACT) as work:
        taken = {resident.bsn for resident in work.find(Resident)}
        free = (number for number in test_numbers() if number not in taken)
        for one in past:
            resident = Resident(last_name=one.last_name, bsn=next(free), municipality=one.municipality)
            work.add(resident)
            opened = one.closed_on - _OPEN_FOR
            told = {"law": one.law, "municipality": one.municipality, "opened_on": opened, "closed_on": one.closed_on}
            work.add(Case.model_validate({"resident_id": resident.id, **told}))
        return work.commit()


def leave_behind(workplace: Workplace, left: LeftBehind) -> ChangeSet:
    """Puts on the list what a colleague handed in late, as an edit and as a form, and what was refused of one's own."""
    with workplace.work(_ACT) as work:
        goals = sorted(work.find(Goal), key=lambda goal: goal.id)[:3]
        for goal, code, text in zip(
            goals, (CODE, "out-of-reach", "row-mended"), (left.goal, left.refused, ""), strict=False
        ):
            books.refuse(work, _edit(work, goal, code, text, left.by))
        typed = {"form": "talk", "typed": {"notes": left.notes}, "author": left.by, "made_at": _moment(work, 2)}
        form = new_id()
        books.refuse(work, Refusal(form, form, "conversation", new_id(), CODE, typed, _moment(work, 0)))
        return work.commit()


def _edit(work: UnitOfWork, goal: Goal, code: str, text: str, by: str) -> Refusal:
    op = new_id()
    told = {"kind": "update", "changes": {"text": {"old": goal.text, "new": text}}, "members": {}} if text else {}
    late = {"author": by, "made_at": _moment(work, 1), "given": {"text": text}} if code == CODE else {}
    return Refusal(op, op, "goal", goal.id, code, {**told, **late}, _moment(work, 0))


def _moment(work: UnitOfWork, days_ago: int) -> str:
    return (work.act.made_at - timedelta(days=days_ago)).isoformat()
