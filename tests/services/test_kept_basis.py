"""The decision prints what was approved, and a plan says when it is not what was agreed any more."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from desktop.language import speaking
from desktop.models.casework import Case, Conversation, Goal, SupportPlan
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import AlternativeKind, IndicationChange
from desktop.models.papers import DecisionPage
from desktop.models.people import Resident
from desktop.models.social_map import CommunityService
from desktop.services.approved_help import decide
from desktop.services.cases import change_case, hand_in_application
from desktop.services.contributions import keep_amount
from desktop.services.conversations import begin, finish, take_up_again, write, write_domain, write_step
from desktop.services.decision_paper import decision_page
from desktop.services.draft_changes import begin_change
from desktop.services.households import add_network_member
from desktop.services.indications import approve, hand_in
from desktop.services.papers import PaperKind, make_paper
from desktop.services.plans import (
    Agreement,
    add_goal,
    agree_plan,
    answer_alternative,
    change_goal,
    plan_page,
    put_on_plan,
    remove_goal,
)
from desktop.services.seals import is_sealed
from desktop.services.workplace import Workplace
from tests.helpers.casework import Drafted, a_case, a_draft, answer_all


def said(page: DecisionPage) -> tuple[object, ...]:
    return page.question, page.law, tuple(goal.text for goal in page.goals), page.alternatives


def goal_of(desk: Workplace, case_id: str) -> str:
    with desk.store.read() as reader:
        return reader.find(Goal, case_id=case_id)[0].id


@pytest.fixture
def approved(desk: Workplace, lead: Workplace) -> Drafted:
    drafted = a_draft(desk)
    hand_in(desk, drafted.indication_id)
    approve(lead, drafted.indication_id)
    return drafted


@pytest.mark.parametrize("decided_first", [True, False])
def test_a_decision_prints_what_was_approved_whatever_becomes_of_the_case(
    desk: Workplace, approved: Drafted, *, decided_first: bool
) -> None:
    case_id, indication_id = approved.case_id, approved.indication_id
    hand_in_application(desk, case_id, "Hulp bij de post")
    decision = Decision(indication_id=indication_id, decided_on=desk.today, motivation="Daarom.")
    if decided_first:
        decide(desk, decision)
    before = decision_page(desk, indication_id)
    change_goal(desk, goal_of(desk, case_id), text="Na het besluit anders gezegd")
    remove_goal(desk, goal_of(desk, case_id))
    add_goal(desk, case_id, "Een doel van later")
    answer_alternative(desk, case_id, AlternativeKind.NETWORK, answer="Later toch genoeg.", sufficient=True)
    change_case(desk, case_id, question="Een andere vraag")
    with desk.store.work("Sync with colleagues", origin="sync") as work:
        work.change(Case, case_id, law="JEUGDWET")
        work.commit()
    if not decided_first:
        decide(desk, decision)
    after = decision_page(desk, indication_id)
    assert said(after) == said(before)
    assert after.goals[0].text == "Ik houd mijn post bij."
    assert not after.head.concept
    paper = make_paper(desk, PaperKind.DECISION, indication_id).html
    assert "Ik houd mijn post bij." in paper
    assert not any(later in paper for later in ("Een doel van later", "Later toch genoeg.", "Een andere vraag"))
    with desk.store.read() as reader:
        assert is_sealed(reader.get(Indication, indication_id))


def test_what_a_colleague_changed_elsewhere_while_it_was_read_is_no_part_of_what_was_approved(
    desk: Workplace, approved: Drafted
) -> None:
    with desk.store.work("Sync with colleagues", origin="sync") as work:
        work.change(Goal, goal_of(desk, approved.case_id), text="Van een andere laptop")
        work.commit()
    assert [goal.text for goal in decision_page(desk, approved.indication_id).goals] == ["Ik houd mijn post bij."]


def test_what_a_text_rests_on_lies_under_its_seal(desk: Workplace, approved: Drafted) -> None:
    with desk.store.read() as reader:
        text = reader.get(Indication, approved.indication_id)
    forged = text.model_copy(update={"rests_on": text.rests_on | {"goals": "[]"}})
    assert (is_sealed(text), is_sealed(forged)) == (True, False)


def test_a_decision_goes_on_telling_the_contribution_that_was_approved(
    desk: Workplace, lead: Workplace, approved: Drafted
) -> None:
    """The amounts of a year are put right later; what the resident was sent says what it said."""
    before = decision_page(desk, approved.indication_id).contribution
    assert before is not None
    year = {"year": before.year, "municipality": "", "document": "Verordening", "paragraph": "art. 9"}
    keep_amount(lead, year | {"cents_per_month": 9900})
    assert decision_page(desk, approved.indication_id).contribution == before
    draft, _changes = begin_change(desk, approved.indication_id, IndicationChange.LESS)
    after = decision_page(desk, draft).contribution
    assert after is not None
    assert (after.cents_per_month, before.cents_per_month == 9900) == (9900, False)


def test_a_draft_prints_what_stands_and_a_next_version_what_stood_when_that_was_approved(
    desk: Workplace, approved: Drafted
) -> None:
    draft, _changes = begin_change(desk, approved.indication_id, IndicationChange.LESS)
    change_goal(desk, goal_of(desk, approved.case_id), text="Ik doe mijn post samen met Ineke.")
    assert [goal.text for goal in decision_page(desk, draft).goals] == ["Ik doe mijn post samen met Ineke."]
    assert [goal.text for goal in decision_page(desk, approved.indication_id).goals] == ["Ik houd mijn post bij."]


def test_a_decision_names_the_application_it_is_about(desk: Workplace, approved: Drafted) -> None:
    hand_in_application(desk, approved.case_id, "Eerste")
    decide(desk, Decision(indication_id=approved.indication_id, decided_on=desk.today))
    with desk.store.read() as reader:
        opened = reader.get(Case, approved.case_id).opened_on
    tomorrow = Workplace(desk.store, desk.profile, desk.colleague, lambda: desk.now + timedelta(days=1))
    hand_in_application(tomorrow, approved.case_id, "Tweede")
    assert decision_page(desk, approved.indication_id).applied_on == desk.today == opened


@pytest.fixture
def agreed(desk: Workplace) -> str:
    """A case with a plan on which the resident agrees."""
    case_id = a_case(desk)
    answer_all(desk, case_id)
    add_goal(desk, case_id, "Ik houd mijn post bij.")
    talk, _changes = begin(desk, case_id)
    write(desk, talk, question="Wie helpt mij met de post?")
    finish(desk, talk)
    agree_plan(desk, case_id, Agreement("Zo doen we het.", "Ineke kijkt mee.", resident_agrees=True))
    return case_id


def begin_again(desk: Workplace, case_id: str) -> str:
    with desk.store.read() as reader:
        talk = reader.find(Conversation, case_id=case_id)[0].id
    take_up_again(desk, talk)
    return talk


def _reword(desk: Workplace, case_id: str) -> None:
    change_goal(desk, goal_of(desk, case_id), text="Iets anders")


def _later(desk: Workplace, case_id: str) -> None:
    change_goal(desk, goal_of(desk, case_id), by_when=date(2027, 6, 1))


def _add(desk: Workplace, case_id: str) -> None:
    add_goal(desk, case_id, "Nog een doel")


def _drop(desk: Workplace, case_id: str) -> None:
    add_goal(desk, case_id, "Nog een doel")
    remove_goal(desk, goal_of(desk, case_id))


def _look_again(desk: Workplace, case_id: str) -> None:
    answer_alternative(desk, case_id, AlternativeKind.NETWORK, answer="Zijn zus komt.", sufficient=True)


def _ask(desk: Workplace, case_id: str) -> None:
    change_case(desk, case_id, question="Een andere vraag")


def _other_act(desk: Workplace, case_id: str) -> None:
    change_case(desk, case_id, law="JEUGDWET")


def _direct(desk: Workplace, case_id: str) -> None:
    change_case(desk, case_id, director="Ineke")


def _neighbour(desk: Workplace, case_id: str) -> None:
    with desk.store.read() as reader:
        resident = reader.get(Resident, reader.get(Case, case_id).resident_id)
    add_network_member(desk, resident.id, "Meneer Drent")


def _nearby(desk: Workplace, case_id: str) -> None:
    service = CommunityService(name="De Koffiepot")
    with desk.store.work("Begin") as work:
        work.add(service)
        work.commit()
    put_on_plan(desk, case_id, service.id, "Onder de mensen")


def _tell(desk: Workplace, case_id: str) -> None:
    talk = begin_again(desk, case_id)
    write_domain(desk, talk, desk.profile.life_domains[0].id, situation="Het gaat slechter.")
    finish(desk, talk)


def _look_into(desk: Workplace, case_id: str) -> None:
    talk = begin_again(desk, case_id)
    write_step(desk, talk, "own", "Hij doet zijn boodschappen zelf.")
    finish(desk, talk)


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        (_reword, "de doelen"),
        (_later, "de doelen"),
        (_add, "de doelen"),
        (_drop, "de doelen"),
        (_look_again, "wat eerst is bekeken"),
        (_ask, "de vraag"),
        (_other_act, "de wet"),
        (_direct, "wie de regie heeft"),
        (_neighbour, "het netwerk"),
        (_nearby, "hulp in de buurt"),
        (_tell, "het gesprek"),
        (_look_into, "wat is onderzocht"),
    ],
)
def test_a_plan_that_changed_after_it_was_agreed_prints_as_a_concept_and_says_what(
    desk: Workplace, agreed: str, changed: Callable[[Workplace, str], None], part: str
) -> None:
    page = plan_page(desk, agreed)
    assert (page.head.concept, page.changed) == (False, ())
    changed(desk, agreed)
    with speaking("nl"):
        page = plan_page(desk, agreed)
    assert (page.head.concept, page.changed) == (True, (part,))
    paper = make_paper(desk, PaperKind.SUPPORT_PLAN, agreed).html
    assert f"en nog niet afgesproken: {part}." in paper
    agree_plan(desk, agreed, Agreement("Zo doen we het nu.", resident_agrees=True))
    page = plan_page(desk, agreed)
    assert (page.head.concept, page.changed) == (False, ())


def test_how_far_a_goal_came_changes_nothing_of_what_was_agreed(desk: Workplace, agreed: str) -> None:
    change_goal(desk, goal_of(desk, agreed), reached="partly")
    assert plan_page(desk, agreed).changed == ()


def test_of_a_plan_of_before_nothing_was_kept_and_nothing_is_said(desk: Workplace) -> None:
    case_id = a_case(desk)
    with desk.store.work("Agree plan") as work:
        work.add(SupportPlan(case_id=case_id, made_on=desk.today, summary="Zo doen we het."))
        work.commit()
    add_goal(desk, case_id, "Een doel")
    assert plan_page(desk, case_id).changed == ()
