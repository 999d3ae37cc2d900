"""What a drafted indication costs over its period: volume times frequency times rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from desktop.language import _
from desktop.models.draft import Draft
from desktop.models.kinds import Frequency, Unit
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.rules.dates import add_days, add_months, days_between
from desktop.rules.prompts.drafted import Drafted

_MINUTES: Final = {Unit.MINUTE: 1, Unit.HOUR: 60}
"""Units that can be turned into each other."""


@dataclass(frozen=True)
class Cost:
    """What it costs, or why that cannot be said.

    Attributes:
        cents: Euro cents over the whole period; None when it cannot be said.
        times: How often the volume is given over the period; whole unless the period is no whole number of weeks or
            months.
        rate_cents: Euro cents per unit of the volume.
        reason: Why there is no amount, in the language in force; empty when there is one.
    """

    cents: int | None
    times: float = 0
    rate_cents: float | None = None
    reason: str = ""


def cost(profile: RegionProfile, draft: Draft) -> Cost:
    """The cost of a draft in the region's rates, rounded half up to a cent."""
    case = Drafted(profile, draft)
    if case.states_result_only:
        return _unknown(_("This region pays for results, so there is no amount per resident."))
    if draft.volume is None or draft.unit is None or draft.frequency is None:
        return _unknown(_("Fill in how much and how often to see what it costs."))
    rate = _rate(case, draft.unit)
    if rate is None:
        return _unknown(_no_rate(case, draft.unit))
    times = _times(draft)
    if times is None:
        return _unknown(_("Choose a start date and an end date to see what it costs."))
    exact = draft.volume * rate * times
    return Cost(int(exact + Fraction(1, 2)), float(times), float(rate))


def _unknown(reason: str) -> Cost:
    return Cost(None, reason=reason)


def _rate(case: Drafted, unit: Unit) -> Fraction | None:
    """Cents per unit; a volume in euros is its own rate."""
    if unit is Unit.EURO:
        return Fraction(100)
    product = case.product
    if product is None or product.rate_cents is None:
        return None
    known = product.rate_unit or unit
    if known is unit:
        return Fraction(product.rate_cents)
    if known in _MINUTES and unit in _MINUTES:
        return Fraction(product.rate_cents * _MINUTES[unit], _MINUTES[known])
    return None


def _no_rate(case: Drafted, unit: Unit) -> str:
    if case.product and case.product.rate_cents is not None and case.product.rate_unit:
        return _(
            "The known rate is per {known}, not per {unit}.", known=label(case.product.rate_unit), unit=label(unit)
        )
    return _("No rate is known for this help.")


def _times(draft: Draft) -> Fraction | None:
    if draft.frequency is Frequency.WHOLE_PERIOD:
        return Fraction(1)
    if draft.start is None or draft.end is None or draft.end < draft.start:
        return None
    days = days_between(draft.start, draft.end)
    if draft.frequency is Frequency.MONTH:
        return _months(draft.start, draft.end)
    return Fraction(days, 7 if draft.frequency is Frequency.WEEK else 1)


def _months(first: date, last: date) -> Fraction:
    """Whole months, and the days that remain as a part of the month they lie in."""
    after = add_days(last, 1)
    whole = (after.year - first.year) * 12 + after.month - first.month
    if add_months(first, whole) > after:
        whole -= 1
    begun = add_months(first, whole)
    length = (add_months(first, whole + 1) - begun).days or 1
    return whole + Fraction((after - begun).days, length)
