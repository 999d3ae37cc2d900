"""The social map: asking it, reading an entry whole, and saying that it is still right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.kinds import CheckOutcome, Law
from desktop.models.region import Product, RegionProfile
from desktop.models.search import Facet, SearchAnswer, SearchQuestion
from desktop.models.social_map import (
    CommunityService,
    Contract,
    ContractedProduct,
    Location,
    Organisation,
    Provider,
)
from desktop.rules.forms_of_help import acts_of
from desktop.rules.telling import holds_bsn
from desktop.services.availability import Report, reports_of
from desktop.services.figure_age import aged, stale_after
from desktop.services.hit_stops import with_stops
from desktop.services.reviewing import Remark, note_check, remarks_on
from desktop.services.workplace import Workplace
from desktop.store.merged import family
from desktop.store.reader import Reader
from desktop.store.search.facets import Bought, token
from desktop.store.search.searching import search as search_store


@dataclass(frozen=True)
class ServicePage:
    """A community service with all that is known of it."""

    service: CommunityService
    organisation: Organisation | None
    locations: tuple[Location, ...]
    """Of the service itself; where it has none, of the organisation that runs it."""
    checked_days: int | None
    """Since a person last saw that it is right; None when nobody ever did."""
    remarks: tuple[Remark, ...] = ()
    """What a colleague says is wrong and nobody answered yet, the latest first."""


@dataclass(frozen=True)
class Agreement:
    """A contract with the products in it."""

    contract: Contract
    products: tuple[ContractedProduct, ...]
    is_running: bool
    """On the day it is read."""
    delivered: tuple[ContractedProduct, ...] = ()
    """Of its products those that hold on that day; none while the contract does not run."""
    is_to_come: bool = False
    """It has yet to begin."""


@dataclass(frozen=True)
class ProviderPage:
    """A provider with its agreements and what was last observed."""

    provider: Provider
    agreements: tuple[Agreement, ...]
    reports: tuple[Report, ...]
    """The latest of every offer; two of one day that differ are both there."""
    locations: tuple[Location, ...]
    checked_days: int | None
    remarks: tuple[Remark, ...] = ()


def search(workplace: Workplace, question: SearchQuestion, stop: Callable[[], bool] = lambda: False) -> SearchAnswer:
    """Asks the social map: community services first, then providers, each best match first.

    Counts take longer than hits, so whoever types asks for them in a second question. Once `stop` is true, which is
    asked now and then while counting, the answer comes without them.

    Raises:
        RuleBroken: ``place-unknown`` (near) when it is not known where that is; ``distance-without-place`` (near) when
            a distance is asked and no place; ``distance-not-possible`` (within) unless above 0 and no more than
            `FURTHEST_KM`.
    """
    with workplace.store.read() as reader:
        found = search_store(reader, question, today=workplace.today, bought=_bought(workplace.profile), stop=stop)
        hits = with_stops(reader, found.hits, question, workplace.today)
        return replace(found, hits=aged(hits, stale_after(reader, workplace.profile)))


def check_asked(workplace: Workplace, question: SearchQuestion) -> None:
    """Refuses a question that nothing can answer: else a slip of the pen looks as if there were no help.

    Of a municipality elsewhere one may ask once an entry names it.

    Raises:
        RuleBroken: ``not-in-region`` (municipality) or ``product-not-in-region`` (product); ``search-bsn`` (text): such
            a number is never searched for, and what is left of the question may be everything.
    """
    if holds_bsn(question.text):
        raise RuleBroken("search-bsn", "text")
    profile, town = workplace.profile, question.municipality
    if town and town not in {one.name for one in profile.municipalities}:
        with workplace.store.read() as reader:
            entries = (*reader.find(CommunityService), *reader.find(Provider))
        if not any(town in one.municipalities for one in entries):
            raise RuleBroken("not-in-region", "municipality")
    if question.product and question.product not in {one.id for one in profile.products}:
        raise RuleBroken("product-not-in-region", "product", product=question.product)


def is_empty(workplace: Workplace) -> bool:
    """True when nothing is on the map yet: then no word finds anything."""
    with workplace.store.read() as reader:
        return not (reader.count(CommunityService) or reader.count(Provider))


def _bought(profile: RegionProfile) -> Bought:
    """What the profile says of products: which is the heavy form of which, their acts, and what people call them."""
    acts: dict[Law, set[str]] = {}
    for lot in profile.lots:
        acts.setdefault(lot.law, set()).add(token(Facet.LOT, lot.id))
    for product in profile.products:
        acts.setdefault(product.law, set()).add(token(Facet.PRODUCT, product.id))
    heavy = [(product.heavy_form_of, product.id) for product in profile.products if product.heavy_form_of]
    named = tuple((product.id, _names(product)) for product in profile.products)
    coming = frozenset(product.id for product in profile.products if product.comes_to_resident)
    return Bought(tuple(heavy), {law: frozenset(words) for law, words in acts.items()}, named, coming)


def _names(product: Product) -> tuple[str, ...]:
    """All by which people ask for a product: also its code, and what it was called in an earlier purchase."""
    names = (product.name, product.id, product.code, *product.synonyms, *product.follows)
    return tuple(dict.fromkeys(name for name in names if name))


def community_service(workplace: Workplace, service_id: str) -> ServicePage:
    """A community service whole; for a double the one that was kept.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.store.read() as reader:
        kept = family(reader.connection, service_id)
        service = reader.get(CommunityService, kept[0])
        runs = reader.maybe(Organisation, service.organisation_id) if service.organisation_id else None
        locations = reader.find(Location, service_id=kept)
        if not locations and runs:
            locations = reader.find(Location, organisation_id=runs.id)
        remarks = remarks_on(reader, [service.id]).get(service.id, ())
    return ServicePage(service, runs, tuple(locations), _checked_days(workplace, service), remarks)


