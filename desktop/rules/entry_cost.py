"""What a community service costs, as far as it was published."""

from __future__ import annotations

import re
from enum import StrEnum


class Cost(StrEnum):
    """What is not said is never free."""

    FREE = "free"
    PAID = "paid"
    UNKNOWN = "unknown"


_FREE = re.compile(r"(gratis|kosteloos|kostenloos|geen kosten|free)\b[^0-9€]*", re.IGNORECASE)
_AMOUNT = re.compile(r"[0-9€]")


def cost_of(text: str, *, free: bool | None) -> Cost:
    """By what was noted, else by the words: free only when the text says no more than that, paid when it has a figure.

    Args:
        text: The cost as published.
        free: True when it was published as free, False when as not free; None when neither.
    """
    if free is not None:
        return Cost.FREE if free else Cost.PAID
    if not text:
        return Cost.UNKNOWN
    if _FREE.fullmatch(text.strip()):
        return Cost.FREE
    return Cost.PAID if _AMOUNT.search(text) else Cost.UNKNOWN
