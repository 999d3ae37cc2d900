from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.models.kinds import AvailabilityStatus
from desktop.models.social_map import AvailabilityReport, CommunityService, Location, Organisation, Place, Provider
from desktop.store.database import Store
from desktop.store.search import index, schema
from desktop.store.search.texts import AS_TEXT
from tests.helpers.stores import KEY
from tests.store.search.conftest import Map

if TYPE_CHECKING:
    from sqlalchemy import Connection


def run(town: Map, sql: str) -> None:
    with town.store.work("Test") as uow:
        uow.connection.exec_driver_sql(sql)
        uow.commit()


def stale(town: Map) -> tuple[str, ...]:
    with town.store.read() as reader:
        return index.check(reader.connection)


def test_a_change_is_found_at_once_and_the_old_words_no_longer(town: Map) -> None:
    service = town.service("Wandelgroep")
    with town.store.work("Change") as uow:
        uow.change(CommunityService, service.id, name="Fietsgroep")
        uow.commit()
    assert (town.names("fietsgroep"), town.ask("wandelgroep").hits) == (["Fietsgroep"], ())
    with town.store.work("Remove") as uow:
        uow.remove(CommunityService, service.id)
        uow.commit()
    assert town.names("fietsgroep") == []
    assert stale(town) == ()


def test_what_was_not_committed_is_not_found(town: Map) -> None:
    with town.store.work("Add") as uow:
        uow.add(CommunityService(name="Wandelgroep"))
    assert town.names("wandelgroep") == []


def test_an_entry_follows_what_belongs_to_it(town: Map) -> None:
    provider = town.provider("Zorg Noord")
    town.add(
        AvailabilityReport(
            provider_id=provider.id,
            product="Speltherapie",
            start_max=3,
            start_min=3,
            status=AvailabilityStatus.OPEN,
            measured_on=date(2026, 11, 1),
        )
    )
    assert town.names("speltherapie", max_weeks=4) == ["Zorg Noord"]
    runs = Organisation(name="Welzijn Oost", other_name="WOO")
    place = Location(organisation_id=runs.id, name="Buurthuis", place="Winschoten")
    service = CommunityService(name="Soos", organisation_id=runs.id)
    town.add(runs, service, place)
    assert town.names("woo") == ["Soos"]
    with town.store.work("Move") as uow:
        uow.change(Organisation, runs.id, other_name="WELO")
        uow.change(Location, place.id, place="Assen", organisation_id=None, provider_id=provider.id)
        uow.commit()
    assert (town.names("welo"), town.ask("woo").hits) == (["Soos"], ())
    assert town.ask("zorg noord", near="Assen").hits[0].distance_km == 0
    assert stale(town) == ()


def test_a_new_place_moves_the_entries_that_are_there(town: Map) -> None:
    town.service("Soos", place="Nergenshuizen")
    town.add(Place(name="Nergenshuizen", latitude=53.0, longitude=7.0))
    assert town.ask("soos", near="Nergenshuizen").hits[0].distance_km == 0
    assert stale(town) == ()


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM search_entry",
        "UPDATE search_entry SET digest = 'x'",
        "INSERT INTO search_entry (id, kind, label, since, turns, digest) VALUES ('x', 'provider', 'a', '', 'z', 'b')",
    ],
)
def test_an_index_out_of_step_is_seen_and_mended(town: Map, damage: str) -> None:
    town.service("Soos")
    town.provider("Zorg Noord")
    run(town, damage)
    assert stale(town)
    with town.store.work("Rebuild") as uow:
        assert index.rebuild(uow.connection) == 2
        uow.commit()
    assert stale(town) == ()
    assert town.names("soos") == ["Soos"]


def test_another_list_of_words_makes_the_index_anew_at_opening(town: Map) -> None:
    town.service("Soos")
    run(town, "UPDATE search_state SET value = 'older' WHERE name = 'made_as'")
    run(town, "DELETE FROM search_text WHERE rowid = 1")
    town.store.close()
    store = Store.open(town.store.path, KEY)
    try:
        assert Map(store).names("soos") == ["Soos"]
    finally:
        store.close()


def test_the_tables_of_the_index_are_all_named(town: Map) -> None:
    with town.store.read() as reader:
        found = tables(reader.connection)
    assert {name for name in found if not name.startswith("search_text_")} == set(schema.TABLES)


def tables(connection: Connection) -> set[str]:
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'search%'")
    return {name for (name,) in rows}


def test_many_entries_at_once_are_all_found(town: Map) -> None:
    town.add(
        *(CommunityService(name=f"Soos {n}") for n in range(1_200)), *(Provider(name=f"Zorg {n}") for n in range(300))
    )
    assert (town.ask("soos", counted=5_000).total, town.ask("zorg").total) == (1_200, 300)
    assert stale(town) == ()


def test_what_a_hit_tells_is_json_whatever_the_entry_says(town: Map) -> None:
    odd = 'Het "Huis"\\ \u2028\t é\x01😀'
    service = town.service(
        f"Naam {odd}",
        description=odd,
        phone=odd,
        cost=odd,
        organisation=odd,
        themes=(odd,),
        latitude=53.0,
        longitude=7.05,
    )
    with town.store.read() as reader:
        content = str(reader.connection.exec_driver_sql("SELECT content FROM search_shown").scalar_one())
    facts, told, observed, located = json.loads(content)
    assert AS_TEXT([facts, told, observed, located]) == content
    assert [facts[name] for name in ("name", "phone", "cost", "organisation")] == [service.name, odd, odd, odd]
    assert (observed, located) == ([], [[53.0, 7.05, False, ""]])
