"""Names, addresses and telephone numbers as people type them, in the form that the messages want."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.messages.person import (
    LONGEST_STREET,
    House,
    email,
    house_of,
    initials,
    name_parts,
    phones,
    street,
)


@pytest.mark.parametrize(
    ("typed", "house"),
    [
        ("Dorpsstraat 12", House("Dorpsstraat", "12")),
        ("Dorpsstraat 12a", House("Dorpsstraat", "12", "a")),
        ("Dorpsstraat 12 A", House("Dorpsstraat", "12", "A")),
        ("Dorpsstraat 12-2", House("Dorpsstraat", "12", "", "2")),
        ("Dorpsstraat 12 bis", House("Dorpsstraat", "12", "", "bis")),
        ("Laan van Meerdervoort 501A-3", House("Laan van Meerdervoort", "501", "A", "3")),
        ("Plein 1940 7", House("Plein 1940", "7")),
        ("1e Dwarsstraat 3 hs", House("1e Dwarsstraat", "3", "", "hs")),
        ("  Dorpsstraat   12  ", House("Dorpsstraat", "12")),
        ("Aan de dijk", None),
        ("12", None),
        ("Dorpsstraat 12 achterhuis", None),
        ("", None),
    ],
)
def test_street_and_number_are_told_apart(typed: str, house: House | None) -> None:
    assert house_of(typed) == house


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Dorpsstraat", "Dorpsstraat"),
        ("Burgemeester van der Heijdenlaan", "Burg van der Heijdenlaan"),
        ("Professor Van der Waalsstraat", "Prof Van der Waalsstraat"),
        ("Onverkortbarenaamdienergensopeindigt", "Onverkortbarenaamdienerg"),
    ],
)
def test_a_long_street_is_shortened_as_little_as_needed(long: str, short: str) -> None:
    assert street(long) == short


@given(st.text(max_size=200))
def test_no_address_makes_a_street_that_is_too_long(typed: str) -> None:
    house = house_of(typed)
    assert house is None or (0 < len(house.street) <= LONGEST_STREET and len(house.addition) <= 4)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("0597-12 34 56", (("0597123456", "31"),)),
        ("06 12345678 / 0597 123456", (("0612345678", "31"), ("0597123456", "31"))),
        ("06 12345678 of 0597 123456 of 0800 1234", (("0612345678", "31"), ("0597123456", "31"))),
        ("+31 6 12345678", (("0612345678", "31"),)),
        ("0031612345678", (("0612345678", "31"),)),
        ("+31 (0)6 12345678", (("0612345678", "31"),)),
        ("+49 4951 1234", (("49511234", "49"),)),
        ("onbekend", ()),
        ("", ()),
        ("1" * 30, ()),
    ],
)
def test_telephone_numbers_become_digits(typed: str, numbers: tuple[tuple[str, str], ...]) -> None:
    assert phones(typed) == numbers


@pytest.mark.parametrize(
    ("typed", "first_names", "letters"),
    [("J.P.", "", "JP"), ("", "Jan Pieter", "JP"), ("", "", ""), ("A.B.C.D.E.F.G.", "", "ABCDEF"), ("É.", "", "É")],
)
def test_initials_are_letters_only(typed: str, first_names: str, letters: str) -> None:
    assert initials(typed, first_names) == letters


@given(st.text(max_size=20), st.text(max_size=200))
def test_initials_always_have_their_form(typed: str, first_names: str) -> None:
    assert re.fullmatch("[a-zA-ZÀ-ỳ]{0,6}", initials(typed, first_names))


def test_a_prefix_that_is_too_long_stands_with_the_name() -> None:
    assert name_parts("van der", "Berg") == ("van der", "Berg")
    assert name_parts("van den van der", "Berg") == ("", "van den van der Berg")


@pytest.mark.parametrize("typed", ["niemand", "@", "a b@c.nl", "x" * 80 + "@example.org"])
def test_what_is_no_mail_address_is_left_out(typed: str) -> None:
    assert not email(typed)
