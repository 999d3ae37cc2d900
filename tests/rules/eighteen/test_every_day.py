"""Every day of the two years around the birthday, for births at the edges of the calendar.

What is expected is worked out here in another way than the rules do: by counting ages and quarters, day by day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from desktop import regions
from desktop.models.kinds import CareForm, Law
from desktop.rules.eighteen.becoming import Help, becoming
from desktop.rules.eighteen.gaps import gaps
from desktop.rules.eighteen.standing import Press, press_of, standing
from desktop.rules.eighteen.tasks import Task, TaskCalendar, last_day_to_report, tasks
from desktop.services.eighteen import shipped_tasks

DAY = timedelta(days=1)
TERMS = regions.profile("oldambt-stadskanaal").terms
RULES = shipped_tasks()
KEEPING = TaskCalendar((rule for rule in RULES if rule.keeps), TERMS)
BIRTHS = [
    date(2008, 2, 29), date(2004, 2, 29), date(2010, 2, 28), date(2010, 3, 1),
    date(2008, 1, 31), date(2008, 4, 30), date(2009, 8, 31), date(2008, 10, 31),
    date(2008, 3, 31), date(2008, 4, 1), date(2008, 6, 30), date(2008, 7, 1),
    date(2008, 9, 30), date(2008, 10, 1), date(2008, 12, 31), date(2009, 1, 1), date(2008, 12, 15),
]  # fmt: skip
AGES = {CareForm.TREATMENT_HELP: 23, CareForm.FOSTER_CARE: 21, CareForm.FAMILY_HOME: 21}
births = pytest.mark.parametrize("birth", BIRTHS, ids=str)


def age(birth: date, day: date) -> int:
    """Full years: a year is full when its last day is over; of who was born on 29 February that is 28 February."""
    return day.year - birth.year - (day.strftime("%m%d") < birth.strftime("%m%d"))


def eighteen(birth: date) -> date:
    day = date(birth.year + 18, 1, 1)
    while age(birth, day) < 18:
        day += DAY
    return day


def window(birth: date) -> Iterator[date]:
    """The two years around it."""
    adult = eighteen(birth)
    return (adult + timedelta(days=n) for n in range(-365, 366))


def youth(form: CareForm, start: date, end: date | None = None, *, extended: bool = False) -> Help:
    return Help("1", Law.JEUGDWET, "Hulp", start, end, form, extended)


def due(birth: date, form: CareForm = CareForm.GUIDANCE) -> dict[str, date]:
    given = youth(form, eighteen(birth) - 400 * DAY)
    return {task.rule.code: task.due for task in tasks(RULES, [given], birth, TERMS)}


@births
@pytest.mark.parametrize("extended", [False, True])
@pytest.mark.parametrize("form", list(CareForm))
def test_youth_help_is_there_on_a_day_only_when_the_age_and_the_form_allow_it(
    birth: date, form: CareForm, extended: bool
) -> None:
    one = becoming(youth(form, eighteen(birth) - 500 * DAY, extended=extended), birth)
    by_itself = {CareForm.FOSTER_CARE, CareForm.FAMILY_HOME, CareForm.YOUTH_PROBATION}
    goes_on = form in by_itself or (extended and form is CareForm.TREATMENT_HELP)
    for day in window(birth):
        expected = age(birth, day) < (AGES.get(form, 99) if goes_on else 18)
        assert (one.last_day is None or day <= one.last_day) is expected, day


@births
@pytest.mark.parametrize("form", [CareForm.GUIDANCE, CareForm.TREATMENT_HELP])
def test_help_that_ends_on_a_day_ends_on_it_or_the_day_before_the_birthday(birth: date, form: CareForm) -> None:
    adult = eighteen(birth)
    for end in window(birth):
        found = becoming(youth(form, adult - 500 * DAY, end), birth)
        assert found.last_day == min(end, adult - DAY), end
        kept = becoming(youth(form, adult - 500 * DAY, end, extended=True), birth)
        assert kept.last_day == (end if form is CareForm.TREATMENT_HELP else min(end, adult - DAY)), end


@births
def test_wmo_help_from_a_day_on_leaves_exactly_the_days_before_it_without_help(birth: date) -> None:
    adult = eighteen(birth)
    guidance = youth(CareForm.GUIDANCE, adult - 500 * DAY)
    for start in window(birth):
        found = gaps([guidance, Help("2", Law.WMO, "Begeleiding", start)], birth)
        without = {gap.first + n * DAY for gap in found if gap.until for n in range((gap.until - gap.first).days + 1)}
        assert without == {adult + n * DAY for n in range((start - adult).days)}, start
        assert all(gap.until for gap in found)


@births
def test_child_benefit_goes_to_the_end_of_the_quarter_that_began_before_eighteen(birth: date) -> None:
    """Algemene Kinderbijslagwet art. 7 and 11: who is under eighteen on the first day of a quarter has it there."""
    firsts = [date(year, month, 1) for year in range(2020, 2030) for month in (1, 4, 7, 10)]
    with_right = max(first for first in firsts if age(birth, first) < 18)
    assert due(birth)["child-benefit"] == firsts[firsts.index(with_right) + 1] - DAY


@births
def test_a_step_some_months_before_is_due_on_that_day_of_the_month_or_on_its_last(birth: date) -> None:
    """Whole years before it is due on the birthday itself: who was born on 29 February is sixteen on that day."""
    adult, found = eighteen(birth), due(birth)
    for rule in RULES:
        if rule.months is None or rule.code not in found:
            continue
        day = found[rule.code]
        if rule.months % 12 == 0:
            years = 18 + rule.months // 12
            assert (age(birth, day - DAY), age(birth, day)) == (years - 1, years), rule.code
            continue
        assert (day.year - adult.year) * 12 + day.month - adult.month == rule.months, rule.code
        assert day.day == adult.day or (day.day < adult.day and (day + DAY).day == 1), rule.code


@births
def test_it_is_too_late_from_the_day_after_the_last_day_to_report_until_help_follows(birth: date) -> None:
    adult = eighteen(birth)
    last = last_day_to_report(adult, TERMS)
    guidance = youth(CareForm.GUIDANCE, adult - 500 * DAY)
    for day in window(birth):
        stands = standing([guidance], birth, day, KEEPING)
        if stands is None:
            # Guidance cannot be resumed, but who left it is followed for half a year all the same.
            assert (day.year - adult.year) * 12 + day.month - adult.month >= 5, day
            continue
        assert (stands.late_since == last) is (day > last), day
        press = press_of(stands, day, has_plan=True, late_tasks=0)
        expected = Press.WITHOUT_HELP if day >= adult else Press.TOO_LATE if day > last else Press.GAP_AHEAD
        assert press is expected, day
        assert (stands.left_on == adult - DAY) is (day >= adult), day
        reported = standing([guidance], birth, day, KEEPING, ("wmo-report",))
        assert reported is not None
        assert reported.late_since is None


@births
def test_treatment_is_decided_half_a_year_before_and_not_asked_when_it_was(birth: date) -> None:
    adult = eighteen(birth)
    until = due(birth, CareForm.TREATMENT_HELP)["extended-help"]
    for day in window(birth):
        if day >= adult:
            break
        open_ = standing([youth(CareForm.TREATMENT_HELP, adult - 500 * DAY)], birth, day, KEEPING)
        decided = standing([youth(CareForm.TREATMENT_HELP, adult - 500 * DAY, extended=True)], birth, day, KEEPING)
        assert open_ is not None
        assert decided is not None
        assert (open_.late_since == until) is (day > until), day
        assert (decided.gap, decided.late_since) == (None, None)


def test_no_last_day_lies_further_before_the_birthday_than_the_calendar_says() -> None:
    for form in CareForm:
        calendar = TaskCalendar(RULES, TERMS)
        for n in range(366 * 4):
            adult = date(2026, 1, 1) + n * DAY
            found = calendar.tasks([becoming(youth(form, adult - 400 * DAY), date(adult.year - 18, 1, 1))], adult)
            assert all((adult - one.due).days <= calendar.longest for one in found), adult


@births
def test_the_calendar_of_many_says_the_same_as_for_one(birth: date) -> None:
    calendar, adult = TaskCalendar(RULES, TERMS), eighteen(birth)
    for form in CareForm:
        given = youth(form, adult - 400 * DAY)
        alone: tuple[Task, ...] = tasks(RULES, [given], birth, TERMS)
        assert calendar.tasks([becoming(given, birth)], adult, birth=birth) == alone
