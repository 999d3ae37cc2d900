"""Gathering a case's page from the store, in one moment of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop.models.casework import (
    Alternative,
    Application,
    Case,
    Goal,
    PlanService,
    SupportPlan,
    WarmHandover,
)
from desktop.models.indications import Decision, Evaluation, Indication, Trajectory
from desktop.models.kinds import AlternativeKind
from desktop.models.people import Colleague, Resident
from desktop.models.social_map import CommunityService, Provider
from desktop.models.transition import TransitionPlan
from desktop.models.waiting import ContactMoment, InterimMeasure, WaitingListEntry
from desktop.rules.answers import waiting as unanswered
from desktop.rules.applications import first_day
from desktop.rules.course import Checked, checks
from desktop.rules.next_steps import contact_due_of, events
from desktop.rules.norms import breach, need_since, norm_of_wait
from desktop.services.answers import answering
from desktop.services.case_page import CasePage, CheckLine, IndicationOnPage, PlannedService, WaitOnPage
from desktop.services.case_terms import TermFacts, case_terms, terms_here
from desktop.services.case_views import case_view
from desktop.services.home import HomeGathering
from desktop.services.kept_basis import changed_since
from desktop.services.names import ProfileNames, colleague_names
from desktop.services.norms import norms_of
from desktop.services.request_lines import requests_of_case
from desktop.services.timeline import timeline
from desktop.services.workplace import Workplace
from desktop.store.merged import kept_id
from desktop.store.reader import Reader

WEEK = 7
"""Days."""


@dataclass(frozen=True)
class _Below:
    """What hangs on the indications of a case, read at once: each by its own would take a question each."""

    decisions: list[Decision]
    trajectories: list[Trajectory]
    evaluations: list[Evaluation]


class CaseGathering:
    """One case while its page is gathered."""

    def __init__(self, workplace: Workplace, reader: Reader, case_id: str) -> None:
        self.workplace = workplace
        self.reader = reader
        self.case = reader.get(Case, case_id)
        self.resident = reader.get(Resident, self.case.resident_id)
        self.names = ProfileNames.of(workplace.profile)
        self.colleagues = reader.find(Colleague)
        self.providers: dict[str, str] = {}
        self.contacts: list[ContactMoment] = []
        self.measures: list[InterimMeasure] = []
        self.norms = norms_of(reader, workplace.profile)

    def page(self) -> CasePage:
        """Everything, each list in the order in which it is read."""
        find, case_id = self.reader.find, self.case.id
        who = colleague_names(self.colleagues)
        view = case_view(self.reader, self.case)
        indications = self._indications(who, view.applications)
        entries = find(WaitingListEntry, case_id=case_id)
        places = [entry.id for entry in entries]
        self.contacts = find(ContactMoment, entry_id=places)
        self.measures = find(InterimMeasure, entry_id=places)
        waiting = tuple(self._wait(entry, entries) for entry in entries)
        plan = next(iter(reversed(find(SupportPlan, case_id=case_id))), None)
        page = CasePage(
            case=self.case,
            resident=self.resident,
            consultant=who.get(self.case.consultant, ""),
            home=HomeGathering(self.workplace, self.reader, self.case, who).home(),
            report=next(iter(view.need_reports), None),
            referrals=view.referrals,
            terms=case_terms(
                terms_here(self.reader, self.workplace.profile, self.case.municipality),
                self.case.law,
                TermFacts(events(view), view.term_changes),
                self.workplace.today,
            ),
            checks=tuple(self._check(one, who) for one in checks(view, self.workplace.today)),
            conversations=tuple(sorted(view.conversations, key=lambda c: (c.held_on, c.id), reverse=True)),
            personal_plan=next(iter(reversed(view.personal_plans)), None),
            alternatives=self._alternatives(),
            goals=tuple(find(Goal, case_id=case_id)),
            services=tuple(self._service(planned) for planned in find(PlanService, case_id=case_id)),
            applications=tuple(sorted(view.applications, key=lambda one: (one.applied_on, one.id))),
            waits_for_decision=unanswered(view.applications, view.decisions, date.max),
            applies_from=first_day(view, self.workplace.profile.terms),
            plan=plan,
            plan_changed=changed_since(self.reader, self.case, plan) if plan else (),
            indications=indications,
            waiting=waiting,
            handovers=tuple(find(WarmHandover, case_id=case_id)),
            other_cases=tuple(c for c in find(Case, resident_id=self.resident.id) if c.id != case_id),
            timeline=(),
            colleagues=tuple(c for c in self.colleagues if c.active),
            requests=requests_of_case(self.workplace, self.reader, self.case),
            eighteen=next(iter(reversed(find(TransitionPlan, case_id=case_id))), None),
        )
        return timeline(page)

    def _check(self, one: Checked, who: dict[str, str]) -> CheckLine:
        return CheckLine(one.check, one.source, one.on, who.get(one.by, ""), is_late=one.is_late)

    def _alternatives(self) -> tuple[Alternative, ...]:
        """One per kind, in the order in which they are looked at; those not answered yet are empty and not stored."""
        stored = {a.kind: a for a in self.reader.find(Alternative, case_id=self.case.id)}
        kinds = self._asked() | stored.keys()
        return tuple(
            stored.get(kind) or Alternative(id="", case_id=self.case.id, kind=kind)
            for kind in AlternativeKind
            if kind in kinds
        )

    def _asked(self) -> set[AlternativeKind]:
        """The kinds that the region wants answered; all of them where it names none."""
        settings = [r for r in self.workplace.profile.rules if r.code == "alternatives-unanswered" and r.on]
        return {kind for setting in settings for kind in setting.kinds} or set(AlternativeKind)

    def _indications(self, who: dict[str, str], applied: tuple[Application, ...]) -> tuple[IndicationOnPage, ...]:
        found = self.reader.find(Indication, case_id=self.case.id)
        ids = [indication.id for indication in found]
        below = _Below(
            self.reader.find(Decision, indication_id=ids),
            self.reader.find(Trajectory, indication_id=ids),
            self.reader.find(Evaluation, indication_id=ids),
        )
        return tuple(
            replace(
                self._indication(one, who, below),
                answering=answering(one, applied, found, below.decisions, self.workplace.today),
            )
            for one in reversed(found)
        )

    def _indication(self, indication: Indication, who: dict[str, str], below: _Below) -> IndicationOnPage:
        return IndicationOnPage(
            indication=indication,
            product=self.names.help(indication.product, indication.segment, indication.lot),
            segment=self.names.segments.get(indication.segment, indication.segment),
            provider=self._provider(indication.provider_id),
            decision=next((d for d in reversed(below.decisions) if d.indication_id == indication.id), None),
            trajectories=tuple(t for t in below.trajectories if t.indication_id == indication.id),
            evaluations=tuple(
                sorted(
                    (e for e in below.evaluations if e.indication_id == indication.id), key=lambda e: (e.due_on, e.id)
                )
            ),
            author=who.get(indication.author, ""),
            judged_by=who.get(indication.judged_by, ""),
        )

    def _service(self, planned: PlanService) -> PlannedService:
        service = self.reader.get(CommunityService, kept_id(self.reader.connection, planned.service_id))
        return PlannedService(
            id=planned.id,
            service_id=service.id,
            name=service.name,
            place=service.place,
            phone=service.phone,
            why=planned.why,
            added_on=planned.added_on,
            checked_days=(self.workplace.today - service.checked_on).days if service.checked_on else None,
        )

    def _wait(self, entry: WaitingListEntry, entries: list[WaitingListEntry]) -> WaitOnPage:
        """What bridges the wait, and since when it runs, holds for the need wherever the resident waits for it."""
        began = need_since(entry, entries)
        places = [one.id for one in entries if one.id == entry.id or (entry.need and one.need == entry.need)]
        contacts = tuple(contact for contact in self.contacts if contact.entry_id == entry.id)
        planned = [c.agreed_on for c in contacts if c.held_on is None]
        until = entry.placed_on or self.workplace.today
        over = entry.placed_on is not None
        return WaitOnPage(
            entry=entry,
            product=self.names.help(entry.product, "", ""),
            provider=self._kept_provider(entry.provider_id),
            weeks=max(0, (until - entry.since).days) // WEEK,
            measures=tuple(measure for measure in self.measures if measure.entry_id in places),
            contacts=contacts,
            next_contact=None if over else min(planned, default=entry.review_on),
            contact_due=None if over else contact_due_of(entry, contacts),
            breach=breach(norm_of_wait(self.norms, self.case.law, entry.product), (until - began).days / WEEK),
            need_since=began if began < entry.since else None,
        )

    def _provider(self, provider_id: str | None) -> str:
        if provider_id is None:
            return ""
        if provider_id not in self.providers:
            provider = self.reader.maybe(Provider, provider_id)
            self.providers[provider_id] = provider.name if provider else ""
        return self.providers[provider_id]

    def _kept_provider(self, provider_id: str | None) -> str:
        """As the social map calls it; an indication tells the name that it was given under."""
        return self._provider(kept_id(self.reader.connection, provider_id) if provider_id else None)
