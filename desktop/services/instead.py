"""When a provider cannot start in time: who can start sooner, and what the neighbourhood offers in the meantime."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from desktop.models.kinds import Law
from desktop.models.social_map import ContractedProduct, Provider
from desktop.rules.sooner import Start, is_long, is_sooner, longest
from desktop.services.choices import ProviderChoice, Seeker, ServiceChoice, contracted, near_home
from desktop.services.names import ProfileNames
from desktop.services.norms import norms_of
from desktop.services.workplace import Workplace
from desktop.store.merged import family, kept_id
from desktop.store.queries.places import Point
from desktop.store.queries.standing import Wanted
from desktop.store.reader import Reader
from desktop.store.search.near import locate, own_places

MOST_OTHERS, MOST_MEANTIME = 4, 3
"""So many are shown; the social map has all of them."""


@dataclass(frozen=True)
class Help:
    """One kind of help: a product, or a segment or lot where only a result is stated."""

    product: str = ""
    segment: str = ""
    lot: str = ""

    def is_of(self, other: Help) -> bool:
        """True when this is the help that the other asks for; an empty other asks for any."""
        if other.product:
            return self.product == other.product
        return not other.lot or self.lot == other.lot


ANY = Help()


@dataclass(frozen=True)
class Sooner:
    """Another provider of the same help in the same municipality."""

    choice: ProviderChoice
    help: str
    """Its name."""


@dataclass(frozen=True)
class Instead:
    """What can be done about a long wait.

    Attributes:
        helps: Names of the help one waits long for; empty when the wait is not long, and then the rest is too.
        takes_nobody: True when it is an intake stop.
        municipality: For whose residents it was looked.
        others: Who can start sooner, the soonest first.
        meantime: Community services for someone like this, near.
    """

    helps: tuple[str, ...] = ()
    takes_nobody: bool = False
    municipality: str = ""
    others: tuple[Sooner, ...] = ()
    meantime: tuple[ServiceChoice, ...] = ()


def instead_of(
    workplace: Workplace, provider_id: str, seeker: Seeker, *, near: str = "", wanted: Help = ANY
) -> Instead:
    """Looks further than a provider with a long wait.

    Args:
        workplace: Where it is asked.
        provider_id: The provider that cannot start in time.
        seeker: For whom; without a municipality it is looked in the first where the provider works.
        near: A postal code, a place or both, for distances.
        wanted: Only for this help; else for all that the provider is contracted for.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.store.read() as reader:
        provider = reader.get(Provider, kept_id(reader.connection, provider_id))
        return _Looking(workplace, reader, provider, seeker, near).found(wanted)


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
        self.names = ProfileNames.of(workplace.profile)
        self.norms = norms_of(reader, workplace.profile)

    def found(self, wanted: Help) -> Instead:
        helps = [one for one in self._helps() if one.is_of(wanted)]
        long = {self._name(one): waits for one in helps if (waits := self._waits_long(one)) is not None}
        if not long:
            return Instead()
        others: dict[str, Sooner] = {}
        for one in sorted((sooner for _own, found in long.values() for sooner in found), key=_soonest):
            others.setdefault(one.choice.provider_id, one)
        texts = self.seeker.texts or (*self.provider.specialisms, *map(self._name, helps))
        seeker = Seeker(self.municipality, self.seeker.age, texts, self.seeker.on_plan)
        return Instead(
            helps=tuple(long),
            takes_nobody=all(own.takes_nobody for own, _others in long.values()),
            municipality=self.municipality,
            others=tuple(others.values())[:MOST_OTHERS],
            meantime=near_home(self.reader, seeker, self.home)[:MOST_MEANTIME],
        )

    def _usual_municipality(self) -> str:
        served = set(self.provider.municipalities)
        names = [municipality.name for municipality in self.workplace.profile.municipalities]
        return next((name for name in names if name in served), names[0] if names else "")

    def _helps(self) -> tuple[Help, ...]:
        """All it is contracted for today, in the order of the contracts."""
        today = self.workplace.today
        offered = self.reader.find(ContractedProduct, provider_id=family(self.reader.connection, self.provider.id))
        running = (one for one in offered if one.start <= today and (one.end is None or one.end >= today))
        return tuple(dict.fromkeys(Help(one.product, one.segment, one.lot) for one in running))

    def _name(self, one: Help) -> str:
        return self.names.help(one.product, one.segment, one.lot)

    def _law(self, one: Help) -> Law | None:
        profile = self.workplace.profile
        by_product = (product.law for product in profile.products if product.id == one.product)
        by_lot = (lot.law for lot in profile.lots if lot.id == one.lot)
        return next(chain(by_product, by_lot), None)

    def _waits_long(self, one: Help) -> tuple[Start, list[Sooner]] | None:
        """How it stands here and who is sooner; None when the wait is not long, or when it is not offered here."""
        asked = Wanted(one.product, one.segment, one.lot, self.municipality, self.workplace.today)
        choices = contracted(self.workplace, self.reader, asked, self.home)
        own = next((_start(c) for c in choices if c.provider_id == self.provider.id), None)
        if own is None or not is_long(own, longest(self.norms, self._law(one), one.product)):
            return None
        others = (c for c in choices if c.provider_id != self.provider.id and not c.is_stale)
        return own, [Sooner(c, self._name(one)) for c in others if is_sooner(_start(c), own)]


def _start(choice: ProviderChoice) -> Start:
    return Start(choice.status, (choice.intake_min, choice.intake_max), (choice.start_min, choice.start_max))


def _soonest(one: Sooner) -> tuple[float, float, str]:
    weeks, away = _start(one.choice).weeks, one.choice.distance_km
    return weeks or 0, away if away is not None else 1e6, one.choice.name
