"""Amounts of the year so far leave with every block: less what earlier blocks told, they are those of one block alone.

So an amount of the year leaves only where in every block of the year enough people had help, and where it was told each
time before: else the few of one block are what is left when the others are subtracted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from desktop.language import spoken
from desktop.models.released import ReleasedFigures, ReleasedKind
from desktop.rules.dates import add_months
from desktop.rules.small_numbers import PEOPLE
from desktop.services.dashboards.asking import Desk
from desktop.services.dashboards.frozen import thawed
from desktop.services.small_numbers import small_numbers_here
from desktop.store.queries.figures import Asked, helped


def fewest(desk: Desk, places: Mapping[tuple[str, str], str], figure: str) -> dict[tuple[str, str], int]:
    """The fewest people with help of a lot in a municipality (all of them for an empty one) in a block of the year.

    Blocks in which nobody had any do not count. Never enough where the row was left out of the figure before.

    Args:
        desk: Of what leaves.
        places: Name of the row by lot and municipality.
        figure: Id of the figure in which they stand.
    """
    blocks, before = list(_by_block(desk)), _left_out_before(desk, figure)
    least = {place: min((found[place] for found in blocks if found[place]), default=0) for place in places}
    few = small_numbers_here(desk.reader, desk.profile)[PEOPLE] - 1
    return {place: min(least[place] or few, few) if name in before else least[place] for place, name in places.items()}


def _by_block(desk: Desk) -> Iterator[Counter[tuple[str, str]]]:
    for first, last in _blocks(desk.asked.first, desk.asked.last):
        found = Counter[tuple[str, str]]()
        for one in helped(desk.reader, Asked(first, last, desk.asked.law), ("lot",)):
            found[one.key, desk.town_of(one.municipality)] += one.residents
            found[one.key, ""] += one.residents
        yield found


def _blocks(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Those of the year up to and with the one that is asked for, all as long."""
    months, begin = last.month - first.month + 1, date(first.year, 1, 1)
    while begin <= first:
        after = add_months(begin, months)
        yield begin, after - timedelta(days=1)
        begin = after


def _left_out_before(desk: Desk, figure: str) -> set[str]:
    """Names of rows of which something was left out of a figure that left earlier this year."""
    kept = desk.reader.find(ReleasedFigures, kind=ReleasedKind.DASHBOARDS)
    before = [one for one in kept if one.start.year == desk.asked.first.year and one.end < desk.asked.first]
    told = [found for one in before for found in thawed(one.content, spoken()) if found.id == figure]
    return {row.name for one in told for row in one.rows if any(cell.hidden for cell in row.cells)}
