"""From which number on something is told: as it ships, as a municipality has it, and never under the floor."""

import pytest

from desktop.models.region_settings import SmallNumber, Source
from desktop.regions.small_numbers import shipped_numbers
from desktop.rules.small_numbers import OURS, Least, small_numbers
from desktop.services.small_numbers import NAMES

SHIPPED = (Least("one", 20, 10), Least("other", 5, 3, most=12))
POLICY = Source(document="Privacybeleid", paragraph="3")


def own(value: int, town: str = "", id_: str = "one") -> SmallNumber:
    return SmallNumber(id=id_, municipality=town, value=value, source=POLICY)


@pytest.mark.parametrize(
    ("of_profile", "set_here", "found"),
    [
        ((), (), 20),
        ((own(40),), (), 40),
        ((own(40),), (own(15),), 15),
        ((own(1),), (), 10),
        ((own(15, "Oldambt"),), (), 20),
        ((own(30, "Oldambt"),), (own(25, "Stadskanaal"),), 30),
        ((own(30, "Oldambt"),), (own(25, "Oldambt"),), 25),
        ((own(15), own(18, "Oldambt")), (), 18),
    ],
)
def test_what_was_set_holds_and_of_several_municipalities_the_largest(
    of_profile: tuple[SmallNumber, ...], set_here: tuple[SmallNumber, ...], found: int
) -> None:
    numbers = small_numbers(SHIPPED, of_profile, set_here)
    assert (numbers["one"], numbers["other"]) == (found, 5)
    assert numbers.source("other") == OURS
    assert numbers.source("one") == (OURS if found == 20 else POLICY)


def test_a_number_has_a_largest_too() -> None:
    assert small_numbers(SHIPPED, (own(60, id_="other"),))["other"] == 12


def test_what_ships_names_each_number_once_and_the_settings_have_a_name_for_it() -> None:
    ids = [one.id for one in shipped_numbers()]
    assert len(ids) == len(set(ids))
    assert set(ids) == set(NAMES)


def test_a_number_under_its_own_floor_does_not_ship() -> None:
    with pytest.raises(ValueError, match="one"):
        Least("one", 2, 3)
