"""Rows of HSDS that belong to something which is not there: nothing is made of them, and a person is told."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.exchange.hsds.book import Book, text
from desktop.exchange.tables import Row, Table

_LINKS: dict[str, dict[str, str]] = {
    "service_at_location": {"service_id": "services", "location_id": "locations"},
    "addresses": {"location_id": "locations"},
    "phones": {"service_id": "services", "organization_id": "organizations", "location_id": "locations"},
    "schedules": {"service_id": "services"},
    "service_areas": {"service_id": "services"},
    "cost_options": {"service_id": "services"},
    "organization_identifiers": {"organization_id": "organizations"},
    "attributes": {"taxonomy_term_id": "taxonomy_terms"},
}
"""By table and column the table that is led to; those that become records of ours are looked at with these."""


def strays(book: Book) -> Iterator[Table]:
    """Tables without columns: only what was noticed about their rows counts, and once where a whole table is absent."""
    for table, links in _LINKS.items():
        rows = [row for column, to in links.items() for row in _of_column(book, table, column, to)]
        if rows:
            yield Table(table, frozenset(), tuple(sorted(rows, key=lambda row: row.number)))


def _of_column(book: Book, table: str, column: str, to: str) -> Iterator[Row]:
    leading = [(row, id_) for row in book.rows(table) if (id_ := text(row.cells, column))]
    if leading and not book.has(to):
        yield Row(0, {}, doubts=((column, "table-missing", to),))
        return
    for row, id_ in leading:
        if book.one(to, id_) is None:
            yield Row(row.number, {}, doubts=((column, "link-missing", id_),))
