"""Making a figure of a table."""

from __future__ import annotations

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
    table = crossed(id_, Sides(rows, [(town, town) for town in desk.towns]), found)
    return figure(desk, id_, head, towns(desk.towns), table)
