"""Nothing is written in a closed case, and what is read with an indication stays while that is judged."""

from functools import partial

from desktop.models.casework import Goal
from desktop.models.kinds import AlternativeKind, EndReason, Law
from desktop.rules.step_plans import QUESTION, steps_of
from desktop.services import conversations
from desktop.services.cases import CaseEnding, change_case, change_report, close_case
from desktop.services.indications import hand_in, take_back
from desktop.services.plans import add_goal, answer_alternative, change_goal, remove_goal
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, a_draft, refused


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
