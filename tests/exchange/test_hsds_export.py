"""The folder in HSDS 3.1: what is in it, that it holds together, and what is never in it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from desktop.exchange.export.hsds_book import COLUMNS, FILES, LINKS
from desktop.exchange.guarding import unguarded
from desktop.language import speak
from desktop.models.social_map import Provider
from desktop.services.exports import Exported, export_map
from desktop.services.workplace import Workplace
from tests.helpers import rich_map
from tests.helpers.desks import make_workplace


@pytest.fixture
def desk(tmp_path: Path) -> Workplace:
    """A consultant's desk in a region of two municipalities, with the rich map in its store."""
    speak("nl")
    made = make_workplace(tmp_path)
    rich_map.fill(made)
    return made


@pytest.fixture
def done(desk: Workplace, tmp_path: Path) -> Exported:
    exported = export_map(desk, "hsds", tmp_path / "uit")
    desk.store.close()
    return exported


@pytest.fixture
def tables(done: Exported, tmp_path: Path) -> dict[str, list[dict[str, str]]]:
    assert done.written
    return {table: read(tmp_path / "uit" / name) for table, name in FILES.items()}


@pytest.fixture
def services(done: Exported, tmp_path: Path) -> dict[str, dict[str, Any]]:
    assert done.written
    return {one["name"]: one for one in json.loads((tmp_path / "uit" / "services.json").read_text("utf-8"))}


@pytest.fixture
def organisations(done: Exported, tmp_path: Path) -> dict[str, dict[str, Any]]:
    assert done.written
    return {one["name"]: one for one in json.loads((tmp_path / "uit" / "organizations.json").read_text("utf-8"))}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: unguarded(cell) for name, cell in row.items()} for row in csv.DictReader(file)]


def tagged(thing: dict[str, Any], kind: str) -> set[str]:
    return {attribute["value"] for attribute in thing.get("attributes", ()) if attribute["link_type"] == kind}


def test_every_link_leads_to_a_row(tables: dict[str, list[dict[str, str]]]) -> None:
    ids = {table: {row["id"] for row in rows} for table, rows in tables.items()}
    dangling = [
        (table, column, row[column])
        for table, rows in tables.items()
        for row in rows
        for column in row
        if column in LINKS and row[column] and row[column] not in ids[LINKS[column]]
    ]
    assert dangling == []
    assert all(row["link_id"] in ids[row["link_entity"]] for row in tables["attribute"])


def test_every_id_stands_once_and_required_cells_are_filled(tables: dict[str, list[dict[str, str]]]) -> None:
    required = {
        "organization": ("name", "description"),
        "service": ("organization_id", "name", "status"),
        "address": ("address_1", "city", "state_province", "postal_code", "country", "address_type"),
        "service_at_location": ("service_id", "location_id"),
        "taxonomy_term": ("name", "description"),
        "organization_identifier": ("identifier", "identifier_type"),
        "service_capacity": ("service_id", "unit_id", "available", "updated"),
    }
    for table, rows in tables.items():
        ids = [row["id"] for row in rows]
        assert rows, table
        assert len(ids) == len(set(ids)), table
        assert all(row[column] for row in rows for column in ("id", *required.get(table, ())))


def test_codes_of_terms_are_unique(tables: dict[str, list[dict[str, str]]]) -> None:
    codes = [row["code"] for row in tables["taxonomy_term"]]
    assert len(codes) == len(set(codes))


def test_a_community_service_is_told_whole(services: dict[str, dict[str, Any]]) -> None:
    coffee = services["Koffieochtend"]
    assert coffee["id"] == rich_map.COFFEE.id
    assert coffee["organization"]["name"] == "Stichting Welzijn"
    assert (coffee["status"], coffee["minimum_age"], coffee["maximum_age"]) == ("active", 18, 99)
    assert coffee["assured_date"] == "2026-11-01"
    assert coffee["url"] == "https://www.welzijn.example/koffie?dag=wo&ruimte=grote%20zaal"
    assert coffee["phones"][0]["number"] == "+31 597 555 0103"
    assert coffee["schedules"][0]["description"] == "Woensdag 10–12 uur"
    assert [area["name"] for area in coffee["service_areas"]] == ["Oldambt", "Stadskanaal"]
    (place,) = coffee["service_at_locations"]
    address = place["location"]["addresses"][0]
    assert (address["address_1"], address["state_province"], address["country"]) == ("Kerkstraat 1", "Groningen", "NL")
    assert tagged(coffee, "theme") == {"ontmoeten", "eten"}
    assert tagged(coffee, "target-group") == set(rich_map.COFFEE.target_groups)
    assert tagged(coffee, "light-check") == {"U woont in de wijk"}
    assert tagged(coffee, "kind-of-help") == {"community-service"}


