"""Over which days a dashboard counts, and under which act."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.language import N_
from desktop.models.kinds import Law
from desktop.models.region import RegionProfile
from desktop.services.names import ProfileNames
from desktop.store.queries.figures import Asked
from desktop.store.reader import Reader

YEAR = 365
"""Days of the twelve months until today, today included."""


class Period(StrEnum):
    """Which days."""

    TWELVE_MONTHS = "twelve-months"
    THIS_YEAR = "this-year"
    LAST_YEAR = "last-year"


PERIODS: Mapping[Period, str] = {
    Period.TWELVE_MONTHS: N_("The last twelve months"),
    Period.THIS_YEAR: N_("This calendar year"),
    Period.LAST_YEAR: N_("Last calendar year"),
}
"""Msgid by period."""


@dataclass(frozen=True)
class Question:
    """What is asked of a dashboard; no act means all."""

    period: Period = Period.TWELVE_MONTHS
    law: Law | None = None


@dataclass(frozen=True)
class Desk:
    """What every figure is made with.

    Attributes:
        asked: The days, never later than today, and the act.
    """

    reader: Reader
    profile: RegionProfile
    today: date
    asked: Asked

    @property
    def names(self) -> ProfileNames:
        """Names by id."""
        return ProfileNames.of(self.profile)

    @property
    def towns(self) -> tuple[str, ...]:
        """Names of the municipalities, in the profile's order."""
        return tuple(town.name for town in self.profile.municipalities)

    @property
    def lots(self) -> tuple[tuple[str, str], ...]:
        """Id and name of the lots under the act that is asked for."""
        return tuple((lot.id, lot.name) for lot in self.profile.lots if self.asked.law in {"", lot.law.value})

    @property
    def lots_json(self) -> str:
        """Their ids, for a statement."""
        return json.dumps([one for one, _name in self.lots])


def days_of(period: Period, today: date) -> tuple[date, date]:
    """First and last day, both inclusive."""
    if period is Period.LAST_YEAR:
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    if period is Period.THIS_YEAR:
        return date(today.year, 1, 1), today
    return today - timedelta(days=YEAR - 1), today
