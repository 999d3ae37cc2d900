"""Availability as HSDS has it: free places as capacity, waits and intake as attributes.

The specification calls ``service.wait_time`` deprecated; nothing is ever written there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from desktop.exchange.export.hsds_book import derived, own
from desktop.exchange.export.hsds_cells import moment
from desktop.exchange.export.hsds_terms import Target, Taxonomy, Term, tag

if TYPE_CHECKING:
    from desktop.exchange.export.hsds_book import Book
    from desktop.exchange.export.hsds_offers import Offer
    from desktop.models.social_map import AvailabilityReport, Provider

PLACES = "places"
"""The unit that capacity is counted in."""

FIGURES = {
    "status": Term(Taxonomy.AVAILABILITY, "intake status", code="status"),
    "intake_min": Term(Taxonomy.AVAILABILITY, "weeks to the first talk, at least", code="intake-weeks-min"),
    "intake_max": Term(Taxonomy.AVAILABILITY, "weeks to the first talk, at most", code="intake-weeks-max"),
    "intake_text": Term(Taxonomy.AVAILABILITY, "wait to the first talk, as given", code="intake-text"),
    "start_min": Term(Taxonomy.AVAILABILITY, "weeks to the first help, at least", code="start-weeks-min"),
    "start_max": Term(Taxonomy.AVAILABILITY, "weeks to the first help, at most", code="start-weeks-max"),
    "start_text": Term(Taxonomy.AVAILABILITY, "wait to the first help, as given", code="start-text"),
    "waiting_count": Term(Taxonomy.AVAILABILITY, "residents who wait", code="waiting-count"),
    "measured_on": Term(Taxonomy.AVAILABILITY, "day of the observation", code="measured-on"),
    "expertise": Term(Taxonomy.AVAILABILITY, "expertise that was observed", code="expertise"),
    "location": Term(Taxonomy.AVAILABILITY, "location that was observed", code="location"),
    "target_group": Term(Taxonomy.AVAILABILITY, "target group that was observed", code="target-group"),
    "municipality": Term(Taxonomy.AVAILABILITY, "municipality that was observed", code="municipality"),
    "source": Term(Taxonomy.AVAILABILITY, "where the figures came from", code="source"),
}
"""The term by the observation's field; free places stand in the capacity."""

_MARKED = re.compile(r"\[([0-9a-f]{12})\]$")


def write_report(book: Book, report: AvailabilityReport, provider: Provider, offers: tuple[Offer, ...]) -> None:
    """One observation: of a product at the services it is about, of all products at the organisation."""
    about = tuple(offer for offer in offers if offer.product == report.product) if report.product else ()
    targets = [Target("service", offer.id) for offer in about] or [Target("organization", own(provider.id))]
    for target in targets:
        _figures(book, target, report)
    if report.free_places is None:
        return
    counted = about or (offers if len(offers) == 1 else ())
    if counted:
        # Counted once, also where the product stands in more segments.
        _places(book, counted[0], report)
    else:
        book.told.leave_out(report.id, "places-of-all-products", name=provider.name, places=report.free_places)


def _figures(book: Book, target: Target, report: AvailabilityReport) -> None:
    label = f"{what_of(report)} {report.measured_on.isoformat()} [{mark_of(own(report.id))}]".strip()
    for field, term in FIGURES.items():
        value = getattr(report, field)
        if value is not None and value != "":
            tag(book, target, term, _plain(value), label)


def _places(book: Book, offer: Offer, report: AvailabilityReport) -> None:
    unit = book.add("unit", derived("unit", PLACES), name=PLACES)
    book.add(
        "service_capacity",
        own(report.id),
        service_id=offer.id,
        unit_id=unit,
        available=report.free_places,
        description=what_of(report),
        updated=moment(report.measured_on),
    )


def what_of(report: AvailabilityReport) -> str:
    """Which part of the offer was observed; empty for all of it."""
    return ", ".join(_told(report))


def mark_of(id: str) -> str:  # noqa: A002 - the specification's own word
    """What stands behind the label of each attribute of one observation, and tells it from another of the same day."""
    return id[-12:]


def mark_in(label: str) -> str:
    """The mark in a label; the label itself where there is none."""
    found = _MARKED.search(label)
    return found[1] if found else label


def _told(report: AvailabilityReport) -> Iterator[str]:
    parts: Iterable[str] = (report.expertise, report.location, report.target_group, report.municipality)
    yield from (part for part in parts if part)


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value
