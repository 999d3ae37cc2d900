"""What HSDS tells of availability: places counted (3.1, ``service_capacity``), and attributes of our own export.

The deprecated ``wait_time`` is never read. That places are free does not make an offer open: there may be a stop, or
people who wait already. Only a source that says it is open makes it so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop.exchange.export.hsds_capacity import FIGURES, mark_in, mark_of
from desktop.exchange.export.hsds_terms import Taxonomy, code_in
from desktop.exchange.hsds.book import text
from desktop.exchange.tables import Row
from desktop.models.kinds import AvailabilityStatus

if TYPE_CHECKING:
    from desktop.exchange.hsds.book import Book
    from desktop.exchange.tables import Cell

_FIELDS = {term.code: field for field, term in FIGURES.items()}

_About = tuple[str, str, str]
"""Organisation, product, and the mark or label that an observation's attributes share."""


class Observations:
    """Of all providers of a file.

    Args:
        book: Its tables.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._told: dict[_About, tuple[Row, dict[str, Cell]]] = {}
        for attribute in book.rows("attributes"):
            taxonomy, code, _name = book.term(attribute)
            if taxonomy == Taxonomy.AVAILABILITY and code in _FIELDS:
                # A product that stands in more segments is told of at each of them: the same again.
                _row, cells = self._told.setdefault(self._about(attribute), (attribute, {}))
                cells.setdefault(_FIELDS[code], attribute.cells.get("value"))
        self._counted = {self._joined(row): row for row in book.rows("service_capacity")}

    @property
    def owners(self) -> frozenset[str]:
        """Organisations that something was observed of, or of what they offer."""
        return frozenset(organisation for organisation, _product, _mark in self._told)

    def told(self) -> Iterator[Row]:
        """Observations in attributes, each with the places that were counted with it."""
        for about, (row, cells) in self._told.items():
            counted = self._counted.get(about)
            places = {"free_places": counted.cells.get("available")} if counted else {}
            organisation, product, _mark = about
            yield Row(row.number, {"provider": organisation, "offer": product, **cells, **places}, row.beyond)

    def counted(self) -> Iterator[Row]:
        """Places of which no attributes tell; whether new residents are taken is then not known."""
        for row in self._book.rows("service_capacity"):
            if self._joined(row) in self._told:
                continue
            service = self._book.one("services", text(row.cells, "service_id"))
            cells: dict[str, Cell] = {
                "provider": text(service.cells, "organization_id") if service else row.cells.get("service_id"),
                "offer": text(service.cells, "name") if service else "",
                "free_places": row.cells.get("available"),
                "measured_on": row.cells.get("updated"),
                "status": AvailabilityStatus.UNKNOWN.value,
                "note": row.cells.get("description"),
                "source": "HSDS",
            }
            yield Row(row.number, cells, row.beyond)

    def _about(self, attribute: Row) -> _About:
        """Of all products together when it is the organisation's own."""
        target = text(attribute.cells, "link_id")
        label = text(attribute.cells, "label")
        service = self._book.one("services", target)
        if service is None:
            return target, "", mark_in(label)
        return text(service.cells, "organization_id"), self._product(target), mark_in(label)

    def _joined(self, capacity: Row) -> _About | None:
        """The observation that a count belongs to; of all products together where that is the only offer."""
        id_ = text(capacity.cells, "service_id")
        service = self._book.one("services", id_)
        organisation = text(service.cells, "organization_id") if service else ""
        mark = mark_of(text(capacity.cells, "id"))
        every = ((organisation, self._product(id_), mark), (organisation, "", mark))
        return next((about for about in every if about in self._told), None)

    def _product(self, service: str) -> str:
        """The product's id, or the offer as published: what our export gives as the code of its term."""
        terms = (self._book.term(attribute) for attribute in self._book.of("attributes", "link_id", service))
        return next((code_in(taxonomy, code) for taxonomy, code, _name in terms if taxonomy == Taxonomy.PRODUCT), "")
