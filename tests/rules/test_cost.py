"""What a draft costs."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.kinds import Unit
from desktop.rules.cost import Rate, cost
from tests.helpers.drafts import draft, region

RESULT = {"lot": "resultaat", "segment": None, "product": None, "volume": None, "unit": None, "frequency": None}


@pytest.mark.parametrize(
    ("changes", "cents"),
    [
        ({"end": "2027-01-07"}, 4 * 6000),
        ({"end": "2027-12-30"}, 4 * 6000 * 52),
        ({"end": "2027-12-31"}, 1_251_429),
        ({"frequency": "day", "end": "2027-01-10"}, 4 * 6000 * 10),
        ({"frequency": "month"}, 4 * 6000 * 12),
        ({"frequency": "month", "start": "2027-01-01", "end": "2027-02-14"}, 4 * 6000 * 3 // 2),
        ({"frequency": "whole-period"}, 4 * 6000),
        ({"frequency": "whole-period", "end": None}, 4 * 6000),
        ({"unit": "minute", "volume": 90, "frequency": "whole-period"}, 9000),
        ({"unit": "euro", "volume": 250, "frequency": "whole-period"}, 25_000),
        ({"volume": 99_999_999, "frequency": "whole-period"}, 99_999_999 * 6000),
    ],
)
def test_volume_times_frequency_times_rate_rounded_half_up(changes: Mapping[str, object], cents: int) -> None:
    found = cost(region(), draft(**changes))
    assert found.cents == cents
    assert found.reason == ""


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (RESULT, "Deze regio betaalt voor resultaten. Daarom is er geen bedrag per inwoner."),
        ({"product": "logeren"}, "Voor deze hulp is geen tarief bekend."),
        ({"product": None}, "Voor deze hulp is geen tarief bekend."),
        ({"unit": "day-part"}, "Het bekende tarief is per uur, niet per dagdeel."),
        ({"volume": None}, "Vul in hoeveel en hoe vaak. Dan staat hier wat het kost."),
        ({"end": None}, "Kies een startdatum en een einddatum. Dan staat hier wat het kost."),
        ({"end": "2026-12-31"}, "Kies een startdatum en een einddatum. Dan staat hier wat het kost."),
    ],
)
def test_where_there_is_no_amount_it_says_why(changes: Mapping[str, object], reason: str) -> None:
    found = cost(region(), draft(**changes))
    assert (found.cents, found.reason) == (None, reason)


def test_the_rate_agreed_with_the_provider_goes_before_the_regions() -> None:
    found = cost(region(), draft(frequency="whole-period"), Rate(7001, Unit.HOUR))
    assert (found.cents, found.rate_cents) == (4 * 7001, 7001)


@given(st.dates(), st.dates(), st.sampled_from(["day", "week", "month"]), st.integers(1, 99_999_999))
def test_twice_the_volume_costs_twice_as_much_but_for_rounding(
    start: object, end: object, frequency: str, volume: int
) -> None:
    half = cost(region(), draft(start=start, end=end, frequency=frequency, volume=volume // 2 + 1)).cents
    whole = (
        cost(region(), draft(start=start, end=end, frequency=frequency, volume=2 * (volume // 2 + 1))).cents
        if volume < 99_999_997
        else None
    )
    if half is not None and whole is not None:
        assert abs(whole - 2 * half) <= 1
