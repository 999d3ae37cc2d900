"""Organisations of HSDS: who runs community services, and contracted providers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.export.hsds_book import UNKNOWN, derived, own
from desktop.exchange.export.hsds_cells import mail, web
from desktop.exchange.export.hsds_terms import Target, Taxonomy, Term, tag, tag_all
from desktop.models.kinds import Law, MapStatus
from desktop.models.labels import LABELS

if TYPE_CHECKING:
    from desktop.exchange.export.hsds_book import Book
    from desktop.models.purchasing import ProviderContact
    from desktop.models.social_map import CommunityService, Organisation, Provider

_SCHEMES = {"KvK": "NL-KVK", "AGB": "AGB"}
"""Scheme by type of number: NL-KVK as in the list of org-id.guide, which knows none for AGB."""


def write_organisation(book: Book, organisation: Organisation) -> str:
    """An organisation that runs community services."""
    id_ = book.add(
        "organization",
        own(organisation.id),
        name=organisation.name,
        alternate_name=organisation.other_name,
        description=_described(book, organisation),
        email=mail(book.told, organisation.id, organisation.email),
        website=web(book.told, organisation.id, organisation.url),
    )
    _phone(book, organisation, id_)
    return id_


def write_runner(book: Book, service: CommunityService) -> str:
    """Who runs a service of which no organisation is kept: known by name only, or not at all.

    HSDS has no service without organisation.
    """
    if not service.organisation:
        book.told.fill(service.id, "organisation-not-known", name=service.name)
    name = service.organisation or service.name
    return book.add("organization", derived("organisation", name.lower()), name=name, description=UNKNOWN)


def write_provider(book: Book, provider: Provider, contacts: tuple[ProviderContact, ...]) -> str:
    """A provider, with its numbers and whom one reaches there."""
    id_ = book.add(
        "organization",
        own(provider.id),
        name=provider.name,
        description=_described(book, provider),
        email=mail(book.told, provider.id, provider.email),
        website=web(book.told, provider.id, provider.url),
    )
    _phone(book, provider, id_)
    for kind, number in (("KvK", provider.kvk_number), ("AGB", provider.agb_code)):
        if number:
            book.add(
                "organization_identifier",
                derived(kind, provider.id),
                organization_id=id_,
                identifier_scheme=_SCHEMES[kind],
                identifier_type=kind,
                identifier=number,
            )
    for contact in contacts:
        _contact(book, contact, id_)
    _tags(book, provider, Target("organization", id_))
    return id_


def tag_status(book: Book, target: Target, status: MapStatus) -> None:
    """Says that one must not send residents there: HSDS itself only knows active and inactive."""
    if status is MapStatus.DO_NOT_REFER:
        tag(book, target, Term(Taxonomy.STATUS, LABELS[status], code=status.value))


def tag_laws(book: Book, target: Target, laws: tuple[str, ...]) -> None:
    """The acts by the names of the field."""
    for law in laws:
        known = law in Law.__members__.values()
        tag(book, target, Term(Taxonomy.LAW, LABELS[Law(law)] if known else law, code=law))


def _tags(book: Book, provider: Provider, target: Target) -> None:
    tag_laws(book, target, provider.laws)
    tag_all(book, target, Taxonomy.TARGET_GROUP, provider.target_groups)
    tag_all(book, target, Taxonomy.SPECIALISM, provider.specialisms)
    tag_status(book, target, provider.status)
    if provider.strategic_partner:
        tag(book, target, Term(Taxonomy.PROVIDER, "strategic partner", code="strategic-partner"))
    if provider.size:
        tag(book, target, Term(Taxonomy.PROVIDER, "size", code="size"), provider.size)


def _described(book: Book, thing: Organisation | Provider) -> str:
    if not thing.description:
        book.told.fill(thing.id, "description-empty", name=thing.name)
    return thing.description or UNKNOWN


def _phone(book: Book, thing: Organisation | Provider, organisation: str) -> None:
    if thing.phone:
        book.add("phone", derived("phone", thing.id), organization_id=organisation, number=thing.phone)


def _contact(book: Book, contact: ProviderContact, organisation: str) -> None:
    """A note about a contact is the region's own and stays here."""
    id_ = book.add(
        "contact",
        own(contact.id),
        organization_id=organisation,
        name=contact.name,
        title=contact.role,
        email=mail(book.told, contact.id, contact.email),
    )
    if contact.phone:
        book.add("phone", derived("phone", contact.id), contact_id=id_, number=contact.phone)
