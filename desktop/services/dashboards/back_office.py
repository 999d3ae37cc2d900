"""The dashboard of the back office: residents and money by lot and municipality."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from desktop.language import _
from desktop.models.kinds import Law
from desktop.models.labels import label
from desktop.rules.suppression import Sum
from desktop.services.dashboards.asking import Desk
from desktop.services.dashboards.figure import Cell, Column, Crossed, Figure, Key, Measure, Row, counted, towns
from desktop.services.dashboards.making import figure
from desktop.services.dashboards.money import Money, year_of
from desktop.store.queries.figure_money import spent
from desktop.store.queries.figures import helped

_CENTS = 100


def back_office(desk: Desk) -> Iterator[Figure]:
    """Its figures."""
    residents = _residents(desk)
    yield residents
    yield _spent(desk, residents)
    yield _budget(desk, residents)


def _laws(desk: Desk) -> dict[str, list[str]]:
    """Lots by the value of their act."""
    found: dict[str, list[str]] = {}
    for lot in desk.profile.lots:
        if desk.asked.law in {"", lot.law.value}:
            found.setdefault(lot.law.value, []).append(lot.id)
    return found


def _residents(desk: Desk) -> Figure:
    """Lots, and under them the acts: who has help in two lots of an act counts there once."""
    told = {
        (one.by, one.key, one.municipality): one.residents for one in helped(desk.reader, desk.asked, ("lot", "law"))
    }
    laws, counts, sums = _laws(desk), dict[Key, int](), list[Sum[Key]]()
    for law, lots in laws.items():
        for by, keys in (("lot", lots), ("law", [law])):
            for key in keys:
                counts |= {(by, key, town): told.get((by, key, town), 0) for town in desk.towns}
                counts[by, key, ""] = sum(counts[by, key, town] for town in desk.towns)
                sums.append(Sum((by, key, ""), tuple((by, key, town) for town in desk.towns)))
        sums += [Sum(("law", law, town), tuple(("lot", lot, town) for lot in lots)) for town in (*desk.towns, "")]
    if desk.to_share:
        # The same residents as in the tables by age and by help.
        by_law = (Sum(("residents", "", t), tuple(("law", law, t) for law in laws)) for t in (*desk.towns, ""))
        sums += by_law
    rows = [Row(desk.names.lots[lot], _across(desk, counts, "lot", lot)) for lots in laws.values() for lot in lots]
    rows += [Row(_law_name(law), _across(desk, counts, "law", law), is_total=True) for law in laws]
    return figure(desk, "lot-residents", _("Lot"), towns(desk.towns), Crossed(tuple(rows), counts, tuple(sums)))


def _across(desk: Desk, counts: Mapping[Key, int], by: str, key: str) -> tuple[Cell, ...]:
    return tuple(counted(counts, (by, key, town)) for town in (*desk.towns, ""))


def _law_name(law: str) -> str:
    return _("Total {law}", law=label(Law(law)))


def _spent(desk: Desk, residents: Figure) -> Figure:
    """The same table in euros; what the books show for the region as a whole stands in its total only."""
    told = {(one.lot, one.municipality): one.cents for one in spent(desk.reader, desk.asked.first, desk.asked.last)}
    places = (*desk.towns, "")
    laws = _laws(desk)
    known = {lot for lot, _town in told}

    def cents(lots: list[str], town: str) -> float | None:
        if not known.intersection(lots):
            return None
        return (
            sum(value for (lot, where), value in told.items() if lot in lots and (not town or where == town)) / _CENTS
        )

    rows = [
        Row(desk.names.lots[lot], tuple(Cell(cents([lot], town), (("lot", lot, town),)) for town in places))
        for lots in laws.values()
        for lot in lots
    ]
    rows += [
        Row(_law_name(law), tuple(Cell(cents(lots, town), (("law", law, town),)) for town in places), is_total=True)
        for law, lots in laws.items()
    ]
    columns = tuple(replace(one, measure=Measure.EURO) for one in towns(desk.towns))
    return figure(desk, "spent", _("Lot"), columns, Crossed(tuple(rows), dict(residents.counts), residents.sums))


def _budget(desk: Desk, residents: Figure) -> Figure:
    """A row for every lot and municipality that has a budget or something booked."""
    year = year_of(desk.reader, desk.profile, desk.today)
    lots = [lot for lot, _name in desk.lots]
    places = [(lot, town) for lot in lots for town in (*desk.towns, "") if (lot, town) in year.money]
    rows = []
    for lot, town in places:
        name = f"{desk.names.lots[lot]} · {town or _('whole region')}"
        rows.append(Row(name, _money_cells(year.money[lot, town], (("lot", lot, town),))))
    if places:
        whole = [year.money[place] for place in places]
        behind = (("booked", "", ""), *(("law", law, "") for law in _laws(desk)))
        rows.append(Row(_("Total"), _money_cells(_added(whole), behind), is_total=True))
    columns = (
        Column(_("Budget"), Measure.EURO, drawn=True),
        Column(_("Booked"), Measure.EURO),
        Column(_("Expected for the year"), Measure.EURO, drawn=True),
        Column(_("Over the budget"), Measure.EURO),
        Column(_("Of the budget"), Measure.PER_CENT),
    )
    counts, sums = dict(residents.counts), list(residents.sums)
    if places:
        # Fewer places stand here than in the table of residents: of what is left out here, one alone may be the rest.
        parts: tuple[Key, ...] = tuple(("lot", lot, town) for lot, town in places)
        counts["booked", "", ""] = sum(counts[part] for part in parts)
        sums.append(Sum(("booked", "", ""), parts))
    table = Crossed(tuple(rows), counts, tuple(sums))
    made = figure(desk, "budget", _("Lot and municipality"), columns, table)
    first = desk.today.replace(month=1, day=1)
    return replace(made, first=first, last=min(year.booked_until or desk.today, desk.today))


def _added(money: list[Money]) -> Money:
    budgets = [one.budget for one in money if one.budget is not None]
    expected = [one.expected for one in money if one.expected is not None]
    return Money(
        sum(budgets) if budgets else None, sum(one.booked for one in money), sum(expected) if expected else None
    )


def _money_cells(money: Money, behind: tuple[Key, ...]) -> tuple[Cell, ...]:
    budget, expected = money.budget, money.expected
    over = (expected - budget) / _CENTS if budget is not None and expected is not None else None
    part = 100 * expected / budget if budget and expected is not None else None
    return (
        Cell(budget / _CENTS if budget is not None else None),
        Cell(money.booked / _CENTS, behind),
        Cell(expected / _CENTS if expected is not None else None, behind),
        Cell(over, behind),
        Cell(part, behind),
    )
