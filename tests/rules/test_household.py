"""One household, one plan, one director: who helps, who comes, and who directs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.course import Carer
from desktop.models.people import NetworkMember
from desktop.rules.household import comes, directors, distinct, load, who_come

TODAY = date(2026, 11, 23)


def near(name: str, *, carer: bool = False, heavy: bool = False, whom: str = "r") -> NetworkMember:
    return NetworkMember(resident_id=whom, name=name, informal_carer=carer, overburdened=heavy)


def carer(name: str, start: date | None = None, end: date | None = None) -> Carer:
    return Carer(household_id="h", name=name, start=start, end=end)


def test_who_cares_for_two_people_of_the_household_is_one_carer() -> None:
    found = load(
        [near("Ineke", carer=True), near(" ineke", carer=True, heavy=True, whom="other"), near("Buurman"), near("Jan")]
    )
    assert (found.informal, found.overburdened) == (("Ineke",), ("ineke",))


@pytest.mark.parametrize(
    ("household", "cases", "found"),
    [
        ("", ("", ""), ()),
        ("Samira", ("", ""), ("Samira",)),
        ("Samira", ("samira ", ""), ("Samira",)),
        ("Samira", ("Kees", "Samira"), ("Samira", "Kees")),
        ("", ("Kees", "Joke"), ("Kees", "Joke")),
    ],
)
def test_more_than_one_director_is_seen(household: str, cases: tuple[str, ...], found: tuple[str, ...]) -> None:
    assert directors(household, cases) == found


@pytest.mark.parametrize(
    ("start", "end", "now"),
    [
        (None, None, True),
        (TODAY, None, True),
        (date(2026, 11, 24), None, False),
        (None, TODAY, True),
        (None, date(2026, 11, 22), False),
    ],
)
def test_who_comes_today(start: date | None, end: date | None, now: bool) -> None:
    assert comes(carer("Wijkzuster", start, end), TODAY) is now


def test_a_provider_that_was_written_down_by_hand_too_is_counted_once() -> None:
    by_hand = [carer("de kwikstaart"), carer("Wijkzuster"), carer("Oud", end=date(2026, 1, 1))]
    assert who_come(["De Kwikstaart"], by_hand, TODAY) == ("De Kwikstaart", "Wijkzuster")


@given(st.lists(st.text(max_size=6)))
def test_each_name_stands_there_once_and_none_is_lost(names: list[str]) -> None:
    found = distinct(names)
    folded = [name.casefold() for name in found]
    assert len(set(folded)) == len(folded)
    assert set(folded) == {" ".join(name.split()).casefold() for name in names if name.split()}
