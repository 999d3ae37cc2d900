"""Making a figure of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from desktop.language import _
from desktop.services.dashboards.asking import Desk
from desktop.services.dashboards.definitions import DEFINITIONS
from desktop.services.dashboards.figure import Column, Crossed, Figure, Sides, crossed, towns


def figure(desk: Desk, id_: str, head: str, columns: Sequence[Column], table: Crossed) -> Figure:
    """Over the days that are asked for; of the definition with this id."""
    definition = DEFINITIONS[id_]
    first, last = desk.asked.first, desk.asked.last
    return Figure(
        definition, _(definition.text), head, tuple(columns), table.rows, first, last, "", table.counts, table.sums
    )


def by_town(
    desk: Desk, id_: str, head: str, rows: Sequence[tuple[str, str]], found: Mapping[tuple[str, str], int]
) -> Figure:
    """Counts by row and municipality, which add up both ways."""
    places = desk.places(town for _row, town in found)
    table = crossed(id_, Sides(rows, places), by_place(desk, found))
    return figure(desk, id_, head, towns(name for _id, name in places), table)


def of_people(
    desk: Desk, id_: str, head: str, rows: Sequence[tuple[str, str]], found: Mapping[tuple[str, str], int]
) -> Figure:
    """A table of residents with help; all such tables have the same totals, which are no sums of their rows.

    Under an empty row `found` has everyone once.
    """
    counts, places = by_place(desk, found), desk.places(town for _row, town in found)
    everyone = {town: counts["", town] for town, _name in places}
    table = crossed(id_, Sides(rows, places), counts, everyone, "residents")
    return figure(desk, id_, head, towns(name for _id, name in places), table)


def by_place(desk: Desk, found: Mapping[tuple[str, str], int]) -> Counter[tuple[str, str]]:
    """The same counts, by the ids of the columns."""
    counts = Counter[tuple[str, str]]()
    for (row, town), number in found.items():
        counts[row, desk.town_of(town)] += number
    return counts
