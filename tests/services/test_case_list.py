"""The list of cases: filters, order, and the next deadline of each."""

from datetime import date, timedelta

import pytest

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.indications import Decision, Evaluation, Indication
from desktop.models.kinds import CasePhase, CourseCheck, EndReason, IndicationStatus, Law, Role
from desktop.models.waiting import ContactMoment, WaitingListEntry
from desktop.rules.next_steps import HEARD_DAYS
from desktop.services.case_reading import CaseFilter, CaseLine, CaseOrder, Deadline, case_list, case_list_counted
from desktop.services.cases import CaseEnding, close_case, hand_in_application, hand_over
from desktop.services.conversations import begin
from desktop.services.course import note_check
from desktop.services.today import TodayKind, today
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, colleague, talked


def only(desk: Workplace) -> CaseLine:
    """The one case there is."""
    [line] = case_list(desk)
    return line


def add(desk: Workplace, *values: object) -> None:
    with desk.store.work("Add") as work:
        work.add(*values)  # type: ignore[arg-type]  # whatever the test has
        work.commit()


def test_a_line_tells_who_where_and_how_long(desk: Workplace) -> None:
    a_case(desk, received_on=desk.today - timedelta(days=10))
    line = only(desk)
    assert (line.resident, line.place, line.municipality) == ("Jan de Boer", "Winschoten", "Oldambt")
    assert (line.consultant, line.days_open, line.phase) == ("Marijke Veenstra", 10, CasePhase.REPORTED)
    assert (line.running, line.drafts, line.waiting) == (0, 0, False)


def test_the_investigation_is_the_first_deadline(desk: Workplace) -> None:
    a_case(desk, received_on=desk.today - timedelta(days=40))
    line = only(desk)
    assert (line.deadline_kind, line.deadline, line.days_left) == (Deadline.TERM, desk.today + timedelta(days=2), 2)


def test_a_planned_visit_comes_before_a_later_term(desk: Workplace) -> None:
    begin(desk, a_case(desk), desk.today + timedelta(days=3))
    line = only(desk)
    assert (line.deadline_kind, line.days_left) == (Deadline.VISIT, 3)


def test_the_report_of_the_talk_meets_the_investigation_and_an_application_opens_the_next_term(
    desk: Workplace,
) -> None:
    """Wmo 2015 art. 2.3.2 lid 1 and 8; art. 2.3.5 lid 2."""
    case_id = a_case(desk)
    talked(desk, case_id, desk.today)
    assert only(desk).days_left == 42
    note_check(desk, case_id, CourseCheck.REPORT_GIVEN, desk.today)
    assert only(desk).deadline is None
    hand_in_application(desk, case_id)
    line = only(desk)
    assert (line.deadline_kind, line.days_left) == (Deadline.TERM, 14)


def test_a_second_application_is_a_deadline_also_while_help_runs(desk: Workplace) -> None:
    """Wmo 2015 art. 2.3.5 lid 2: each application is decided within two weeks."""
    case_id = a_case(desk, received_on=desk.today - timedelta(days=400))
    hand_in_application(desk, case_id, "", desk.today - timedelta(days=390))
    indication = Indication(case_id=case_id, status=IndicationStatus.APPROVED)
    then = desk.today - timedelta(days=380)
    add(desk, indication, Decision(indication_id=indication.id, decided_on=then, announced_on=then))
    with desk.store.work("Run") as work:
        work.change(Case, case_id, phase=CasePhase.RUNNING)
        work.commit()
    assert only(desk).deadline is None
    hand_in_application(desk, case_id, "", desk.today - timedelta(days=20))
    assert (only(desk).deadline_kind, only(desk).days_left) == (Deadline.TERM, -6)
    assert [line.days_left for line in today(desk).lines(TodayKind.TERM)] == [-6]
    lately = desk.today - timedelta(days=1)
    add(desk, Decision(indication_id=indication.id, decided_on=lately, announced_on=lately))
    assert only(desk).deadline is None


