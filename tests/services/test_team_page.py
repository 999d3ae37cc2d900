"""The team lead's screen: how much lies with whom, what asks for attention, and giving cases to someone else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.models.casework import Case, Conversation, WarmHandover
from desktop.models.faults import RuleBroken
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import CasePhase, IndicationStatus, Role
from desktop.models.people import Colleague, Resident
from desktop.models.transition import TransitionPlan
from desktop.models.waiting import WaitingListEntry
from desktop.services.cases import hand_over
from desktop.services.covering import cover, give_back
from desktop.services.eighteen_plan import begin_plan, change_plan
from desktop.services.papers import PaperKind, make_paper
from desktop.services.team_page import ConsultantLine, Sign, cases_of, set_capacity, team_page
from desktop.services.undo import undo
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, a_handed_in_draft, colleague
from tests.helpers.eighteen import a_youth
from tests.helpers.tagged import faults


def line(lead: Workplace, colleague_id: str) -> ConsultantLine:
    return next(one for one in team_page(lead).lines if one.colleague_id == colleague_id)


def put(desk: Workplace, *values: object) -> None:
    with desk.store.work("Put") as work:
        work.add(*values)  # type: ignore[arg-type]  # any kind will do here
        work.commit()


def whose(desk: Workplace, case_id: str) -> tuple[str, str, str, date | None]:
    with desk.store.read() as reader:
        case = reader.get(Case, case_id)
        return case.consultant, reader.get(Resident, case.resident_id).consultant, case.covers_for, case.covered_until


def test_cases_weigh_by_their_phase_against_what_one_can_have(desk: Workplace, lead: Workplace) -> None:
    for phase in (CasePhase.REPORTED, CasePhase.RUNNING, CasePhase.RUNNING, CasePhase.CLOSED):
        case = a_case(desk)
        with desk.store.work("Move") as work:
            work.change(Case, case, phase=phase)
            work.commit()
    found = line(lead, desk.colleague.id)
    assert found.cases == 3
    assert found.load is not None
    assert (found.load.weight, found.load.capacity, found.load.part, found.load.is_over) == (2.3, 50, 5, False)
    set_capacity(lead, desk.colleague.id, 2)
    smaller = line(lead, desk.colleague.id).load
    assert smaller is not None
    assert (smaller.capacity, smaller.is_over) == (2, True)
    set_capacity(lead, desk.colleague.id, None)
    assert line(lead, desk.colleague.id).load == found.load


def test_what_asks_for_attention_is_counted_and_can_be_looked_at(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    today = desk.today
    running = Indication(
        case_id=drafted.case_id,
        status=IndicationStatus.APPROVED,
        start=today - timedelta(days=100),
        end=today + timedelta(days=20),
    )
    put(desk, running, Evaluation(indication_id=running.id, due_on=today - timedelta(days=1)))
    put(desk, WaitingListEntry(case_id=drafted.case_id, since=today))
    late = a_case(desk, received_on=today - timedelta(days=95))
    found = line(lead, desk.colleague.id)
    told = {sign: found.signs[sign] for sign in Sign}
    assert told[Sign.TERM] == 1
    assert told[Sign.REPORTED] == 2
    assert told[Sign.SILENT] == 1
    assert told[Sign.EVALUATION] == told[Sign.EXPIRING] == told[Sign.WAITING] == told[Sign.APPROVAL] == 1
    for sign in Sign:
        shown = cases_of(lead, desk.colleague.id, sign)
        assert len(shown) == told[sign]
        assert all(sign in case.signs for case in shown)
    assert [case.case_id for case in cases_of(lead, desk.colleague.id, Sign.SILENT)] == [late]
    put(desk, Conversation(case_id=late, held_on=today - timedelta(days=3), done=True))
    assert cases_of(lead, desk.colleague.id, Sign.SILENT) == ()


def test_a_talk_that_is_planned_is_no_contact_yet(desk: Workplace, lead: Workplace) -> None:
    late = a_case(desk, received_on=desk.today - timedelta(days=95))
    put(desk, Conversation(case_id=late, held_on=desk.today + timedelta(days=3)))
    assert line(lead, desk.colleague.id).signs[Sign.SILENT] == 1


def test_a_visit_that_was_agreed_and_never_held_is_no_contact(desk: Workplace, lead: Workplace) -> None:
    late = a_case(desk, received_on=desk.today - timedelta(days=95))
    visit = Conversation(case_id=late, held_on=desk.today - timedelta(days=10))
    put(desk, visit)
    assert line(lead, desk.colleague.id).signs[Sign.SILENT] == 1
    with desk.store.work("Held") as work:
        work.change(Conversation, visit.id, done=True)
        work.commit()
    assert line(lead, desk.colleague.id).signs[Sign.SILENT] == 0


def test_cases_of_nobody_stand_last_and_every_consultant_stands_there(desk: Workplace, lead: Workplace) -> None:
    other = colleague(desk, "Anke Beukema")
    nobody = a_case(desk)
    with desk.store.work("Leave") as work:
        work.change(Case, nobody, consultant="")
        work.commit()
    page = team_page(lead)
    assert [one.name for one in page.lines] == ["Anke Beukema", "Marijke Veenstra", ""]
    assert page.unassigned == 1
    assert page.lines[-1].load is None
    assert [case.case_id for case in cases_of(lead, "")] == [nobody]
    hand_over(lead, (nobody,), other.colleague.id)
    assert team_page(lead).unassigned == 0


def test_many_cases_are_handed_over_in_one_act_that_can_be_undone(desk: Workplace, lead: Workplace) -> None:
    other = colleague(desk, "Anke Beukema")
    cases = tuple(a_case(desk) for _n in range(5))
    changes = hand_over(lead, cases, other.colleague.id, "Verhuist naar team Noord")
    assert {whose(desk, case)[0] for case in cases} == {other.colleague.id}
    with desk.store.read() as reader:
        assert reader.count(WarmHandover) == 5
    undo(lead, changes.act)
    assert {whose(desk, case)[:2] for case in cases} == {(desk.colleague.id, desk.colleague.id)}
    with desk.store.read() as reader:
        assert reader.count(WarmHandover) == 0


def test_the_plan_for_eighteen_goes_along_with_the_case_and_comes_back_with_undo(
    desk: Workplace, lead: Workplace
) -> None:
    """Else it stays in the name of who left, and nobody looks after it."""
    young, other = a_youth(desk), a_youth(desk, "Bos")
    begin_plan(desk, young.case_id)
    plan, _changes = begin_plan(desk, other.case_id)
    change_plan(desk, plan, owner=lead.colleague.id)
    to = colleague(desk, "Hidde").colleague.id
    changes = hand_over(lead, (young.case_id, other.case_id), to)

    def owners() -> list[str]:
        with desk.store.read() as reader:
            return [reader.find(TransitionPlan, case_id=one.case_id)[0].owner for one in (young, other)]

    assert owners() == [to, lead.colleague.id]
    undo(lead, changes.act)
    assert owners() == [desk.colleague.id, lead.colleague.id]


def test_an_absence_is_covered_and_the_cases_come_back(desk: Workplace, lead: Workplace) -> None:
    other, third = colleague(desk, "Anke Beukema"), colleague(desk, "Bram Kuiper")
    cases, own = tuple(a_case(desk) for _n in range(2)), a_case(other)
    until = desk.today + timedelta(days=14)
    cover(lead, cases, other.colleague.id, until)
    me, them = desk.colleague.id, other.colleague.id
    assert {whose(desk, case) for case in cases} == {(them, them, me, until)}
    found = line(lead, them)
    assert (found.cases, found.covered, found.cover_over) == (3, 2, 0)
    assert {(c.covers_for, c.covered_until) for c in cases_of(lead, them) if c.case_id in cases} == {
        ("Marijke Veenstra", until)
    }
    cover(lead, cases[:1], third.colleague.id, until)
    assert whose(desk, cases[0])[2] == me, "who covers for a cover covers for the same colleague"
    give_back(lead, them)
    assert whose(desk, cases[1]) == (me, me, "", None)
    assert whose(desk, own)[0] == them
    assert whose(desk, cases[0])[0] == third.colleague.id


def test_a_cover_that_is_over_stands_out(desk: Workplace, lead: Workplace) -> None:
    other = colleague(desk, "Anke Beukema")
    case = a_case(desk)
    cover(lead, (case,), other.colleague.id, desk.today)
    later = replace(lead, clock=lambda: lead.now + timedelta(days=2))
    assert line(later, other.colleague.id).cover_over == 1


def test_handing_over_for_good_ends_a_cover(desk: Workplace, lead: Workplace) -> None:
    other = colleague(desk, "Anke Beukema")
    case = a_case(desk)
    cover(lead, (case,), other.colleague.id, desk.today)
    hand_over(lead, (case,), other.colleague.id)
    assert whose(desk, case) == (other.colleague.id, other.colleague.id, "", None)


def test_what_cannot_be_covered_is_told_at_its_field(desk: Workplace, lead: Workplace) -> None:
    case, other = a_case(desk), colleague(desk, "Anke Beukema")
    gone = Colleague(name="Weg", role=Role.CONSULTANT, active=False)
    put(desk, gone)
    for by, until, code in (
        (other.colleague.id, None, "required"),
        (other.colleague.id, desk.today - timedelta(days=1), "in-past"),
        (gone.id, desk.today, "not-active"),
        (desk.colleague.id, desk.today, "covers-self"),
    ):
        with pytest.raises(RuleBroken, match=code):
            cover(lead, (case,), by, until)
    with pytest.raises(RuleBroken, match="covers-nothing"):
        give_back(lead, other.colleague.id)


def test_cases_of_who_left_meanwhile_are_not_given_back_to_nobody(desk: Workplace, lead: Workplace) -> None:
    other, third = colleague(desk, "Anke Beukema"), colleague(desk, "Bram Kuiper")
    case = a_case(other)
    cover(lead, (case,), third.colleague.id, desk.today)
    with desk.store.work("Leave") as work:
        work.change(Colleague, other.colleague.id, active=False)
        work.commit()
    with pytest.raises(RuleBroken, match="owner-left"):
        give_back(lead, third.colleague.id)
    assert whose(desk, case)[0] == third.colleague.id


def test_only_a_team_lead_sees_and_shares_out_the_work(desk: Workplace) -> None:
    case = a_case(desk)
    for act in (
        lambda: team_page(desk),
        lambda: cases_of(desk, ""),
        lambda: cover(desk, (case,), "x", desk.today),
        lambda: give_back(desk, "x"),
        lambda: set_capacity(desk, desk.colleague.id, 3),
        lambda: make_paper(desk, PaperKind.CASELOAD, "team"),
    ):
        with pytest.raises(RuleBroken, match="not-allowed"):
            act()


def test_the_caseload_prints_without_a_residents_name(desk: Workplace, lead: Workplace) -> None:
    a_case(desk)
    made = make_paper(lead, PaperKind.CASELOAD, "team")
    assert faults(made.pdf) == []
    assert "Marijke Veenstra" in made.html
    assert "de Boer" not in made.html
