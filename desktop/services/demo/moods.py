"""Clients who waited, of whom the help could not begin yet, stopped early, or was not looked back on in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from desktop.models.base import Value
from desktop.models.casework import Case
from desktop.models.indications import Evaluation, Indication, Trajectory
from desktop.models.kinds import CasePhase, EndReason, WaitEnd
from desktop.models.waiting import ContactMoment, InterimMeasure, WaitingListEntry
from desktop.services.demo.scene import Scene
from desktop.services.seals import seal_of

WAITED = (21, 110)
"""Days since the first day of the indication, from and to, of someone who may still wait."""

MINE = 2
"""Of the consultant, of each."""

_WAITED = 70
"""Per cent of those whose help began, who had to wait for it."""

_WAITED_DAYS = (10, 45)
"""From and to."""

_WAITING = 25
"""Per cent of those who may wait, of the colleagues."""

_STOPPED = 5
"""Days ago that a provider told that help stopped."""

_LATE = 12
"""Days that an evaluation or a contact is late."""


def can_wait(scene: Scene, values: Sequence[Value]) -> bool:
    """True for someone with a single indication that should have begun not long ago."""
    indications = [value for value in values if isinstance(value, Indication)]
    start = indications[0].start if len(indications) == 1 else None
    return start is not None and WAITED[0] <= (scene.today - start).days <= WAITED[1]


def still_waiting(scene: Scene, values: Sequence[Value], *, unheard: bool) -> list[Value]:
    """The same client, of whom the help has not begun; `unheard` when the agreed contact is late."""
    indication = next(value for value in values if isinstance(value, Indication))
    kept = [value for value in values if not isinstance(value, Trajectory)]
    waiting = [_decided(v) if isinstance(v, Case) and v.id == indication.case_id else v for v in kept]
    return [*(v for v in waiting if not isinstance(v, Evaluation)), *_wait(scene, indication, unheard=unheard)]


def waited_before(scene: Scene, values: Sequence[Value]) -> list[Value]:
    """The wait before the first help of a client began, of those who had to wait: by it a wait can be expected."""
    begun = {value.indication_id: value.started_on for value in values if isinstance(value, Trajectory)}
    given = [value for value in values if isinstance(value, Indication) and value.id in begun and value.provider_id]
    if not given or not scene.happens(_WAITED):
        return []
    first = min(given, key=lambda one: begun[one.id])
    case = next(value for value in values if isinstance(value, Case) and value.id == first.case_id)
    began = begun[first.id]
    since = max(case.opened_on, began - timedelta(days=scene.between(*_WAITED_DAYS)))
    return [
        WaitingListEntry(
            id=scene.new_id(),
            case_id=first.case_id,
            provider_id=first.provider_id,
            product=first.product,
            since=since,
            placed_on=began,
            ended_because=WaitEnd.PLACED,
        )
    ]


def can_be_overdue(values: Sequence[Value]) -> bool:
    """True for someone with a single indication whose help runs."""
    runs = [value for value in values if isinstance(value, Trajectory)]
    return len(runs) == 1 and runs[0].ended_on is None


def overdue(scene: Scene, values: Sequence[Value]) -> list[Value]:
    """The same client, with an evaluation that should have been held."""
    due = scene.today - timedelta(days=_LATE)
    kept: list[Value] = []
    for value in values:
        if isinstance(value, Indication):
            planned = value.model_copy(update={"evaluations": (due.isoformat(),)})
            kept.append(planned.model_copy(update={"seal": seal_of(planned)}))
        elif isinstance(value, Evaluation):
            kept.append(Evaluation(id=value.id, indication_id=value.indication_id, due_on=due))
        else:
            kept.append(value)
    return kept


def stopped(scene: Scene, values: Sequence[Value]) -> list[Value]:
    """The same client, whose provider told that the help stopped some days ago; nobody ended the indication yet."""
    last = scene.today - timedelta(days=_STOPPED)
    told = {"ended_on": last, "end_reason": EndReason.EARLY}
    return [value.model_copy(update=told) if _runs_by(value, last) else value for value in values]


def _runs_by(value: Value, day: date) -> bool:
    return isinstance(value, Trajectory) and value.ended_on is None and value.started_on <= day


def _decided(case: Case) -> Case:
    return case.model_copy(update={"phase": CasePhase.DECIDED})


def _wait(scene: Scene, indication: Indication, *, unheard: bool) -> list[Value]:
    texts = scene.stories.outcome
    since = indication.start or scene.today
    entry = WaitingListEntry(
        id=scene.new_id(),
        case_id=indication.case_id,
        provider_id=indication.provider_id,
        product=indication.product,
        since=since,
        urgency=scene.between(1, 3),
        note=texts.waiting,
    )
    heard = since + timedelta(days=7)
    agreed = scene.today + timedelta(days=-_LATE if unheard else scene.between(2, 20))
    return [
        entry,
        InterimMeasure(id=scene.new_id(), entry_id=entry.id, what=texts.bridge, start=heard),
        ContactMoment(id=scene.new_id(), entry_id=entry.id, agreed_on=heard, held_on=heard, note=texts.contact),
        ContactMoment(id=scene.new_id(), entry_id=entry.id, agreed_on=agreed),
    ]


class Moods:
    """Decides, case by case, who waits and whose evaluation is late; the consultant is sure to have some of each."""

    def __init__(self, scene: Scene, consultant: str) -> None:
        self.scene = scene
        self.consultant = consultant
        self._mine = {"waiting": 0, "overdue": 0, "stopped": 0}

    def of(self, values: list[Value], consultant: str) -> list[Value]:
        """The values of one client, changed or as they are."""
        mine = consultant == self.consultant
        if can_wait(self.scene, values) and (self._mine["waiting"] < MINE if mine else self.scene.happens(_WAITING)):
            self._mine["waiting"] += mine
            return still_waiting(self.scene, values, unheard=mine and self._mine["waiting"] == 1)
        if mine and self._mine["overdue"] < MINE and can_be_overdue(values):
            self._mine["overdue"] += 1
            return overdue(self.scene, values)
        whole = [*values, *waited_before(self.scene, values)]
        gone = stopped(self.scene, whole) if mine and not self._mine["stopped"] and can_be_overdue(values) else whole
        self._mine["stopped"] += gone != whole
        return gone
