"""A region says itself how often its social map is gone over, and where that stands."""

from pathlib import Path

import pytest

from desktop.models.faults import WorldFault
from desktop.regions import read_profile
from tests.regions.small import SMALL

TABLE = """
[map_upkeep]
stale_after_days = 90
source = { paragraph = "7" }
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "klein-gebied.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_region_that_says_nothing_gets_the_programs_own_number_said_to_be_so(tmp_path: Path) -> None:
    upkeep = read_profile(written(tmp_path, SMALL)).map_upkeep
    assert (upkeep.stale_after_days, upkeep.source.document) == (180, "Naober")


def test_a_region_gives_its_own_number_with_its_source(tmp_path: Path) -> None:
    upkeep = read_profile(written(tmp_path, SMALL + TABLE)).map_upkeep
    assert (upkeep.stale_after_days, upkeep.retry_after_days) == (90, 14)
    assert (upkeep.source.document, upkeep.source.paragraph) == ("Verzonnen inkoopplan", "7")


def test_a_number_without_a_source_is_refused_on_its_line(tmp_path: Path) -> None:
    wrong = SMALL + TABLE.replace('source = { paragraph = "7" }', "")
    with pytest.raises(WorldFault, match="profile-faulty") as refused:
        read_profile(written(tmp_path, wrong))
    assert refused.value.values["line"] == wrong.splitlines().index("[map_upkeep]") + 1
