"""Where an entry stands among what was found: how well it fits, how near it is, how soon help can begin.

The three are multiplied, so that none can make up for another that is nought, and each is a share of the best there is.
Community services stand before providers whatever these say: what needs no indication is looked at first (Wmo 2015
art. 2.3.5 lid 3, Jeugdwet art. 2.3 lid 1). All figures here are the program's own choice, none is a norm.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from desktop.models.kinds import AvailabilityStatus


class Match(Enum):
    """In what of an entry a part of the question is found; the value is its weight, the best is 1."""

    NAME = 1.0
    NAME_RELATED = 0.9
    """An inflection, or a part of a compound."""
    LABEL = 0.6
    """A theme, specialism, product, target group, organisation or place."""
    SAME_MEANING = 0.5
    DESCRIPTION = 0.1


NAME_BY_REST = 0.8
"""What a name counts of which hardly a word was asked; a name that was typed whole counts fully."""

HALF_AT_KM = 20.0
"""An entry so far away counts half as much as one next door."""

FAR_KM = 60.0
"""What an entry counts as whose place is not known, when something near is asked."""

HALF_AT_WEEKS = 8.0
"""A wait that takes away half of what a wait can take away."""

LEAST_READY = 0.5
"""Of a provider that takes nobody: it stays to be found, also because its name was typed."""

UNKNOWN_READY = 0.7
"""Of a provider whose wait nobody knows: like twelve weeks. Never the best, never nothing."""

OPEN_READY = 0.85
"""Of a provider that takes residents, while it is not known within how many weeks."""

FADES_IN_DAYS = 90.0
"""An observation so old counts for half, and for the other half as if it were not known."""


def fit(found: Sequence[Match], name_share: float = 1.0) -> float:
    """How well an entry fits: the mean over the parts of the question; 1 when nothing was asked in words.

    Args:
        found: For every part of the question the best place where it stands.
        name_share: Which part of the words of its name was asked, 0 to 1.
    """
    if not found:
        return 1.0
    name = NAME_BY_REST + (1 - NAME_BY_REST) * name_share
    return sum(one.value * (name if one in (Match.NAME, Match.NAME_RELATED) else 1.0) for one in found) / len(found)


def nearness(km: float | None) -> float:
    """How near, as a share: 1 next door, a half at `HALF_AT_KM`, never nought."""
    away = FAR_KM if km is None else km
    return 1.0 / (1.0 + (away / HALF_AT_KM) ** 2)


def readiness(status: AvailabilityStatus, weeks: float | None, age_days: float = 0.0) -> float:
    """How soon help can begin, as a share, by an observation of so many days old.

    Args:
        status: As observed.
        weeks: Within so many weeks, or at least so many when no more is known; None when not known.
        age_days: Since it was measured; an old figure says less and less.
    """
    return UNKNOWN_READY + (_fresh(status, weeks) - UNKNOWN_READY) / (1.0 + max(age_days, 0.0) / FADES_IN_DAYS)


def _fresh(status: AvailabilityStatus, weeks: float | None) -> float:
    if status is AvailabilityStatus.INTAKE_STOP:
        return LEAST_READY
    if weeks is not None:
        return LEAST_READY + (1 - LEAST_READY) / (1.0 + weeks / HALF_AT_WEEKS)
    return OPEN_READY if status is AvailabilityStatus.OPEN else UNKNOWN_READY
