"""Where invented people live and organisations stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.models.region import RegionProfile
from desktop.models.social_map import Place


@dataclass(frozen=True)
class Spot:
    """A place, or a part of it with its own postal code. Coordinates are degrees WGS 84; None when not known."""

    name: str
    municipality: str
    code: str = ""
    """Four digits; empty when not known, or on the spot of a whole place that has several."""
    latitude: float | None = None
    longitude: float | None = None


def spots_of(profile: RegionProfile, places: Iterable[Place]) -> tuple[Spot, ...]:
    """The spots of a region; a municipality without known places has one that bears its name."""
    known = [Spot(p.name, p.municipality, p.postal_code4, p.latitude, p.longitude) for p in places]
    here = {spot.municipality for spot in known}
    return (*known, *(Spot(m.name, m.name) for m in profile.municipalities if m.name not in here))


def villages(spots: Iterable[Spot], municipality: str) -> Iterator[Spot]:
    """One spot for each place of a municipality, those with the most postal codes first."""
    here = [spot for spot in spots if spot.municipality == municipality]
    codes = Counter(spot.name for spot in here)
    whole: dict[str, Spot] = {}
    for spot in sorted(here, key=lambda s: s.code != ""):
        whole.setdefault(spot.name, spot)
    yield from sorted(whole.values(), key=lambda s: (-codes[s.name], s.name))


def homes(spots: Iterable[Spot], municipality: str) -> list[Spot]:
    """Spots to live at: by postal code, so that towns with many have more people; places without one as they are."""
    here = [spot for spot in spots if spot.municipality == municipality]
    return [spot for spot in here if spot.code] or here
