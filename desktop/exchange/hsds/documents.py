"""From the nested documents of an HSDS web service to the tables of the tabular form.

Names are those of the specification (Open Referral, HSDS 3.1, ``schema/``): a service holds its organisation, phones,
schedules and so on; what hangs on something gets a column with the id of what it hangs on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.exchange.tables import Cell, Table, table_of_items

_LISTS = {
    "services": "services",
    "organizations": "organizations",
    "locations": "locations",
    "service_at_locations": "service_at_location",
    "addresses": "addresses",
    "phones": "phones",
    "schedules": "schedules",
    "service_areas": "service_areas",
    "cost_options": "cost_options",
    "capacities": "service_capacity",
    "attributes": "attributes",
    "organization_identifiers": "organization_identifiers",
    "taxonomy_terms": "taxonomy_terms",
}
"""Table by the name of a list in a document."""

_PARTS = {
    "organization": "organizations",
    "service": "services",
    "location": "locations",
    "taxonomy_term": "taxonomy_terms",
}
"""Table by the name of a part that there is one of; whoever holds it gets a column with its id."""

_SINGLE = {
    "services": "service_id",
    "organizations": "organization_id",
    "locations": "location_id",
    "service_at_location": "service_at_location_id",
}
"""Column, in what hangs on it, by table."""

_DEEPEST = 8
"""Levels of the specification's own nesting, and a few to spare."""

_WRAPPED = "contents"
"""In which a page of a web service has its items."""


def is_hsds(document: object) -> bool:
    """True for a document, or a list or page of documents, of services, organisations or services at a location."""
    items = _items(document)
    return bool(items) and all(_table_of(item) for item in items)


def tables_of_documents(document: object) -> tuple[Table, ...]:
    """The tables; one that is told of more than once, as an organisation by each of its services, stands there once."""
    found: dict[str, dict[str, dict[str, Cell]]] = {}
    for number, item in enumerate(_items(document), start=1):
        _walk(item, _table_of(item), {}, found, f"{number}")
    return tuple(table_of_items(name, rows.values()) for name, rows in found.items())


def _items(document: object) -> list[dict[str, Any]]:
    if isinstance(document, dict) and isinstance(document.get(_WRAPPED), list):
        document = document[_WRAPPED]
    elif isinstance(document, dict):
        document = [document]
    if not isinstance(document, list):
        return []
    return [item for item in document if isinstance(item, dict)]


def _table_of(item: Mapping[str, object]) -> str:
    """Which kind of document it is, by the parts that only such a one has; empty for none."""
    if "id" not in item:
        return ""
    if isinstance(item.get("service"), dict) and isinstance(item.get("location"), dict):
        return "service_at_location"
    if "name" in item and (
        isinstance(item.get("organization"), dict) or "organization_id" in item or "service_at_locations" in item
    ):
        return "services"
    if "name" in item and ("services" in item or "organization_identifiers" in item or "legal_status" in item):
        return "organizations"
    return ""


def _walk(
    item: Mapping[str, Any],
    table: str,
    links: Mapping[str, str],
    found: dict[str, dict[str, dict[str, Cell]]],
    place: str,
) -> None:
    """Puts an item in its table, and what hangs on it in theirs."""
    if place.count("/") > _DEEPEST:
        return
    id_ = str(item.get("id") or place)
    own = {**links}
    for name, cell in item.items():
        if name in _PARTS and isinstance(cell, dict):
            own[f"{name}_id"] = str(cell.get("id") or f"{place}/{name}")
            _walk(cell, _PARTS[name], {}, found, f"{place}/{name}")
        elif not isinstance(cell, (list, dict)):
            own[name] = cell
    row = found.setdefault(table, {}).setdefault(id_, {"id": id_})
    row.update({name: cell for name, cell in own.items() if cell not in (None, "")})
    for name, part in _lists(item):
        for at, one in enumerate(part):
            back = {_SINGLE[table]: id_} if table in _SINGLE else {}
            if name == "attributes":
                back = {"link_id": id_}
            _walk(one, _LISTS[name], back, found, f"{place}/{name}{at}")


def _lists(item: Mapping[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for name in _LISTS:
        part = item.get(name)
        if isinstance(part, list):
            yield name, [one for one in part if isinstance(one, dict)]