def test_free_is_an_amount_of_nought_only_where_it_was_published_as_free(services: dict[str, dict[str, Any]]) -> None:
    (free,) = services["Koffieochtend"]["cost_options"]
    assert (free["option"], free["amount"], free["currency"]) == ("free", 0, "EUR")
    (asked,) = services["Maatjes"]["cost_options"]
    assert "amount" not in asked
    assert "option" not in asked
    (paid,) = services["=HYPERLINK(1)"]["cost_options"]
    assert (paid["option"], "amount" in paid) == ("not free", False)


def test_one_may_not_send_residents_there_is_said_twice(services: dict[str, dict[str, Any]]) -> None:
    shut = services["=HYPERLINK(1)"]
    assert shut["status"] == "active"
    assert shut["alert"] == "Verwijs hier nu niet naar."
    assert tagged(shut, "referral-status") == {"do-not-refer"}
    assert services["Maatjes"]["status"] == "inactive"


def test_a_contracted_product_is_one_service_however_many_contracts_it_stood_in(
    services: dict[str, dict[str, Any]], tables: dict[str, list[dict[str, str]]]
) -> None:
    of_brook = [row for row in tables["service"] if row["organization_id"] == rich_map.BROOK.id]
    assert len(of_brook) == 4
    usual = services["Begeleiding regulier"]
    assert usual["organization"]["id"] == rich_map.BROOK.id
    assert [area["name"] for area in usual["service_areas"]] == ["Oldambt"]
    assert tagged(usual, "law") == {"WMO"}
    assert tagged(usual, "lot") == {"wmo-begeleiding"}
    assert tagged(usual, "segment") == {"1A"}
    assert tagged(usual, "product") == {"begeleiding-regulier"}
    assert tagged(usual, "iwmo-ijw-productcategorie") == {"02"}
    assert tagged(usual, "specialism") == {"autisme"}
    assert len(usual["service_at_locations"]) == 2


def test_the_whole_region_is_named_by_its_municipalities(services: dict[str, dict[str, Any]]) -> None:
    assert [area["name"] for area in services["Begeleiding plus"]["service_areas"]] == ["Oldambt", "Stadskanaal"]


def test_what_no_contract_runs_for_is_not_active(services: dict[str, dict[str, Any]]) -> None:
    (transport,) = (one for one in services.values() if "vervoer" in tagged(one, "product"))
    assert transport["status"] == "inactive"
    assert services["een-oud-product"]["status"] == "inactive"
    assert services["Begeleiding regulier"]["status"] == "active"


def test_free_places_become_capacity_with_the_day_they_were_counted(services: dict[str, dict[str, Any]]) -> None:
    (capacity,) = services["Begeleiding regulier"]["capacities"]
    assert (capacity["available"], capacity["unit"]["name"]) == (3, "places")
    assert capacity["updated"] == "2026-11-20T00:00:00.000Z"


def test_waits_and_status_become_attributes_and_never_the_deprecated_wait_time(
    services: dict[str, dict[str, Any]], tables: dict[str, list[dict[str, str]]]
) -> None:
    told = {
        attribute["taxonomy_term"]["code"]: (attribute["value"], attribute["label"])
        for attribute in services["Begeleiding regulier"]["attributes"]
        if attribute["link_type"] == "availability"
    }
    label = f"2026-11-20 [{rich_map.NEWEST.id[-12:]}]"
    assert told["intake-weeks-min"] == ("2", label)
    assert told["intake-weeks-max"] == ("3.5", label)
    assert told["intake-text"] == ("2 tot 3,5 wk", label)
    assert told["start-weeks-max"][0] == "8"
    assert told["status"][0] == "limited"
    assert told["waiting-count"][0] == "4"
    assert not any("wait_time" in columns for columns in COLUMNS.values())
    assert all("wait_time" not in service for service in services.values())
    assert tables["service"]


def test_an_intake_stop_in_the_contract_is_told(services: dict[str, dict[str, Any]]) -> None:
    assert "contract-intake-stop" in tagged(services["Begeleiding plus"], "availability")
    leave = {
        one["taxonomy_term"]["code"]: one["value"]
        for one in services["Begeleiding plus"]["attributes"]
        if one["taxonomy_term"]["code"].startswith("contract-intake-stop-")
    }
    assert leave == {
        "contract-intake-stop-leave": "2026-10-01",
        "contract-intake-stop-from": "2026-11-01",
        "contract-intake-stop-until": "2027-03-31",
    }
    assert "contract-intake-stop" not in tagged(services["Begeleiding regulier"], "availability")


