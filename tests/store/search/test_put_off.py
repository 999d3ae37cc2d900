"""What colleagues wrote is searched soon after it came, and until then search says how much is missing."""

from __future__ import annotations

from datetime import date

from desktop.models.social_map import CommunityService, Contract, ContractedProduct, Provider
from desktop.store.database import Store
from desktop.store.search import index
from tests.helpers.stores import KEY
from tests.store.search.conftest import Map


def comes(town: Map, *services: CommunityService) -> None:
    """Services that come from a colleague."""
    with town.store.work("Meet", origin="sync") as work:
        work.add(*services)
        work.commit()


def left(town: Map) -> int:
    with town.store.read() as reader:
        return index.left(reader.connection)


def in_step(town: Map) -> bool:
    with town.store.read() as reader:
        return index.check(reader.connection) == ()


def test_what_came_is_told_as_missing_and_found_once_it_is_taken_up(town: Map) -> None:
    town.service("Eigen soos")
    comes(town, *(CommunityService(name=f"Soos {at}") for at in range(5)))
    answer = town.ask("soos")
    assert ([hit.name for hit in answer.hits], answer.put_off) == (["Eigen soos"], 5)
    assert [town.store.renew_index(2).left for _turn in range(3)] == [3, 1, 0]
    assert (town.ask("soos").total, town.ask("soos").put_off) == (6, 0)
    assert in_step(town)


def test_a_change_and_a_removal_by_a_colleague_are_taken_up_with_what_belongs_to_the_entry(town: Map) -> None:
    gone, changed = town.service("Wandelgroep"), town.provider("Zorg Noord", "Speltherapie")
    with town.store.work("Meet", origin="sync") as work:
        work.remove(CommunityService, gone.id)
        contract = work.find(Contract, provider_id=changed.id)[0]
        added = {"contract_id": contract.id, "provider_id": changed.id, "start": date(2025, 1, 1)}
        work.add(ContractedProduct.model_validate({"product": "Dagbesteding", **added}))
        work.commit()
    assert (town.names("wandelgroep"), left(town)) == ([], 2), "what is gone is not offered meanwhile"
    assert in_step(town)
    town.store.renew_index(100)
    assert (town.names("wandelgroep"), town.names("dagbesteding")) == ([], ["Zorg Noord"])
    assert in_step(town)


def test_whoever_changes_an_entry_that_was_put_off_finds_it_at_once(town: Map) -> None:
    service = CommunityService(name="Soos")
    comes(town, service)
    with town.store.work("Change") as work:
        work.change(CommunityService, service.id, name="Koor")
        work.commit()
    assert (town.names("koor"), left(town)) == (["Koor"], 0)


def test_few_that_were_left_are_taken_up_at_opening_and_many_stay_for_later(town: Map) -> None:
    for number, after in ((200, 0), (201, 201)):
        comes(town, *(CommunityService(name=f"Soos {number} {at}") for at in range(number)))
        town.store.close()
        town.store = Store.open(town.store.path, KEY)
        assert left(town) == after
    assert town.ask("soos", counted=1_000).total == 200
    while town.store.renew_index(100).left:
        pass
    assert town.ask("soos", counted=1_000).total == 401
    assert in_step(town)
    town.store.close()


def test_an_index_that_is_made_anew_leaves_nothing_put_off(town: Map) -> None:
    comes(town, CommunityService(name="Soos"))
    with town.store.work("Rebuild") as work:
        index.rebuild(work.connection)
        work.commit()
    assert (town.names("soos"), left(town)) == (["Soos"], 0)


def test_an_entry_that_was_left_out_though_nothing_is_put_off_is_seen(town: Map) -> None:
    provider = Provider(name="Zorg Noord")
    with town.store.work("Meet", origin="sync") as work:
        work.add(provider)
        work.commit()
    with town.store.work("Damage") as work:
        work.connection.exec_driver_sql("DELETE FROM search_stale")
        work.commit()
    assert not in_step(town)
