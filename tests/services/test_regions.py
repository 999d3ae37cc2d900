"""Listing, showing and checking regions, as the command line and the first screen ask it."""

from pathlib import Path

import pytest

from desktop.models.faults import RuleBroken
from desktop.services.regions import check_region, list_regions, show_region


def test_every_region_is_listed_with_its_municipalities() -> None:
    listed = {region.id: region for region in list_regions()}
    assert len(listed) == 5
    assert all(region.municipalities and region.document for region in listed.values())


def test_a_listed_region_can_be_shown_whole() -> None:
    for region in list_regions():
        shown = show_region(region.id)
        assert (shown.name, tuple(town.name for town in shown.municipalities)) == (region.name, region.municipalities)


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(RuleBroken) as told:
        show_region("nergenshuizen")
    assert told.value.code == "unknown-region"


def test_a_file_is_checked_without_being_used(tmp_path: Path) -> None:
    file = tmp_path / "leeg.toml"
    file.write_text("", encoding="utf-8")
    assert {fault.code for fault in check_region(file)} == {"missing"}
    assert {fault.line for fault in check_region(file)} == {1}
