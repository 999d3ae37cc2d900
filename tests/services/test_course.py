"""Writing down what the acts ask along the way of a case."""

from datetime import date, timedelta

import pytest

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.indications import Decision
from desktop.models.kinds import CourseCheck, EndReason
from desktop.services.approved_help import decide
from desktop.services.case_page import CheckLine
from desktop.services.case_reading import MomentKind, case_page
from desktop.services.cases import CaseEnding, close_case
from desktop.services.conversations import begin, finish, write
from desktop.services.course import note_check
from desktop.services.indications import approve
from desktop.services.undo import last_act, undo
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, a_handed_in_draft


def ago(desk: Workplace, days: int) -> date:
    return desk.today - timedelta(days=days)


@pytest.fixture
def case_id(desk: Workplace) -> str:
    return a_case(desk, received_on=ago(desk, 20), client_support_told=False)


def check(desk: Workplace, case_id: str, which: CourseCheck) -> CheckLine:
    return next(one for one in case_page(desk, case_id).checks if one.check is which)


def talked(desk: Workplace, case_id: str) -> None:
    talk, _changes = begin(desk, case_id, ago(desk, 5))
    write(desk, talk, question="Ik wil weer overzicht.")
    finish(desk, talk)


@pytest.mark.parametrize(
    "which", [CourseCheck.CONFIRMED, CourseCheck.CLIENT_SUPPORT, CourseCheck.IDENTITY, CourseCheck.REPORT_GIVEN]
)
def test_what_was_done_is_kept_with_its_day_and_who_did_it(desk: Workplace, case_id: str, which: CourseCheck) -> None:
    talked(desk, case_id)
    assert check(desk, case_id, which).on is None
    note_check(desk, case_id, which, ago(desk, 3))
    line = check(desk, case_id, which)
    assert (line.on, line.by) == (ago(desk, 3), desk.colleague.name)
    act = last_act(desk)
    assert act is not None
    undo(desk, act.act)
    assert check(desk, case_id, which).on is None
    note_check(desk, case_id, which, ago(desk, 3))
    note_check(desk, case_id, which, None)
    assert (check(desk, case_id, which).on, check(desk, case_id, which).by) == (None, "")


def test_a_case_that_was_opened_with_it_pointed_out_says_by_whom(desk: Workplace) -> None:
    line = check(desk, a_case(desk), CourseCheck.CLIENT_SUPPORT)
    assert (line.on, line.by, line.is_late) == (desk.today, desk.colleague.name, False)


def test_the_time_to_object_runs_from_the_day_the_decision_was_sent(desk: Workplace, lead: Workplace) -> None:
    """Awb art. 6:7 and 6:8 lid 1."""
    drafted = a_handed_in_draft(desk)
    with desk.store.work("Begin") as work:
        work.change(Case, drafted.case_id, opened_on=ago(desk, 30))
        work.commit()
    approve(lead, drafted.indication_id, ago(desk, 3), "Op papier akkoord.")
    decide(desk, Decision(indication_id=drafted.indication_id, decided_on=ago(desk, 2)))
    assert "objection" not in {line.term for line in case_page(desk, drafted.case_id).terms}
    note_check(desk, drafted.case_id, CourseCheck.ANNOUNCED, desk.today)
    assert (MomentKind.SENT, desk.today) in {(m.kind, m.on) for m in case_page(desk, drafted.case_id).timeline}
    line = next(line for line in case_page(desk, drafted.case_id).terms if line.term == "objection")
    assert (line.from_day, line.due) == (desk.today, desk.today + timedelta(days=42))


@pytest.mark.parametrize(
    ("which", "days", "code"),
    [
        (CourseCheck.IDENTITY, -1, "in-future"),
        (CourseCheck.CLIENT_SUPPORT, 21, "done-before"),
        (CourseCheck.ANNOUNCED, 1, "gone"),
        (CourseCheck.REPORT_GIVEN, 1, "gone"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    desk: Workplace, case_id: str, which: CourseCheck, days: int, code: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        note_check(desk, case_id, which, ago(desk, days))
    assert refused.value.code == code
    assert all(one.on is None for one in case_page(desk, case_id).checks)


def test_nothing_is_noted_in_a_closed_case(desk: Workplace, case_id: str) -> None:
    close_case(desk, case_id, CaseEnding(EndReason.OTHER))
    with pytest.raises(RuleBroken, match="case-closed"):
        note_check(desk, case_id, CourseCheck.IDENTITY, desk.today)