def test_a_decision_closes_the_term(desk: Workplace) -> None:
    case_id = a_case(desk)
    hand_in_application(desk, case_id)
    indication = Indication(case_id=case_id, status=IndicationStatus.APPROVED)
    decision = Decision(indication_id=indication.id, decided_on=desk.today)
    add(desk, indication, decision)
    assert (only(desk).deadline_kind, only(desk).days_left) == (Deadline.UNSENT, 0)
    with desk.store.work("Send") as work:
        work.change(Decision, decision.id, announced_on=desk.today)
        work.commit()
    assert only(desk).deadline is None


def test_an_evaluation_and_the_end_of_help_are_deadlines(desk: Workplace) -> None:
    indication = Indication(
        case_id=a_case(desk, received_on=desk.today - timedelta(days=400)),
        status=IndicationStatus.APPROVED,
        start=desk.today - timedelta(days=300),
        end=desk.today + timedelta(days=30),
    )
    decided = desk.today - timedelta(days=301)
    decision = Decision(indication_id=indication.id, decided_on=decided, announced_on=decided)
    add(desk, indication, decision)
    assert (only(desk).deadline_kind, only(desk).days_left, only(desk).running) == (Deadline.ENDS, 30, 1)
    evaluation = Evaluation(indication_id=indication.id, due_on=desk.today - timedelta(days=4))
    add(desk, evaluation)
    assert (only(desk).deadline_kind, only(desk).days_left) == (Deadline.EVALUATION, -4)
    with desk.store.work("Hold") as work:
        work.change(Evaluation, evaluation.id, held_on=desk.today)
        work.commit()
    after = Indication(case_id=indication.case_id, start=desk.today + timedelta(days=31))
    add(desk, after)
    line = only(desk)
    assert (line.deadline, line.drafts) == (None, 1)


def test_someone_who_waits_is_heard_on_the_day_agreed_and_else_every_four_weeks(desk: Workplace) -> None:
    since = desk.today - timedelta(days=9)
    case_id = a_case(desk, received_on=desk.today)
    entry = WaitingListEntry(case_id=case_id, since=since)
    add(desk, entry)
    line = only(desk)
    assert (line.waiting, line.deadline_kind, line.deadline) == (True, Deadline.CONTACT, since + timedelta(HEARD_DAYS))
    held = ContactMoment(entry_id=entry.id, agreed_on=since, held_on=desk.today)
    add(desk, held)
    assert only(desk).deadline == desk.today + timedelta(HEARD_DAYS)
    add(desk, ContactMoment(entry_id=entry.id, agreed_on=desk.today + timedelta(days=5)))
    assert only(desk).days_left == 5
    with desk.store.work("Review") as work:
        work.change(WaitingListEntry, entry.id, review_on=desk.today + timedelta(days=2))
        work.commit()
    assert only(desk).days_left == 2


def test_the_most_pressing_case_stands_first_and_those_without_deadline_last(desk: Workplace) -> None:
    names = {}
    for name, since in (("Later", 5), ("Eerst", 41), ("Midden", 30)):
        names[name] = a_case(desk, name, received_on=desk.today - timedelta(days=since))
    with desk.store.work("Run") as work:
        work.change(Case, names["Midden"], phase=CasePhase.RUNNING)
        indication = Indication(case_id=names["Midden"], status=IndicationStatus.APPROVED)
        work.add(indication, Decision(indication_id=indication.id, decided_on=desk.today, announced_on=desk.today))
        work.commit()
    assert [line.case_id for line in case_list(desk)] == [names["Eerst"], names["Later"], names["Midden"]]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (CaseOrder.NAME, ["Akkerman", "Boer", "Zijl"]),
        (CaseOrder.OPENED, ["Zijl", "Akkerman", "Boer"]),
        (CaseOrder.PHASE, ["Boer", "Akkerman", "Zijl"]),
    ],
)
def test_the_list_is_sorted_as_asked(desk: Workplace, order: CaseOrder, expected: list[str]) -> None:
    for name, since, phase in (
        ("Zijl", 90, CasePhase.RUNNING),
        ("Akkerman", 60, CasePhase.CONVERSATION),
        ("Boer", 30, CasePhase.REPORTED),
    ):
        case_id = a_case(desk, name, received_on=desk.today - timedelta(days=since))
        with desk.store.work("Move") as work:
            work.change(Case, case_id, phase=phase)
            work.commit()
    assert [line.resident.split()[-1] for line in case_list(desk, CaseFilter(order=order))] == expected


