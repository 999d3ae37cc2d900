"""What stands out in how long people wait, and which figures may be taken together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.kinds import AvailabilityStatus
from desktop.rules.availability import NOT_KNOWN, Mark, Standing, Waits, fits, marks, together

OPEN, STOP = AvailabilityStatus.OPEN, AvailabilityStatus.INTAKE_STOP
WEEKS = st.none() | st.floats(min_value=0, max_value=520)
WAITS = st.builds(lambda low, high: Waits(low, high, int(low is not None or high is not None)), WEEKS, WEEKS)


def standing(
    *statuses: AvailabilityStatus, age: int | None = 3, disputed: bool = False, stop: bool = False, over: bool = False
) -> Standing:
    return Standing(statuses or (OPEN,), age, disputed, stop, over)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (standing(), set()),
        (standing(age=30), set()),
        (standing(age=31), {Mark.STALE}),
        (standing(AvailabilityStatus.UNKNOWN, age=None), {Mark.NEVER}),
        (standing(OPEN, STOP), {Mark.STOP}),
        (standing(stop=True), {Mark.STOP}),
        (standing(disputed=True, over=True), {Mark.DISPUTED, Mark.OVER_NORM}),
    ],
)
def test_what_stands_out(found: Standing, wanted: set[Mark]) -> None:
    assert marks(found, stale_after=30) == wanted


def test_a_figure_is_old_from_the_day_after_the_limit_someone_set() -> None:
    assert marks(standing(age=8), stale_after=7) == {Mark.STALE}
    assert marks(standing(age=8), stale_after=8) == set()


def test_asking_for_nothing_asks_for_everything_and_one_of_what_is_asked_is_enough() -> None:
    assert fits({Mark.STALE}, set())
    assert fits({Mark.STALE}, {Mark.STALE, Mark.STOP})
    assert not fits(set(), {Mark.STOP})


def test_waits_together_are_the_range_that_holds_them_all() -> None:
    assert together([Waits(2, 4, 1), Waits(6, 8, 1)]) == Waits(2, 8, 2)
    assert together([Waits(2, 4, 1), Waits(20, None, 1)]) == Waits(2, None, 2)
    assert together([Waits(None, 4, 1), Waits(6, 8, 1)]) == Waits(None, 8, 2)


def test_what_is_not_known_makes_no_wait_of_zero_and_hides_none_that_is_known() -> None:
    assert together([]) == NOT_KNOWN
    assert together([NOT_KNOWN, Waits(None, None, 0)]) == NOT_KNOWN
    assert together([NOT_KNOWN, Waits(6, 8, 1)]) == Waits(6, 8, 1)


@given(st.lists(WAITS))
def test_the_order_in_which_they_are_told_makes_no_difference(waits: list[Waits]) -> None:
    assert together(waits) == together(reversed(waits))


@given(st.lists(WAITS, min_size=1))
def test_every_bound_that_is_known_lies_within_the_range(waits: list[Waits]) -> None:
    whole = together(waits)
    for one in waits:
        if whole.low is not None and one.low is not None:
            assert whole.low <= one.low
        if whole.high is not None and one.high is not None:
            assert one.high <= whole.high
