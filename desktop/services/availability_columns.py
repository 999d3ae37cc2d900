"""Which offers stand under which column of the matrix: the region's products, and what providers publish otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.language import _
from desktop.models.kinds import Law
from desktop.models.region import Product, RegionProfile
from desktop.rules.availability import FEWEST_PUBLISHING

EVERYTHING = ""
"""Key of the column for figures that a provider gives for all its help."""

OTHER = "*"
"""Key of the column for published offers that are no product of the region and that few providers have."""


@dataclass(frozen=True)
class OfferColumn:
    """A column of the matrix.

    Attributes:
        key: A product's id, an offer as published, `EVERYTHING` or `OTHER`.
        law: The act of the region's product; None for other offers.
        lot: Lot's id of the region's product; empty for other offers.
    """

    key: str
    title: str
    law: Law | None = None
    lot: str = ""


@dataclass(frozen=True)
class ColumnPlan:
    """Where every offer stands.

    Attributes:
        columns: In the order in which they are shown: products as in the profile, all help together, then the others.
        places: Column's key by offer as stored.
    """

    columns: tuple[OfferColumn, ...]
    places: Mapping[str, str]

    def key(self, product: str) -> str:
        """Under which column an offer stands."""
        return self.places.get(product, OTHER)


def plan_columns(
    profile: RegionProfile, today: date, measured: Iterable[tuple[str, str]], contracted: Iterable[str]
) -> ColumnPlan:
    """The columns that have something to show.

    Args:
        profile: Of the region; products of an earlier purchase stand under what followed them.
        today: The day the products must be current.
        measured: Every (provider, offer) with a figure.
        contracted: Product ids that someone has a contract for.
    """
    current = [one for one in profile.products if not one.ended_on or one.ended_on >= today]
    known = _known_names(current)
    publishing: dict[str, set[str]] = {}
    for provider, offer in measured:
        publishing.setdefault(offer, set()).add(provider)
    places = {offer: _place(offer, known, len(providers)) for offer, providers in publishing.items()}
    places |= {product: known[product] for product in contracted if product in known}
    return ColumnPlan(_columns(current, set(places.values())), places)


def _known_names(products: Iterable[Product]) -> dict[str, str]:
    """Product's id by id, by name and by what people also call it."""
    known: dict[str, str] = {}
    for product in products:
        for name in (product.id, *product.follows, product.name, *product.synonyms):
            known.setdefault(name, product.id)
            known.setdefault(name.casefold(), product.id)
    return known


def _place(offer: str, known: Mapping[str, str], providers: int) -> str:
    if not offer:
        return EVERYTHING
    if offer in known or offer.casefold() in known:
        return known.get(offer) or known[offer.casefold()]
    return offer if providers >= FEWEST_PUBLISHING else OTHER


def _columns(products: Iterable[Product], used: set[str]) -> tuple[OfferColumn, ...]:
    own = [OfferColumn(one.id, one.name, one.law, one.lot) for one in products if one.id in used]
    published = sorted(used - {one.key for one in own} - {EVERYTHING, OTHER}, key=str.casefold)
    first = [OfferColumn(EVERYTHING, _("All help together"))] if EVERYTHING in used else []
    last = [OfferColumn(OTHER, _("Other offers, as published"))] if OTHER in used else []
    return (*own, *first, *(OfferColumn(offer, offer) for offer in published), *last)
