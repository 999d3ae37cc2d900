"""What of looking stands in the log, and the paper that tells a resident who looked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.models.audit import AuditAction, AuditLine, AuditPurpose, Deed, Dossier, ShownList
from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.rules.audit_chain import line_of
from desktop.services.calendars import write_calendar
from desktop.services.conversations import begin
from desktop.services.looking import Seen, Visit, let_leave, let_rows_leave, paper_to_keep, seen_on_paper
from desktop.services.papers import PaperKind, make_paper
from desktop.services.who_looked import who_looked_page
from desktop.store import audit
from tests.helpers.audit import lines
from tests.helpers.casework import a_case, a_handed_in_draft, colleague, refused

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.workplace import Workplace


def told(desk: Workplace, *actions: AuditAction) -> list[AuditLine]:
    """What the log tells of these actions, in order."""
    return [line for link in lines(desk.store) if (line := line_of(link.body)).action in actions]


def come_to(desk: Workplace, *seen: Seen | None) -> None:
    """One visit, from one to the next."""
    visit = Visit(desk)
    for one in seen:
        visit.come_to(one)


def test_coming_to_a_case_is_one_line_and_going_on_in_it_is_none(desk: Workplace) -> None:
    case = a_case(desk)
    talk = begin(desk, case)[0]
    come_to(desk, Seen("case_file", case), Seen("conversation", talk), Seen("case_file", case))
    [line] = told(desk, AuditAction.OPEN)
    assert (line.kind, line.object, line.result, line.purpose) == ("case_file", case, "done", "casework")


def test_coming_back_from_elsewhere_is_another(desk: Workplace) -> None:
    case, other = a_case(desk), a_case(desk)
    mine, theirs = Seen("case_file", case), Seen("case_file", other)
    come_to(desk, mine, theirs, mine, None, mine)
    assert [line.object for line in told(desk, AuditAction.OPEN)] == [case, other, case, case]


def test_what_names_nothing_was_not_looked_at(desk: Workplace) -> None:
    come_to(desk, Seen("case_file", "no such case"), Seen("indication", "no such indication"))
    assert not told(desk, AuditAction.OPEN)


def test_a_paper_that_leaves_tells_how_and_why(desk: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    seen = seen_on_paper(PaperKind.DECISION, drafted.indication_id)
    come_to(desk, seen)
    for how in (AuditAction.PRINT, AuditAction.KEEP, AuditAction.MAIL):
        let_leave(desk, seen, how, AuditPurpose.FOR_PROVIDER)
    left = told(desk, AuditAction.PREVIEW, AuditAction.PRINT, AuditAction.KEEP, AuditAction.MAIL)
    assert [line.action for line in left] == ["preview", "print", "keep", "mail"]
    assert {(line.object, line.what) for line in left} == {(drafted.case_id, "decision")}
    assert [line.purpose for line in left] == ["casework", *["for-provider"] * 3]


def test_a_page_of_the_social_map_is_about_nobody(desk: Workplace) -> None:
    assert seen_on_paper(PaperKind.MAP_PAGE, "whatever") is None
    let_leave(desk, None, AuditAction.PRINT, AuditPurpose.FOR_RESIDENT)
    assert not told(desk, AuditAction.PRINT)


def test_who_may_not_is_kept_from_it_and_that_is_told_too(desk: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    contracts = colleague(desk, "Joke Mulder", Role.CONTRACT_MANAGER)
    with pytest.raises(RuleBroken, match="not-allowed"):
        paper_to_keep(contracts, PaperKind.DECISION, drafted.indication_id, "nl", AuditPurpose.FOR_FILE)
    [line] = told(desk, AuditAction.KEEP)
    assert (line.actor, line.result, line.object) == (contracts.colleague.id, "refused", drafted.case_id)


def test_a_calendar_with_days_of_cases_is_an_export_of_them(desk: Workplace, tmp_path: Path) -> None:
    case = a_case(desk)
    begin(desk, case, desk.today + timedelta(days=3))
    write_calendar(desk, tmp_path / "dagen.ics")
    assert {(line.object, line.what) for line in told(desk, AuditAction.EXPORT)} == {(case, "calendar")}


def test_the_paper_tells_the_resident_who_looked_when_and_why(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    come_to(desk, *[Seen("case_file", drafted.case_id), None] * 3)
    let_leave(lead, seen_on_paper(PaperKind.DECISION, drafted.indication_id), AuditAction.PRINT, AuditPurpose.FOR_FILE)
    page = who_looked_page(lead, drafted.case_id)
    [looked] = [one for one in page.looks if one.times == 3]
    assert (looked.on, looked.who, looked.role) == (
        desk.store.clock().astimezone().date(),
        desk.colleague.name,
        "consulent",
    )
    assert (looked.did, looked.why) == ("keek in het dossier", "om u te helpen")
    [printed] = [one for one in page.looks if one.why == "voor het archief"]
    assert printed.who == lead.colleague.name
    assert page.unbroken
    assert not page.from_all
    made = make_paper(lead, PaperKind.WHO_LOOKED, drafted.case_id, "nl")
    assert "Wie keek in uw dossier" in made.html
    assert desk.colleague.name in made.html
    assert make_paper(lead, PaperKind.WHO_LOOKED, drafted.case_id, "en").pages >= 1


def test_who_writes_nonsense_in_the_log_is_told_all_the_same(desk: Workplace, lead: Workplace) -> None:
    """Else a colleague who looked could keep the paper from being made: by a line, or by the own role."""
    case = a_case(desk)
    with desk.store.work("Look", actor=desk.colleague.id) as work:
        about = Dossier("case_file", case, work.get(Case, case).resident_id)
        moments = ("never", "99999-01-01", "0001-01-01T00:00:00+00:00")
        audit.append(work.connection, work.stamp, [Deed(AuditAction.OPEN, about, at=at) for at in moments])
        work.change(Colleague, desk.colleague.id, role="nonsense")
        work.commit()
    looks = [one for one in who_looked_page(lead, case).looks if one.did == "keek in het dossier"]
    assert sum(one.times for one in looks) == 3
    assert make_paper(lead, PaperKind.WHO_LOOKED, case, "nl").pages >= 1


def test_another_residents_lines_are_not_on_it(desk: Workplace, lead: Workplace) -> None:
    mine, other = a_case(desk), a_case(desk)
    come_to(desk, Seen("case_file", other))
    assert all(one.did != "keek in het dossier" for one in who_looked_page(lead, mine).looks)


def test_who_looked_is_told_by_the_team_lead_only(desk: Workplace, lead: Workplace) -> None:
    case = a_case(desk)
    for role in (Role.CONSULTANT, Role.CONTRACT_MANAGER, Role.ADMINISTRATOR):
        person = colleague(desk, "Joke Mulder", role)
        refused("not-allowed", lambda person=person: who_looked_page(person, case))  # type: ignore[misc]
    assert who_looked_page(lead, case).looks
    with desk.store.read() as reader:
        assert not reader.find(Indication, case_id=case)


def test_rows_of_a_list_are_copied_with_a_reason_by_who_may_see_cases(desk: Workplace) -> None:
    case = a_case(desk)
    for purpose in (None, AuditPurpose.LOG_KEEPING):
        with pytest.raises(RuleBroken, match="required"):
            let_rows_leave(desk, ShownList.CASES, [case], purpose)
    admin = colleague(desk, "Beheer", Role.ADMINISTRATOR)
    with pytest.raises(RuleBroken, match="not-allowed"):
        let_rows_leave(admin, ShownList.RETENTION, [case], AuditPurpose.CASEWORK)
    assert not told(desk, AuditAction.EXPORT)
    let_rows_leave(desk, ShownList.CASES, [case, case, "no such case"], AuditPurpose.FOR_FILE)
    [line] = told(desk, AuditAction.EXPORT)
    assert (line.object, line.what, line.purpose) == (case, "cases", "for-file")
