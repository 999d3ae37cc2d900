"""One row a record: what HSDS 3 tells in many tables, under columns that the mapping ``hsds.toml`` knows.

A service with a capacity, or one that its attributes call contracted, is no community service: it is what a provider
offers, and its organisation becomes the provider. What was observed of it: see `desktop.exchange.hsds.observations`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop.exchange.export.hsds_terms import Taxonomy
from desktop.exchange.hsds.book import Book, text
from desktop.exchange.hsds.observations import Observations
from desktop.exchange.hsds.schedules import opening_hours
from desktop.exchange.hsds.strays import strays
from desktop.exchange.tables import Row, Table
from desktop.models.kinds import MapStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.exchange.tables import Cell

Doubt = tuple[str, str, str]

_CONTRACTED = frozenset({"contracted", "no-contract-known"})
"""Codes in our own taxonomy ``kind-of-help``."""
_TAXONOMIES = {"target-group": "target_groups", "theme": "themes", "specialism": "specialisms", "law": "laws"}
_BETWEEN = ";"
_FREE = {"free": "true", "not free": "false"}
"""What our own export says of a cost option."""


def join(tables: Iterable[Table]) -> tuple[Table, ...]:
    """The joined tables, or the same tables when they are not HSDS 3."""
    same = tuple(tables)
    book = Book(same)
    if not book.is_hsds:
        return same
    observed = Observations(book)
    joined = _Joined(book, observed.owners)
    every = (
        ("organizations", joined.organisations()),
        ("providers", joined.providers()),
        ("services", joined.services()),
        ("locations", joined.locations()),
        ("attributes", observed.told()),
        ("service_capacity", observed.counted()),
    )
    made = [(name, tuple(rows)) for name, rows in every]
    joined_tables = (Table(name, frozenset(c for row in rows for c in row.cells), rows) for name, rows in made if rows)
    noted = (Table(table.name, frozenset(), (), notes=table.notes) for table in same if table.notes)
    return (*joined_tables, *strays(book), *noted)


class _Joined:
    def __init__(self, book: Book, observed: frozenset[str]) -> None:
        self._book = book
        self._offers = {text(row.cells, "id") for row in book.rows("services") if self._is_offer(row)}
        self._providers = {
            text(row.cells, "organization_id") for row in book.rows("services") if text(row.cells, "id") in self._offers
        }
        self._providers = (self._providers | observed) - {""}

    def organisations(self) -> Iterator[Row]:
        for row in self._book.rows("organizations"):
            if text(row.cells, "id") not in self._providers:
                yield self._organisation(row, "hsds organization")

    def providers(self) -> Iterator[Row]:
        for row in self._book.rows("organizations"):
            id_ = text(row.cells, "id")
            if id_ in self._providers:
                made = self._organisation(row, "hsds provider")
                numbers = {
                    text(n.cells, "identifier_type").lower(): text(n.cells, "identifier")
                    for n in self._book.of("organization_identifiers", "organization_id", id_)
                }
                cells = {"kvk": numbers.get("kvk", ""), "agb": numbers.get("agb", ""), **self._terms(id_)}
                cells["map_status"] = self._referral_of_provider(id_)
                yield Row(made.number, {**cells, **made.cells}, made.beyond, made.doubts)

    def services(self) -> Iterator[Row]:
        for row in self._book.rows("services"):
            id_ = text(row.cells, "id")
            if id_ in self._offers:
                continue
            runner = self._book.one("organizations", text(row.cells, "organization_id"))
            hours, doubts = opening_hours(self._book.of("schedules", "service_id", id_))
            areas = [text(area.cells, "name") for area in self._book.of("service_areas", "service_id", id_)]
            more: dict[str, Cell] = {
                "hsds service": row.cells.get("id"),
                "organization_name": runner.cells.get("name") if runner else "",
                "phone": self._phone("service_id", id_),
                "opening_hours": hours,
                "service_areas": _BETWEEN.join(filter(None, areas)),
                "map_status": _stopped(row) or self._referral(id_) or _running(row),
                "light_check": self._told(id_, Taxonomy.LIGHT_CHECK),
                "free_of_charge": self._free(id_),
                **self._terms(id_),
            }
            yield Row(row.number, {**row.cells, **more}, row.beyond, doubts)

    def locations(self) -> Iterator[Row]:
        """A location of a service, once for each; else of its organisation."""
        for row in self._book.rows("locations"):
            id_ = text(row.cells, "id")
            made = self._location(row)
            at = [text(link.cells, "service_id") for link in self._book.of("service_at_location", "location_id", id_)]
            there = [service for service in dict.fromkeys(at) if self._book.one("services", service)]
            owners = [{"service": service} for service in there if service not in self._offers]
            run_by = text(row.cells, "organization_id")
            if not owners:
                owners = [{"provider" if run_by in self._providers else "organization": run_by}]
            for owner in owners:
                cells = {"hsds location": f"{id_} {owner.get('service', '')}".strip(), **owner}
                yield Row(row.number, {**made, **cells}, row.beyond)

    def _organisation(self, row: Row, key: str) -> Row:
        doubts: tuple[Doubt, ...] = ()
        above = text(row.cells, "parent_organization_id")
        if above and self._book.goes_round("organizations", "parent_organization_id", row):
            doubts = (("organization", "link-circular", above),)
        elif above and self._book.one("organizations", above) is None:
            doubts = (("organization", "link-missing", above),)
        id_ = text(row.cells, "id")
        url = row.cells.get("website") or row.cells.get("url")
        return Row(
            row.number,
            {**row.cells, key: row.cells.get("id"), "phone": self._phone("organization_id", id_), "url": url},
            row.beyond,
            doubts,
        )

    def _location(self, row: Row) -> dict[str, Cell]:
        id_ = text(row.cells, "id")
        address = next(iter(self._book.of("addresses", "location_id", id_)), None)
        there = address.cells if address else {}
        lines = [text(there, "address_1"), text(there, "address_2")]
        return {
            **row.cells,
            "address": ", ".join(filter(None, lines)),
            "city": there.get("city"),
            "postal_code": there.get("postal_code"),
            "phone": self._phone("location_id", id_),
        }

    def _is_offer(self, row: Row) -> bool:
        id_ = text(row.cells, "id")
        if self._book.of("service_capacity", "service_id", id_):
            return True
        terms = (self._book.term(attribute) for attribute in self._book.of("attributes", "link_id", id_))
        return any(taxonomy == "kind-of-help" and code in _CONTRACTED for taxonomy, code, _name in terms)

    def _terms(self, id_: str) -> dict[str, Cell]:
        """What the attributes of a row say, by our column; other taxonomies are passed over."""
        found: dict[str, dict[str, None]] = {}
        for attribute in self._book.of("attributes", "link_id", id_):
            taxonomy, code, name = self._book.term(attribute)
            column = _TAXONOMIES.get(taxonomy)
            if column:
                found.setdefault(column, {})[code if column == "laws" else name] = None
        return {column: _BETWEEN.join(filter(None, names)) for column, names in found.items()}

    def _told(self, id_: str, taxonomy: Taxonomy) -> str:
        """The value of the first attribute of that taxonomy."""
        found = (a for a in self._book.of("attributes", "link_id", id_) if self._book.term(a)[0] == taxonomy)
        return next((text(attribute.cells, "value") for attribute in found), "")

    def _referral(self, id_: str) -> str:
        """That one may not send residents there, which HSDS itself cannot say; else nothing."""
        told = self._told(id_, Taxonomy.STATUS)
        return MapStatus.DO_NOT_REFER if told == MapStatus.DO_NOT_REFER else ""

    def _referral_of_provider(self, id_: str) -> str:
        """Documents of services tell it of each service of the provider, and of the organisation nothing."""
        offers = (text(one.cells, "id") for one in self._book.of("services", "organization_id", id_))
        return next(filter(None, map(self._referral, (id_, *offers))), "")

    def _free(self, id_: str) -> str:
        """What the cost options say; free for some and not for others is neither."""
        options = (text(one.cells, "option").lower() for one in self._book.of("cost_options", "service_id", id_))
        said = {_FREE[option] for option in options if option in _FREE}
        return said.pop() if len(said) == 1 else ""

    def _phone(self, column: str, id_: str) -> str:
        numbers = (text(phone.cells, "number").strip('"') for phone in self._book.of("phones", column, id_))
        return next(filter(None, numbers), "")


def _stopped(row: Row) -> str:
    """Inactive, defunct and temporarily closed services are not shown (HSDS 3.1, ``service.status``)."""
    return "" if text(row.cells, "status").lower() in ("", "active") else MapStatus.INACTIVE


def _running(row: Row) -> str:
    """Active only when the source says it: one that is silent tells nothing."""
    return MapStatus.ACTIVE if text(row.cells, "status").lower() == "active" else ""
