"""Counting with days, months, ages and working days, as the law does.

A day that would fall outside the calendar (before year 1, after year 9999) becomes the calendar's first or last day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from functools import cache, lru_cache

SATURDAY = 5
"""`date.weekday` of the first day of the weekend."""

DAYS_IN_MONTH = 365.25 / 12
"""Mean length of a month, days."""

_GOOD_FRIDAY, _EASTER_MONDAY, _ASCENSION, _WHIT_MONDAY = -2, 1, 39, 50


def add_days(day: date, days: int) -> date:
    """So many days later; earlier when negative."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def add_months(day: date, months: int) -> date:
    """The same day so many months later; a day that month does not have becomes its last day."""
    return _months_later(day, months)


@lru_cache(maxsize=20_000)
def _months_later(day: date, months: int) -> date:
    """Of thousands of young people some hundreds of days are asked, over and over."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    # Every month has twenty-eight days.
    last = day.day if day.day <= 28 else min(day.day, monthrange(year, month + 1)[1])  # noqa: PLR2004
    return date(year, month + 1, last)


def birthday(birth: date, age: int) -> date:
    """The day on which someone reaches an age in years.

    Someone born on 29 February reaches it on 1 March in a year without that day: the last year of life is full only
    when 28 February is over (docs/decisions/leap-day-birthdays.md).
    """
    return _birthday(birth, age)


@lru_cache(maxsize=20_000)
def _birthday(birth: date, age: int) -> date:
    year = birth.year + age
    if year > MAXYEAR:
        return date.max
    try:
        return birth.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def age_on(birth: date, day: date) -> int:
    """Age in full years on a day; 0 before the birth."""
    before_birthday = (day.month, day.day) < (birth.month, birth.day)
    return max(0, day.year - birth.year - before_birthday)


def days_between(first: date, last: date) -> int:
    """Days from the first to the last, both counted; 0 when the last lies before the first."""
    return max(0, (last - first).days + 1)


def months_between(first: date, last: date) -> int:
    """Whole months from the first to the last day, both counted."""
    if last < first:
        return 0
    after = add_days(last, 1)
    months = (after.year - first.year) * 12 + after.month - first.month
    return months if add_months(first, months) <= after else months - 1


def is_working_day(day: date) -> bool:
    """False on Saturday, Sunday and the days that the law equates with them (Algemene termijnenwet art. 3)."""
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, else the first one after it (Algemene termijnenwet art. 1 lid 1)."""
    while not is_working_day(day) and day < date.max:
        day += timedelta(days=1)
    return day


def add_working_days(day: date, count: int) -> date:
    """The count-th working day after a day, which itself is not counted."""
    for _step in range(count):
        day = next_working_day(add_days(day, 1))
    return day


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The recognised holidays and Good Friday (Algemene termijnenwet art. 3 lid 1 and 2).

    Days that the government equates for one year by decree (lid 3), like the Friday after Ascension Day, cannot be
    computed and are not here.
    """
    easter = easter_sunday(year)
    moving = (_GOOD_FRIDAY, _EASTER_MONDAY, _ASCENSION, _WHIT_MONDAY)
    fixed = (date(year, 1, 1), date(year, 5, 5), date(year, 12, 25), date(year, 12, 26), kings_day(year))
    return frozenset((*fixed, *(easter + timedelta(days=days) for days in moving)))


def kings_day(year: int) -> date:
    """27 April since 2014, and the day before when that is a Sunday; until 2013 30 April, likewise."""
    day = date(year, 4, 27) if year >= 2014 else date(year, 4, 30)  # noqa: PLR2004 - the year the king's day began
    return day if day.weekday() <= SATURDAY else day - timedelta(days=1)


def easter_sunday(year: int) -> date:
    """Easter by the Gregorian calendar (the anonymous algorithm, as Meeus prints it)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    moon = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * moon) // 451
    month, day = divmod(h + moon - 7 * m + 114, 31)
    return date(year, month, day + 1)
