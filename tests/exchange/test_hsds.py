"""HSDS 3, as tables and as documents: joined, checked, and every fault named."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.hsds.documents import is_hsds, tables_of_documents
from desktop.exchange.hsds.joining import join
from desktop.models.kinds import AvailabilityStatus, MapStatus, Role
from desktop.models.social_map import AvailabilityReport, CommunityService, Location, Organisation, Provider
from desktop.services.imports import apply_import, plan_import
from desktop.services.map_entries import MapKind, Seen, correct_entry
from tests.helpers.files import csv_file
from tests.helpers.shared import shared

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.exchange.plan import ImportPlan
    from desktop.services.workplace import Workplace

ORGANISATIONS = [
    ["id", "name", "website", "parent_organization_id"],
    ["o1", "Stichting De Brink", "https://debrink.example", ""],
    ["o2", "Zorg Noord", "", ""],
]
SERVICES = [
    ["id", "organization_id", "name", "description", "status", "minimum_age", "wait_time"],
    ["s1", "o1", "Eetcafé", "Samen eten", "active", "18", "6 weeks"],
    ["s2", "o2", "Begeleiding", "Thuis", "active", "", ""],
    ["s3", "o1", "Oud spreekuur", "Gestopt", "defunct", "", ""],
]
REST = {
    "locations": [
        ["id", "organization_id", "name", "latitude", "longitude"],
        ["l1", "o1", "Buurthuis", "53.14", "7.03"],
    ],
    "addresses": [
        ["id", "location_id", "address_1", "city", "postal_code"],
        ["a1", "l1", "Brink 1", "Winschoten", "9671 AB"],
    ],
    "service_at_location": [["id", "service_id", "location_id"], ["x1", "s1", "l1"]],
    "phones": [["id", "service_id", "organization_id", "number"], ["p1", "s1", "", "0597 41 00 00"]],
    "schedules": [
        ["id", "service_id", "byday", "opens_at", "closes_at", "valid_from", "valid_to", "description"],
        ["h1", "s1", "TU,TH", "17:30:00", "20:00:00", "", "", "Niet in de zomer"],
    ],
    "service_areas": [["id", "service_id", "name"], ["g1", "s1", "Oldambt"], ["g2", "s1", "Pekela"]],
    "taxonomy_terms": [
        ["id", "code", "name", "taxonomy"],
        ["t1", "", "eten", "theme"],
        ["t2", "WMO", "Wmo", "law"],
    ],
    "attributes": [
        ["id", "link_id", "taxonomy_term_id", "link_entity", "value"],
        ["b1", "s1", "t1", "service", "eten"],
        ["b2", "o2", "t2", "organization", "WMO"],
    ],
    "units": [["id", "name"], ["u1", "places"]],
    "service_capacity": [
        ["id", "service_id", "unit_id", "available", "updated"],
        ["c1", "s2", "u1", "3", "2026-11-20T00:00:00.000Z"],
    ],
}


def folder(at: Path, **tables: list[list[str]]) -> Path:
    """A folder of tables; those named take the place of the usual ones."""
    for name, rows in ({"organizations": ORGANISATIONS, "services": SERVICES} | REST | tables).items():
        csv_file(at, rows, f"{name}.csv")
    return at


def findings(plan: ImportPlan) -> list[tuple[str, int, str, str]]:
    return [(f.table, f.row, f.field, f.code) for f in (*plan.rejected, *plan.warnings)]


def test_the_tables_become_services_places_and_observations(workplace: Workplace, tmp_path: Path) -> None:
    plan = plan_import(workplace, folder(tmp_path), "hsds")
    assert findings(plan) == []
    assert (plan.read, plan.new) == (6, 6)
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        services = {service.name: service for service in reader.find(CommunityService)}
        (organisation,) = reader.find(Organisation)
        (provider,) = reader.find(Provider)
        (location,) = reader.find(Location)
        (report,) = reader.find(AvailabilityReport)
    eat = services["Eetcafé"]
    assert (eat.organisation, eat.organisation_id) == ("Stichting De Brink", organisation.id)
    assert (eat.phone, eat.themes, eat.municipalities) == ("0597 41 00 00", ("eten",), ("Oldambt", "Pekela"))
    assert eat.opening_hours == "di, do 17:30–20:00. Niet in de zomer"
    assert services["Oud spreekuur"].status is MapStatus.INACTIVE
    assert (location.service_id, location.address, location.place) == (eat.id, "Brink 1", "Winschoten")
    assert (provider.name, provider.laws) == ("Zorg Noord", ("WMO",))
    assert (report.provider_id, report.product, report.free_places) == (provider.id, "Begeleiding", 3)
    # Places are free; whether there is a stop beside it, nobody said.
    assert (report.status, report.measured_on.isoformat()) == (AvailabilityStatus.UNKNOWN, "2026-11-20")
    assert report.start_min is None
    assert plan_import(workplace, tmp_path, "hsds").is_empty


def test_no_place_free_is_kept_as_such(workplace: Workplace, tmp_path: Path) -> None:
    rows = [REST["service_capacity"][0], ["c1", "s2", "u1", "0", "2026-11-20"]]
    apply_import(workplace, plan_import(workplace, folder(tmp_path, service_capacity=rows), "hsds"))
    with workplace.store.read() as reader:
        (report,) = reader.find(AvailabilityReport)
    assert (report.free_places, report.status) == (0, AvailabilityStatus.UNKNOWN)


def changed(table: list[list[str]], row: int, **cells: str) -> list[list[str]]:
    """The table with other cells in one row."""
    made = [list(line) for line in table]
    for column, cell in cells.items():
        made[row][made[0].index(column)] = cell
    return made


@pytest.mark.parametrize(
    ("tables", "found"),
    [
        (
            {"organizations": changed(ORGANISATIONS, 1, parent_organization_id="o1")},
            ("organizations", 2, "organization", "link-circular"),
        ),
        (
            {"organizations": changed(ORGANISATIONS, 1, parent_organization_id="weg")},
            ("organizations", 2, "organization", "link-missing"),
        ),
        ({"services": changed(SERVICES, 1, organization_id="weg")}, ("services", 2, "organization_id", "link-missing")),
        (
            {"service_capacity": changed(REST["service_capacity"], 1, service_id="weg")},
            ("service_capacity", 2, "provider", "link-missing"),
        ),
        (
            {"schedules": changed(REST["schedules"], 1, opens_at="20:00", closes_at="17:30")},
            ("services", 2, "opening_hours", "period-reversed"),
        ),
        (
            {"schedules": changed(REST["schedules"], 1, opens_at="99:99")},
            ("services", 2, "opening_hours", "time-not-understood"),
        ),
        (
            {"schedules": changed(REST["schedules"], 1, valid_from="2026-12-01", valid_to="2026-01-01")},
            ("services", 2, "opening_hours", "period-reversed"),
        ),
        (
            {"locations": changed(REST["locations"], 1, latitude="0", longitude="0")},
            ("locations", 2, "latitude", "coordinate-zero"),
        ),
        (
            {"locations": changed(REST["locations"], 1, latitude="7.03", longitude="53.14")},
            ("locations", 2, "latitude", "coordinate-abroad"),
        ),
        (
            {"locations": changed(REST["locations"], 1, latitude="100")},
            ("locations", 2, "latitude", "coordinate-out-of-range"),
        ),
        (
            {"services": changed(SERVICES, 1, description="x" * 1_000_000)},
            ("services", 2, "description", "text-too-long"),
        ),
    ],
)
def test_what_cannot_be_right_is_named_by_table_row_and_field(
    workplace: Workplace, tmp_path: Path, tables: dict[str, list[list[str]]], found: tuple[str, int, str, str]
) -> None:
    plan = plan_import(workplace, folder(tmp_path, **tables), "hsds")
    assert found in findings(plan)
    assert all(finding.reason for finding in (*plan.rejected, *plan.warnings))
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        organisations = {one.id for one in reader.find(Organisation)}
        assert all(service.organisation_id in organisations for service in reader.find(CommunityService))


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("service_at_location", "location_id"),
        ("service_at_location", "service_id"),
        ("addresses", "location_id"),
        ("phones", "service_id"),
        ("schedules", "service_id"),
        ("service_areas", "service_id"),
        ("attributes", "taxonomy_term_id"),
    ],
)
def test_a_row_that_belongs_to_nothing_is_told(workplace: Workplace, tmp_path: Path, table: str, column: str) -> None:
    tables = {table: changed(REST[table], 1, **{column: "weg"})}
    plan = plan_import(workplace, folder(tmp_path, **tables), "hsds")
    assert findings(plan) == [(table, 2, column, "link-missing")]


def test_a_table_that_is_not_there_is_told_once(workplace: Workplace, tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "taxonomy_terms.csv").unlink()
    plan = plan_import(workplace, tmp_path, "hsds")
    assert ("attributes", 0, "taxonomy_term_id", "table-missing") in findings(plan)
    assert len([f for f in findings(plan) if f[0] == "attributes"]) == 1


def test_a_location_of_a_service_that_is_not_there_is_its_organisations(workplace: Workplace, tmp_path: Path) -> None:
    tables = {"service_at_location": changed(REST["service_at_location"], 1, service_id="weg")}
    apply_import(workplace, plan_import(workplace, folder(tmp_path, **tables), "hsds"))
    with workplace.store.read() as reader:
        (location,) = reader.find(Location)
        (organisation,) = reader.find(Organisation)
    assert (location.organisation_id, location.service_id) == (organisation.id, None)


def test_a_circle_of_two_is_found_as_well(workplace: Workplace, tmp_path: Path) -> None:
    rows = changed(changed(ORGANISATIONS, 1, parent_organization_id="o2"), 2, parent_organization_id="o1")
    plan = plan_import(workplace, folder(tmp_path, organizations=rows), "hsds")
    assert [f[3] for f in findings(plan)] == ["link-circular", "link-circular"]


FIRST_EDITION = {
    "organization": [["id", "name", "description", "url"], ["o1", "De Brink", "Welzijn", "https://brink.example"]],
    "service": [
        ["id", "organization_id", "name", "description", "status", "application_process", "wait_time", "fees"],
        ["s1", "o1", "Eetcafé", "Samen eten", "active", "Bel eerst", "2 weeks", "Vijf euro"],
    ],
    "location": [
        ["id", "organization_id", "name", "latitude", "longitude"],
        ["l1", "o1", "Buurthuis", "53.14", "7.03"],
    ],
    "physical_address": [
        ["id", "location_id", "address_1", "city", "state_province", "postal_code", "country"],
        ["a1", "l1", "Brink 1", "Winschoten", "Groningen", "9671 AB", "NL"],
    ],
    "phone": [["id", "service_id", "number"], ["p1", "s1", "0597 41 00 00"]],
    "regular_schedule": [
        ["id", "service_id", "weekday", "opens_at", "closes_at"],
        ["h1", "s1", "2", "17:30", "20:00"],
        ["h2", "s1", "Sunday", "12:00", "14:00"],
    ],
    "service_area": [["id", "service_id", "service_area"], ["g1", "s1", "Oldambt"]],
    "service_at_location": [["id", "service_id", "location_id"], ["x1", "s1", "l1"]],
    "service_taxonomy": [["id", "service_id", "taxonomy_id"], ["st1", "s1", "t1"]],
    "taxonomy": [["id", "name", "parent_id", "vocabulary"], ["t1", "eten", "", "open eligibility"]],
    "eligibility": [["id", "service_id", "eligibility"], ["e1", "s1", "senior"]],
}
"""As HSDS 1.1 has it: tables by their singular names, and what moved since."""


def test_the_tables_of_the_first_edition_say_what_those_of_the_third_say(workplace: Workplace, tmp_path: Path) -> None:
    for name, rows in FIRST_EDITION.items():
        csv_file(tmp_path, rows, f"{name}.csv")
    plan = plan_import(workplace, tmp_path, "hsds")
    assert findings(plan) == []
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        (service,) = reader.find(CommunityService)
        (location,) = reader.find(Location)
    assert (service.cost, service.how_to_join, service.phone) == ("Vijf euro", "Bel eerst", "0597 41 00 00")
    assert service.opening_hours == "di 17:30–20:00\nzo 12:00–14:00"
    assert (service.municipalities, service.themes, service.target_groups) == (("Oldambt",), ("eten",), ("senior",))
    assert (location.service_id, location.address, location.postal_code) == (service.id, "Brink 1", "9671 AB")


DOCUMENT: dict[str, Any] = {
    "id": "s1",
    "name": "Eetcafé",
    "description": "Samen eten",
    "status": "active",
    "organization": {"id": "o1", "name": "Stichting De Brink"},
    "phones": [{"id": "p1", "number": "0597 41 00 00"}],
    "schedules": [{"id": "h1", "byday": "TU", "opens_at": "17:30", "closes_at": "20:00"}],
    "service_areas": [{"id": "g1", "name": "Oldambt"}],
    "service_at_locations": [
        {
            "id": "x1",
            "location": {
                "id": "l1",
                "name": "Buurthuis",
                "latitude": 53.14,
                "longitude": 7.03,
                "addresses": [{"id": "a1", "address_1": "Brink 1", "city": "Winschoten", "postal_code": "9671 AB"}],
            },
        }
    ],
    "attributes": [{"id": "b1", "taxonomy_term": {"id": "t1", "name": "eten", "taxonomy": "theme"}}],
}


@pytest.mark.parametrize("wrapped", [DOCUMENT, [DOCUMENT], {"contents": [DOCUMENT], "total_pages": 1}])
def test_a_document_a_list_and_a_page_say_the_same(workplace: Workplace, tmp_path: Path, wrapped: object) -> None:
    file = tmp_path / "services.json"
    file.write_text(json.dumps(wrapped), encoding="utf-8")
    plan = plan_import(workplace, file, "hsds")
    assert (findings(plan), plan.read, plan.new) == ([], 3, 3)
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        (service,) = reader.find(CommunityService)
        (location,) = reader.find(Location)
    assert (service.phone, service.themes, service.opening_hours) == ("0597 41 00 00", ("eten",), "di 17:30–20:00")
    assert (location.service_id, location.place, location.latitude) == (service.id, "Winschoten", 53.14)
    assert plan_import(workplace, file, "hsds").is_empty


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from([*DOCUMENT, "services", "location", "contents", "service"]), inner, max_size=5
            )
        ),
        max_leaves=30,
    )
)
def test_any_document_becomes_tables_without_harm(document: object) -> None:
    if is_hsds(document):
        join(tables_of_documents(document))


def test_the_examples_of_the_specification_are_read(workplace: Workplace) -> None:
    tables = plan_import(workplace, shared("hsds/examples-3.1/csv"), "hsds")
    assert [(f.table, f.field, f.code) for f in tables.rejected] == [
        ("locations", "latitude", "coordinate-out-of-range"),
        ("service_capacity", "provider", "link-missing"),
    ]
    assert (tables.read, tables.new) == (4, 2)
    whole = plan_import(workplace, shared("hsds/examples-3.1/service_full.json"), "hsds")
    assert (whole.records["provider"].new, whole.records["availability_report"].new) == (1, 1)


@pytest.mark.parametrize(
    ("judged", "told", "kept"),
    [
        (MapStatus.DO_NOT_REFER, "", MapStatus.DO_NOT_REFER),
        (MapStatus.DO_NOT_REFER, "active", MapStatus.DO_NOT_REFER),
        (MapStatus.DO_NOT_REFER, "defunct", MapStatus.INACTIVE),
        (MapStatus.INACTIVE, "", MapStatus.INACTIVE),
        (MapStatus.INACTIVE, "active", MapStatus.ACTIVE),
    ],
)
def test_a_source_that_is_silent_does_not_overrule_a_person(
    workplace: Workplace, tmp_path: Path, judged: MapStatus, told: str, kept: MapStatus
) -> None:
    apply_import(workplace, plan_import(workplace, folder(tmp_path), "hsds"))
    with workplace.store.read() as reader:
        eat = next(service for service in reader.find(CommunityService) if service.name == "Eetcafé")
    consultant = replace(workplace, colleague=workplace.colleague.model_copy(update={"role": Role.CONSULTANT}))
    correct_entry(consultant, MapKind.SERVICE, eat.id, {"status": judged}, Seen("gebeld", "Vol"))
    again = folder(tmp_path, services=changed(SERVICES, 1, status=told, description="Samen koken"))
    apply_import(workplace, plan_import(workplace, again, "hsds"))
    with workplace.store.read() as reader:
        eat = next(service for service in reader.find(CommunityService) if service.name == "Eetcafé")
    assert (eat.description, eat.status) == ("Samen koken", kept)
