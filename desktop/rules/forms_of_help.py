"""What one provider offers together, so that a resident can go on without changing provider.

Wanted by regions that purchase for it: lighter and heavier help of one kind with the same people, and youth help that
goes on as Wmo help after eighteen.
"""

from __future__ import annotations

from collections.abc import Collection

from desktop.models.kinds import Law
from desktop.models.region import RegionProfile


def light_and_heavy(profile: RegionProfile, products: Collection[str]) -> tuple[str, ...]:
    """Ids of the usual forms that are offered with their heavy form, in the order of the profile."""
    pairs = ((p.heavy_form_of, p.id) for p in profile.products if p.heavy_form_of)
    return tuple(dict.fromkeys(usual for usual, heavy in pairs if usual in products and heavy in products))


def youth_and_wmo(laws: Collection[str]) -> bool:
    """True when help is given under both the Jeugdwet and the Wmo."""
    return {Law.JEUGDWET.value, Law.WMO.value} <= set(laws)
