"""Which entry stands for which: one text of SQL says it, and here it is told again in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.models.social_map import CommunityService, Provider
from desktop.store.merged import families, family, kept_for, kept_id, kept_ids, shown_of, tied_to
from desktop.store.search import index

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.store.database import Store
    from desktop.store.unit_of_work import UnitOfWork

NAMES = "abcdefgh"
GONE = "xyz"
"""Named by some as kept, and not in the store."""

Merges = dict[str, str | None]

merges = st.dictionaries(st.sampled_from(NAMES), st.none() | st.sampled_from(NAMES + GONE), min_size=1)
"""Any graph of merges: chains, rings, tails into rings, an entry merged into itself, what names an absent one."""

services = st.sets(st.sampled_from(NAMES))
"""Which of the entries are community services; the others are providers."""


def id_of(name: str) -> str:
    return f"00000000-0000-7000-8000-{ord(name):012d}"


def plainly(name: str, merges: Mapping[str, str | None], services: set[str]) -> str:
    """Who stands for this one: as it is told in docs/decisions/doubles.md."""
    walked = [name]
    while True:
        into = merges.get(walked[-1])
        if into is None or into not in merges or (into in services) != (name in services):
            return walked[-1]
        if into in walked:
            return min(walked[walked.index(into) :])
        walked.append(into)


def put(work: UnitOfWork, merges: Merges, services: set[str]) -> None:
    for name, into in merges.items():
        kind = CommunityService if name in services else Provider
        work.add(kind(id=id_of(name), name=f"Soos {name}", merged_into=into and id_of(into)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(merges=merges, services=services)
def test_the_store_says_of_every_graph_of_merges_what_plain_words_say(
    store: Store, merges: Merges, services: set[str]
) -> None:
    told = {id_of(name): id_of(plainly(name, merges, services)) for name in merges}
    with store.work("Never committed") as work:
        put(work, merges, services)
        asked = work.connection
        assert kept_for(asked) == {one: kept for one, kept in told.items() if kept != one}
        assert kept_ids(asked, told) == told
        assert {one: kept_id(asked, one) for one in told} == told
        assert shown_of(asked, told) == [one for one in told if told[one] == one]
        for one, kept in told.items():
            whole = {other for other in told if told[other] == kept}
            assert set(family(asked, one)) == whole
            assert family(asked, one)[0] == kept
            assert families(asked, [kept]) == dict.fromkeys(whole, kept)
            assert tied_to(asked, [one]) >= whole


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(merges=merges, services=services)
def test_nothing_vanishes_and_nothing_is_shown_twice(store: Store, merges: Merges, services: set[str]) -> None:
    with store.work("Never committed") as work:
        put(work, merges, services)
        for one in map(id_of, merges):
            assert sum(other not in kept_for(work.connection) for other in family(work.connection, one)) == 1


@pytest.mark.parametrize("act", ["comes", "goes", "is merged", "is merged no more"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(merges=merges, services=services, data=st.data())
def test_the_search_index_keeps_in_step_whatever_happens_to_one_entry(
    store: Store, act: str, merges: Merges, services: set[str], data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from(sorted(merges)))
    kind = CommunityService if one in services else Provider
    before = {name: into for name, into in merges.items() if act != "comes" or name != one}
    with store.work("Before") as work:
        for left in work.find(CommunityService):
            work.remove(CommunityService, left.id)
        for other in work.find(Provider):
            work.remove(Provider, other.id)
        put(work, before, services)
        work.commit()
    with store.work("Act") as work:
        if act == "comes":
            put(work, {one: merges[one]}, services)
        elif act == "goes":
            work.remove(kind, id_of(one))
        else:
            into = data.draw(st.sampled_from(sorted(merges))) if act == "is merged" else None
            work.change(kind, id_of(one), merged_into=into and id_of(into))
        work.commit()
    with store.read() as reader:
        assert index.check(reader.connection) == ()
