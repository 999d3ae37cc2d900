"""Comparing entries of the social map side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.models.faults import RuleBroken
from desktop.models.social_map import ContractedProduct, EntryFields, Location
from desktop.rules.forms_of_help import light_and_heavy, youth_and_wmo
from desktop.rules.nearness import distance_km
from desktop.services.social_map import ProviderPage, ServicePage, contracted_now, entry, laws_of
from desktop.services.workplace import Workplace
from desktop.store.search.near import Point, locate, own_places

MOST = 4
"""So many entries stand beside each other: more cannot be read on a laptop."""


@dataclass(frozen=True)
class Compared:
    """An entry with what is only known by putting things together."""

    page: ServicePage | ProviderPage
    distance_km: float | None
    """As the crow flies to its nearest location; None when nothing near was asked or nobody knows."""
    products: tuple[ContractedProduct, ...] = ()
    """In contracts that run today."""
    laws: tuple[str, ...] = ()
    """Values of Law, as it says itself and by the lots and products it is contracted for."""
    both_forms: tuple[str, ...] = ()
    """Ids of the products it offers in the usual and in the heavy form."""
    youth_and_wmo: bool = False

    @property
    def entry(self) -> EntryFields:
        """The service or the provider itself."""
        return self.page.service if isinstance(self.page, ServicePage) else self.page.provider


def compare(workplace: Workplace, entry_ids: Iterable[str], near: str = "") -> tuple[Compared, ...]:
    """The entries in the order given, `MOST` at the most; one that is gone is left out.

    `near` is a postal code, a place name or both; where nobody knows it, there are no distances.
    """
    with workplace.store.read() as reader:
        places = own_places(reader.connection)
    here = locate(near, places) if near.strip() else None
    found = (_page(workplace, entry_id) for entry_id in tuple(dict.fromkeys(entry_ids))[:MOST])
    return tuple(_compared(workplace, page, here.point if here else None, places) for page in found if page)


def _page(workplace: Workplace, entry_id: str) -> ServicePage | ProviderPage | None:
    try:
        return entry(workplace, entry_id)
    except RuleBroken:
        return None


def _compared(
    workplace: Workplace, page: ServicePage | ProviderPage, here: Point | None, places: dict[str, Point]
) -> Compared:
    if isinstance(page, ServicePage):
        return Compared(page, _nearest(here, (page.service, *page.locations), places))
    products, laws = contracted_now(workplace, page), laws_of(workplace, page)
    return Compared(
        page=page,
        distance_km=_nearest(here, (page.provider, *page.locations), places),
        products=products,
        laws=laws,
        both_forms=light_and_heavy(workplace.profile, {one.product for one in products}),
        youth_and_wmo=youth_and_wmo(laws),
    )


def _nearest(here: Point | None, spots: Iterable[EntryFields | Location], places: dict[str, Point]) -> float | None:
    if here is None:
        return None
    points = (_point(spot, places) for spot in spots)
    away = [distance_km(*here, *point) for point in points if point]
    return round(min(away), 1) if away else None


def _point(spot: EntryFields | Location, places: dict[str, Point]) -> Point | None:
    if spot.latitude is not None and spot.longitude is not None:
        return spot.latitude, spot.longitude
    found = locate(f"{spot.postal_code} {spot.place}".strip(), places)
    return found.point if found and not found.is_rough else None
