"""Invented books: what was spent is what the region's document publishes, to the euro; with budgets and agreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from desktop.models.amounts import Amount, AmountKind
from desktop.models.base import Value
from desktop.models.kinds import Law
from desktop.models.region import Lot, RegionProfile
from desktop.models.social_map import Provider
from desktop.services.demo.demand import Demand
from desktop.services.demo.proportions import shared_out
from desktop.services.demo.scene import Scene

SPEND, SHARE = "spend", "share-of-money"
"""Ids of the figures that tell what a year costs, by act, and how lots share in it."""

_MONTHS = 12
_CENTS = 100
_OF_LAST_YEAR = 98
"""Per cent of what is spent now that was spent a year before."""

_BUDGET = (93, 108)
"""Per cent of what is spent in a year, from and to."""

_AGREED_DAYS = (150, 420)
"""An average that lots agree on, days, from and to."""

_AGREE_THEMSELVES = 3
"""Providers that agreed on an average of their own."""

_DOCUMENT = "Demonstratie: verzonnen boekhouding"
_AGREEMENT = "Demonstratie: verzonnen afspraak"


@dataclass(frozen=True)
class _Books:
    """Where amounts are booked, with a chance of their own: they change nobody who is invented."""

    scene: Scene
    chance: Random

    def amount(self, kind: AmountKind, value: int, **fields: object) -> Amount:
        document = _AGREEMENT if kind is AmountKind.AGREED_DURATION else _DOCUMENT
        return Amount.model_validate(
            {"id": self.scene.new_id(), "kind": kind, "value": value, "document": document, **fields}
        )


def amounts(scene: Scene, demands: tuple[Demand, ...], providers: tuple[Provider, ...]) -> Iterator[Value]:
    """The newest published year is booked in the twelve months until today, as all published years are shown."""
    books = _Books(scene, Random(f"books {scene.profile.id}"))  # noqa: S311 - invented, the same next time
    for (lot, town), euros in sorted(spent_by_place(scene.profile, demands).items()):
        yield from _booked(books, lot, town, euros * _CENTS)
    for lot_ in scene.profile.lots:
        days = books.chance.randrange(*_AGREED_DAYS)
        yield books.amount(AmountKind.AGREED_DURATION, days, lot=lot_.id)
    for provider in providers[:_AGREE_THEMSELVES]:
        days = books.chance.randrange(*_AGREED_DAYS)
        yield books.amount(AmountKind.AGREED_DURATION, days, provider_id=provider.id)


def spent_by_place(profile: RegionProfile, demands: tuple[Demand, ...]) -> dict[tuple[str, str], int]:
    """Euros by lot and municipality: the published total of each act, in the lots' shares, then by their clients."""
    told = {f.key: f for f in sorted(profile.figures, key=lambda f: f.year) if f.id == SPEND and not f.municipality}
    clients: Counter[tuple[str, str]] = Counter()
    for demand in demands:
        for use in demand.uses:
            clients[use.offer.lot, demand.municipality] += use.clients
    found: dict[tuple[str, str], int] = {}
    for law, figure in told.items():
        lots = [lot for lot in profile.lots if lot.law is Law(law)]
        for lot_id, euros in shared_out(figure.value, _shares(profile, lots)).items():
            towns = {town: clients[lot_id, town] for lot, town in clients if lot == lot_id}
            parts = shared_out(euros, towns) if any(towns.values()) else {"": euros}
            found |= {(lot_id, town): part for town, part in parts.items()}
    return found


def _shares(profile: RegionProfile, lots: list[Lot]) -> Mapping[str, int]:
    told = {f.key: f.value for f in profile.figures if f.id == SHARE and not f.municipality}
    return {lot.id: told.get(lot.id, lot.share_of_money or 1) for lot in lots}


def _booked(books: _Books, lot: str, town: str, cents: int) -> Iterator[Value]:
    """The twelve months until today, those before them that make last calendar year whole, and both years' budgets."""
    today = books.scene.today
    months = [_month(today, ago) for ago in range(_MONTHS)]
    parts = shared_out(cents, {month: books.chance.randrange(88, 113) for month in months})
    for (year, month), part in parts.items():
        yield books.amount(AmountKind.SPENT, part, lot=lot, municipality=town, year=year, month=month)
    before = cents * _OF_LAST_YEAR // 100
    earlier = [_month(today, ago) for ago in range(_MONTHS, _MONTHS + today.month)]
    for year, month in earlier:
        yield books.amount(AmountKind.SPENT, before // _MONTHS, lot=lot, municipality=town, year=year, month=month)
    for year, whole in ((today.year - 1, before), (today.year, cents)):
        budget = whole * books.chance.randrange(*_BUDGET) // 100
        yield books.amount(AmountKind.BUDGET, budget, lot=lot, municipality=town, year=year)


def _month(today: date, ago: int) -> tuple[int, int]:
    """Year and month, so many months before this one."""
    months = 12 * today.year + today.month - 1 - ago
    return months // 12, months % 12 + 1
