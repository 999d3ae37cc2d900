"""How far from home an entry is, and at which of its locations: as the social map tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

from desktop.store.queries.places import Point
from desktop.store.reader import Reader
from desktop.store.search.distance import Near
from desktop.store.search.nearest import distances, nearest_names


class Located(Protocol):
    """A choice that tells how far it is."""

    @property
    def entry_id(self) -> str:
        """Whose locations count."""

    def at(self, distance_km: float | None, nearest: str) -> Self:
        """The same, so far away."""


Choice = TypeVar("Choice", bound=Located)


@dataclass(frozen=True)
class Away:
    """Distances from a home.

    Attributes:
        reader: Of the store.
        home: None where nobody knows where that is: then nothing is told.
    """

    reader: Reader
    home: Point | None

    def kilometres(self, ids: Iterable[str]) -> dict[str, float]:
        """By id the distance to the nearest location, of those of which it is known."""
        return distances(self.reader.connection, ids, self._near(self.home)) if self.home else {}

    def told(self, choices: Iterable[Choice]) -> list[Choice]:
        """The choices with how far they are and where."""
        found = list(choices)
        ids = [one.entry_id for one in found]
        away = self.kilometres(ids)
        names = nearest_names(self.reader.connection, away, self._near(self.home)) if self.home else {}
        return [one.at(away.get(one.entry_id), names.get(one.entry_id, "")) for one in found]

    @staticmethod
    def _near(home: Point) -> Near:
        return Near.point(home.latitude, home.longitude)
