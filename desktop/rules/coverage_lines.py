"""What a region buys, line by line of the coverage matrix, and which measures hold for a line in a municipality."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.models.kinds import MeasureKind
from desktop.models.purchasing import PurchaseMeasure
from desktop.models.region import Lot, RegionProfile, Segment

ITSELF = "itself"
"""As in the profile: the municipality buys it without the others."""


@dataclass(frozen=True)
class Line:
    """A product; a segment where the lot has no products; the lot where it has no segments either."""

    lot: str
    id: str
    name: str
    is_product: bool
    within: frozenset[str]
    """Ids of what it lies in, itself too: what is agreed or measured for one of these holds for the line."""
    depth: int = 0
    """0, or how many segments it lies under."""
    most: int | None = None
    """Providers that the profile wants at the most; None when it says nothing."""


def lines_of(profile: RegionProfile, today: date, lot: str = "") -> tuple[Line, ...]:
    """All that may be indicated today in one lot, or in every lot."""
    return tuple(line for one in profile.lots if lot in {"", one.id} for line in _lines(profile, one, today))


def bought_by(profile: RegionProfile, line: Line, municipality: str) -> str:
    """Who buys it for this municipality when the region does not: ``itself`` or a name; empty when the region does."""
    lot = next(one for one in profile.lots if one.id == line.lot)
    if municipality in lot.not_bought_by:
        return ITSELF
    found = (p.by for p in profile.purchases if p.product == line.id and p.municipality == municipality)
    return next(found, "")


def measure_for(
    measures: Iterable[PurchaseMeasure], kind: MeasureKind, line: Line, municipality: str
) -> PurchaseMeasure | None:
    """Of the measures of a kind the one that is most about this line here; the newest of two that are as much so."""
    fitting = [m for m in measures if m.kind is kind and holds_for(m, line, municipality)]
    return max(fitting, key=lambda m: (*_narrowness(m), m.start, m.id), default=None)


def holds_for(measure: PurchaseMeasure, line: Line, municipality: str) -> bool:
    """True when a measure is about this line in this municipality."""
    here = measure.municipality in {"", municipality} and measure.lot in {"", line.lot}
    if measure.product:
        return here and measure.product == line.id
    return here and (not measure.segment or measure.segment in line.within)


def in_force(measures: Iterable[PurchaseMeasure], today: date) -> tuple[PurchaseMeasure, ...]:
    """Those that hold today."""
    return tuple(m for m in measures if m.start <= today and (m.end is None or m.end >= today))


def _narrowness(measure: PurchaseMeasure) -> tuple[bool, bool, bool, bool]:
    return bool(measure.municipality), bool(measure.product), bool(measure.segment), bool(measure.lot)


def _lines(profile: RegionProfile, lot: Lot, today: date) -> tuple[Line, ...]:
    products = [p for p in profile.products if p.lot == lot.id and (p.ended_on is None or p.ended_on >= today)]
    if products:
        return tuple(
            Line(lot.id, p.id, p.name, is_product=True, within=frozenset({p.id, *p.segments}), most=p.max_providers)
            for p in products
        )
    segments = [s for s in profile.segments if s.lot == lot.id]
    lines = tuple(line for top in segments if top.parent is None for line in _segment(segments, top, ()))
    return lines or (Line(lot.id, lot.id, lot.name, is_product=False, within=frozenset({lot.id})),)


def _segment(segments: list[Segment], segment: Segment, above: tuple[str, ...]) -> tuple[Line, ...]:
    """A segment with its subsegments right under it."""
    path = (*above, segment.id)
    own = Line(segment.lot, segment.id, segment.name, is_product=False, within=frozenset(path), depth=len(above))
    below = (line for s in segments if s.parent == segment.id for line in _segment(segments, s, path))
    return own, *below
