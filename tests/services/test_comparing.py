"""Entries side by side."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.language import speaking
from desktop.models.kinds import Law
from desktop.models.social_map import Contract, ContractedProduct, Provider
from desktop.services.comparing import MOST, compare
from desktop.services.map_paper import map_page_of
from desktop.services.social_map import ProviderPage, ServicePage
from desktop.services.workplace import Workplace
from desktop.views.social_map.compare_rows import rows
from tests.helpers import town
from tests.helpers.region_drafts import PROFILES

GONE = "01900000-0000-7000-8000-00000000dead"


@pytest.fixture
def filled(desk: Workplace) -> Workplace:
    town.settle(desk, *town.PLACES)
    town.fill_map(desk)
    return desk


def id_of(values: tuple[object, ...]) -> str:
    provider = values[0]
    assert isinstance(provider, Provider)
    return provider.id


def test_services_and_providers_stand_beside_each_other_in_the_order_asked(filled: Workplace) -> None:
    found = compare(filled, (id_of(town.OPEN_PROVIDER), town.COFFEE.id), "9501 AB Stadskanaal")
    assert [one.entry.name for one in found] == ["De Lange Adem", "Inloop De Kern"]
    assert isinstance(found[0].page, ProviderPage)
    assert isinstance(found[1].page, ServicePage)
    assert [one.distance_km for one in found] == [0.0, 0.1]


def test_who_offers_light_and_heavy_help_and_youth_and_wmo_is_told(filled: Workplace) -> None:
    provider = id_of(town.OPEN_PROVIDER)
    (found,) = compare(filled, (provider,))
    assert found.both_forms == (town.REGULAR,)
    assert not found.youth_and_wmo
    with filled.store.work("Both") as work:
        work.change(Provider, provider, laws=(Law.WMO.value, Law.JEUGDWET.value))
        work.commit()
    (found,) = compare(filled, (provider,))
    assert found.youth_and_wmo


def contracted(desk: Workplace, name: str, lots: tuple[str, ...], end: date | None = None) -> str:
    """A provider that says no act itself; returns its id."""
    provider = Provider(name=name)
    contract = Contract(provider_id=provider.id, start=date(2025, 1, 1), end=end)
    lines = (
        ContractedProduct(contract_id=contract.id, provider_id=provider.id, lot=lot, start=date(2025, 1, 1))
        for lot in lots
    )
    town.settle(desk, provider, contract, *lines)
    return provider.id


def test_acts_and_cost_are_those_of_running_contracts_and_nothing_is_said_where_none_is_known(
    desk: Workplace,
) -> None:
    here = replace(desk, profile=PROFILES["achterhoek"])
    ids = (
        contracted(here, "Begeleiding", ("wmo-begeleiding",)),
        contracted(here, "Jeugd", ("jeugdhulp",)),
        contracted(here, "Beide", ("jeugdhulp", "beschermd-wonen")),
        contracted(here, "Geëindigd", ("jeugdhulp",), end=date(2025, 12, 31)),
    )
    found = compare(here, ids)
    assert [one.laws for one in found] == [("WMO",), ("JEUGDWET",), ("JEUGDWET", "WMO"), ()]
    assert [one.youth_and_wmo for one in found] == [False, False, True, False]
    assert [map_page_of(here, one).laws for one in ids] == [one.laws for one in found]
    with speaking("nl"):
        (cost,) = (row for row in rows(found, here.profile) if row.name == "Kosten")
    paid, free = "eigen bijdrage (Wmo)", "geen eigen bijdrage (Jeugdwet)"
    assert cost.answers == (paid, free, f"{paid}\n{free}", "niet bekend")


def test_without_a_place_that_is_known_there_are_no_distances(filled: Workplace) -> None:
    for near in ("", "Verweggistan"):
        (found,) = compare(filled, (town.COFFEE.id,), near)
        assert found.distance_km is None


def test_one_that_is_gone_is_left_out_doubles_count_once_and_no_more_than_four(filled: Workplace) -> None:
    ids = (GONE, town.COFFEE.id, town.COFFEE.id, town.BUDDY.id)
    assert [one.entry.id for one in compare(filled, ids)] == [town.COFFEE.id, town.BUDDY.id]
    every = (*(service.id for service in town.SERVICES), *map(id_of, town.PROVIDERS))
    assert len(compare(filled, every)) == MOST
