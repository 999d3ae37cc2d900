"""The foot of a paper tells of every change in it that colleagues do not see yet, whatever record it is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import pytest

from desktop.models.base import Value
from desktop.models.casework import (
    Alternative,
    Application,
    Case,
    Conversation,
    DomainNote,
    Goal,
    NeedReport,
    PlanService,
    SupportPlan,
    WarmHandover,
)
from desktop.models.course import Carer, StepAnswer
from desktop.models.indications import ContributionAmount, Decision, Evaluation, Indication, VolumeChange
from desktop.models.people import Household, NetworkMember, Resident
from desktop.models.reach import MunicipalityContact
from desktop.models.social_map import CommunityService, Provider
from desktop.models.waiting import ContactMoment, InterimMeasure, WaitingListEntry
from desktop.services.decision_paper import decision_page
from desktop.services.evaluation_paper import evaluation_page
from desktop.services.indications import approve
from desktop.services.map_paper import map_page_of
from desktop.services.plan_paper import gather as plan_page
from desktop.services.waiting_letter import gather as letter_page
from desktop.services.workplace import Workplace
from tests.helpers.casework import MUNICIPALITY, Drafted, a_case, a_handed_in_draft
from tests.helpers.granted import everybody_sees_it

PLAN, DECISION, EVALUATION, LETTER, PAGE = "plan", "decision", "evaluation", "letter", "page"
CASE_PAPERS = {PLAN, DECISION, EVALUATION, LETTER}


@dataclass(frozen=True)
class Told:
    """A case with a record of each kind that papers print."""

    drafted: Drafted
    evaluation_id: str
    wait_id: str
    service_id: str

    def unseen(self, desk: Workplace) -> set[str]:
        """The papers whose foot tells of a change."""
        heads = {
            PLAN: plan_page(desk, self.drafted.case_id).head,
            DECISION: decision_page(desk, self.drafted.indication_id).head,
            EVALUATION: evaluation_page(desk, self.evaluation_id).head,
            LETTER: letter_page(desk, self.wait_id).head,
            PAGE: map_page_of(desk, self.service_id).head,
        }
        return {name for name, head in heads.items() if head.unsynced}


@pytest.fixture
def told(desk: Workplace, lead: Workplace) -> Told:
    """Everything told, and seen by everybody."""
    drafted = a_handed_in_draft(desk)
    approve(lead, drafted.indication_id)
    case_id, today = drafted.case_id, desk.today
    other = a_case(desk, "Bakker")
    household = Household(name="De Boer", director="Samira Bouzid")
    talk = Conversation(case_id=case_id, held_on=today, done=True)
    service = CommunityService(name="Dorpshuis", place="Winschoten")
    wait = WaitingListEntry(
        case_id=case_id, product="begeleiding-regulier", since=today, provider_id=drafted.provider_id
    )
    with desk.store.work("Tell") as work:
        resident = work.get(Resident, work.get(Case, case_id).resident_id)
        work.add(household, talk, service, wait)
        for one in (resident.id, work.get(Case, other).resident_id):
            work.change(Resident, one, household_id=household.id)
        work.add(
            SupportPlan(case_id=case_id, made_on=today),
            DomainNote(conversation_id=talk.id, domain="geld", situation="Een achterstand."),
            StepAnswer(case_id=case_id, step="problems", answer="De post."),
            PlanService(case_id=case_id, service_id=service.id, added_on=today),
            WarmHandover(case_id=case_id, handed_by="Marijke", received_by="Inge", on_day=today),
            Application(case_id=case_id, applied_on=today),
            Decision(indication_id=drafted.indication_id, decided_on=today),
            VolumeChange(
                indication_id=drafted.indication_id,
                from_on=today + timedelta(days=40),
                volume=1,
                reason="Het gaat beter.",
                agreed_on=today,
            ),
            NetworkMember(resident_id=resident.id, name="Anna"),
            Carer(household_id=household.id, name="Wijkverpleging"),
            ContactMoment(entry_id=wait.id, agreed_on=today),
            InterimMeasure(entry_id=wait.id, what="Bellen", start=today),
            MunicipalityContact(municipality=MUNICIPALITY, phone="0597 12 34 56"),
            ContributionAmount(year=today.year, cents_per_month=2000),
        )
        work.commit()
    with desk.store.read() as reader:
        evaluation = reader.find(Evaluation, indication_id=drafted.indication_id)[0]
    everybody_sees_it(desk)
    made = Told(drafted, evaluation.id, wait.id, service.id)
    assert made.unseen(desk) == set()
    return made


CHANGES: Mapping[type[Value], tuple[Mapping[str, object], set[str]]] = {
    Case: ({"question": "Anders."}, CASE_PAPERS),
    Resident: ({"address": "Kade 2"}, CASE_PAPERS),
    Household: ({"director": "Iemand anders"}, CASE_PAPERS),
    MunicipalityContact: ({"phone": "0597 00 00 00"}, CASE_PAPERS),
    NetworkMember: ({"helps_with": "post"}, {PLAN}),
    Carer: ({"helps_with": "wonden"}, {PLAN}),
    Conversation: ({"going_well": "De buurt."}, {PLAN}),
    DomainNote: ({"own_words": "Ik durf niet."}, {PLAN}),
    StepAnswer: ({"answer": "Anders."}, {PLAN}),
    NeedReport: ({"client_support_told_on": None}, {PLAN}),
    SupportPlan: ({"summary": "Anders."}, {PLAN}),
    PlanService: ({"why": "Om de mensen."}, {PLAN}),
    CommunityService: ({"opening_hours": "dinsdag"}, {PLAN, PAGE}),
    WarmHandover: ({"received_by": "Bo"}, {PLAN}),
    Goal: ({"text": "Anders."}, {PLAN, DECISION, EVALUATION}),
    Alternative: ({"answer": "Anders."}, {PLAN, DECISION}),
    Application: ({"applied_on": None}, {DECISION}),
    Decision: ({"motivation": "Daarom."}, {DECISION}),
    ContributionAmount: ({"cents_per_month": 1900}, {DECISION}),
    Indication: ({"stops_when": "Anders."}, {PLAN, DECISION, EVALUATION}),
    VolumeChange: ({"volume": 3}, {PLAN, DECISION, EVALUATION}),
    Evaluation: ({"effect": "Rust."}, {EVALUATION}),
    Provider: ({"name": "De Merel"}, {PLAN, DECISION, EVALUATION, LETTER}),
    WaitingListEntry: ({"limited_choice": "Er is er één."}, {LETTER}),
    ContactMoment: ({"agreed_on": None}, {LETTER}),
    InterimMeasure: ({"what": "Langsgaan"}, {PLAN, LETTER}),
}


@pytest.mark.parametrize("kind", CHANGES, ids=lambda kind: kind.__name__)
def test_a_change_that_nobody_sees_stands_at_the_foot(desk: Workplace, told: Told, kind: type[Value]) -> None:
    fields, papers = CHANGES[kind]
    with desk.store.work("Change") as work:
        one = next(one for one in work.find(kind) if not isinstance(one, Case) or one.id == told.drafted.case_id)
        if isinstance(one, Resident):
            one = work.get(Resident, work.get(Case, told.drafted.case_id).resident_id)
        days = {name: desk.today + timedelta(days=1) for name, value in fields.items() if value is None}
        work.change(kind, str(vars(one)["id"]), **{**fields, **days})
        work.commit()
    assert told.unseen(desk) == papers


GONE: Mapping[type[Value], set[str]] = {
    MunicipalityContact: CASE_PAPERS,
    NetworkMember: {PLAN},
    Carer: {PLAN},
    DomainNote: {PLAN},
    StepAnswer: {PLAN},
    SupportPlan: {PLAN},
    PlanService: {PLAN},
    WarmHandover: {PLAN},
    Goal: {PLAN, DECISION, EVALUATION},
    Alternative: {PLAN, DECISION},
    Application: {DECISION},
    Decision: {DECISION},
    ContributionAmount: {DECISION},
    VolumeChange: {PLAN, DECISION, EVALUATION},
    ContactMoment: {LETTER},
    InterimMeasure: {PLAN, LETTER},
}


@pytest.mark.parametrize("kind", GONE, ids=lambda kind: kind.__name__)
def test_what_was_taken_away_and_nobody_knows_stands_at_the_foot(
    desk: Workplace, told: Told, kind: type[Value]
) -> None:
    with desk.store.work("Take away") as work:
        work.remove(kind, str(vars(work.find(kind)[0])["id"]))
        work.commit()
    assert told.unseen(desk) == GONE[kind]
    everybody_sees_it(desk)
    assert told.unseen(desk) == set()


def test_a_talk_and_another_line_of_help_that_were_taken_away_stand_at_the_foot_of_the_plan(
    desk: Workplace, told: Told
) -> None:
    second = Indication(case_id=told.drafted.case_id)
    with desk.store.work("Draft") as work:
        work.add(second)
        work.commit()
    everybody_sees_it(desk)
    with desk.store.work("Take away") as work:
        work.remove(Indication, second.id)
        work.commit()
    assert told.unseen(desk) == {PLAN}
    everybody_sees_it(desk)
    with desk.store.work("Take away") as work:
        for note in work.find(DomainNote):
            work.remove(DomainNote, note.id)
        work.remove(Conversation, work.find(Conversation)[0].id)
        work.commit()
    assert told.unseen(desk) == {PLAN}


def test_what_nobody_else_ever_saw_leaves_nothing_at_the_foot(desk: Workplace, told: Told) -> None:
    made = Goal(case_id=told.drafted.case_id, text="Vergissing.")
    with desk.store.work("Add") as work:
        work.add(made)
        work.commit()
    assert told.unseen(desk) == GONE[Goal]
    with desk.store.work("Take away") as work:
        work.remove(Goal, made.id)
        work.commit()
    assert told.unseen(desk) == set()


def test_a_laptop_that_works_alone_tells_of_nothing_that_was_taken_away(desk: Workplace, told: Told) -> None:
    with desk.store.work("Alone") as work:
        work.connection.exec_driver_sql("DELETE FROM sync_state")
        work.remove(Goal, work.find(Goal)[0].id)
        work.commit()
    assert told.unseen(desk) == set()


def test_what_is_taken_away_in_another_case_is_no_matter_of_this_paper(desk: Workplace, told: Told) -> None:
    apart = Goal(case_id=a_case(desk, "Smit"), text="Iets anders.")
    with desk.store.work("Change") as work:
        work.add(apart)
        work.commit()
    everybody_sees_it(desk)
    with desk.store.work("Take away") as work:
        work.remove(Goal, apart.id)
        work.commit()
    assert told.unseen(desk) == set()


def test_what_another_case_says_is_no_matter_of_this_paper(desk: Workplace, told: Told) -> None:
    apart = a_case(desk, "Smit")
    with desk.store.work("Change") as work:
        work.add(Goal(case_id=apart, text="Iets anders."))
        work.commit()
    assert told.unseen(desk) == set()
