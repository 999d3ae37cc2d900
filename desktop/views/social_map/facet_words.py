"""How the facets of the social map and their values are called."""

from __future__ import annotations

from enum import StrEnum

from desktop.language import N_, _
from desktop.models.kinds import AvailabilityStatus, Law
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.models.search import Facet
from desktop.services.names import ProfileNames
from desktop.views.social_map.asking import AGE, RESTING, WEEKS, WITHIN

ORDER: dict[Facet, str] = {
    Facet.KIND: N_("Kind of help"),
    Facet.MUNICIPALITY: N_("Municipality"),
    Facet.LAW: N_("Act"),
    Facet.PRODUCT: N_("Product"),
    Facet.AVAILABILITY: N_("Availability"),
    Facet.TARGET_GROUP: N_("For whom"),
    Facet.PLACE: N_("Place"),
    Facet.AGE: N_("Age"),
    Facet.SPECIALISM: N_("Specialism"),
    Facet.THEME: N_("Theme"),
    Facet.COST: N_("Cost"),
    Facet.LIGHT_CHECK: N_("Light check"),
    Facet.OFFERS: N_("Offers both"),
    Facet.LOT: N_("Lot"),
    Facet.SEGMENT: N_("Segment"),
}
"""Msgid by facet, in the order in which people ask."""

OPEN = frozenset({Facet.KIND, Facet.MUNICIPALITY, Facet.LAW, Facet.PRODUCT, Facet.AVAILABILITY})
"""Facets that stand open at first: the most used."""

_VALUES = {
    (Facet.KIND, "community"): N_("without an indication"),
    (Facet.KIND, "provider"): N_("contracted care"),
    (Facet.COST, "free"): N_("free of charge"),
    (Facet.COST, "paid"): N_("costs something"),
    (Facet.COST, "unknown"): N_("not known"),
    (Facet.LIGHT_CHECK, "asked"): N_("asks a light check"),
    (Facet.LIGHT_CHECK, "none-known"): N_("none known"),
    (Facet.OFFERS, "light-and-heavy"): N_("light and heavy help"),
    (Facet.OFFERS, "youth-and-wmo"): N_("youth and Wmo"),
}
_LABELLED: dict[Facet, type[StrEnum]] = {Facet.LAW: Law, Facet.AVAILABILITY: AvailabilityStatus}
_BANDS = (0, 12, 16, 18, 23, 65, 75)


class FacetWords:
    """Names as the region calls them."""

    def __init__(self, profile: RegionProfile) -> None:
        names = ProfileNames.of(profile)
        self._named = {Facet.LOT: names.lots, Facet.SEGMENT: names.segments, Facet.PRODUCT: names.products}

    def value(self, facet: Facet, value: str) -> str:
        """What a value is called; what nobody gave a name is called as it is."""
        if facet in self._named:
            return self._named[facet].get(value, value)
        if facet in _LABELLED:
            kind = _LABELLED[facet]
            return label(kind(value)) if value in {member.value for member in kind} else value
        if facet is Facet.AGE:
            return _band(value)
        return _(_VALUES[facet, value]) if (facet, value) in _VALUES else value

    def filter(self, key: str, value: int | None = None) -> str:
        """A filter in full, like ``Age: 18–22``; `key` as `Asked.filters` has it."""
        if key == AGE:
            return _("Age: {n} years", n=value)
        if key == WITHIN:
            return _("within {n} km, and what comes to the resident", n=value)
        if key == WEEKS:
            return _("help within {n} weeks", n=value)
        if key == RESTING:
            return _("also what one may not refer to")
        facet, _colon, chosen = key.partition(":")
        return f"{_(ORDER[Facet(facet)])}: {self.value(Facet(facet), chosen)}"


def _band(low: str) -> str:
    """An age band by its lower bound, like ``18 to 22 years``."""
    if not low.isdigit():
        return low
    above = next((band for band in _BANDS if band > int(low)), None)
    return _("{low} to {high} years", low=low, high=above - 1) if above else _("{low} years and older", low=low)
