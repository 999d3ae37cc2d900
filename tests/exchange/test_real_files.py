"""The files that regions really publish; the counts here are the ones the README gives."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from desktop.models.kinds import AvailabilityStatus
from desktop.models.social_map import AvailabilityReport, CommunityService, Location, Organisation, Provider
from desktop.services.imports import apply_import, imports_done, plan_import
from tests.helpers.shared import shared

if TYPE_CHECKING:
    from desktop.exchange.plan import ImportPlan
    from desktop.services.workplace import Workplace

TWENTE = ("twente/wachtlijsten_data.json", "twente/wachtlijsten_twente_2026-08-22.csv")


def counts(plan: ImportPlan) -> tuple[int, int, int, int, int, int]:
    return plan.read, plan.new, plan.changed, plan.same, len(plan.rejected), len(plan.warnings)


def codes(plan: ImportPlan) -> Counter[str]:
    return Counter(warning.code for warning in plan.warnings)


@pytest.mark.parametrize("file", TWENTE)
def test_twente_becomes_73_providers_and_151_observations(workplace: Workplace, file: str) -> None:
    plan = plan_import(workplace, shared(file), "waiting-times")
    assert counts(plan) == (151, 151, 0, 0, 0, 17)
    assert (plan.records["provider"].new, plan.records["availability_report"].new) == (73, 151)
    assert codes(plan) == {
        "date-month-only": 4,
        "value-not-known": 4,
        "wait-zero-doubtful": 4,
        "wait-not-understood": 3,
        "wait-text-beside-number": 1,
        # One provider is written as MUZIKO and as Muzizo.
        "maybe-double": 1,
    }


def test_twente_as_json_and_as_csv_is_the_same_source_twice(workplace: Workplace) -> None:
    apply_import(workplace, plan_import(workplace, shared(TWENTE[0]), "waiting-times"))
    again = plan_import(workplace, shared(TWENTE[1]), "waiting-times")
    assert (again.new, again.changed, again.same) == (0, 0, 151)
    assert again.is_empty


def test_a_published_wait_keeps_its_text_and_unknown_stays_unknown(workplace: Workplace) -> None:
    apply_import(workplace, plan_import(workplace, shared(TWENTE[0]), "waiting-times"))
    with workplace.store.read() as reader:
        reports = reader.find(AvailabilityReport)
        providers = {provider.id: provider for provider in reader.find(Provider)}
    by_text = {report.intake_text or report.start_text: report for report in reports}
    assert (by_text["9 mnd"].intake_min, by_text["9 mnd"].intake_max) == (39.105, 39.105)
    assert (by_text["≥ 20 wk"].start_min, by_text["≥ 20 wk"].start_max) == (20, None)
    assert by_text["Aanmeldstop"].status is AvailabilityStatus.INTAKE_STOP
    assert by_text["Langere wachttijd"].intake_min is None
    assert by_text["Langere wachttijd"].status is AvailabilityStatus.UNKNOWN
    unknown = [r for r in reports if r.status is AvailabilityStatus.UNKNOWN]
    assert len(unknown) == 46
    assert all(r.intake_min is None and r.start_min is None for r in unknown)
    assert providers[by_text["9 mnd"].provider_id].name == "DOPPA zorg"


def test_amsterdam_becomes_209_community_services(workplace: Workplace) -> None:
    plan = plan_import(workplace, shared("amsterdam/voorzieningen.json"), "services")
    assert counts(plan) == (209, 209, 0, 0, 0, 3)
    assert codes(plan) == {"maybe-double": 3}
    apply_import(workplace, plan)
    with workplace.store.read() as reader:
        services = reader.find(CommunityService)
    assert Counter(service.place for service in services)["Amsterdam-Oost"] == 22
    assert all(service.municipalities == ("Amsterdam",) for service in services)
    assert all(service.minimum_age is None and service.checked_on is None for service in services)
    assert not any("\r" in service.how_to_join or "<" in service.description for service in services)
    again = plan_import(workplace, shared("amsterdam/voorzieningen.json"), "services")
    assert counts(again) == (209, 0, 0, 209, 0, 0)


def test_the_directory_from_florida_keeps_its_locations_and_names_its_shifted_row(workplace: Workplace) -> None:
    folder = shared("hsds/florida-legal-aid")
    plan = plan_import(workplace, folder, "hsds")
    assert counts(plan) == (533, 532, 0, 0, 1, 270)
    assert [(r.table, r.row, r.code) for r in plan.rejected] == [("services", 65, "row-shifted")]
    assert codes(plan) == {"value-says-nothing": 244, "age-no-limit": 21, "wanted": 5}
    changes = apply_import(workplace, plan)
    assert {kind: len(ids) for kind, ids in changes.ids.items()} == {
        "organisation": 20,
        "community_service": 134,
        "location": 378,
    }
    with workplace.store.read() as reader:
        organisations = {organisation.id for organisation in reader.find(Organisation)}
        assert {location.organisation_id for location in reader.find(Location)} == organisations
        assert all((service.maximum_age or 0) < 200 for service in reader.find(CommunityService))
    assert counts(plan_import(workplace, folder, "hsds")) == (533, 0, 0, 532, 1, 270)


def test_one_table_of_the_directory_can_be_imported_by_itself(workplace: Workplace) -> None:
    plan = plan_import(workplace, shared("hsds/florida-legal-aid/services.csv"), "hsds")
    assert (plan.read, plan.new, len(plan.rejected)) == (135, 134, 1)
    assert codes(plan)["table-missing"] == 1
    alone = plan_import(workplace, shared("hsds/florida-legal-aid/locations.csv"), "hsds")
    assert (alone.new, {r.code for r in alone.rejected}) == (0, {"link-missing"})
    apply_import(workplace, plan_import(workplace, shared("hsds/florida-legal-aid/organizations.csv"), "hsds"))
    assert plan_import(workplace, shared("hsds/florida-legal-aid/locations.csv"), "hsds").new == 378


def test_an_import_stands_in_the_book_under_its_act(workplace: Workplace) -> None:
    changes = apply_import(workplace, plan_import(workplace, shared("amsterdam/voorzieningen.json"), "services"))
    (run,) = imports_done(workplace)
    assert (run.id, run.source, run.file_name) == (changes.act, "voorzieningen-amsterdam", "voorzieningen.json")
    assert run.counts["new"] == 209
