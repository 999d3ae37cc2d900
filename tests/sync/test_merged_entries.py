"""A merge meets the team: everyone sees one entry, also when two merged it the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.search import SearchQuestion
from desktop.models.social_map import CommunityService
from desktop.services import undo
from desktop.services.merging import merge
from desktop.services.social_map import community_service, search
from desktop.store.search import index

if TYPE_CHECKING:
    from tests.helpers.laptops import Laptop


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
