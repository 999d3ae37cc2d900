"""For how long a line of the log is kept: at least as long as NEN 7513 asks, and as the region says."""

from __future__ import annotations

from datetime import UTC, datetime

LEAST_YEARS = 2
"""NEN 7513. A care provider keeps them for five (Stcrt. 2019, 38007); that holds where a region says nothing."""


def begin_of_term(now: str, years: int) -> str:
    """From which moment on lines are kept: so many years ago; a leap day becomes the day before.

    Args:
        now: UTC, ISO 8601.
        years: The term.
    """
    moment = datetime.fromisoformat(now).astimezone(UTC)
    leap = moment.month == 2 and moment.day == 29  # noqa: PLR2004 - the leap day
    return moment.replace(year=moment.year - years, day=28 if leap else moment.day).isoformat()
