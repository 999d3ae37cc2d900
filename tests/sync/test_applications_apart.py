"""Two laptops and one application: a withdrawal travels, and two different answers to one question never mix."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.models.casework import Application, Case
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import CasePhase, ConsentBy, IndicationStatus
from desktop.services.answers import say_what_it_answers
from desktop.services.cases import hand_in_application
from desktop.services.conflicts import Take, list_conflicts, resolve
from desktop.services.subjects import applications_named
from desktop.services.undo import last_act, undo
from desktop.services.withdrawals import Withdrawal, withdraw_application
from tests.helpers.casework import a_case
from tests.helpers.laptops import Laptop
from tests.helpers.meetings import BOTH
from tests.sync.test_course_apart import at_work, meet

pytestmark = pytest.mark.parametrize("meeting", BOTH, indirect=True)


def shared_case(anna: Laptop, bram: Laptop, days: tuple[int, ...]) -> tuple[str, list[str]]:
    """A case with applications of so many days ago, on both laptops; Bram covers for Anna."""
    desk = at_work(anna)
    case_id = a_case(desk, received_on=desk.today - timedelta(days=60))
    for ago in days:
        hand_in_application(desk, case_id, f"Van {ago} dagen geleden", desk.today - timedelta(days=ago))
    me = anna.workplace.colleague.id
    anna.change(Case, case_id, consultant=bram.workplace.colleague.id, covers_for=me, covered_until=desk.today)
    meet(anna, bram)
    return case_id, anna.ask(lambda reader: [one.id for one in reader.find(Application, case_id=case_id)])


def test_a_withdrawal_and_its_undoing_reach_the_other_laptop(anna: Laptop, bram: Laptop) -> None:
    case_id, (one,) = shared_case(anna, bram, (9,))
    told = Withdrawal(at_work(anna).today, ConsentBy.PARENT, "in een brief", "Oma helpt.")
    withdraw_application(at_work(anna), one, told)
    meet(anna, bram)
    there = bram.there(Application, one)
    assert (there.withdrawn_on, there.withdrawn_by) == (told.on, ConsentBy.PARENT)
    assert (there.withdrawn_how, there.withdrawn_why) == ("in een brief", "Oma helpt.")
    assert bram.there(Case, case_id).phase is CasePhase.REPORTED
    act = last_act(at_work(anna))
    assert act is not None
    undo(at_work(anna), act.act)
    meet(anna, bram)
    assert bram.there(Application, one).withdrawn_on is None
    assert bram.there(Case, case_id).phase is CasePhase.APPLICATION
    assert not list_conflicts(anna.workplace)


def test_two_who_answered_differently_decide_which_of_both_holds(anna: Laptop, bram: Laptop) -> None:
    """Merged member by member the decision would answer both applications, which nobody said."""
    case_id, (first, second, third) = shared_case(anna, bram, (9, 7, 5))
    help_given = Indication(case_id=case_id, status=IndicationStatus.DRAFT)
    decision = Decision(indication_id=help_given.id, decided_on=at_work(anna).today, answers=(first,))
    anna.add(help_given, decision)
    meet(anna, bram)
    say_what_it_answers(at_work(anna), help_given.id, [second])
    say_what_it_answers(at_work(bram), help_given.id, [third, first])
    meet(anna, bram)
    (conflict,) = list_conflicts(bram.workplace)
    assert (conflict.field, conflict.then, conflict.mine) == ("answers", [first], sorted([first, third]))
    assert conflict.theirs == [second]
    (told,) = applications_named(bram.workplace, [conflict])
    assert told.theirs == ["16 november 2026 · Van 7 dagen geleden"]
    assert told.mine == ["14 november 2026 · Van 9 dagen geleden", "18 november 2026 · Van 5 dagen geleden"]
    resolve(bram.workplace, conflict.id, take=Take.MINE)
    meet(bram, anna)
    for laptop in (anna, bram):
        assert laptop.there(Decision, decision.id).answers == tuple(sorted([first, third]))
        assert not list_conflicts(laptop.workplace)


def test_two_who_answered_the_same_in_another_order_have_nothing_to_decide(anna: Laptop, bram: Laptop) -> None:
    case_id, (first, second, third) = shared_case(anna, bram, (9, 7, 5))
    help_given = Indication(case_id=case_id, status=IndicationStatus.DRAFT)
    anna.add(help_given, Decision(indication_id=help_given.id, decided_on=at_work(anna).today, answers=(first,)))
    meet(anna, bram)
    say_what_it_answers(at_work(anna), help_given.id, [third, second])
    say_what_it_answers(at_work(bram), help_given.id, [second, third])
    meet(anna, bram)
    assert not list_conflicts(anna.workplace)
    assert not list_conflicts(bram.workplace)
