"""The dashboard of policy: who gets which help, what it brings, and whether it is there in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.language import N_, _, ngettext
from desktop.models.kinds import Law, NextStep
from desktop.models.labels import label
from desktop.models.waiting import WaitNorm
from desktop.rules.comparable import gap_days
from desktop.rules.norms import norm_of_wait
from desktop.rules.prompts.history import SOON
from desktop.rules.prompts.numbers import Span, span
from desktop.rules.suppression import Sum
from desktop.services.dashboards.asking import OTHER_LOT, Desk
from desktop.services.dashboards.figure import Cell, Column, Crossed, Figure, Key, Measure, Sides, crossed
from desktop.services.dashboards.making import by_town, figure, of_people
from desktop.services.norms import norms_of
from desktop.store.queries.figure_flows import began
from desktop.store.queries.figure_results import looked_back, waiting
from desktop.store.queries.figures import helped

_GOALS = (("all", N_("All")), ("partly", N_("Partly")), ("none", N_("None")))
_BEFORE = (
    ("first", N_("For the first time")),
    ("went-on", N_("Went on")),
    ("soon", N_("Came back in the term")),
    ("later", N_("Came back later")),
)
_STANDS = (("within", N_("Within the norm")), ("over", N_("Over the norm")), ("no-norm", N_("Without a norm")))
_RETURNED, _NOT_TOLD = "returned-soon", "not-told"


def policy(desk: Desk) -> Iterator[Figure]:
    """Its figures."""
    yield from _by_help(desk)
    looked = looked_back(desk.reader, desk.asked, desk.lots_json)
    goals, steps = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for one in looked:
        goals[one.lot, one.goals or _NOT_TOLD] += one.number
        steps[one.lot, one.next or _NOT_TOLD] += one.number
    not_told = _Outcome(_NOT_TOLD, _("Not told"), drawn=False)
    reached = [_Outcome(key, _(name)) for key, name in _GOALS]
    yield _by_lot(desk, "goals", [*reached, not_told], goals, "evaluations")
    next_ = [_Outcome(step.value, label(step), drawn=step is not NextStep.OTHER) for step in NextStep]
    yield _by_lot(desk, "downscaling", [*next_, not_told], steps, "evaluations")
    yield _returns(desk)
    yield _waiting(desk)


def _by_help(desk: Desk) -> Iterator[Figure]:
    found = helped(desk.reader, desk.asked, ("all", "help"))
    of_help = [one for one in found if one.by == "help"]
    rows = [(key, _help_name(desk, key)) for key in dict.fromkeys(one.key for one in of_help)]
    rows.sort(key=lambda row: row[1].casefold())
    residents = {(one.key, one.municipality): one.residents for one in found}
    yield of_people(desk, "help-residents", _("Kind of help"), rows, residents)
    if desk.to_share:
        # Less the residents of the table above it, it tells of the few who have the same help twice.
        return
    indications = {(one.key, one.municipality): one.indications for one in of_help}
    yield by_town(desk, "help-indications", _("Kind of help"), rows, indications)


def _help_name(desk: Desk, key: str) -> str:
    names = desk.names
    return names.products.get(key) or names.segments.get(key) or names.lots.get(key) or key or _("help not named")


@dataclass(frozen=True)
class _Outcome:
    """A column of outcomes by lot.

    Attributes:
        drawn: True when the chart shows it, also while nothing has it.
    """

    key: str
    name: str
    drawn: bool = True


def _by_lot(
    desk: Desk, id_: str, outcomes: Sequence[_Outcome], found: Mapping[tuple[str, str], int], shared: str = ""
) -> Figure:
    """Lots in rows, outcomes in columns; tables of the same evaluations have the same totals of rows."""
    lots, counts = _lots_of(desk, found)
    used = {key for _lot, key in found}
    shown = [one for one in outcomes if one.drawn or one.key in used]
    table = crossed(id_, Sides(lots, [(one.key, one.name) for one in shown]), counts)
    columns = [*(Column(one.name, drawn=one.drawn) for one in shown), Column(_("Total"))]
    return figure(desk, id_, _("Lot"), columns, _with_shared_rows(table, id_, shared) if shared else table)


def _lots_of(
    desk: Desk, found: Mapping[tuple[str, str], int]
) -> tuple[list[tuple[str, str]], Mapping[tuple[str, str], int]]:
    """The lots that the region has now, and one row for what stands under none of them, like those of before."""
    known = {lot for lot, _name in desk.lots}
    counts = Counter[tuple[str, str]]()
    for (lot, key), number in found.items():
        counts[lot if lot in known else OTHER_LOT, key] += number
    others = [(OTHER_LOT, _("another lot"))] if any(lot == OTHER_LOT for lot, _key in counts) else []
    return [*desk.lots, *others], counts


def _with_shared_rows(table: Crossed, what: str, shared: str) -> Crossed:
    """The totals of the rows under a name that other tables use too."""

    def named(key: Key) -> Key:
        return (shared, key[1], "") if key[0] == what and not key[2] else key

    rows = tuple(
        replace(row, cells=tuple(replace(cell, behind=tuple(map(named, cell.behind))) for cell in row.cells))
        for row in table.rows
    )
    sums = tuple(Sum(named(one.total), tuple(map(named, one.parts))) for one in table.sums)
    return Crossed(rows, {named(key): value for key, value in table.counts.items()}, sums)


def _returns(desk: Desk) -> Figure:
    """By the region's own term, the one that a drafted indication is asked about too."""
    rule = next((one for one in desk.profile.rules if one.code == _RETURNED and one.on), None)
    term = (span(rule) if rule else None) or SOON
    gap = gap_days(desk.profile)
    found = {(one.lot, one.before): one.number for one in began(desk.reader, desk.asked, gap, term)}
    outcomes = [_Outcome(key, _(name), drawn=key != "later") for key, name in _BEFORE]
    made = _by_lot(desk, "returns", outcomes, found)
    source = f"{rule.source.document}, {rule.source.paragraph}" if rule else ""
    return replace(made, text=_(made.definition.text, gap=gap, term=_length(term)), source=source)


