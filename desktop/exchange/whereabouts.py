"""Whether a coordinate can be right: near a place of the country, and not far from the place named with it."""

from __future__ import annotations

from functools import cache, lru_cache
from math import floor
from typing import TYPE_CHECKING

from desktop.rules.nearness import distance_km
from desktop.store.search.near import shipped_namesakes
from desktop.store.search.words import fold

if TYPE_CHECKING:
    from desktop.store.search.near import Point

PLACE_WITHIN_KM = 15
"""Every address in the Netherlands has a place of the shipped list nearer than this; open sea has none."""

FARTHEST_KM = 40
"""Farther than this from its own town nothing lies that carries its name."""

_HIGH, _WIDE = 0.15, 0.25
"""Degrees of a cell; both are more than `PLACE_WITHIN_KM` at every latitude of the country."""
_DIGITS = 2
"""About a kilometre: thousands of rows stand at a few hundred spots."""


def lies_near_a_place(latitude: float, longitude: float) -> bool:
    """True when a shipped place lies within about `PLACE_WITHIN_KM`."""
    return _near(round(latitude, _DIGITS), round(longitude, _DIGITS))


def km_from(place: str, latitude: float, longitude: float) -> float | None:
    """About how far from the place of this name, the nearest of namesakes; None when none of that name is known."""
    return _from(place, round(latitude, _DIGITS), round(longitude, _DIGITS))


@lru_cache(maxsize=20_000)
def _near(latitude: float, longitude: float) -> bool:
    row, column = _cell(latitude, longitude)
    around = ((row + up, column + aside) for up in (0, -1, 1) for aside in (0, -1, 1))
    points = (point for cell in around for point in _cells().get(cell, ()))
    return any(distance_km(latitude, longitude, *point) <= PLACE_WITHIN_KM for point in points)


@lru_cache(maxsize=20_000)
def _from(place: str, latitude: float, longitude: float) -> float | None:
    points = shipped_namesakes().get(fold(place).strip(), ())
    return min((distance_km(latitude, longitude, *point) for point in points), default=None)


@cache
def _cells() -> dict[tuple[int, int], list[Point]]:
    found: dict[tuple[int, int], list[Point]] = {}
    for points in shipped_namesakes().values():
        for point in points:
            found.setdefault(_cell(*point), []).append(point)
    return found


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return floor(latitude / _HIGH), floor(longitude / _WIDE)
