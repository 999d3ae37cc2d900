"""A sixth region is one file: no more is needed to work in it."""

from datetime import date
from pathlib import Path

import pytest

from desktop import regions
from desktop.models.draft import Draft
from desktop.models.region import RegionProfile
from desktop.rules.prompts import prompts
from tests.regions.small import SMALL


@pytest.fixture
def sixth(tmp_path: Path) -> RegionProfile:
    path = tmp_path / "klein-gebied.toml"
    path.write_text(SMALL, encoding="utf-8")
    return regions.profile(str(path))


def test_the_file_is_read_by_its_path(sixth: RegionProfile) -> None:
    assert (sixth.id, sixth.name) == ("klein-gebied", "Klein Gebied")


def test_a_source_without_a_document_stands_in_the_profiles_own(sixth: RegionProfile) -> None:
    assert sixth.products[0].source.document == "Verzonnen inkoopplan"
    assert sixth.lots[0].contract is not None
    assert sixth.lots[0].contract.source.document == "Verzonnen inkoopplan"


def test_its_rules_ask_and_cite_it(sixth: RegionProfile) -> None:
    draft = Draft(
        region=sixth.id, municipality="Kleindorp", today=date(2026, 1, 5), product="hulp", start=date(2026, 2, 1)
    )
    asked = {prompt.code: prompt for prompt in prompts(sixth, draft)}
    assert set(asked) == {"evaluation-missing", "praat-eerst"}
    assert asked["evaluation-missing"].source.document == "Verzonnen inkoopplan"
    assert asked["praat-eerst"].text == "Praat eerst met de buren."


def test_a_region_dropped_among_the_others_is_not_needed_there(sixth: RegionProfile) -> None:
    assert sixth.id not in regions.shipped()
