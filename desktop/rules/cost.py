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


@dataclass(frozen=True)
class Rate:
    """Euro cents for one unit, as a contract has it."""

    cents: int
    unit: Unit


def cost(profile: RegionProfile, draft: Draft, agreed: Rate | None = None) -> Cost:
    """The cost of a draft, rounded half up to a cent: at the rate agreed with the provider, else at the region's."""
    case = Drafted(profile, draft)
    if case.states_result_only:
        return _unknown(_("This region pays for results, so there is no amount per resident."))
    if draft.volume is None or draft.unit is None or draft.frequency is None:
        return _unknown(_("Fill in how much and how often to see what it costs."))
    known = agreed or _of_region(case, draft.unit)
    rate = _per_unit(known, draft.unit)
    if rate is None:
        return _unknown(_no_rate(known, draft.unit))
    times = _times(draft)
    if times is None:
        return _unknown(_("Choose a start date and an end date to see what it costs."))
    exact = draft.volume * rate * times
    return Cost(int(exact + Fraction(1, 2)), float(times), float(rate))


def _unknown(reason: str) -> Cost:
    return Cost(None, reason=reason)


def _of_region(case: Drafted, unit: Unit) -> Rate | None:
    """The product's rate in the profile; one without a unit is for the unit that is drafted."""
    product = case.product
    if product is None or product.rate_cents is None:
        return None
    return Rate(product.rate_cents, product.rate_unit or unit)


def price(rate: Rate | None, unit: Unit) -> Fraction | None:
    """Cents for one unit of a volume at a rate; None when the rate is not known or for something else."""
    return _per_unit(rate, unit)


def _per_unit(rate: Rate | None, unit: Unit) -> Fraction | None:
    """Cents per drafted unit; a volume in euros is its own rate. None without a rate that can be turned into it."""
    if unit is Unit.EURO:
        return Fraction(100)
    if rate is None:
        return None
    if rate.unit is unit:
        return Fraction(rate.cents)
    if rate.unit in _MINUTES and unit in _MINUTES:
        return Fraction(rate.cents * _MINUTES[unit], _MINUTES[rate.unit])
    return None


def _no_rate(rate: Rate | None, unit: Unit) -> str:
    if rate is None:
        return _("No rate is known for this help.")
    return _("The known rate is per {known}, not per {unit}.", known=label(rate.unit), unit=label(unit))


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
