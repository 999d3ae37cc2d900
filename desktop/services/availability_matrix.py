"""Where people can start and where they wait: providers by products, with what stands out and against which norm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop.models.availability import ProviderLine
from desktop.models.kinds import AvailabilityStatus, Law, WaitPhase
from desktop.models.waiting import WaitNorm
from desktop.rules.availability import (
    Mark,
    Standing,
    Waits,
    fits,
    marks,
    together,
)
from desktop.rules.forms_of_help import acts_of_bought
from desktop.rules.intake_stops import IntakeStop, weightiest
from desktop.rules.norms import Breach, breach_of_range, norm_for
from desktop.services.availability_columns import EVERYTHING, ColumnPlan, OfferColumn, plan_columns
from desktop.services.figure_age import stale_after
from desktop.services.norms import norms_of
from desktop.services.workplace import Workplace
from desktop.store.queries.availability import CellFigures, Contracted, cells, contracted, provider_lines
from desktop.store.queries.standing import contracted_anywhere
from desktop.store.reader import Reader


@dataclass(frozen=True)
class MatrixQuestion:
    """What one wants to see.

    Attributes:
        text: Words that must all stand in the provider's name or place, or in the column's title.
        lot: Lot's id; empty means all.
        municipality: Its name; empty means all together.
        product: Key of one column; empty means all.
        only: What must stand out; nothing means everything is shown.
    """

    text: str = ""
    lot: str = ""
    municipality: str = ""
    product: str = ""
    only: frozenset[Mark] = frozenset()

    @property
    def is_narrow(self) -> bool:
        """True when something is left out."""
        return bool(self.text.strip() or self.lot or self.municipality or self.product or self.only)


@dataclass(frozen=True, slots=True)
class Cell:
    """One provider and one column.

    Attributes:
        offers: How many offers lie in it; 0 when nobody ever measured.
        age_days: Of the figure measured longest ago; None when nobody ever measured.
        for_all_help: True when the provider gave the figure for all its help.
        contract_stop: That the contract says new residents may be refused, with its leave; None when it does not.
        intake_norm: How the wait to the first talk stands against its norm.
        start_norm: How the wait to the first help stands against its norm.
    """

    offers: int
    intake: Waits
    start: Waits
    statuses: tuple[AvailabilityStatus, ...]
    disputed: bool
    age_days: int | None
    for_all_help: bool
    contract_stop: IntakeStop | None
    intake_norm: Breach
    start_norm: Breach
    marks: frozenset[Mark]


@dataclass(frozen=True)
class Matrix:
    """The answer.

    Attributes:
        cells: By provider's id and column's key; nothing where the provider does not offer it.
        providers_known: How many there are without any filter.
        stale_after: The oldest age in days that counts as fresh.
    """

    columns: tuple[OfferColumn, ...] = ()
    rows: tuple[ProviderLine, ...] = ()
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    plan: ColumnPlan = field(default_factory=lambda: ColumnPlan((), {}))
    providers_known: int = 0
    stale_after: int = 0


def matrix(workplace: Workplace, question: MatrixQuestion) -> Matrix:
    """Providers by name, columns in the order of the profile; only what the question asks for."""
    return narrowed(whole_matrix(workplace, question.municipality), question)


def whole_matrix(workplace: Workplace, municipality: str = "") -> Matrix:
    """Everything there is for a municipality, or for all together; read once, it can be narrowed many times."""
    with workplace.store.read() as reader:
        figures = cells(reader, municipality)
        may_deliver = contracted(reader, workplace.today, municipality)
        lines = provider_lines(reader)
        norms = norms_of(reader, workplace.profile)
        oldest = stale_after(reader, workplace.profile)
        measured = ((one.provider_id, one.product) for one in figures)
        plan = plan_columns(workplace.profile, workplace.today, measured, (one.product for one in may_deliver))
        laws = _laws(workplace, reader, lines) if any(column.law is None for column in plan.columns) else {}
    weigh = _Weighing(workplace.today, oldest, norms, plan, laws)
    return Matrix(plan.columns, tuple(lines), _all_cells(figures, may_deliver, weigh), plan, len(lines), oldest)


@dataclass
class _Weighing:
    """What every cell is held against."""

    today: date
    stale_after: int
    norms: tuple[WaitNorm, ...]
    plan: ColumnPlan
    laws: Mapping[str, tuple[str, ...]]
    _found: dict[tuple[Law | None, str, WaitPhase], WaitNorm | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._columns = {column.key: column for column in self.plan.columns}

    def cell(
        self, place: tuple[str, str], figures: list[CellFigures], *, stop: IntakeStop | None, general: bool = False
    ) -> Cell:
        """What stands in a cell."""
        intake, start = together(one.intake for one in figures), together(one.start for one in figures)
        against = [self._held(place, phase, waits) for phase, waits in _phases(intake, start)]
        oldest = min((one.oldest for one in figures), default=None)
        standing = Standing(
            statuses=tuple(sorted({status for one in figures for status in one.statuses})),
            age_days=(self.today - oldest).days if oldest else None,
            disputed=any(one.disputed for one in figures),
            contract_stop=stop is not None,
            over_norm=any(one.is_over for one in against),
        )
        return Cell(
            offers=sum(one.offers for one in figures),
            intake=intake,
            start=start,
            statuses=standing.statuses,
            disputed=standing.disputed,
            age_days=standing.age_days,
            for_all_help=general,
            contract_stop=stop,
            intake_norm=against[0],
            start_norm=against[1],
            marks=marks(standing, self.stale_after),
        )

    def _held(self, place: tuple[str, str], phase: WaitPhase, waits: Waits) -> Breach:
        provider, key = place
        column = self._columns.get(key)
        law = column.law if column and column.law else law_of(self.laws.get(provider, ()))
        asked = (law, key, phase)
        if asked not in self._found:
            self._found[asked] = norm_for(self.norms, law=law, product=key, phase=phase)
        return breach_of_range(self._found[asked], waits.low, waits.high)


def _laws(workplace: Workplace, reader: Reader, lines: Iterable[ProviderLine]) -> dict[str, tuple[str, ...]]:
    """By provider the acts it works under: as it says itself, and by what it is contracted for today."""
    bought = contracted_anywhere(reader, workplace.today)
    return {line.id: acts_of_bought(workplace.profile, line.laws, bought.get(line.id, ())) for line in lines}


def law_of(laws: tuple[str, ...]) -> Law | None:
    """The one act a provider works under; None when there are more, or none that is known."""
    known = [Law(law) for law in laws if law in set(Law)]
    return known[0] if len(known) == 1 else None


def _phases(intake: Waits, start: Waits) -> tuple[tuple[WaitPhase, Waits], ...]:
    return (WaitPhase.INTAKE, intake), (WaitPhase.START, start)


def _all_cells(
    figures: Iterable[CellFigures], may_deliver: Iterable[Contracted], weigh: _Weighing
) -> dict[tuple[str, str], Cell]:
    """A contracted product without a figure of its own takes the one for all the provider's help, if there is one."""
    gathered: dict[tuple[str, str], list[CellFigures]] = {}
    for one in figures:
        gathered.setdefault((one.provider_id, weigh.plan.key(one.product)), []).append(one)
    agreed: dict[tuple[str, str], IntakeStop | None] = {}
    for may in may_deliver:
        place = (may.provider_id, weigh.plan.key(may.product))
        agreed[place] = weightiest((may.stop, agreed.get(place)))
    found = {place: weigh.cell(place, some, stop=agreed.get(place)) for place, some in gathered.items()}
    for place, stop in agreed.items():
        if place not in found:
            general = gathered.get((place[0], EVERYTHING), [])
            found[place] = weigh.cell(place, general, stop=stop, general=bool(general))
    return found


def narrowed(whole: Matrix, question: MatrixQuestion) -> Matrix:
    """Rows and columns in which something fits; what does not fit is left out. The municipality is not looked at."""
    lots = {column.key: column for column in whole.plan.columns}
    wanted = {
        key
        for key, column in lots.items()
        if question.lot in {"", column.lot} and (not question.product or key == question.product)
    }
    words = question.text.casefold().split()
    titles = {key: column.title.casefold() for key, column in lots.items()}
    names = {line.id: f"{line.name} {line.place}".casefold() for line in whole.rows}
    kept = {
        (provider, key): cell
        for (provider, key), cell in whole.cells.items()
        if key in wanted
        and provider in names
        and fits(cell.marks, question.only)
        and all(word in names[provider] or word in titles[key] for word in words)
    }
    shown = {provider for provider, _key in kept}
    used = {key for _provider, key in kept}
    return Matrix(
        columns=tuple(column for column in whole.plan.columns if column.key in used),
        rows=tuple(line for line in whole.rows if line.id in shown),
        cells=kept,
        plan=whole.plan,
        providers_known=whole.providers_known,
    )
