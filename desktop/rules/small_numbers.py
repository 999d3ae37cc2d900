"""From which number on figures about people are told: data with a floor, which a region's profile may set otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.models.region import RegionProfile


@dataclass(frozen=True)
class Least:
    """One such number.

    Attributes:
        id: Also that of the figure in a region's profile that takes its place.
        value: As it ships.
        floor: Whatever a profile says, it is never less.
    """

    id: str
    value: int
    floor: int

    def __post_init__(self) -> None:
        """Holds back a number that is less than its own floor (a fault in what ships)."""
        if not 0 < self.floor <= self.value:
            raise ValueError(self.id)


@dataclass(frozen=True)
class SmallNumbers:
    """All of them as they hold in a region, by id."""

    values: Mapping[str, int]

    def __getitem__(self, id_: str) -> int:
        return self.values[id_]


def small_numbers(shipped: tuple[Least, ...], profile: RegionProfile) -> SmallNumbers:
    """The region's own where it has one, else as it ships; of several years the latest holds."""
    own = {figure.id: figure.value for figure in sorted(profile.figures, key=lambda one: one.year)}
    return SmallNumbers({one.id: max(one.floor, own.get(one.id, one.value)) for one in shipped})


def told(count: int, least: int) -> int | None:
    """A number as it may leave the team: none is told as none, and a few are not told."""
    return count if count == 0 or count >= least else None
