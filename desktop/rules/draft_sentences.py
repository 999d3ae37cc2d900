"""The validator's findings about a draft, in sentences that a person can mend it by."""

from __future__ import annotations

import re
from difflib import get_close_matches

from pydantic_core import ErrorDetails

from desktop.language import N_, _
from desktop.models.draft import (
    Draft,
    DraftAlternative,
    DraftHistory,
    DraftPgb,
    DraftPlus,
    DraftProvider,
    DraftResident,
)

_PARTS = (Draft, DraftAlternative, DraftHistory, DraftPgb, DraftPlus, DraftProvider, DraftResident)
_KEYS = sorted({name for part in _PARTS for name in part.model_fields})

_BY_START = {
    "missing": N_("This must be filled in."),
    "date": N_("An existing day belongs here, like 2026-12-31."),
    "int": N_("A whole number belongs here."),
    "bool": N_("True or false belongs here."),
    "string": N_("Text belongs here."),
    "tuple": N_("A list belongs here."),
    "model": N_("A group of keys with values belongs here."),
    "dict": N_("A group of keys with values belongs here."),
    "greater_than_equal": N_("The number is {ge} or more."),
    "less_than_equal": N_("The number is {le} or less."),
    "enum": N_("Choose one of: {expected}."),
}
"""Sentence by the beginning of pydantic's name for the kind of fault."""


LONGEST = 60
"""Characters of a value that are shown at most; whoever sent it knows the rest."""


def shown(value: str) -> str:
    """A value that came from outside, fit to be shown: cut off, and without signs that steer a terminal."""
    cut = value if len(value) <= LONGEST else value[:LONGEST] + "…"
    return "".join(sign if sign.isprintable() else "�" for sign in cut)


def sentence(error: ErrorDetails) -> str:
    """What is wrong, in the language in force; a key that nobody declared comes with the likeliest one that exists."""
    if error["type"] == "extra_forbidden":
        return _unknown_key(str(error["loc"][-1]))
    text = next((text for start, text in _BY_START.items() if error["type"].startswith(start)), None)
    if text is None:
        return _("This value does not fit here.")
    return _(text, **{name: _plain(str(value)) for name, value in error.get("ctx", {}).items()})


def _plain(value: str) -> str:
    """A choice of quoted words as a list with commas; anything else as it is."""
    return ", ".join(re.findall(r"'([^']*)'", value)) or value


def _unknown_key(key: str) -> str:
    near = get_close_matches(key, _KEYS, n=1)
    if near:
        return _("A draft has no such key. Is {near} meant?", near=near[0])
    return _("A draft has no such key.")
