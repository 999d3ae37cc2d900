"""Community services as services of HSDS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.export.hsds_book import derived, own
from desktop.exchange.export.hsds_cells import mail, web
from desktop.exchange.export.hsds_organisations import tag_status
from desktop.exchange.export.hsds_terms import Target, Taxonomy, Term, tag, tag_all
from desktop.language import _
from desktop.models.kinds import MapStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.exchange.export.hsds_book import Book
    from desktop.models.social_map import CommunityService

_NO_INDICATION = Term(Taxonomy.KIND, "community service, no indication needed", code="community-service")
_LIGHT_CHECK = Term(Taxonomy.LIGHT_CHECK, "light check", code="asked")


def write_service(book: Book, service: CommunityService, organisation: str, locations: Iterable[str]) -> None:
    """A community service with all that is known of it."""
    id_ = book.add(
        "service",
        own(service.id),
        organization_id=organisation,
        name=service.name,
        description=service.description,
        url=web(book.told, service.id, service.url),
        email=mail(book.told, service.id, service.email),
        status=status_of(service.status),
        application_process=service.how_to_join,
        fees_description=service.cost,
        eligibility_description="; ".join(service.target_groups),
        minimum_age=service.minimum_age,
        maximum_age=service.maximum_age,
        assured_date=service.checked_on.isoformat() if service.checked_on else "",
        alert=alert_of(service.status),
    )
    for location in locations:
        stand_at(book, id_, location)
    if service.phone:
        book.add("phone", derived("phone", service.id), service_id=id_, number=service.phone)
    if service.opening_hours:
        # As published: hours in words are not taken apart into rules that may be wrong.
        book.add("schedule", derived("schedule", service.id), service_id=id_, description=service.opening_hours)
    _cost(book, service, id_)
    write_areas(book, id_, service.municipalities)
    _tags(book, service, Target("service", id_))


def status_of(status: MapStatus) -> str:
    """HSDS's word; one may not send residents to every active service, which the alert and an attribute say."""
    return "inactive" if status is MapStatus.INACTIVE else "active"


def alert_of(status: MapStatus) -> str:
    """What a reader of any program must see at once; empty when there is nothing."""
    return _("Do not send residents here now.") if status is MapStatus.DO_NOT_REFER else ""


def stand_at(book: Book, service: str, location: str) -> None:
    """Says that a service is offered at a location."""
    book.add("service_at_location", derived("at", service, location), service_id=service, location_id=location)


def write_areas(book: Book, service: str, municipalities: Iterable[str]) -> None:
    """The municipalities a service is for."""
    for name in municipalities:
        book.add(
            "service_area",
            derived("area", service, name),
            service_id=service,
            name=name,
            extent=name,
            extent_type="text",
        )


def _cost(book: Book, service: CommunityService, id_: str) -> None:
    """Free is only said where it was published so; a cost that is not known is no row at all."""
    told: dict[str, object] = {}
    if service.free_of_charge:
        told = {"option": "free", "currency": "EUR", "amount": 0}
    elif service.free_of_charge is False:
        told = {"option": "not free"}
    if told or service.cost:
        cells = told | {"amount_description": service.cost}
        book.add("cost_option", derived("cost", service.id), service_id=id_, **cells)


def _tags(book: Book, service: CommunityService, target: Target) -> None:
    tag(book, target, _NO_INDICATION)
    tag_all(book, target, Taxonomy.THEME, service.themes)
    tag_all(book, target, Taxonomy.TARGET_GROUP, service.target_groups)
    tag_status(book, target, service.status)
    if service.light_check:
        tag(book, target, _LIGHT_CHECK, service.light_check)
