"""The dashboard of the access desk: who comes, by which door, and who goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from desktop.language import N_, _
from desktop.models.kinds import Law
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.rules.comparable import age_bands
from desktop.rules.passing_on import GROUNDS
from desktop.rules.prompts.phrases import months_text
from desktop.rules.suppression import Sum
from desktop.services.dashboards.asking import YEAR, Desk
from desktop.services.dashboards.figure import Column, Crossed, Figure, Key, Row, counted
from desktop.services.dashboards.making import by_town, figure, of_people
from desktop.store.queries.eighteen import inflow
from desktop.store.queries.figure_flows import changed, flows, routes
from desktop.store.queries.figures import Aged, aged

AGES_FIGURE, FROM_YOUTH_FIGURE = "clients-by-age", "inflow-from-youth"
"""Ids of figures in a profile whose classes and years the dashboard follows, so that the two can be compared."""

_FLOWS = {
    "at-start": N_("At the start"),
    "came-in": N_("Came in"),
    "helped": N_("Helped in all"),
    "went-out": N_("Went out"),
    "at-end": N_("At the end"),
    "changed": N_("Changed"),
}
_STOCKS = frozenset({"at-start", "helped", "at-end"})
"""Do not leave the team: where one block ends the next begins, so two files in a row tell who came and went."""
_TIMES = (("1", N_("1 indication")), ("2", N_("2 indications")), ("3", N_("3 indications or more")))
_NOT_KNOWN, _YOUNGER = "not-known", "younger"
_YEARS = 2


def access(desk: Desk) -> Iterator[Figure]:
    """Its figures."""
    yield _flows(desk)
    yield _routes(desk)
    found = aged(desk.reader, desk.asked)
    times = Counter[tuple[str, str]]()
    for one in found:
        times["", one.municipality] += one.residents
        times[str(one.times), one.municipality] += one.residents
    bands, ages = _by_band(desk.profile, found)
    yield of_people(desk, "ages", _("Age"), bands, ages)
    yield of_people(desk, "times", _("How many"), [(key, _(name)) for key, name in _TIMES], times)
    if not desk.to_share and any(lot.law.value == "WMO" for lot in desk.profile.lots):
        # What leaves is the count by calendar year, `desktop.services.inflow`: years up to a day overlap.
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
    """Rows as id and name, and counts, with everyone under an empty row.

    A class that the document leaves out stands there when someone is in it.
    """
    classes, counts = age_classes(profile), Counter[tuple[str, str]]()
    for one in found:
        counts["", one.municipality] += one.residents
        years = one.years
        band = next((c.key for c in classes if years is not None and c.holds(years)), _NOT_KNOWN)
        counts[band, one.municipality] += one.residents
    used = {key for key, _town in counts}
    rows = [(one.key, one.name) for one in classes if one.key in used or one.key != _YOUNGER]
    return rows + ([(_NOT_KNOWN, _("age not known"))] if _NOT_KNOWN in used else []), counts


def _flows(desk: Desk) -> Figure:
    found = _moves(desk)
    places = dict(desk.places(town for _name, town in found))
    told = [name for name in _FLOWS if name not in _STOCKS or not desk.to_share]
    counts: dict[Key, int] = {("flow", name, town): found[name, town] for name in told for town in places}
    for name in told:
        counts["flow", name, ""] = sum(counts["flow", name, town] for town in places)
    sums = [Sum(("flow", name, ""), tuple(("flow", name, town) for town in places)) for name in told]
    if not desk.to_share:
        for town in (*places, ""):
            for first, second in (("at-start", "came-in"), ("went-out", "at-end")):
                sums.append(Sum(("flow", "helped", town), (("flow", first, town), ("flow", second, town))))
    rows = tuple(
        Row(shown, tuple(counted(counts, ("flow", name, town)) for name in told), is_total=not town)
        for town, shown in (*places.items(), ("", _("Total")))
    )
    columns = tuple(Column(_(_FLOWS[name]), drawn=name in {"came-in", "went-out"}) for name in told)
    return figure(desk, "flows", _("Municipality"), columns, Crossed(rows, counts, tuple(sums)))


def _moves(desk: Desk) -> Counter[tuple[str, str]]:
    """By flow and municipality."""
    found = Counter[tuple[str, str]]()
    for one in flows(desk.reader, desk.asked):
        values = (one.at_start, one.came_in, one.at_start + one.came_in, one.went_out, one.at_end)
        for name, number in zip(_FLOWS, values, strict=False):
            found[name, desk.town_of(one.municipality)] += number
    for moved in changed(desk.reader, desk.asked):
        found["changed", desk.town_of(moved.municipality)] += moved.number
    return found


def _routes(desk: Desk) -> Figure:
    """By act and door, for one act is told apart from all: else it could be subtracted."""
    found = {(one.row, one.municipality): one.number for one in routes(desk.reader, desk.asked)}
    used = {row for row, _town in found}
    laws = list(dict.fromkeys(law for law in Law if any(row.startswith(f"{law.value} ") for row in used)))
    doors = [(kind.value, label(kind)) for kind in GROUNDS] + [("", _("The own access"))]
    rows = [
        (f"{law.value} {kind}", f"{name} · {label(law)}" if len(laws) > 1 else name)
        for law in laws
        for kind, name in doors
        if f"{law.value} {kind}" in used
    ]
    made = by_town(desk, "routes", _("Door"), rows, found)
    # Who came in stands in two tables: what the one leaves out, the other does not tell.
    places = [town for town, _name in desk.places(town for _row, town in found)]
    same = (Sum(("flow", "came-in", town), (("routes", "", town),)) for town in (*places, ""))
    return replace(made, sums=(*made.sums, *same)) if desk.to_share else made


def _from_youth(desk: Desk) -> Figure:
    """The years of the document where it tells them, so many twelve months back; else two."""
    told = {one.year for one in desk.profile.figures if one.id == FROM_YOUTH_FIGURE}
    years = max(told) - min(told) + 1 if told else _YEARS
    last = desk.asked.last
    first = last - timedelta(days=YEAR * years - 1)
    rule = desk.profile.from_youth
    found = Counter(
        (str((last - one.began_on).days // YEAR), one.municipality)
        for one in inflow(desk.reader, rule.within_months, (first, last))
    )
    made = by_town(desk, "from-youth", _("Year"), [(str(ago), _ago(ago)) for ago in range(years)], found)
    text = _(made.definition.text, term=months_text(rule.within_months))
    return replace(made, first=first, text=text, source=f"{rule.source.document}, {rule.source.paragraph}")


def _ago(years: int) -> str:
    return _("the last twelve months") if not years else _("{n} × twelve months before", n=years)
