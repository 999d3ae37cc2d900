"""The plan: what was looked at first, goals, community services, and what is agreed."""

from datetime import timedelta

import pytest

from desktop.models.casework import Alternative, PlanService, SupportPlan
from desktop.models.faults import RuleBroken
from desktop.models.kinds import AlternativeKind, EndReason, IndicationStatus, MapStatus, Role
from desktop.models.social_map import CommunityService
from desktop.services.case_reading import case_page
from desktop.services.cases import CaseEnding, change_report, close_case
from desktop.services.conversations import begin, finish, write, write_domain
from desktop.services.households import add_network_member, change_household, put_in_household
from desktop.services.indications import approve
from desktop.services.plans import (
    Agreement,
    add_goal,
    agree_plan,
    answer_alternative,
    change_goal,
    plan_page,
    put_on_plan,
    remove_goal,
    take_off_plan,
)
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, a_draft, a_handed_in_draft, colleague, refused


def a_service(desk: Workplace, status: MapStatus = MapStatus.ACTIVE) -> str:
    service = CommunityService(
        name="Dorpshuis",
        place="Winschoten",
        postal_code="9671 AB",
        address="Kerklaan 1",
        phone="055-555 0001",
        status=status,
    )
    with desk.store.work("Add") as work:
        work.add(service)
        work.commit()
    return service.id


def test_the_region_says_which_possibilities_are_looked_at(desk: Workplace) -> None:
    page = case_page(desk, a_case(desk))
    assert [a.kind for a in page.alternatives] == [
        AlternativeKind.OWN_STRENGTH,
        AlternativeKind.USUAL_HELP,
        AlternativeKind.INFORMAL_CARE,
        AlternativeKind.NETWORK,
        AlternativeKind.COMMUNITY_SERVICE,
        AlternativeKind.OTHER_LAW,
    ]
    assert {(a.answer, a.id) for a in page.alternatives} == {("", "")}


def test_an_answer_replaces_the_earlier_one_of_its_kind(desk: Workplace) -> None:
    case_id = a_case(desk)
    answer_alternative(desk, case_id, AlternativeKind.NETWORK, answer="De buurman brengt.")
    answer_alternative(desk, case_id, AlternativeKind.NETWORK, answer="De buurman is verhuisd.")
    answer_alternative(
        desk, case_id, AlternativeKind.GENERALLY_USUAL, answer="Een weekagenda hangt er.", sufficient=True
    )
    with desk.store.read() as reader:
        stored = {a.kind: (a.answer, a.sufficient) for a in reader.find(Alternative)}
    assert stored == {
        AlternativeKind.NETWORK: ("De buurman is verhuisd.", False),
        AlternativeKind.GENERALLY_USUAL: ("Een weekagenda hangt er.", True),
    }
    assert AlternativeKind.GENERALLY_USUAL in {a.kind for a in case_page(desk, case_id).alternatives}


def test_nothing_is_called_enough_without_a_word_why(desk: Workplace) -> None:
    with pytest.raises(RuleBroken, match="required answer"):
        answer_alternative(desk, a_case(desk), AlternativeKind.NETWORK, answer=" ", sufficient=True)


def test_goals_are_added_reworded_and_taken_off(desk: Workplace) -> None:
    case_id = a_case(desk)
    goal_id, _changes = add_goal(desk, case_id, " Ik kook zelf. ", domain="huishouden", by_when=desk.today)
    change_goal(desk, goal_id, text="Ik kook drie keer per week.", reached="partly")
    [goal] = case_page(desk, case_id).goals
    assert (goal.text, goal.domain, goal.reached) == ("Ik kook drie keer per week.", "huishouden", "partly")
    remove_goal(desk, goal_id)
    assert case_page(desk, case_id).goals == ()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": ""}, "required text"),
        ({"domain": "zwemmen"}, "unknown-domain"),
        ({"reached": "bijna"}, "not-valid reached"),
    ],
)
def test_a_goal_is_not_made_wrong(desk: Workplace, fields: dict[str, object], code: str) -> None:
    goal_id, _changes = add_goal(desk, a_case(desk), "Ik kook zelf.")
    with pytest.raises(RuleBroken, match=code):
        change_goal(desk, goal_id, **fields)


def test_a_goal_has_a_text_and_a_domain_of_the_region(desk: Workplace) -> None:
    case_id = a_case(desk)
    for text, domain, code in (
        (" ", "", "required text"),
        ("x", "zwemmen", "unknown-domain"),
        ("x" * 2001, "", "too-long"),
    ):
        with pytest.raises(RuleBroken, match=code):
            add_goal(desk, case_id, text, domain=domain)


def test_a_service_stands_on_a_plan_once(desk: Workplace) -> None:
    case_id, service_id = a_case(desk), a_service(desk)
    first, _changes = put_on_plan(desk, case_id, service_id)
    second, changes = put_on_plan(desk, case_id, service_id, "Om onder de mensen te zijn.")
    assert (first, changes.ids) == (second, {"plan_service": frozenset({first})})
    assert put_on_plan(desk, case_id, service_id)[1].act == ""
    [planned] = case_page(desk, case_id).services
    assert (planned.name, planned.why) == ("Dorpshuis", "Om onder de mensen te zijn.")
    take_off_plan(desk, first)
    with desk.store.read() as reader:
        assert reader.count(PlanService) == 0


