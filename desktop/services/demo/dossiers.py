"""The invented case of one client, from the report of need to where it stands now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.models.base import Value
from desktop.models.casework import (
    Alternative,
    Application,
    Case,
    Conversation,
    Goal,
    NeedReport,
    Referral,
    SupportPlan,
)
from desktop.models.indications import Indication
from desktop.models.kinds import AlternativeKind, CasePhase, IndicationStatus, Law, ReferrerKind
from desktop.models.people import Resident
from desktop.models.region import RegionProfile
from desktop.rules.dates import age_on
from desktop.services.demo.clients import ADULT, Client
from desktop.services.demo.contracts import Market
from desktop.services.demo.helps import Helped, chain, given
from desktop.services.demo.looked_back import with_results
from desktop.services.demo.people import People
from desktop.services.demo.periods import Course
from desktop.services.demo.scene import Scene
from desktop.services.demo.sources import Story

MEDICAL_ROUTE = 40
"""Per cent of youth help that a doctor opens the way to, where the region publishes nothing."""

_BEFORE_HELP = 45
"""Days from the report of need to the help."""


@dataclass(frozen=True)
class Desk:
    """Who works on a case: ids of colleagues."""

    consultant: str
    lead: str


@dataclass
class Stage:
    """What every case draws from."""

    scene: Scene
    people: People
    market: Market


def dossier(stage: Stage, client: Client, desk: Desk) -> Iterator[Value]:
    """The resident, the case and all that hangs on it, parents before children."""
    scene = stage.scene
    resident = stage.people.resident(client.municipality, client.birth_date, desk.consultant)
    yield resident
    yield from stage.people.near(resident)
    if client.from_youth_on is not None:
        yield from _youth_help(stage, resident, client.from_youth_on, desk)
    age = age_on(client.birth_date, scene.today)
    helped = Helped(
        case_id=scene.new_id(),
        law=client.law,
        municipality=client.municipality,
        age=age,
        name=resident.first_names,
        story=story_for(scene, client.law, age, next(iter(client.share)).product),
        author=desk.consultant,
        lead=desk.lead,
    )
    helps = list(_helps(stage, client, helped))
    case = opened(scene, _case(scene, resident, client, helped, helps), helped.story, resident)
    yield from with_results([*case, *helps])


def story_for(scene: Scene, law: Law, age: int, product: str) -> Story:
    """A story that suits law, age and help, the nearest in age where none suits; in one of its wordings."""
    of_law = [s for s in scene.stories.story if s.law is law] or list(scene.stories.story)
    about = [s for s in of_law if any(word in product for word in s.words)]
    usual = about or [s for s in of_law if not s.words]
    fitting = [s for s in usual if s.ages[0] <= age <= s.ages[1]]
    story = scene.one_of(fitting or [min(usual, key=lambda s: abs(s.ages[0] - age))])
    return story.model_copy(update={"question": scene.one_of((story.question, *story.also))})


def opened(scene: Scene, case: Case, story: Story, resident: Resident) -> Iterator[Value]:
    """A case that was talked through, applied for and decided."""
    name = resident.first_names
    yield case
    yield report(scene, case, story, name)
    if case.law is Law.JEUGDWET:
        yield _referral(scene, case)
    talked = case.opened_on + timedelta(days=scene.between(6, 16))
    yield Conversation(
        id=scene.new_id(),
        case_id=case.id,
        held_on=talked,
        where=scene.one_of(scene.stories.talk.where),
        present=name,
        question=story.question.format(name=name),
        going_well=story.going_well.format(name=name),
        notes=story.situation.format(name=name),
        done=True,
        report_given_on=talked + timedelta(days=2),
        report_given_by=case.consultant,
    )
    yield from answers(scene, case.id)
    yield from goals(scene, case, story, name)
    yield Application(id=scene.new_id(), case_id=case.id, applied_on=talked + timedelta(days=scene.between(3, 8)))
    yield SupportPlan(
        id=scene.new_id(),
        case_id=case.id,
        made_on=talked + timedelta(days=10),
        summary=scene.stories.talk.summary.format(name=name),
        agreements=scene.stories.talk.agreements.format(name=name),
        resident_agrees=True,
    )


def report(scene: Scene, case: Case, story: Story, name: str) -> NeedReport:
    """The report of need, confirmed, with client support pointed out."""
    return NeedReport(
        id=scene.new_id(),
        case_id=case.id,
        received_on=case.opened_on,
        channel=scene.one_of(scene.stories.talk.channels),
        text=story.report.format(name=name),
        client_support_told_on=case.opened_on,
        client_support_told_by=case.consultant,
        confirmed_on=case.opened_on + timedelta(days=1),
        confirmed_by=case.consultant,
    )


def answers(scene: Scene, case_id: str) -> Iterator[Alternative]:
    """What was found for every possibility that the region wants looked at first."""
    for kind in asked(scene.profile):
        answer = scene.one_of(scene.stories.alternatives[kind])
        yield Alternative(id=scene.new_id(), case_id=case_id, kind=kind, answer=answer)


def asked(profile: RegionProfile) -> tuple[AlternativeKind, ...]:
    """The kinds that the region wants answered, in the order in which they are looked at."""
    named = {kind for rule in profile.rules if rule.code == "alternatives-unanswered" for kind in rule.kinds}
    return tuple(kind for kind in AlternativeKind if not named or kind in named)


def goals(scene: Scene, case: Case, story: Story, name: str) -> Iterator[Goal]:
    """The story's goals; of a case that ended most were reached."""
    domains = scene.profile.life_domains
    for text in story.goals:
        reached = scene.one_of(("reached", "reached", "partly")) if case.closed_on else "open"
        yield Goal(
            id=scene.new_id(),
            case_id=case.id,
            text=text.format(name=name),
            domain=scene.one_of(domains).id if domains else "",
            by_when=case.opened_on + timedelta(days=scene.between(120, 400)),
            reached=reached,
        )


