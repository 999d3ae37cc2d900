"""An intake stop in words: with which leave, from when, and what the contract standard asks where that lacks."""

from __future__ import annotations

from desktop.language import _
from desktop.language.forms import short_day
from desktop.rules.intake_stops import NOTICE_DAYS, STOP_SOURCE, IntakeStop, Leave


def stop_words(stop: IntakeStop) -> str:
    """Like ``intake stop from 20-11-2026 until 20-12-2026, leave in writing of 02-11-2026``.

    With the source where the leave lacks.
    """
    return " ".join(filter(None, (_("intake stop"), _days(stop)))) + f", {_leave(stop)}"


def leave_days(stop: IntakeStop) -> str:
    """Like ``from 20-11-2026, leave of 02-11-2026``, as far as the days are known; for where there is little room."""
    given = _("leave of {day}", day=short_day(stop.permitted_on)) if stop.permitted_on else ""
    return ", ".join(filter(None, (_days(stop), given)))


def _days(stop: IntakeStop) -> str:
    begins = _("from {day}", day=short_day(stop.starts_on)) if stop.starts_on else ""
    ends = _("until {day}", day=short_day(stop.ends_on)) if stop.ends_on else ""
    return " ".join(filter(None, (begins, ends)))


def _leave(stop: IntakeStop) -> str:
    source = _("Source: {source}", source=STOP_SOURCE)
    if stop.permitted_on is None:
        return f"{_('no leave in writing is known')} ({source})"
    given = _("leave in writing of {day}", day=short_day(stop.permitted_on))
    if stop.leave is Leave.SHORT:
        return f"{given}, {_('less than {n} days before', n=NOTICE_DAYS)} ({source})"
    return given
