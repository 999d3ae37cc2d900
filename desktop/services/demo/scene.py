"""What all invention draws from: the profile, the day, one source of chance, and ids that are the same next time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

from desktop.models.region import RegionProfile
from desktop.services.demo.sources import Names, Organisations, Stories, names, organisations, stories

T = TypeVar("T")

_PER_MILLISECOND = 4096
_VERSION_7, _VARIANT = 0x7, 0b10


@dataclass
class Scene:
    """The one thing that is handed from hand to hand while a demonstration is invented.

    Attributes:
        chance: Seeded, so that the same seed, profile and moment give the same store. Nothing here is a secret.
    """

    profile: RegionProfile
    now: datetime
    today: date
    chance: Random
    names: Names = field(default_factory=names)
    stories: Stories = field(default_factory=stories)
    organisations: Organisations = field(default_factory=organisations)
    _made: int = 0

    def new_id(self) -> str:
        """The next UUIDv7: its time goes on from the moment of the demonstration, its chance is the seed's."""
        beyond, count = divmod(self._made, _PER_MILLISECOND)
        self._made += 1
        moment = int(self.now.timestamp() * 1000) + beyond
        high = (moment << 16) | (_VERSION_7 << 12) | count
        low = (_VARIANT << 62) | self.chance.getrandbits(62)
        return str(UUID(int=(high << 64) | low))

    def one_of(self, some: Sequence[T]) -> T:
        """Any of them."""
        return self.chance.choice(some)

    def happens(self, per_cent: float) -> bool:
        """True in so many of a hundred cases."""
        return self.chance.random() * 100 < per_cent

    def between(self, least: int, most: int) -> int:
        """A whole number, both inclusive; the least when there is no room."""
        return self.chance.randint(least, max(least, most))

    def ago(self, least: int, most: int) -> date:
        """A day so many days before today."""
        return self.today - timedelta(days=self.between(least, most))
