"""Nothing is written in a closed case, and what is read with an indication stays while that is judged."""

from functools import partial
from typing import Any

from desktop.models.casework import Goal, Referral, WarmHandover
from desktop.models.indications import Evaluation
from desktop.models.kinds import AlternativeKind, EndReason, Law, NextStep, ReferrerKind
from desktop.rules.step_plans import QUESTION, steps_of
from desktop.services import conversations
from desktop.services.cases import CaseEnding, change_case, change_report, close_case, reopen_case
from desktop.services.evaluations import hold_evaluation, plan_evaluation, remove_evaluation
from desktop.services.handovers import drop_handover, hold_handover, move_handover
from desktop.services.indications import hand_in, take_back
from desktop.services.plans import add_goal, answer_alternative, change_goal, remove_goal
from desktop.services.referrals import follow_referral
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, a_draft, refused
from tests.helpers.granted import START, someone, store


def test_nothing_is_written_in_a_closed_case(desk: Workplace) -> None:
    case_id = a_case(desk)
    goal, _changes = add_goal(desk, case_id, "Ik kook weer zelf.")
    talk, _changes = conversations.begin(desk, case_id)
    conversations.write(desk, talk, question="Wie helpt mij?")
    domain, step = desk.profile.life_domains[0].id, next(one.id for one in steps_of(Law.WMO) if one.id != QUESTION)
    close_case(desk, case_id, CaseEnding(EndReason.OTHER))
    refused(
        "case-closed",
        partial(change_goal, desk, goal, text="Iets anders"),
        partial(change_goal, desk, goal, reached="reached"),
        partial(remove_goal, desk, goal),
        partial(conversations.write, desk, talk, notes="Nog iets"),
        partial(conversations.write_domain, desk, talk, domain, score=2),
        partial(conversations.write_step, desk, talk, step, "Nog iets"),
        partial(conversations.finish, desk, talk),
        partial(change_report, desk, case_id, text="Iets anders"),
    )
    with desk.store.read() as reader:
        assert [one.text for one in reader.find(Goal, case_id=case_id)] == ["Ik kook weer zelf."]


def test_what_was_still_to_be_looked_at_when_it_closed_is_written_only_once_it_is_open_again(desk: Workplace) -> None:
    """A referral, a handover and an evaluation: what comes out of them would be read by nobody."""
    given = someone(desk)
    referral = Referral(case_id=given.case_id, kind=ReferrerKind.COURT, referred_on=desk.today)
    handover = WarmHandover(case_id=given.case_id, handed_by="Noor", received_by="Bram", on_day=desk.today)
    days = (None, START)
    planned, held = (Evaluation(indication_id=given.indication_id, due_on=desk.today, held_on=on) for on in days)
    store(desk, referral, handover, planned, held)
    close_case(desk, given.case_id, CaseEnding(EndReason.OTHER))
    outcome: dict[str, Any] = {"effect": "Meer rust.", "next": NextStep.THE_SAME}
    acts = (
        partial(follow_referral, desk, referral.id, "Gebeld", desk.today),
        partial(hold_handover, desk, handover.id, desk.today),
        partial(move_handover, desk, handover.id, desk.today),
        partial(hold_evaluation, desk, planned.id, **outcome),
        partial(hold_evaluation, desk, held.id, held_on=START, **outcome),
    )
    taking_off = partial(remove_evaluation, desk, planned.id), partial(drop_handover, desk, handover.id)
    planning = partial(plan_evaluation, desk, given.indication_id, desk.today)
    refused("case-closed", *acts, *taking_off, planning)
    reopen_case(desk, given.case_id)
    for act in acts[:2] + acts[3:]:
        act()
    with desk.store.read() as reader:
        assert reader.get(Referral, referral.id).outcome == "Gebeld"
        assert reader.get(Evaluation, planned.id).held_on == desk.today


def test_what_is_read_with_an_indication_stays_as_it_is_while_that_lies_with_a_second_person(desk: Workplace) -> None:
    drafted = a_draft(desk)
    with desk.store.read() as reader:
        (goal,) = reader.find(Goal, case_id=drafted.case_id)
    hand_in(desk, drafted.indication_id)
    refused(
        "read-along",
        partial(change_goal, desk, goal.id, text="Iets anders"),
        partial(remove_goal, desk, goal.id),
        partial(add_goal, desk, drafted.case_id, "Nog een doel"),
        partial(answer_alternative, desk, drafted.case_id, AlternativeKind.NETWORK, answer="Zijn zus komt."),
        partial(change_case, desk, drafted.case_id, question="Iets anders"),
    )
    change_goal(desk, goal.id, reached="partly")
    change_case(desk, drafted.case_id, director="Ineke")
    take_back(desk, drafted.indication_id)
    change_goal(desk, goal.id, text="Iets anders")
