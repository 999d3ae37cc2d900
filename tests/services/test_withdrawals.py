"""An application is withdrawn: its term ends, no decision is asked for, and no draft is silently left waiting."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from functools import partial

import pytest

from desktop.models.casework import Application, Case
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import CasePhase, ConsentBy, EndReason, IndicationStatus, Law, Role
from desktop.models.people import Resident
from desktop.rules.dates import add_months
from desktop.services.answers import say_what_it_answers
from desktop.services.applications import change_application
from desktop.services.approved_help import start_help
from desktop.services.case_page import TermState
from desktop.services.case_reading import CasePage, MomentKind, case_list, case_page
from desktop.services.cases import CaseEnding, close_case, reopen_case
from desktop.services.decision_paper import decision_page
from desktop.services.eighteen_board import board
from desktop.services.indications import begin_draft, draft_page
from desktop.services.phase_words import phase_text
from desktop.services.team import caseload, to_approve
from desktop.services.team_page import cases_of
from desktop.services.today import TodayKind, today
from desktop.services.undo import last_act, undo
from desktop.services.withdrawals import Drafted, Withdrawal, let_go, take_withdrawal_back, withdraw_application
from desktop.services.workplace import Workplace
from desktop.store.counting import check
from desktop.store.queries.caseload import CaseFilter, Moment, case_rows
from tests.helpers.casework import a_case, a_handed_in_draft, colleague, refused
from tests.services.test_answers import TERMS, ago, answers, applied, approved, by_hand, decided, lines

DECISION = "Besluit op de aanvraag"
"""As the region calls that term."""


def off(desk: Workplace, application_id: str, days: int = 0, **told: object) -> None:
    fields = {"on": ago(desk, days), "by": ConsentBy.RESIDENT, "how": "telefonisch"} | told
    withdraw_application(desk, application_id, Withdrawal(**fields))  # type: ignore[arg-type]  # a test names the fields


def phase(desk: Workplace, case_id: str) -> CasePhase:
    return case_page(desk, case_id).case.phase


def moments(page: CasePage, kind: MomentKind) -> list[tuple[date, str]]:
    return [(m.on, m.text) for m in page.timeline if m.kind is kind]


@pytest.fixture
def case_id(desk: Workplace) -> str:
    return a_case(desk, received_on=ago(desk, 90))


@pytest.mark.parametrize("law", TERMS)
def test_the_term_ends_on_that_day_and_nobody_is_late_or_asked_to_decide(desk: Workplace, law: Law) -> None:
    """Awb art. 4:13: a decision is owed on an application; there is none any more."""
    case_id = a_case(desk, received_on=ago(desk, 90), law=law)
    one = applied(desk, case_id, 80)
    assert (case_list(desk)[0].days_left or 0) < 0
    assert caseload(desk)[0].deadlines == 1
    assert today(desk).lines(TodayKind.TERM)
    off(desk, one, 70, why="Hulp van de buren", by=ConsentBy.REPRESENTATIVE)
    (line,) = lines(desk, case_id)
    assert (line.state, line.met_on, line.may_pause) == (TermState.WITHDRAWN, ago(desk, 70), False)
    assert case_list(desk)[0].deadline_kind is None or law is Law.WMO
    assert today(desk).lines(TodayKind.TERM) == () or law is Law.WMO
    page = case_page(desk, case_id)
    assert page.waits_for_decision == ()
    ((on, told),) = moments(page, MomentKind.WITHDRAWN)
    assert on == ago(desk, 70)
    assert {"telefonisch", "Hulp van de buren"} <= {*told.split(" · ")}


def test_only_the_term_of_what_is_withdrawn_ends(desk: Workplace, case_id: str) -> None:
    first, second = applied(desk, case_id, 30), applied(desk, case_id, 20)
    off(desk, first, 10)
    told = {line.from_day: line.state for line in lines(desk, case_id)}
    assert told[ago(desk, 20)] is TermState.LATE
    assert [one.id for one in case_page(desk, case_id).waits_for_decision] == [second]
    assert DECISION in {line.what for line in today(desk).lines(TodayKind.TERM)}
    off(desk, second, 10)
    assert {line.state for line in lines(desk, case_id)} == {TermState.WITHDRAWN}
    assert DECISION not in {line.what for line in today(desk).lines(TodayKind.TERM)}


def test_what_came_in_on_one_day_is_open_until_all_of_it_is_withdrawn_or_decided_on(desk: Workplace) -> None:
    """The quick reading of all cases says the same as the page of one, whatever happened in whichever order."""
    for acts in itertools.combinations_with_replacement(("waits", "off", "decided", "by hand"), 2):
        case_id = a_case(desk, received_on=ago(desk, 90))
        both = [applied(desk, case_id, 30) for _one in acts]
        for one, act in zip(both, acts, strict=True):
            if act == "off":
                off(desk, one, 9)
        for one, act in zip(both, acts, strict=True):
            if act == "decided":
                decided(desk, approved(desk, case_id), 8, answers=(one,))
            if act == "by hand":
                by_hand(desk, approved(desk, case_id), 7)
        page, row = case_page(desk, case_id), next(one for one in case_list(desk) if one.case_id == case_id)
        open_ones = [line for line in page.terms if line.term == "decision" and line.met_on is None]
        assert bool(open_ones) == bool(page.waits_for_decision), acts
        assert row.applied_for == len(page.waits_for_decision), acts
        asked = {(line.case_id, line.what) for line in today(desk).lines(TodayKind.TERM)}
        assert ((case_id, DECISION) in asked) == bool(open_ones), acts


def test_it_is_refused_where_it_cannot_be(desk: Workplace, case_id: str) -> None:
    one = applied(desk, case_id, 9)
    refused("done-before withdrawn_on", partial(off, desk, one, 10))
    refused("in-future withdrawn_on", partial(off, desk, one, -1))
    refused("required withdrawn_on", partial(off, desk, one, on=None))
    refused("required withdrawn_how", partial(off, desk, one, how="  "))
    refused("not-withdrawn", partial(take_withdrawal_back, desk, one))
    off(desk, one, 4)
    refused("application-off", partial(off, desk, one))
    refused("came-later applied_on", partial(change_application, desk, one, ago(desk, 3), ""))
    second = applied(desk, case_id, 3)
    decided(desk, approved(desk, case_id), 2)
    refused("application-decided", partial(off, desk, second))
    third = applied(desk, case_id, 1)
    close_case(desk, case_id, CaseEnding(EndReason.AS_PLANNED))
    refused("case-closed", partial(off, desk, third), partial(take_withdrawal_back, desk, one))


def test_a_decision_that_names_nothing_may_answer_it_and_so_it_is_not_withdrawn(desk: Workplace, case_id: str) -> None:
    one = applied(desk, case_id, 9)
    by_hand(desk, approved(desk, case_id), 5)
    refused("application-decided", partial(off, desk, one))


def test_what_was_withdrawn_is_not_decided_on(desk: Workplace, case_id: str) -> None:
    first, help_given = applied(desk, case_id, 9), approved(desk, case_id)
    off(desk, first, 5, drafted=Drafted.STAYS)
    refused("application-withdrawn answers", partial(decided, desk, help_given))
    refused("application-withdrawn answers", partial(decided, desk, help_given, answers=(first,)))
    second = applied(desk, case_id, 4)
    assert answers(desk, case_id, help_given).usual == (second,)
    decided(desk, help_given)
    refused("application-withdrawn answers", partial(say_what_it_answers, desk, help_given, [first]))
    assert decision_page(desk, help_given).applied_on == ago(desk, 4)


def test_an_earlier_application_is_not_silently_answered_a_second_time(desk: Workplace, case_id: str) -> None:
    """Of two one is decided on and one withdrawn: what was drafted for the second does not answer the first unasked."""
    first = applied(desk, case_id, 20)
    decided(desk, approved(desk, case_id), 15)
    second, drafted = applied(desk, case_id, 9), approved(desk, case_id)
    off(desk, second, drafted=Drafted.STAYS)
    found = answers(desk, case_id, drafted)
    assert (found.usual, found.is_choice, found.left and found.left.id) == ((), True, second)
    refused("application-unclear answers", partial(decided, desk, drafted))
    decided(desk, drafted, answers=(first,))


def test_help_that_lapsed_was_given_to_nobody(desk: Workplace) -> None:
    """No count, no young person near eighteen, no caseload; and what was looked back on had been given."""

    def counted() -> tuple[int, int, int]:
        with desk.store.read() as reader:
            kept = reader.connection.exec_driver_sql("SELECT count(*) FROM given_help").scalar_one()
            running = sum(row.running for row in case_rows(reader, CaseFilter(), Moment(desk.today, {}, 30, 30)))
            assert check(reader.connection) == []
        return kept, running, board(desk).total

    case_id = a_case(desk, received_on=ago(desk, 90), law=Law.JEUGDWET)
    with desk.store.work("Young") as work:
        resident = work.get(Case, case_id).resident_id
        work.change(Resident, resident, birth_date=add_months(desk.today, -17 * 12))
        work.commit()
    one, begun = applied(desk, case_id, 9), ago(desk, 4)
    sealed, seen = (approved(desk, case_id, law=Law.JEUGDWET, start=begun) for _each in range(2))
    with desk.store.work("Look back") as work:
        work.add(Evaluation(indication_id=seen, due_on=desk.today, held_on=desk.today))
        work.commit()
    assert counted() == (2, 2, 1)
    off(desk, one, drafted=Drafted.GOES)
    assert {i.indication.id: i.indication.status for i in case_page(desk, case_id).indications} == {
        sealed: IndicationStatus.LAPSED,
        seen: IndicationStatus.APPROVED,
    }
    assert counted() == (1, 1, 1)
    with desk.store.work("Nor this") as work:
        work.change(Indication, seen, status=IndicationStatus.LAPSED)
        work.commit()
    assert counted() == (0, 0, 0)


def test_a_person_chooses_what_becomes_of_what_was_drafted(desk: Workplace, case_id: str) -> None:
    one = applied(desk, case_id, 9)
    draft, _changes = begin_draft(desk, case_id)
    sealed = approved(desk, case_id)
    with desk.store.work("Plan") as work:
        work.add(Evaluation(indication_id=sealed, due_on=desk.today))
        work.commit()
    refused("required drafted", partial(off, desk, one))
    off(desk, one, drafted=Drafted.STAYS)
    assert {i.indication.id for i in case_page(desk, case_id).indications} == {draft, sealed}
    assert "ingetrokken" in today(desk).lines(TodayKind.DRAFT)[0].what
    assert draft_page(desk, draft).withdrawn_on == draft_page(desk, sealed).withdrawn_on == desk.today
    take_withdrawal_back(desk, one)
    assert draft_page(desk, draft).withdrawn_on is None
    off(desk, one, drafted=Drafted.GOES)
    (left,) = case_page(desk, case_id).indications
    assert (left.indication.id, left.indication.status, left.evaluations) == (sealed, IndicationStatus.LAPSED, ())
    act = last_act(desk)
    assert act is not None
    undo(desk, act.act)
    assert {(i.indication.id, i.indication.status) for i in case_page(desk, case_id).indications} == {
        (draft, IndicationStatus.DRAFT),
        (sealed, IndicationStatus.APPROVED),
    }
    assert [one.met_on for one in lines(desk, case_id)] == [None]


def test_what_stayed_can_be_let_go_later_and_nothing_else_can(desk: Workplace, case_id: str) -> None:
    one, sealed = applied(desk, case_id, 9), approved(desk, case_id)
    refused("not-left", partial(let_go, desk, sealed))
    off(desk, one, drafted=Drafted.STAYS)
    let_go(desk, sealed)
    assert draft_page(desk, sealed).indication.status is IndicationStatus.LAPSED
    refused("not-left", partial(let_go, desk, sealed))


def test_help_that_runs_is_left_alone(desk: Workplace, case_id: str) -> None:
    one, runs = applied(desk, case_id, 9), approved(desk, case_id)
    start_help(desk, runs, ago(desk, 3))
    off(desk, one)
    refused("not-left", partial(let_go, desk, runs))
    assert case_page(desk, case_id).indications[0].indication.status is IndicationStatus.APPROVED
    assert phase(desk, case_id) is CasePhase.RUNNING


def test_who_judges_is_told_that_nobody_applies_any_more(desk: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    lead = colleague(desk, "Lies", Role.TEAM_LEAD)
    one = applied(desk, drafted.case_id, 0)
    assert to_approve(lead)[0].withdrawn_on is None
    off(desk, one, drafted=Drafted.STAYS)
    assert to_approve(lead)[0].withdrawn_on == desk.today
    assert "ingetrokken" in today(lead).lines(TodayKind.TO_APPROVE)[0].what
    applied(desk, drafted.case_id, 0)
    assert to_approve(lead)[0].withdrawn_on is None


def test_the_phase_goes_back_to_what_the_case_shows_and_forward_again(desk: Workplace, case_id: str) -> None:
    one = applied(desk, case_id, 9)
    assert phase(desk, case_id) is CasePhase.APPLICATION
    off(desk, one)
    assert phase(desk, case_id) is CasePhase.REPORTED
    take_withdrawal_back(desk, one)
    assert phase(desk, case_id) is CasePhase.APPLICATION
    assert [line.met_on for line in lines(desk, case_id)] == [None]
    second = applied(desk, case_id, 5)
    off(desk, second)
    assert phase(desk, case_id) is CasePhase.APPLICATION, "the first one waits"


def test_a_case_in_which_all_was_laid_aside_is_not_called_decided(desk: Workplace, case_id: str) -> None:
    one = applied(desk, case_id, 9)
    approved(desk, case_id)
    with desk.store.work("Approve") as work:
        work.change(Case, case_id, phase=CasePhase.DECIDED)
        work.commit()
    off(desk, one, drafted=Drafted.STAYS)
    assert phase(desk, case_id) is CasePhase.REPORTED, "nobody decided, and nobody can"
    take_withdrawal_back(desk, one)
    assert phase(desk, case_id) is CasePhase.DECIDED
    off(desk, one, drafted=Drafted.GOES)
    assert phase(desk, case_id) is CasePhase.REPORTED
    close_case(desk, case_id, CaseEnding(EndReason.OTHER))
    reopen_case(desk, case_id)
    assert phase(desk, case_id) is CasePhase.REPORTED


def test_the_phase_tells_of_an_application_that_still_waits(desk: Workplace, case_id: str) -> None:
    """On the page of the case, in the list, and at the team lead: decided on one is not decided on the other."""
    applied(desk, case_id, 20)
    decided(desk, approved(desk, case_id), 15)
    lead = colleague(desk, "Lies", Role.TEAM_LEAD)

    def told() -> set[str]:
        page, row = case_page(desk, case_id), case_list(desk)[0]
        (team,) = cases_of(lead, desk.colleague.id)
        return {
            phase_text(page.case.phase, len(page.waits_for_decision)),
            phase_text(row.phase, row.applied_for),
            phase_text(team.phase, team.applied_for),
        }

    assert told() == {"besloten"}
    one = applied(desk, case_id, 9)
    assert told() == {"besloten, 1 aanvraag wacht"}
    applied(desk, case_id, 9)
    assert told() == {"besloten, 2 aanvragen wachten"}
    off(desk, one)
    assert told() == {"besloten, 1 aanvraag wacht"}


def test_a_term_from_the_report_of_need_still_runs(desk: Workplace) -> None:
    """Wmo 2015 art. 2.3.2: what was reported is investigated, also when nobody applies any more."""
    case_id = a_case(desk, received_on=desk.today - timedelta(days=40))
    off(desk, applied(desk, case_id, 5))
    assert next(t for t in case_page(desk, case_id).terms if t.term == "investigation").met_on is None
    assert case_list(desk)[0].days_left == 2


def test_the_fields_are_kept_as_they_were_told(desk: Workplace, case_id: str) -> None:
    one = applied(desk, case_id, 9)
    off(desk, one, 4, by=ConsentBy.PARENT, how=" in een brief ", why=" Moeder helpt zelf. ")
    with desk.store.read() as reader:
        kept = reader.get(Application, one)
        assert reader.count(Indication) == 0
    assert (kept.withdrawn_on, kept.withdrawn_by) == (ago(desk, 4), ConsentBy.PARENT)
    assert (kept.withdrawn_how, kept.withdrawn_why) == ("in een brief", "Moeder helpt zelf.")


def test_help_does_not_begin_on_what_was_withdrawn_and_never_decided_on(desk: Workplace, case_id: str) -> None:
    one = applied(desk, case_id, 20)
    drafted = approved(desk, case_id)
    off(desk, one, 10, drafted=Drafted.STAYS)
    for days in (10, 0):
        refused("application-gone started_on", partial(start_help, desk, drafted, ago(desk, days)))
    again = applied(desk, case_id, 5)
    start_help(desk, drafted, ago(desk, 1))
    assert again


def test_help_that_began_before_the_application_was_withdrawn_is_written_down(desk: Workplace, case_id: str) -> None:
    one = applied(desk, case_id, 20)
    drafted = approved(desk, case_id)
    off(desk, one, 10, drafted=Drafted.STAYS)
    start_help(desk, drafted, ago(desk, 11))
