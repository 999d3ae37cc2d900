"""A row that names a municipality the region does not have is taken, and a person is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.models.region import Municipality
from desktop.models.social_map import CommunityService, Place
from desktop.services.imports import apply_import, plan_import
from tests.helpers.files import csv_file
from tests.helpers.shared import shared

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.exchange.plan import ImportPlan
    from desktop.services.workplace import Workplace

HEADER = ["naam", "omschrijving", "plaats", "gemeenten"]
WAITS = ["aanbieder", "gemeente", "intake_weken", "peildatum", "bron"]


@pytest.fixture
def region(workplace: Workplace) -> Workplace:
    """A region of four municipalities."""
    names = ("Oldambt", "Stadskanaal", "Epe", "Súdwest-Fryslân")
    towns = tuple(Municipality(name=name, cbs_code=f"{at:04}") for at, name in enumerate(names))
    return replace(workplace, profile=workplace.profile.model_copy(update={"municipalities": towns}))


def planned(workplace: Workplace, folder: Path, *told: str) -> ImportPlan:
    rows = [[f"Dienst {at}", "Samen eten", "Winschoten", names] for at, names in enumerate(told)]
    return plan_import(workplace, csv_file(folder, [HEADER, *rows]), "services")


@pytest.mark.parametrize(
    "told", ["", "Oldambt", "oldambt, STADSKANAAL", "sudwest fryslan", "Epe | Oldambt"], ids=lambda told: told or "none"
)
def test_a_municipality_of_the_region_gives_no_remark(region: Workplace, tmp_path: Path, told: str) -> None:
    assert planned(region, tmp_path, told).warnings == ()


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("Oldamt", "Oldambt"),
        ("Stadskannal", "Stadskanaal"),
        ("Gemeente Stadskanaal", "Stadskanaal"),
        ("gem. Epe", "Epe"),
        ("Epee", "Epe"),
        ("sudwest-freslan", "Súdwest-Fryslân"),
    ],
)
def test_a_misspelt_one_is_named(region: Workplace, tmp_path: Path, told: str, meant: str) -> None:
    plan = planned(region, tmp_path, f"Oldambt, {told}")
    (warning,) = plan.warnings
    assert (warning.row, warning.field, warning.code) == (2, "municipalities", "municipality-misspelt")
    assert warning.reason == f"“{told}” is no municipality of this region. Did you mean {meant}?"
    assert (plan.new, plan.rejected) == (1, ())


def test_every_row_from_elsewhere_is_told_and_taken(region: Workplace, tmp_path: Path) -> None:
    plan = planned(region, tmp_path, "Groningen", "Oldambt", "Groningen, Veendam", "Epo")
    assert [(w.row, w.code) for w in plan.warnings] == [
        (2, "municipality-elsewhere"),
        (4, "municipality-elsewhere"),
        (5, "municipality-misspelt"),
    ]
    assert "“Groningen, Veendam”" in plan.warnings[1].reason
    apply_import(region, plan)
    with region.store.read() as reader:
        stored = {one.name: one.municipalities for one in reader.find(CommunityService)}
    assert stored["Dienst 2"] == ("Groningen", "Veendam")


def test_an_observation_for_elsewhere_is_told_too(region: Workplace, tmp_path: Path) -> None:
    row = ["Zorg Noord", "Stadskanal", "8", "2026-11-01", "https://zorgnoord.example"]
    plan = plan_import(region, csv_file(tmp_path, [WAITS, row]), "waiting-times")
    assert [(w.field, w.code) for w in plan.warnings] == [("municipality", "municipality-misspelt")]


def test_a_profile_without_municipalities_finds_none_strange(workplace: Workplace, tmp_path: Path) -> None:
    assert planned(workplace, tmp_path, "Groningen").warnings == ()


def test_a_list_of_places_may_be_of_the_whole_country(region: Workplace, tmp_path: Path) -> None:
    rows = [["postcode", "plaats", "gemeente", "lat", "lon"], ["9712", "Groningen", "Groningen", "53.2", "6.5"]]
    plan = plan_import(region, csv_file(tmp_path, rows), "places")
    assert ({type(one) for one in plan.additions}, plan.warnings) == ({Place}, ())


def test_what_the_mapping_says_of_every_row_is_no_row_that_names_it(region: Workplace) -> None:
    plan = plan_import(region, shared("amsterdam/voorzieningen.json"), "services")
    assert {warning.code for warning in plan.warnings} == {"maybe-double"}
