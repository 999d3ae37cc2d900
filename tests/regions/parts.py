"""Parts of a profile by their names, for rows that say what must stand there."""

from __future__ import annotations

from collections.abc import Callable

from desktop.models.region import ContractTerms, Lot, Product, RegionProfile, RuleSetting, Segment

Fact = Callable[[RegionProfile], object]


def lot(profile: RegionProfile, lot_id: str) -> Lot:
    return next(found for found in profile.lots if found.id == lot_id)


def segment(profile: RegionProfile, segment_id: str) -> Segment:
    return next(found for found in profile.segments if found.id == segment_id)


def product(profile: RegionProfile, product_id: str) -> Product:
    return next(found for found in profile.products if found.id == product_id)


def rule(profile: RegionProfile, code: str) -> RuleSetting:
    return next(found for found in profile.rules if found.code == code)


def figures(profile: RegionProfile, figure_id: str, municipality: str = "") -> dict[str, int]:
    return {f.key: f.value for f in profile.figures if f.id == figure_id and f.municipality == municipality}


def shares(profile: RegionProfile) -> dict[str, tuple[int | None, int | None]]:
    return {found.id: (found.share_of_money, found.share_of_clients) for found in profile.lots}


def towns(profile: RegionProfile) -> set[str]:
    return {town.name for town in profile.municipalities}


def running(profile: RegionProfile) -> set[str]:
    return {found.id for found in profile.products if found.ended_on is None}


def contracts(profile: RegionProfile) -> list[ContractTerms]:
    return [found.contract for found in profile.lots if found.contract]
