"""Opening hours of HSDS: rules of a calendar (RFC 5545) and texts, as one text a person reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.exchange.cells import read_day
from desktop.exchange.hsds.book import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.exchange.tables import Row

_DAYS = {"MO": "ma", "TU": "di", "WE": "wo", "TH": "do", "FR": "vr", "SA": "za", "SU": "zo"}
_NUMBERED = {str(number): day for number, day in enumerate(_DAYS.values(), start=1)}
_NIGHT_ENDS = "05:00"
_TIME = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])")


def opening_hours(schedules: Iterable[Row]) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """The text, and doubts about hours and periods that end before they begin: those are left out."""
    lines: list[str] = []
    doubts: list[tuple[str, str, str]] = []
    for row in schedules:
        told = [text(row.cells, column) for column in ("opens_at", "closes_at")]
        opens, closes = map(_time, told)
        strange = [one for one, time in zip(told, (opens, closes), strict=True) if one and not time]
        if strange:
            doubts.append(("opening_hours", "time-not-understood", strange[0]))
            continue
        begins, ends = read_day(text(row.cells, "valid_from")), read_day(text(row.cells, "valid_to"))
        if opens and closes and _NIGHT_ENDS < closes < opens:
            doubts.append(("opening_hours", "period-reversed", f"{opens}–{closes}"))
            continue
        if not isinstance(begins, str) and not isinstance(ends, str) and ends < begins:
            doubts.append(("opening_hours", "period-reversed", f"{begins} – {ends}"))
            continue
        days = [_day(day.strip().upper()) for day in text(row.cells, "byday").split(",")]
        hours = "–".join(part for part in (opens, closes) if part)
        rule = " ".join(part for part in (", ".join(filter(None, days)), hours) if part)
        lines.append(". ".join(part for part in (rule, text(row.cells, "description")) if part))
    return "\n".join(dict.fromkeys(filter(None, lines))), tuple(doubts)


def _day(told: str) -> str:
    """A day as RFC 5545 has it (TU, 1MO), or as HSDS 1.1 is filled: its number in ISO 8601 or its English name."""
    if told in _NUMBERED:
        return _NUMBERED[told]
    return _DAYS.get(told[:2] if told.endswith("DAY") else told[-2:], "")


def _time(told: str) -> str:
    """As 09:00; empty for what is no time of a day."""
    found = _TIME.match(told)
    return f"{int(found[1]):02}:{found[2]}" if found else ""
