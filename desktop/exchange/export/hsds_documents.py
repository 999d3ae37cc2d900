"""The tables of HSDS as the documents its web service gives: services and organisations with all that hangs on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.exchange.export.hsds_book import Book, Row

_MANY: dict[str, tuple[tuple[str, str, str], ...]] = {
    "service": (
        ("phones", "phone", "service_id"),
        ("schedules", "schedule", "service_id"),
        ("service_areas", "service_area", "service_id"),
        ("service_at_locations", "service_at_location", "service_id"),
        ("cost_options", "cost_option", "service_id"),
        ("capacities", "service_capacity", "service_id"),
        ("attributes", "attribute", "link_id"),
    ),
    "organization": (
        ("phones", "phone", "organization_id"),
        ("locations", "location", "organization_id"),
        ("contacts", "contact", "organization_id"),
        ("organization_identifiers", "organization_identifier", "organization_id"),
        ("attributes", "attribute", "link_id"),
    ),
    "location": (("addresses", "address", "location_id"), ("phones", "phone", "location_id")),
    "contact": (("phones", "phone", "contact_id"),),
}
"""By table: the name of a list, the table its items stand in, and the column that leads back."""

_ONE: dict[str, tuple[tuple[str, str, str], ...]] = {
    "service_at_location": (("location", "location", "location_id"),),
    "service_capacity": (("unit", "unit", "unit_id"),),
    "attribute": (("taxonomy_term", "taxonomy_term", "taxonomy_term_id"),),
}
"""By table: the name of a part, its table, and the column that leads to it."""


class Documents:
    """Nests the rows of a filled book; the rows themselves stay as they are."""

    def __init__(self, book: Book) -> None:
        self._rows = book.rows
        self._by_id = {table: {str(row["id"]): row for row in rows} for table, rows in book.rows.items()}
        self._by_link: dict[tuple[str, str], dict[str, list[Row]]] = {}
        for _name, table, column in {link for links in _MANY.values() for link in links}:
            found: dict[str, list[Row]] = {}
            for row in book.rows[table]:
                if column in row:
                    found.setdefault(str(row[column]), []).append(row)
            self._by_link[table, column] = found

    def services(self) -> Iterator[Row]:
        """Every service with its organisation, as ``/services/{id}`` gives it."""
        for row in self._rows["service"]:
            organisation = self._by_id["organization"][str(row["organization_id"])]
            yield {**self._nested("service", row), "organization": organisation}

    def organisations(self) -> Iterator[Row]:
        """Every organisation with its locations, as ``/organizations/{id}`` gives it."""
        for row in self._rows["organization"]:
            yield self._nested("organization", row)

    def _nested(self, table: str, row: Row) -> Row:
        whole = dict(row)
        for name, of, column in _ONE.get(table, ()):
            whole[name] = self._nested(of, self._by_id[of][str(row[column])])
        for name, of, column in _MANY.get(table, ()):
            items = self._by_link[of, column].get(str(row["id"]))
            if items:
                whole[name] = [self._nested(of, item) for item in items]
        return whole
