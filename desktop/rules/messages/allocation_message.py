"""The tree of a WMO301 or JW301: what a municipality tells a provider to deliver to one client."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law
from desktop.models.messages import Allocation
from desktop.models.people import Resident
from desktop.rules import bsn
from desktop.rules.messages.granted import Size
from desktop.rules.messages.kinds import ALLOCATION, GENDER_CODES, MESSAGES, SCHEMA_VERSION, SUBVERSION, VERSION
from desktop.rules.messages.person import email, house_of, initials, name_parts, phones, postal_code
from desktop.rules.messages.tree import Element, branch, leaf

AGB_LENGTH = 8

_REGISTER_ADDRESS = "01"
"""AdresSoort: as in the register of residents."""

_OWN_NAME = "1"
"""NaamGebruik."""


@dataclass(frozen=True)
class Envelope:
    """Who sends what to whom.

    Attributes:
        law: Act it belongs to.
        sender: Municipality's code.
        receiver: Provider's AGB code.
        identification: At most 12 characters, never used twice by this municipality.
        dated: Dagtekening.
        zone: Clock in which the municipality lives: Toewijzingsdatum and Toewijzingstijd carry no zone.
    """

    law: Law
    sender: str
    receiver: str
    identification: str
    dated: date
    zone: tzinfo | None = None


def lacking(resident: Resident, agb_code: str) -> tuple[RuleBroken, ...]:
    """What keeps a message about this resident to this provider from being written, each at its field."""
    found = []
    if not bsn.is_valid(resident.bsn):
        found.append(RuleBroken("message-needs-bsn", "bsn"))
    if resident.birth_date is None:
        found.append(RuleBroken("message-needs-birth-date", "birth_date"))
    if not resident.last_name.strip():
        found.append(RuleBroken("last-name-missing", "last_name"))
    if resident.address.strip() and house_of(resident.address) is None:
        found.append(RuleBroken("message-house-unclear", "address"))
    if not (len(agb_code) == AGB_LENGTH and agb_code.isascii() and agb_code.isdigit()):
        found.append(RuleBroken("message-needs-agb", "agb_code"))
    return tuple(found)


def allocation_message(envelope: Envelope, resident: Resident, allocations: Sequence[Allocation]) -> Element:
    """The whole message; who writes it checks it against the structure first."""
    products = [product(one, envelope.zone) for one in allocations]
    client = branch(
        "Client",
        leaf("Bsn", resident.bsn),
        branch("Geboortedatum", leaf("Datum", resident.birth_date)),
        leaf("Geslacht", GENDER_CODES[resident.gender]),
        _name(resident),
        branch("Contactgegevens", _contact(resident)),
        branch("ToegewezenProducten", tuple(products)),
    )
    return Element("Bericht", children=(*_header(envelope), *client))


def product(one: Allocation, zone: tzinfo | None = None) -> Element:
    """One ToegewezenProduct."""
    size = Size.of(one.told)
    moment: datetime = one.allocated_at.astimezone(zone)
    (made,) = branch(
        "ToegewezenProduct",
        leaf("ToewijzingNummer", one.number),
        leaf("ReferentieAanbieder", one.reference),
        branch("Product", leaf("Categorie", size.category), leaf("Code", size.code)),
        leaf("Toewijzingsdatum", moment.date()),
        leaf("Toewijzingstijd", f"{moment:%H:%M:%S}"),
        leaf("Ingangsdatum", one.start),
        leaf("Einddatum", one.end),
        leaf("RedenWijziging", one.change_reason),
        _size(size),
    )
    return made


def _header(envelope: Envelope) -> tuple[Element, ...]:
    return branch(
        "Header",
        leaf("BerichtCode", MESSAGES[ALLOCATION[envelope.law]].code),
        leaf("BerichtVersie", VERSION),
        leaf("BerichtSubversie", SUBVERSION),
        leaf("Afzender", envelope.sender),
        leaf("Ontvanger", envelope.receiver),
        branch(
            "BerichtIdentificatie",
            leaf("Identificatie", envelope.identification),
            leaf("Dagtekening", envelope.dated),
        ),
        branch(
            "XsdVersie",
            leaf("BasisschemaXsdVersie", SCHEMA_VERSION),
            leaf("BerichtXsdVersie", SCHEMA_VERSION),
        ),
    )


def _name(resident: Resident) -> tuple[Element, ...]:
    prefix, last_name = name_parts(resident.prefix, resident.last_name)
    return branch(
        "Naam",
        branch("Geslachtsnaam", leaf("Achternaam", last_name), leaf("Voorvoegsel", prefix)),
        leaf("Voornamen", " ".join(resident.first_names.split())),
        leaf("Voorletters", initials(resident.initials, resident.first_names)),
        leaf("NaamGebruik", _OWN_NAME),
    )


def _contact(resident: Resident) -> tuple[Element, ...]:
    """The address in the register; only its kind for someone without a fixed address."""
    house = house_of(resident.address)
    address = branch(
        "Adres",
        branch(
            "Huis",
            leaf("Huisnummer", house.number),
            leaf("Huisletter", house.letter),
            leaf("HuisnummerToevoeging", house.addition),
        )
        if house
        else (),
        leaf("Postcode", postal_code(resident.postal_code)),
        leaf("Straatnaam", house.street if house else ""),
        leaf("Plaatsnaam", " ".join(resident.place.split())),
    )
    numbers = phones(resident.phone)
    phone = branch("Telefoon", *(_phone(n, one) for n, one in enumerate(numbers, 1)))
    return branch(
        "Contact", leaf("Soort", _REGISTER_ADDRESS), address, phone, leaf("Emailadres", email(resident.email))
    )


def _phone(position: int, one: tuple[str, str]) -> tuple[Element, ...]:
    return branch(f"Telefoon{position:02}", leaf("Telefoonnummer", one[0]), leaf("Landnummer", one[1]))


def _size(size: Size) -> tuple[Element, ...]:
    if size.volume is None:
        return ()
    return branch("Omvang", leaf("Volume", size.volume), leaf("Eenheid", size.unit), leaf("Frequentie", size.frequency))
