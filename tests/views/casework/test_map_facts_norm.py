"""How long a check counts is the region's figure, and no other."""

from __future__ import annotations

import pytest

from desktop.language import speaking
from desktop.models.region_settings import MapUpkeep, Source
from desktop.views.social_map.facts import checked_badge


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("days", "shown"), [(90, "up to date"), (91, "out of date"), (None, "never checked")])
def test_a_check_ages_by_the_norm_of_the_region(days: int | None, shown: str) -> None:
    norm = MapUpkeep(stale_after_days=90, source=Source(document="Test", paragraph="1"))
    with speaking("en"):
        assert checked_badge(days, norm).accessibleName() == shown
