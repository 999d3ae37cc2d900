"""Gathering what the support plan prints."""

from __future__ import annotations

from dataclasses import replace

from desktop.language import _
from desktop.models.casework import (
    Alternative,
    Case,
    Conversation,
    DomainNote,
    Goal,
    NeedReport,
    PlanService,
    SupportPlan,
)
from desktop.models.course import StepAnswer
from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus
from desktop.models.papers import (
    PaperAlternative,
    PaperConversation,
    PaperDomain,
    PaperGoal,
    PaperHelper,
    PaperService,
    PaperStep,
    SupportPlanPage,
)
from desktop.models.people import Colleague, Household, NetworkMember, Resident
from desktop.models.social_map import CommunityService
from desktop.rules.permissions import Act, require
from desktop.rules.said import is_said
from desktop.rules.step_plans import steps_of
from desktop.services.home import HomeGathering
from desktop.services.kept_basis import changed_since
from desktop.services.names import ProfileNames, colleague_names, domain_name, join_name
from desktop.services.paper_heads import paper_head, paper_help, paper_resident
from desktop.services.paper_records import plan_records
from desktop.services.plan_household import other_directors, other_help, who_come
from desktop.services.plan_parts import plan_parts
from desktop.services.seals import APPROVED
from desktop.services.workplace import Workplace
from desktop.store.merged import kept_id
from desktop.store.reader import Reader

_OVER = (IndicationStatus.ENDED, IndicationStatus.REFUSED, IndicationStatus.LAPSED)


def gather(workplace: Workplace, case_id: str) -> SupportPlanPage:
    """Everything the support plan prints; what is not there yet stays empty.

    Raises:
        RuleBroken: ``gone``, or ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        return _Gathering(workplace, reader, reader.get(Case, case_id)).page()


class _Gathering:
    """One case while its plan is gathered."""

    def __init__(self, workplace: Workplace, reader: Reader, case: Case) -> None:
        self.workplace = workplace
        self.reader = reader
        self.case = case
        self.names = ProfileNames.of(workplace.profile)
        self.resident = reader.get(Resident, case.resident_id)
        self.plan = next(iter(reversed(reader.find(SupportPlan, case_id=case.id))), None)
        self.indications = self._current()
        self.household = HomeGathering(workplace, reader, case, colleague_names(reader.find(Colleague)))
        self.home = self.household.home()

    def page(self) -> SupportPlanPage:
        find, case = self.reader.find, self.case
        goals, alternatives = find(Goal, case_id=case.id), find(Alternative, case_id=case.id)
        conversation = next(iter(reversed(find(Conversation, case_id=case.id, done=True))), None)
        shown = plan_records(self.reader, case, self.indications)
        notes = find(DomainNote, conversation_id=conversation.id) if conversation else []
        report = next(iter(find(NeedReport, case_id=case.id)), None)
        changed = changed_since(self.reader, case, self.plan) if self.plan else ()
        made_on = self.plan.made_on if self.plan else self.workplace.today
        return SupportPlanPage(
            head=replace(
                paper_head(self.workplace, self.reader, case, shown, made_on),
                concept=self.plan is None or bool(changed) or any(i.status not in APPROVED for i in self.indications),
            ),
            resident=paper_resident(self.reader, case),
            law=case.law,
            question=case.question or (conversation.question if conversation else ""),
            director=self._director(),
            summary=self.plan.summary if self.plan else "",
            agreements=self.plan.agreements if self.plan else "",
            resident_agrees=self.plan.resident_agrees if self.plan else None,
            changed=changed,
            conversation=self._conversation(conversation, notes) if conversation else None,
            network=tuple(
                PaperHelper(n.name, n.relation, n.helps_with, n.informal_carer, n.overburdened)
                for n in find(NetworkMember, resident_id=case.resident_id)
            ),
            who_come=who_come(self.household, self.home),
            alternatives=tuple(PaperAlternative(a.kind, a.answer, a.sufficient) for a in alternatives if a.answer),
            services=tuple(self._service(planned) for planned in find(PlanService, case_id=case.id)),
            goals=tuple(PaperGoal(g.text, self.names.domains.get(g.domain, ""), g.by_when, g.reached) for g in goals),
            help=tuple(paper_help(self.workplace, self.reader, one) for one in self.indications),
            client_support_told_on=report.client_support_told_on if report else None,
            steps=self._steps(),
            others=other_help(self.household, self.home),
            other_directors=other_directors(self.household, self.home),
            parts=plan_parts(self.workplace, self.reader, case, self.indications, notes),
        )

    def _current(self) -> list[Indication]:
        """What runs or is drafted; help that ended, was refused or lapsed is no part of the plan."""
        found = self.reader.find(Indication, case_id=self.case.id)
        return [i for i in found if i.status not in _OVER]

    def _director(self) -> str:
        known = self.resident.household_id
        household = self.reader.maybe(Household, known) if known else None
        return self.case.director or (household.director if household else "")

    def _conversation(self, talk: Conversation, notes: list[DomainNote]) -> PaperConversation:
        by_domain = {note.domain: note for note in notes}
        known = [(domain_name(d), by_domain[d.id]) for d in self.workplace.profile.life_domains if d.id in by_domain]
        return PaperConversation(
            held_on=talk.held_on,
            where=talk.where,
            present=talk.present,
            question=talk.question,
            going_well=talk.going_well,
            domains=tuple(PaperDomain(name, n.situation, n.own_words, n.who_can_do_what, n.score) for name, n in known),
        )

    def _steps(self) -> tuple[PaperStep, ...]:
        answers = {one.step: one.answer for one in self.reader.find(StepAnswer, case_id=self.case.id)}
        found = [(step.asks, answers.get(step.id, "")) for step in steps_of(self.case.law)]
        return tuple(PaperStep(_(asks), answer) for asks, answer in found if is_said(answer))

    def _service(self, planned: PlanService) -> PaperService:
        service = self.reader.get(CommunityService, kept_id(self.reader.connection, planned.service_id))
        return PaperService(
            name=service.name,
            why=planned.why,
            place=", ".join(filter(None, (service.address, join_name(service.postal_code, service.place)))),
            when=service.opening_hours,
            contact=", ".join(filter(None, (service.phone, service.email, service.url))),
            cost=service.cost,
            checked_on=service.checked_on,
        )
