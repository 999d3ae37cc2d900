"""How many went on from youth help to the Wmo, as it leaves the team: by calendar year, each counted once and kept."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby

from desktop.language import _, spoken
from desktop.models.released import ReleasedKind
from desktop.rules.blocks import is_over
from desktop.rules.prompts.phrases import months_text
from desktop.rules.small_numbers import BLOCK_RESTS
from desktop.rules.suppression import Sum
from desktop.services.dashboards.asking import Desk
from desktop.services.dashboards.definitions import INFLOW
from desktop.services.dashboards.figure import Figure, Key, Row, counted, towns
from desktop.services.dashboards.frozen import thawed
from desktop.services.dashboards.released import keep_once
from desktop.services.inflow import YEARS
from desktop.services.small_numbers import small_numbers_here
from desktop.services.workplace import Workplace
from desktop.store.queries.eighteen import inflow
from desktop.store.queries.figures import Asked
from desktop.store.reader import Reader


def released_inflow(workplace: Workplace) -> tuple[Figure, ...]:
    """The last years that are over, the latest first; a figure of its own for years with other municipalities."""
    with workplace.store.read() as reader:
        rests = small_numbers_here(reader, workplace.profile)[BLOCK_RESTS]
    until = workplace.today.year - 1
    latest = until if is_over(date(until, 12, 31), workplace.today, rests) else until - 1
    years = range(latest, latest - YEARS, -1)
    kept = [keep_once(workplace, ReleasedKind.INFLOW, (date(y, 1, 1), date(y, 12, 31)), _of_year) for y in years]
    told = [figure for one in kept for figure in thawed(one.content, spoken())]
    return tuple(_together(list(same)) for _columns, same in groupby(told, key=lambda one: one.columns))


def _of_year(reader: Reader, workplace: Workplace, first: date, last: date) -> list[Figure]:
    """One row; years stand apart, so that what was told of one does not depend on another."""
    desk, year = Desk(reader, workplace.profile, last, Asked(first, last, "")), str(first.year)
    rule = workplace.profile.from_youth
    began = [one.municipality for one in inflow(reader, rule.within_months, (first, last))]
    found, places = Counter(map(desk.town_of, began)), desk.places(began)
    counts: dict[Key, int] = {("inflow", year, place): found[place] for place, _name in places}
    parts = tuple(counts)
    whole: Key = ("inflow", year, "")
    counts[whole] = sum(counts.values())
    row = Row(year, tuple(counted(counts, key) for key in (*parts, whole)))
    sums = (Sum(whole, parts),)
    columns, text = towns(name for _id, name in places), _(INFLOW.text, term=months_text(rule.within_months))
    source = f"{rule.source.document}, {rule.source.paragraph}"
    return [Figure(INFLOW, text, _("Year"), columns, (row,), first, last, source, counts, sums)]


def _together(years: list[Figure]) -> Figure:
    rows = tuple(row for one in years for row in one.rows)
    newest = years[0]
    hidden = sum(one.hidden for one in years)
    first = min(one.first for one in years)
    return Figure(
        INFLOW, newest.text, newest.head, newest.columns, rows, first, newest.last, newest.source, hidden=hidden
    )
