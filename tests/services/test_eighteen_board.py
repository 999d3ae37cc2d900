"""The board of who turns eighteen, from a real store: who stands on it, how pressing it is, and what is not shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from desktop.models.casework import Case
from desktop.models.course import Consent
from desktop.models.indications import Indication
from desktop.models.kinds import CareForm, CasePhase, ConsentPurpose, IndicationStatus, Law, TaskArea
from desktop.models.people import Resident
from desktop.models.transition import TransitionPlan, TransitionTask
from desktop.rules.dates import add_months
from desktop.rules.eighteen.gaps import Gap
from desktop.rules.eighteen.standing import Press
from desktop.services.eighteen_board import Board, BoardQuestion, YouthLine, board
from desktop.services.eighteen_page import youth_page
from desktop.services.eighteen_plan import add_proposed, begin_plan
from desktop.services.eighteen_words import runs_unsaid
from desktop.services.inflow import inflow_by_year
from desktop.services.workplace import Workplace
from tests.helpers.casework import colleague, refused
from tests.helpers.eighteen import DAY, Young, a_youth, stopped, wmo_help
from tests.helpers.granted import store


def line(desk: Workplace, young: Young) -> YouthLine:
    return next(one for one in board(desk).lines if one.resident_id == young.resident_id)


def names(found: Board) -> list[str]:
    return [one.name for one in found.lines]


def on(desk: Workplace, day: date) -> Workplace:
    """The same desk on another day."""
    return replace(desk, clock=lambda: datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def with_plan(desk: Workplace, young: Young, *tasks: tuple[str, int, bool]) -> str:
    """A plan with tasks: code, days from today until it is due, and whether it is done."""
    plan = TransitionPlan(case_id=young.case_id, opened_on=desk.today, owner=desk.colleague.id)
    made = [
        TransitionTask(
            plan_id=plan.id,
            code=code,
            area=TaskArea.SUPPORT,
            text="Iets regelen",
            due=desk.today + timedelta(days=days),
            done_on=desk.today if done else None,
        )
        for code, days, done in tasks
    ]
    store(desk, plan, *made)
    return plan.id


def test_who_is_sixteen_with_youth_help_stands_on_the_board_until_half_a_year_after_it(desk: Workplace) -> None:
    young = a_youth(desk, days=300)
    sixteen, last = add_months(young.adult_on, -24), young.adult_on - DAY
    for day, stands in (
        (max(sixteen, desk.today), True),
        (last, True),
        (add_months(last, 6), True),
        (add_months(last, 6) + DAY, False),
    ):
        assert bool(board(on(desk, day)).lines) is stands, day


@pytest.mark.parametrize("form", [CareForm.TREATMENT_HELP, CareForm.GUIDANCE])
def test_who_is_nineteen_stays_on_it_while_the_decision_runs_also_when_nobody_ticked_that_it_may(
    desk: Workplace, form: CareForm
) -> None:
    young = a_youth(desk, days=-365, start=desk.today - timedelta(days=700), end=desk.today + DAY, form=form)
    (one,) = line(desk, young).stands.youth
    assert one.runs_unsaid(desk.today)
    last = desk.today + DAY
    assert board(on(desk, last)).total == 1
    assert board(on(desk, last + DAY)).total == 0
    assert "tot en met" in runs_unsaid(one)


@pytest.mark.parametrize(
    ("form", "stays"), [(CareForm.TREATMENT_HELP, True), (CareForm.FOSTER_CARE, True), (CareForm.GUIDANCE, False)]
)
def test_help_without_an_end_keeps_on_it_only_who_can_have_it_after_eighteen(
    desk: Workplace, form: CareForm, *, stays: bool
) -> None:
    long_ago = desk.today - timedelta(days=700)
    young = a_youth(desk, days=-365, start=long_ago, form=form)
    with desk.store.work("No end") as work:
        (given,) = work.find(Indication, case_id=young.case_id)
        work.change(Indication, given.id, end=None)
        work.commit()
    assert bool(board(desk).lines) is stays
    assert board(on(desk, add_months(young.adult_on, 5 * 12 + 7))).total == 0


def test_a_step_that_came_to_the_rules_after_the_plan_was_begun_is_told_until_it_is_added(desk: Workplace) -> None:
    young = a_youth(desk)
    plan, _changes = begin_plan(desk, young.case_id)
    assert line(desk, young).lacking == 0
    with desk.store.work("As it was in the version before") as work:
        for task in work.find(TransitionTask, plan_id=plan):
            if task.code in {"wmo-report", "future-plan"}:
                work.remove(TransitionTask, task.id)
        work.commit()
    assert line(desk, young).lacking == len(youth_page(desk, young.case_id).to_propose) == 2
    add_proposed(desk, plan)
    assert line(desk, young).lacking == 0


def test_who_is_fifteen_or_has_no_youth_help_does_not_stand_on_it(desk: Workplace) -> None:
    a_youth(desk, "Jong", days=731 + 30)
    a_youth(desk, "Concept", status=IndicationStatus.DRAFT)
    a_youth(desk, "Later", start=desk.today + DAY)
    a_youth(desk, "Lang geleden", end=desk.today - timedelta(days=190))
    assert board(desk).lines == ()


def test_help_that_stopped_before_its_end_counts_until_it_stopped(desk: Workplace) -> None:
    young = a_youth(desk)
    with desk.store.read() as reader:
        (given,) = reader.find(Indication, case_id=young.case_id)
    stopped(desk, given.id, desk.today - timedelta(days=200))
    assert board(desk).lines == ()
    again = a_youth(desk, "Kort", form=CareForm.TREATMENT_HELP)
    with desk.store.read() as reader:
        (given,) = reader.find(Indication, case_id=again.case_id)
    gone = desk.today - timedelta(days=20)
    stopped(desk, given.id, gone)
    found = line(desk, again)
    assert (found.stands.left_on, found.stands.resume_by) == (gone, add_months(gone, 6))


def test_a_consultant_sees_the_own_cases_and_a_team_lead_the_teams(desk: Workplace, lead: Workplace) -> None:
    a_youth(desk, "Eigen")
    a_youth(colleague(desk, "Joke"), "Ander")
    assert names(board(desk)) == ["Sam Eigen"]
    assert sorted(names(board(lead, BoardQuestion(team=True)))) == ["Sam Ander", "Sam Eigen"]
    refused("not-allowed", lambda: board(desk, BoardQuestion(team=True)))


def test_help_that_nothing_follows_is_a_gap_and_wmo_help_closes_it(desk: Workplace) -> None:
    young = a_youth(desk)
    assert line(desk, young).stands.gap == Gap(young.adult_on, None)
    wmo_help(desk, young, young.adult_on + timedelta(days=20))
    assert line(desk, young).stands.gap == Gap(young.adult_on, young.adult_on + timedelta(days=19))


def test_wmo_help_from_the_birthday_on_leaves_no_gap(desk: Workplace) -> None:
    young = a_youth(desk, days=30)
    wmo_help(desk, young, young.adult_on)
    found = line(desk, young)
    assert (found.stands.gap, found.stands.late_since, found.press) == (None, None, Press.NO_PLAN)


def test_what_was_told_under_the_wmo_is_not_shown_without_consent(desk: Workplace) -> None:
    young = a_youth(desk)
    wmo_help(desk, young, young.adult_on, consent=False)
    found = line(desk, young)
    assert found.is_hidden
    assert found.stands.after == ()
    store(desk, Consent(resident_id=young.resident_id, purpose=ConsentPurpose.FROM_WMO, asked_on=desk.today))
    found = line(desk, young)
    assert not found.is_hidden
    assert len(found.stands.after) == 1


@pytest.mark.parametrize(("days", "late"), [(30, True), (200, False)])
def test_without_wmo_help_it_is_too_late_once_the_terms_no_longer_fit(desk: Workplace, days: int, late: bool) -> None:
    found = line(desk, a_youth(desk, days=days))
    assert (found.press is Press.TOO_LATE) is late
    assert (found.stands.late_since is not None) is late


def test_a_report_that_was_made_is_not_too_late(desk: Workplace) -> None:
    young = a_youth(desk, days=30)
    with_plan(desk, young, ("wmo-report", -40, True))
    assert line(desk, young).press is Press.GAP_AHEAD


def test_treatment_goes_on_by_a_decision_and_is_late_without_one(desk: Workplace) -> None:
    undecided = a_youth(desk, "Zonder", days=60, form=CareForm.TREATMENT_HELP, end=desk.today + timedelta(days=430))
    decided = a_youth(
        desk, "Met", days=60, form=CareForm.TREATMENT_HELP, end=desk.today + timedelta(days=430), extended=True
    )
    assert line(desk, undecided).press is Press.TOO_LATE
    assert line(desk, decided).stands.gap is None


def test_the_most_pressing_stands_first(desk: Workplace) -> None:
    a_youth(desk, "Weg", days=-10)
    a_youth(desk, "Te laat", days=20)
    a_youth(desk, "Zonder plan", days=300)
    dicht = a_youth(desk, "Niet te zien", days=310)
    wmo_help(desk, dicht, dicht.adult_on, consent=False)
    with_plan(desk, a_youth(desk, "Taak", days=250), ("bank-account", -3, False))
    with_plan(desk, a_youth(desk, "Rustig", days=400), ("bank-account", 30, False))
    geregeld = a_youth(desk, "Geregeld", days=100)
    with_plan(desk, geregeld, ("bank-account", 30, False))
    wmo_help(desk, geregeld, geregeld.adult_on)
    found = board(desk)
    assert names(found) == [
        "Sam Weg", "Sam Te laat", "Sam Taak", "Sam Niet te zien", "Sam Zonder plan", "Sam Rustig", "Sam Geregeld",
    ]  # fmt: skip
    assert [one.press for one in found.lines] == sorted(Press)


def test_the_filters_narrow_the_board(desk: Workplace) -> None:
    other = colleague(desk, "Joke")
    a_youth(desk, "Weg", days=-10)
    with_plan(desk, a_youth(desk, "Taak", days=250), ("bank-account", -3, False), ("digid", 4, True))
    young = a_youth(desk, "Ver", days=500)
    with desk.store.work("Move") as work:
        work.add(TransitionPlan(case_id=young.case_id, opened_on=desk.today, owner=other.colleague.id))
        work.change(Case, young.case_id, municipality="Stadskanaal")
        work.commit()

    def asked(**fields: object) -> list[str]:
        return sorted(names(board(desk, BoardQuestion(**fields))))  # type: ignore[arg-type]

    assert asked(without_plan=True) == ["Sam Weg"]
    assert asked(too_late=True) == ["Sam Weg"]
    assert asked(gap=True) == ["Sam Taak", "Sam Ver", "Sam Weg"]
    assert asked(within_months=12) == ["Sam Taak"]
    assert asked(owner=other.colleague.id) == ["Sam Ver"]
    assert asked(municipality="Stadskanaal") == ["Sam Ver"]
    assert asked(text=" sam v ") == ["Sam Ver"]
    found = board(desk, BoardQuestion(municipality="Stadskanaal"))
    assert (found.total, found.municipalities) == (3, ("Oldambt", "Stadskanaal"))
    assert found.owners == {desk.colleague.id: "Marijke Veenstra", other.colleague.id: "Joke"}


def test_tasks_are_counted_by_area(desk: Workplace) -> None:
    young = a_youth(desk)
    with_plan(desk, young, ("a", -3, False), ("b", 4, True), ("c", 9, False))
    found = line(desk, young)
    assert found.plan is not None
    assert found.plan.areas == ((1, 3), (0, 0), (0, 0), (0, 0), (0, 0))
    assert (found.done, found.plan.late, found.plan.next_due) == ((1, 3), 1, (desk.today - 3 * DAY).isoformat())


def test_the_number_of_questions_to_the_store_does_not_grow_with_the_youths(desk: Workplace) -> None:
    asked: list[str] = []
    event.listen(desk.store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    for number in range(12):
        young = a_youth(desk, f"N{number}")
        wmo_help(desk, young, young.adult_on)
        with_plan(desk, young, ("a", 3, False))
        if number in {0, 11}:
            board(desk)  # which tells the log whom it shows; drawn anew it does not
            asked.clear()
            board(desk)
            assert sum("SELECT" in one for one in asked) == 5  # youths, help, plans, consents, names


def a_resident(desk: Workplace, town: str, youth_until: date | None, wmo_from: date) -> None:
    """With a case for youth help that closed on a day, and one under the Wmo."""
    resident = Resident(last_name="Bos", birth_date=date(2008, 1, 1), municipality=town)
    cases = [
        Case(
            resident_id=resident.id,
            law=law,
            municipality=town,
            phase=CasePhase.CLOSED if closed else CasePhase.RUNNING,
            opened_on=opened,
            closed_on=closed,
        )
        for law, opened, closed in (
            (Law.JEUGDWET, date(2020, 1, 1), youth_until),
            (Law.WMO, wmo_from, None),
            (Law.WMO, wmo_from + timedelta(days=5), None),
        )
    ]
    store(desk, resident)
    store(desk, *cases)


def test_inflow_from_youth_is_counted_once_by_municipality_and_year(desk: Workplace, lead: Workplace) -> None:
    a_resident(desk, "Oldambt", date(2026, 1, 26), date(2026, 1, 26))
    a_resident(desk, "Oldambt", None, date(2026, 12, 31))
    a_resident(desk, "Oldambt", date(2025, 12, 1), date(2025, 12, 31))
    a_resident(desk, "Stadskanaal", date(2025, 1, 1), date(2026, 1, 1))
    a_resident(desk, "Stadskanaal", date(2025, 6, 30), date(2025, 12, 30))
    found = inflow_by_year(lead, date(2026, 12, 31), years=2)
    assert [(one.municipality, one.first.year, one.residents) for one in found] == [
        ("Oldambt", 2026, 2), ("Oldambt", 2025, 1), ("Stadskanaal", 2026, 0), ("Stadskanaal", 2025, 1),
    ]  # fmt: skip
    assert (found[1].first, found[1].last) == (date(2025, 1, 1), date(2025, 12, 31))
    refused("not-allowed", lambda: inflow_by_year(desk, date(2026, 12, 31)))
