"""A resident's name, address and telephone as the messages want them, out of what people type.

Where a limit of the standard is narrower than a life, the rule says what becomes of it: what identifies a person or a
house is never cut.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST_PREFIX, MOST_INITIALS, LONGEST_STREET, LONGEST_ADDITION, LONGEST_PHONE, LONGEST_EMAIL = 10, 6, 24, 4, 15, 80
"""Characters (iWmo and iJw 3.2, data types)."""

COUNTRY = "31"
"""Of a telephone number that names none."""

_LETTERS = re.compile("[a-zA-ZÀ-ỳ]")
_HOUSE = re.compile(r"(?P<street>.*\S)\s+(?P<number>[0-9]{1,5})(?![0-9])\s*(?P<rest>.*)")
_REST = re.compile(r"(?P<letter>[A-Za-z](?![A-Za-z]))?[\s\-/]*(?P<addition>.*)")
_PHONES = re.compile(r"\s*(?:/|;|,|\bof\b|\ben\b)\s*")
_PHONE = re.compile(r"(?:\+|00)(?P<country>[1-9][0-9]{0,2}?)(?=[\s\-(]|$)|(?:\+|00)(?P<near>31|32|49)")

_SHORTER = (
    ("burgemeester", "burg"),
    ("wethouder", "weth"),
    ("professor", "prof"),
    ("dokter", "dr"),
    ("doctor", "dr"),
    ("koningin", "kon"),
    ("prinses", "prs"),
    ("prins", "pr"),
    ("sint", "st"),
    ("van den", "vd"),
    ("van der", "vd"),
    ("van de", "vd"),
    ("straat", "str"),
    ("plein", "pln"),
    ("laan", "ln"),
    ("weg", "wg"),
)
"""Words that Dutch street names are shortened by (after NEN 5825), the longest first."""


@dataclass(frozen=True)
class House:
    """A street with its number, apart; empty where not known.

    Attributes:
        street: At most 24 characters.
        number: Digits.
        letter: One letter.
        addition: At most 4 characters.
    """

    street: str = ""
    number: str = ""
    letter: str = ""
    addition: str = ""


def name_parts(prefix: str, last_name: str) -> tuple[str, str]:
    """Voorvoegsel and Achternaam. A prefix that is too long stands before the name, where there is room."""
    prefix, last_name = " ".join(prefix.split()), " ".join(last_name.split())
    if len(prefix) <= LONGEST_PREFIX:
        return prefix, last_name
    return "", f"{prefix} {last_name}"


def initials(typed: str, first_names: str) -> str:
    """At most six letters: those that were typed, else the first of each first name; empty when neither is known."""
    given = typed or "".join(name[0] for name in first_names.split())
    return "".join(_LETTERS.findall(unicodedata.normalize("NFC", given)))[:MOST_INITIALS]


def house_of(address: str) -> House | None:
    """Street and number apart; None for an address without a number that can be read, or with too long an addition."""
    found = _HOUSE.fullmatch(" ".join(address.split()))
    if found is None:
        return None
    rest = _REST.fullmatch(found["rest"].strip(" -/"))
    addition = rest["addition"].strip() if rest else ""
    if len(addition) > LONGEST_ADDITION:
        return None
    return House(street(found["street"]), str(int(found["number"])), (rest and rest["letter"]) or "", addition)


def street(name: str) -> str:
    """A street's name in at most 24 characters. Postal code and number say the house; the name helps who reads."""
    name = name.strip(" ,")
    for long, short in _SHORTER:
        if len(name) <= LONGEST_STREET:
            break
        name = name.replace(long.capitalize(), short.capitalize()).replace(long, short)
    return name[:LONGEST_STREET].strip()


def phones(typed: str) -> tuple[tuple[str, str], ...]:
    """The first two telephone numbers as (number, country); what is no number is left out."""
    found = (_phone(part) for part in _PHONES.split(typed))
    return tuple(one for one in found if one is not None)[:2]


def email(typed: str) -> str:
    """A mail address that fits; empty for what is none."""
    typed = typed.strip()
    return typed if "@" in typed.strip("@") and len(typed) <= LONGEST_EMAIL and " " not in typed else ""


def postal_code(typed: str) -> str:
    """Without the space."""
    return typed.replace(" ", "").upper()


def _phone(typed: str) -> tuple[str, str] | None:
    typed = typed.strip()
    abroad = _PHONE.match(typed)
    country = (abroad["country"] or abroad["near"]) if abroad else COUNTRY
    digits = re.sub("[^0-9]", "", typed[abroad.end() :].replace("(0)", "") if abroad else typed)
    if abroad and country == COUNTRY:
        digits = f"0{digits.lstrip('0')}"
    return (digits, country) if 3 <= len(digits) <= LONGEST_PHONE else None  # noqa: PLR2004 - shorter is no number
