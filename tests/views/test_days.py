from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.language import speaking
from desktop.views.design.days import near_day, near_moment, read_day, week_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24-11-2026", date(2026, 11, 24)),
        ("24/11/26", date(2026, 11, 24)),
        ("24 nov", date(2026, 11, 24)),
        ("24 november 2026", date(2026, 11, 24)),
        ("3 mrt", date(2027, 3, 3)),
        ("3 maart", date(2027, 3, 3)),
        ("3 mei 1950", date(1950, 5, 3)),
        ("1-5-50", date(1950, 5, 1)),
        ("1-5-40", date(2040, 5, 1)),
        ("2026-05-31", date(2026, 5, 31)),
        ("29-2", date(2028, 2, 29)),
        (" 5.12.2026 ", date(2026, 12, 5)),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, day: date) -> None:
    today = date(2028, 1, 10) if typed == "29-2" else TODAY
    assert read_day(typed, today) == day


@pytest.mark.parametrize("typed", ["", "soon", "31-2-2026", "24-13-2026", "24", "0-0-0", "24 foo", "9-9-99999"])
def test_what_is_no_day_is_no_day(typed: str) -> None:
    assert read_day(typed, TODAY) is None


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading(typed: str) -> None:
    found = read_day(typed, TODAY)
    assert found is None or isinstance(found, date)


@given(st.dates(min_value=date(1910, 1, 1), max_value=date(2040, 1, 1)))
def test_a_day_written_in_full_is_read_back(day: date) -> None:
    assert read_day(f"{day.day}-{day.month}-{day.year}", TODAY) == day


def test_days_are_said_in_dutch() -> None:
    with speaking("nl"):
        assert near_day(TODAY, TODAY) == "vandaag"
        assert near_day(date(2026, 11, 30), TODAY) == "30 november"
        assert near_day(date(2027, 1, 2), TODAY) == "2 januari 2027"
        assert week_day(TODAY) == "maandag 23 november 2026"


def test_a_moment_of_another_day_names_the_day() -> None:
    with speaking("nl"):
        assert near_moment(datetime(2026, 11, 20, 12, 0, tzinfo=UTC), TODAY).startswith("20 november")
