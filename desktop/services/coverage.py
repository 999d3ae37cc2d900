"""Is there enough help everywhere? The coverage matrix, one cell of it whole, and contracts that sleep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.models.faults import RuleBroken
from desktop.models.kinds import AvailabilityStatus, ContractKind, MapStatus
from desktop.models.purchasing import PurchaseMeasure
from desktop.rules.availability import is_out_of_date
from desktop.rules.coverage import Cell, Told, is_for, matrix
from desktop.rules.coverage_lines import Line, holds_for, in_force, lines_of
from desktop.rules.intake_stops import IntakeStop
from desktop.rules.sleeping import Sleeping, sleeping
from desktop.services.figure_age import stale_after
from desktop.services.workplace import Workplace
from desktop.store.queries.coverage import (
    Agreed,
    KnownProvider,
    agreed_on,
    clients_of_contracts,
    known_providers,
    offered_on,
    words_heard,
)
from desktop.store.reader import Reader

_TURN = (
    AvailabilityStatus.OPEN,
    AvailabilityStatus.LIMITED,
    AvailabilityStatus.ASSESSMENT_FIRST,
    AvailabilityStatus.ON_CONSULTATION,
    AvailabilityStatus.UNKNOWN,
    AvailabilityStatus.INTAKE_STOP,
)
_NOT_KNOWN = _TURN.index(AvailabilityStatus.UNKNOWN)


@dataclass(frozen=True)
class CoverageQuestion:
    """Which part of the matrix."""

    lot: str = ""
    """Lot's id; empty means every lot."""
    specialism: str = ""
    """Only providers that know this well, in the field's words; empty means all."""


@dataclass(frozen=True)
class SleepingContract:
    """A contract that nobody is helped under, with its provider's name."""

    name: str
    found: Sleeping


@dataclass(frozen=True)
class CoveragePage:
    """The matrix of today.

    Attributes:
        cells: By line, and in it by municipality; the profile's order.
        names: Providers by id.
        specialisms: All that can be asked for.
        sleeping: The longest asleep first. Empty when `indications` is 0: then this store does not know.
        indications: Approved ones that name a provider, in this store.
    """

    lines: tuple[Line, ...]
    municipalities: tuple[str, ...]
    cells: tuple[Cell, ...]
    names: Mapping[str, str]
    specialisms: tuple[str, ...]
    sleeping: tuple[SleepingContract, ...]
    indications: int

    def cell(self, line: int, municipality: int) -> Cell:
        """By place in `lines` and `municipalities`."""
        return self.cells[line * len(self.municipalities) + municipality]


@dataclass(frozen=True)
class ProviderInCell:
    """A provider that is contracted for a line in a municipality."""

    provider_id: str
    name: str
    kind: ContractKind
    since: date
    until: date | None
    may_refuse: bool
    """The contract allows to refuse, or nobody may be sent there."""
    stop: IntakeStop | None
    """The stop in the contract, if there is one."""
    do_not_refer: bool
    statuses: tuple[AvailabilityStatus, ...]
    """As last heard; more than one is a dispute, none means that nobody ever told."""
    age_days: int | None
    is_stale: bool = False
    """True: it is out of date, so it is not known whether people are taken."""


@dataclass(frozen=True)
class CellPage:
    """A cell with who is in it, and the measures that hold there."""

    cell: Cell
    providers: tuple[ProviderInCell, ...]
    measures: tuple[PurchaseMeasure, ...]


def coverage(workplace: Workplace, question: CoverageQuestion = CoverageQuestion()) -> CoveragePage:
    """The matrix of today, by lot and specialism, and the contracts that sleep in it.

    Raises:
        RuleBroken: ``lot-unknown`` (lot), ``specialism-unknown`` (specialism).
    """
    _known_lot(workplace, question.lot)
    today, profile = workplace.today, workplace.profile
    lines = lines_of(profile, today, question.lot)
    with workplace.store.read() as reader:
        everyone = known_providers(reader)
        providers = _with_specialism(everyone, question.specialism)
        # What is older says nothing any more, so it need not be read.
        oldest = stale_after(reader, profile)
        told = Told(words_heard(reader, today - timedelta(days=oldest)), today, oldest)
        measures = in_force(reader.find(PurchaseMeasure), today)
        clients = clients_of_contracts(reader, today)
        cells = matrix(profile, lines, offered_on(reader, today, providers), told, measures)
    asleep = sleeping(profile, clients.contracts, today) if clients.indications else ()
    return CoveragePage(
        lines=lines,
        municipalities=tuple(municipality.name for municipality in profile.municipalities),
        cells=cells,
        names={one.id: one.name for one in providers.values()},
        specialisms=tuple(sorted({known for one in everyone.values() for known in one.specialisms})),
        sleeping=tuple(
            SleepingContract(providers[one.provider_id].name, one)
            for one in asleep
            if one.provider_id in providers and question.lot in {"", one.lot}
        ),
        indications=clients.indications,
    )


