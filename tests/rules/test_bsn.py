"""The elfproef."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules import bsn
from tests.helpers.bsns import made_up_bsns


@pytest.mark.parametrize("number", ["999990019", "999900006", "999900018", "999999990"])
def test_numbers_that_pass_the_elfproef_are_valid(number: str) -> None:
    assert bsn.is_valid(number)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "000000000",
        "999990018",
        "99999001",
        "9999900191",
        "99999001A",
        " 999990019",
        "999990019\n",
        "99999001\uff19",
    ],
)
def test_anything_else_is_not(number: str) -> None:
    assert not bsn.is_valid(number)


@given(st.sampled_from(made_up_bsns(50)), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: str, place: int, more: int) -> None:
    wrong = str((int(number[place]) + more) % 10)
    assert not bsn.is_valid(number[:place] + wrong + number[place + 1 :])


@given(st.text())
def test_no_text_makes_it_stumble(text: str) -> None:
    assert bsn.is_valid(text) in {True, False}


def test_the_helper_for_tests_gives_different_numbers_of_the_test_range() -> None:
    numbers = made_up_bsns(200)
    assert len(set(numbers)) == 200
    assert all(number.startswith("9999") and bsn.is_valid(number) for number in numbers)
