"""A region says itself what a second person looks at and how soon a referral is followed, and where that stands."""

from pathlib import Path

import pytest

from desktop import regions
from desktop.models.faults import WorldFault
from desktop.regions import read_profile
from tests.regions.small import SMALL

APPROVAL = """
[approval]
share_percent = 10
all_from_cents = 500000
source = { paragraph = "7" }
"""
FOLLOW = """
[referral_follow]
within_days = 5
source = { paragraph = "8" }
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "klein-gebied.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_region_that_says_nothing_asks_a_second_person_for_all(tmp_path: Path) -> None:
    found = read_profile(written(tmp_path, SMALL))
    assert found.approval is None
    assert (found.referral_follow.within_days, found.referral_follow.source.document) == (
        14,
        "Naober, standaardinstelling",
    )


def test_none_of_the_shipped_regions_lets_anything_through_unseen() -> None:
    """Their documents do not speak of it."""
    assert {read_profile(path).approval for path in regions.shipped().values()} == {None}


def test_a_region_gives_its_own_numbers_with_their_source(tmp_path: Path) -> None:
    found = read_profile(written(tmp_path, SMALL + APPROVAL + FOLLOW))
    assert found.approval is not None
    assert (found.approval.share_percent, found.approval.all_from_cents) == (10, 500_000)
    assert (found.approval.source.document, found.approval.source.paragraph) == ("Verzonnen inkoopplan", "7")
    assert (found.referral_follow.within_days, found.referral_follow.source.paragraph) == (5, "8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("share_percent = 10", "share_percent = 0"),
        ("share_percent = 10", "share_percent = 101"),
        ("share_percent = 10\n", ""),
        ("all_from_cents = 500000", "all_from_cents = -1"),
        ('source = { paragraph = "7" }', ""),
        ("within_days = 5", "within_days = 0"),
    ],
)
def test_a_sample_of_nothing_or_on_nobodys_word_is_refused(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(WorldFault, match="profile-faulty"):
        read_profile(written(tmp_path, SMALL + (APPROVAL + FOLLOW).replace(old, new)))
