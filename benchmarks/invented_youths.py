"""Invented young people around eighteen, each with youth help, some with help for adults, most with a plan."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.invented_cases import TODAY, TOWN
from desktop.models.base import Value
from desktop.models.casework import Case
from desktop.models.course import Consent
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import CareForm, CasePhase, ConsentPurpose, IndicationStatus, Law, TaskArea
from desktop.models.people import Resident
from desktop.models.transition import TransitionPlan, TransitionTask
from desktop.rules.dates import add_months, birthday

TASKS = 20
_SEED = 13
_FORMS = (CareForm.GUIDANCE, CareForm.TREATMENT_HELP, CareForm.FOSTER_CARE, CareForm.GUIDANCE)


def youths(count: int, consultant: str) -> Iterator[list[Value]]:
    """So many, from sixteen to eighteen and a half; three of four have a plan, one of three help for adults."""
    dice = random.Random(_SEED)  # noqa: S311 - invented, the same every time
    for number in range(count):
        adult = TODAY + timedelta(days=dice.randrange(-150, 730))
        born = birthday(adult, -18)
        resident = Resident(last_name=f"Jongere {number}", birth_date=born, municipality=TOWN)
        case = _case(resident, Law.JEUGDWET, consultant)
        made: list[Value] = [resident, case]
        made += _help(
            case, TODAY - timedelta(days=dice.randrange(200, 900)), adult - timedelta(days=1), _FORMS[number % 4]
        )
        if number % 3 == 0:
            wmo = _case(resident, Law.WMO, "someone-else")
            gap = dice.choice((0, 0, 30, 75))
            made += [wmo, *_help(wmo, adult + timedelta(days=gap), adult + timedelta(days=gap + 365), CareForm.OTHER)]
            made.append(
                Consent(resident_id=resident.id, purpose=ConsentPurpose.FROM_WMO, asked_on=TODAY - timedelta(days=40))
            )
        if number % 4:
            made += _plan(case, adult, consultant, dice)
        yield made


def _case(resident: Resident, law: Law, consultant: str) -> Case:
    return Case(
        resident_id=resident.id, law=law, municipality=TOWN, phase=CasePhase.RUNNING, consultant=consultant,
        opened_on=TODAY - timedelta(days=900),
    )  # fmt: skip


def _help(case: Case, first: date, last: date, form: CareForm) -> Iterator[Value]:
    given = Indication(
        case_id=case.id, status=IndicationStatus.APPROVED, law=case.law, lot="jeugd", product="begeleiding-regulier",
        start=first, end=last, care_form=form,
    )  # fmt: skip
    yield given
    if first <= TODAY:
        yield Trajectory(indication_id=given.id, started_on=first)


def _plan(case: Case, adult: date, owner: str, dice: random.Random) -> Iterator[Value]:
    plan = TransitionPlan(case_id=case.id, opened_on=TODAY - timedelta(days=60), owner=owner)
    yield plan
    areas = tuple(TaskArea)
    for number in range(TASKS):
        due = add_months(adult, number - TASKS)
        yield TransitionTask(
            plan_id=plan.id,
            code="wmo-report" if number == TASKS // 2 else f"step-{number}",
            area=areas[number % len(areas)],
            text="Een stap van het plan, zo lang als een gewone zin in het plan is.",
            due=due,
            owner="young-person",
            done_on=due if due < TODAY and dice.random() < 0.8 else None,  # noqa: PLR2004 - four of five in time
        )
