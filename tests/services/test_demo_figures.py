"""Dividing published totals over people: every total comes out, or it is said that they contradict each other."""

from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law
from desktop.models.region import RegionProfile
from desktop.models.region_settings import Figure, Source
from desktop.regions import profile
from desktop.services.demo.contracts import contract_periods
from desktop.services.demo.demand import OLDEST, AgeClass, Demand, Offer, Use, published
from desktop.services.demo.people import test_numbers as official_test_numbers
from desktop.services.demo.periods import BEGUN, WINDOW, Course, periods
from desktop.services.demo.proportions import drawn_up, offers_of, scaled, shared_out
from desktop.services.demo.scene import Scene
from desktop.services.demo.shares import share_out
from desktop.services.demo.spots import homes, spots_of, villages
from desktop.services.places import places_of

TODAY = date(2026, 11, 23)
REGION = "oldambt-stadskanaal"


def demand(clients: int, uses: dict[str, tuple[int, int]], two: int | None = None, more: int = 0) -> Demand:
    offers = tuple(Use(Offer("lot", name), *counts) for name, counts in uses.items())
    return Demand("Oldambt", Law.WMO, (AgeClass(18, 60, clients),), offers, two, more)


def totals(shares: list[dict[Offer, int]]) -> tuple[Counter[str], Counter[str], Counter[int]]:
    """Clients and indications by product, and clients by their number of indications."""
    clients = Counter(offer.product for share in shares for offer in share)
    indications: Counter[str] = Counter()
    for share in shares:
        for offer, count in share.items():
            indications[offer.product] += count
    return clients, indications, Counter(sum(share.values()) for share in shares)


def divided(told: Demand) -> list[dict[Offer, int]] | None:
    """The shares, or None when the totals are said to contradict each other."""
    with suppress(RuleBroken):
        return share_out(told)
    return None


@given(st.integers(1, 60), st.data())
def test_totals_come_out_to_the_unit_or_are_said_to_contradict(clients: int, data: st.DataObject) -> None:
    names = ("a", "b", "c", "d")[: data.draw(st.integers(1, 4))]
    counts = st.tuples(st.integers(0, clients), st.integers(0, 40)).map(lambda t: (t[0], t[0] + t[1]))
    uses = {name: data.draw(counts) for name in names}
    two = data.draw(st.none() | st.integers(0, clients))
    more = data.draw(st.integers(0, clients)) if two is not None else 0
    shares = divided(demand(clients, uses, two, more))
    if shares is None:
        return
    by_product, indications, by_number = totals(shares)
    assert len(shares) == clients
    assert all(share for share in shares)
    for name, (users, indicated) in uses.items():
        assert by_product[name] == users
        assert indications[name] == (indicated if users else 0)
    if two is not None:
        assert by_number[2] == two
        assert sum(n for number, n in by_number.items() if number > 2) == more


@given(st.lists(st.integers(1, 5), min_size=1, max_size=60))
def test_totals_of_people_with_one_kind_of_help_always_come_out(counts: list[int]) -> None:
    two, more = counts.count(2), sum(count > 2 for count in counts)
    shares = share_out(demand(len(counts), {"a": (len(counts), sum(counts))}, two, more))
    assert totals(shares)[2][2] == two
    assert sum(sum(share.values()) for share in shares) == sum(counts)


@pytest.mark.parametrize(
    "impossible",
    [
        demand(10, {"a": (9, 9)}),
        demand(10, {"a": (11, 11)}),
        demand(10, {"a": (10, 9)}),
        demand(10, {"a": (10, 12)}, two=3),
        demand(10, {"a": (10, 10)}, two=1),
        demand(10, {"a": (10, 10), "b": (5, 5)}, two=2, more=1),
        demand(3, {"a": (3, 9)}, two=1, more=0),
    ],
)
def test_totals_that_cannot_all_be_true_are_refused(impossible: Demand) -> None:
    with pytest.raises(RuleBroken, match="figures-contradict"):
        share_out(impossible)


def test_nobody_of_the_published_tables_gets_an_unlikely_number_of_indications() -> None:
    for told in published(profile(REGION)):
        assert max(totals(share_out(told))[2]) <= 5


def test_the_published_tables_are_read_with_todays_products() -> None:
    oldambt, stadskanaal = published(profile(REGION))
    assert (oldambt.municipality, oldambt.clients, stadskanaal.clients) == ("Oldambt", 665, 602)
    assert oldambt.uses[0] == Use(Offer("wmo-begeleiding", "begeleiding-regulier"), 463, 681)
    assert [(a.low, a.high, a.clients) for a in oldambt.ages] == [
        (18, 23, 91),
        (24, 54, 338),
        (55, 75, 171),
        (76, OLDEST, 65),
    ]
    assert (oldambt.two, oldambt.three_or_more, oldambt.from_youth) == (221, 97, {0: 13, 1: 9})


def with_figures(**changed: object) -> RegionProfile:
    known = profile(REGION)
    figures = tuple(f.model_copy(update=changed) if f.id.startswith("clients-by") else f for f in known.figures)
    return known.model_copy(update={"figures": figures})


def test_a_key_that_is_no_age_or_no_product_is_refused() -> None:
    with pytest.raises(RuleBroken, match="figures-contradict"):
        published(with_figures(key="jong"))


