"""Blocks of months: whole, over, and none over another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.blocks import block_of, is_over, last_block

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("today", "months", "rests", "found"),
    [
        (date(2026, 11, 26), 3, 30, (date(2026, 7, 1), date(2026, 9, 30))),
        (date(2026, 10, 29), 3, 30, (date(2026, 4, 1), date(2026, 6, 30))),
        (date(2026, 10, 30), 3, 30, (date(2026, 7, 1), date(2026, 9, 30))),
        (date(2026, 11, 26), 6, 30, (date(2026, 1, 1), date(2026, 6, 30))),
        (date(2026, 11, 26), 12, 30, (date(2025, 1, 1), date(2025, 12, 31))),
        (date(2026, 1, 2), 12, 14, (date(2024, 1, 1), date(2024, 12, 31))),
    ],
)
def test_the_latest_block_that_rested(today: date, months: int, rests: int, found: tuple[date, date]) -> None:
    assert last_block(today, months, rests) == found
    assert is_over(found[1], today, rests)


@given(DAYS, DAYS, st.sampled_from([3, 6, 12]), st.integers(14, 90))
def test_two_blocks_are_the_same_or_have_no_day_in_common(one: date, other: date, months: int, rests: int) -> None:
    first, second = last_block(one, months, rests), last_block(other, months, rests)
    assert first == second or first[1] < second[0] or second[1] < first[0]


@given(DAYS, st.integers(1, 20))
def test_every_day_lies_in_its_block_and_blocks_follow_each_other(day: date, months: int) -> None:
    first, last = block_of(day, months)
    assert first <= day <= last
    assert block_of(last + timedelta(days=1), months)[0] == last + timedelta(days=1)
