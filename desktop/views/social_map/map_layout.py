"""Where places are drawn on the schematic map, and which of their names fit beside each other.

The map is no map to scale: each direction is stretched to the room there is, and marks that would cover each other are
moved apart. What lies north of something is still drawn above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, radians, sqrt

from PySide6.QtCore import QPointF, QRectF, QSizeF

from desktop.models.search import PlaceCount

MOST = 40
"""So many places are drawn, the most frequent; the filter by place has them all."""

SMALLEST, LARGEST = 8.0, 17.0
"""Half the width of a mark as drawn."""
_STRETCH = 3.5
"""One direction is stretched so many times more than the other at the most."""
_FAR = 3.0
"""So many times further from the middle than most places are, a place is called far and stands outside the map."""
_MOST_PLACES = 0.8
_ROUNDS = 8


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
    """Places too far from the others to be drawn among them."""


def lay_out(places: Sequence[PlaceCount], room: QRectF) -> Layout:
    """Puts places in the room, north up."""
    near, far = _divided(places[:MOST])
    if not near or room.width() <= 0 or room.height() <= 0:
        return Layout((), far)
    inner = room.adjusted(LARGEST, LARGEST, -LARGEST, -LARGEST)
    most = max(map(_total, near))
    halves = [max(SMALLEST, LARGEST * sqrt(_total(place) / most)) for place in near]
    points = _apart(_stretched([_flat(place, near[0].latitude) for place in near], inner), halves, inner)
    spots = [Spot(place, QPointF(x, y), half) for place, (x, y), half in zip(near, points, halves, strict=True)]
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


def _stretched(flat: Sequence[tuple[float, float]], inner: QRectF) -> list[tuple[float, float]]:
    xs, ys = [x for x, _y in flat], [y for _x, y in flat]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    across = inner.width() / wide if wide else 0.0
    down = inner.height() / high if high else 0.0
    least = min((scale for scale in (across, down) if scale), default=0.0)
    across, down = min(across, least * _STRETCH), min(down, least * _STRETCH)
    middle = inner.center()
    x0, y0 = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return [(middle.x() + (x - x0) * across, middle.y() + (y - y0) * down) for x, y in flat]


def _apart(points: Sequence[tuple[float, float]], halves: Sequence[float], inner: QRectF) -> list[tuple[float, float]]:
    """Marks that cover each other give way in a few rounds, each half of what is lacking, and stay in the room."""
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    for _round in range(_ROUNDS):
        moved = False
        for one, other in combinations(range(len(xs)), 2):
            across, down = xs[other] - xs[one], ys[other] - ys[one]
            wanted = halves[one] + halves[other] + 2
            if abs(across) >= wanted or abs(down) >= wanted:
                continue
            away = hypot(across, down)
            if away < wanted:
                moved = True
                # Two at the very same spot go left and right.
                right, low = (across / away, down / away) if away else (1.0, 0.0)
                step = (wanted - away) / 2
                xs[one], xs[other] = xs[one] - right * step, xs[other] + right * step
                ys[one], ys[other] = ys[one] - low * step, ys[other] + low * step
        if not moved:
            break
    return [
        (min(max(x, inner.left()), inner.right()), min(max(y, inner.top()), inner.bottom()))
        for x, y in zip(xs, ys, strict=True)
    ]


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
