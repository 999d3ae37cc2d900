"""When a provider cannot start in time: who can start sooner, and what the neighbourhood offers in the meantime."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.models.region import Product
from desktop.models.social_map import ContractedProduct, Provider
from desktop.models.waiting import WaitNorm
from desktop.rules.sooner import Start, is_long, is_sooner, longest
from desktop.services.choices import STALE_DAYS, ProviderChoice, Seeker, ServiceChoice, contracted, near_home
from desktop.services.workplace import Workplace
from desktop.store.queries.places import Point
from desktop.store.queries.standing import Wanted
from desktop.store.reader import Reader
from desktop.store.search.near import locate, own_places

MOST_OTHERS, MOST_MEANTIME = 4, 3
"""So many are shown; the social map has all of them."""


@dataclass(frozen=True)
class Sooner:
    """Another provider of the same product in the same municipality."""

    choice: ProviderChoice
    product: str
    """Product's id."""


@dataclass(frozen=True)
class Instead:
    """What can be done about a long wait.

    Attributes:
        products: Ids of the products one waits long for; empty when the wait is not long, and then the rest is too.
        takes_nobody: True when it is an intake stop.
        municipality: For whose residents it was looked.
        others: Who can start sooner, the soonest first.
        meantime: Community services for someone like this, near.
    """

    products: tuple[str, ...] = ()
    takes_nobody: bool = False
    municipality: str = ""
    others: tuple[Sooner, ...] = ()
    meantime: tuple[ServiceChoice, ...] = ()


def instead_of(workplace: Workplace, provider_id: str, seeker: Seeker, *, near: str = "", product: str = "") -> Instead:
    """Looks further than a provider with a long wait.

    Args:
        workplace: Where it is asked.
        provider_id: The provider that cannot start in time.
        seeker: For whom; without a municipality it is looked in the first where the provider works.
        near: A postal code, a place or both, for distances.
        product: Only for this product; empty means all that the provider is contracted for.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.store.read() as reader:
        provider = reader.get(Provider, provider_id)
        return _Looking(workplace, reader, provider, seeker, near).found(product)


class _Looking:
    """One provider while it is looked further."""

    def __init__(self, workplace: Workplace, reader: Reader, provider: Provider, seeker: Seeker, near: str) -> None:
        self.workplace = workplace
        self.reader = reader
        self.provider = provider
        self.seeker = seeker
        spot = locate(near, own_places(reader.connection)) if near.strip() else None
        self.home = Point(*spot.point) if spot else None
        self.municipality = seeker.municipality or self._usual_municipality()

    def found(self, product: str) -> Instead:
        products = [p for p in self._products() if not product or p.id == product]
        long = {p.id: found for p in products if (found := self._waits_long(p)) is not None}
        if not long:
            return Instead()
        others: dict[str, Sooner] = {}
        for one in sorted((s for by in long.values() for s in by[1]), key=_soonest):
            others.setdefault(one.choice.provider_id, one)
        texts = self.seeker.texts or (*self.provider.specialisms, *(p.name for p in products))
        seeker = Seeker(self.municipality, self.seeker.age, texts, self.seeker.on_plan)
        return Instead(
            products=tuple(long),
            takes_nobody=all(own.takes_nobody for own, _others in long.values()),
            municipality=self.municipality,
            others=tuple(others.values())[:MOST_OTHERS],
            meantime=near_home(self.reader, seeker, self.home)[:MOST_MEANTIME],
        )

    def _usual_municipality(self) -> str:
        served = set(self.provider.municipalities)
        names = [municipality.name for municipality in self.workplace.profile.municipalities]
        return next((name for name in names if name in served), names[0] if names else "")

    def _products(self) -> Iterator[Product]:
        today = self.workplace.today
        offered = {
            one.product
            for one in self.reader.find(ContractedProduct, provider_id=self.provider.id)
            if one.start <= today and (one.end is None or one.end >= today)
        }
        return (p for p in self.workplace.profile.products if p.id in offered)

    def _waits_long(self, product: Product) -> tuple[Start, list[Sooner]] | None:
        """How it stands here and who is sooner; None when the wait is not long, or when it is not offered here."""
        asked = Wanted(product.id, "", product.lot, self.municipality, self.workplace.today)
        choices = contracted(self.workplace, self.reader, asked, self.home)
        own = next((_start(c) for c in choices if c.provider_id == self.provider.id), None)
        limit = longest(self.reader.find(WaitNorm), product.law, product.id)
        if own is None or not is_long(own, limit):
            return None
        fresh = [c for c in choices if c.provider_id != self.provider.id and (c.age_days or 0) <= STALE_DAYS]
        others = [Sooner(c, product.id) for c in fresh]
        return own, [one for one in others if is_sooner(_start(one.choice), own)]


def _start(choice: ProviderChoice) -> Start:
    return Start(choice.status, (choice.intake_min, choice.intake_max), (choice.start_min, choice.start_max))


def _soonest(one: Sooner) -> tuple[float, float, str]:
    weeks, away = _start(one.choice).weeks, one.choice.distance_km
    return weeks or 0, away if away is not None else 1e6, one.choice.name
