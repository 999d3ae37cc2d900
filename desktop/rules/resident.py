"""What is wrong with a resident's particulars as they were typed, each at its field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from desktop.models.faults import RuleBroken
from desktop.models.people import Resident
from desktop.rules import bsn
from desktop.rules.dates import birthday
from desktop.rules.email import is_email

OLDEST = 120
"""Years: nobody is so old; such a birth date is a typing error."""

POSTAL_CODE = re.compile(r"[1-9][0-9]{3} ?(?!SA|SD|SS)[A-Z]{2}")
"""Dutch form: four digits that do not begin with 0, two capitals; SA, SD and SS are never given out."""


def problems(fields: Mapping[str, object], today: date) -> tuple[RuleBroken, ...]:
    """Everything that keeps these fields from being a resident; empty when they can be kept.

    Only what is there is judged, except that a last name is needed. No address, no first name, no BSN and no birth
    date are all possible: those can be unknown, and a person can be without a fixed address.
    """
    return (
        *_name(fields),
        *_number(fields),
        *_birth(fields, today),
        *_place(fields),
        *_reached(fields),
        *_lengths(fields),
    )


def postal_code(text: str) -> str:
    """The postal code in its usual writing, like ``9501 AB``; what has not its form comes back as it was."""
    plain = text.replace(" ", "").upper()
    return f"{plain[:4]} {plain[4:]}" if POSTAL_CODE.fullmatch(plain) else text


def _name(fields: Mapping[str, object]) -> Iterator[RuleBroken]:
    if not _text(fields, "last_name"):
        yield RuleBroken("last-name-missing", "last_name")


def _number(fields: Mapping[str, object]) -> Iterator[RuleBroken]:
    given = _text(fields, "bsn")
    if given and not (len(given) == bsn.LENGTH and given.isascii() and given.isdigit()):
        yield RuleBroken("bsn-not-nine-digits", "bsn")
    elif given and not bsn.is_valid(given):
        yield RuleBroken("bsn-fails-elfproef", "bsn")


def _birth(fields: Mapping[str, object], today: date) -> Iterator[RuleBroken]:
    birth = fields.get("birth_date")
    if isinstance(birth, date) and birth > today:
        yield RuleBroken("birth-date-in-future", "birth_date")
    elif isinstance(birth, date) and today >= birthday(birth, OLDEST):
        yield RuleBroken("birth-date-too-long-ago", "birth_date", years=OLDEST)


def _place(fields: Mapping[str, object]) -> Iterator[RuleBroken]:
    given = _text(fields, "postal_code")
    if given and not POSTAL_CODE.fullmatch(postal_code(given)):
        yield RuleBroken("postal-code-form", "postal_code")


def _reached(fields: Mapping[str, object]) -> Iterator[RuleBroken]:
    given = _text(fields, "email")
    if given and not is_email(given):
        yield RuleBroken("email-form", "email")


def _lengths(fields: Mapping[str, object]) -> Iterator[RuleBroken]:
    """Texts that are longer than the model's limit."""
    for name, declared in Resident.model_fields.items():
        most = next((m.max_length for m in declared.metadata if hasattr(m, "max_length")), None)
        if most is not None and len(_text(fields, name)) > most:
            yield RuleBroken("too-long", name, most=most)


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    return value.strip() if isinstance(value, str) else ""
