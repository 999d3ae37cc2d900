"""What one provider offers together, so that a resident can go on without changing provider.

Wanted by regions that purchase for it: lighter and heavier help of one kind with the same people, and youth help that
goes on as Wmo help after eighteen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from desktop.models.kinds import Law
from desktop.models.region import RegionProfile


def light_and_heavy(profile: RegionProfile, products: Collection[str]) -> tuple[str, ...]:
    """Ids of the usual forms that are offered with their heavy form, in the order of the profile."""
    pairs = ((p.heavy_form_of, p.id) for p in profile.products if p.heavy_form_of)
    return tuple(dict.fromkeys(usual for usual, heavy in pairs if usual in products and heavy in products))


def acts_of(
    profile: RegionProfile, said: Iterable[str], lots: Collection[str], products: Collection[str]
) -> tuple[str, ...]:
    """Values of Law a provider works under: those it says itself, then those of what it is contracted for.

    A lot tells its act also where the region states only a result and names no products.
    """
    by_lot = (lot.law.value for lot in profile.lots if lot.id in lots)
    by_product = (product.law.value for product in profile.products if product.id in products)
    return tuple(dict.fromkeys((*said, *by_lot, *by_product)))


def acts_of_bought(profile: RegionProfile, said: Iterable[str], bought: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """As `acts_of`, by the lots and products it is contracted for, as pairs."""
    pairs = tuple(bought)
    return acts_of(profile, said, {lot for lot, _product in pairs}, {product for _lot, product in pairs})


def youth_and_wmo(laws: Collection[str]) -> bool:
    """True when help is given under both the Jeugdwet and the Wmo."""
    return {Law.JEUGDWET.value, Law.WMO.value} <= set(laws)