def test_a_region_without_tables_publishes_no_demand() -> None:
    assert published(profile("achterhoek")) == ()


@given(st.integers(1, 3000))
def test_another_number_of_residents_keeps_the_proportions_and_can_be_divided(residents: int) -> None:
    smaller = scaled(published(profile(REGION)), residents)
    assert sum(told.clients for told in smaller) == residents
    for told in smaller:
        assert len(share_out(told)) == told.clients
        assert {use.offer.product for use in told.uses} <= {p.id for p in profile(REGION).products}


@pytest.mark.parametrize("region", ["bommelerwaard", "achterhoek", "hart-van-brabant", "midden-ijssel-oost-veluwe"])
@given(residents=st.integers(1, 800))
def test_a_demand_that_is_drawn_up_follows_the_profile_and_can_be_divided(region: str, residents: int) -> None:
    known = PROFILES[region]
    demands = drawn_up(known, residents, TODAY)
    assert sum(told.clients for told in demands) == residents
    for told in demands:
        assert len(share_out(told)) == told.clients
        for use in told.uses:
            lot = next(lot for lot in known.lots if lot.id == use.offer.lot)
            assert lot.law is told.law
            assert told.municipality not in lot.not_bought_by
            assert use.offer in offers_of(known, lot, TODAY)


PROFILES = {
    region: profile(region)
    for region in ("bommelerwaard", "achterhoek", "hart-van-brabant", "midden-ijssel-oost-veluwe")
}


def test_the_shares_of_clients_are_those_of_the_lots() -> None:
    demands = drawn_up(profile("bommelerwaard"), 5376, TODAY)
    by_law = Counter({law: sum(d.clients for d in demands if d.law is law) for law in Law})
    assert abs(by_law[Law.WMO] - 2904) < 30
    assert abs(by_law[Law.JEUGDWET] - 2472) < 30


@given(st.integers(0, 5000), st.dictionaries(st.text(max_size=3), st.integers(0, 90), min_size=1))
def test_parts_add_up_to_the_whole(total: int, weights: dict[str, int]) -> None:
    parts = shared_out(total, weights)
    if any(weights.values()):
        assert sum(parts.values()) == total
        assert all(abs(parts[key] - total * weights[key] / sum(weights.values())) < 1 for key in weights)


@given(st.integers(0, 10_000), st.integers(1, 6), st.booleans(), st.sampled_from([92, 365, 730, 1095]))
def test_every_period_touches_the_counted_year_and_follows_the_one_before(
    seed: int, count: int, running: bool, longest: int
) -> None:
    scene = Scene(PROFILES["bommelerwaard"], datetime(2026, 11, 23, tzinfo=UTC), TODAY, Random(seed))  # noqa: S311
    found = periods(scene, Course(count, running, longest, TODAY - timedelta(days=3 * 365)))
    assert len(found) == count
    for start, end in found:
        assert start <= end
        assert (end - start).days < longest
        assert end >= TODAY - timedelta(days=WINDOW)
        assert start <= TODAY - timedelta(days=BEGUN) or not running
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in pairwise(found))
    assert (found[-1][1] >= TODAY) is running
    assert found[-1][0] <= TODAY


def test_there_are_test_numbers_for_nine_thousand_people() -> None:
    numbers = list(official_test_numbers())
    assert len(numbers) == len(set(numbers)) > 9000
    assert all(len(number) == 9 and number.startswith("9999") for number in numbers)


def test_a_contract_is_extended_as_agreed_and_a_new_purchase_follows_the_present_one() -> None:
    terms = {lot.id: lot.contract for region in (REGION, "bommelerwaard") for lot in profile(region).lots}
    [extended] = contract_periods(terms["wmo-begeleiding"], TODAY)
    assert extended == (date(2022, 6, 1), date(2027, 5, 31))
    present, following = contract_periods(terms["wmo-algemeen"], TODAY)
    assert present[1] + timedelta(days=1) == following[0] == date(2027, 1, 1)
    assert present[0] < TODAY
    [usual] = contract_periods(None, TODAY)
    assert usual[0] < TODAY < usual[1]


def test_a_municipality_without_known_places_still_has_a_spot() -> None:
    known = profile(REGION)
    nowhere = known.model_copy(
        update={"municipalities": (known.municipalities[0].model_copy(update={"name": "Nergens"}),)}
    )
    [spot] = spots_of(nowhere, places_of(nowhere))
    assert (spot.name, spot.latitude) == ("Nergens", None)
    assert homes([spot], "Nergens") == list(villages([spot], "Nergens")) == [spot]


def test_the_town_with_the_most_postal_codes_comes_first() -> None:
    spots = spots_of(profile(REGION), places_of(profile(REGION)))
    assert next(villages(spots, "Oldambt")).name == "Winschoten"
    assert all(spot.code for spot in homes(spots, "Oldambt"))


def test_a_figure_of_an_older_year_gives_way_to_the_newest() -> None:
    known = profile(REGION)
    older = Figure(
        id="clients-by-age",
        municipality="Oldambt",
        key="18-23",
        year=2010,
        value=1,
        unit="clients",
        source=Source(document="Elders", paragraph="1"),
    )
    told = published(known.model_copy(update={"figures": (older, *known.figures)}))
    assert told[0].clients == 665
