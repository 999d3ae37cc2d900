"""Which copies of a store stay: the last of each day, then the last of each week, as long as the settings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime


def kept_copies(made: Iterable[datetime], today: date, *, days: int, weeks: int) -> set[datetime]:
    """Of these moments, in local time, the copies that stay.

    The last copy of each of the last `days` days on which one was made, and the last of each of the last `weeks` weeks
    (Monday to Sunday) in which one was made. So a laptop that lay in a drawer for a month still has its copies. A copy
    of a day to come (the clock was set back) stays: it may be the newest work there is.
    """
    newest_first = sorted(made, reverse=True)
    by_day: dict[date, datetime] = {}
    by_week: dict[tuple[int, int], datetime] = {}
    for moment in newest_first:
        if moment.date() > today:
            continue
        by_day.setdefault(moment.date(), moment)
        by_week.setdefault(moment.isocalendar()[:2], moment)
    to_come = {moment for moment in newest_first if moment.date() > today}
    return to_come | set(list(by_day.values())[:days]) | set(list(by_week.values())[:weeks])
