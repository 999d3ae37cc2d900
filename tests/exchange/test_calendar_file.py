"""Days in a file that calendars read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from desktop.exchange.export.calendar_file import CalendarDay, calendar_file

MADE = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
TITLES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=300)
DAYS = st.builds(
    CalendarDay,
    st.uuids().map(str),
    st.dates(date(2026, 1, 1), date(2040, 12, 31)),
    TITLES,
    st.one_of(st.none(), st.integers(0, 60)),
)


@given(st.lists(DAYS, max_size=5, unique_by=lambda day: day.id))
def test_what_is_written_is_read_back_whatever_the_title(days: list[CalendarDay]) -> None:
    content = calendar_file(days, "Naober", MADE)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    events = Calendar.from_ical(content.decode()).walk("VEVENT")
    found = [tuple(event.decoded(name) for name in ("uid", "dtstart", "dtend", "summary")) for event in events]
    assert found == [(day.id, day.day, day.day + timedelta(days=1), day.title.replace("\\N", "\\ N")) for day in days]
    warned = [[alarm.decoded("trigger") for alarm in event.walk("VALARM")] for event in events]
    assert warned == [[] if day.warn_days is None else [timedelta(days=-day.warn_days)] for day in days]


def test_a_backslash_before_an_n_ends_no_line() -> None:
    content = calendar_file([CalendarDay("1", date(2026, 12, 1), "map\\Noord")], "Naober", MADE)
    (event,) = Calendar.from_ical(content.decode()).walk("VEVENT")
    assert event.decoded("summary") == "map\\ Noord"


def test_a_day_blocks_nothing_and_is_private() -> None:
    (event,) = Calendar.from_ical(
        calendar_file([CalendarDay("1", date(2026, 12, 1), "x")], "Naober", MADE).decode()
    ).walk("VEVENT")
    assert (str(event["transp"]), str(event["class"])) == ("TRANSPARENT", "PRIVATE")
