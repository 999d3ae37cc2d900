"""Days, euros and numbers look as they do in a letter from the municipality."""

from datetime import date

import pytest

from desktop.language import speaking
from desktop.language.forms import age_text, euros, long_day, number, short_day, span_text

DAY = date(2026, 11, 3)


def plain(text: str) -> str:
    """With ordinary spaces: which hard space stands after the euro sign differs between versions of Babel's data."""
    return " ".join(text.split())


def test_a_day_in_full_and_in_short() -> None:
    assert (long_day(DAY), short_day(DAY)) == ("3 november 2026", "03-11-2026")


def test_a_day_in_english() -> None:
    with speaking("en"):
        assert long_day(DAY) == "3 November 2026"


def test_a_day_that_is_not_known_is_a_dash() -> None:
    assert (long_day(None), short_day(None)) == ("—", "—")


@pytest.mark.parametrize(("cents", "text"), [(0, "€ 0,00"), (5, "€ 0,05"), (123_450, "€ 1.234,50"), (-1, "€ -0,01")])
def test_euros_from_whole_cents(cents: int, text: str) -> None:
    assert plain(euros(cents)) == text


@pytest.mark.parametrize(("value", "text"), [(14, "14"), (1234.56, "1.234,6"), (0.04, "0")])
def test_a_number_has_one_decimal_at_most(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (-3, "vandaag"),
        (0, "vandaag"),
        (1, "gisteren"),
        (2, "2 dagen geleden"),
        (59, "59 dagen geleden"),
        (60, "2 maanden geleden"),
        (365, "12 maanden geleden"),
    ],
)
def test_an_age_is_told_in_a_unit_that_stays_honest(days: int, text: str) -> None:
    assert age_text(days) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (1, "1 dag"),
        (59, "59 dagen"),
        (364, "11 maanden"),
        (365, "1 jaar"),
        (400, "1 jaar en 1 maand"),
        (1639, "4 jaar en 5 maanden"),
    ],
)
def test_a_long_span_reads_in_years_and_months(days: int, text: str) -> None:
    assert span_text(days) == text
