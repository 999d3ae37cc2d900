"""Days and moments as people say and type them; the written forms stand in `desktop.language.forms`."""

from __future__ import annotations

import re
from datetime import date, datetime

from babel.dates import format_date, format_time

from desktop.language import _, spoken

_MONTHS = {
    name: at
    for at, names in enumerate(
        ("jan", "feb", "mrt mar maa", "apr", "mei may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec"), start=1
    )
    for name in names.split()
}
_PARTS = re.compile(
    r"^\s*(\d{1,2})(?:[\s./-]+(\d{1,2})|[\s./-]*([a-z]{3,}))\.?(?:[\s./-]+(\d{4}|\d{2}))?\s*$", re.IGNORECASE
)
_ISO = re.compile(r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$")


def week_day(day: date) -> str:
    """Like dinsdag 24 november 2026, in the language in force."""
    return format_date(day, "EEEE d MMMM y", locale=spoken())


def near_day(day: date, today: date) -> str:
    """Like today, tomorrow, or 24 november; the year only when it is another one."""
    words = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    if (away := (day - today).days) in words:
        return words[away]
    return format_date(day, "d MMMM" if day.year == today.year else "d MMMM y", locale=spoken())


def clock_time(moment: datetime) -> str:
    """Like 14:05, in the machine's own time zone."""
    return format_time(moment.astimezone(), "HH:mm", locale=spoken())


def near_moment(moment: datetime, today: date) -> str:
    """Like 14:05 when it was today, else like 24 november 14:05."""
    day = moment.astimezone().date()
    return clock_time(moment) if day == today else f"{near_day(day, today)} {clock_time(moment)}"


def read_day(text: str, today: date) -> date | None:
    """The day a person typed, or None. Without a year it is the one nearest to today."""
    if found := _ISO.match(text):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if not (found := _PARTS.match(text)):
        return None
    month = int(found[2]) if found[2] else _MONTHS.get(found[3][:3].lower(), 0)
    if found[4]:
        return _made(_century(int(found[4]), today), month, int(found[1]))
    return _nearest(month, int(found[1]), today)


def _century(year: int, today: date) -> int:
    if year > 99:  # noqa: PLR2004 - the person wrote all four digits
        return year
    near = today.year // 100 * 100 + year
    return near - 100 if near > today.year + 20 else near


def _nearest(month: int, day: int, today: date) -> date | None:
    around = (_made(today.year + shift, month, day) for shift in (-1, 0, 1))
    return min((d for d in around if d is not None), key=lambda d: abs(d - today), default=None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
