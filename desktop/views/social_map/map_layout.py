"""Where places are drawn on the schematic map, and which of their names fit beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sqrt

from PySide6.QtCore import QPointF, QRectF, QSizeF

from desktop.models.search import PlaceCount

MOST = 60
"""So many places are drawn, the most frequent; the filter by place has them all."""

_SMALLEST, _LARGEST = 12.0, 26.0
"""Half the width of a mark: 24 across is the least a finger needs (WCAG 2.2, 2.5.8)."""
_FAR = 3.0
"""So many times further from the middle than most places are, a place is called far and stands outside the map."""
_MOST_PLACES = 0.8


@dataclass(frozen=True)
class Spot:
    """A place on the map."""

    place: PlaceCount
    at: QPointF
    half: float
    """Half the width of its mark."""


@dataclass(frozen=True)
class Layout:
    """What is drawn, the largest first so that small ones lie on top."""

    spots: tuple[Spot, ...]
    far: tuple[PlaceCount, ...]
    """Places too far from the others to be drawn to scale."""


def lay_out(places: Sequence[PlaceCount], room: QRectF) -> Layout:
    """Puts places in the room, north up, to one scale for both directions."""
    near, far = _divided(places[:MOST])
    if not near:
        return Layout((), far)
    flat = [_flat(place, near[0].latitude) for place in near]
    west, east = min(x for x, _y in flat), max(x for x, _y in flat)
    north, south = min(y for _x, y in flat), max(y for _x, y in flat)
    edge = _LARGEST + 2
    inner = room.adjusted(edge, edge, -edge, -edge)
    spans = ((inner.width(), east - west), (inner.height(), south - north))
    scale = min((room_for / span for room_for, span in spans if span > 0), default=1.0)
    middle, most = inner.center(), max(_total(place) for place in near)
    spots = [
        Spot(
            place,
            QPointF(
                middle.x() + (x - (west + east) / 2) * scale,
                middle.y() + (y - (north + south) / 2) * scale,
            ),
            max(_SMALLEST, _LARGEST * sqrt(_total(place) / most)),
        )
        for place, (x, y) in zip(near, flat, strict=True)
    ]
    return Layout(tuple(sorted(spots, key=lambda spot: -spot.half)), far)


def labels(spots: Sequence[Spot], sizes: Sequence[QSizeF], room: QRectF) -> tuple[QRectF | None, ...]:
    """A rectangle for each name: beside, under or above its mark, where it covers no mark and no other name.

    The first get a place first; None where there is none.
    """
    taken = [_box(spot) for spot in spots]
    found: list[QRectF | None] = []
    for spot, size in zip(spots, sizes, strict=True):
        own = _box(spot)
        free = (rect for rect in _around(spot, size) if room.contains(rect))
        rect = next((r for r in free if not any(r.intersects(t) for t in taken if t != own)), None)
        found.append(rect)
        if rect is not None:
            taken.append(rect)
    return tuple(found)


def towards(spots: Sequence[Spot], current: int, right: int, down: int) -> int:
    """The nearest place in a direction, -1, 0 or 1 each way; the current one when there is none."""
    here = spots[current].at

    def cost(at: QPointF) -> float | None:
        along = (at.x() - here.x()) * right + (at.y() - here.y()) * down
        across = abs((at.x() - here.x()) * down) + abs((at.y() - here.y()) * right)
        return along + 2 * across if along > 0 else None

    costs = {n: c for n, spot in enumerate(spots) if n != current and (c := cost(spot.at)) is not None}
    return min(costs, key=lambda n: costs[n]) if costs else current


def _divided(places: Sequence[PlaceCount]) -> tuple[list[PlaceCount], tuple[PlaceCount, ...]]:
    """Those near each other, and those so far that they would press the others together."""
    if not places:
        return [], ()
    latitude = sorted(p.latitude for p in places)[len(places) // 2]
    flat = [_flat(place, latitude) for place in places]
    x0, y0 = (sorted(values)[len(places) // 2] for values in zip(*flat, strict=True))
    away = [hypot(x - x0, y - y0) for x, y in flat]
    usual = sorted(away)[min(len(away) - 1, int(len(away) * _MOST_PLACES))]
    limit = max(usual * _FAR, 1e-9)
    near = [place for place, far in zip(places, away, strict=True) if far <= limit]
    return near, tuple(place for place in places if place not in near)


def _flat(place: PlaceCount, latitude: float) -> tuple[float, float]:
    return place.longitude * cos(radians(latitude)), -place.latitude


def _total(place: PlaceCount) -> int:
    return max(1, place.community + place.providers)


def _box(spot: Spot) -> QRectF:
    return QRectF(spot.at.x() - spot.half, spot.at.y() - spot.half, 2 * spot.half, 2 * spot.half)


def _around(spot: Spot, size: QSizeF) -> tuple[QRectF, ...]:
    x, y, half, gap = spot.at.x(), spot.at.y(), spot.half, 3.0
    width, height = size.width(), size.height()
    corners = (
        (x + half + gap, y - height / 2),
        (x - half - gap - width, y - height / 2),
        (x - width / 2, y + half + gap),
        (x - width / 2, y - half - gap - height),
    )
    return tuple(QRectF(left, top, width, height) for left, top in corners)
