"""Amounts as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.money import read_cents, write_cents


@given(st.integers(-(10**9), 10**9))
def test_what_is_written_reads_back_the_same(cents: int) -> None:
    assert read_cents(write_cents(cents)) == cents


@given(st.text(max_size=60))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    assert read_cents(text) is None or isinstance(read_cents(text), int)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("62,40", 6240), ("€ 62,40", 6240), ("62.40", 6240), ("62", 6200), ("62,4", 6240), ("1.234,50", 123_450),
        ("1.234", 123_400), ("62,-", 6200), ("-5", -500), ("", None), ("zestig", None), ("1,234", None),
        ("6 2,40", 6240), ("12.34.56", None), ("٣", None), ("9" * 50, None),
    ],
)  # fmt: skip
def test_amounts_as_they_are_typed(text: str, cents: int | None) -> None:
    assert read_cents(text) == cents
