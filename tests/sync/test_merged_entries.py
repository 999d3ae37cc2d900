"""A merge meets the team: everyone sees one entry, also when two merged it the other way round."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.models.kinds import Role
from desktop.models.search import SearchQuestion
from desktop.models.social_map import AvailabilityReport, CommunityService, Contract, ContractedProduct, Provider
from desktop.services import undo
from desktop.services.contract_reading import providers_by_name
from desktop.services.merging import merge
from desktop.services.social_map import community_service, provider, search
from desktop.store.queries.availability import cells
from desktop.store.queries.coverage import known_providers, offered_on
from desktop.store.search import index

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace
    from tests.helpers.laptops import Laptop

START = date(2026, 1, 1)


def found(laptop: Laptop) -> set[str]:
    """What searching finds, on an index that is in step with the store."""
    assert laptop.ask(lambda reader: index.check(reader.connection)) == ()
    return {hit.id for hit in search(laptop.workplace, SearchQuestion("soos")).hits}


def shared(anna: Laptop, bram: Laptop) -> tuple[CommunityService, CommunityService]:
    one, other = CommunityService(name="Soos"), CommunityService(name="De Soos")
    anna.add(one, other)
    for laptop in (anna, bram):
        laptop.sync()
    return one, other


def test_a_colleague_who_syncs_sees_one_entry_and_two_again_after_undo(anna: Laptop, bram: Laptop) -> None:
    kept, double = shared(anna, bram)
    changes = merge(anna.workplace, kept.id, double.id, {})
    for laptop in (anna, bram):
        laptop.sync()
    assert found(bram) == {kept.id}
    undo.undo(anna.workplace, changes.act)
    for laptop in (anna, bram):
        laptop.sync()
    assert found(bram) == {kept.id, double.id}


def test_two_who_merge_the_other_way_round_end_with_the_same_one_entry(anna: Laptop, bram: Laptop) -> None:
    one, other = shared(anna, bram)
    merge(anna.workplace, one.id, other.id, {})
    merge(bram.workplace, other.id, one.id, {})
    for laptop in (anna, bram, anna):
        laptop.sync()
    for laptop in (anna, bram):
        assert found(laptop) == {min(one.id, other.id)}
        assert community_service(laptop.workplace, one.id) == community_service(laptop.workplace, other.id)


@dataclass(frozen=True)
class Three:
    """Providers that turn out to be one, each with a contract and a wait of its own."""

    first: Provider
    second: Provider
    third: Provider


@pytest.fixture
def three(anna: Laptop, bram: Laptop) -> Three:
    found = Three(*(Provider(name=f"Zorg {name}") for name in ("Oost", "Midden", "West")))
    for each in (found.first, found.second, found.third):
        contract = Contract(provider_id=each.id, start=START)
        anna.add(
            each,
            contract,
            ContractedProduct(contract_id=contract.id, provider_id=each.id, product=each.name, start=START),
            AvailabilityReport(provider_id=each.id, product=each.name, start_max=4, measured_on=START),
        )
    meet(anna, bram)
    return found


def meet(anna: Laptop, bram: Laptop) -> None:
    """Until nothing is under way any more."""
    for laptop in (anna, bram, anna):
        laptop.sync()


def managing(laptop: Laptop) -> Workplace:
    """Whose laptop it is, as one who may change providers."""
    person = laptop.workplace.colleague.model_copy(update={"role": Role.CONTRACT_MANAGER})
    return replace(laptop.workplace, colleague=person)


def merged(laptop: Laptop, double: Provider, kept: Provider) -> str:
    """Merges one into another; returns the act."""
    return merge(managing(laptop), kept.id, double.id, {}).act


def on_the_map(laptop: Laptop) -> dict[str, set[str]]:
    """Of every provider that is shown what it is contracted for; and all that looks at them sees the same."""
    workplace = laptop.workplace
    shown = set(providers_by_name(workplace))
    with laptop.store.read() as reader:
        known = known_providers(reader)
        lines = list(offered_on(reader, workplace.today, known))
        heard = {(one.provider_id, one.product) for one in cells(reader)}
        assert index.check(reader.connection) == ()
    assert shown == set(known) == {hit.id for hit in search(workplace, SearchQuestion("zorg")).hits}
    found = {id_: {line.product for line in lines if line.provider_id == id_} for id_ in shown}
    assert heard == {(id_, product) for id_, products in found.items() for product in products}
    for id_, products in found.items():
        page = provider(workplace, id_)
        assert {line.product for agreement in page.agreements for line in agreement.products} == products
        assert {report.report.product for report in page.reports} == products
    return found


def test_a_provider_merged_both_ways_round_stays_on_the_map_once_with_all_it_had(
    anna: Laptop, bram: Laptop, three: Three
) -> None:
    one, other, third = three.first, three.second, three.third
    merged(anna, one, other)
    merged(bram, other, one)
    meet(anna, bram)
    whole = {min(one.id, other.id): {one.name, other.name}, third.id: {third.name}}
    assert on_the_map(anna) == on_the_map(bram) == whole


def test_in_a_ring_each_merge_is_undone_by_itself(anna: Laptop, bram: Laptop, three: Three) -> None:
    one, other, third = three.first, three.second, three.third
    hers, his = merged(anna, one, other), merged(bram, other, one)
    meet(anna, bram)
    undo.undo(managing(anna), hers)
    meet(anna, bram)
    apart = {one.id: {one.name}, other.id: {other.name}, third.id: {third.name}}
    assert on_the_map(anna) == on_the_map(bram) == {one.id: {one.name, other.name}, third.id: {third.name}}
    undo.undo(managing(bram), his)
    meet(anna, bram)
    assert on_the_map(anna) == on_the_map(bram) == apart


def test_who_was_merged_into_one_that_a_colleague_merged_on_counts_for_the_last(
    anna: Laptop, bram: Laptop, three: Three
) -> None:
    first, between, last = three.first, three.second, three.third
    merged(anna, first, between)
    merged(bram, between, last)
    meet(anna, bram)
    assert on_the_map(anna) == on_the_map(bram) == {last.id: {first.name, between.name, last.name}}


@pytest.mark.parametrize("hers_first", [True, False])
def test_in_a_chain_either_merge_is_undone_by_itself(
    anna: Laptop, bram: Laptop, three: Three, *, hers_first: bool
) -> None:
    first, between, last = three.first, three.second, three.third
    hers, his = merged(anna, first, between), merged(bram, between, last)
    meet(anna, bram)
    if hers_first:
        undo.undo(managing(anna), hers)
        left = {first.id: {first.name}, last.id: {between.name, last.name}}
    else:
        undo.undo(managing(bram), his)
        left = {between.id: {first.name, between.name}, last.id: {last.name}}
    meet(anna, bram)
    assert on_the_map(anna) == on_the_map(bram) == left
    undo.undo(*((managing(bram), his) if hers_first else (managing(anna), hers)))
    meet(anna, bram)
    assert on_the_map(bram) == {each.id: {each.name} for each in (first, between, last)}
