"""What may stand in the fields of the social map, as a person types them; and what is wrong, by field."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desktop.models.faults import RuleBroken
from desktop.rules.email import is_email

SOUTH, NORTH, WEST, EAST = 50.7, 53.7, 3.3, 7.3
"""Degrees around the Netherlands in Europe, from Eijsden to Rottumerplaat and from Sluis to Bad Nieuweschans."""

_URL = re.compile(r"(https?://)?[^\s/@.]+(\.[^\s/@.]+)+(:\d+)?([/?#]\S*)?", re.IGNORECASE)
_POSTAL_CODE = re.compile(r"[1-9]\d{3} ?[A-Z]{2}|[1-9]\d{3}")
_FEWEST_DIGITS = 3
"""Of a telephone number, like 112."""


def tidy(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields without spaces at their ends and without empty members; a postal code in capitals, like 9501 AB."""
    found = {name: _tidy(value) for name, value in fields.items()}
    code = re.sub(r"\s", "", str(found.get("postal_code") or "")).upper()
    if re.fullmatch(r"[1-9]\d{3}[A-Z]{2}", code):
        found["postal_code"] = f"{code[:4]} {code[4:]}"
    return found


def faults(fields: Mapping[str, object]) -> tuple[RuleBroken, ...]:
    """Everything wrong in tidied fields, in the order of a form; a field that is not there is not asked for.

    The codes: ``required``, ``postal-code-form``, ``email-form``, ``url-form``, ``phone-form``, ``eight-digits``,
    ``ages-reversed``, ``coordinates-half``, ``outside-netherlands``.
    """
    found: list[RuleBroken] = []
    if "name" in fields and not fields["name"]:
        found.append(RuleBroken("required", "name"))
    checks = (("phone", _is_phone), ("email", is_email), ("url", _URL.fullmatch))
    found += [
        RuleBroken(f"{name}-form", name)
        for name, fits in checks
        if _text(fields, name) and not fits(_text(fields, name))
    ]
    if _text(fields, "postal_code") and not _POSTAL_CODE.fullmatch(_text(fields, "postal_code")):
        found.append(RuleBroken("postal-code-form", "postal_code"))
    for name in ("kvk_number", "agb_code"):
        if _text(fields, name) and not re.fullmatch(r"\d{8}", _text(fields, name)):
            found.append(RuleBroken("eight-digits", name))
    return (*found, *_ages(fields), *_where(fields))


def _ages(fields: Mapping[str, object]) -> tuple[RuleBroken, ...]:
    low, high = fields.get("minimum_age"), fields.get("maximum_age")
    reversed_ = isinstance(low, int) and isinstance(high, int) and low > high
    return (RuleBroken("ages-reversed", "maximum_age"),) if reversed_ else ()


def _where(fields: Mapping[str, object]) -> tuple[RuleBroken, ...]:
    north, east = fields.get("latitude"), fields.get("longitude")
    if not isinstance(north, int | float) and not isinstance(east, int | float):
        return ()
    if not isinstance(north, int | float):
        return (RuleBroken("coordinates-half", "latitude"),)
    if not isinstance(east, int | float):
        return (RuleBroken("coordinates-half", "longitude"),)
    if not SOUTH <= north <= NORTH:
        return (RuleBroken("outside-netherlands", "latitude"),)
    return () if WEST <= east <= EAST else (RuleBroken("outside-netherlands", "longitude"),)


def _is_phone(text: str) -> bool:
    return sum(letter.isdigit() for letter in text) >= _FEWEST_DIGITS and "@" not in text


def _text(fields: Mapping[str, object], name: str) -> str:
    return str(fields.get(name) or "")


def _tidy(value: object) -> object:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, tuple | list):
        return tuple(dict.fromkeys(text for one in value if (text := str(one).strip())))
    return value
