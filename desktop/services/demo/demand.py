"""How many people of which age use what: read from a profile's published figures, or drawn up where it has none."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law
from desktop.models.region import RegionProfile
from desktop.models.region_settings import Figure

AGES = "clients-by-age"
CLIENTS = "clients-by-product"
INDICATIONS = "indications-by-product"
SEVERAL = "clients-by-indications"
FROM_YOUTH = "inflow-from-youth"
"""Ids of the figures that together describe who uses what."""

OLDEST = 97
"""Years; nobody in a demonstration is older."""


@dataclass(frozen=True)
class AgeClass:
    """So many clients from one age to another, years, both inclusive."""

    low: int
    high: int
    clients: int


@dataclass(frozen=True)
class Offer:
    """What can be indicated: a product, or where the region states only a result a segment or a whole lot."""

    lot: str
    product: str = ""
    segment: str = ""


@dataclass(frozen=True)
class Use:
    """How many clients use an offer, with how many indications in a year."""

    offer: Offer
    clients: int
    indications: int


@dataclass(frozen=True)
class Demand:
    """The use of help under one law in one municipality.

    Attributes:
        two: Clients with exactly two indications; None where it is not published.
        three_or_more: Clients with three or more. A table that says "3" can only be read so when its totals must fit
            (docs/decisions/demonstration-figures.md).
        from_youth: Clients who came out of youth help, by year; the key counts years back from the newest published
            year, which is shown as the twelve months until today.
    """

    municipality: str
    law: Law
    ages: tuple[AgeClass, ...]
    uses: tuple[Use, ...]
    two: int | None = None
    three_or_more: int = 0
    from_youth: dict[int, int] = field(default_factory=dict)

    @property
    def clients(self) -> int:
        """People, each counted once."""
        return sum(a.clients for a in self.ages)


def published(profile: RegionProfile) -> tuple[Demand, ...]:
    """What the region's document tells, a demand per municipality; empty when its tables do not tell enough.

    Raises:
        RuleBroken: ``figures-contradict`` for an age class that cannot be read or a product nobody knows.
    """
    found = (_published(profile, m.name) for m in profile.municipalities)
    return tuple(d for d in found if d is not None)


def _published(profile: RegionProfile, municipality: str) -> Demand | None:
    tables = {name: _table(profile, name, municipality) for name in (AGES, CLIENTS, INDICATIONS, SEVERAL)}
    if not (tables[AGES] and tables[CLIENTS] and tables[INDICATIONS]):
        return None
    several = tables[SEVERAL]
    return Demand(
        municipality=municipality,
        law=_law(profile, tuple(tables[CLIENTS])),
        ages=_age_classes(tables[AGES]),
        uses=tuple(
            Use(_offer(profile, product), clients, tables[INDICATIONS].get(product, clients))
            for product, clients in tables[CLIENTS].items()
        ),
        two=several.get("2"),
        three_or_more=several.get("3+", several.get("3", 0)),
        from_youth=_from_youth(profile, municipality),
    )


def _rows(profile: RegionProfile, figure: str, municipality: str) -> list[Figure]:
    return [f for f in profile.figures if f.id == figure and f.municipality == municipality]


def _table(profile: RegionProfile, figure: str, municipality: str) -> dict[str, int]:
    rows = _rows(profile, figure, municipality)
    newest = max((f.year for f in rows), default=0)
    return {f.key: f.value for f in rows if f.year == newest}


def _from_youth(profile: RegionProfile, municipality: str) -> dict[int, int]:
    rows = _rows(profile, FROM_YOUTH, municipality)
    newest = max((f.year for f in rows), default=0)
    return {newest - f.year: f.value for f in rows}


def _law(profile: RegionProfile, products: tuple[str, ...]) -> Law:
    return next((p.law for p in profile.products if p.id in products), Law.WMO)


def _offer(profile: RegionProfile, product: str) -> Offer:
    """The product of today that took the place of the one in the table, or that product itself."""
    named = (p for p in profile.products if product in p.follows or p.id == product)
    found = min(named, key=lambda p: product not in p.follows, default=None)
    if found is None:
        raise RuleBroken("figures-contradict", "figures", key=product)
    return Offer(found.lot, found.id)


def _age_classes(table: dict[str, int]) -> tuple[AgeClass, ...]:
    """Classes in ascending order; an open class begins after the last age that another class claims."""
    closed = sorted((*_ends(key), n) for key, n in table.items() if not key.endswith("+"))
    classes = [AgeClass(low, high, n) for low, high, n in closed]
    for key, n in table.items():
        if key.endswith("+"):
            low = max([int(key[:-1]), *(high + 1 for _low, high, _n in closed)])
            classes.append(AgeClass(low, OLDEST, n))
    return tuple(classes)


def _ends(key: str) -> tuple[int, int]:
    low, dash, high = key.partition("-")
    if not (dash and low.isdigit() and high.isdigit()):
        raise RuleBroken("figures-contradict", "figures", key=key)
    return int(low), int(high)
