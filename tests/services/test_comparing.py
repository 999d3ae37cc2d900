"""Entries side by side."""

import pytest

from desktop.models.kinds import Law
from desktop.models.social_map import Provider
from desktop.services.comparing import MOST, compare
from desktop.services.social_map import ProviderPage, ServicePage
from desktop.services.workplace import Workplace
from tests.helpers import town

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


def test_without_a_place_that_is_known_there_are_no_distances(filled: Workplace) -> None:
    for near in ("", "Verweggistan"):
        (found,) = compare(filled, (town.COFFEE.id,), near)
        assert found.distance_km is None


def test_one_that_is_gone_is_left_out_doubles_count_once_and_no_more_than_four(filled: Workplace) -> None:
    ids = (GONE, town.COFFEE.id, town.COFFEE.id, town.BUDDY.id)
    assert [one.entry.id for one in compare(filled, ids)] == [town.COFFEE.id, town.BUDDY.id]
    every = (*(service.id for service in town.SERVICES), *map(id_of, town.PROVIDERS))
    assert len(compare(filled, every)) == MOST
