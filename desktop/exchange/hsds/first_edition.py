"""HSDS 1.1 under the names of HSDS 3: what moved to another table or got another column.

Tables and columns are those of the specification (Open Referral, HSDS 1.1, ``datapackage.json``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.exchange.export.hsds_terms import Taxonomy
from desktop.exchange.tables import Row, Table

if TYPE_CHECKING:
    from desktop.exchange.tables import Cell

_TABLES = {
    "physical_address": "addresses",
    "regular_schedule": "schedules",
    "attribute": "attributes",
    "service_taxonomy": "attributes",
    "eligibility": "attributes",
}
"""What a table is called in HSDS 3."""

_COLUMNS: dict[str, dict[str, str]] = {
    "service": {"fees": "fees_description"},
    "service_area": {"service_area": "name"},
    "regular_schedule": {"weekday": "byday"},
    "service_taxonomy": {"service_id": "link_id", "taxonomy_id": "taxonomy_term_id"},
    "eligibility": {"service_id": "link_id", "eligibility": "label"},
    "taxonomy": {"vocabulary": "taxonomy"},
}
"""By table, what a column is called in HSDS 3; one that is there under that name already is left as it is."""

_KNOWN = frozenset({Taxonomy.THEME, Taxonomy.TARGET_GROUP, Taxonomy.SPECIALISM, Taxonomy.LAW})


def as_three(tables: Mapping[str, Table]) -> Iterator[Table]:
    """The tables as HSDS 3 names them; those of later editions stay as they are.

    Args:
        tables: By the name of their file, in small letters.
    """
    attributes: list[Row] = []
    for name, table in tables.items():
        # From 2 on, a table called taxonomy holds the taxonomies themselves; its terms have a table of their own.
        is_terms = name == "taxonomy" and "service_taxonomy" in tables
        named = _named(table, "taxonomy_terms" if is_terms else _TABLES.get(name, name), _COLUMNS.get(name, {}))
        if named.name == "attributes":
            attributes += (_attribute(name, row) for row in named.rows)
        else:
            yield _with_themes(named) if is_terms else named
    if attributes:
        yield Table("attributes", frozenset(c for row in attributes for c in row.cells), tuple(attributes))


def _named(table: Table, name: str, columns: Mapping[str, str]) -> Table:
    new = {ours: theirs for ours, theirs in columns.items() if ours in table.columns and theirs not in table.columns}
    if not new:
        return replace(table, name=name)
    rows = tuple(replace(row, cells={new.get(c, c): cell for c, cell in row.cells.items()}) for row in table.rows)
    return Table(name, frozenset(new.get(c, c) for c in table.columns), rows)


def _attribute(table: str, row: Row) -> Row:
    """Who a service is for is a target group: the kind of link says so where there is no term."""
    more: dict[str, Cell] = {"link_type": Taxonomy.TARGET_GROUP.value} if table == "eligibility" else {}
    return replace(row, cells={**row.cells, **more})


def _with_themes(terms: Table) -> Table:
    """What a service is about is told in the words of any vocabulary; one that is not ours is of themes."""
    rows = []
    for row in terms.rows:
        said = str(row.cells.get("taxonomy") or "").strip().lower()
        rows.append(replace(row, cells={**row.cells, "taxonomy": said if said in _KNOWN else Taxonomy.THEME.value}))
    return replace(terms, columns=terms.columns | {"taxonomy"}, rows=tuple(rows))
