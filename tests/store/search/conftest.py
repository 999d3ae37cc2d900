from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from desktop.language import speaking
from desktop.models.base import Value
from desktop.models.search import SearchAnswer, SearchQuestion
from desktop.models.social_map import CommunityService, Contract, ContractedProduct, Provider
from desktop.store.search.facets import Bought
from desktop.store.search.searching import search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.store.database import Store
    from desktop.store.search.words import Named

TODAY = date(2026, 12, 1)


class Map:
    """A small social map in a real store.

    Attributes:
        store: The store.
        named: What the region calls its products.
        coming: Products whose help comes to the resident.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.named: Named = ()
        self.coming: frozenset[str] = frozenset()

    def add(self, *values: Value) -> None:
        with self.store.work("Add") as uow:
            uow.add(*values)
            uow.commit()

    def service(self, name: str, **fields: Any) -> CommunityService:  # noqa: ANN401 - a shorthand for fields of many kinds
        value = CommunityService.model_validate({"name": name, **fields})
        self.add(value)
        return value

    def provider(self, name: str, *products: str, **fields: Any) -> Provider:  # noqa: ANN401 - a shorthand for fields of many kinds
        """A provider, contracted for products since 2025."""
        value = Provider.model_validate({"name": name, **fields})
        contract = Contract(provider_id=value.id, start=date(2025, 1, 1))
        lines = [
            ContractedProduct(contract_id=contract.id, provider_id=value.id, product=product, start=date(2025, 1, 1))
            for product in products
        ]
        self.add(value, contract, *lines)
        return value

    def store_contract(self, provider: Provider) -> str:
        """Id of the provider's contract."""
        with self.store.read() as reader:
            return reader.find(Contract, provider_id=provider.id)[0].id

    def ask(self, text: str = "", **fields: Any) -> SearchAnswer:  # noqa: ANN401 - a shorthand for fields of many kinds
        bought = Bought(named=self.named, coming=self.coming)
        with self.store.read() as reader:
            return search(reader, SearchQuestion(text, **fields), today=TODAY, bought=bought)

    def names(self, text: str = "", **fields: Any) -> list[str]:  # noqa: ANN401 - a shorthand for fields of many kinds
        return [hit.name for hit in self.ask(text, **fields).hits]


@pytest.fixture
def town(store: Store) -> Iterator[Map]:
    with speaking("en"):
        yield Map(store)
