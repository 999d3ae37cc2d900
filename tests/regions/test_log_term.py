"""A region says for how long the log of who looked is kept, and where that stands."""

from pathlib import Path

import pytest

from desktop.models.faults import WorldFault
from desktop.regions import read_profile
from tests.regions.small import SMALL
from tests.regions.test_map_upkeep import written


def test_for_how_long_the_log_is_kept_is_the_regions_number_and_never_less_than_two_years(tmp_path: Path) -> None:
    term = '\n[log_term]\nyears = {}\nsource = {{ document = "Beleid logging", paragraph = "4" }}\n'
    own = read_profile(written(tmp_path, SMALL + term.format(7))).log_term
    assert (own.years, own.source.document) == (7, "Beleid logging")
    assert (usual := read_profile(written(tmp_path, SMALL)).log_term).years == 5, usual
    for wrong in (term.format(1), term.format(31), "\n[log_term]\nyears = 7\n"):
        with pytest.raises(WorldFault, match="profile-faulty"):
            read_profile(written(tmp_path, SMALL + wrong))
