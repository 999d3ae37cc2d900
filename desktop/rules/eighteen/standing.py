"""How a young person stands towards eighteen: is help followed up, and is there still time for it?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from desktop.models.kinds import Law
from desktop.rules.dates import add_days, add_months, birthday
from desktop.rules.eighteen.becoming import Becoming, becomings, leaves_by
from desktop.rules.eighteen.becoming import Help as RunningHelp
from desktop.rules.eighteen.gaps import Gap, gaps_after
from desktop.rules.eighteen.tasks import TaskCalendar
from desktop.rules.prompts.youth import ADULT, RESUME_MONTHS

BEGINS_AT = 16
"""Years from which the plan for after is made (nji.nl, Stap negen: toekomstplan)."""


class Press(IntEnum):
    """How pressing it is, the most pressing first."""

    WITHOUT_HELP = 0
    """The help has ended and nothing followed."""
    TOO_LATE = 1
    """Nothing follows yet, and the last day to ask for it in time has gone by."""
    TASKS_LATE = 2
    NOT_SEEN = 3
    """Whether anything follows stands in a case that may not be looked into without consent."""
    NO_PLAN = 4
    GAP_AHEAD = 5
    """Nothing follows yet, but there is time."""
    ON_COURSE = 6


class Standing(NamedTuple):
    """One young person on one day.

    Attributes:
        adult_on: The eighteenth birthday.
        youth: Help under the Jeugdwet, the first day first.
        after: Help under other acts, likewise.
        gap: The days without help around the birthday that are now or come first, else those that have been.
        left_on: Last day of youth help, once that has gone by.
        resume_by: Last day to take up youth help again that has stopped; None where that cannot be, or can no more.
        late_since: Last day on which the first step against the gap was in time, once that has gone by.
    """

    adult_on: date
    youth: tuple[Becoming, ...]
    after: tuple[Becoming, ...]
    gap: Gap | None
    left_on: date | None
    resume_by: date | None
    late_since: date | None


def standing(
    helps: Iterable[RunningHelp], birth: date, today: date, calendar: TaskCalendar, done: Collection[str] = ()
) -> Standing | None:
    """How who was born on a day stands; None for whom there is nothing to watch.

    Args:
        helps: That ran, run or are granted, under any act.
        birth: Day of birth.
        today: The day it is.
        calendar: Of the steps on which help after eighteen hangs.
        done: Codes of the steps that were taken.
    """
    found = becomings(helps, birth)
    if len(found) > 1:
        found.sort(key=lambda one: (one.help.start, one.help.id))
    youth = [one for one in found if one.help.law is Law.JEUGDWET]
    ended = [one.last_day for one in youth if one.help.start <= today]
    if not _is_on_board(ended, birth, today) and not _runs_unsaid(youth, birth, today):
        return None
    adult = birthday(birth, ADULT)
    gap = _nearest(gaps_after(found, adult), today)
    left = _left_on(ended, today)
    return Standing(
        adult_on=adult,
        youth=tuple(youth),
        after=tuple([one for one in found if one.help.law is not Law.JEUGDWET]) if len(youth) < len(found) else (),
        gap=gap,
        left_on=left,
        resume_by=resumable_until(youth, today) if left else None,
        late_since=_late_since(found, adult, calendar, (today, done)) if gap and not is_past(gap, today) else None,
    )


def press_of(one: Standing, today: date, *, has_plan: bool, late_tasks: int, is_hidden: bool = False) -> Press:
    """The most pressing that can be said of a young person; of a gap only where nothing is hidden that may fill it."""
    ahead = one.gap is not None and not is_past(one.gap, today)
    if ahead and one.left_on and not is_hidden:
        return Press.WITHOUT_HELP
    if one.late_since and not is_hidden:
        return Press.TOO_LATE
    if late_tasks:
        return Press.TASKS_LATE
    if ahead and is_hidden:
        return Press.NOT_SEEN
    if not has_plan and today < one.adult_on:
        return Press.NO_PLAN
    return Press.GAP_AHEAD if ahead else Press.ON_COURSE


def resumable_until(youth: Iterable[Becoming], today: date) -> date | None:
    """The last day to take up youth help again, of help that ran or stopped so lately that it still can be."""
    days = (one.resume_by for one in youth if one.help.start <= today)
    return max((day for day in days if day is not None and day >= today), default=None)


def is_past(gap: Gap, today: date) -> bool:
    """True once help has followed."""
    return gap.until is not None and gap.until < today


def _nearest(found: tuple[Gap, ...], today: date) -> Gap | None:
    return next((gap for gap in found if not is_past(gap, today)), found[0] if found else None)


def _is_on_board(ended: Iterable[date | None], birth: date, today: date) -> bool:
    """True from sixteen on while youth help runs, and for half a year after it stopped: so long it can be resumed.

    By the last days of the youth help that had begun.
    """
    if today < birthday(birth, BEGINS_AT):
        return False
    return any(last is None or today <= last or today <= add_months(last, RESUME_MONTHS) for last in ended)


def _runs_unsaid(youth: Iterable[Becoming], birth: date, today: date) -> bool:
    """True while a decision on youth help runs on after eighteen that nobody wrote down as extended."""
    return birthday(birth, ADULT) <= today <= leaves_by(birth) and any(one.runs_unsaid(today) for one in youth)


def _left_on(ended: Collection[date | None], today: date) -> date | None:
    days = [day for day in ended if day is not None]
    last = max(days) if days and len(days) == len(ended) else today
    return last if last < today else None


def _late_since(
    found: Iterable[Becoming], adult: date, calendar: TaskCalendar, now: tuple[date, Collection[str]]
) -> date | None:
    today, done = now
    if today <= add_days(adult, -calendar.longest):
        return None
    missed = (t.due for t in calendar.tasks(found, adult, today) if t.rule.keeps and t.rule.code not in done)
    return min((day for day in missed if day < today), default=None)
