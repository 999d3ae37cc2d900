"""What a contract, a product in it and a measure of purchase must be like before they are written down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.models.faults import RuleBroken
from desktop.models.kinds import MeasureKind
from desktop.models.purchasing import Cooperation, PurchaseMeasure
from desktop.models.region import RegionProfile
from desktop.models.social_map import Contract, ContractedProduct

_NEVER = date.max


def check_contract(profile: RegionProfile, contract: Contract) -> None:
    """Refuses a contract that cannot be.

    Raises:
        RuleBroken: ``required`` or ``lot-unknown`` (lot), ``ends-before-start`` (end), ``options-before-end``
            (options_until).
    """
    _known(profile, contract.lot, "lot")
    _in_order(contract.start, contract.end)
    if contract.options_until is not None and contract.options_until < (contract.end or contract.start):
        raise RuleBroken("options-before-end", "options_until")


def check_product(profile: RegionProfile, contract: Contract, product: ContractedProduct) -> None:
    """Refuses a product in a contract that cannot be.

    Raises:
        RuleBroken: ``lot-unknown`` (lot); ``required`` or ``product-unknown`` (product); ``segment-unknown`` (segment);
            ``product-ended`` (product) for one of an earlier purchase; ``not-in-region`` (municipalities);
            ``ends-before-start`` (end or stop_until); ``outside-contract`` (start or end); ``required`` (rate_unit).
    """
    _known(profile, product.lot, "lot")
    if contract.lot and product.lot != contract.lot:
        raise RuleBroken("lot-unknown", "lot", lot=product.lot)
    _known_help(profile, product)
    _in_region(profile, product.municipalities, "municipalities")
    _in_order(product.start, product.end)
    if product.start < contract.start:
        raise RuleBroken("outside-contract", "start")
    if product.start > (contract.end or _NEVER) or (product.end or _NEVER) > (contract.end or _NEVER):
        raise RuleBroken("outside-contract", "end" if product.start <= (contract.end or _NEVER) else "start")
    if product.rate_cents is not None and product.rate_unit is None:
        raise RuleBroken("required", "rate_unit")
    _in_order(product.stop_from or product.start, product.stop_until, "stop_until")


def bought_without_region(profile: RegionProfile, product: ContractedProduct) -> tuple[str, ...]:
    """Municipalities in it for which the region does not buy this product or lot."""
    towns = product.municipalities or tuple(town.name for town in profile.municipalities)
    outside = {name for lot in profile.lots if lot.id == product.lot for name in lot.not_bought_by}
    outside |= {p.municipality for p in profile.purchases if p.product == product.product}
    return tuple(town for town in towns if town in outside)


def check_overlap(product: ContractedProduct, others: Iterable[ContractedProduct]) -> None:
    """Refuses the same help by the same provider twice at one time in one municipality.

    Raises:
        RuleBroken: ``contract-overlaps`` (product), with the first day of the other.
    """
    for other in others:
        if other.id != product.id and _same_help(product, other) and _meet(product, other):
            raise RuleBroken("contract-overlaps", "product", start=other.start.strftime("%d-%m-%Y"))


def check_cooperation(cooperation: Cooperation) -> None:
    """Refuses a provider that works together with itself, and an end before the start.

    Raises:
        RuleBroken: ``partner-is-self`` (partner_id), ``ends-before-start`` (end).
    """
    if cooperation.partner_id == cooperation.provider_id:
        raise RuleBroken("partner-is-self", "partner_id")
    if cooperation.start is not None:
        _in_order(cooperation.start, cooperation.end)


def check_measure(profile: RegionProfile, measure: PurchaseMeasure, others: Iterable[PurchaseMeasure]) -> None:
    """Refuses a measure that cannot be, or that contradicts one that holds at the same time.

    Raises:
        RuleBroken: ``not-in-region`` (municipality), ``lot-unknown``, ``segment-unknown``, ``product-unknown``;
            ``required`` (number, reason); ``ends-before-start`` (end); ``measure-holds`` (kind) when there is one of
            this kind for exactly this already; ``minimum-above-maximum`` (number).
    """
    if measure.municipality:
        _in_region(profile, (measure.municipality,), "municipality")
    if measure.lot:
        _known(profile, measure.lot, "lot")
    if measure.segment and measure.segment not in {s.id for s in profile.segments if measure.lot in {"", s.lot}}:
        raise RuleBroken("segment-unknown", "segment")
    if measure.product and measure.product not in {p.id for p in profile.products if measure.lot in {"", p.lot}}:
        raise RuleBroken("product-unknown", "product")
    if measure.number is None and measure.kind is not MeasureKind.CLOSED:
        raise RuleBroken("required", "number")
    if not measure.reason.strip():
        raise RuleBroken("required", "reason")
    _in_order(measure.start, measure.end)
    _not_against(measure, [other for other in others if _same_scope(measure, other)])


def _not_against(measure: PurchaseMeasure, others: list[PurchaseMeasure]) -> None:
    if any(other.kind is measure.kind for other in others):
        raise RuleBroken("measure-holds", "kind")
    both = {m.kind: m.number for m in (*others, measure)}
    most, least = both.get(MeasureKind.MAXIMUM), both.get(MeasureKind.MINIMUM)
    if most is not None and least is not None and least > most:
        raise RuleBroken("minimum-above-maximum", "number")


def _same_scope(one: PurchaseMeasure, other: PurchaseMeasure) -> bool:
    about = (one.municipality, one.lot, one.segment, one.product)
    same = about == (other.municipality, other.lot, other.segment, other.product)
    return same and other.id != one.id and one.start <= (other.end or _NEVER) and other.start <= (one.end or _NEVER)


def _known(profile: RegionProfile, lot: str, field: str) -> None:
    if not lot:
        raise RuleBroken("required", field)
    if lot not in {one.id for one in profile.lots}:
        raise RuleBroken("lot-unknown", field, lot=lot)


def _known_help(profile: RegionProfile, product: ContractedProduct) -> None:
    products = {p.id: p for p in profile.products if p.lot == product.lot}
    if product.segment and product.segment not in {s.id for s in profile.segments if s.lot == product.lot}:
        raise RuleBroken("segment-unknown", "segment")
    if products and not product.product:
        raise RuleBroken("required", "product")
    if product.product and product.product not in products:
        raise RuleBroken("product-unknown", "product")
    ended = products[product.product].ended_on if product.product else None
    if ended is not None and product.start > ended:
        raise RuleBroken("product-ended", "product", day=ended.strftime("%d-%m-%Y"))


def _in_region(profile: RegionProfile, municipalities: Iterable[str], field: str) -> None:
    if set(municipalities) - {town.name for town in profile.municipalities}:
        raise RuleBroken("not-in-region", field)


def _in_order(start: date, end: date | None, field: str = "end") -> None:
    if end is not None and end < start:
        raise RuleBroken("ends-before-start", field)


def _same_help(one: ContractedProduct, other: ContractedProduct) -> bool:
    return (one.provider_id, one.lot, one.segment, one.product) == (
        other.provider_id, other.lot, other.segment, other.product,
    )  # fmt: skip


def _meet(one: ContractedProduct, other: ContractedProduct) -> bool:
    """At one time, in one municipality."""
    places = not one.municipalities or not other.municipalities or set(one.municipalities) & set(other.municipalities)
    return bool(places) and one.start <= (other.end or _NEVER) and other.start <= (one.end or _NEVER)
