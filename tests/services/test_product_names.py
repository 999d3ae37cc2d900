"""Every name and code that a shipped profile gives a product finds who is contracted for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.models.search import SearchQuestion
from desktop.models.social_map import Contract, ContractedProduct, Provider
from desktop.services.regions import list_regions, show_region
from desktop.services.social_map import search

if TYPE_CHECKING:
    from desktop.models.region import Product
    from desktop.services.workplace import Workplace

WITH_PRODUCTS = [line.id for line in list_regions() if show_region(line.id).products]


def contract(desk: Workplace, products: tuple[Product, ...]) -> dict[str, str]:
    """Id of a provider for each product, of which nothing else is known."""
    found: dict[str, str] = {}
    with desk.work("Add") as work:
        for at, product in enumerate(products):
            provider = Provider(name=f"Aanbieder {at}")
            agreed = Contract(provider_id=provider.id, start=date(2025, 1, 1))
            line = ContractedProduct(
                contract_id=agreed.id, provider_id=provider.id, product=product.id, start=agreed.start
            )
            work.add(provider, agreed, line)
            found[product.id] = provider.id
        work.commit()
    return found


@pytest.mark.parametrize("region", WITH_PRODUCTS)
def test_what_the_region_calls_a_product_finds_its_offers(desk: Workplace, region: str) -> None:
    here = replace(desk, profile=show_region(region))
    providers = contract(here, here.profile.products)
    missed = [
        (product.id, name)
        for product in here.profile.products
        for name in (product.id, product.name, product.code, *product.synonyms, *product.follows)
        if name and providers[product.id] not in {hit.id for hit in search(here, SearchQuestion(name)).hits}
    ]
    assert missed == []
