"""The dashboard of the access desk: who comes, by which door, and who goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from desktop.language import N_, _
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.rules.comparable import age_bands
from desktop.rules.passing_on import GROUNDS
from desktop.rules.suppression import Sum
from desktop.services.dashboards.asking import YEAR, Desk
from desktop.services.dashboards.figure import Cell, Column, Crossed, Figure, Key, Row, Sides, counted, crossed, towns
from desktop.services.dashboards.making import by_town, figure
from desktop.store.queries.figure_flows import changed, flows, from_youth, routes
from desktop.store.queries.figures import Aged, aged

AGES_FIGURE, FROM_YOUTH_FIGURE = "clients-by-age", "inflow-from-youth"
"""Ids of figures in a profile whose classes and years the dashboard follows, so that the two can be compared."""

_FLOWS = ("at-start", "came-in", "helped", "went-out", "at-end")
_FLOW_NAMES = (
    N_("At the start"),
    N_("Came in"),
    N_("Helped in all"),
    N_("Went out"),
    N_("At the end"),
)
_TIMES = (("1", N_("1 indication")), ("2", N_("2 indications")), ("3", N_("3 indications or more")))
_NOT_KNOWN, _YOUNGER, _OWN = "not-known", "younger", "own"
_YEARS = 2


def access(desk: Desk) -> Iterator[Figure]:
    """Its figures."""
    yield _flows(desk)
    yield _routes(desk)
    found = aged(desk.reader, desk.asked)
    everyone = Counter[str]()
    times = Counter[tuple[str, str]]()
    for one in found:
        everyone[one.municipality] += one.residents
        times[str(one.times), one.municipality] += one.residents
    yield _of_people(desk, "ages", _by_band(desk.profile, found), everyone)
    yield _of_people(desk, "times", ([(key, _(name)) for key, name in _TIMES], times), everyone)
    if any(lot.law.value == "WMO" for lot in desk.profile.lots):
        yield _from_youth(desk)


@dataclass(frozen=True)
class AgeClass:
    """Ages that are counted together, years, both inclusive; None for no end."""

    key: str
    first: int
    last: int | None

    @property
    def name(self) -> str:
        """In the language in force."""
        if self.last is None:
            return _("{first} years and older", first=self.first)
        return _("{first} – {last} years", first=self.first, last=self.last)

    def holds(self, years: int) -> bool:
        """True for an age in it."""
        return self.first <= years and (self.last is None or years <= self.last)


def age_classes(profile: RegionProfile) -> list[AgeClass]:
    """Those of the region's document where it publishes residents by age, and what lies beyond; else its bands."""
    told = dict.fromkeys(one.key for one in profile.figures if one.id == AGES_FIGURE)
    closed = sorted(_class_of(key) for key in told if not key.endswith("+"))
    if not closed:
        return [AgeClass(str(band.first), band.first, band.last) for band in age_bands(profile)]
    youngest, oldest = closed[0][0], max(last for _first, last in closed)
    found = [AgeClass(_YOUNGER, 0, youngest - 1)] if youngest else []
    found += [AgeClass(f"{first}-{last}", first, last) for first, last in closed]
    return [*found, AgeClass("older", oldest + 1, None)]


def _class_of(key: str) -> tuple[int, int]:
    first, _dash, last = key.partition("-")
    return int(first), int(last)


def _by_band(profile: RegionProfile, found: list[Aged]) -> tuple[list[tuple[str, str]], Counter[tuple[str, str]]]:
    """Rows as id and name, and counts; a class that the document leaves out stands there when someone is in it."""
    classes, counts = age_classes(profile), Counter[tuple[str, str]]()
    for one in found:
        years = one.years
        band = next((c.key for c in classes if years is not None and c.holds(years)), _NOT_KNOWN)
        counts[band, one.municipality] += one.residents
    used = {key for key, _town in counts}
    rows = [(one.key, one.name) for one in classes if one.key in used or one.key != _YOUNGER]
    return rows + ([(_NOT_KNOWN, _("age not known"))] if _NOT_KNOWN in used else []), counts


def _of_people(
    desk: Desk, id_: str, told: tuple[list[tuple[str, str]], Counter[tuple[str, str]]], everyone: Counter[str]
) -> Figure:
    """A table of residents with help; all such tables have the same totals."""
    rows, found = told
    table = crossed(id_, Sides(rows, [(t, t) for t in desk.towns]), found, everyone, "residents")
    return figure(desk, id_, _("Age") if id_ == "ages" else _("How many"), towns(desk.towns), table)


def _flows(desk: Desk) -> Figure:
    found = {one.municipality: one for one in flows(desk.reader, desk.asked)}
    moved = {one.municipality: one.number for one in changed(desk.reader, desk.asked)}
    counts: dict[Key, int] = {}
    for town in desk.towns:
        one = found.get(town)
        start, came, out, end = (one.at_start, one.came_in, one.went_out, one.at_end) if one else (0, 0, 0, 0)
        for name, value in zip(_FLOWS, (start, came, start + came, out, end), strict=True):
            counts["flow", name, town] = value
        counts["changed", "", town] = moved.get(town, 0)
    for what, name in (*(("flow", name) for name in _FLOWS), ("changed", "")):
        counts[what, name, ""] = sum(counts[what, name, town] for town in desk.towns)
    sums = [
        Sum((what, name, ""), tuple((what, name, t) for t in desk.towns))
        for what, name in (*(("flow", name) for name in _FLOWS), ("changed", ""))
    ]
    for town in (*desk.towns, ""):
        for first, second in (("at-start", "came-in"), ("went-out", "at-end")):
            sums.append(Sum(("flow", "helped", town), (("flow", first, town), ("flow", second, town))))
    rows = [Row(town or _("Total"), _flow_cells(counts, town), is_total=not town) for town in (*desk.towns, "")]
    columns = [Column(_(name), drawn=name in {_FLOW_NAMES[1], _FLOW_NAMES[3]}) for name in _FLOW_NAMES]
    table = Crossed(tuple(rows), counts, tuple(sums))
    return figure(desk, "flows", _("Municipality"), (*columns, Column(_("Changed"))), table)


def _flow_cells(counts: dict[Key, int], town: str) -> tuple[Cell, ...]:
    return (*(counted(counts, ("flow", name, town)) for name in _FLOWS), counted(counts, ("changed", "", town)))


def _routes(desk: Desk) -> Figure:
    found = {(one.row or _OWN, one.municipality): one.number for one in routes(desk.reader, desk.asked)}
    used = {row for row, _town in found}
    rows = [(kind.value, label(kind)) for kind in GROUNDS if kind.value in used]
    return by_town(desk, "routes", _("Door"), [*rows, (_OWN, _("The own access"))], found)


def _from_youth(desk: Desk) -> Figure:
    """The years of the document where it tells them, so many twelve months back; else two."""
    told = {one.year for one in desk.profile.figures if one.id == FROM_YOUTH_FIGURE}
    years = max(told) - min(told) + 1 if told else _YEARS
    last = desk.asked.last
    found = {(one.row, one.municipality): one.number for one in from_youth(desk.reader, last, years)}
    made = by_town(desk, "from-youth", _("Year"), [(str(ago), _ago(ago)) for ago in range(years)], found)
    return replace(made, first=last - timedelta(days=YEAR * years - 1))


def _ago(years: int) -> str:
    return _("the last twelve months") if not years else _("{n} × twelve months before", n=years)
