"""Before a case is closed it is told what is still to be done in it: afterwards nothing reminds of that."""

from datetime import timedelta

from desktop.language import speaking
from desktop.models.casework import Referral, WarmHandover
from desktop.models.indications import Decision, Evaluation
from desktop.models.kinds import CourseCheck, ReferrerKind
from desktop.services.approved_help import decide
from desktop.services.case_reading import case_page
from desktop.services.cases import hand_in_application
from desktop.services.conversations import begin
from desktop.services.course import note_check
from desktop.services.indications import approve
from desktop.services.left_open import left_open
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, a_handed_in_draft, talked
from tests.helpers.granted import START, someone, store


def told(desk: Workplace, case_id: str) -> tuple[str, ...]:
    with speaking("nl"):
        return left_open(case_page(desk, case_id), desk.today)


def test_an_application_that_nobody_decided_on_is_told_and_one_that_was_is_not(
    desk: Workplace, lead: Workplace
) -> None:
    drafted = a_handed_in_draft(desk)
    talked(desk, drafted.case_id, desk.today, desk.today)
    assert told(desk, drafted.case_id) == ()
    hand_in_application(desk, drafted.case_id, "Hulp bij de post")
    approve(lead, drafted.indication_id)
    assert [line.split(":")[0] for line in told(desk, drafted.case_id)] == [
        "Besluit op de aanvraag",
        "Begeleiding regulier is goedgekeurd, en er is geen besluit genoteerd.",
    ]
    decide(desk, Decision(indication_id=drafted.indication_id, decided_on=desk.today))
    assert ["is niet verstuurd" in line for line in told(desk, drafted.case_id)] == [True]
    note_check(desk, drafted.case_id, CourseCheck.ANNOUNCED, desk.today)
    assert told(desk, drafted.case_id) == ()


def test_what_was_agreed_and_not_done_is_told(desk: Workplace) -> None:
    given = someone(desk)
    yesterday, later = desk.today - timedelta(days=1), desk.today + timedelta(days=9)
    begin(desk, given.case_id, desk.today)
    store(
        desk,
        Referral(case_id=given.case_id, kind=ReferrerKind.COURT, referred_on=yesterday),
        WarmHandover(case_id=given.case_id, handed_by="Noor", received_by="Bram Post", on_day=later),
        Evaluation(indication_id=given.indication_id, due_on=yesterday),
        Evaluation(indication_id=given.indication_id, due_on=later),
        Evaluation(indication_id=given.indication_id, due_on=yesterday, held_on=START),
    )
    found = "\n".join(told(desk, given.case_id))
    for part in (
        "gespreksverslag van 23 november",
        "verwijzing van 22 november",
        "Bram Post",
        "evaluatie van 22 november",
    ):
        assert found.count(part) == 1, (part, found)
    assert found.count("evaluatie van") == 1, "one that is still to come, or was held, is not open"


def test_the_resident_may_still_object_and_that_is_nobodys_task_at_the_desk(desk: Workplace) -> None:
    assert not any("ezwaar" in line for line in told(desk, someone(desk).case_id))
    assert any(line.startswith("Onderzoek") for line in told(desk, a_case(desk)))
