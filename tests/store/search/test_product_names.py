"""Who types what the region calls a product, or its code, finds who offers that product."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.models.social_map import ContractedProduct
from desktop.store.search.words import lexicon
from tests.store.search.conftest import Map

NAMED = (
    ("wmo-017", ("Steun aan huis", "wmo-017", "02A16", "buurtsteun", "BI", "steun-oud")),
    ("groep-arbeidsmatig", ("Groep arbeidsmatig", "groep-arbeidsmatig", "07A03", "atelier", "BG")),
    ("groep-belevingsgericht", ("Groep belevingsgericht", "groep-belevingsgericht", "BG")),
)


@pytest.fixture
def region(town: Map) -> Map:
    """Three providers of products that their entries do not name as people do."""
    town.named = NAMED
    town.provider("Zorg Noord", "wmo-017")
    town.provider("Werkplaats", "groep-arbeidsmatig")
    town.provider("De Tuin", "groep-belevingsgericht", "wmo-017")
    return town


@pytest.mark.parametrize(
    "typed", ["02A16", "02a16", "Steun aan huis", "steun aan h", "Buurtsteun", "BI", "steun oud", "wmo-017"]
)
def test_the_code_and_every_name_find_the_offers(region: Map, typed: str) -> None:
    assert sorted(region.names(typed)) == ["De Tuin", "Zorg Noord"]


def test_without_the_regions_names_nothing_of_it_is_known(region: Map) -> None:
    region.named = ()
    assert region.names("buurtsteun") == region.names("02A16") == []


def test_a_name_that_two_products_have_finds_both(region: Map) -> None:
    assert sorted(region.names("bg")) == ["De Tuin", "Werkplaats"]


def test_a_name_goes_together_with_other_words_and_with_filters(region: Map) -> None:
    region.provider("Zorg Zuid", "wmo-017", place="Winschoten")
    assert region.names("buurtsteun winschoten") == ["Zorg Zuid"]
    assert region.names("buurtsteun", product="groep-belevingsgericht") == ["De Tuin"]


def test_the_reason_names_the_offer(region: Map) -> None:
    assert {hit.matched for hit in region.ask("buurtsteun").hits} == {("offers: wmo 017",)}


def test_who_had_a_contract_last_year_does_not_offer_it(region: Map) -> None:
    ended = region.provider("Afgelopen")
    region.add(
        ContractedProduct(
            contract_id=region.store_contract(ended),
            provider_id=ended.id,
            product="wmo-017",
            start=date(2024, 1, 1),
            end=date(2025, 12, 31),
        )
    )
    assert "Afgelopen" not in region.names("buurtsteun")


def test_who_says_the_word_itself_is_found_as_before(region: Map) -> None:
    region.service("Atelier De Hoek", description="Schilderen")
    assert region.names("atelier") == ["Atelier De Hoek", "Werkplaats"]


def test_the_field_s_own_meanings_stay_as_they_were() -> None:
    before = lexicon()
    known = before.with_products(NAMED)
    assert known is before.with_products(NAMED)
    assert known.phrases[: len(before.phrases)] == before.phrases
    assert not before.products
    assert {number - len(before.phrases) for number in known.products} == {0, 1, 2}
    assert all(len(known.meanings[begin]) >= len(before.meanings[begin]) for begin in before.meanings)
