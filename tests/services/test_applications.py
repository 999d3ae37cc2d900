"""On which day something came in, and days that cannot be: the terms of a resident hang on them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from desktop.models.course import TermChange
from desktop.models.faults import RuleBroken
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import CourseCheck, IndicationStatus, Law, TermChangeKind
from desktop.services.applications import change_application, change_personal_plan
from desktop.services.case_page import TermLine
from desktop.services.case_reading import MomentKind, case_list, case_page
from desktop.services.cases import NewCase, change_report, hand_in_application, hand_in_personal_plan, open_case
from desktop.services.conversations import begin, take_up_again, write
from desktop.services.course import note_check
from desktop.services.need_reports import correct_report_day
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, talked
from tests.helpers.granted import store


def ago(desk: Workplace, days: int) -> date:
    return desk.today - timedelta(days=days)


@pytest.fixture
def case_id(desk: Workplace) -> str:
    """Reported three weeks ago."""
    return a_case(desk, received_on=ago(desk, 21))


def term(desk: Workplace, case_id: str, name: str) -> TermLine:
    return next(line for line in case_page(desk, case_id).terms if line.term == name)


def test_an_application_counts_from_the_day_it_came_in_and_that_day_can_be_corrected(
    desk: Workplace, case_id: str
) -> None:
    """Wmo 2015 art. 2.3.5 lid 2."""
    hand_in_application(desk, case_id, "Begeleiding", ago(desk, 7))
    assert term(desk, case_id, "decision").due == ago(desk, -7)
    [one] = case_page(desk, case_id).applications
    change_application(desk, one.id, ago(desk, 14), "Begeleiding thuis")
    assert (term(desk, case_id, "decision").from_day, term(desk, case_id, "decision").due) == (
        ago(desk, 14),
        desk.today,
    )
    assert [found.text for found in case_page(desk, case_id).applications] == ["Begeleiding thuis"]


def test_every_application_stands_on_the_line_of_time(desk: Workplace, case_id: str) -> None:
    for days in (2, 9):
        hand_in_application(desk, case_id, "", ago(desk, days))
    page = case_page(desk, case_id)
    assert [one.applied_on for one in page.applications] == [ago(desk, 9), ago(desk, 2)]
    assert [m.on for m in page.timeline if m.kind is MomentKind.APPLICATION] == [ago(desk, 2), ago(desk, 9)]


def test_the_residents_own_plan_is_in_time_by_the_day_it_came_in(desk: Workplace, case_id: str) -> None:
    """Wmo 2015 art. 2.3.2 lid 2: within seven days after the report."""
    hand_in_personal_plan(desk, case_id, "Zo wil ik het.", ago(desk, 14))
    line = term(desk, case_id, "personal-plan")
    assert (line.met_on, line.due, line.state.value) == (ago(desk, 14), ago(desk, 14), "met")
    plan = case_page(desk, case_id).personal_plan
    assert plan is not None
    change_personal_plan(desk, plan.id, ago(desk, 1), "Zo wil ik het.")
    assert term(desk, case_id, "personal-plan").state.value == "missed"


def test_when_an_application_follows_on_the_investigation(desk: Workplace, case_id: str) -> None:
    """Wmo 2015 art. 2.3.2 lid 9: not before the investigation, unless it was not done within six weeks."""
    first = case_page(desk, case_id).applies_from
    assert first is not None
    assert (first.day, first.talked, first.source.paragraph) == (ago(desk, -22), False, "art. 2.3.2 lid 9")
    hand_in_application(desk, case_id, "", ago(desk, 10))
    assert len(case_page(desk, case_id).applications) == 1, "it is told, and not refused"
    assert term(desk, case_id, "investigation").met_on is None
    talked(desk, case_id, ago(desk, 5))
    first = case_page(desk, case_id).applies_from
    assert first is not None
    assert (first.day, first.talked) == (ago(desk, 5), True)
    hand_in_application(desk, case_id, "", ago(desk, 4))
    assert term(desk, case_id, "investigation").met_on == ago(desk, 4)


def test_under_the_youth_act_an_application_waits_for_no_investigation(desk: Workplace) -> None:
    assert case_page(desk, a_case(desk, law=Law.JEUGDWET)).applies_from is None


def applied(desk: Workplace, case_id: str, day: date | None) -> object:
    if not case_page(desk, case_id).applications:
        hand_in_application(desk, case_id, "", ago(desk, 1))
    return change_application(desk, case_page(desk, case_id).applications[0].id, day, "")


def planned(desk: Workplace, case_id: str, day: date | None) -> object:
    if case_page(desk, case_id).personal_plan is None:
        hand_in_personal_plan(desk, case_id, "Zo.", ago(desk, 1))
    plan = case_page(desk, case_id).personal_plan
    assert plan is not None
    return change_personal_plan(desk, plan.id, day, "Zo.")


Act = Callable[[Workplace, str, date], object]
DAYS: dict[str, tuple[Act, str]] = {
    "application": (lambda d, c, day: hand_in_application(d, c, "", day), "applied_on"),
    "application, corrected": (applied, "applied_on"),
    "own plan": (lambda d, c, day: hand_in_personal_plan(d, c, "Zo.", day), "received_on"),
    "own plan, corrected": (planned, "received_on"),
    "client support": (lambda d, c, day: change_report(d, c, client_support_told_on=day), "client_support_told_on"),
    "receipt": (lambda d, c, day: change_report(d, c, confirmed_on=day), "confirmed_on"),
}
TALKS: dict[str, tuple[Act, str]] = {
    "talk": (begin, "held_on"),
    "talk, moved": (lambda d, c, day: write(d, begin(d, c)[0], held_on=day), "held_on"),
}


def refusal(desk: Workplace, case_id: str, act: Act, day: date) -> tuple[str, str]:
    with pytest.raises(RuleBroken) as refused:
        act(desk, case_id, day)
    return refused.value.code, refused.value.field


@pytest.mark.parametrize("which", DAYS)
def test_nothing_came_in_tomorrow(desk: Workplace, case_id: str, which: str) -> None:
    act, field = DAYS[which]
    for day in (ago(desk, -1), date(2099, 1, 1)):
        assert refusal(desk, case_id, act, day) == ("in-future", field)


@pytest.mark.parametrize("which", [*DAYS, *TALKS])
def test_nothing_came_before_the_report_of_need(desk: Workplace, case_id: str, which: str) -> None:
    act, field = (DAYS | TALKS)[which]
    for day in (ago(desk, 22), date(1800, 1, 1)):
        assert refusal(desk, case_id, act, day) == ("done-before", field)
    act(desk, case_id, ago(desk, 21))


def test_nothing_was_reported_before_the_act_was_there(desk: Workplace, case_id: str) -> None:
    """The Wmo 2015 and the Jeugdwet are in force since 1 January 2015."""
    for law in (Law.WMO, Law.JEUGDWET):
        early = NewCase(last_name="Boer", law=law, received_on=date(2014, 12, 31))
        with pytest.raises(RuleBroken, match="done-before received_on"):
            open_case(desk, early)
    with pytest.raises(RuleBroken, match="done-before received_on"):
        change_report(desk, case_id, received_on=date(1850, 1, 1))
    change_report(desk, case_id, received_on=date(2015, 1, 1))


def test_a_report_did_not_come_in_after_what_came_of_it(desk: Workplace, case_id: str) -> None:
    hand_in_application(desk, case_id, "", ago(desk, 7))
    with pytest.raises(RuleBroken, match="report-after received_on"):
        change_report(desk, case_id, received_on=ago(desk, 6))
    change_report(desk, case_id, received_on=ago(desk, 7))
    assert term(desk, case_id, "investigation").from_day == ago(desk, 7)


def test_the_day_of_the_report_is_put_right_with_its_reason_and_the_terms_are_counted_anew(
    desk: Workplace, case_id: str
) -> None:
    correct_report_day(desk, case_id, ago(desk, 28), "De brief lag bij de balie.")
    page = case_page(desk, case_id)
    assert page.report is not None
    assert (page.report.received_on, page.case.opened_on) == (ago(desk, 28), ago(desk, 28))
    days = (f"{ago(desk, before):%d-%m-%Y}" for before in (21, 28, 0))
    for part in ("De brief lag bij de balie.", "Marijke Veenstra", *days):
        assert part in page.report.text
    assert term(desk, case_id, "investigation").due == ago(desk, 28) + timedelta(days=42)
    [line] = case_list(desk)
    assert (line.days_open, line.days_left) == (28, 14)
    text = page.report.text
    correct_report_day(desk, case_id, ago(desk, 28), "Toch niet.")
    assert case_page(desk, case_id).report.text == text  # type: ignore[union-attr]  # there is one


@pytest.mark.parametrize(
    ("day", "why", "expected"),
    [
        (None, "Daarom", ("required", "received_on")),
        (30, " ", ("required", "why")),
        (30, "x" * 501, ("too-long", "why")),
        (-1, "Daarom", ("in-future", "received_on")),
        (20_000, "Daarom", ("done-before", "received_on")),
    ],
)
def test_a_day_of_a_report_that_cannot_be_is_refused_at_its_field(
    desk: Workplace, case_id: str, day: int | None, why: str, expected: tuple[str, str]
) -> None:
    with pytest.raises(RuleBroken) as told:
        correct_report_day(desk, case_id, None if day is None else ago(desk, day), why)
    assert (told.value.code, told.value.field) == expected
    report = case_page(desk, case_id).report
    assert report is not None
    assert report.received_on == ago(desk, 21)


def decided(desk: Workplace, case_id: str, day: date) -> None:
    given = Indication(case_id=case_id, status=IndicationStatus.APPROVED)
    store(desk, given, Decision(indication_id=given.id, decided_on=day, announced_on=day))


def paused(desk: Workplace, case_id: str, which: str, first: date) -> None:
    fields = {"case_id": case_id, "term": which, "kind": TermChangeKind.PAUSED, "ground": "Ziek", "from_on": first}
    store(desk, TermChange.model_validate(fields | {"until_on": first}))


FOLLOWED: dict[str, Act] = {
    "client support": lambda d, c, day: change_report(d, c, client_support_told_on=day),
    "receipt": lambda d, c, day: change_report(d, c, confirmed_on=day),
    "identity": lambda d, c, day: note_check(d, c, CourseCheck.IDENTITY, day),
    "talk": begin,
    "own plan": lambda d, c, day: hand_in_personal_plan(d, c, "Zo.", day),
    "decision": decided,
    "pause": lambda d, c, day: paused(d, c, "investigation", day + timedelta(days=1)),
}


@pytest.mark.parametrize("what", FOLLOWED)
def test_a_report_that_is_put_right_never_lands_after_what_came_of_it(desk: Workplace, case_id: str, what: str) -> None:
    """A pause of a term that had not begun yet would silently count no more."""
    change_report(desk, case_id, client_support_told_on=None)
    FOLLOWED[what](desk, case_id, ago(desk, 9))
    with pytest.raises(RuleBroken, match="report-after received_on") as told:
        correct_report_day(desk, case_id, ago(desk, 8), "Daarom")
    assert told.value.values["day"] == ago(desk, 9)
    correct_report_day(desk, case_id, ago(desk, 9), "Daarom")


def test_an_application_that_is_put_right_never_lands_after_its_decision_or_its_pause(
    desk: Workplace, case_id: str
) -> None:
    """The decision would meet nothing any more, and the term would run again."""
    hand_in_application(desk, case_id, "", ago(desk, 15))
    [one] = case_page(desk, case_id).applications
    decided(desk, case_id, ago(desk, 16))
    paused(desk, case_id, "decision", ago(desk, 9))
    with pytest.raises(RuleBroken, match="came-later applied_on") as told:
        change_application(desk, one.id, ago(desk, 9), "")
    assert told.value.values["day"] == ago(desk, 10)
    decided(desk, case_id, ago(desk, 12))
    with pytest.raises(RuleBroken, match="came-later applied_on"):
        change_application(desk, one.id, ago(desk, 11), "")
    change_application(desk, one.id, ago(desk, 12), "Hulp")
    assert term(desk, case_id, "decision").met_on == ago(desk, 12)


def test_a_talk_that_is_taken_up_again_was_not_after_its_report_was_given(desk: Workplace, case_id: str) -> None:
    talk = talked(desk, case_id, ago(desk, 9), given_on=ago(desk, 5))
    take_up_again(desk, talk)
    with pytest.raises(RuleBroken, match="came-later held_on"):
        write(desk, talk, held_on=ago(desk, 4))
    with pytest.raises(RuleBroken, match="came-later held_on"):
        begin(desk, case_id, ago(desk, 4))
    write(desk, talk, held_on=ago(desk, 5))


def test_the_report_given_on_a_later_day_than_the_talk_is_what_ends_the_six_weeks(
    desk: Workplace, case_id: str
) -> None:
    """Wmo 2015 art. 2.3.2 lid 1 and 8."""
    talked(desk, case_id, ago(desk, 18))
    assert term(desk, case_id, "investigation").met_on is None
    note_check(desk, case_id, CourseCheck.REPORT_GIVEN, ago(desk, 2))
    assert term(desk, case_id, "investigation").met_on == ago(desk, 2)
