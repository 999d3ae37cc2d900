"""What the resident handed in, corrected afterwards: the term to a decision counts from the day it really came in."""

from __future__ import annotations

from datetime import date

from desktop.language import N_
from desktop.models.casework import Application, PersonalPlan
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.rules.step_days import last_day_of_application
from desktop.services.case_views import case_view
from desktop.services.cases import handed_in_on
from desktop.services.guards import filled, open_case_of
from desktop.services.workplace import Workplace


def change_application(workplace: Workplace, application_id: str, applied_on: date | None, text: str) -> ChangeSet:
    """Corrects the day on which an application came in, and what is applied for.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``required``, ``in-future`` or ``done-before`` (applied_on) as for a new
            one; ``came-later`` (applied_on) when it was decided on, or changed in its term, before that day.
    """
    filled("applied_on", applied_on)
    with workplace.casework(N_("Change application")) as work:
        before = work.get(Application, application_id)
        case = open_case_of(work, before.case_id)
        day = handed_in_on(workplace, work, case, "applied_on", applied_on)
        last = last_day_of_application(case_view(work, case), before, workplace.profile.terms)
        if last is not None and last < day:
            raise RuleBroken("came-later", "applied_on", day=last)
        work.change(Application, application_id, applied_on=day, text=text.strip())
        return work.commit()


def change_personal_plan(workplace: Workplace, plan_id: str, received_on: date | None, text: str) -> ChangeSet:
    """Corrects the day on which the resident's own plan came in, and what stands in it.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``required`` (received_on, text), ``in-future`` or ``done-before``
            (received_on) as for a new one.
    """
    filled("received_on", received_on)
    filled("text", text)
    with workplace.casework(N_("Change personal plan")) as work:
        case = open_case_of(work, work.get(PersonalPlan, plan_id).case_id)
        day = handed_in_on(workplace, work, case, "received_on", received_on)
        work.change(PersonalPlan, plan_id, received_on=day, text=text.strip())
        return work.commit()
