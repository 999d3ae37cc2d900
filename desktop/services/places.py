"""The places that come with the program, for nearness."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from desktop.language.places import resource
from desktop.models.region import RegionProfile
from desktop.models.social_map import Place


def places_of(profile: RegionProfile) -> tuple[Place, ...]:
    """Places in the municipalities of a region, in the order of the file; none where the file knows none."""
    municipalities = {municipality.name for municipality in profile.municipalities}
    return tuple(_place(row) for row in _rows() if row["municipality"] in municipalities)


def _rows() -> Iterator[dict[str, str]]:
    with resource("municipality_places.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def _place(row: dict[str, str]) -> Place:
    return Place(
        name=row["name"],
        municipality=row["municipality"],
        postal_code4=row["postal_code4"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )
