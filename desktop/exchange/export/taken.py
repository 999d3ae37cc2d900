"""All of the social map that is exported, as it stands at one moment. Nothing about residents or signals is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from desktop.models.purchasing import ProviderContact
from desktop.models.social_map import (
    AvailabilityReport,
    CommunityService,
    Contract,
    ContractedProduct,
    Location,
    Organisation,
    Place,
    Provider,
)
from desktop.store.merged import kept_for, of_kept
from desktop.store.search.waits import latest_observations

if TYPE_CHECKING:
    from desktop.exchange.export.told import Told
    from desktop.models.region import RegionProfile
    from desktop.store.reader import Reader

T = TypeVar("T")
Entry = TypeVar("Entry", CommunityService, Provider)
_AT_ONCE = 5_000
"""Ids in one question; SQLite has a limit."""


@dataclass(frozen=True)
class Taken:
    """The map without entries that turned out to be doubles.

    Attributes:
        reports: Of every offer of a provider the observations of its latest day; older ones are history.
        contracts: By id.
        municipalities: Of a place by its name in small letters.
        profile: Names of lots, segments and products.
        today: Decides which contracts run.
    """

    services: tuple[CommunityService, ...]
    providers: tuple[Provider, ...]
    organisations: tuple[Organisation, ...]
    locations: tuple[Location, ...]
    contacts: tuple[ProviderContact, ...]
    contracts: Mapping[str, Contract]
    products: tuple[ContractedProduct, ...]
    reports: tuple[AvailabilityReport, ...]
    municipalities: Mapping[str, str]
    profile: RegionProfile
    today: date

    @property
    def entries(self) -> int:
        """How many entries of the map there are."""
        return len(self.services) + len(self.providers)

    def is_running(self, product: ContractedProduct) -> bool:
        """True when the product, in its contract, may be delivered on the day of the export."""
        contract = self.contracts.get(product.contract_id)
        terms = [(product.start, product.end)] + ([(contract.start, contract.end)] if contract else [])
        return all(start <= self.today and (end is None or end >= self.today) for start, end in terms)


def take(reader: Reader, profile: RegionProfile, today: date, told: Told) -> Taken:
    """Reads the map; what is a double is told and left out, and what hangs on it counts for the entry that was kept."""
    connection = reader.connection
    hidden = kept_for(connection)
    services = tuple(_without_doubles(reader.find(CommunityService), hidden, told))
    providers = tuple(_without_doubles(reader.find(Provider), hidden, told))
    kept = {provider.id for provider in providers}
    return Taken(
        services=services,
        providers=providers,
        organisations=tuple(reader.find(Organisation)),
        locations=tuple(of_kept(connection, of_kept(connection, reader.find(Location)), "service_id")),
        contacts=tuple(c for c in of_kept(connection, reader.find(ProviderContact)) if c.provider_id in kept),
        contracts={contract.id: contract for contract in reader.find(Contract)},
        products=tuple(p for p in of_kept(connection, reader.find(ContractedProduct)) if p.provider_id in kept),
        reports=tuple(of_kept(connection, _latest(reader, kept))),
        municipalities={place.name.lower(): place.municipality for place in reader.find(Place)},
        profile=profile,
        today=today,
    )


def _without_doubles(entries: Iterable[Entry], hidden: Mapping[str, str], told: Told) -> Iterator[Entry]:
    for entry in entries:
        if entry.id in hidden:
            told.leave_out(entry.id, "merged", name=entry.name)
        else:
            yield entry


def _latest(reader: Reader, providers: Iterable[str]) -> Iterator[AvailabilityReport]:
    for some in batches(sorted(providers), _AT_ONCE):
        ids = [one.id for found in latest_observations(reader.connection, some).values() for one in found]
        for few in batches(ids, _AT_ONCE):
            yield from reader.find(AvailabilityReport, id=few)


def batches(every: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """The same in order, at most so many at once."""
    rest = iter(every)
    while batch := tuple(islice(rest, size)):
        yield batch
