"""Over which days a dashboard counts, and under which act."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.language import N_, _
from desktop.models.kinds import Law
from desktop.models.region import RegionProfile
from desktop.services.names import ProfileNames
from desktop.store.queries.figures import Asked
from desktop.store.reader import Reader

OTHER_TOWN, OTHER_LOT = "other-municipality", "no-lot"
"""Ids of what stands under none of the region's municipalities, or none of its lots, like those of before."""

YEAR = 365
"""Days of the twelve months until today, today included."""


class Period(StrEnum):
    """Which days."""

    TWELVE_MONTHS = "twelve-months"
    THIS_YEAR = "this-year"
    LAST_YEAR = "last-year"
    BLOCK = "block"
    """The latest whole block of months that may leave the team."""


PERIODS: Mapping[Period, str] = {
    Period.TWELVE_MONTHS: N_("The last twelve months"),
    Period.THIS_YEAR: N_("This calendar year"),
    Period.LAST_YEAR: N_("Last calendar year"),
    Period.BLOCK: N_("Last whole block"),
}
"""Msgid by period."""


@dataclass(frozen=True)
class Question:
    """What is asked of a dashboard; no act means all."""

    period: Period = Period.TWELVE_MONTHS
    law: Law | None = None


WHOLE_BLOCK = Question(Period.BLOCK)
"""The only question to which the answer leaves the team: all acts together, for one could be subtracted from all."""


@dataclass(frozen=True)
class Desk:
    """What every figure is made with.

    Attributes:
        asked: The days, never later than today, and the act.
        to_share: True for a block of months that leaves the team; then `today` is its last day.
    """

    reader: Reader
    profile: RegionProfile
    today: date
    asked: Asked
    to_share: bool = False

    @property
    def names(self) -> ProfileNames:
        """Names by id."""
        return ProfileNames.of(self.profile)

    @property
    def towns(self) -> tuple[str, ...]:
        """Names of the municipalities, in the profile's order."""
        return tuple(town.name for town in self.profile.municipalities)

    def town_of(self, name: str) -> str:
        """The id under which a municipality is counted."""
        return name if name in self.towns else OTHER_TOWN

    def places(self, told: Iterable[str]) -> list[tuple[str, str]]:
        """Id and name of the columns; all that the region does not name share one, where something stands there."""
        others = any(self.town_of(one) == OTHER_TOWN for one in told)
        return [*((town, town) for town in self.towns), *([(OTHER_TOWN, _("another municipality"))] * others)]

    @property
    def lots(self) -> tuple[tuple[str, str], ...]:
        """Id and name of the lots under the act that is asked for."""
        return tuple((lot.id, lot.name) for lot in self.profile.lots if self.asked.law in {"", lot.law.value})

    @property
    def lots_json(self) -> str:
        """Their ids, for a statement."""
        return json.dumps([one for one, _name in self.lots])


def days_of(period: Period, today: date) -> tuple[date, date]:
    """First and last day, both inclusive; a block's depend on what the municipality set."""
    if period is Period.LAST_YEAR:
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    if period is Period.THIS_YEAR:
        return date(today.year, 1, 1), today
    return today - timedelta(days=YEAR - 1), today
