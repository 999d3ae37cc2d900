"""Comparing entries of the social map side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.models.faults import RuleBroken
from desktop.models.social_map import ContractedProduct, EntryFields
from desktop.rules.forms_of_help import light_and_heavy, youth_and_wmo
from desktop.services.social_map import ProviderPage, ServicePage, contracted_now, entry, laws_of
from desktop.services.workplace import Workplace
from desktop.store.search.distance import Near
from desktop.store.search.near import locate, own_places
from desktop.store.search.nearest import distances
from desktop.store.search.words import fold

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
    pages = [_page(workplace, entry_id) for entry_id in tuple(dict.fromkeys(entry_ids))[:MOST]]
    found = {page.service.id if isinstance(page, ServicePage) else page.provider.id: page for page in pages if page}
    with workplace.store.read() as reader:
        here = locate(near, own_places(reader.connection)) if near.strip() else None
        away = distances(reader.connection, found, Near(here, fold(near).strip())) if here else {}
    return tuple(_compared(workplace, page, away.get(id_)) for id_, page in found.items())


def _page(workplace: Workplace, entry_id: str) -> ServicePage | ProviderPage | None:
    try:
        return entry(workplace, entry_id)
    except RuleBroken:
        return None


def _compared(workplace: Workplace, page: ServicePage | ProviderPage, away: float | None) -> Compared:
    if isinstance(page, ServicePage):
        return Compared(page, away)
    products, laws = contracted_now(workplace, page), laws_of(workplace, page)
    return Compared(
        page=page,
        distance_km=away,
        products=products,
        laws=laws,
        both_forms=light_and_heavy(workplace.profile, {one.product for one in products}),
        youth_and_wmo=youth_and_wmo(laws),
    )
