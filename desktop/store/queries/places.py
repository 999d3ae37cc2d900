"""Where a postal code or a place lies."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from desktop.store.reader import Reader


@dataclass(frozen=True)
class Point:
    """Degrees north and east, WGS 84."""

    latitude: float
    longitude: float


_POINT = text("""
SELECT latitude, longitude FROM place
WHERE (:code <> '' AND postal_code4 = :code) OR (:name <> '' AND name = :name COLLATE NOCASE)
ORDER BY postal_code4 = :code DESC, municipality = :municipality DESC, postal_code4 = '' DESC, id LIMIT 1
""")


def point_of(reader: Reader, postal_code: str, name: str, municipality: str = "") -> Point | None:
    """The point of a postal code's four digits, else of a place by name, in the municipality before elsewhere."""
    binds = {"code": postal_code.strip()[:4], "name": name.strip(), "municipality": municipality}
    row = reader.connection.execute(_POINT, binds).one_or_none()
    return Point(row.latitude, row.longitude) if row else None


_MUNICIPALITY = text("""
SELECT CASE WHEN count(DISTINCT municipality) = 1 THEN min(municipality) ELSE '' END FROM place
WHERE CASE WHEN EXISTS (SELECT 1 FROM place WHERE postal_code4 = :code AND :code <> '')
    THEN postal_code4 = :code ELSE :name <> '' AND name = :name COLLATE NOCASE END
""")


def municipality_of(reader: Reader, postal_code: str, name: str) -> str:
    """The municipality of a postal code, else of a place by name; empty when unknown or shared by several."""
    binds = {"code": postal_code.strip()[:4], "name": name.strip()}
    return str(reader.connection.execute(_MUNICIPALITY, binds).scalar_one())