def _length(term: Span) -> str:
    months = ngettext("1 month", "{n} months", term.months) if term.months else ""
    days = ngettext("1 day", "{n} days", term.days) if term.days else ""
    return " ".join(filter(None, (months, days)))


def _waiting(desk: Desk) -> Figure:
    """Products in rows; beside the counts the norm, which tells of nobody."""
    norms = norms_of(desk.reader, desk.profile)
    found, used = Counter[tuple[str, str]](), dict[str, WaitNorm | None]()
    for one in waiting(desk.reader, desk.asked, desk.today):
        norm = used.setdefault(one.product, norm_of_wait(norms, Law(one.law), one.product))
        limit = norm.weeks if norm else None
        stand = "no-norm" if limit is None else "within" if one.weeks <= limit else "over"
        found[one.product or _NOT_TOLD, stand] += one.number
    rows = [(key or _NOT_TOLD, desk.names.products.get(key, key) or _("help not chosen yet")) for key in used]
    rows.sort(key=lambda row: row[1].casefold())
    table = crossed("waiting", Sides(rows, [(key, _(name)) for key, name in _STANDS]), found)
    weeks = {key or _NOT_TOLD: norm.weeks if norm else None for key, norm in used.items()}
    keys = [key for key, _name in rows]
    shown = tuple(
        replace(row, cells=(*row.cells, Cell(weeks[keys[n]] if n < len(keys) else None)))
        for n, row in enumerate(table.rows)
    )
    heads = [Column(_(name), drawn=key != "no-norm") for key, name in _STANDS]
    columns = [*heads, Column(_("Total")), Column(_("Norm in weeks"), Measure.WEEKS)]
    made = figure(desk, "waiting", _("Kind of help"), columns, Crossed(shown, table.counts, table.sums))
    documents = dict.fromkeys(f"{norm.document}, {norm.paragraph}" for norm in used.values() if norm)
    return replace(made, first=desk.today, last=desk.today, source="; ".join(documents))
