"""What must be arranged around eighteen, and by when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import regions
from desktop.models.kinds import CareForm, Law, Provision, TaskArea
from desktop.rules.dates import is_working_day
from desktop.rules.eighteen.becoming import Help
from desktop.rules.eighteen.consent_again import asked_again
from desktop.rules.eighteen.tasks import last_day_to_report, quarter_end, tasks
from desktop.rules.terms import due_day
from desktop.services.eighteen import shipped_tasks

BIRTH = date(2008, 12, 15)
ADULT = date(2026, 12, 15)
TERMS = regions.profile("oldambt-stadskanaal").terms
GUIDANCE = Help("1", Law.JEUGDWET, "Begeleiding", date(2025, 1, 1), care_form=CareForm.GUIDANCE)


def codes(*helps: Help) -> set[str]:
    return {task.rule.code for task in tasks(shipped_tasks(), helps, BIRTH, TERMS)}


def due(code: str, birth: date = BIRTH, *helps: Help) -> date:
    return next(
        task.due for task in tasks(shipped_tasks(), helps or (GUIDANCE,), birth, TERMS) if task.rule.code == code
    )


def test_all_five_areas_have_something_to_arrange_and_every_task_names_its_source() -> None:
    found = tasks(shipped_tasks(), [GUIDANCE], BIRTH, TERMS)
    assert {task.rule.area for task in found} == {*TaskArea}
    assert all(task.rule.source.document and task.rule.source.paragraph for task in found)
    assert [task.due for task in found] == sorted(task.due for task in found)


@pytest.mark.parametrize(
    ("form", "asked", "not_asked"),
    [
        (CareForm.GUIDANCE, {"wmo-report", "handover"}, {"extended-help", "foster-care", "family-home", "nursing"}),
        (CareForm.PERSONAL_CARE, {"nursing", "wmo-report"}, {"extended-help"}),
        (CareForm.TREATMENT_HELP, {"extended-help", "mental-health", "look-back-6"}, {"wmo-report", "nursing"}),
        (CareForm.FOSTER_CARE, {"foster-care", "look-back-6"}, {"extended-help", "wmo-report"}),
        (CareForm.FAMILY_HOME, {"family-home"}, {"foster-care", "wmo-report"}),
        (CareForm.YOUTH_PROBATION, {"youth-probation", "rent-allowance"}, {"extended-help", "wmo-report"}),
    ],
)
def test_each_form_of_help_has_its_own_tasks(form: CareForm, asked: set[str], not_asked: set[str]) -> None:
    found = codes(Help("1", Law.JEUGDWET, "Hulp", date(2025, 1, 1), care_form=form))
    assert asked <= found
    assert not found & not_asked
    assert {"future-plan", "health-insurance", "child-benefit", "which-act"} <= found


def test_who_has_a_personal_budget_is_told_that_it_stops() -> None:
    pgb = Help("1", Law.JEUGDWET, "Hulp", date(2025, 1, 1), care_form=CareForm.GUIDANCE, provision=Provision.PGB)
    assert "pgb" in codes(pgb)
    assert "pgb" not in codes(GUIDANCE)


def test_help_that_stopped_more_than_half_a_year_ago_asks_for_nothing() -> None:
    """Else who had guidance by a personal budget as a child is told at eighteen that the budget stops."""
    day = date(2026, 6, 1)
    past = Help("1", Law.JEUGDWET, "Hulp", date(2018, 1, 1), date(2019, 1, 1), CareForm.GUIDANCE, False, Provision.PGB)
    lately = past._replace(end=date(2025, 12, 2))
    foster = Help("2", Law.JEUGDWET, "Hulp", date(2020, 1, 1), care_form=CareForm.FOSTER_CARE)
    asked = {"pgb", "wmo-report", "handover"}
    for one, expected in ((past, set()), (lately, asked)):
        found = {task.rule.code for task in tasks(shipped_tasks(), [one, foster], BIRTH, TERMS, day)}
        assert found & asked == expected


@given(st.dates(date(2024, 1, 1), date(2034, 12, 31)))
def test_a_report_on_the_last_day_is_decided_before_the_birthday_and_one_day_later_is_not_sure_to_be(
    adult: date,
) -> None:
    """Wmo 2015 art. 2.3.2 lid 1 and 2.3.5 lid 2; Algemene termijnenwet art. 1."""
    investigation = next(term for term in TERMS if term.id == "investigation")
    decision = next(term for term in TERMS if term.id == "decision")
    last = last_day_to_report(adult, TERMS)

    def decided(reported: date) -> date:
        return due_day(decision, due_day(investigation, reported))

    assert decided(last) < adult
    assert timedelta(days=57) <= adult - last <= timedelta(days=57 + 14)
    assert is_working_day(decided(last))
    later = [last + timedelta(days=n) for n in range(1, 10)]
    assert any(decided(day) >= adult for day in later)


@pytest.mark.parametrize(
    ("adult", "ends"),
    [
        (date(2026, 4, 1), date(2026, 3, 31)),
        (date(2026, 4, 2), date(2026, 6, 30)),
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 1, 1), date(2025, 12, 31)),
        (date(2026, 12, 31), date(2026, 12, 31)),
        (date(2028, 2, 29), date(2028, 3, 31)),
    ],
)
def test_child_benefit_ends_with_the_quarter_before_the_first_one_that_begins_at_eighteen(
    adult: date, ends: date
) -> None:
    """Algemene Kinderbijslagwet art. 7 and 11: who is eighteen on a quarter's first day has none in that quarter."""
    assert (
        due("child-benefit", adult.replace(year=adult.year - 18) if adult.day != 29 else date(2010, 2, 28)) is not None
    )
    assert quarter_end(adult - timedelta(days=1)) == ends


def test_the_day_on_which_the_child_budget_stops_is_asked_and_not_told() -> None:
    """The source says that it stops too and names no day; that of child benefit is no other law's."""
    rules = {rule.code: rule for rule in shipped_tasks()}
    assert "kindgebonden" not in rules["child-benefit"].name
    asked = rules["child-budget"]
    assert asked.is_proposal
    assert "vragen" in asked.name
    assert asked.name.endswith("?")
    assert "niet" in asked.source.paragraph


def test_months_count_from_the_birthday_and_keep_within_the_month() -> None:
    assert due("future-plan") == date(2024, 12, 15)
    assert due("representation", date(2008, 5, 31)) == date(2026, 2, 28)
    assert due("digid", date(2008, 3, 31)) == date(2026, 2, 28)
    assert due("consent-at-18", date(2008, 2, 29)) == date(2026, 3, 1)


def test_what_is_asked_at_sixteen_is_due_on_that_birthday_also_on_the_leap_day() -> None:
    """Counted back from eighteen it would be 1 March, a day after `asked_again` has it."""
    born = date(2008, 2, 29)
    assert due("consent-at-16", born) == date(2024, 2, 29) == asked_again((), born)[0].due
    assert due("future-plan", born) == date(2024, 2, 29)
    assert due("which-act", born) == date(2025, 3, 1)