def test_filters_hold_together(desk: Workplace) -> None:
    wanted = a_case(desk, "Boer", law=Law.JEUGDWET, municipality="Stadskanaal", question="Hulp bij lezen")
    a_case(desk, "Boer", law=Law.WMO, municipality="Stadskanaal", question="Hulp bij lezen")
    a_case(desk, "Boer", law=Law.JEUGDWET, municipality="Oldambt", question="Hulp bij lezen")
    which = CaseFilter(text="LEZEN", laws=(Law.JEUGDWET,), municipalities=("Stadskanaal",))
    assert [line.case_id for line in case_list(desk, which)] == [wanted]
    assert case_list_counted(desk, which)[1] == 1


@pytest.mark.parametrize("typed", ["de boer", "Jan de Boer", "JAN", "overzicht", "9999"])
def test_a_name_or_a_word_of_the_question_finds_the_case(desk: Workplace, typed: str) -> None:
    a_case(desk, bsn="")
    _lines, found = case_list_counted(desk, CaseFilter(text=typed))
    assert found == (0 if typed.isdigit() else 1)


@pytest.mark.parametrize("typed", ["%", "_", "\\", "'; DROP TABLE case_file; --"])
def test_signs_that_mean_something_to_the_store_are_only_letters(desk: Workplace, typed: str) -> None:
    a_case(desk)
    assert case_list(desk, CaseFilter(text=typed)) == ()


def test_closed_cases_show_when_asked_for(desk: Workplace) -> None:
    case_id = a_case(desk, received_on=desk.today - timedelta(days=8))
    close_case(desk, case_id, CaseEnding(EndReason.OTHER))
    assert case_list(desk) == ()
    [line] = case_list(desk, CaseFilter(phases=(CasePhase.CLOSED,)))
    assert (line.deadline, line.days_open) == (None, 8)


def test_the_list_of_one_consultant_holds_no_others_cases(desk: Workplace, lead: Workplace) -> None:
    mine, given = a_case(desk), a_case(desk)
    other = colleague(desk, "Samira Bouzid")
    hand_over(lead, (given,), other.colleague.id)
    assert [line.case_id for line in case_list(desk, CaseFilter(consultant=desk.colleague.id))] == [mine]
    assert [line.case_id for line in case_list(desk, CaseFilter(consultant=other.colleague.id))] == [given]


def test_only_what_is_due_by_a_day_or_waits(desk: Workplace) -> None:
    soon, late = a_case(desk, received_on=desk.today - timedelta(days=40)), a_case(desk)
    assert [line.case_id for line in case_list(desk, CaseFilter(due_by=desk.today + timedelta(days=7)))] == [soon]
    add(desk, WaitingListEntry(case_id=late, since=desk.today))
    assert [line.case_id for line in case_list(desk, CaseFilter(waiting=True))] == [late]


def test_a_long_list_comes_in_pages_and_is_counted_whole(desk: Workplace) -> None:
    cases = [a_case(desk, f"Boer{n}") for n in range(5)]
    pages = [case_list(desk, CaseFilter(order=CaseOrder.NAME, limit=2, offset=n)) for n in (0, 2, 4)]
    assert [line.case_id for page in pages for line in page] == cases
    for offset, shown in ((0, 2), (4, 1), (6, 0)):
        lines, count = case_list_counted(desk, CaseFilter(limit=2, offset=offset))
        assert (len(lines), count) == (shown, 5)


def test_who_may_not_see_cases_gets_no_list(desk: Workplace) -> None:
    administrator = colleague(desk, "Abel Beheer", Role.ADMINISTRATOR)
    for ask in (case_list, case_list_counted):
        with pytest.raises(RuleBroken, match="not-allowed"):
            ask(administrator)


def test_a_case_of_nobody_and_a_resident_without_birth_date_still_show(desk: Workplace) -> None:
    case_id = a_case(desk, birth_date=None, first_names="")
    with desk.store.work("Leave") as work:
        work.change(Case, case_id, consultant="")
        work.commit()
    line = only(desk)
    assert (line.resident, line.birth_date, line.consultant) == ("de Boer", None, "")
    assert line.opened_on == date(2026, 11, 23)
