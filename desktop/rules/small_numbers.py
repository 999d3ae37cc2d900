"""From which number on figures about people are told: data with a floor, which a region or municipality sets otherwise.

The one home of all such numbers (docs/decisions/small-numbers.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.models.region_settings import SmallNumber, Source

PEOPLE = "people"
"""From how many people on a count may leave the team."""

BLOCK_MONTHS = "block-months"
"""Figures leave by whole blocks of so many months."""

BLOCKS = (3, 6, 12)
"""Of which a calendar year has a whole number, so that no two overlap."""

BLOCK_RESTS = "block-rests"
"""A block leaves so many days after its last day."""

MOST = 999
"""Of a number that has no limit of its own."""

OURS = Source(document="Naober, standaardinstelling", paragraph="kleine aantallen")


@dataclass(frozen=True)
class Least:
    """One such number.

    Attributes:
        id: Also that of what a region's profile or a municipality sets in its place.
        value: As it ships.
        floor: Whatever is set, it is never less,
        most: and never more.
    """

    id: str
    value: int
    floor: int
    most: int = MOST

    def __post_init__(self) -> None:
        """Holds back a number that is outside its own limits (a fault in what ships)."""
        if not 0 < self.floor <= self.value <= self.most:
            raise ValueError(self.id)

    def within(self, value: int) -> int:
        """The nearest that may be."""
        return min(self.most, max(self.floor, value))


@dataclass(frozen=True)
class Holds:
    """A number that holds, and where it stands."""

    value: int
    source: Source


@dataclass(frozen=True)
class SmallNumbers:
    """All of them as they hold in a region, by id."""

    values: Mapping[str, Holds]

    def __getitem__(self, id_: str) -> int:
        return self.values[id_].value

    def source(self, id_: str) -> Source:
        """Where it stands."""
        return self.values[id_].source


def small_numbers(
    shipped: Iterable[Least], of_profile: Iterable[SmallNumber], set_here: Iterable[SmallNumber] = ()
) -> SmallNumbers:
    """What was set here goes before the profile, and that before what ships; of several municipalities the largest.

    Every table is one of the whole region, so it holds to the municipality that asks for most.
    """
    own = {(one.id, one.municipality): one for one in (*of_profile, *set_here)}
    return SmallNumbers({least.id: _holds(least, own) for least in shipped})


def _holds(least: Least, own: Mapping[tuple[str, str], SmallNumber]) -> Holds:
    found = [Holds(least.within(one.value), one.source) for (id_, town), one in own.items() if id_ == least.id and town]
    region = own.get((least.id, ""))
    found.append(Holds(least.within(region.value), region.source) if region else Holds(least.value, OURS))
    return max(found, key=lambda one: one.value)
