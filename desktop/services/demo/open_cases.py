"""Cases on which is being worked, built step by step as a consultant would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from desktop.models.base import Value
from desktop.models.casework import Application, Case, Conversation, DomainNote, NeedReport, PlanService
from desktop.models.course import TermChange
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import CasePhase, Frequency, IndicationStatus, Law, PauseGround, TermChangeKind
from desktop.models.people import Resident
from desktop.models.social_map import CommunityService
from desktop.rules.dates import add_months
from desktop.services.demo.demand import Offer
from desktop.services.demo.dossiers import Desk, Stage, answers, goals, report, story_for
from desktop.services.demo.helps import approved, noon, product_of, segment_of, volume_of
from desktop.services.demo.proportions import offers_of
from desktop.services.demo.sources import Story

WRITTEN_WITHIN = 5
"""Days after a talk on which the resident has its report."""

MONTHS = 6
"""Of a drafted period."""

FIRST_LOOK = 75
"""Days after the start of the help on which it is first looked back on."""


@dataclass
class Begun:
    """A case under construction; `values` holds all of it, parents before children."""

    resident: Resident
    case: Case
    story: Story
    values: list[Value] = field(default_factory=list)

    @property
    def name(self) -> str:
        """First name, as the stories call the resident."""
        return self.resident.first_names


class OpenCases:
    """Builds open cases for one consultant in one municipality."""

    def __init__(self, stage: Stage, desk: Desk, municipality: str) -> None:
        self.stage = stage
        self.scene = stage.scene
        self.desk = desk
        self.municipality = municipality

    def begin(self, age: int, since: int, phase: CasePhase = CasePhase.CONVERSATION, *, told: bool = True) -> Begun:
        """A report of need so many days ago; `told` is False when client support was not pointed out yet."""
        resident = self.stage.people.resident(self.municipality, self.stage.people.aged(age), self.desk.consultant)
        story = story_for(self.scene, Law.WMO, age, self._offer().product)
        case = self.case(resident, Law.WMO, story, since).model_copy(update={"phase": phase})
        begun = Begun(resident, case, story)
        told_of = report(self.scene, case, story, begun.name)
        if not told:
            untold = {"client_support_told_on": None, "client_support_told_by": ""}
            told_of = NeedReport.model_validate(told_of.model_dump() | untold)
        begun.values += [resident, *self.stage.people.near(resident), case, told_of]
        return begun

    def case(self, resident: Resident, law: Law, story: Story, since: int) -> Case:
        """A case under an act that began so many days ago."""
        return Case(
            id=self.scene.new_id(),
            resident_id=resident.id,
            law=law,
            municipality=self.municipality,
            question=story.question.format(name=resident.first_names),
            phase=CasePhase.CONVERSATION,
            consultant=self.desk.consultant,
            opened_on=self.scene.today - timedelta(days=since),
        )

    def talk(self, begun: Begun, in_days: int, *, done: bool = False) -> None:
        """A conversation, planned or held; a finished one has a note on every life domain."""
        story, name = begun.story, begun.name
        given = done and in_days < -WRITTEN_WITHIN
        talk = Conversation(
            id=self.scene.new_id(),
            case_id=begun.case.id,
            held_on=self.scene.today + timedelta(days=in_days),
            where=self.scene.stories.talk.where[0],
            present=name,
            question=story.question.format(name=name) if done else "",
            going_well=story.going_well.format(name=name) if done else "",
            notes=story.situation.format(name=name) if done else "",
            done=done,
            report_given_on=self.scene.today + timedelta(days=in_days + WRITTEN_WITHIN) if given else None,
            report_given_by=self.desk.consultant if given else "",
        )
        begun.values.append(talk)
        if done:
            begun.values += self._notes(talk.id)

    def plan(self, begun: Begun, services: list[CommunityService], *, without: int = 0) -> None:
        """Goals, the answers to what comes before custom care but for the last few, and services near home."""
        found = list(answers(self.scene, begun.case.id))
        begun.values += found[: len(found) - without]
        begun.values += goals(self.scene, begun.case, begun.story, begun.name)
        why = self.scene.stories.outcome.why_service.format(name=begun.name)
        begun.values += [
            PlanService(
                id=self.scene.new_id(), case_id=begun.case.id, service_id=s.id, why=why, added_on=self.scene.today
            )
            for s in services
        ]

    def apply(self, begun: Begun, days_ago: int) -> None:
        """The application, so many days ago."""
        applied = self.scene.today - timedelta(days=days_ago)
        begun.values.append(Application(id=self.scene.new_id(), case_id=begun.case.id, applied_on=applied))

    def pause(self, begun: Begun, days_ago: int) -> None:
        """The term to a decision was paused so many days ago, and is so still."""
        first = self.scene.today - timedelta(days=days_ago)
        pause = TermChange(
            id=self.scene.new_id(),
            case_id=begun.case.id,
            term="decision",
            kind=TermChangeKind.PAUSED,
            basis=PauseGround.SUPPLEMENT,
            from_on=first,
            ground=self.scene.stories.talk.paused,
            told_on=first - timedelta(days=1),
        )
        begun.values.append(pause)

    def begin_draft(self, begun: Begun, age: int) -> Indication:
        """A draft with the help chosen and the rest still open."""
        offer = self._offer()
        volume = volume_of(self.scene, product_of(self.scene.profile, offer))
        draft = Indication(
            id=self.scene.new_id(),
            case_id=begun.case.id,
            law=Law.WMO,
            lot=offer.lot,
            segment=offer.segment or segment_of(self.scene, offer, product_of(self.scene.profile, offer), age),
            product=offer.product,
            start=self.scene.today + timedelta(days=14),
            volume=volume[0] if volume else None,
            unit=volume[1] if volume else None,
            frequency=Frequency.WEEK if volume else None,
            author=self.desk.consultant,
        )
        begun.values.append(draft)
        return draft

    def finish_draft(self, begun: Begun, age: int) -> Indication:
        """A draft in which everything is filled in."""
        draft = self.begin_draft(begun, age)
        begun.values.remove(draft)
        start = draft.start or self.scene.today
        end = add_months(start, MONTHS) - timedelta(days=1)
        whole = draft.model_copy(
            update={
                "end": end,
                "result": begun.story.result.format(name=begun.name),
                "contribution_told_on": self.scene.today if draft.law is Law.WMO else None,
                "stops_when": begun.story.stops_when.format(name=begun.name),
                "provider_id": self._provider(Offer(draft.lot, draft.product, self._offer().segment), end),
                "evaluations": ((start + timedelta(days=FIRST_LOOK)).isoformat(),),
            }
        )
        begun.values.append(whole)
        return whole

    def returned(self, begun: Begun, draft: Indication) -> None:
        """The second person sent it back yesterday."""
        begun.values.remove(draft)
        yesterday = self.scene.today - timedelta(days=1)
        begun.values.append(
            draft.model_copy(
                update={
                    "status": IndicationStatus.RETURNED,
                    "remarks": self.scene.stories.outcome.remarks,
                    "handed_in_at": noon(yesterday - timedelta(days=1)),
                    "judged_by": self.desk.lead,
                    "judged_at": noon(yesterday),
                }
            )
        )

    def refused(self, begun: Begun, draft: Indication) -> None:
        """Approved, and refused the day before yesterday; the decision was not sent yet."""
        begun.values.remove(draft)
        decided = self.scene.today - timedelta(days=2)
        whole = approved(draft, self.desk.lead, noon(decided - timedelta(days=1)))
        begun.values.append(whole.model_copy(update={"status": IndicationStatus.REFUSED}))
        begun.values.append(
            Decision(
                id=self.scene.new_id(),
                indication_id=whole.id,
                number=f"{decided.year}-{self.scene.between(10_000, 99_999)}",
                decided_on=decided,
                granted=False,
                motivation=self.scene.stories.outcome.refused,
                ground=self.scene.stories.outcome.refused_by,
            )
        )

    def _offer(self) -> Offer:
        """The first that is bought for adults, or else for anyone."""
        lots = self.scene.profile.lots
        lot = next((lot for lot in lots if lot.law is Law.WMO), lots[0])
        return offers_of(self.scene.profile, lot, self.scene.today)[0]

    def _provider(self, offer: Offer, end: date) -> str | None:
        """One whose contract runs to the end, when there is one."""
        offering = self.stage.market.offering(offer, self.municipality)
        lasting = {c.provider_id for c in self.stage.market.contracted if c.end is None or c.end >= end}
        return next((p for p in offering if p in lasting), next(iter(offering), None))

    def _notes(self, conversation_id: str) -> Iterator[DomainNote]:
        """Something is asked in one domain of every area; of the others there is little to tell."""
        open_areas = dict(self.scene.stories.domains)
        for domain in self.scene.profile.life_domains:
            told = open_areas.pop(domain.area, None) or self.scene.one_of(self.scene.stories.neutral)
            yield DomainNote(
                id=self.scene.new_id(),
                conversation_id=conversation_id,
                domain=domain.id,
                situation=told.situation,
                own_words=told.own_words,
                who_can_do_what=told.who_can_do_what,
                score=told.score,
            )
