"""Young people around eighteen: one with a plan for after, and others for whom it is late, arranged, or over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.models.base import Value
from desktop.models.casework import Case
from desktop.models.course import Consent
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import CareForm, CasePhase, ConsentPurpose, IndicationStatus, Law, TaskArea
from desktop.models.people import Resident
from desktop.models.transition import TransitionPlan, TransitionTask
from desktop.rules.consent import OWN_SAY
from desktop.rules.dates import add_months, birthday
from desktop.rules.eighteen.becoming import Help
from desktop.rules.eighteen.tasks import tasks
from desktop.rules.prompts.youth import UNTIL_AGE
from desktop.services.demo.clients import ADULT
from desktop.services.demo.demand import Offer
from desktop.services.demo.dossiers import report, story_for
from desktop.services.demo.helps import approved, noon
from desktop.services.demo.open_cases import OpenCases
from desktop.services.demo.passing import passed_on
from desktop.services.demo.proportions import offers_of
from desktop.services.demo.scene import Scene
from desktop.services.demo.sources import Story
from desktop.services.eighteen import shipped_tasks

SINCE = 420
"""Days since the help began."""

UNTIL = 4
"""Months until the eighteenth birthday."""

OTHERS = ((40, CareForm.GUIDANCE), (290, CareForm.FOSTER_CARE), (-60, CareForm.TREATMENT_HELP))
"""Of those without a plan: days until the birthday, and the form of the help."""

_STILL_OPEN = "handover"
"""The talk with who takes over is agreed on and not held yet."""

_BEGUN = 60
"""Days since the plan was begun; what was due before that is done."""


@dataclass(frozen=True)
class _Young:
    """One of them with the help."""

    resident: Resident
    case: Case
    story: Story
    indication: Indication
    adult_on: date


def turning_eighteen(cases: OpenCases) -> Iterator[Value]:
    """The one with a plan, whose first steps are done, and then the others."""
    planned = _young(cases, add_months(cases.scene.today, UNTIL) + timedelta(days=5), CareForm.GUIDANCE)
    yield from _values(cases, planned)
    yield from _plan(cases, planned)
    yield from passed_on(cases.scene, planned.case, cases.scene.names.colleagues.names[0])
    for days, form in OTHERS:
        yield from _values(cases, _young(cases, cases.scene.today + timedelta(days=days), form))


def _young(cases: OpenCases, adult_on: date, form: CareForm) -> _Young:
    """Someone who is eighteen on a day, with youth help until the day before; foster care goes on."""
    scene = cases.scene
    resident = cases.stage.people.resident(cases.municipality, birthday(adult_on, -ADULT), cases.desk.consultant)
    story = story_for(scene, Law.JEUGDWET, ADULT - 1, "")
    case = cases.case(resident, Law.JEUGDWET, story, SINCE + 40).model_copy(update={"phase": CasePhase.RUNNING})
    offer = _offer(cases)
    began = scene.today - timedelta(days=SINCE)
    drafted = Indication(
        id=scene.new_id(),
        case_id=case.id,
        status=IndicationStatus.APPROVED,
        law=Law.JEUGDWET,
        lot=offer.lot,
        segment=offer.segment,
        product=offer.product,
        start=began,
        end=(_in_foster_care(adult_on) if form is CareForm.FOSTER_CARE else adult_on) - timedelta(days=1),
        result=story.result.format(name=resident.first_names),
        provider_id=next(iter(cases.stage.market.offering(offer, cases.municipality)), None),
        care_form=form,
        stops_when=story.stops_when.format(name=resident.first_names),
        author=cases.desk.consultant,
    )
    indication = approved(drafted, cases.desk.lead, noon(began - timedelta(days=10)))
    return _Young(resident, case, story, indication, adult_on)


def _in_foster_care(adult_on: date) -> date:
    return birthday(adult_on, UNTIL_AGE[CareForm.FOSTER_CARE] - ADULT)


def _values(cases: OpenCases, young: _Young) -> Iterator[Value]:
    scene, resident, given = cases.scene, young.resident, young.indication
    yield from (resident, *cases.stage.people.near(resident), young.case)
    yield report(scene, young.case, young.story, resident.first_names)
    yield given
    over = given.end is not None and given.end < scene.today
    assert given.start is not None  # noqa: S101 - it was made with one
    ended = given.end if over else None
    yield Trajectory(id=scene.new_id(), indication_id=given.id, started_on=given.start, ended_on=ended)


def _plan(cases: OpenCases, young: _Young) -> Iterator[Value]:
    """The steps of the rules, and some of their own; what was due before the plan was begun is done."""
    scene = cases.scene
    plan = TransitionPlan(
        id=scene.new_id(),
        case_id=young.case.id,
        opened_on=scene.today - timedelta(days=_BEGUN),
        owner=cases.desk.consultant,
        adult_who_stays=scene.stories.stays,
        summary=young.story.goals[-1].format(name=young.resident.first_names),
    )
    yield plan
    said = birthday(young.adult_on, OWN_SAY - ADULT)
    yield Consent(id=scene.new_id(), resident_id=young.resident.id, purpose=ConsentPurpose.TO_PROVIDER, asked_on=said)
    yield from _steps_of_the_rules(scene, young, plan)
    for text in scene.stories.transition:
        due = add_months(young.adult_on, -text.months_before)
        own = {"area": TaskArea(text.area), "text": text.text, "due": due, "owner": text.owner}
        yield _step(scene, plan, own)


def _steps_of_the_rules(scene: Scene, young: _Young, plan: TransitionPlan) -> Iterator[Value]:
    given = young.indication
    assert given.start is not None  # noqa: S101 - it was made with one
    running = Help(given.id, given.law, "", given.start, given.end, given.care_form)
    birth = birthday(young.adult_on, -ADULT)
    for task in tasks(shipped_tasks(), [running], birth, scene.profile.terms):
        rule = task.rule
        yield _step(
            scene, plan,
            {"code": rule.code, "area": rule.area, "text": rule.name, "due": task.due, "owner": rule.owner.value},
        )  # fmt: skip


def _step(scene: Scene, plan: TransitionPlan, fields: dict[str, object]) -> TransitionTask:
    due = fields["due"]
    is_over = isinstance(due, date) and due < plan.opened_on and fields.get("code") != _STILL_OPEN
    done = due if is_over else None
    whose = {"id": scene.new_id(), "plan_id": plan.id, "done_on": done}
    return TransitionTask.model_validate(fields | whose)


def _offer(cases: OpenCases) -> Offer:
    """The first that the region buys for youth; no lot where it buys none here."""
    lots = [lot for lot in cases.scene.profile.lots if lot.law is Law.JEUGDWET]
    return offers_of(cases.scene.profile, lots[0], cases.scene.today)[0] if lots else Offer("")
