"""Which fields the form of an entry has, in which order, and what a person fills them in with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.language import N_
from desktop.services.map_entries import MapKind


class Shape(StrEnum):
    """What a field is filled in with."""

    LINE = "line"
    TEXT = "text"
    MEMBERS = "members"
    """Words with commas between."""
    MUNICIPALITIES = "municipalities"
    LAWS = "laws"
    YEARS = "years"
    DEGREES = "degrees"
    YES_NO = "yes-no"
    """Or not known."""
    TICK = "tick"
    ORGANISATION = "organisation"
    STATUS = "status"


@dataclass(frozen=True)
class FormField:
    """A field of the form: name in the model, label and help as English texts of the catalogue."""

    name: str
    label: str
    shape: Shape = Shape.LINE
    help_text: str = ""


@dataclass(frozen=True)
class FormPart:
    """Fields under one title; those in one tuple stand beside each other where there is room."""

    title: str
    rows: tuple[tuple[FormField, ...], ...]

    def fields(self) -> Iterable[FormField]:
        """All of them, in reading order."""
        return (field for row in self.rows for field in row)


_F = FormField
_NAME = (_F("name", N_("Name")),)
_ABOUT = (_F("description", N_("What it offers"), Shape.TEXT),)
_WHERE = FormPart(
    N_("Where"),
    (
        (_F("address", N_("Street and number")), _F("postal_code", N_("Postal code")), _F("place", N_("Place"))),
        (
            _F("latitude", N_("Degrees north"), Shape.DEGREES, N_("May be left empty; the postal code then tells.")),
            _F("longitude", N_("Degrees east"), Shape.DEGREES, N_("Like 6,95.")),
        ),
    ),
)
_REACH = FormPart(
    N_("How to reach it"), ((_F("phone", N_("Phone")), _F("email", N_("E-mail"))), (_F("url", N_("Website")),))
)
_COMMAS = N_("With commas between.")
_AGES = (
    _F("minimum_age", N_("From age"), Shape.YEARS),
    _F("maximum_age", N_("Up to age"), Shape.YEARS),
)
_FOR_WHOM = (
    (_F("municipalities", N_("Municipalities"), Shape.MUNICIPALITIES),),
    (_F("target_groups", N_("For whom"), Shape.MEMBERS, _COMMAS),),
    _AGES,
)
_STATUS = FormPart(N_("May a resident be sent there?"), ((_F("status", N_("Status"), Shape.STATUS),),))

PARTS: dict[MapKind, tuple[FormPart, ...]] = {
    MapKind.SERVICE: (
        FormPart(
            N_("The community service"),
            (
                _NAME,
                (_F("organisation", N_("Who runs it")), _F("organisation_id", N_("Organisation"), Shape.ORGANISATION)),
                _ABOUT,
                (_F("themes", N_("About"), Shape.MEMBERS, _COMMAS),),
            ),
        ),
        _REACH,
        _WHERE,
        FormPart(N_("Who can go there"), _FOR_WHOM),
        FormPart(
            N_("When and how"),
            (
                (_F("opening_hours", N_("When"), Shape.TEXT),),
                (_F("how_to_join", N_("How to join"), Shape.TEXT),),
                (_F("cost", N_("Cost")), _F("free_of_charge", N_("Free of charge"), Shape.YES_NO)),
                (_F("light_check", N_("Light check"), Shape.LINE, N_("The small test it asks; empty: none known.")),),
            ),
        ),
        _STATUS,
    ),
    MapKind.PROVIDER: (
        FormPart(
            N_("The provider"),
            (
                _NAME,
                (_F("kvk_number", N_("Number at the chamber of commerce")), _F("agb_code", N_("AGB code"))),
                _ABOUT,
                (_F("specialisms", N_("Specialisms"), Shape.MEMBERS, _COMMAS),),
                (_F("laws", N_("Acts"), Shape.LAWS),),
                (_F("size", N_("Size")), _F("strategic_partner", N_("Strategic partner"), Shape.TICK)),
            ),
        ),
        _REACH,
        _WHERE,
        FormPart(N_("Who can go there"), _FOR_WHOM),
        _STATUS,
    ),
    MapKind.ORGANISATION: (
        FormPart(N_("The organisation"), (_NAME, (_F("other_name", N_("Short name")),), _ABOUT)),
        _REACH,
    ),
    MapKind.LOCATION: (
        FormPart(N_("The place"), ((_F("name", N_("Name of the place")),),)),
        _WHERE,
        FormPart(N_("How to reach it"), ((_F("phone", N_("Phone")), _F("url", N_("Website"))),)),
    ),
}
"""The form by kind."""
