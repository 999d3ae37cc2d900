"""Which trajectories are comparable, and which periods of help are really one: help that went on did not end.

An indication that follows directly on another of the same help is administration, not a new trajectory. The CBS joins
overlapping youth help of one form to one trajectory (Informatieprotocol Beleidsinformatie Jeugd, par. 3.3); here a gap
that the region still counts as directly after joins it as well (see docs/decisions/how-long-help-lasted.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from desktop.models.kinds import Law
from desktop.models.region import RegionProfile, RuleSetting
from desktop.models.region_settings import Source
from desktop.rules.dates import age_on
from desktop.rules.durations import MINIMUM_CASES
from desktop.rules.prompts.drafted import Drafted
from desktop.rules.prompts.history import GAP_DAYS
from desktop.rules.prompts.numbers import count

NEVER_UNDER = 5
"""Whatever a profile says: a curve over fewer trajectories, or of fewer residents, points to persons."""

RULE, JOINING_RULE = "longer-than-comparable", "repeat-indication"
"""Codes of the settings in the profile: the one holds the minimum number, the other what counts as directly after."""

OWN_SOURCE = Source(document="Naober", paragraph="standaardinstelling: aantal trajecten")


class AgeBand(NamedTuple):
    """Ages that are compared with each other, in years, at the start of the help.

    Attributes:
        first: The youngest.
        last: The oldest; None for no end.
    """

    first: int
    last: int | None

    def holds(self, age: int) -> bool:
        """True for an age in it."""
        return age >= self.first and (self.last is None or age <= self.last)


@dataclass(frozen=True)
class Group:
    """Help that is compared with each other.

    Attributes:
        product: Its id; empty where the lot states only a result.
        segment: Its id; empty means any.
        ages: None means any.
    """

    law: Law
    lot: str
    product: str = ""
    segment: str = ""
    ages: AgeBand | None = None

    def wider(self) -> Iterator[Group]:
        """The group, then without the ages."""
        yield self
        if self.ages is not None:
            yield replace(self, ages=None)


class Run(NamedTuple):
    """Help as it ran under one indication.

    Attributes:
        whose: Id of the resident.
        last: Empty while it runs.
        birth: The resident's date of birth.
    """

    whose: str
    first: date
    last: date | None = None
    birth: date | None = None


def group_of(case: Drafted) -> Group | None:
    """What a draft is compared with, by the age at its first day; None while nothing is chosen."""
    if case.lot is None:
        return None
    draft = case.draft
    ages = band_of(case.profile, case.age) if case.age is not None else None
    return Group(draft.law, case.lot.id, draft.product or "", draft.segment or "", ages)


def age_bands(profile: RegionProfile) -> tuple[AgeBand, ...]:
    """The bands of the region, the youngest first."""
    starts = sorted(set(profile.age_bands.from_ages))
    ends = [start - 1 for start in starts[1:]]
    return tuple(AgeBand(start, end) for start, end in zip(starts, [*ends, None], strict=True))


def band_of(profile: RegionProfile, age: int) -> AgeBand | None:
    """The band that an age falls in."""
    return next((band for band in age_bands(profile) if band.holds(age)), None)


def minimum(profile: RegionProfile) -> int:
    """From how many trajectories on anything is told."""
    setting = _setting(profile, RULE)
    return max(NEVER_UNDER, count(setting, "minimum_cases", MINIMUM_CASES) if setting else MINIMUM_CASES)


def gap_days(profile: RegionProfile) -> int:
    """So many days between two periods of help still make them one."""
    setting = _setting(profile, JOINING_RULE)
    return count(setting, "gap_days", GAP_DAYS) if setting else GAP_DAYS


def source(profile: RegionProfile) -> Source:
    """On whose word durations are compared."""
    setting = _setting(profile, RULE)
    return setting.source if setting else OWN_SOURCE


def joined(runs: Iterable[Run], gap: int, ages: AgeBand | None = None) -> list[tuple[date, date | None]]:
    """First and last day of every trajectory: runs of one resident that follow each other within the gap are one.

    With `ages` only those of whom the age at the first day is known and falls in the band. One that would end before it
    began is left out.
    """
    return [(first, last) for _whose, first, last in trajectories(runs, gap, ages)]


def of_enough(found: Iterable[tuple[str, date, date | None]], today: date) -> bool:
    """True where the trajectories that began are of enough residents: ten of one resident would tell of that one."""
    whose: set[str] = set()
    for one, first, _last in found:
        if first <= today:
            whose.add(one)
        if len(whose) >= NEVER_UNDER:
            return True
    return False


def trajectories(runs: Iterable[Run], gap: int, ages: AgeBand | None = None) -> list[tuple[str, date, date | None]]:
    """As `joined`, each with the id of the resident whose it is."""
    by_resident: dict[str, list[Run]] = {}
    for run in runs:
        if run.last is None or run.last >= run.first:
            by_resident.setdefault(run.whose, []).append(run)
    within = timedelta(days=gap + 1)
    return [
        (whose, first, last)
        for whose, mine in by_resident.items()
        for first, last in _chains(mine, within)
        if ages is None or _fits(mine[0].birth, first, ages)
    ]


def _chains(mine: list[Run], within: timedelta) -> Iterator[tuple[date, date | None]]:
    """The trajectories of one resident; what begins while another run still goes on belongs to it."""
    if len(mine) > 1:
        mine.sort(key=lambda run: run.first)
    _whose, first, last, _birth = mine[0]
    for run in mine[1:]:
        if last is None or run.first - last <= within:
            last = None if last is None or run.last is None else max(last, run.last)
        else:
            yield first, last
            first, last = run.first, run.last
    yield first, last


def _fits(birth: date | None, first: date, ages: AgeBand) -> bool:
    return birth is not None and ages.holds(age_on(birth, first))


def _setting(profile: RegionProfile, code: str) -> RuleSetting | None:
    return next((rule for rule in profile.rules if rule.code == code and rule.on), None)
