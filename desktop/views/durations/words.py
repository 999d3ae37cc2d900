"""A curve in words and numbers, for who cannot see it and for who wants to read it off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.language import _, ngettext
from desktop.language.forms import DAYS_IN_A_MONTH, number
from desktop.rules.comparable import NEVER_UNDER, AgeBand
from desktop.rules.durations import Durations
from desktop.rules.prompts.phrases import about

YEAR = 365
"""Days."""

_EVERY_MONTHS = (1, 3, 6, 12, 24, 60, 120)
_MOST_ROWS = 10


@dataclass(frozen=True)
class DraftedLength:
    """How long the help of a draft is to last.

    Attributes:
        goes_on: True when the same help directly before it counts with it.
    """

    days: int
    goes_on: bool = False


@dataclass(frozen=True)
class Reading:
    """The curve read off at one moment; the parts are 0 to 1."""

    months: int
    surviving: float
    low: float
    high: float
    at_risk: int

    @property
    def days(self) -> int:
        """Days after the start."""
        return round(self.months * DAYS_IN_A_MONTH)


def per_cent(part: float) -> str:
    """Like ``43 %``."""
    return f"{number(round(100 * part))} %"


def counted(at_risk: int) -> str:
    """How many there are to count; a few are not told apart, for they could point to a person."""
    return str(at_risk) if at_risk >= NEVER_UNDER else f"< {NEVER_UNDER}"


def ages_text(ages: AgeBand | None) -> str:
    """Like ``23 to 64 years``."""
    if ages is None:
        return _("all ages")
    if ages.last is None:
        return _("{n} years and older", n=ages.first)
    return _("{first} to {last} years", first=ages.first, last=ages.last)


def step_months(days: int, most: int = _MOST_ROWS) -> int:
    """Whole months between two readings, so that there are at most so many over this time."""
    months = days / DAYS_IN_A_MONTH
    return next((every for every in _EVERY_MONTHS if months / every <= most), _EVERY_MONTHS[-1])


def readings(found: Durations) -> tuple[Reading, ...]:
    """The curve at whole months, as far as anyone came."""
    longest = found.lengths[-1]
    every = step_months(longest)
    last = int(longest / DAYS_IN_A_MONTH)
    return tuple(_reading(found, months) for months in range(every, last + 1, every))


def told(found: Durations, drafted: DraftedLength | None = None) -> str:
    """The curve in a few sentences."""
    return " ".join(_sentences(found, drafted))


def drafted_text(drafted: DraftedLength) -> str:
    """Like ``this draft: 6 months``."""
    length = about(drafted.days)
    return (
        _("with the help before: {length}", length=length)
        if drafted.goes_on
        else _("this draft: {length}", length=length)
    )


def _sentences(found: Durations, drafted: DraftedLength | None) -> Iterator[str]:
    rests = ngettext("This rests on 1 trajectory", "This rests on {n} trajectories", found.n)
    if found.events < found.n:
        yield _("{rests}; {ended} of them ended, the others still run.", rests=rests, ended=found.events)
    else:
        yield _("{rests}; all of them ended.", rests=rests)
    if found.median_days is not None:
        yield _("Half of them ended within {length}.", length=about(found.median_days))
    else:
        yield _("Fewer than half of them ended so far.")
    if found.upper_quartile_days is not None:
        yield _("Three quarters ended within {length}.", length=about(found.upper_quartile_days))
    if found.lengths[-1] >= YEAR:
        yield _("After a year {part} still ran (between {low} and {high}).", **_parts(found, YEAR))
    if drafted is not None:
        lasts = (
            _("With the help directly before it the draft comes to {length}.", length=about(drafted.days))
            if drafted.goes_on
            else _("The draft lasts {length}.", length=about(drafted.days))
        )
        yield lasts
        if drafted.days <= found.lengths[-1]:
            yield _("Of comparable help {part} lasted longer.", **_parts(found, drafted.days))
        else:
            yield _("None of these was followed for so long.")


def _parts(found: Durations, days: int) -> dict[str, str]:
    part, low, high = found.surviving(days)
    return {"part": per_cent(part), "low": per_cent(low), "high": per_cent(high)}


def _reading(found: Durations, months: int) -> Reading:
    days = round(months * DAYS_IN_A_MONTH)
    return Reading(months, *found.surviving(days), found.at_risk(days))
