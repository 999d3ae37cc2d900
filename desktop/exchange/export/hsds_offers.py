"""What a provider offers, as services of HSDS: what it is contracted for, and what it told its wait for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.exchange.export.hsds_book import derived
from desktop.exchange.export.hsds_cells import mail, web
from desktop.exchange.export.hsds_organisations import tag_laws, tag_status
from desktop.exchange.export.hsds_services import alert_of, stand_at, status_of, write_areas
from desktop.exchange.export.hsds_terms import Target, Taxonomy, Term, tag, tag_all
from desktop.exchange.export.told import Told
from desktop.rules.intake_stops import IntakeStop, stop_of, weightiest

if TYPE_CHECKING:
    from desktop.exchange.export.hsds_book import Book
    from desktop.exchange.export.taken import Taken
    from desktop.models.region import Lot, Product, RegionProfile, Segment
    from desktop.models.social_map import AvailabilityReport, ContractedProduct, Provider

_CONTRACTED = Term(Taxonomy.KIND, "contracted help, on indication", code="contracted")
_OBSERVED = Term(Taxonomy.KIND, "help of a provider, no contract known", code="no-contract-known")
_STOP = Term(Taxonomy.AVAILABILITY, "intake stop in the contract", code="contract-intake-stop")

_STOP_LEAVE = Term(Taxonomy.AVAILABILITY, "day of the leave in writing for it", code="contract-intake-stop-leave")
_STOP_FROM = Term(Taxonomy.AVAILABILITY, "first day of the intake stop", code="contract-intake-stop-from")
_STOP_UNTIL = Term(Taxonomy.AVAILABILITY, "last day of the intake stop", code="contract-intake-stop-until")
_NONE_KNOWN = "none-known"


@dataclass(frozen=True)
class Offer:
    """Help of one kind by one provider; one service in the files, however many contracts it stood in.

    Attributes:
        lot: Empty, like the segment, when only an observation tells of it.
        lines: The contracted products that run today; where none does, all of them.
        stop: The intake stop that holds today in these lines; None when there is none.
    """

    provider: Provider
    lot: str
    segment: str
    product: str
    lines: tuple[ContractedProduct, ...] = ()
    is_running: bool = True
    stop: IntakeStop | None = None

    @property
    def id(self) -> str:
        """The service's id, the same in every export."""
        return derived("offer", self.provider.id, self.lot, self.segment, self.product)

    @property
    def municipalities(self) -> tuple[str, ...]:
        """Where it may be delivered; empty when one of its lines is for the whole region."""
        if not all(line.municipalities for line in self.lines):
            return ()
        return tuple(sorted({name for line in self.lines for name in line.municipalities}))


@dataclass(frozen=True)
class Catalogue:
    """The profile's lots, segments and products by id."""

    lots: dict[str, Lot]
    segments: dict[str, Segment]
    products: dict[str, Product]
    towns: tuple[str, ...]

    @classmethod
    def of(cls, profile: RegionProfile) -> Catalogue:
        """Of a profile."""
        return cls(
            {lot.id: lot for lot in profile.lots},
            {segment.id: segment for segment in profile.segments},
            {product.id: product for product in profile.products},
            tuple(town.name for town in profile.municipalities),
        )

    def name(self, offer: Offer) -> str:
        """What the help is called; by its id, or as published, where the profile does not know it."""
        parts = ((self.products, offer.product), (self.segments, offer.segment), (self.lots, offer.lot))
        return next((known[id_].name if id_ in known else id_ for known, id_ in parts if id_), offer.provider.name)

    def area(self, offer: Offer) -> tuple[str, ...]:
        """Where it may be delivered; the whole region is the municipalities that buy the lot together."""
        if offer.municipalities or not offer.lines:
            return offer.municipalities
        outside = self.lots[offer.lot].not_bought_by if offer.lot in self.lots else ()
        return tuple(town for town in self.towns if town not in outside)


