"""Counting with days, months, ages and working days."""

from datetime import MAXYEAR, date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.dates import (
    add_days,
    add_months,
    add_working_days,
    age_on,
    birthday,
    days_between,
    is_working_day,
    months_between,
    next_working_day,
    public_holidays,
)
from tests.helpers.drafts import QUIET_YOUTH, asked, draft

TWO_YEARS = [date(2007, 1, 1) + timedelta(days=n) for n in range(731)]
"""Every birth date from 2007 to the end of 2008, a leap year."""


@pytest.mark.parametrize(
    ("birth", "age", "reached"),
    [
        (date(2009, 3, 12), 18, date(2027, 3, 12)),
        (date(2008, 2, 29), 18, date(2026, 3, 1)),
        (date(2008, 2, 29), 20, date(2028, 2, 29)),
        (date(2008, 2, 28), 18, date(2026, 2, 28)),
        (date(2009, 3, 1), 19, date(2028, 3, 1)),
        (date(9990, 5, 5), 18, date.max),
    ],
)
def test_an_age_is_reached_on_the_birthday_and_from_29_february_on_1_march(
    birth: date, age: int, reached: date
) -> None:
    assert birthday(birth, age) == reached


@pytest.mark.parametrize("birth", TWO_YEARS)
def test_for_every_birth_date_eighteen_begins_exactly_on_that_day(birth: date) -> None:
    adult = birthday(birth, 18)
    assert age_on(birth, adult) == 18
    assert age_on(birth, adult - timedelta(days=1)) == 17


def test_for_every_birth_date_youth_help_may_last_until_the_day_before_eighteen_and_no_longer() -> None:
    wrong = []
    for birth in TWO_YEARS:
        adult = birthday(birth, 18)
        for end, is_asked in ((adult - timedelta(days=1), False), (adult, True)):
            start = adult - timedelta(days=300)
            found = asked(draft(QUIET_YOUTH, resident={"birth_date": birth}, start=start, end=end, today=start))
            if ("beyond-18th-birthday" in found) != is_asked:
                wrong.append((birth, end))
    assert wrong == []


@given(st.dates(), st.dates())
def test_an_age_grows_by_one_on_a_birthday_and_on_no_other_day(birth: date, day: date) -> None:
    before, after = age_on(birth, day), age_on(birth, add_days(day, 1))
    assert after - before in {0, 1}
    if after > before:
        assert add_days(day, 1) == birthday(birth, after)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 1, 31), -2, date(2026, 11, 30)),
        (date(2026, 12, 15), 6, date(2027, 6, 15)),
        (date(MAXYEAR, 12, 1), 1, date.max),
        (date(1, 1, 1), -1, date.min),
    ],
)
def test_a_month_later_is_the_same_day_or_the_months_last(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2027, 1, 1), date(2027, 12, 31), 12),
        (date(2027, 1, 1), date(2027, 12, 30), 11),
        (date(2027, 3, 12), date(2027, 10, 11), 7),
        (date(2027, 3, 12), date(2027, 3, 12), 0),
        (date(2027, 1, 31), date(2027, 2, 27), 1),
        (date(2027, 5, 1), date(2027, 4, 1), 0),
    ],
)
def test_whole_months_count_first_and_last_day(first: date, last: date, months: int) -> None:
    assert months_between(first, last) == months


@given(st.dates(), st.integers(0, 1200))
def test_so_many_months_later_is_so_many_whole_months(day: date, months: int) -> None:
    after = add_months(day, months)
    if after < date.max:
        assert months_between(day, add_days(after, -1)) in {months - 1, months} if day.day > 28 else {months}


@given(st.dates(), st.dates())
def test_days_between_counts_both_ends_and_is_never_negative(first: date, last: date) -> None:
    assert days_between(first, last) == max(0, last.toordinal() - first.toordinal() + 1)


HOLIDAYS_2026 = [
    date(2026, 1, 1),
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 4, 27),
    date(2026, 5, 5),
    date(2026, 5, 14),
    date(2026, 5, 25),
    date(2026, 12, 25),
    date(2026, 12, 26),
]


def test_the_holidays_of_2026_are_those_of_the_act() -> None:
    assert sorted(public_holidays(2026)) == HOLIDAYS_2026


@pytest.mark.parametrize(
    ("year", "easter_monday"),
    [
        (2000, date(2000, 4, 24)),
        (2008, date(2008, 3, 24)),
        (2011, date(2011, 4, 25)),
        (2024, date(2024, 4, 1)),
        (2038, date(2038, 4, 26)),
    ],
)
def test_easter_moves_between_its_earliest_and_latest_days(year: int, easter_monday: date) -> None:
    assert easter_monday in public_holidays(year)


@pytest.mark.parametrize("day", [date(2025, 4, 26), date(2031, 4, 26), date(2013, 4, 30), date(2006, 4, 29)])
def test_the_kings_day_gives_way_to_a_sunday(day: date) -> None:
    assert day in public_holidays(day.year)
    assert day + timedelta(days=1) not in public_holidays(day.year)


@given(st.integers(1, MAXYEAR))
def test_every_year_has_its_holidays(year: int) -> None:
    assert 8 <= len(public_holidays(year)) <= 9


def test_a_term_that_ends_before_a_long_weekend_goes_on_until_the_working_day_after_it() -> None:
    assert next_working_day(date(2026, 4, 3)) == date(2026, 4, 7)
    assert next_working_day(date(2026, 12, 25)) == date(2026, 12, 28)
    assert next_working_day(date(2026, 12, 24)) == date(2026, 12, 24)


def test_working_days_are_counted_past_weekends_and_holidays() -> None:
    assert add_working_days(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert add_working_days(date(2026, 4, 2), 5) == date(2026, 4, 13)
    assert add_working_days(date(2026, 4, 4), 0) == date(2026, 4, 4)


@given(st.dates(max_value=date(9990, 1, 1)), st.integers(1, 30))
def test_so_many_working_days_later_is_a_working_day_with_so_many_between(day: date, count: int) -> None:
    then = add_working_days(day, count)
    between = [day + timedelta(days=n) for n in range(1, (then - day).days + 1)]
    assert is_working_day(then)
    assert sum(map(is_working_day, between)) == count
