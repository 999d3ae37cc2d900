"""Where places are, so that nearness can count without a network."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from desktop.language.places import resource
from desktop.store.search.words import fold

if TYPE_CHECKING:
    from sqlalchemy import Connection

Point = tuple[float, float]
"""Degrees north and east, WGS 84."""

KM_PER_DEGREE = 111.2
"""Of latitude; of longitude times the cosine of the latitude."""


@cache
def shipped_namesakes() -> dict[str, tuple[Point, ...]]:
    """The places that come with the program by folded name; of those with one name the most populous first."""
    found: dict[str, tuple[Point, ...]] = {}
    with resource("places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            name = fold(row["name"])
            found[name] = (*found.get(name, ()), (float(row["latitude"]), float(row["longitude"])))
    return found


@cache
def shipped_places() -> dict[str, Point]:
    """The same, of places with one name the most populous."""
    return {name: points[0] for name, points in shipped_namesakes().items()}


def own_places(connection: Connection) -> dict[str, Point]:
    """The places of the store by folded name and by four-digit postal code; they go before the shipped ones."""
    rows = connection.exec_driver_sql("SELECT name, postal_code4, latitude, longitude FROM place ORDER BY id")
    found: dict[str, Point] = {}
    for name, code, latitude, longitude in rows:
        found.setdefault(fold(name), (latitude, longitude))
        if code:
            found.setdefault(code, (latitude, longitude))
    return found


@dataclass(frozen=True)
class Spot:
    """Where a place is; roughly, when only the town it is named after is known."""

    point: Point
    is_rough: bool = False


ROUGH_KM = 5.0
"""Nearer than this a rough spot says nothing."""


def locate(place: str, own: dict[str, Point]) -> Spot | None:
    """Where a place is, written as a postal code, a name or both.

    By the postal code where that is known, else by the name, else, for a quarter, by the town it is named after.
    """
    text = fold(place).strip()
    code = re.match(r"([1-9][0-9]{3})(?: ?[a-z]{2})?(?: +|$)", text)
    if code and code[1] in own:
        return Spot(own[code[1]])
    text = text[code.end() :] if code else text
    for name in (text, *_shorter(text)):
        found = own.get(name) or shipped_places().get(name)
        if found:
            return Spot(found, is_rough=name != text)
    return None


def _shorter(text: str) -> list[str]:
    """Amsterdam-Oost and "Winschoten (centrum)" without what stands behind."""
    parts = re.split(r"[-(,/]| en ", text)
    return [parts[0].strip(), *text.split()[:1]] if parts[0].strip() != text or " " in text else []
