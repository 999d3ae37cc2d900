"""How satisfied residents are with a provider, told in such a way that nobody is pointed at.

What residents answered is about persons as long as it can be traced to one (Algemene verordening gegevensbescherming,
overweging 26); so it is only told over enough of them, and how many there are is told in steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.models.region import RegionProfile
from desktop.rules.dates import add_months

LEAST_RESIDENTS = 10
"""Fewer are too few to tell of; Naober's own setting, the same as for durations. A region's profile may set another."""

NEVER_UNDER = 5
"""Whatever a profile says: with fewer, who knows the others knows the last one's mark."""

FIGURE = "satisfaction-least-residents"
"""Id of the figure in a region's profile that sets another number, with the source it was read from."""

MONTHS = 24
"""Older marks tell of another time."""

STEP = 5
"""The number of residents is told in steps: from one more and a new mean the last mark could be worked out."""


@dataclass(frozen=True)
class Mark:
    """A resident's mark in an evaluation, 1 to 10."""

    resident_id: str
    mark: int
    held_on: date


@dataclass(frozen=True)
class Satisfaction:
    """What residents think of a provider.

    Attributes:
        mean: Of each resident's latest mark, 1 to 10, one decimal.
        residents: There are at least so many.
        since: Marks from this day on count.
    """

    mean: float
    residents: int
    since: date


@dataclass(frozen=True)
class TooFewResidents:
    """Nothing is told; also not how many there are.

    Attributes:
        least: How many it takes.
    """

    least: int


def least_residents(profile: RegionProfile) -> int:
    """How many residents it takes in this region."""
    told = (figure.value for figure in profile.figures if figure.id == FIGURE)
    return max(NEVER_UNDER, next(told, LEAST_RESIDENTS))


def satisfaction(marks: Iterable[Mark], today: date, least: int = LEAST_RESIDENTS) -> Satisfaction | TooFewResidents:
    """The mean over the last `MONTHS`; every resident counts once, with the latest mark."""
    since = add_months(today, -MONTHS)
    latest: dict[str, Mark] = {}
    for mark in sorted(marks, key=lambda one: one.held_on):
        if since <= mark.held_on <= today:
            latest[mark.resident_id] = mark
    if len(latest) < max(NEVER_UNDER, least):
        return TooFewResidents(max(NEVER_UNDER, least))
    mean = sum(mark.mark for mark in latest.values()) / len(latest)
    return Satisfaction(round(mean, 1), len(latest) // STEP * STEP, since)
