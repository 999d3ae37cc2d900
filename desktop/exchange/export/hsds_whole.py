"""The whole social map as the tables of HSDS 3.1."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, TypeVar

from desktop.exchange.export.hsds_book import Book, own
from desktop.exchange.export.hsds_capacity import write_report
from desktop.exchange.export.hsds_offers import Catalogue, offers_of, write_offer
from desktop.exchange.export.hsds_organisations import write_organisation, write_provider, write_runner
from desktop.exchange.export.hsds_places import Provinces, locate, locate_elsewhere
from desktop.exchange.export.hsds_services import write_service

if TYPE_CHECKING:
    from desktop.exchange.export.taken import Taken
    from desktop.exchange.export.told import Told
    from desktop.exchange.plan import Progress
    from desktop.models.social_map import CommunityService, Location, Provider

V = TypeVar("V")
_EVERY = 100
"""Entries between two words to whoever waits."""


class Writer:
    """Fills a book with a taken map.

    Args:
        taken: What is written.
        told: Where it is noted what was left out or filled in.
    """

    def __init__(self, taken: Taken, told: Told) -> None:
        self.book = Book(told)
        self._taken = taken
        self._catalogue = Catalogue.of(taken.profile)
        self._provinces = Provinces(taken)
        self._of_service = by(taken.locations, "service_id")
        self._of_organisation = by(taken.locations, "organisation_id")
        self._of_provider = by(taken.locations, "provider_id")
        self._lines = by(taken.products, "provider_id")
        self._reports = by(taken.reports, "provider_id")
        self._contacts = by(taken.contacts, "provider_id")
        self._organisations = {organisation.id: organisation for organisation in taken.organisations}

    def write(self, progress: Progress | None = None) -> Book:
        """The book; `progress` is told how many entries are done, and what it raises stops the work."""
        for organisation in self._taken.organisations:
            write_organisation(self.book, organisation)
            self._elsewhere(self._of_organisation.get(organisation.id, ()), own(organisation.id))
        for done, service in enumerate(self._taken.services):
            self._say(progress, done)
            self._service(service)
        for done, provider in enumerate(self._taken.providers, start=len(self._taken.services)):
            self._say(progress, done)
            self._provider(provider)
        return self.book

    def _service(self, service: CommunityService) -> None:
        kept = self._organisations.get(service.organisation_id or "")
        organisation = own(kept.id) if kept else write_runner(self.book, service)
        at = [locate(self.book, self._provinces, service, organisation)]
        at += self._elsewhere(self._of_service.get(service.id, ()), organisation)
        if not any(at) and kept:
            # Where it has no place of its own, it is found where the organisation is.
            at = [own(place.id) for place in self._of_organisation.get(kept.id, ())]
        write_service(self.book, service, organisation, filter(None, at))

    def _provider(self, provider: Provider) -> None:
        organisation = write_provider(self.book, provider, tuple(self._contacts.get(provider.id, ())))
        at = [locate(self.book, self._provinces, provider, organisation)]
        at = [*filter(None, at), *self._elsewhere(self._of_provider.get(provider.id, ()), organisation)]
        reports = self._reports.get(provider.id, ())
        offers = offers_of(self._taken, provider, self._lines.get(provider.id, ()), reports)
        for offer in offers:
            write_offer(self.book, self._catalogue, offer, organisation, at)
        for report in reports:
            write_report(self.book, report, provider, offers)

    def _elsewhere(self, places: Iterable[Location], organisation: str) -> list[str]:
        return [locate_elsewhere(self.book, self._provinces, place, organisation) for place in places]

    def _say(self, progress: Progress | None, done: int) -> None:
        if progress and done % _EVERY == 0:
            progress(done, self._taken.entries)


def by(values: Iterable[V], field: str) -> dict[Hashable, list[V]]:
    """The values by what one of their fields holds."""
    found: dict[Hashable, list[V]] = {}
    for value in values:
        found.setdefault(getattr(value, field), []).append(value)
    return found