def _helps(stage: Stage, client: Client, helped: Helped) -> Iterator[Value]:
    running = client.from_youth_on is not None or stage.scene.happens(
        _running_per_cent(stage.scene.profile, client.municipality)
    )
    for offer, count in client.share.items():
        course = Course(count, running, 0, client.earliest)
        yield from given(stage.scene, helped, chain(stage.scene, stage.market, helped, offer, course))


def _running_per_cent(profile: RegionProfile, municipality: str) -> float:
    """Clients in an average month, of the clients in a year, where the region tells both."""
    told = {f.id: f.value for f in profile.figures if f.municipality == municipality}
    if told.get("clients-per-month") and told.get("clients"):
        return 100 * told["clients-per-month"] / told["clients"]
    return 75


def _case(scene: Scene, resident: Resident, client: Client, helped: Helped, helps: list[Value]) -> Case:
    indications = [value for value in helps if isinstance(value, Indication)]
    first = min(i.start for i in indications if i.start)
    last = max(i.end for i in indications if i.end)
    running = any(i.status is IndicationStatus.APPROVED for i in indications)
    closed = None if running else min(last + timedelta(days=scene.between(0, 14)), scene.today)
    return Case(
        id=helped.case_id,
        resident_id=resident.id,
        law=helped.law,
        municipality=client.municipality,
        question=helped.story.question.format(name=resident.first_names),
        phase=CasePhase.RUNNING if running else CasePhase.CLOSED,
        consultant=resident.consultant,
        director=resident.first_names if scene.happens(30) else "",
        opened_on=client.from_youth_on or first - timedelta(days=_BEFORE_HELP),
        closed_on=closed,
        close_reason=scene.one_of(scene.stories.outcome.ended) if closed else "",
    )


def _youth_help(stage: Stage, resident: Resident, ended_on: date, desk: Desk) -> Iterator[Value]:
    """The case under the Jeugdwet that ended when the one for adults began."""
    scene = stage.scene
    story = story_for(scene, Law.JEUGDWET, ADULT - 1, "")
    case = Case(
        id=scene.new_id(),
        resident_id=resident.id,
        law=Law.JEUGDWET,
        municipality=resident.municipality,
        question=story.question.format(name=resident.first_names),
        phase=CasePhase.CLOSED,
        consultant=desk.consultant,
        opened_on=ended_on - timedelta(days=scene.between(300, 900)),
        closed_on=ended_on,
        close_reason=scene.stories.outcome.ended[2],
    )
    yield case
    yield report(scene, case, story, resident.first_names)
    yield _referral(scene, case)


def _referral(scene: Scene, case: Case) -> Referral:
    told = [f.value for f in scene.profile.figures if f.id == "indications-by-medical-route"]
    medical = scene.happens(told[0] if told else MEDICAL_ROUTE)
    doctors = (ReferrerKind.GENERAL_PRACTITIONER, ReferrerKind.YOUTH_DOCTOR, ReferrerKind.MEDICAL_SPECIALIST)
    others = (ReferrerKind.MUNICIPALITY, ReferrerKind.CERTIFIED_INSTITUTION, ReferrerKind.SELF)
    return Referral(
        id=scene.new_id(),
        case_id=case.id,
        kind=scene.one_of(doctors if medical else others),
        referred_on=case.opened_on - timedelta(days=scene.between(1, 10)),
        followed_on=case.opened_on,
    )
