"""The tables of HSDS 3.1 while they are filled: rows by table, each row once.

Table and column names are those of the specification (Open Referral, HSDS 3.1, ``datapackage.json``). Columns that are
never filled are not there; neither is any that the specification calls deprecated, like ``service.wait_time``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha1
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from desktop.exchange.export.told import Told

Row = dict[str, object]

UNKNOWN = "n/a"
"""Written where HSDS asks for a text and none is known; an import takes it for nothing."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "organization": ("id", "name", "alternate_name", "description", "email", "website"),
    "organization_identifier": ("id", "organization_id", "identifier_scheme", "identifier_type", "identifier"),
    "service": (
        "id",
        "organization_id",
        "name",
        "description",
        "url",
        "email",
        "status",
        "application_process",
        "fees_description",
        "eligibility_description",
        "minimum_age",
        "maximum_age",
        "assured_date",
        "alert",
    ),
    "location": ("id", "location_type", "url", "organization_id", "name", "latitude", "longitude"),
    "address": (
        "id",
        "location_id",
        "address_1",
        "city",
        "state_province",
        "postal_code",
        "country",
        "address_type",
    ),
    "service_at_location": ("id", "service_id", "location_id"),
    "phone": ("id", "location_id", "service_id", "organization_id", "contact_id", "number"),
    "contact": ("id", "organization_id", "name", "title", "email"),
    "schedule": ("id", "service_id", "description"),
    "service_area": ("id", "service_id", "name", "extent", "extent_type"),
    "cost_option": ("id", "service_id", "option", "currency", "amount", "amount_description"),
    "unit": ("id", "name"),
    "service_capacity": ("id", "service_id", "unit_id", "available", "description", "updated"),
    "taxonomy": ("id", "name", "description"),
    "taxonomy_term": ("id", "code", "name", "description", "taxonomy", "taxonomy_id"),
    "attribute": ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value", "label"),
}
"""Columns by table, in the order of the specification."""

FILES: dict[str, str] = {
    "organization": "organizations.csv",
    "organization_identifier": "organization_identifiers.csv",
    "service": "services.csv",
    "location": "locations.csv",
    "address": "addresses.csv",
    "service_at_location": "service_at_location.csv",
    "phone": "phones.csv",
    "contact": "contacts.csv",
    "schedule": "schedules.csv",
    "service_area": "service_areas.csv",
    "cost_option": "cost_options.csv",
    "unit": "units.csv",
    "service_capacity": "service_capacity.csv",
    "taxonomy": "taxonomies.csv",
    "taxonomy_term": "taxonomy_terms.csv",
    "attribute": "attributes.csv",
}
"""File name by table, as the specification's data package calls them."""

LINKS: dict[str, str] = {
    "organization_id": "organization",
    "service_id": "service",
    "location_id": "location",
    "contact_id": "contact",
    "unit_id": "unit",
    "taxonomy_id": "taxonomy",
    "taxonomy_term_id": "taxonomy_term",
}
"""The table that a column's id leads to."""

_NAMESPACE = UUID("7c1c0a52-5d1c-5c3e-9d0b-3a9f1f3b7e64")


@dataclass
class Book:
    """The tables and what there is to tell about them.

    Attributes:
        rows: By table.
        told: What was left out or filled in.
    """

    told: Told
    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in COLUMNS})
    _ids: set[tuple[str, str]] = field(default_factory=set)

    def add(self, table: str, id: str, **cells: object) -> str:  # noqa: A002 - the specification's own word
        """Adds a row, without the cells that hold nothing, unless it is there; returns its id."""
        if (table, id) not in self._ids:
            self._ids.add((table, id))
            filled = {name: cell for name, cell in cells.items() if cell is not None and cell != ""}
            self.rows[table].append({"id": id, **filled})
        return id

    def has(self, table: str, id: str) -> bool:  # noqa: A002 - idem
        """True when the row is there."""
        return (table, id) in self._ids


def derived(*parts: str) -> str:
    """A UUID that is the same in every export for the same parts: version 5, written out because there are so many."""
    digest = sha1(_NAMESPACE.bytes + "\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digest[16], 16) & 3]
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"


def own(id: str) -> str:  # noqa: A002 - idem
    """The record's own id, or a UUID made of it where it is none: HSDS knows no other ids."""
    try:
        return str(UUID(id))
    except ValueError:
        return derived("id", id)
