"""Invented providers with contracts for all that the region buys, so that there is something to choose everywhere."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.models.kinds import Law, MapStatus, PurchasingLevel, Unit
from desktop.models.region import ContractTerms, Lot, Product
from desktop.models.social_map import Contract, ContractedProduct, Location, Provider
from desktop.rules.dates import add_months
from desktop.services.demo.demand import Offer
from desktop.services.demo.people import fictional_phone
from desktop.services.demo.proportions import offers_of
from desktop.services.demo.scene import Scene
from desktop.services.demo.spots import Spot

RATES = {
    Unit.MINUTE: (90, 130),
    Unit.HOUR: (5200, 7900),
    Unit.DAY_PART: (3400, 5400),
    Unit.ETMAAL: (17_000, 26_000),
    Unit.PIECE: (900, 1600),
}
"""Invented rates, euro cents per unit, from and to."""

FEWEST, MOST = 8, 36
"""Providers of a region."""

BOTH = 3
"""One in so many works under both acts, so that a youth need not change provider at eighteen."""

EACH = 3
"""Offers of one lot that a provider has at most, besides the heavy form of what it offers."""

NEAR = 3
"""Municipalities that a small provider serves, where it may choose."""

ASLEEP = 2
"""Providers at the most that have a contract and no clients."""

YEARS = 4
"""Of a contract whose length the profile does not tell."""

MONTHS = 12
"""In a year."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Market:
    """The providers and what each is contracted for."""

    providers: tuple[Provider, ...]
    locations: tuple[Location, ...]
    contracts: tuple[Contract, ...]
    contracted: tuple[ContractedProduct, ...]
    asleep: frozenset[str] = frozenset()
    """Providers that nobody is helped by, where others can."""

    def offering(self, offer: Offer, municipality: str) -> tuple[str, ...]:
        """Ids of the providers of an offer in a municipality, each once."""
        fitting = (
            c.provider_id
            for c in self.contracted
            if (c.lot, c.product, c.segment) == (offer.lot, offer.product, offer.segment)
            and municipality in c.municipalities
        )
        found = dict.fromkeys(fitting)
        return tuple(one for one in found if one not in self.asleep) or tuple(found)


def market(scene: Scene, spots: tuple[Spot, ...]) -> Market:
    """Every offer gets providers, the most usual ones more than the others."""
    offers = {lot.id: offers_of(scene.profile, lot, scene.today) for lot in scene.profile.lots}
    count = min(MOST, max(FEWEST, 3 * sum(map(len, offers.values()))))
    names = scene.chance.sample(
        scene.organisations.providers.names, min(count, len(scene.organisations.providers.names))
    )
    lots = [scene.profile.lots[n % len(scene.profile.lots)] for n in range(len(names))]
    providers, contracts, contracted = [], [], []
    for n, (name, lot) in enumerate(zip(names, lots, strict=True)):
        laws = {lot.law} if n % BOTH else {Law.WMO, Law.JEUGDWET}
        provider = _provider(scene, name, laws, spots)
        providers.append(provider)
        turn = n // len(scene.profile.lots)
        chosen, where = _chosen(scene, offers[lot.id], turn), _served(scene, provider, lot, turn)
        for agreed, products in _contracts(scene, provider, lot, chosen, where):
            contracts.append(agreed)
            contracted.extend(products)
    elsewhere = [_location(scene, p, spots) for p in providers if p.size == scene.organisations.providers.sizes[-1]]
    asleep = frozenset(provider.id for provider in providers[FEWEST:][-ASLEEP:])
    return Market(tuple(providers), tuple(elsewhere), tuple(contracts), tuple(contracted), asleep)


def _location(scene: Scene, provider: Provider, spots: tuple[Spot, ...]) -> Location:
    """A second address of a large provider."""
    spot = scene.one_of(spots)
    return Location(
        id=scene.new_id(),
        provider_id=provider.id,
        name=f"{provider.name}, {spot.name}",
        address=f"{scene.one_of(scene.names.streets['all'])} {scene.between(1, 120)}",
        place=spot.name,
        latitude=spot.latitude,
        longitude=spot.longitude,
        source="demo",
    )


def invented_agb(name: str) -> str:
    """Eight digits that follow from the name; no kind of provider has codes that begin with 99."""
    return f"99{zlib.crc32(name.encode()) % 1_000_000:06}"


def _provider(scene: Scene, name: str, laws: set[Law], spots: tuple[Spot, ...]) -> Provider:
    texts = scene.organisations.providers
    spot = scene.one_of(spots)
    site = slug(name)
    return Provider(
        id=scene.new_id(),
        name=name,
        description=texts.description.format(name=name, place=spot.name),
        phone=fictional_phone(scene),
        email=f"aanmelden@{site}.example",
        url=f"https://{site}.example",
        address=f"{scene.one_of(scene.names.streets['all'])} {scene.between(1, 120)}",
        place=spot.name,
        latitude=spot.latitude,
        longitude=spot.longitude,
        municipalities=tuple(m.name for m in scene.profile.municipalities),
        target_groups=tuple(scene.chance.sample(texts.target_groups, 2)),
        status=MapStatus.ACTIVE,
        checked_on=scene.ago(3, 420),
        checked_by=scene.names.colleagues.names[0],
        source="demo",
        source_id=site,
        agb_code=invented_agb(name),
        laws=tuple(sorted(law.value for law in laws)),
        specialisms=tuple(scene.chance.sample(texts.specialisms, 3)),
        size=scene.one_of(texts.sizes),
        strategic_partner=scene.happens(15),
    )


