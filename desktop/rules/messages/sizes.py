"""What an indication allocates in the codes of the standard, and whether it is an allowed combination.

The standard has 31; the 27 without a budget are told. See `desktop.rules.allocations.TOLD`.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.kinds import FundingModel, Unit
from desktop.models.region import Lot, Product, RegionProfile, Segment
from desktop.rules.allocations import TOLD, Naming
from desktop.rules.allocations import Allocation as Combination
from desktop.rules.messages.granted import Size
from desktop.rules.messages.kinds import FREQUENCY_CODES, unit_code


@dataclass(frozen=True)
class Bought:
    """Where an indication stands in the region's purchase; None where it names none."""

    lot: Lot | None
    segment: Segment | None
    product: Product | None

    @property
    def funding(self) -> FundingModel:
        """Output where the result is paid; everything else is told as effort."""
        told = (self.segment and self.segment.funding) or (self.lot.funding if self.lot else FundingModel.EFFORT)
        return FundingModel.OUTPUT if told is FundingModel.OUTPUT else FundingModel.EFFORT

    @property
    def category(self) -> str:
        """Of the product, else of the segment, else of the lot."""
        parts = (self.product, self.segment, self.lot)
        return next((part.category for part in parts if part is not None and part.category), "")


def bought(profile: RegionProfile, indication: Indication) -> Bought:
    """Where it stands in the purchase."""
    return Bought(
        next((lot for lot in profile.lots if lot.id == indication.lot), None),
        next((s for s in profile.segments if s.id == indication.segment and s.lot == indication.lot), None),
        next((product for product in profile.products if product.id == indication.product), None),
    )


def size_of(indication: Indication, where: Bought) -> Size:
    """Category, code, volume, unit and frequency in codes."""
    code = where.product.code if where.product else ""
    if indication.volume is None or indication.unit is None or indication.frequency is None:
        return Size(where.category, code)
    unit = unit_code(indication.unit, where.funding)
    return Size(where.category, code, indication.volume, unit, FREQUENCY_CODES[indication.frequency])


def unfit(indication: Indication, where: Bought) -> RuleBroken | None:
    """Why it cannot be allocated like this; None when it is one of the combinations that are told.

    Money where the effort is paid would be a budget, and help without a category a generic allocation, which needs one.
    """
    if not where.category:
        return RuleBroken("message-needs-category", "product")
    if indication.volume is not None and not (where.product and where.product.code):
        return RuleBroken("message-needs-code", "product")
    fitting = [one for one in TOLD if _fits(one, indication, where.funding)]
    if not fitting:
        is_budget = indication.unit is Unit.EURO and where.funding is not FundingModel.OUTPUT
        return RuleBroken("message-budget" if is_budget else "message-combination", "unit")
    if indication.end is None and all(one.end_required for one in fitting):
        return RuleBroken("message-needs-end", "end")
    return None


def _fits(one: Combination, indication: Indication, funding: FundingModel) -> bool:
    if one.funding is not funding:
        return False
    if indication.volume is None:
        return one.naming is Naming.ASPECIFIC
    return one.naming is Naming.SPECIFIC and (one.unit, one.frequency) == (indication.unit, indication.frequency)
