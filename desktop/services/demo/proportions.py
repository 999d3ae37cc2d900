"""Another number of residents than was published, and a demand for regions that publish no tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TypeVar

from desktop.models.kinds import Law
from desktop.models.region import Lot, RegionProfile
from desktop.services.demo.demand import OLDEST, AgeClass, Demand, Offer, Use

K = TypeVar("K")

USUAL_RESIDENTS = 400
"""Where a region publishes no tables."""

_PLACES = Fraction(115, 100)
"""Places in help per client, where nothing is published."""

_INDICATIONS = Fraction(140, 100)
"""Indications in a year per place in help, where nothing is published."""

_YOUTH_AGES = {(4, 11): 45, (12, 17): 55}
_ADULT_AGES = {(18, 23): 10, (24, 54): 45, (55, 75): 28, (76, OLDEST): 17}
"""Per cent of the clients by age, where nothing is published."""


def scaled(demands: tuple[Demand, ...], residents: int) -> tuple[Demand, ...]:
    """The published demands for another number of residents: the same proportions, no longer the same tables."""
    weights = {(i, n): age.clients for i, demand in enumerate(demands) for n, age in enumerate(demand.ages)}
    clients = shared_out(residents, weights)
    found = (
        _scaled(demand, tuple(replace(age, clients=clients[i, n]) for n, age in enumerate(demand.ages)))
        for i, demand in enumerate(demands)
    )
    return tuple(demand for demand in found if demand.clients)


def drawn_up(profile: RegionProfile, residents: int, today: date) -> tuple[Demand, ...]:
    """A demand for every law and municipality, in the shares of clients that the profile names."""
    places = [(m.name, lot) for m in profile.municipalities for lot in profile.lots if m.name not in lot.not_bought_by]
    clients = shared_out(residents, {(place, lot.id): _weight(profile, lot) for place, lot in places})
    by_law: dict[tuple[str, Law], dict[Offer, int]] = {}
    for place, lot in places:
        offers = offers_of(profile, lot, today)
        uses = shared_out(clients[place, lot.id], {offer: len(offers) - n for n, offer in enumerate(offers)})
        by_law.setdefault((place, lot.law), {}).update(uses)
    found = (_drawn(place, law, uses) for (place, law), uses in by_law.items())
    return tuple(demand for demand in found if demand.clients)


def counted_by_law(profile: RegionProfile, today: date) -> tuple[Demand, ...]:
    """The published clients of each act, divided over its lots by their shares and then over the municipalities.

    A demand for each lot and municipality, so that nobody counts in two lots; empty where an act is not published.
    """
    told = {Law(f.key): f.value for f in profile.figures if f.id == "clients" and not f.municipality and f.key}
    lots = [lot for lot in profile.lots if lot.law in told]
    if len(lots) < len(profile.lots):
        return ()
    found = []
    for law, total in told.items():
        shares = {lot.id: lot.share_of_clients or 0 for lot in lots if lot.law is law}
        for lot_id, clients in shared_out(total, shares).items():
            lot = next(one for one in lots if one.id == lot_id)
            towns = {m.name: 1 for m in profile.municipalities if m.name not in lot.not_bought_by}
            found += [_of_lot(profile, lot, (town, n), today) for town, n in shared_out(clients, towns).items() if n]
    return tuple(found)


def _of_lot(profile: RegionProfile, lot: Lot, here: tuple[str, int], today: date) -> Demand:
    offers = offers_of(profile, lot, today)
    uses = shared_out(here[1], {offer: len(offers) - n for n, offer in enumerate(offers)})
    return _drawn(here[0], lot.law, {offer: n for offer, n in uses.items() if n})


def offers_of(profile: RegionProfile, lot: Lot, today: date) -> tuple[Offer, ...]:
    """What can be indicated in a lot today: its products, else its segments, else the lot itself."""
    products = [p for p in profile.products if p.lot == lot.id and (p.ended_on is None or p.ended_on >= today)]
    segments = [s for s in profile.segments if s.lot == lot.id and s.parent is None]
    if products:
        return tuple(Offer(lot.id, product.id) for product in products)
    return tuple(Offer(lot.id, segment=segment.id) for segment in segments) or (Offer(lot.id),)


def shared_out(total: int, weights: Mapping[K, int]) -> dict[K, int]:
    """A number divided by weight, so that the parts add up to it: the largest remainders get what is over."""
    whole = sum(weights.values()) or 1
    exact = {key: Fraction(total * weight, whole) for key, weight in weights.items()}
    parts = {key: int(part) for key, part in exact.items()}
    order = sorted(exact, key=lambda key: exact[key] - parts[key], reverse=True)
    for key in order[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def _scaled(demand: Demand, ages: tuple[AgeClass, ...]) -> Demand:
    smaller = replace(demand, ages=ages, two=None, three_or_more=0)
    ratio = Fraction(smaller.clients, demand.clients)
    uses = {use: min(smaller.clients, round(use.clients * ratio)) for use in demand.uses}
    largest = max(uses, key=lambda use: use.clients)
    uses[largest] += max(0, smaller.clients - sum(uses.values()))
    return replace(
        smaller,
        uses=tuple(
            Use(use.offer, clients, max(clients, round(use.indications * ratio)))
            for use, clients in uses.items()
            if clients
        ),
        from_youth={year: round(count * ratio) for year, count in demand.from_youth.items()},
    )


def _weight(profile: RegionProfile, lot: Lot) -> int:
    """Clients of the lot's law, divided by the shares of its lots; equal where nothing is published."""
    of_law = [f.value for f in profile.figures if f.id == "clients" and not f.municipality and f.key == lot.law.value]
    lots = [other for other in profile.lots if other.law is lot.law]
    share = lot.share_of_clients if lot.share_of_clients is not None else Fraction(100, len(lots))
    return round((of_law[0] if of_law else 100) * share)


def _drawn(municipality: str, law: Law, uses: dict[Offer, int]) -> Demand:
    clients = sum(uses.values())
    by_age = shared_out(clients, _YOUTH_AGES if law is Law.JEUGDWET else _ADULT_AGES)
    return Demand(
        municipality=municipality,
        law=law,
        ages=tuple(AgeClass(low, high, n) for (low, high), n in by_age.items() if n),
        uses=tuple(_use(offer, n, clients) for offer, n in uses.items() if n),
    )


def _use(offer: Offer, clients: int, most: int) -> Use:
    places = min(most, round(clients * _PLACES))
    return Use(offer, places, round(places * _INDICATIONS))
