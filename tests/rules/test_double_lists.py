"""Doubles of a whole list: found as the rule finds them, without comparing each with all."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.double_index import Known
from desktop.rules.double_lists import Closeness, DoubleList, told_apart
from desktop.rules.doubles import Traits, compare

WORDS = [
    "zorg",
    "zorch",
    "thuiszorg",
    "linde",
    "linden",
    "kruispunt",
    "kruijspunt",
    "oost",
    "haven",
    "raven",
    "1",
    "11",
]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
ENTRIES = st.builds(
    Traits,
    name=NAMES,
    kvk_number=st.sampled_from(["", "", "12345678"]),
    address=st.sampled_from(["", "Markt 1", "Markt 2"]),
    place=st.sampled_from(["", "Almelo", "Borne"]),
    phone=st.sampled_from(["", "0599 123456"]),
    email=st.sampled_from(["", "info@linde.nl"]),
    organisation=st.sampled_from(["", "Welzijn Oost", "Stichting Welzijn Oost", "Humanitas"]),
)
AT_HOME = {"phone": "0599 123456", "address": "Markt 1", "postal_code": "9501 AB"}
CLOSE = [Closeness(), Closeness(beyond_reach=True), Closeness(whole_name=True), Closeness(True, renamed=True)]


def listed(*entries: Traits, closeness: Closeness | None = None) -> DoubleList:
    return DoubleList((Known(str(at), "provider", one) for at, one in enumerate(entries)), closeness or Closeness(True))


def like(one: Traits, other: Traits, closeness: Closeness | None = None) -> bool:
    return bool(listed(other, closeness=closeness).like(one))


@pytest.mark.parametrize("closeness", CLOSE)
@given(entries=st.lists(ENTRIES, min_size=1, max_size=12), wanted=ENTRIES)
def test_it_finds_exactly_what_comparing_with_all_of_them_finds(
    closeness: Closeness, entries: list[Traits], wanted: Traits
) -> None:
    found = {double.known.id for double in listed(*entries, closeness=closeness).like(wanted)}
    every = {str(n) for n, one in enumerate(entries) if closeness.lets(wanted, one, compare(wanted, one))}
    assert found == every


def test_only_those_before_are_asked_for_within_one_list() -> None:
    rows = listed(Traits("Eetcafé"), Traits("Eetcafee"), Traits("Eetkafé"))
    assert [double.known.id for double in rows.earlier(1)] == ["0"]
    assert {double.known.id for double in rows.earlier(2)} == {"0", "1"}
    assert rows.earlier(0) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Traits("Voedselbank", place="Almelo"), Traits("Voedselbank", place="Borne")),
        (Traits("Soos", organisation="Humanitas"), Traits("Soos", organisation="Zonnebloem")),
        (Traits("Soos", address="Markt 1"), Traits("Soos", address="Markt 2")),
        (Traits("Soos", postal_code="9501 AB"), Traits("Soos", postal_code="9501 AC")),
        (Traits("Zorg", kvk_number="12345678"), Traits("Zorg", kvk_number="87654321")),
        (Traits("Wijkteam 1"), Traits("Wijkteam 11")),
        (Traits("Soos"), Traits("Soos voor ouderen")),
        (Traits("Kookles", **AT_HOME), Traits("Naailes", **AT_HOME)),
    ],
)
def test_a_list_tells_its_own_rows_apart(one: Traits, other: Traits) -> None:
    assert not like(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Traits("Muzizo", place="Oldenzaal"), Traits("MUZIKO", place="Oldenzaal")),
        (Traits("Zorgboerderij Meijer"), Traits("Zorgboerderij Meyer")),
        (Traits("Buurt huis De Kern"), Traits("Buurthuis de Kern")),
        (Traits("Soos", organisation="Stichting Welzijn"), Traits("Soos", organisation="welzijn")),
        (Traits("Soos", address="Markt  1", place="Borne"), Traits("Soos", address="markt 1")),
        (Traits("Oud", kvk_number="12345678"), Traits("Nieuw", kvk_number="12345678")),
    ],
)
def test_the_same_written_otherwise_is_found_within_one_list(one: Traits, other: Traits) -> None:
    assert like(one, other)
    assert not told_apart(one, other)


def test_a_number_is_enough_for_what_a_source_told_before() -> None:
    moved = Traits("Oud", kvk_number="12345678", place="Borne"), Traits("Nieuw", kvk_number="12345678", place="Almelo")
    assert like(*moved, Closeness(whole_name=True, renamed=True))
    assert not like(*moved)


def test_services_that_share_a_telephone_and_a_site_are_no_doubles_but_providers_are() -> None:
    shared = {"phone": "0599 123456", "url": "https://civic.example"}
    one, other = Traits("Sociale raadsman", **shared), Traits("Schuldhulp", **shared)
    assert like(one, other, Closeness())
    assert not like(one, other, Closeness(beyond_reach=True))
    assert like(Traits("Kookles", **AT_HOME), Traits("Naailes", **AT_HOME), Closeness(beyond_reach=True))


def test_ten_times_the_rows_do_not_take_a_hundred_times_as_long() -> None:
    """Every name has a common word; comparing each with all would."""
    took = []
    for count in (1_000, 10_000):
        rows = [Traits(f"Buurthuis {'abcdefghij'[n % 10]}{n:x} Ontmoeting", place="Almelo") for n in range(count)]
        began = process_time()
        names = listed(*rows)
        for at in range(count):
            names.earlier(at)
        took.append(process_time() - began)
    assert took[1] < took[0] * 40
