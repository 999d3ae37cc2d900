"""What a search must find, by a plain look at every entry: told again from what the models say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from desktop.models.kinds import AvailabilityStatus, MapStatus
from desktop.models.search import Facet, HitKind, SearchQuestion
from desktop.models.social_map import CommunityService, Contract, ContractedProduct, Provider
from desktop.rules.nearness import distance_km
from desktop.store.search.near import shipped_places
from tests.store.search.conftest import TODAY

TOWNS = ("Oldambt", "Stadskanaal")
BANDS = {"0": (0, 11), "12": (12, 15), "16": (16, 17), "18": (18, 22), "23": (23, 64), "65": (65, 74), "75": (75, 130)}


@dataclass
class Entry:
    """An entry with all that belongs to it."""

    value: CommunityService | Provider
    lines: list[tuple[Contract, ContractedProduct]] = field(default_factory=list)
    statuses: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)

    @property
    def kind(self) -> HitKind:
        return HitKind.COMMUNITY if isinstance(self.value, CommunityService) else HitKind.PROVIDER

    @property
    def running(self) -> list[ContractedProduct]:
        ends = date.max
        return [
            line
            for contract, line in self.lines
            if contract.start <= TODAY <= (contract.end or ends) and line.start <= TODAY <= (line.end or ends)
        ]


CARE = {Facet.LAW, Facet.LOT, Facet.SEGMENT, Facet.PRODUCT, Facet.SPECIALISM, Facet.AVAILABILITY}
"""What tells contracted care apart; community services stay beside it."""

ACTS = {"lot-wmo": "WMO", "lot-jeugd": "JEUGDWET"}


def has(entry: Entry, facet: Facet, wanted: Iterable[str], question: SearchQuestion) -> bool:
    """Whether an entry has one of the values, told again from what the models say."""
    one, asked = entry.value, {*wanted}
    if facet is Facet.MUNICIPALITY:
        return bool(municipalities(entry) & asked)
    if isinstance(one, CommunityService):
        return facet in CARE or bool(of_service(one, facet) & asked)
    # What is contracted counts where it is asked for, each time that is asked.
    named = ({question.municipality}, {*question.narrowed.get(Facet.MUNICIPALITY, ())})
    towns = [names for names in named if names - {""}] or [{*TOWNS}]
    return all(
        of_provider(entry, facet, [p for p in entry.running if {*(p.municipalities or TOWNS)} & names]) & asked
        for names in towns
    )


def of_any(one: CommunityService | Provider, facet: Facet) -> set[str]:
    match facet:
        case Facet.PLACE:
            return {one.place} - {""}
        case Facet.TARGET_GROUP:
            return set(one.target_groups)
        case Facet.AGE:
            low, high = ages(one)
            return {band for band, (first, last) in BANDS.items() if low <= last and high >= first}
    return set()


def of_service(one: CommunityService, facet: Facet) -> set[str]:
    match facet:
        case Facet.KIND:
            return {HitKind.COMMUNITY}
        case Facet.THEME:
            return set(one.themes)
        case Facet.COST:
            return {"unknown" if one.free_of_charge is None else "free" if one.free_of_charge else "paid"}
        case Facet.LIGHT_CHECK:
            return {"asked" if one.light_check else "none-known"}
    return of_any(one, facet)


def of_provider(entry: Entry, facet: Facet, lines: Iterable[ContractedProduct]) -> set[str]:  # noqa: PLR0911 - a plain list
    """`lines` are those that run, where it is asked."""
    one, lines = entry.value, list(lines)
    assert isinstance(one, Provider)
    acts = {*one.laws, *(ACTS[line.lot] for line in lines if line.lot)}
    products = {line.product for line in lines}
    match facet:
        case Facet.KIND:
            return {HitKind.PROVIDER}
        case Facet.PLACE:
            return {place for place in [one.place, *entry.places] if place}
        case Facet.LAW:
            return acts
        case Facet.SPECIALISM:
            return set(one.specialisms)
        case Facet.AVAILABILITY:
            return entry.statuses or {AvailabilityStatus.UNKNOWN}
        case Facet.LOT | Facet.SEGMENT | Facet.PRODUCT:
            return {getattr(line, facet.value) for line in lines}
        case Facet.OFFERS:
            both = {"light-and-heavy"} if {"begeleiding", "begeleiding-plus"} <= products else set()
            return both | ({"youth-and-wmo"} if {"WMO", "JEUGDWET"} <= acts else set())
    return of_any(one, facet)


def municipalities(entry: Entry) -> set[str]:
    """For whom it is: for everyone, where that is not said."""
    lines = [line.municipalities for line in entry.running]
    named = {*entry.value.municipalities, *(name for names in lines for name in names)}
    return named if named and all(lines) else {*TOWNS}


def ages(one: CommunityService | Provider) -> tuple[int, int]:
    if one.minimum_age is None and one.maximum_age is None and len(one.target_groups) == 1:
        return {"Jeugd": (0, 22), "Ouderen": (55, 130)}[one.target_groups[0]]
    return one.minimum_age or 0, 130 if one.maximum_age is None else one.maximum_age


COMING = "begeleiding"
"""The product whose help comes to the resident."""


def near_enough(entry: Entry, question: SearchQuestion) -> bool:
    """Near, or nobody knows where, or the help comes to the resident."""
    known = shipped_places()
    points = [known[place.lower()] for place in (entry.value.place, *entry.places) if place.lower() in known]
    here = known[question.near.lower()]
    assert question.within_km is not None
    if not points or any(distance_km(*here, *point) <= question.within_km for point in points):
        return True
    if not entry.lines:
        return "bij u thuis" in entry.value.description
    asked = {question.product, *question.narrowed.get(Facet.PRODUCT, ())} - {""}
    return (not asked or COMING in asked) and COMING in {line.product for line in entry.running}


def fits(entry: Entry, question: SearchQuestion) -> bool:
    one = entry.value
    low, high = ages(one)
    community = entry.kind is HitKind.COMMUNITY
    return all(
        (
            question.text in one.name.lower(),
            question.include_resting or one.status is MapStatus.ACTIVE,
            not question.no_indication or community,
            question.law is None or has(entry, Facet.LAW, [question.law], question),
            question.age is None or low <= question.age <= high,
            not question.product or (not community and has(entry, Facet.PRODUCT, [question.product], question)),
            not question.municipality or has(entry, Facet.MUNICIPALITY, [question.municipality], question),
            question.within_km is None or near_enough(entry, question),
            *(has(entry, facet, wanted, question) for facet, wanted in question.narrowed.items() if wanted),
        )
    )


def without(question: SearchQuestion, facet: Facet) -> SearchQuestion:
    plain: Mapping[Facet, dict[str, Any]] = {
        Facet.MUNICIPALITY: {"municipality": ""},
        Facet.PRODUCT: {"product": ""},
        Facet.LAW: {"law": None},
        Facet.AGE: {"age": None},
        Facet.KIND: {"no_indication": False},
    }
    rest = {f: wanted for f, wanted in question.narrowed.items() if f is not facet}
    return replace(question, narrowed=rest, **plain.get(facet, {}))
