"""Lists that were pasted together, columns told twice, numbers that are none, and an import that is stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.models.social_map import AvailabilityReport, CommunityService, Provider
from desktop.services.imports import apply_import, plan_import
from tests.helpers.files import csv_file

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.exchange.plan import ImportPlan
    from desktop.services.workplace import Workplace

HEADER = ["naam", "omschrijving", "plaats"]


def refusals(plan: ImportPlan) -> list[tuple[int, str, str]]:
    return [(finding.row, finding.field, finding.code) for finding in plan.rejected]


def test_a_header_in_the_middle_of_lists_that_were_pasted_together_is_no_entry(
    workplace: Workplace, tmp_path: Path
) -> None:
    rows = [HEADER, ["Soos", "Kaarten", "Winschoten"], HEADER, ["Naam", "Over namen", "Winschoten"]]
    plan = plan_import(workplace, csv_file(tmp_path, rows), "services")
    assert (plan.new, refusals(plan)) == (2, [(3, "", "header-again")])


def test_of_two_columns_for_one_thing_the_one_that_is_not_read_is_told(workplace: Workplace, tmp_path: Path) -> None:
    rows = [["naam", "name", "omschrijving", "gemeente", "municipalities"], ["Soos", "Club", "Kaarten", "A", "B"]]
    plan = plan_import(workplace, csv_file(tmp_path, rows), "services")
    (service,) = plan.additions
    assert isinstance(service, CommunityService)
    assert (service.name, service.municipalities, plan.not_read) == ("Soos", ("A",), ("municipalities", "name"))


def test_the_short_names_of_columns_that_people_write_are_known(workplace: Workplace, tmp_path: Path) -> None:
    rows = [["naam", "wet", "agb", "kvk"], ["De Brug", "Wmo", "87654321", "12345678"]]
    plan = plan_import(workplace, csv_file(tmp_path, rows), "providers")
    (provider,) = plan.additions
    assert isinstance(provider, Provider)
    assert (provider.agb_code, provider.kvk_number, plan.not_read) == ("87654321", "12345678", ())
    rows = [["aanbieder", "peildatum", "intake", "start"], ["De Brug", "2026-11-01", "2 wk", "6–8 wk"]]
    plan = plan_import(workplace, csv_file(tmp_path, rows), "waiting-times")
    [told] = [one for one in plan.additions if isinstance(one, AvailabilityReport)]
    assert (told.intake_max, told.start_min, told.start_max, plan.not_read) == (2, 6, 8, ())


def test_two_rows_with_other_figures_for_one_offer_are_not_called_the_same(
    workplace: Workplace, tmp_path: Path
) -> None:
    rows = [["aanbieder", "peildatum", "start"], ["De Brug", "2026-11-01", "2"], ["De Brug", "2026-11-01", "9"]]
    plan = plan_import(workplace, csv_file(tmp_path, rows), "waiting-times")
    [double] = plan.rejected
    assert (double.row, double.reason) == (3, "Row 2 is about the same. Only that row counts.")


def test_what_json_calls_no_number_is_nothing(workplace: Workplace, tmp_path: Path) -> None:
    path = tmp_path / "lijst.json"
    path.write_text('[{"naam": NaN, "omschrijving": "x"}, null, {"naam": "Soos", "omschrijving": -Infinity}]')
    plan = plan_import(workplace, path, "services")
    assert (refusals(plan), [finding.row for finding in plan.rejected], plan.new) == ([(1, "naam", "required")], [1], 1)
    (service,) = plan.additions
    assert isinstance(service, CommunityService)
    assert service.description == ""


def test_an_import_that_is_stopped_midway_leaves_nothing_and_can_be_done_after_all(
    workplace: Workplace, tmp_path: Path
) -> None:
    rows = [HEADER, *([f"Soos {number}", "Kaarten", "Winschoten"] for number in range(2_500))]
    plan = plan_import(workplace, csv_file(tmp_path, rows), "services")

    def stop(done: int, _total: int) -> None:
        if done >= 2_000:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        apply_import(workplace, plan, stop)
    with workplace.store.read() as reader:
        assert reader.count(CommunityService) == 0
    assert len(apply_import(workplace, plan).ids["community_service"]) == 2_500
