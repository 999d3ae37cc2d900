"""A refusal from the decision to the objection: its letter, the day it is sent, and nothing goes on as if given."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.indications import Decision, Evaluation, Indication
from desktop.models.kinds import CasePhase, CourseCheck, IndicationChange, IndicationStatus, Law
from desktop.reports.decision import decision
from desktop.reports.html_page import html
from desktop.services.allocation_messages import write_messages
from desktop.services.approved_help import decide, start_help
from desktop.services.case_reading import case_list, case_page
from desktop.services.course import note_check
from desktop.services.decision_paper import decision_page
from desktop.services.draft_changes import begin_change
from desktop.services.draft_facts import gather_facts
from desktop.services.indications import approve, begin_draft, draft_page
from desktop.services.plans import plan_page
from desktop.services.today import TodayKind, today
from desktop.services.undo import undo
from desktop.services.workplace import Workplace
from tests.helpers.casework import Drafted, a_handed_in_draft, refused

WHY = "Uw dochter doet de post, en het maatschappelijk werk helpt met het geld."


@pytest.fixture
def approved(desk: Workplace, lead: Workplace) -> Drafted:
    drafted = a_handed_in_draft(desk)
    with desk.store.work("Settle") as work:
        work.change(Case, drafted.case_id, opened_on=desk.today - timedelta(days=30))
        work.commit()
    approve(lead, drafted.indication_id, desk.today - timedelta(days=3), "Op papier akkoord.")
    return drafted


def refusal(desk: Workplace, drafted: Drafted, **fields: object) -> Decision:
    usual = {
        "indication_id": drafted.indication_id,
        "decided_on": desk.today - timedelta(days=2),
        "granted": False,
        "motivation": WHY,
    }
    return Decision.model_validate(usual | fields)


def status(desk: Workplace, drafted: Drafted) -> IndicationStatus:
    with desk.store.read() as reader:
        return reader.get(Indication, drafted.indication_id).status


def test_a_refusal_says_why(desk: Workplace, approved: Drafted) -> None:
    """Awb art. 3:46 and 3:47."""
    with pytest.raises(RuleBroken, match="refused-without-reason") as told:
        decide(desk, refusal(desk, approved, motivation=" \n"))
    assert told.value.field == "motivation"
    assert status(desk, approved) is IndicationStatus.APPROVED


def test_its_letter_says_what_is_refused_why_on_which_ground_and_how_to_object(
    desk: Workplace, approved: Drafted
) -> None:
    """Awb art. 3:45, 3:46, 3:47, 6:7 and 6:8; Wmo 2015 art. 2.3.5."""
    decide(desk, refusal(desk, approved))
    page = decision_page(desk, approved.indication_id)
    assert (page.granted, page.head.concept, page.grounds) == (False, False, ("Wmo 2015, art. 2.3.5",))
    said = html(decision(page)).replace("\xa0", " ")
    assert "U krijgt deze hulp niet" in said
    assert WHY in said
    assert "binnen 6 weken" in said
    assert "Algemene wet bestuursrecht (Awb), artikelen 3:45" in said
    assert "Wat u zelf betaalt" not in said
    note_check(desk, approved.case_id, CourseCheck.ANNOUNCED, desk.today)
    assert decision_page(desk, approved.indication_id).objection_until == desk.today + timedelta(days=42)


def test_another_ground_that_was_written_down_stands_in_the_letter(desk: Workplace, approved: Drafted) -> None:
    decide(desk, refusal(desk, approved, ground="Wmo 2015, art. 2.3.5 lid 6"))
    assert decision_page(desk, approved.indication_id).grounds == ("Wmo 2015, art. 2.3.5 lid 6",)


@pytest.mark.parametrize("granted", [True, False])
def test_a_decision_that_was_not_sent_is_on_today_and_in_the_list_until_it_was(
    desk: Workplace, approved: Drafted, granted: bool
) -> None:
    """Awb art. 3:40 and 6:8 lid 1: without announcement it does not hold and the time to object does not begin."""
    decide(desk, refusal(desk, approved, granted=granted))
    (line,) = today(desk).lines(TodayKind.UNSENT)
    assert (line.case_id, line.days_left, line.is_late) == (approved.case_id, -2, True)
    (listed,) = [one for one in case_list(desk) if one.case_id == approved.case_id]
    assert (listed.deadline_kind, listed.days_left) == ("unsent", -2)
    (check,) = [one for one in case_page(desk, approved.case_id).checks if one.check is CourseCheck.ANNOUNCED]
    assert check.is_late
    note_check(desk, approved.case_id, CourseCheck.ANNOUNCED, desk.today)
    assert today(desk).lines(TodayKind.UNSENT) == ()
    (check,) = [one for one in case_page(desk, approved.case_id).checks if one.check is CourseCheck.ANNOUNCED]
    assert (check.on, check.is_late) == (desk.today, False)


def test_refused_help_does_not_go_on_as_if_it_was_given(desk: Workplace, approved: Drafted, tmp_path: Path) -> None:
    decide(desk, refusal(desk, approved))
    assert status(desk, approved) is IndicationStatus.REFUSED
    with desk.store.read() as reader:
        assert reader.find(Evaluation, indication_id=approved.indication_id) == []
    assert case_page(desk, approved.case_id).case.phase is CasePhase.DECIDED
    assert plan_page(desk, approved.case_id).help == ()
    assert write_messages(desk, Law.WMO, tmp_path).written == ()
    refused("not-approved", lambda: start_help(desk, approved.indication_id, desk.today))
    refused("not-approved", lambda: begin_change(desk, approved.indication_id, IndicationChange.MORE))
    assert draft_page(desk, approved.indication_id).is_intact


def test_asked_again_later_it_does_not_count_as_help_that_was_given(desk: Workplace, approved: Drafted) -> None:
    decide(desk, refusal(desk, approved))
    anew, _changes = begin_draft(desk, approved.case_id)
    with desk.store.read() as reader:
        facts = gather_facts(reader, desk.profile, reader.get(Indication, anew), desk.today)
    assert facts.draft.history == ()


def test_help_that_has_begun_is_ended_and_not_refused(desk: Workplace, approved: Drafted) -> None:
    start_help(desk, approved.indication_id, desk.today - timedelta(days=1))
    refused("help-runs", lambda: decide(desk, refusal(desk, approved)))
    assert status(desk, approved) is IndicationStatus.APPROVED


def test_a_refusal_can_be_undone(desk: Workplace, approved: Drafted) -> None:
    undo(desk, decide(desk, refusal(desk, approved)).act)
    assert status(desk, approved) is IndicationStatus.APPROVED
    with desk.store.read() as reader:
        assert len(reader.find(Evaluation, indication_id=approved.indication_id)) == 1
        assert reader.find(Decision) == []