def coverage_cell(workplace: Workplace, line: Line, municipality: str, specialism: str = "") -> CellPage:
    """Who is contracted for a line in a municipality, whoever takes people first.

    Raises:
        RuleBroken: ``specialism-unknown`` (specialism).
    """
    today = workplace.today
    with workplace.store.read() as reader:
        providers = _with_specialism(known_providers(reader), specialism)
        oldest = stale_after(reader, workplace.profile)
        told = Told(words_heard(reader), today, oldest)
        here = _agreed_here(reader, today, line, municipality)
        measures = in_force(reader.find(PurchaseMeasure), today)
        offers = tuple(offered_on(reader, today, providers))
    found = [
        _in_cell(providers[one.offered.provider_id], one, told, (line, municipality), (today, oldest))
        for one in here
        if one.offered.provider_id in providers
    ]
    cell = next(c for c in matrix(workplace.profile, (line,), offers, told, measures) if c.municipality == municipality)
    about = tuple(m for m in measures if holds_for(m, line, municipality))
    return CellPage(cell, tuple(sorted(found, key=_soonest)), about)


def _agreed_here(reader: Reader, today: date, line: Line, municipality: str) -> list[Agreed]:
    """Of each provider the contract that lasts longest."""
    longest: dict[str, Agreed] = {}
    for one in agreed_on(reader, today, line.id):
        where = one.offered.municipalities
        if is_for(one.offered, line) and (not where or municipality in where):
            known = longest.get(one.offered.provider_id)
            if known is None or (one.until or date.max) > (known.until or date.max):
                longest[one.offered.provider_id] = one
    return list(longest.values())


def _in_cell(
    provider: KnownProvider, agreed: Agreed, told: Told, where: tuple[Line, str], age: tuple[date, int]
) -> ProviderInCell:
    today, oldest = age
    words = told.latest(provider.id, where[0].id, where[1])
    statuses = {AvailabilityStatus(status) for word in words for status in word.statuses}
    age_days = (today - words[0].measured_on).days if words else None
    return ProviderInCell(
        provider_id=provider.id,
        name=provider.name,
        kind=agreed.kind,
        since=agreed.since,
        until=agreed.until,
        may_refuse=bool(agreed.offered.stopped),
        stop=agreed.stop,
        do_not_refer=provider.status is MapStatus.DO_NOT_REFER,
        statuses=tuple(status for status in AvailabilityStatus if status in statuses),
        age_days=age_days,
        is_stale=is_out_of_date(age_days, oldest),
    )


def _soonest(one: ProviderInCell) -> tuple[bool, int, str]:
    """What is not known, or too old to say anything, after what is; a stop last."""
    told = max(_TURN.index(status) for status in one.statuses) if one.statuses and not one.is_stale else _NOT_KNOWN
    return one.may_refuse or one.do_not_refer, told, one.name


def _with_specialism(providers: dict[str, KnownProvider], specialism: str) -> dict[str, KnownProvider]:
    """Those that know it well, whatever the capitals; all of them when nothing is asked."""
    wanted = specialism.strip().casefold()
    if not wanted:
        return providers
    found = {i: one for i, one in providers.items() if wanted in {known.casefold() for known in one.specialisms}}
    if not found:
        raise RuleBroken("specialism-unknown", "specialism", specialism=specialism)
    return found


def _known_lot(workplace: Workplace, lot: str) -> None:
    if lot and lot not in {one.id for one in workplace.profile.lots}:
        raise RuleBroken("lot-unknown", "lot", lot=lot)
