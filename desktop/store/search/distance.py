"""How far entries are from where one wants to be near, told and limited where the rows are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.models.search import Facet
from desktop.store.search.facets import COMES, NO_PLACE, Group, cells_within, token
from desktop.store.search.near import KM_PER_DEGREE, ROUGH_KM, Spot

Located = Sequence[tuple[float, float, bool, str]]
"""Degrees north and east, whether that is known only roughly, and what it is called."""


_NO_NAME = "\0"
"""That no place has; many an entry has none."""


@dataclass(frozen=True)
class Near:
    """Where one wants to be near.

    Attributes:
        spot: The place.
        name: As it was asked, folded.
    """

    spot: Spot
    name: str

    @classmethod
    def point(cls, latitude: float, longitude: float) -> Near:
        """A point without a name, in degrees north and east."""
        return cls(Spot((latitude, longitude)), _NO_NAME)

    def square(self) -> tuple[str, tuple[object, ...]]:
        """SQL for the square of the kilometres to the nearest location; plain enough without sine and root.

        Of a row of ``search_rank AS r``. A spot that is known roughly is never nearer than `ROUGH_KM`, unless the entry
        is in the very place.
        """

        def square(table: str) -> str:
            return f"max({_plain(table)}, max({table}.rough, ?) * ?)"

        one = (*self._from(), self.spot.is_rough, ROUGH_KM**2)
        sql = f"""CASE WHEN r.place = ? THEN 0.0
            WHEN r.more THEN (SELECT min({square("p")}) FROM search_point AS p WHERE p.entry = r.entry)
            ELSE {square("r")} END"""  # noqa: S608 - no more than names of tables
        return sql, (self.name, *one, *one)

    def within(self, km: float) -> tuple[str, tuple[object, ...]]:
        """SQL that is true of a row of ``search_rank AS r`` with a location so near.

        What is known only roughly is within when it may be: nearer than `ROUGH_KM` nobody can tell.
        """

        def inside(table: str) -> str:
            return f"{_plain(table)} <= max(?, max({table}.rough, ?) * ?)"

        one = (*self._from(), km**2, self.spot.is_rough, ROUGH_KM**2)
        sql = f"""CASE WHEN r.place = ? THEN 1
            WHEN r.more THEN EXISTS (SELECT 1 FROM search_point AS p WHERE p.entry = r.entry AND {inside("p")})
            ELSE {inside("r")} END"""  # noqa: S608 - no more than names of tables
        return sql, (self.name, *one, *one)

    def nearest(self, located: Located, place: str) -> str:
        """What the nearest location is called; `place` is the entry's own, folded, as the square counts it."""
        if not located:
            return ""
        north, east = self.spot.point
        a, b = _scales(north)

        def square(one: tuple[float, float, bool, str]) -> float:
            plain = (one[0] - north) ** 2 * a + (one[1] - east) ** 2 * b
            return max(plain, ROUGH_KM**2 if one[2] or self.spot.is_rough else 0.0)

        return "" if place == self.name else min(located, key=square)[3]

    def _from(self) -> tuple[object, ...]:
        north, east = self.spot.point
        a, b = _scales(north)
        return north, north, a, east, east, b


@dataclass(frozen=True)
class Within:
    """A limit to the distance.

    Attributes:
        near: From where.
        km: So far at the most.
        coming: Products by which an entry stays however far it is: their help comes to the resident.
    """

    near: Near
    km: float
    coming: frozenset[str]

    @property
    def staying(self) -> frozenset[str]:
        """Words of the facets by which an entry stays, wherever it is."""
        return frozenset({COMES, NO_PLACE, *(token(Facet.PRODUCT, product) for product in self.coming)})

    @property
    def inside(self) -> tuple[Group, ...]:
        """What must hold by the words of the facets of what is so near; it lets through a little more."""
        return self._holding(frozenset())

    @property
    def group(self) -> tuple[Group, ...]:
        """The same, of what stays too."""
        return self._holding(self.staying)

    def _holding(self, also: frozenset[str]) -> tuple[Group, ...]:
        cells = cells_within(*self.near.spot.point, max(self.km, ROUGH_KM))
        return (((cells | also | {token(Facet.PLACE, self.near.name)},),),) if cells else ()


def km_of(square: float | None) -> float | None:
    """The distance that is told of what `Near.square` gave; none where it is only known that it is not far."""
    return None if square is None or square == ROUGH_KM**2 else math.sqrt(square)


def _plain(table: str) -> str:
    return f"""({table}.latitude - ?) * ({table}.latitude - ?) * ?
        + ({table}.longitude - ?) * ({table}.longitude - ?) * ?"""


def _scales(north: float) -> tuple[float, float]:
    """What the square of a degree of latitude and of longitude is worth, in square kilometres."""
    return KM_PER_DEGREE**2, (KM_PER_DEGREE * math.cos(math.radians(north))) ** 2
