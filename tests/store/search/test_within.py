"""A limit to the distance: what it leaves out, what stays, and what is said of it."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from desktop.models.faults import RuleBroken
from desktop.models.search import FURTHEST_KM, Facet
from desktop.models.social_map import Location, Organisation, Place
from desktop.rules.nearness import distance_km
from desktop.store.search.facets import cells, cells_within
from tests.store.search.conftest import Map

WINSCHOTEN = (53.14417, 7.03472)


def east_of(km: float) -> dict[str, Any]:
    """A point so far east of Winschoten."""
    north, east = WINSCHOTEN
    return {"latitude": north, "longitude": east + km / (111.2 * math.cos(math.radians(north)))}


def test_only_what_is_so_near_is_found_the_limit_itself_too(town: Map) -> None:
    for km in (1, 4.9, 5.1, 12, 80):
        town.service(f"Soos op {km}", **east_of(km))
    assert town.names(near="Winschoten", within_km=5) == ["Soos op 1", "Soos op 4.9"]
    assert town.names(near="Winschoten", within_km=12.001) == ["Soos op 1", "Soos op 4.9", "Soos op 5.1", "Soos op 12"]
    assert len(town.names(near="Winschoten", within_km=FURTHEST_KM)) == 5
    assert len(town.names(near="Winschoten")) == 5


def test_an_entry_with_a_location_that_is_near_is_near_and_the_location_is_named(town: Map) -> None:
    far = town.provider("Zorg Ver", place="Groningen")
    town.add(
        Location(provider_id=far.id, name="De Esch", place="Winschoten", **east_of(2.3)),
        Location(provider_id=far.id, name="Hoofdkantoor", place="Groningen"),
    )
    town.provider("Zorg Elders", place="Groningen")
    (hit,) = town.ask(near="Winschoten", within_km=5).hits
    assert (hit.name, hit.place, hit.nearest, hit.distance_km) == ("Zorg Ver", "Groningen", "De Esch, Winschoten", 2.3)
    assert hit.stands[0] == "2.3 km: location De Esch, Winschoten"
    assert town.ask().hits[0].nearest == ""


def test_a_location_by_the_name_of_the_entry_is_called_by_its_place_alone(town: Map) -> None:
    made = town.provider("Zorg Noord", place="Groningen")
    town.add(Location(provider_id=made.id, name="Zorg Noord", place="Winschoten", **east_of(2)))
    assert town.ask(near="Winschoten").hits[0].nearest == "Winschoten"


def test_the_location_of_the_organisation_that_runs_it_is_named_too(town: Map) -> None:
    runs = Organisation(name="Welzijn")
    town.add(runs, Location(organisation_id=runs.id, name="Huis in Assen", place="Assen"))
    town.add(Location(organisation_id=runs.id, name="De Spil", place="Winschoten", **east_of(3)))
    town.service("Soos", organisation_id=runs.id)
    (hit,) = town.ask(near="Winschoten").hits
    assert hit.nearest == "De Spil, Winschoten"
    assert town.ask(near="Assen").hits[0].nearest == "Huis in Assen"


def test_what_comes_to_the_home_is_online_or_has_no_place_stays_and_says_why(town: Map) -> None:
    town.service("Klusbus", place="Maastricht", description="De klusser komt bij u thuis.")
    town.service("Praatlijn", place="Maastricht", how_to_join="Online gesprekken via beeldbellen")
    town.service("Landelijke lijn")
    town.service("Soos", place="Maastricht", description="Kom gerust langs, thuis zitten is ook niks.")
    hits = {hit.name: hit for hit in town.ask(near="Winschoten", within_km=10).hits}
    assert set(hits) == {"Klusbus", "Praatlijn", "Landelijke lijn"}
    assert hits["Klusbus"].stands[-1].startswith("comes to the resident or is online, ")
    assert hits["Klusbus"].stands[-1].endswith(" km: location Maastricht")
    assert hits["Landelijke lijn"].stands[-1] == "not known how far, so it stays"
    assert "stays" not in town.ask("landelijke", near="Winschoten").hits[0].stands[-1]


def test_of_contracted_care_the_product_tells_whether_it_comes_and_only_the_one_that_is_asked(town: Map) -> None:
    town.coming = frozenset({"begeleiding"})
    town.named = (("dagbesteding", ("dagbesteding",)), ("begeleiding", ("begeleiding thuis",)))
    town.provider("Zorg Beide", "begeleiding", "dagbesteding", place="Maastricht")
    town.provider("Zorg Dag", "dagbesteding", place="Maastricht", description="Wij komen bij u thuis.")
    town.provider("Zorg Hier", "dagbesteding", place="Winschoten")
    near: dict[str, Any] = {"near": "Winschoten", "within_km": 10}
    assert set(town.names(**near)) == {"Zorg Beide", "Zorg Hier"}
    assert town.names(**near, product="dagbesteding") == ["Zorg Hier"]
    assert town.names("dagbesteding", **near) == ["Zorg Hier"]
    assert town.names("begeleiding thuis", **near) == ["Zorg Beide"]
    answer = town.ask(**near, with_counts=True)
    assert {one.value: one.count for one in answer.counts[Facet.PRODUCT]} == {"dagbesteding": 1, "begeleiding": 1}


def test_what_is_known_only_roughly_is_not_left_out_by_a_distance_that_nobody_can_tell(town: Map) -> None:
    town.service("Maatje", place="Amsterdam-West")
    town.service("Maatje ver", place="Rotterdam-West")
    assert town.names(near="Amsterdam", within_km=2) == ["Maatje"]


def test_who_says_to_be_in_the_very_place_is_there_wherever_its_point_lies(town: Map) -> None:
    town.service("Soos", place="Winschoten", **east_of(30))
    assert town.names(near="Winschoten", within_km=10) == ["Soos"]


def test_without_a_place_or_with_an_impossible_distance_it_is_refused(town: Map) -> None:
    with pytest.raises(RuleBroken, match="distance-without-place near"):
        town.ask(within_km=10)
    for km in (0, -3, math.nan, math.inf, FURTHEST_KM + 1):
        with pytest.raises(RuleBroken, match="distance-not-possible within"):
            town.ask(near="Winschoten", within_km=km)


def test_from_an_address_that_nobody_knows_nothing_is_left_out_and_that_is_said(town: Map) -> None:
    town.service("Soos", place="Maastricht")
    answer = town.ask(near="9999 ZZ", near_if_known=True, within_km=5)
    assert ([hit.name for hit in answer.hits], answer.is_nowhere) == (["Soos"], True)
    assert not town.ask(near="Winschoten", within_km=5).is_nowhere
    assert not town.ask(near="9999 ZZ", near_if_known=True).is_nowhere


def test_a_place_of_the_region_by_its_postal_code_serves_too(town: Map) -> None:
    town.add(Place(name="Wijk 1", postal_code4="9671", latitude=53.15, longitude=7.04))
    town.service("Soos", latitude=53.16, longitude=7.04)
    town.service("Ver", latitude=52.16, longitude=7.04)
    assert town.names(near="9671 AB", within_km=5) == ["Soos"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(50.7, 53.6), st.floats(3.3, 7.2), st.floats(0.1, 60), st.floats(0, 1), st.floats(0, 2 * math.pi))
def test_the_squares_cover_the_whole_circle(north: float, east: float, km: float, part: float, turn: float) -> None:
    up, on = part * km * math.sin(turn), part * km * math.cos(turn)
    point = (north + up / 111.2, east + on / (111.2 * math.cos(math.radians(north))))
    squares = cells_within(north, east, km * 1.01)
    assert distance_km(north, east, *point) <= km * 1.02
    assert not squares or squares & set(cells(*point))


def asked(town: Map, **fields: Any) -> list[str]:  # noqa: ANN401 - a shorthand for fields of many kinds
    """The queries on the index of words that one question takes."""
    statements: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(town.store.engine, "before_cursor_execute", listen)
    town.ask("hulp", limit=1, near="Winschoten", within_km=5, **fields)
    event.remove(town.store.engine, "before_cursor_execute", listen)
    return [one for one in statements if "search_text MATCH" in one]


def test_what_stays_is_looked_for_by_itself_and_no_more_where_there_is_none(town: Map) -> None:
    for number in range(4):
        town.service(f"Hulp {number}", place="Winschoten")
    with_none = asked(town)
    assert all(one.count("MATCH") == 1 for one in with_none), (
        "of no entry it is asked whether it is among all that stay"
    )
    # Both in all texts, then the near ones in names and in labels: what stays was not there and is not asked for again.
    assert len(with_none) == 4
    town.service("Hulp aan huis", description="Wij komen bij u thuis.", place="Assen")
    town.service("Hulp ver", place="Assen")
    assert len(asked(town)) == 6
    assert town.names("hulp", near="Winschoten", within_km=5) == [*(f"Hulp {n}" for n in range(4)), "Hulp aan huis"]
    assert town.ask("hulp", near="Winschoten", within_km=5, limit=1).total == 5
