"""From which number on something is told: as it ships, as a region has it, and never under the floor."""

import pytest

from desktop.models.region_settings import Figure, Source
from desktop.rules.small_numbers import Least, small_numbers, told
from desktop.services.small_numbers import shipped_numbers
from tests.helpers.drafts import region

SHIPPED = (Least("one", 20, 10), Least("other", 5, 3))


def figure(id_: str, value: int, year: int = 2026) -> Figure:
    source = Source(document="Privacybeleid", paragraph="3")
    return Figure(id=id_, year=year, value=value, unit="indications", source=source)


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ((), 20),
        ((figure("one", 40),), 40),
        ((figure("one", 40, 2025), figure("one", 15, 2026)), 15),
        ((figure("one", 1),), 10),
    ],
)
def test_a_regions_own_number_holds_but_never_under_the_floor(figures: tuple[Figure, ...], found: int) -> None:
    here = region().model_copy(update={"figures": figures})
    numbers = small_numbers(SHIPPED, here)
    assert (numbers["one"], numbers["other"]) == (found, 5)


def test_what_ships_names_each_number_once() -> None:
    ids = [one.id for one in shipped_numbers()]
    assert len(ids) == len(set(ids)) == 5


def test_a_number_under_its_own_floor_does_not_ship() -> None:
    with pytest.raises(ValueError, match="one"):
        Least("one", 2, 3)


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_none_is_told_and_a_few_are_not(count: int, shown: int | None) -> None:
    assert told(count, 5) == shown