def test_nobody_is_sent_where_one_may_not_refer(desk: Workplace) -> None:
    with pytest.raises(RuleBroken, match="do-not-refer"):
        put_on_plan(desk, a_case(desk), a_service(desk, MapStatus.DO_NOT_REFER))


def test_a_plan_needs_a_goal_and_a_summary_and_keeps_its_versions(desk: Workplace) -> None:
    case_id = a_case(desk)
    with pytest.raises(RuleBroken, match="goal-missing"):
        agree_plan(desk, case_id, Agreement("Samen verder."))
    add_goal(desk, case_id, "Ik kook zelf.")
    with pytest.raises(RuleBroken, match="required summary"):
        agree_plan(desk, case_id, Agreement(" "))
    agree_plan(desk, case_id, Agreement("Samen verder."))
    agree_plan(desk, case_id, Agreement("Samen verder.", "We bellen.", resident_agrees=True))
    plan = case_page(desk, case_id).plan
    assert plan is not None
    assert (plan.agreements, plan.resident_agrees) == ("We bellen.", True)
    with desk.store.read() as reader:
        assert reader.count(SupportPlan) == 2


def test_nothing_is_planned_in_a_closed_case(desk: Workplace) -> None:
    case_id, service_id = a_case(desk), a_service(desk)
    close_case(desk, case_id, CaseEnding(EndReason.OTHER))
    refused(
        "case-closed",
        lambda: add_goal(desk, case_id, "Ik kook zelf."),
        lambda: answer_alternative(desk, case_id, AlternativeKind.NETWORK, answer="Nee."),
        lambda: put_on_plan(desk, case_id, service_id),
        lambda: agree_plan(desk, case_id, Agreement("Samen verder.")),
    )


def test_an_empty_case_prints_a_concept_without_anything_made_up(desk: Workplace) -> None:
    paper = plan_page(desk, a_case(desk, client_support_told=False))
    assert paper.head.concept
    assert (paper.conversation, paper.services, paper.goals, paper.help, paper.alternatives) == (None, (), (), (), ())
    assert paper.client_support_told_on is None
    assert (paper.resident.name, paper.resident.address) == ("Jan de Boer", ("9671 AB Winschoten",))


def test_the_paper_holds_all_that_was_agreed(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    approve(lead, drafted.indication_id)
    case_id = drafted.case_id
    talk, _changes = begin(desk, case_id)
    write(desk, talk, question="Hoe verder?", present="Jan en Anna")
    write_domain(desk, talk, "geld", situation="Er is een achterstand.", score=2)
    finish(desk, talk)
    put_on_plan(desk, case_id, a_service(desk), "Om onder de mensen te zijn.")
    resident = case_page(desk, case_id).resident
    add_network_member(desk, resident.id, "Anna", relation="dochter", helps_with="Kijkt de post mee door.")
    put_in_household(desk, resident.id, case_page(desk, a_case(desk, "Boer")).resident.id)
    household = case_page(desk, case_id).home.household
    assert household is not None
    change_household(desk, household.id, director="Samira Bouzid")
    change_report(desk, case_id, client_support_told_on=desk.today)
    agree_plan(desk, case_id, Agreement("Samen verder.", "We bellen.", resident_agrees=True))
    paper = plan_page(desk, case_id)
    assert not paper.head.concept
    assert (paper.head.municipality, paper.head.consultant, paper.head.unsynced) == ("Oldambt", "Marijke Veenstra", 0)
    assert (paper.director, paper.resident.household) == ("Samira Bouzid", "Boer")
    assert paper.conversation is not None
    assert [(d.name, d.score) for d in paper.conversation.domains] == [("Geld", 2)]
    assert [(n.name, n.relation) for n in paper.network] == [("Anna", "dochter")]
    assert [(s.name, s.place) for s in paper.services] == [("Dorpshuis", "Kerklaan 1, 9671 AB Winschoten")]
    [help_] = paper.help
    assert (help_.product, help_.provider, help_.status) == (
        "Begeleiding regulier",
        "De Kwikstaart",
        IndicationStatus.APPROVED,
    )
    assert len(help_.evaluations) == 1
    assert (paper.summary, paper.agreements, paper.resident_agrees) == ("Samen verder.", "We bellen.", True)
    assert paper.client_support_told_on == desk.today


def test_a_plan_with_a_draft_in_it_is_a_concept(desk: Workplace) -> None:
    drafted = a_draft(desk)
    agree_plan(desk, drafted.case_id, Agreement("Samen verder."))
    paper = plan_page(desk, drafted.case_id)
    assert paper.head.concept
    assert paper.head.made_on == desk.today
    assert paper.help[0].end == desk.today + timedelta(days=194)


def test_who_may_not_see_cases_prints_no_plan(desk: Workplace) -> None:
    case_id = a_case(desk)
    with pytest.raises(RuleBroken, match="not-allowed"):
        plan_page(colleague(desk, "Abel Beheer", Role.ADMINISTRATOR), case_id)
