"""Which application a decision answers: with two of them in one case, only the one that is decided on is answered."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from desktop.models.casework import Application
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import IndicationStatus, Law
from desktop.services.answers import Answering, say_what_it_answers
from desktop.services.applications import change_application
from desktop.services.approved_help import decide
from desktop.services.case_page import TermLine
from desktop.services.case_reading import Deadline, MomentKind, case_list, case_page
from desktop.services.cases import hand_in_application
from desktop.services.decision_paper import decision_page
from desktop.services.undo import last_act, undo
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, refused

TERMS = {Law.WMO: "decision", Law.JEUGDWET: "youth-decision"}


def ago(desk: Workplace, days: int) -> date:
    return desk.today - timedelta(days=days)


def applied(desk: Workplace, case_id: str, days: int, text: str = "") -> str:
    hand_in_application(desk, case_id, text, ago(desk, days))
    with desk.store.read() as reader:
        return reader.find(Application, case_id=case_id)[-1].id


def approved(desk: Workplace, case_id: str, **fields: object) -> str:
    told = {"case_id": case_id, "status": IndicationStatus.APPROVED}
    one = Indication.model_validate(told | fields)
    with desk.store.work("Approve") as work:
        work.add(one)
        work.commit()
    return one.id


def decided(desk: Workplace, indication_id: str, days: int = 0, **fields: object) -> Decision:
    one = Decision.model_validate({"indication_id": indication_id, "decided_on": ago(desk, days)} | fields)
    decide(desk, one)
    return one


def by_hand(desk: Workplace, indication_id: str, days: int) -> None:
    """A decision of before anyone was asked what it answers."""
    with desk.store.work("Of before") as work:
        work.add(Decision(indication_id=indication_id, decided_on=ago(desk, days)))
        work.commit()


def lines(desk: Workplace, case_id: str) -> list[TermLine]:
    return [line for line in case_page(desk, case_id).terms if line.term in TERMS.values()]


def answers(desk: Workplace, case_id: str, indication_id: str) -> Answering:
    return next(one.answering for one in case_page(desk, case_id).indications if one.indication.id == indication_id)


def ids(found: Answering) -> tuple[str, ...]:
    return tuple(one.id for one in found.answered)


def decision_told(desk: Workplace, case_id: str) -> str:
    return next(m.text for m in case_page(desk, case_id).timeline if m.kind is MomentKind.DECISION)


@pytest.fixture
def case_id(desk: Workplace) -> str:
    return a_case(desk, received_on=ago(desk, 60))


def test_the_only_application_that_waits_is_answered_without_asking(desk: Workplace, case_id: str) -> None:
    one, help_given = applied(desk, case_id, 9), approved(desk, case_id)
    assert answers(desk, case_id, help_given).usual == (one,)
    decided(desk, help_given)
    assert ids(answers(desk, case_id, help_given)) == (one,)
    later, more = applied(desk, case_id, 0), approved(desk, case_id)
    assert answers(desk, case_id, more).usual == (later,), "the other one is answered already"
    decided(desk, more)
    assert (ids(answers(desk, case_id, help_given)), ids(answers(desk, case_id, more))) == ((one,), (later,))


@pytest.mark.parametrize("law", TERMS)
def test_of_two_that_wait_it_is_asked_and_the_weeks_of_the_other_go_on(desk: Workplace, law: Law) -> None:
    """Wmo 2015 art. 2.3.5 lid 2; Awb art. 4:13: two weeks and eight weeks, each for its own application."""
    case_id = a_case(desk, received_on=ago(desk, 80), law=law)
    first, second = applied(desk, case_id, 70), applied(desk, case_id, 65)
    help_given = approved(desk, case_id)
    assert answers(desk, case_id, help_given).usual == ()
    refused("application-unclear answers", partial(decided, desk, help_given))
    decided(desk, help_given, answers=(second,))
    term = TERMS[law]
    told = {line.from_day: (line.met_on, line.unclear) for line in lines(desk, case_id) if line.term == term}
    assert told == {ago(desk, 70): (None, False), ago(desk, 65): (desk.today, False)}
    assert case_list(desk)[0].deadline == next(one.due for one in lines(desk, case_id) if one.met_on is None)
    decided(desk, approved(desk, case_id), answers=(first,))
    assert [line.met_on for line in lines(desk, case_id)] == [desk.today]


def test_one_decision_may_answer_both(desk: Workplace, case_id: str) -> None:
    both = applied(desk, case_id, 9), applied(desk, case_id, 5)
    decided(desk, approved(desk, case_id), answers=both)
    assert all(line.met_on == desk.today for line in lines(desk, case_id))
    assert case_list(desk)[0].deadline_kind is Deadline.UNSENT


def test_the_lines_of_one_draft_answer_the_same_and_leave_the_other_open(desk: Workplace, case_id: str) -> None:
    first, second = applied(desk, case_id, 9), applied(desk, case_id, 5)
    one, other = (approved(desk, case_id, draft_id="draft") for _n in range(2))
    decided(desk, one, answers=(first,))
    assert answers(desk, case_id, other).usual == (first,), "not the one that happens to be left"
    decided(desk, other)
    assert ids(answers(desk, case_id, other)) == (first,)
    assert [line.from_day for line in lines(desk, case_id) if line.met_on is None] == [ago(desk, 5)]
    assert answers(desk, case_id, approved(desk, case_id)).usual == (second,)


def test_a_decision_in_the_place_of_another_answers_the_same(desk: Workplace, case_id: str) -> None:
    first, _second = applied(desk, case_id, 9), applied(desk, case_id, 5)
    help_given = approved(desk, case_id)
    before = decided(desk, help_given, answers=(first,))
    decide(desk, Decision(indication_id=help_given, decided_on=desk.today, number="2"), replaces=before.id)
    assert ids(answers(desk, case_id, help_given)) == (first,)


def test_what_came_in_later_or_belongs_elsewhere_is_not_answered(desk: Workplace, case_id: str) -> None:
    first, later = applied(desk, case_id, 9), applied(desk, case_id, 1)
    help_given = approved(desk, case_id)
    refused("application-later answers", partial(decided, desk, help_given, 5, answers=(later,)))
    elsewhere = applied(desk, a_case(desk, "Smit"), 0)
    refused("gone answers", partial(decided, desk, help_given, answers=(elsewhere,)))
    decided(desk, help_given, 5)
    assert ids(answers(desk, case_id, help_given)) == (first,), "the only one that had come in by then"
    refused("came-later applied_on", partial(change_application, desk, first, ago(desk, 4), ""))
    change_application(desk, first, ago(desk, 5), "")
    change_application(desk, later, desk.today, "")


def test_who_never_applied_gets_a_decision_all_the_same(desk: Workplace, case_id: str) -> None:
    help_given = approved(desk, case_id)
    decided(desk, help_given)
    assert answers(desk, case_id, help_given) == Answering()


def test_a_decision_of_before_is_told_by_its_day_says_so_and_can_be_put_right(desk: Workplace, case_id: str) -> None:
    first, second = applied(desk, case_id, 9, "Hulp thuis"), applied(desk, case_id, 5, "Vervoer")
    help_given = approved(desk, case_id)
    by_hand(desk, help_given, 2)
    found = answers(desk, case_id, help_given)
    assert (found.unclear, found.answered, found.usual) == (True, (), ())
    assert [(line.met_on, line.unclear) for line in lines(desk, case_id)] == [(ago(desk, 2), True)] * 2
    assert "niet opgeschreven" in decision_told(desk, case_id)
    refused("required answers", partial(say_what_it_answers, desk, help_given, ()))
    say_what_it_answers(desk, help_given, (first,))
    assert ids(answers(desk, case_id, help_given)) == (first,)
    told = {line.from_day: (line.met_on, line.unclear) for line in lines(desk, case_id)}
    assert told == {ago(desk, 5): (None, False)}, "the weeks of the other one run again"
    assert decision_page(desk, help_given).applied_on == ago(desk, 9)
    say_what_it_answers(desk, help_given, (second,))
    assert decision_page(desk, help_given).applied_on == ago(desk, 5)
    act = last_act(desk)
    assert act is not None
    undo(desk, act.act)
    assert decision_page(desk, help_given).applied_on == ago(desk, 9)


def test_a_decision_of_before_on_the_only_application_needs_no_word(desk: Workplace, case_id: str) -> None:
    one, help_given = applied(desk, case_id, 9), approved(desk, case_id)
    by_hand(desk, help_given, 2)
    found = answers(desk, case_id, help_given)
    assert (ids(found), found.unclear) == ((one,), False)
    assert [(line.met_on, line.unclear) for line in lines(desk, case_id)] == [(ago(desk, 2), False)]


def test_where_there_is_a_choice_the_line_of_time_tells_what_was_decided_on(desk: Workplace, case_id: str) -> None:
    first, help_given = applied(desk, case_id, 9), approved(desk, case_id)
    decided(desk, help_given, answers=(first,))
    assert "aanvraag" not in decision_told(desk, case_id)
    applied(desk, case_id, 5)
    assert "op de aanvraag van 14 november 2026" in decision_told(desk, case_id)