def _chosen(scene: Scene, offers: tuple[Offer, ...], turn: int) -> tuple[Offer, ...]:
    """Offers in turn, so that none stays without provider; usual and heavy form go together."""
    chosen = {offers[(turn + step) % len(offers)] for step in range(min(EACH, len(offers)))}
    ids = {offer.product for offer in chosen if offer.product}
    pairs = [{p.id, p.heavy_form_of} for p in scene.profile.products if p.heavy_form_of]
    wanted = ids.union(*(pair for pair in pairs if pair & ids))
    return tuple(offer for offer in offers if offer in chosen or offer.product in wanted)


def _contracts(
    scene: Scene, provider: Provider, lot: Lot, offers: tuple[Offer, ...], covered: tuple[str, ...]
) -> Iterator[tuple[Contract, list[ContractedProduct]]]:
    """The contract in force, and the one that follows it where a new purchase has yet to begin."""
    rates = {offer: _rate(scene, offer) for offer in offers}
    for start, end in contract_periods(lot.contract, scene.today):
        agreed = Contract(
            id=scene.new_id(),
            provider_id=provider.id,
            lot=lot.id,
            level=PurchasingLevel.REGIONAL,
            start=start,
            end=end,
            extension=_extension(lot.contract),
        )
        yield (
            agreed,
            [
                ContractedProduct(
                    id=scene.new_id(),
                    contract_id=agreed.id,
                    provider_id=provider.id,
                    lot=lot.id,
                    segment=offer.segment,
                    product=offer.product,
                    municipalities=_where(scene, offer, covered),
                    start=start,
                    end=end,
                    rate_cents=rates[offer][0],
                    rate_unit=rates[offer][1],
                )
                for offer in offers
            ],
        )


def _served(scene: Scene, provider: Provider, lot: Lot, turn: int) -> tuple[str, ...]:
    """All that buy the lot; where a provider enters by municipality, a small one keeps to a few of them."""
    buying = [m.name for m in scene.profile.municipalities if m.name not in lot.not_bought_by]
    rule, small = scene.profile.coverage, scene.organisations.providers.sizes[0]
    if rule is None or rule.whole_region or provider.size != small:
        return tuple(buying)
    near = {buying[(turn + step) % len(buying)] for step in range(NEAR)}
    return tuple(name for name in buying if name in near)


def contract_periods(terms: ContractTerms | None, today: date) -> list[tuple[date, date]]:
    """First and last day of the contract in force, and of the next one where the profile's purchase begins later."""
    if terms is None or terms.start is None:
        start = date(today.year - 2, 1, 1)
        return [(start, add_months(start, YEARS * MONTHS) - _DAY)]
    first = add_months(terms.start, (terms.years or YEARS) * MONTHS) - _DAY
    if terms.start > today:
        return [(add_months(terms.start, -YEARS * MONTHS), terms.start - _DAY), (terms.start, terms.end or first)]
    end, options = terms.end or first, list(terms.extensions)
    while end < today:
        end = add_months(end + _DAY, (options.pop(0) if options else 1) * MONTHS) - _DAY
    return [(terms.start, end)]


def _extension(terms: ContractTerms | None) -> str:
    return f"{' + '.join(str(years) for years in terms.extensions)} jaar" if terms and terms.extensions else ""


def _where(scene: Scene, offer: Offer, covered: tuple[str, ...]) -> tuple[str, ...]:
    """Nowhere where someone else buys it for the municipality."""
    bought = {p.municipality for p in scene.profile.purchases if p.product == offer.product and p.by != "itself"}
    return tuple(name for name in covered if name not in bought)


def _rate(scene: Scene, offer: Offer) -> tuple[int | None, Unit | None]:
    product = next((p for p in scene.profile.products if p.id == offer.product), None)
    unit = (product.rate_unit or next(iter(product.units), None)) if product else None
    if product is None or unit is None or unit not in RATES:
        return None, None
    return product.rate_cents or _invented(scene, product, unit), unit


def _invented(scene: Scene, product: Product, unit: Unit) -> int:
    """A heavy form costs a quarter more."""
    low, high = RATES[unit]
    cents = scene.between(low, high)
    return cents * 5 // 4 if product.heavy_form_of else cents


def slug(name: str) -> str:
    """The name as it stands in a web address."""
    plain = name.lower().replace("ë", "e").replace("ö", "o").replace("é", "e")
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in plain).split())
