"""Residents' marks: told over enough of them, each once, and never so that one can be worked out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import regions
from desktop.models.region_settings import Figure, Source
from desktop.rules.satisfaction import (
    FIGURE,
    LEAST_RESIDENTS,
    NEVER_UNDER,
    STEP,
    Mark,
    Satisfaction,
    TooFewResidents,
    least_residents,
    satisfaction,
)

TODAY = date(2026, 11, 23)
MARKS = st.lists(
    st.builds(
        Mark,
        st.integers(1, 30).map(str),
        st.integers(1, 10),
        st.dates(TODAY - timedelta(days=900), TODAY + timedelta(days=30)),
    ),
    max_size=60,
)


def marks(count: int, mark: int = 8) -> list[Mark]:
    return [Mark(str(n), mark, TODAY - timedelta(days=n)) for n in range(count)]


def test_one_resident_too_few_tells_nothing_not_even_how_many() -> None:
    assert satisfaction(marks(LEAST_RESIDENTS - 1), TODAY) == TooFewResidents(LEAST_RESIDENTS)
    assert satisfaction([], TODAY) == TooFewResidents(LEAST_RESIDENTS)


def test_enough_residents_give_a_mean_over_two_years() -> None:
    found = satisfaction([*marks(9, 8), Mark("z", 4, TODAY)], TODAY)
    assert found == Satisfaction(7.6, 10, date(2024, 11, 23))


def test_a_resident_counts_once_with_the_latest_mark() -> None:
    again = [Mark(str(n), 2, TODAY - timedelta(days=100 + n)) for n in range(10)]
    assert satisfaction([*marks(10), *again], TODAY) == Satisfaction(8.0, 10, date(2024, 11, 23))
    many = [Mark("one", 5, TODAY - timedelta(days=n)) for n in range(50)]
    assert satisfaction(many, TODAY) == TooFewResidents(LEAST_RESIDENTS)


def test_older_marks_and_days_to_come_do_not_count() -> None:
    old = [Mark(str(n), 8, date(2024, 11, 22)) for n in range(20)]
    to_come = [Mark(str(n), 8, TODAY + timedelta(days=1)) for n in range(20)]
    assert satisfaction([*old, *to_come], TODAY) == TooFewResidents(LEAST_RESIDENTS)


def test_one_resident_more_does_not_show_in_the_number() -> None:
    ten, eleven = satisfaction(marks(10), TODAY), satisfaction(marks(11), TODAY)
    assert isinstance(ten, Satisfaction)
    assert isinstance(eleven, Satisfaction)
    assert ten.residents == eleven.residents == 10


@given(MARKS, st.integers(0, 20))
def test_what_is_told_always_rests_on_enough_residents(given_: list[Mark], least: int) -> None:
    found = satisfaction(given_, TODAY, least)
    if isinstance(found, Satisfaction):
        counted = {mark.resident_id for mark in given_ if found.since <= mark.held_on <= TODAY}
        assert len(counted) >= max(NEVER_UNDER, least)
        assert found.residents <= len(counted) < found.residents + STEP
        assert 1 <= found.mean <= 10


@pytest.mark.parametrize(("value", "least"), [(25, 25), (1, NEVER_UNDER)])
def test_a_region_sets_its_own_number_but_never_a_telling_one(value: int, least: int) -> None:
    profile = regions.profile("oldambt-stadskanaal")
    assert least_residents(profile) == LEAST_RESIDENTS
    source = Source(document="Afspraken over meten", paragraph="2")
    own = Figure(id=FIGURE, year=2026, value=value, unit="residents", source=source)
    assert least_residents(profile.model_copy(update={"figures": (own,)})) == least
