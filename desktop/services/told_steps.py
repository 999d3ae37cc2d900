"""Steps of the plan for eighteen that other records tell of: what was asked of consent, and a warm handover held."""

from __future__ import annotations

from datetime import date

from desktop.models.casework import Case, WarmHandover
from desktop.models.course import Consent
from desktop.models.faults import RuleBroken
from desktop.models.people import Resident
from desktop.models.transition import TransitionPlan, TransitionTask
from desktop.rules.eighteen.consent_again import STEPS, asked_again
from desktop.rules.eighteen.handing_on import to_adult_help
from desktop.store.reader import Reader
from desktop.store.unit_of_work import UnitOfWork

_HANDOVER = "handover"


def told_done(reader: Reader, case_id: str, resident_id: str, birth: date) -> dict[str, date]:
    """By code the day on which a step was taken, of those that the records tell of."""
    held = [one.held_on for one in to_adult_help(reader.find(WarmHandover, case_id=case_id)) if one.held_on]
    known = {**_asked(reader, resident_id, birth), _HANDOVER: max(held, default=None)}
    return {code: day for code, day in known.items() if day}


def tick_told(work: UnitOfWork, resident_id: str) -> None:
    """Ticks the steps of who this is that are told as taken since; in the same act, so that undoing opens them too."""
    birth = work.get(Resident, resident_id).birth_date
    if birth is None:
        return
    for plan in work.find(TransitionPlan, case_id=[case.id for case in work.find(Case, resident_id=resident_id)]):
        told = told_done(work, plan.case_id, resident_id, birth)
        for task in work.find(TransitionTask, plan_id=plan.id):
            if task.done_on is None and task.code in told:
                work.change(TransitionTask, task.id, done_on=told[task.code])


def day_of_tick(reader: Reader, task: TransitionTask, done_on: date | None) -> date | None:
    """The day to write down; of a step about consent the day of the answer, whatever day was chosen.

    Raises:
        RuleBroken: ``tick-by-consent`` (done_on) for such a step where the record of consent says otherwise.
    """
    if task.code not in STEPS.values():
        return done_on
    resident = reader.get(Resident, reader.get(Case, reader.get(TransitionPlan, task.plan_id).case_id).resident_id)
    birth = resident.birth_date
    asked = _asked(reader, resident.id, birth)[task.code] if birth else None
    if (asked is None) != (done_on is None):
        raise RuleBroken("tick-by-consent", "done_on")
    return asked


def _asked(reader: Reader, resident_id: str, birth: date) -> dict[str, date | None]:
    return {STEPS[one.age]: one.asked_on for one in asked_again(reader.find(Consent, resident_id=resident_id), birth)}
