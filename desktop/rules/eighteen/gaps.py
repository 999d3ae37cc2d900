"""Days on which a young person who had help has none: between the last youth help and the first help for adults."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from desktop.models.kinds import Law
from desktop.rules.dates import add_days, add_months, birthday
from desktop.rules.eighteen.becoming import Becoming, becomings
from desktop.rules.eighteen.becoming import Help as RunningHelp
from desktop.rules.prompts.youth import ADULT, RESUME_MONTHS

AHEAD_MONTHS = 12
"""A gap that opens later than a year after the birthday is no matter of it: that help ends like any other."""


class Gap(NamedTuple):
    """Both days are without help; `until` is None while nothing follows."""

    first: date
    until: date | None


def gaps(helps: Iterable[RunningHelp], birth: date) -> tuple[Gap, ...]:
    """The days without any help from the eighteenth birthday on, or from the end of youth help shortly before it.

    Without youth help in the last half year before the birthday there is no gap: nothing was to be followed up. Youth
    help that nothing follows leaves one gap without an end. Of the year after the birthday only.
    """
    return gaps_after(becomings(helps, birth), birthday(birth, ADULT))


def gaps_after(found: Collection[Becoming], adult: date) -> tuple[Gap, ...]:
    """The same, from what becomes of the help of who is eighteen on a day."""
    youth = [one.last_day or date.max for one in found if one.help.law is Law.JEUGDWET]
    last = max(youth, default=date.min)
    if last < add_months(adult, -RESUME_MONTHS):
        return ()
    begins, horizon = min(adult, add_days(last, 1)), add_months(adult, AHEAD_MONTHS)
    opened = _between(sorted(found, key=lambda one: one.help.start) if len(found) > 1 else found, begins)
    return tuple([gap for gap in opened if gap.first < horizon])


def _between(helps: Iterable[Becoming], begins: date) -> Iterator[Gap]:
    first = begins
    for one in helps:
        if one.last_day is not None and one.last_day < first:
            continue
        if one.help.start > first:
            yield Gap(first, add_days(one.help.start, -1))
        if one.last_day is None:
            return
        first = add_days(one.last_day, 1)
    yield Gap(first, None)
