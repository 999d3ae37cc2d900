"""Who the clients of a demand are: how old, with which help, out of youth help or not, and who has their case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.models.kinds import Law, Unit
from desktop.rules.dates import age_on, birthday
from desktop.services.demo.demand import Demand
from desktop.services.demo.people import People
from desktop.services.demo.scene import Scene
from desktop.services.demo.shares import Share, share_out

ADULT = 18
"""Years."""

_YEAR = 365
"""Days."""

_BEFORE_HELP = 60
"""Days that a case takes at most before the help begins."""

_OLDER_IN_GROUPS = 0.35
"""How much likelier someone in group help or short stay is older, as a part of the whole range of ages."""


@dataclass(frozen=True)
class Client:
    """One client before the case is written.

    Attributes:
        earliest: First day on which the counted help could begin.
        from_youth_on: Day on which youth help ended and the case for adults began; None for everyone else.
    """

    municipality: str
    law: Law
    birth_date: date
    share: Share
    earliest: date
    from_youth_on: date | None = None


def clients(scene: Scene, people: People, demand: Demand) -> list[Client]:
    """Everyone in a demand, so that its tables come out to the unit."""
    shares = share_out(demand)
    scene.chance.shuffle(shares)
    out_of_youth = list(_out_of_youth(scene, demand, shares))
    rest = sorted(shares, key=lambda share: _likely_age(scene, share))
    ages = list(_ages(scene, demand, [age_on(client.birth_date, scene.today) for client in out_of_youth]))
    others = [_client(people, demand, age, share) for age, share in zip(ages, rest, strict=True)]
    found = [*out_of_youth, *others]
    scene.chance.shuffle(found)
    return found


def _out_of_youth(scene: Scene, demand: Demand, shares: list[Share]) -> Iterator[Client]:
    """Turned eighteen in one of the published years, and had the one indication since; taken out of the shares."""
    for years, count in demand.from_youth.items():
        for _n in range(count):
            share = next((s for s in shares if sum(s.values()) == 1), None)
            if share is None:
                return
            shares.remove(share)
            turned = scene.today - timedelta(days=_YEAR * years + scene.between(_BEFORE_HELP + 40, _YEAR - 40))
            began = turned + timedelta(days=scene.between(1, 20))
            earliest = began + timedelta(days=_BEFORE_HELP)
            yield Client(demand.municipality, demand.law, birthday(turned, -ADULT), share, earliest, began)


def _ages(scene: Scene, demand: Demand, taken: list[int]) -> Iterator[int]:
    """Ages of all the others, in ascending order; those who could have come out of youth help lately are older."""
    youngest = max((ADULT + years + 1 for years in demand.from_youth), default=ADULT + 2)
    found = []
    for age_class in demand.ages:
        used = sum(age_class.low <= age <= age_class.high for age in taken)
        low = min(max(age_class.low, youngest), age_class.high) if age_class.low >= ADULT else age_class.low
        found += [scene.between(low, age_class.high) for _n in range(age_class.clients - used)]
    yield from sorted(found)


def _client(people: People, demand: Demand, age: int, share: Share) -> Client:
    birth = people.aged(age)
    adult = birthday(birth, ADULT) if age >= ADULT else birth
    earliest = max(adult + timedelta(days=_BEFORE_HELP), people.scene.today - timedelta(days=3 * _YEAR))
    return Client(demand.municipality, demand.law, birth, share, earliest)


def _likely_age(scene: Scene, share: Share) -> float:
    products = {product.id: product for product in scene.profile.products}
    by_group = {Unit.DAY_PART, Unit.ETMAAL}
    grouped = any(by_group & set(products[o.product].units) for o in share if o.product in products)
    return scene.chance.random() + (_OLDER_IN_GROUPS if grouped else 0)
