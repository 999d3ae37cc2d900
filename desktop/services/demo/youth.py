"""A youth who turns eighteen soon, with help that ends then and a plan for after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from desktop.models.base import Value
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import CareForm, CasePhase, IndicationStatus, Law, TaskArea
from desktop.models.transition import TransitionPlan, TransitionTask
from desktop.rules.dates import add_months, birthday
from desktop.services.demo.clients import ADULT
from desktop.services.demo.demand import Offer
from desktop.services.demo.dossiers import report, story_for
from desktop.services.demo.helps import approved, noon
from desktop.services.demo.open_cases import OpenCases
from desktop.services.demo.passing import passed_on
from desktop.services.demo.proportions import offers_of

SINCE = 420
"""Days since the help began."""

UNTIL = 4
"""Months until the eighteenth birthday."""


def turning_eighteen(cases: OpenCases) -> Iterator[Value]:
    """The youth, the help until the birthday, and the plan with its tasks, the first of which is done."""
    scene, people = cases.scene, cases.stage.people
    adult_on = add_months(scene.today, UNTIL) + timedelta(days=5)
    resident = people.resident(cases.municipality, birthday(adult_on, -ADULT), cases.desk.consultant)
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
        end=adult_on - timedelta(days=1),
        result=story.result.format(name=resident.first_names),
        provider_id=next(iter(cases.stage.market.offering(offer, cases.municipality)), None),
        care_form=CareForm.GUIDANCE,
        stops_when=story.stops_when.format(name=resident.first_names),
        author=cases.desk.consultant,
    )
    indication = approved(drafted, cases.desk.lead, noon(began - timedelta(days=10)))
    plan = TransitionPlan(
        id=scene.new_id(),
        case_id=case.id,
        opened_on=scene.today - timedelta(days=60),
        owner=cases.desk.consultant,
        summary=story.goals[-1].format(name=resident.first_names),
    )
    yield from (resident, *people.near(resident), case, report(scene, case, story, resident.first_names), indication)
    yield Trajectory(id=scene.new_id(), indication_id=indication.id, started_on=began)
    yield plan
    for text in scene.stories.transition:
        due = add_months(adult_on, -text.months_before)
        yield TransitionTask(
            id=scene.new_id(),
            plan_id=plan.id,
            area=TaskArea(text.area),
            text=text.text,
            due=due,
            owner=text.owner,
            done_on=due if due < scene.today - timedelta(days=60) else None,
        )
    yield from passed_on(scene, case, scene.names.colleagues.names[0])


def _offer(cases: OpenCases) -> Offer:
    """The first that the region buys for youth; no lot where it buys none here."""
    lots = [lot for lot in cases.scene.profile.lots if lot.law is Law.JEUGDWET]
    return offers_of(cases.scene.profile, lots[0], cases.scene.today)[0] if lots else Offer("")
