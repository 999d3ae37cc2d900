"""The dashboard of the back office: residents and money by lot and municipality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from desktop.language import _
from desktop.models.kinds import Law
from desktop.models.labels import label
from desktop.rules.suppression import Sum
from desktop.services.dashboards.asking import OTHER_LOT, OTHER_TOWN, Desk
from desktop.services.dashboards.figure import Cell, Column, Crossed, Figure, Key, Measure, Row, counted, towns
from desktop.services.dashboards.making import figure
from desktop.services.dashboards.money import Money, Place, year_of
from desktop.services.dashboards.year_so_far import fewest
from desktop.store.queries.figure_money import spent
from desktop.store.queries.figures import helped

_CENTS = 100


def back_office(desk: Desk) -> Iterator[Figure]:
    """Its figures."""
    residents, sides = _residents(desk)
    yield residents
    yield _spent(desk, residents, sides)
    yield _budget(desk, residents)


def _laws(desk: Desk, told: Iterable[str] = ()) -> dict[str, list[str]]:
    """Lots by the value of their act; also for acts under which the region has no lots but there is help."""
    found: dict[str, list[str]] = {}
    for lot in desk.profile.lots:
        if desk.asked.law in {"", lot.law.value}:
            found.setdefault(lot.law.value, []).append(lot.id)
    return found | {law: [] for law in sorted(told) if law not in found}


@dataclass(frozen=True)
class _Sides:
    """What the tables of the back office have beside and above them.

    Attributes:
        lots: Ids of the rows and their names, by act; help under none of its lots has a row of its own.
        places: Ids of the columns and their names.
    """

    lots: Mapping[str, Mapping[str, str]]
    places: Mapping[str, str]


def _residents(desk: Desk) -> tuple[Figure, _Sides]:
    """Lots, and under them the acts: who has help in two lots of an act counts there once."""
    told = Counter[Key]()
    for one in helped(desk.reader, desk.asked, ("lot", "law", "other-lot"), desk.lots_json):
        by, row = ("lot", f"{OTHER_LOT} {one.key}") if one.by == "other-lot" else (one.by, one.key)
        told[by, row, desk.town_of(one.municipality)] += one.residents
    sides = _sides(desk, told)
    counts, sums = dict[Key, int](), list[Sum[Key]]()
    for law, lots in sides.lots.items():
        for key in (*(("lot", lot) for lot in lots), ("law", law)):
            parts = tuple((*key, place) for place in sides.places)
            counts |= {part: told[part] for part in parts}
            counts[(*key, "")] = sum(counts[part] for part in parts)
            sums.append(Sum((*key, ""), parts))
        for place in (*sides.places, ""):
            sums.append(Sum(("law", law, place), tuple(("lot", lot, place) for lot in lots)))
    if desk.to_share:
        # The same residents as in the tables by age and by help.
        for place in (*sides.places, ""):
            sums.append(Sum(("residents", "", place), tuple(("law", law, place) for law in sides.lots)))
    rows = [Row(name, _across(sides, counts, "lot", lot)) for lots in sides.lots.values() for lot, name in lots.items()]
    rows += [Row(_law_name(law), _across(sides, counts, "law", law), is_total=True) for law in sides.lots]
    table = Crossed(tuple(rows), counts, tuple(sums))
    return figure(desk, "lot-residents", _("Lot"), towns(sides.places.values()), table), sides


def _sides(desk: Desk, told: Iterable[Key]) -> _Sides:
    used = {row for _by, row, _place in told}
    lots = {
        law: {lot: desk.names.lots[lot] for lot in ids}
        | ({other: _("another lot")} if (other := f"{OTHER_LOT} {law}") in used else {})
        for law, ids in _laws(desk, {row for by, row, _place in told if by == "law"}).items()
    }
    return _Sides(lots, dict(desk.places(place for _by, _row, place in told)))


def _across(sides: _Sides, counts: Mapping[Key, int], by: str, key: str) -> tuple[Cell, ...]:
    return tuple(counted(counts, (by, key, place)) for place in (*sides.places, ""))


def _law_name(law: str) -> str:
    return _("Total {law}", law=label(Law(law)))


def _spent(desk: Desk, residents: Figure, sides: _Sides) -> Figure:
    """The same table in euros; what the books show for the region as a whole stands in its total only."""
    told = Counter[tuple[str, str]]()
    for one in spent(desk.reader, desk.asked.first, desk.asked.last):
        told[one.lot, desk.town_of(one.municipality) if one.municipality else ""] += one.cents
    # Also the empty columns of the table of residents: what is left out there must not follow from the total here.
    places = (*sides.places, "")
    known = {lot for lot, _place in told}

    def cents(lots: Iterable[str], place: str) -> float | None:
        mine = known.intersection(lots)
        if not mine:
            return None
        return sum(value for (lot, where), value in told.items() if lot in mine and place in {"", where}) / _CENTS

    rows = [
        Row(name, tuple(Cell(cents([lot], place), (("lot", lot, place),)) for place in places))
        for lots in sides.lots.values()
        for lot, name in lots.items()
    ]
    rows += [
        Row(_law_name(law), tuple(Cell(cents(lots, place), (("law", law, place),)) for place in places), is_total=True)
        for law, lots in sides.lots.items()
    ]
    columns = tuple(replace(one, measure=Measure.EURO) for one in towns(sides.places.values()))
    return figure(desk, "spent", _("Lot"), columns, Crossed(tuple(rows), dict(residents.counts), residents.sums))


def _budget(desk: Desk, residents: Figure) -> Figure:
    """A row for every lot and municipality that has a budget or something booked."""
    year = year_of(desk.reader, desk.profile, desk.today)
    money, counts = _by_known_place(desk, year.money), dict(residents.counts)
    names = _names_of_places(desk, money)
    counts |= {("lot", *place): counts.get(("lot", *place), 0) for place in names}
    if desk.to_share:
        least = fewest(desk, {**names, ("", ""): _("Total")}, "budget")
        counts |= {("year", *place): number for place, number in least.items()}
    kinds = [kind for kind in ("lot", "year") if kind == "lot" or desk.to_share]
    rows = [
        Row(name, _money_cells(money[place], tuple((kind, *place) for kind in kinds))) for place, name in names.items()
    ]
    sums = list(residents.sums)
    if names:
        for kind in kinds:
            # Fewer places stand here than in the table of residents: of what is left out, one alone may be the rest.
            parts: tuple[Key, ...] = tuple((kind, *place) for place in names)
            # Left out before, the whole stays so; else it is as many people as stand in the table of the lots.
            counts["booked", kind, ""] = counts.get((kind, "", "")) or sum(counts["lot", *place] for place in names)
            sums.append(Sum(("booked", kind, ""), parts))
        behind = (*(("booked", kind, "") for kind in kinds), *(("law", law, "") for law in _laws(desk)))
        whole = _added([money[place] for place in names])
        rows.append(Row(_("Total"), _money_cells(whole, behind), is_total=True))
    columns = (
        Column(_("Budget"), Measure.EURO, drawn=True),
        Column(_("Booked"), Measure.EURO),
        Column(_("Expected for the year"), Measure.EURO, drawn=True),
        Column(_("Over the budget"), Measure.EURO),
        Column(_("Of the budget"), Measure.PER_CENT),
    )
    table = Crossed(tuple(rows), counts, tuple(sums))
    made = figure(desk, "budget", _("Lot and municipality"), columns, table)
    first = desk.today.replace(month=1, day=1)
    return replace(made, first=first, last=min(year.booked_until or desk.today, desk.today))


def _names_of_places(desk: Desk, money: Iterable[Place]) -> dict[Place, str]:
    """Of the rows, in order."""
    towns_told = {**{town: town for town in desk.towns}, OTHER_TOWN: _("another municipality"), "": _("whole region")}
    lots_told = [*desk.lots, (OTHER_LOT, _("another lot"))]
    known = set(money)
    return {
        (lot, town): f"{name} · {told}"
        for lot, name in lots_told
        for town, told in towns_told.items()
        if (lot, town) in known
    }


def _by_known_place(desk: Desk, money: Mapping[Place, Money]) -> dict[Place, Money]:
    """Amounts of municipalities that the region does not name together, by lot; and of lots of before, on the screen.

    What leaves has no people to hold beside an amount of another lot, and one act alone no way to tell whose it is.
    """
    lots, found = {lot for lot, _name in desk.lots}, dict[Place, list[Money]]()
    others = not desk.to_share and not desk.asked.law
    for (lot, town), one in money.items():
        if lot in lots or others:
            place = (lot if lot in lots else OTHER_LOT, desk.town_of(town) if town else "")
            found.setdefault(place, []).append(one)
    return {place: _added(told) if len(told) > 1 else told[0] for place, told in found.items()}


def _added(money: list[Money]) -> Money:
    """Of all; what is expected is not known while it is not for a part of the budget."""
    budgets = [one.budget for one in money if one.budget is not None]
    expected = [one.expected for one in money if one.expected is not None]
    lacks = any(one.budget and one.expected is None for one in money)
    return Money(
        sum(budgets) if budgets else None,
        sum(one.booked for one in money),
        sum(expected) if expected and not lacks else None,
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