def provider(workplace: Workplace, provider_id: str) -> ProviderPage:
    """A provider whole; for a double the one that was kept.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.store.read() as reader:
        kept = family(reader.connection, provider_id)
        found = reader.get(Provider, kept[0])
        return ProviderPage(
            provider=found,
            agreements=_agreements(workplace, reader, kept),
            reports=reports_of(workplace, reader, found.id),
            locations=tuple(reader.find(Location, provider_id=kept)),
            checked_days=_checked_days(workplace, found),
            remarks=remarks_on(reader, [found.id]).get(found.id, ()),
        )


def entry(workplace: Workplace, entry_id: str) -> ServicePage | ProviderPage:
    """A community service or a provider whole.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.store.read() as reader:
        is_service = reader.maybe(CommunityService, entry_id) is not None
    return community_service(workplace, entry_id) if is_service else provider(workplace, entry_id)


def contracted_now(workplace: Workplace, page: ProviderPage) -> tuple[ContractedProduct, ...]:
    """What a provider is contracted for today, in contracts that run today."""
    today = workplace.today
    return tuple(
        one
        for agreement in page.agreements
        if agreement.is_running
        for one in agreement.products
        if one.start <= today and (one.end is None or one.end >= today)
    )


def laws_of(workplace: Workplace, page: ProviderPage) -> tuple[str, ...]:
    """Values of Law a provider works under, see `acts_of`; empty means that nobody knows."""
    lines = contracted_now(workplace, page)
    lots = {one.lot for one in lines}
    return acts_of(workplace.profile, page.provider.laws, lots, {one.product for one in lines})


def confirm(workplace: Workplace, entry_id: str) -> ChangeSet:
    """Says that a community service or provider is still right, today, by this colleague.

    Raises:
        RuleBroken: ``gone``, ``not-allowed``.
    """
    return note_check(workplace, entry_id, CheckOutcome.STILL_RIGHT)


def _agreements(workplace: Workplace, reader: Reader, providers: tuple[str, ...]) -> tuple[Agreement, ...]:
    """The running ones first, then the latest."""
    products: dict[str, list[ContractedProduct]] = {}
    for product in reader.find(ContractedProduct, provider_id=providers):
        products.setdefault(product.contract_id, []).append(product)
    today = workplace.today
    found = [
        _agreement(contract, tuple(products.get(contract.id, ())), today)
        for contract in reader.find(Contract, provider_id=providers)
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_running, -one.contract.start.toordinal(), one.contract.id)))


def _agreement(contract: Contract, products: tuple[ContractedProduct, ...], today: date) -> Agreement:
    runs = _holds(contract, today)
    delivered = tuple(one for one in products if _holds(one, today)) if runs else ()
    return Agreement(contract, products, runs, delivered, is_to_come=contract.start > today)


def _holds(agreed: Contract | ContractedProduct, today: date) -> bool:
    return agreed.start <= today and (agreed.end is None or agreed.end >= today)


def _checked_days(workplace: Workplace, entry: CommunityService | Provider) -> int | None:
    return (workplace.today - entry.checked_on).days if entry.checked_on else None
