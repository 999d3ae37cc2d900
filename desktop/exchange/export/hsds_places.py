"""Where help can be found: locations with an address, as HSDS has them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from desktop.exchange.export.hsds_book import UNKNOWN, derived, own
from desktop.exchange.export.hsds_cells import web
from desktop.language import N_, _
from desktop.language.places import resource

if TYPE_CHECKING:
    from desktop.exchange.export.hsds_book import Book
    from desktop.exchange.export.taken import Taken
    from desktop.models.social_map import CommunityService, Location, Provider

_DUTCH_POSTAL_CODE = re.compile(r"[1-9][0-9]{3} ?[A-Za-z]{2}")
_ASKED = {
    "address_1": N_("street and number"),
    "city": N_("town or village"),
    "state_province": N_("province"),
    "postal_code": N_("postal code"),
    "country": N_("country"),
}
"""Columns of an address that HSDS cannot do without, in words."""


@dataclass(frozen=True)
class Provinces:
    """Tells in which province a place lies, by its municipality in the region, else by the shipped list of places."""

    taken: Taken

    def of(self, place: str) -> str:
        """The province; empty when the place is not known, or more provinces have one of that name."""
        inside = {town.name.lower(): town.province for town in self.taken.profile.municipalities}
        municipality = self.taken.municipalities.get(place.lower(), place)
        return inside.get(municipality.lower(), "") or _shipped().get(place.lower(), "")


def locate(book: Book, provinces: Provinces, entry: CommunityService | Provider, organisation: str) -> str:
    """Writes the entry's own address as a location; returns its id, empty when the entry tells no place at all."""
    if not (entry.address or entry.place or entry.postal_code or entry.latitude is not None):
        return ""
    location = book.add(
        "location",
        derived("location", entry.id),
        location_type="physical",
        organization_id=organisation,
        name=entry.name,
        **_point(entry),
    )
    _address(book, provinces, location, entry)
    return location


def locate_elsewhere(book: Book, provinces: Provinces, place: Location, organisation: str) -> str:
    """Writes a location that is kept apart; returns its id."""
    location = book.add(
        "location",
        own(place.id),
        location_type="physical",
        organization_id=organisation,
        name=place.name,
        url=web(book.told, place.id, place.url),
        **_point(place),
    )
    if place.address or place.place or place.postal_code:
        _address(book, provinces, location, place)
    if place.phone:
        book.add("phone", derived("phone", place.id), location_id=location, number=place.phone)
    return location


def _point(place: Location | CommunityService | Provider) -> dict[str, object]:
    both = place.latitude is not None and place.longitude is not None
    return {"latitude": place.latitude, "longitude": place.longitude} if both else {}


def _address(book: Book, provinces: Provinces, location: str, place: Location | CommunityService | Provider) -> None:
    if not (place.address or place.place or place.postal_code):
        return
    province = provinces.of(place.place)
    dutch = province or _DUTCH_POSTAL_CODE.fullmatch(place.postal_code.strip())
    cells = {
        "address_1": place.address,
        "city": place.place,
        "state_province": province,
        "postal_code": place.postal_code,
        "country": "NL" if dutch else "",
    }
    lacking = [_(words) for name, words in _ASKED.items() if not cells[name]]
    if lacking:
        book.told.fill(place.id, "address-incomplete", name=place.name or place.address, fields=", ".join(lacking))
    book.add(
        "address",
        derived("address", place.id),
        location_id=location,
        address_type="physical",
        **{name: cell or UNKNOWN for name, cell in cells.items()},
    )


@cache
def _shipped() -> dict[str, str]:
    found: dict[str, set[str]] = {}
    with resource("places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            found.setdefault(row["name"].lower(), set()).add(row["province"])
    return {name: next(iter(names)) for name, names in found.items() if len(names) == 1}
