"""What points to a resident in a text that must not: a citizen service number, or the name of someone known here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.rules.bsn import is_valid

SHORTEST_NAME = 3
"""Letters; shorter names are words too often."""

_DIGITS = re.compile(r"(?<![0-9])(?:[0-9][ .-]?){8}[0-9](?![0-9])")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def holds_bsn(text: str) -> bool:
    """True when nine digits in the text, also with spaces, points or dashes between, pass for a BSN."""
    return any(is_valid(re.sub(r"\D", "", found)) for found in _DIGITS.findall(text))


def names_in(text: str, names: Iterable[str], apart: str = "") -> tuple[str, ...]:
    """Which of the last names stand in the text as a name: the same words in a row, the same capitals.

    Args:
        text: What was written.
        names: Last names, without prefix.
        apart: A text whose words are no sign, like the provider's own name.
    """
    written = f" {' '.join(_WORD.findall(text))} "
    own = set(_WORD.findall(apart))
    found = (
        name
        for name in dict.fromkeys(names)
        if len(name) >= SHORTEST_NAME and name[0].isupper() and not own.intersection(_WORD.findall(name))
    )
    return tuple(name for name in found if f" {' '.join(_WORD.findall(name))} " in written)
