"""How residents reach a municipality: what the region profile says, and what the municipality filled in itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.papers import PaperContact
from desktop.models.reach import MunicipalityContact
from desktop.models.region import Contact, RegionProfile
from desktop.rules.map_entries import faults
from desktop.rules.permissions import Act, require
from desktop.services.guards import filled, only
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader

FIELDS = ("municipality", "phone", "hours", "address")
MOST_LINES = 4
"""Of an address, as on an envelope."""


@dataclass(frozen=True)
class ReachLine:
    """A municipality as the settings show it.

    Attributes:
        contact: What letters bear now.
        is_own: True when it was filled in here; False when it is what the profile says.
    """

    municipality: str
    contact: Contact
    is_own: bool


def reach_lines(workplace: Workplace) -> tuple[ReachLine, ...]:
    """Every municipality of the region, in the profile's order."""
    with workplace.store.read() as reader:
        own = _newest(reader)
    return tuple(
        ReachLine(
            town.name,
            _as_contact(own[town.name]) if town.name in own else town.contact,
            is_own=town.name in own,
        )
        for town in workplace.profile.municipalities
    )


def reach_of(reader: Reader, profile: RegionProfile, municipality: str) -> PaperContact:
    """As a paper prints it; empty where nobody filled it in."""
    usual = next((town.contact for town in profile.municipalities if town.name == municipality), Contact())
    own = _newest(reader).get(municipality)
    found = _as_contact(own) if own else usual
    return PaperContact(found.phone, found.hours, found.address)


def keep_reach(workplace: Workplace, fields: Mapping[str, object]) -> ChangeSet:
    """Lets letters bear this of a municipality, in the place of what the profile says.

    Args:
        workplace: Where the colleague works.
        fields: Of a `MunicipalityContact`, by the model's names.

    Raises:
        RuleBroken: ``not-allowed``; ``not-in-region`` (municipality); ``required`` (phone) when there is no address
            either; ``required`` (phone) for hours without a number; ``phone-form`` (phone); ``too-many-lines``
            (address); or the limit that a field is outside of.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    only(fields, FIELDS)
    contact = validated(MunicipalityContact, {**fields, "address": "\n".join(_lines(str(fields.get("address", ""))))})
    _check(workplace.profile, contact)
    with workplace.work(N_("Change how residents reach the municipality")) as work:
        there = work.find(MunicipalityContact, municipality=contact.municipality)
        if there:
            changed = {name: getattr(contact, name) for name in FIELDS}
            work.change(MunicipalityContact, there[-1].id, **changed)
        else:
            work.add(contact)
        return work.commit()


def drop_reach(workplace: Workplace, municipality: str) -> ChangeSet:
    """What the region profile says holds again.

    Raises:
        RuleBroken: ``not-allowed``; ``gone`` when nothing was filled in.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    with workplace.work(N_("Take own contact of the municipality off")) as work:
        there = work.find(MunicipalityContact, municipality=municipality)
        if not there:
            raise RuleBroken("gone", kind="municipality_contact")
        for one in there:
            work.remove(MunicipalityContact, one.id)
        return work.commit()


def _check(profile: RegionProfile, contact: MunicipalityContact) -> None:
    if contact.municipality not in {town.name for town in profile.municipalities}:
        raise RuleBroken("not-in-region", "municipality")
    if contact.hours or not contact.address:
        filled("phone", contact.phone)
    for fault in faults({"phone": contact.phone}):
        raise fault
    if len(_lines(contact.address)) > MOST_LINES:
        raise RuleBroken("too-many-lines", "address", most=MOST_LINES)


def _newest(reader: Reader) -> dict[str, MunicipalityContact]:
    """Two colleagues may have filled in the same on two laptops; the newest id holds."""
    return {one.municipality: one for one in reader.find(MunicipalityContact)}


def _as_contact(own: MunicipalityContact) -> Contact:
    return Contact(phone=own.phone, hours=own.hours, address=_lines(own.address)[:MOST_LINES])


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for one in text.splitlines() if (line := one.strip()))