def test_what_was_observed_without_a_contract_is_a_service_that_says_so(services: dict[str, dict[str, Any]]) -> None:
    seen = services["Diagnostiek"]
    assert tagged(seen, "kind-of-help") == {"no-contract-known"}
    assert seen["capacities"][0]["available"] == 0
    assert seen["capacities"][0]["description"] == "dyslexie, Winschoten"
    assert seen["alert"]


def test_an_observation_of_all_products_stands_with_the_organisation(
    organisations: dict[str, dict[str, Any]], done: Exported
) -> None:
    brook = organisations["De Beek"]
    assert {"open", "2026-11-02"} <= tagged(brook, "availability")
    assert [remark.id for remark in done.left_out if remark.code == "places-of-all-products"] == [rich_map.OF_ALL.id]


def test_a_provider_has_its_numbers_and_its_desk(organisations: dict[str, dict[str, Any]]) -> None:
    brook = organisations["De Beek"]
    assert {(one["identifier_type"], one["identifier"]) for one in brook["organization_identifiers"]} == {
        ("KvK", "87654321"),
        ("AGB", "12345678"),
    }
    (desk,) = brook["contacts"]
    assert (desk["name"], desk["title"], desk["phones"][0]["number"]) == (
        "Aanmeldpunt",
        "aanmeldingen",
        "0597 555 0105",
    )
    assert {"strategic-partner", "groot"} == tagged(brook, "provider")
    assert tagged(brook, "law") == {"WMO", "JEUGDWET"}
    assert {place["name"] for place in brook["locations"]} == {"De Beek", "De Beek Noord"}


def test_what_is_left_out_or_filled_in_is_told(done: Exported) -> None:
    left_out = {(remark.id, remark.code) for remark in done.left_out}
    assert left_out == {
        (rich_map.DOUBLE.id, "merged"),
        (rich_map.FORMULA.id, "email-not-valid"),
        (rich_map.FORMULA.id, "url-not-valid"),
        (rich_map.OF_ALL.id, "places-of-all-products"),
    }
    filled = {(remark.id, remark.code) for remark in done.filled}
    assert {
        (rich_map.CLUB.id, "description-empty"),
        (rich_map.QUIET.id, "description-empty"),
        (rich_map.BARE.id, "organisation-not-known"),
        (rich_map.FORMULA.id, "address-incomplete"),
        (rich_map.ANNEXE.id, "address-incomplete"),
    } == filled
    assert all(remark.reason for remark in (*done.left_out, *done.filled))


def test_no_resident_no_signal_no_colleague_and_nothing_internal_is_in_any_file(done: Exported) -> None:
    everything = " ".join(path.read_text("utf-8") for path in done.written)
    for private in (
        rich_map.BSN,
        "Geheim",
        "Gerda",
        "Vertrouwelijk",
        "Anna Test",
        "intern gebruik",
        "half tien",
        "6015",
    ):
        assert private not in everything


def test_no_cell_of_the_tables_is_run_by_a_spreadsheet(done: Exported) -> None:
    starts = set()
    for path in done.written:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                starts |= {cell[:1] for row in csv.reader(file) for cell in row if not cell.startswith("+31 ")}
    assert starts.isdisjoint(set("=+-@\t\r"))


def test_the_same_map_gives_the_same_bytes(desk: Workplace, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in export_map(desk, "hsds", tmp_path / "een").written}
    again = {path.name: path.read_bytes() for path in export_map(desk, "hsds", tmp_path / "twee").written}
    desk.store.close()
    assert first == again


def test_an_empty_map_gives_tables_with_their_headers(tmp_path: Path) -> None:
    desk = make_workplace(tmp_path)
    done = export_map(desk, "hsds", tmp_path / "leeg")
    desk.store.close()
    assert (done.entries, done.left_out, done.filled) == (0, (), ())
    assert json.loads((tmp_path / "leeg" / "services.json").read_text("utf-8")) == []
    assert read(tmp_path / "leeg" / "services.csv") == []


def test_a_record_whose_id_is_no_uuid_gets_one_that_stays_the_same(tmp_path: Path) -> None:
    desk = make_workplace(tmp_path)
    with desk.store.work("Add", actor="test") as work:
        work.add(Provider(id="oude sleutel", name="Oud"))
        work.commit()
    ids = [
        json.loads((path.parent / "organizations.json").read_text("utf-8"))[0]["id"]
        for path in (export_map(desk, "hsds", tmp_path / name).written[0] for name in ("een", "twee"))
    ]
    desk.store.close()
    assert ids[0] == ids[1]
    assert len(ids[0]) == 36
