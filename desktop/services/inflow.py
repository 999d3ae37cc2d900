"""How many go on from youth help to the Wmo, by municipality and year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from desktop.rules.dates import add_months
from desktop.rules.permissions import Act, require
from desktop.services.workplace import Workplace
from desktop.store.queries.eighteen import inflow

MONTHS = 12
YEARS = 5


@dataclass(frozen=True)
class InflowYear:
    """A year of one municipality; `first` and `last` are its first and last day."""

    municipality: str
    first: date
    last: date
    residents: int


def inflow_by_year(workplace: Workplace, until: date, years: int = YEARS) -> tuple[InflowYear, ...]:
    """Residents whose first case under the Wmo began while they had youth help, or within the term after it.

    By municipality that is responsible, then the latest year first; years without anybody are there too.

    Args:
        workplace: Of who may see the dashboards and the cases; `desktop.services.dashboards.inflow` is for others.
        until: Last day of the latest year: 31 December for calendar years.
        years: How many.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.SEE_DASHBOARDS)
    require(workplace.role, Act.SEE_CASES)
    ends = [add_months(until, -MONTHS * back) for back in range(years + 1)]
    spans = [(before + timedelta(days=1), last) for last, before in pairwise(ends)]
    with workplace.store.read() as reader:
        found = inflow(reader, workplace.profile.from_youth.within_months, (spans[-1][0], until))
    counted: Counter[tuple[str, date]] = Counter()
    for one in found:
        counted.update((one.municipality, first) for first, last in spans if first <= one.began_on <= last)
    towns = sorted({municipality for municipality, _first in counted})
    return tuple(InflowYear(town, first, last, counted[town, first]) for town in towns for first, last in spans)