def offers_of(
    taken: Taken, provider: Provider, lines: Iterable[ContractedProduct], reports: Iterable[AvailabilityReport]
) -> tuple[Offer, ...]:
    """All that a provider offers: by lot, segment and product, then what only its observations tell of."""
    grouped: dict[tuple[str, str, str], list[ContractedProduct]] = {}
    for line in lines:
        grouped.setdefault((line.lot, line.segment, line.product), []).append(line)
    offers = [_offer(taken, provider, grouped[key]) for key in sorted(grouped)]
    known = {offer.product for offer in offers} | {""}
    observed = sorted({report.product for report in reports} - known)
    return (*offers, *(Offer(provider, "", "", product) for product in observed))


def write_offer(book: Book, catalogue: Catalogue, offer: Offer, organisation: str, locations: Iterable[str]) -> None:
    """One service of a provider."""
    provider, product = offer.provider, catalogue.products.get(offer.product)
    id_ = book.add(
        "service",
        offer.id,
        organization_id=organisation,
        name=catalogue.name(offer),
        description=product.description if product else "",
        # What is wrong with these was told of the provider already.
        url=web(Told(), provider.id, provider.url),
        email=mail(Told(), provider.id, provider.email),
        status=status_of(provider.status) if offer.is_running else "inactive",
        eligibility_description="; ".join(provider.target_groups),
        minimum_age=provider.minimum_age,
        maximum_age=provider.maximum_age,
        assured_date=provider.checked_on.isoformat() if provider.checked_on else "",
        alert=alert_of(provider.status),
    )
    for location in locations:
        stand_at(book, id_, location)
    write_areas(book, id_, catalogue.area(offer))
    target = Target("service", id_)
    for term in _terms(catalogue, offer):
        tag(book, target, term)
    _tag_stop(book, target, offer.stop)
    tag_all(book, target, Taxonomy.TARGET_GROUP, provider.target_groups)
    tag_all(book, target, Taxonomy.SPECIALISM, provider.specialisms)
    tag_status(book, target, provider.status)
    tag_laws(book, target, _laws(catalogue, offer))


def _offer(taken: Taken, provider: Provider, lines: list[ContractedProduct]) -> Offer:
    running = [line for line in lines if taken.is_running(line)]
    first, shown = lines[0], tuple(running or lines)
    stop = weightiest(stop_of(line, taken.today) for line in shown)
    return Offer(provider, first.lot, first.segment, first.product, shown, is_running=bool(running), stop=stop)


def _laws(catalogue: Catalogue, offer: Offer) -> tuple[str, ...]:
    """The act of the lot; where no lot is known, nothing is said."""
    lot = catalogue.lots.get(offer.lot)
    return (lot.law.value,) if lot else ()


def _terms(catalogue: Catalogue, offer: Offer) -> Iterator[Term]:
    yield _CONTRACTED if offer.lines else _OBSERVED
    lot, segment = catalogue.lots.get(offer.lot), catalogue.segments.get(offer.segment)
    if offer.lot:
        yield Term(Taxonomy.LOT, lot.name if lot else offer.lot, code=offer.lot)
    if offer.segment:
        yield Term(Taxonomy.SEGMENT, segment.name if segment else offer.segment, code=offer.segment)
    yield from _of_product(catalogue.products.get(offer.product), offer.product)
    if segment and segment.category and offer.product not in catalogue.products:
        yield Term(Taxonomy.CATEGORY, segment.category, code=segment.category)


def _tag_stop(book: Book, target: Target, stop: IntakeStop | None) -> None:
    """The stop, the day of its leave in writing or that none is known, and its first and last day where known."""
    if stop is None:
        return
    tag(book, target, _STOP)
    tag(book, target, _STOP_LEAVE, stop.permitted_on.isoformat() if stop.permitted_on else _NONE_KNOWN)
    if stop.starts_on:
        tag(book, target, _STOP_FROM, stop.starts_on.isoformat())
    if stop.ends_on:
        tag(book, target, _STOP_UNTIL, stop.ends_on.isoformat())


def _of_product(product: Product | None, id_: str) -> Iterator[Term]:
    """The product with the codes of iWmo and iJw that stand for it."""
    if product is None:
        if id_:
            yield Term(Taxonomy.PRODUCT, id_, code=id_)
        return
    yield Term(Taxonomy.PRODUCT, product.name, product.id, product.description)
    if product.category:
        yield Term(Taxonomy.CATEGORY, product.category, code=product.category)
    if product.code:
        yield Term(Taxonomy.CODE, product.code, code=product.code)
