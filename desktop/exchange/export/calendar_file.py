"""Days in a file that a calendar program reads (iCalendar, RFC 5545): whole days that block nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

MAKER = "-//Naober//Naober//NL"


@dataclass(frozen=True)
class CalendarDay:
    """A whole day.

    Attributes:
        id: By which a calendar knows it again.
        title: In a few words.
        warn_days: So many days before a calendar warns; None for no warning.
    """

    id: str
    day: date
    title: str
    warn_days: int | None = None


def calendar_file(days: Iterable[CalendarDay], name: str, made_at: datetime) -> bytes:
    """The file's content. The same days give the same file but for the moment it was made.

    Args:
        days: In the order they are written.
        name: Of the calendar.
        made_at: With its zone.
    """
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for day in days:
        calendar.add_component(_event(day, made_at))
    return bytes(calendar.to_ical())


def _event(day: CalendarDay, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", day.id)
    event.add("dtstamp", made_at)
    event.add("dtstart", day.day)
    event.add("dtend", day.day + timedelta(days=1))
    event.add("summary", _title(day))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if day.warn_days is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _title(day))
        alarm.add("trigger", timedelta(days=-day.warn_days))
        event.add_component(alarm)
    return event


def _title(day: CalendarDay) -> str:
    """The library reads a backslash before an N as the end of a line, also where none was meant."""
    return day.title.replace("\\N", "\\ N")
