"""What stands out in how long people wait, and which figures may be taken together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import inf

from desktop.models.kinds import AvailabilityStatus

FEWEST_PUBLISHING = 3
"""An offer that is none of the region's products gets a column of its own when so many providers publish it."""


LEAST_HOPEFUL_FIRST = (
    AvailabilityStatus.INTAKE_STOP,
    AvailabilityStatus.UNKNOWN,
    AvailabilityStatus.ON_CONSULTATION,
    AvailabilityStatus.ASSESSMENT_FIRST,
    AvailabilityStatus.LIMITED,
    AvailabilityStatus.OPEN,
)


class Mark(StrEnum):
    """Why one would want to look at a figure."""

    STALE = "stale"
    NEVER = "never-measured"
    STOP = "intake-stop"
    DISPUTED = "disputed"
    OVER_NORM = "over-norm"


@dataclass(frozen=True, slots=True)
class Waits:
    """A wait in weeks over one or more offers.

    Attributes:
        low: At least so many; None when not known or not told by all of them.
        high: At most so many; None when not known or not told by all of them.
        known: Offers that tell at least one bound.
    """

    low: float | None
    high: float | None
    known: int


NOT_KNOWN = Waits(None, None, 0)
"""Not the same as no wait."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one offer, or some together, stand today.

    Attributes:
        age_days: Of the figure that was measured longest ago; None when nobody ever measured.
        disputed: True when a day has different figures.
        contract_stop: True when the contract says that new residents may be refused.
        over_norm: True when a wait is over its norm for certain.
    """

    statuses: tuple[AvailabilityStatus, ...]
    age_days: int | None
    disputed: bool
    contract_stop: bool
    over_norm: bool


def together(waits: Iterable[Waits]) -> Waits:
    """The range that holds all of them; a bound that one of them leaves open stays open. Unknown ones add nothing."""
    told = [one for one in waits if one.known]
    if len(told) <= 1:
        return told[0] if told else NOT_KNOWN
    lows = [one.low for one in told]
    highs = [one.high for one in told]
    return Waits(
        low=None if None in lows else min(low for low in lows if low is not None),
        high=None if None in highs else max(high for high in highs if high is not None),
        known=sum(one.known for one in told),
    )


def hope(status: AvailabilityStatus, weeks: float | None) -> tuple[int, float]:
    """How much an observation promises, the least first: whether residents are taken, then how soon.

    Of two that colleagues made of one offer on one day no clock decides; who must choose goes by what promises least.
    `weeks` is None when no figure was given: then nothing is promised.
    """
    return LEAST_HOPEFUL_FIRST.index(status), -(inf if weeks is None else weeks)


def is_out_of_date(age_days: int | None, stale_after: int) -> bool:
    """True when a figure is older than so many days; what nobody ever measured is not old but unknown."""
    return age_days is not None and age_days > stale_after


def marks(standing: Standing, stale_after: int) -> frozenset[Mark]:
    """What stands out; `stale_after` is the oldest age in days that still counts as fresh."""
    age = standing.age_days
    return _marks_of(
        age is None,
        is_out_of_date(age, stale_after),
        standing.contract_stop or AvailabilityStatus.INTAKE_STOP in standing.statuses,
        standing.disputed,
        standing.over_norm,
    )


def fits(found: Collection[Mark], wanted: Collection[Mark]) -> bool:
    """True when nothing is asked for, or at least one of what is."""
    return not wanted or any(mark in found for mark in wanted)


@cache
def _marks_of(*holds: bool) -> frozenset[Mark]:
    """In the order of `_MARKS`; made once for each combination, of which a matrix has thousands of cells."""
    return frozenset(mark for mark, does in zip(_MARKS, holds, strict=True) if does)


_MARKS = (Mark.NEVER, Mark.STALE, Mark.STOP, Mark.DISPUTED, Mark.OVER_NORM)
