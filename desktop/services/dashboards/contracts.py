"""The dashboard of contract management: what was agreed with providers, and what came of it, in aggregate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.language import _
from desktop.models.amounts import Amount, AmountKind
from desktop.rules.suppression import Sum
from desktop.services.coverage import CoveragePage
from desktop.services.dashboards.asking import Desk
from desktop.services.dashboards.definitions import DEFINITIONS
from desktop.services.dashboards.figure import Cell, Column, Crossed, Figure, Key, Measure, Row
from desktop.services.dashboards.making import figure
from desktop.store.merged import kept_for
from desktop.store.queries.figure_results import Lasted, delivered, lasted, provider_names

_HUNDRED = 100


@dataclass(frozen=True)
class _Agreed:
    """An average in days, and where it stands."""

    days: int
    source: str


def contract_figures(desk: Desk) -> Iterator[Figure]:
    """Those that tell of residents."""
    names = provider_names(desk.reader)
    yield _durations(desk, names)
    yield _delivered(desk, names)


def _durations(desk: Desk, names: Mapping[str, str]) -> Figure:
    """By provider and lot: how many ended, how long they took on average, and what was agreed."""
    found = sorted(lasted(desk.reader, desk.asked), key=lambda one: (names.get(one.provider, ""), one.lot))
    agreed = _agreements(desk)
    counts: dict[Key, int] = {("ended", one.provider, one.lot): one.number for one in found}
    counts["ended", "", ""] = sum(one.number for one in found)
    sums = (Sum(("ended", "", ""), tuple(key for key in counts if key[1])),)
    rows, sources, lots = [], dict[str, None](), desk.names.lots
    for one in found:
        due = agreed.get((one.provider, one.lot)) or agreed.get((one.provider, "")) or agreed.get(("", one.lot))
        name = f"{names.get(one.provider, one.provider)} · {lots.get(one.lot, one.lot)}"
        rows.append(_duration_row(name, one, due))
        if due and due.source:
            sources[due.source] = None
    if found:
        whole = ("ended", "", "")
        mean = Cell(sum(one.days for one in found) / counts[whole], (whole,))
        rows.append(Row(_("Total"), (Cell(counts[whole], (whole,)), mean, Cell(None), Cell(None)), is_total=True))
    columns = (
        Column(_("Ended")),
        Column(_("Days on average"), Measure.DAYS, drawn=True),
        Column(_("Agreed at most"), Measure.DAYS, drawn=True),
        Column(_("Longer than agreed"), Measure.DAYS),
    )
    made = figure(desk, "durations", _("Provider"), columns, Crossed(tuple(rows), counts, sums))
    return replace(made, source="; ".join(sources))


def _duration_row(name: str, one: Lasted, due: _Agreed | None) -> Row:
    key: Key = ("ended", one.provider, one.lot)
    mean = one.days / one.number
    over = max(0.0, mean - due.days) if due else None
    return Row(
        name, (Cell(one.number, (key,)), Cell(mean, (key,)), Cell(due.days if due else None), Cell(over, (key,)))
    )


def _agreements(desk: Desk) -> dict[tuple[str, str], _Agreed]:
    """By provider and lot; what the region's profile publishes for a lot, and over it what was set here."""
    told = {
        ("", one.key): _Agreed(one.value, f"{one.source.document}, {one.source.paragraph}")
        for one in desk.profile.figures
        if one.id == AmountKind.AGREED_DURATION.value and not one.municipality
    }
    kept = kept_for(desk.reader.connection)
    for one in desk.reader.find(Amount, kind=AmountKind.AGREED_DURATION):
        whose = one.provider_id or ""
        source = ", ".join(filter(None, (one.document, one.paragraph)))
        told[kept.get(whose, whose), one.lot] = _Agreed(one.value, source)
    return told


def _delivered(desk: Desk, names: Mapping[str, str]) -> Figure:
    found = sorted(delivered(desk.reader, desk.asked, desk.lots_json), key=lambda one: names.get(one.provider, ""))
    counts: dict[Key, int] = {("told", one.provider, ""): one.number for one in found}
    counts["told", "", ""] = sum(one.number for one in found)
    sums = (Sum(("told", "", ""), tuple(key for key in counts if key[1])),)
    rows = []
    for one in found:
        key: Key = ("told", one.provider, "")
        part = Cell(_HUNDRED * one.parts / one.number, (key,))
        rows.append(Row(names.get(one.provider, one.provider), (Cell(one.number, (key,)), part)))
    if found:
        whole = ("told", "", "")
        part = Cell(_HUNDRED * sum(one.parts for one in found) / counts[whole], (whole,))
        rows.append(Row(_("Total"), (Cell(counts[whole], (whole,)), part), is_total=True))
    columns = (Column(_("Evaluations")), Column(_("Delivered of what was indicated"), Measure.PER_CENT, drawn=True))
    return figure(desk, "delivered", _("Provider"), columns, Crossed(tuple(rows), counts, sums))


def coverage_figure(today: date, page: CoveragePage) -> Iterator[Figure]:
    """The coverage of today, when there is any. Providers are no residents: nothing of this is left out."""
    if page.lines:
        yield _coverage(today, page)


def _coverage(today: date, page: CoveragePage) -> Figure:
    columns = tuple(Column(town) for town in page.municipalities)
    rows = []
    gaps = Counter[str]()
    for n, line in enumerate(page.lines):
        cells = [page.cell(n, m) for m in range(len(page.municipalities))]
        gaps[line.name] = sum(cell.gap for cell in cells)
        told = (Cell(None if cell.bought_by else cell.accepting) for cell in cells)
        rows.append(Row(line.name, (*told, Cell(gaps[line.name]))))
    definition = DEFINITIONS["coverage"]
    heads = (*columns, Column(_("Gaps"), drawn=True))
    return Figure(definition, _(definition.text), _("Kind of help"), heads, tuple(rows), today, today)
