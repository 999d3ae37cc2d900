"""What waits for approval, and how much lies with whom."""

from datetime import timedelta

import pytest

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import EndReason, IndicationStatus
from desktop.models.waiting import WaitingListEntry
from desktop.services.cases import CaseEnding, close_case
from desktop.services.indications import hand_in
from desktop.services.team import caseload, to_approve
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, a_draft, a_handed_in_draft, colleague


def test_the_team_lead_sees_what_was_handed_in_and_what_is_own_work(desk: Workplace, lead: Workplace) -> None:
    drafted, own = a_handed_in_draft(desk), a_draft(lead)
    hand_in(lead, own.indication_id)
    lines = {line.indication_id: line for line in to_approve(lead)}
    theirs, mine = lines[drafted.indication_id], lines[own.indication_id]
    assert (theirs.resident, theirs.product, theirs.author) == (
        "Jan de Boer",
        "Begeleiding regulier",
        "Marijke Veenstra",
    )
    assert (theirs.own_work, mine.own_work) == (False, True)
    assert theirs.handed_in_at == desk.now


def test_a_consultant_has_nothing_to_approve(desk: Workplace) -> None:
    with pytest.raises(RuleBroken, match="not-allowed"):
        to_approve(desk)


def test_the_load_counts_what_presses(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    running = Indication(
        case_id=drafted.case_id,
        status=IndicationStatus.APPROVED,
        start=desk.today - timedelta(days=100),
        end=desk.today + timedelta(days=20),
    )
    with desk.store.work("Run") as work:
        work.add(
            running,
            Evaluation(indication_id=running.id, due_on=desk.today - timedelta(days=1)),
            Evaluation(indication_id=running.id, due_on=desk.today),
            WaitingListEntry(case_id=drafted.case_id, since=desk.today),
        )
        work.commit()
    a_case(desk, received_on=desk.today - timedelta(days=50))
    closed = a_case(desk)
    close_case(desk, closed, CaseEnding(EndReason.OTHER))
    [load] = caseload(desk)
    assert (load.name, load.running, load.waiting, load.deadlines) == ("Marijke Veenstra", 2, 1, 1)
    assert (load.overdue_evaluations, load.expiring, load.approvals) == (1, 1, 1)
    assert caseload(lead) == ()


def test_the_team_stands_by_name_and_cases_of_nobody_last(desk: Workplace, lead: Workplace) -> None:
    a_case(desk)
    a_case(colleague(desk, "Anke Beukema"))
    nobody = a_case(desk)
    with desk.store.work("Leave") as work:
        work.change(Case, nobody, consultant="")
        work.commit()
    assert [load.name for load in caseload(lead, team=True)] == ["Anke Beukema", "Marijke Veenstra", ""]
    with pytest.raises(RuleBroken, match="not-allowed"):
        caseload(desk, team=True)
