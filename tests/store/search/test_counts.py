"""Counts and narrowing, against a plain look at every entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop.models.kinds import AvailabilityStatus, Law, MapStatus
from desktop.models.search import Facet, HitKind, SearchAnswer, SearchQuestion
from desktop.models.social_map import (
    AvailabilityReport,
    CommunityService,
    Contract,
    ContractedProduct,
    Location,
    Provider,
)
from desktop.store.search.facets import Bought, token
from desktop.store.search.searching import search
from tests.store.search.conftest import TODAY, Map
from tests.store.search.plain_look import BANDS, CARE, COMING, TOWNS, Entry, fits, without

PLACES = ("Winschoten", "Assen", "Nergenshuizen", "")
PRODUCTS = ("begeleiding", "begeleiding-plus", "vervoer")
GROUPS = ("Ouderen", "Jeugd")
WORDS = ("soos", "zorg", "maatje")
BOUGHT = Bought(
    heavy=(("begeleiding", "begeleiding-plus"),),
    acts={
        Law.WMO: frozenset({token(Facet.LOT, "lot-wmo")}),
        Law.JEUGDWET: frozenset({token(Facet.LOT, "lot-jeugd")}),
    },
    coming=frozenset({COMING}),
)


def some(dice: Random, among: Iterable[str], most: int = 2) -> tuple[str, ...]:
    every = list(among)
    return tuple(dice.sample(every, dice.randint(0, min(most, len(every)))))


def make_entry(dice: Random, number: int, kept: str | None = None) -> Entry:
    """`kept` is the entry that some turn out to be doubles of."""
    common: dict[str, Any] = {
        "name": f"{dice.choice(WORDS)} {number}",
        "description": dice.choice(("", "", "Wij komen bij u thuis.")),
        "place": dice.choice(PLACES),
        "municipalities": some(dice, TOWNS),
        "target_groups": some(dice, GROUPS),
        "minimum_age": dice.choice((None, None, 12, 66)),
        "status": dice.choice((MapStatus.ACTIVE, MapStatus.ACTIVE, MapStatus.ACTIVE, MapStatus.DO_NOT_REFER)),
        "merged_into": dice.choice((None, None, None, None, kept)),
    }
    if dice.random() < 0.5:
        more = {
            "themes": some(dice, ("eten", "geld")),
            "free_of_charge": dice.choice((None, True, False)),
            "light_check": dice.choice(("", "een gesprek")),
        }
        return Entry(CommunityService.model_validate({**common, **more}))
    laws, specialisms = some(dice, ("WMO", "JEUGDWET")), some(dice, ("autisme", "trauma"))
    provider = Provider.model_validate({**common, "laws": laws, "specialisms": specialisms})
    entry = Entry(provider)
    for _ in range(dice.randint(0, 3)):
        entry.lines.append(make_line(dice, provider))
    entry.statuses = {*some(dice, (AvailabilityStatus.OPEN, AvailabilityStatus.INTAKE_STOP))}
    entry.places = [*some(dice, ("Assen", "Winschoten"), 1)]
    return entry


def make_line(dice: Random, provider: Provider) -> tuple[Contract, ContractedProduct]:
    """Some begin or end between the day the store was filled and the day of the question."""
    days = (None, TODAY - timedelta(400), TODAY - timedelta(1), TODAY, TODAY + timedelta(1))
    start = dice.choice((date(2025, 1, 1), date(2025, 1, 1), TODAY - timedelta(1), TODAY, TODAY + timedelta(1)))
    contract = Contract(provider_id=provider.id, start=date(2024, 1, 1), end=dice.choice((None, None, *days)))
    line = ContractedProduct(
        contract_id=contract.id,
        provider_id=provider.id,
        lot=dice.choice(("lot-wmo", "lot-jeugd", "")),
        segment=dice.choice(("1A", "1B", "")),
        product=dice.choice((*PRODUCTS, "")),
        municipalities=some(dice, TOWNS),
        start=start,
        end=dice.choice(days),
    )
    return contract, line


class Entries(list[Entry]):
    """All that is stored, told in a failure by how many it is."""

    def __repr__(self) -> str:
        return f"{len(self)} entries"


@pytest.fixture(params=[1, 2])
def entries(request: pytest.FixtureRequest, town: Map) -> Entries:
    dice = Random(request.param)  # noqa: S311 - the same invented map every time
    kept = make_entry(dice, 0)
    made = Entries([kept, *(make_entry(dice, number, kept.value.id) for number in range(1, 40))])
    for entry in made:
        reports = [
            AvailabilityReport(
                provider_id=entry.value.id,
                product=status,
                status=AvailabilityStatus(status),
                measured_on=date(2026, 11, 1),
            )
            for status in sorted(entry.statuses)
        ]
        locations = [Location(provider_id=entry.value.id, place=place) for place in entry.places]
        town.add(entry.value, *(one for pair in entry.lines for one in pair), *reports, *locations)
    # What hangs on a double counts for the kept one; a provider is no double of a community service.
    doubles = [entry for entry in made if entry.value.merged_into and entry.kind is kept.kind]
    for double in doubles:
        kept.lines += double.lines
        kept.statuses |= double.statuses
        kept.places += double.places
    return Entries(entry for entry in made if entry not in doubles)


def ask(town: Map, question: SearchQuestion) -> SearchAnswer:
    with town.store.read() as reader:
        return search(reader, question, today=TODAY, bought=BOUGHT)


VALUES: dict[Facet, tuple[str, ...]] = {
    Facet.LAW: ("WMO", "JEUGDWET"),
    Facet.LOT: ("lot-wmo", "lot-jeugd"),
    Facet.SEGMENT: ("1A", "1B"),
    Facet.PRODUCT: PRODUCTS,
    Facet.MUNICIPALITY: TOWNS,
    Facet.PLACE: ("Winschoten", "Assen", "Nergenshuizen"),
    Facet.TARGET_GROUP: GROUPS,
    Facet.AGE: tuple(BANDS),
    Facet.SPECIALISM: ("autisme", "trauma"),
    Facet.THEME: ("eten", "geld"),
    Facet.AVAILABILITY: ("open", "intake-stop", "unknown"),
    Facet.COST: ("free", "paid", "unknown"),
    Facet.LIGHT_CHECK: ("asked", "none-known"),
    Facet.KIND: ("community", "provider"),
    Facet.OFFERS: ("light-and-heavy", "youth-and-wmo"),
}

narrowings = st.dictionaries(st.sampled_from(list(Facet)), st.integers(1, 7), max_size=3).map(
    lambda picked: {
        facet: tuple(value for at, value in enumerate(VALUES[facet]) if mask >> at & 1)
        for facet, mask in picked.items()
    }
)
questions = st.builds(
    SearchQuestion,
    text=st.sampled_from(["", "", *WORDS]),
    municipality=st.sampled_from(["", "", *TOWNS]),
    product=st.sampled_from(["", "", *PRODUCTS]),
    law=st.sampled_from([None, None, Law.WMO]),
    age=st.sampled_from([None, None, 11, 12, 70]),
    no_indication=st.booleans(),
    include_resting=st.booleans(),
    narrowed=narrowings,
    near=st.just("Assen"),
    within_km=st.sampled_from([None, None, 2, 30, 100.5]),
    with_counts=st.just(value=True),
    limit=st.just(value=100),
)


TWO_TOWNS = SearchQuestion(
    municipality=TOWNS[1],
    narrowed={Facet.PRODUCT: PRODUCTS[:1], Facet.MUNICIPALITY: TOWNS[:1]},
    with_counts=True,
    limit=100,
)
"""The product must be contracted in both."""

SEGMENT_THERE = SearchQuestion(
    narrowed={Facet.SEGMENT: ("1A",), Facet.MUNICIPALITY: TOWNS[:1]}, with_counts=True, limit=100
)
"""Not who has the segment in one municipality and something else in the other."""

ACT_THERE = SearchQuestion(
    municipality=TOWNS[0],
    narrowed={Facet.LAW: ("JEUGDWET",), Facet.OFFERS: ("youth-and-wmo",)},
    with_counts=True,
    limit=100,
)
"""Also acts that are known by lots alone, in that municipality."""


NEAR_BY = SearchQuestion(municipality=TOWNS[0], near="Assen", within_km=10, with_counts=True, limit=100)
"""By a product whose help comes to the resident more are found than by another."""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@example(question=NEAR_BY)
@example(question=replace(NEAR_BY, narrowed={Facet.PRODUCT: PRODUCTS[1:]}))
@example(question=TWO_TOWNS)
@example(question=SEGMENT_THERE)
@example(question=ACT_THERE)
@given(question=questions)
def test_what_is_found_and_every_count_is_as_a_plain_look_at_all_entries(
    town: Map, entries: Entries, question: SearchQuestion
) -> None:
    answer = ask(town, question)
    fitting = [entry for entry in entries if fits(entry, question)]
    assert {hit.id for hit in answer.hits} == {entry.value.id for entry in fitting}
    assert answer.total == len(fitting)
    for facet in Facet:
        base = without(question, facet)
        counted: dict[str, int] = {}
        for value in VALUES[facet]:
            narrowed = replace(base, narrowed={**base.narrowed, facet: (value,)})
            found = [entry for entry in entries if fits(entry, narrowed)]
            # A value of care that only community services stay beside is nobody's.
            if facet not in CARE or any(entry.kind is HitKind.PROVIDER for entry in found):
                counted[value] = len(found)
        counted = {value: count for value, count in counted.items() if count}
        told = {one.value: one.count for one in answer.counts[facet]}
        if facet is Facet.MUNICIPALITY:
            # A municipality that only those are for who are there for everyone need not be named.
            counted = {name: count for name, count in counted.items() if name in told}
        assert told == counted, facet
        assert list(told.values()) == sorted(told.values(), reverse=True)


def test_a_count_is_what_narrowing_by_that_value_finds(town: Map, entries: Entries) -> None:
    assert entries
    question = SearchQuestion(municipality="Oldambt", with_counts=True, limit=100)
    answer = ask(town, question)
    for facet, counts in answer.counts.items():
        for one in counts:
            asked = replace(question, narrowed={facet: (one.value,)}, with_counts=False)
            asked = replace(asked, municipality="") if facet is Facet.MUNICIPALITY else asked
            assert ask(town, asked).total == one.count, (facet, one.value)


def test_narrowing_contracted_care_keeps_the_community_services_and_kind_takes_them_off(town: Map) -> None:
    town.service("Maatje")
    town.provider("Zorg maatje", "begeleiding", laws=("WMO",), specialisms=("autisme",))
    town.provider("Ander maatje", laws=("JEUGDWET",))
    for facet, value in (
        (Facet.LAW, "WMO"),
        (Facet.PRODUCT, "begeleiding"),
        (Facet.SPECIALISM, "autisme"),
    ):
        assert town.names("maatje", narrowed={facet: (value,)}) == ["Maatje", "Zorg maatje"]
        alone = {facet: (value,), Facet.KIND: ("provider",)}
        assert town.names("maatje", narrowed=alone) == ["Zorg maatje"]
    assert town.names("maatje", narrowed={Facet.AVAILABILITY: ("open",)}) == ["Maatje"]


def test_places_tell_where_the_entries_found_are(town: Map) -> None:
    town.service("Soos", place="Winschoten")
    provider = town.provider("Zorg", place="Winschoten")
    town.add(Location(provider_id=provider.id, place="Assen"))
    town.service("Eetcafé", place="Assen")
    town.service("Soos", place="Nergenshuizen", latitude=53.1, longitude=7.0)
    town.service("Soos", place="Verweggistan")
    answer = town.ask(with_counts=True)
    told = [(place.name, place.community, place.providers) for place in answer.places]
    assert told == [("Assen", 1, 1), ("Winschoten", 1, 1), ("Nergenshuizen", 1, 0)]
    assert answer.places[2].latitude == pytest.approx(53.1)
    assert town.ask("zorg", with_counts=True).places[0].name == "Assen"
    assert town.ask("zorg").places == ()
    assert not town.ask("zorg").counts


def test_an_entry_that_was_merged_into_another_is_never_found(town: Map) -> None:
    kept = town.service("Soos")
    town.service("Soos dubbel", merged_into=kept.id, status=MapStatus.INACTIVE)
    assert town.names("soos", include_resting=True) == ["Soos"]
    with town.store.work("Undo") as uow:
        double = uow.find(CommunityService, name="Soos dubbel")[0]
        uow.change(CommunityService, double.id, merged_into=None, status=MapStatus.ACTIVE)
        uow.commit()
    assert sorted(town.names("soos")) == ["Soos", "Soos dubbel"]
