"""The tables of HSDS 3 by what hangs on what, and the links that lead nowhere or round in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from desktop.exchange.cells import one_line, plain_text
from desktop.exchange.hsds.first_edition import as_three

if TYPE_CHECKING:
    from desktop.exchange.tables import Row, Table

_SINGULAR = {
    "organization": "organizations",
    "service": "services",
    "location": "locations",
    "address": "addresses",
    "phone": "phones",
    "schedule": "schedules",
    "service_area": "service_areas",
    "cost_option": "cost_options",
    "attribute": "attributes",
    "taxonomy_term": "taxonomy_terms",
    "organization_identifier": "organization_identifiers",
}
"""The specification's own files are plural; its table names, which some use for files, are not."""

_NEEDS = {"organizations": {"id", "name"}, "services": {"id", "name"}}


class Book:
    """Rows of the tables by id and by link.

    Args:
        tables: As read.
    """

    def __init__(self, tables: Iterable[Table]) -> None:
        self._tables: dict[str, Table] = {}
        for table in as_three({table.name.lower().removesuffix(".csv"): table for table in tables}):
            self._tables[_SINGULAR.get(table.name, table.name)] = table
        self._by: dict[tuple[str, str], dict[str, list[Row]]] = {}

    @property
    def is_hsds(self) -> bool:
        """True when there are services or organisations in the form of HSDS 2 or 3."""
        there = [name for name, needs in _NEEDS.items() if name in self._tables and needs <= self._tables[name].columns]
        linked = "services" in there and "organization_id" in self._tables["services"].columns
        return linked or ("organizations" in there and "services" not in self._tables)

    def rows(self, table: str) -> tuple[Row, ...]:
        """All rows of a table; none when it is not there."""
        return self._tables[table].rows if table in self._tables else ()

    def has(self, table: str) -> bool:
        """True when the table is in the file."""
        return table in self._tables

    def of(self, table: str, column: str, id: str) -> list[Row]:  # noqa: A002 - the specification's own word
        """The rows of a table whose column leads to this id."""
        if not id:
            return []
        if (table, column) not in self._by:
            found: dict[str, list[Row]] = {}
            for row in self.rows(table):
                found.setdefault(text(row.cells, column), []).append(row)
            self._by[table, column] = found
        return self._by[table, column].get(id, [])

    def one(self, table: str, id: str) -> Row | None:  # noqa: A002 - idem
        """The row with this id; the first, where an id is there twice."""
        return next(iter(self.of(table, "id", id)), None)

    def term(self, attribute: Row) -> tuple[str, str, str]:
        """Taxonomy, code and name of an attribute; the kind of link where the term itself is not in the file."""
        term = self.one("taxonomy_terms", text(attribute.cells, "taxonomy_term_id"))
        taxonomy = text(term.cells, "taxonomy") if term else ""
        code = text(term.cells, "code") if term else ""
        name = text(term.cells, "name") if term else text(attribute.cells, "label")
        return taxonomy or text(attribute.cells, "link_type"), code, name

    def goes_round(self, table: str, column: str, row: Row) -> bool:
        """True when the links in a column lead from a row back to itself."""
        start = here = text(row.cells, "id")
        seen: set[str] = set()
        while here not in seen:
            seen.add(here)
            above = self.one(table, here)
            here = text(above.cells, column) if above else ""
            if here == start and here:
                return True
            if not here:
                return False
        return False


def text(cells: Mapping[str, object], column: str) -> str:
    """A cell on one line."""
    return one_line(plain_text(cells.get(column)) or "")
