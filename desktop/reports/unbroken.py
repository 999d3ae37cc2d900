"""What stays on one line: an amount with its sign, a day with its month, an article with its number."""

from __future__ import annotations

import re

NO_BREAK = "\xa0"

_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|January|February|March|May|June|July|August|October"
)
_BEFORE_NUMBER = r"€|§|\b(?:art|blz|p|pag|par|nr)\.|\b(?:artikel|artikelen|article|articles|lid|pagina|page)"
_IN_A_DAY = rf"(?<=\d) (?=(?:{_MONTHS})\b)|\b(?:{_MONTHS}) (?=\d{{4}}\b)"
_IN_A_POSTCODE = r"(?<=\b[1-9]\d{3}) (?=(?-i:[A-Z]{2})\b)"
_SPACE = re.compile(rf"{_IN_A_DAY}|{_IN_A_POSTCODE}|(?:{_BEFORE_NUMBER}) (?=\d)", re.IGNORECASE)


def unbroken(text: str) -> str:
    """The text with spaces no line ends at, in ``€ 1,00``, ``12 maart 2027``, ``art. 2.3.5``, ``p. 3``, ``9501 AB``."""
    return _SPACE.sub(lambda found: found[0][:-1] + NO_BREAK, text)
