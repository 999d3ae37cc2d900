"""How hard a passphrase is to guess, roughly: a help while typing, no promise."""

from __future__ import annotations

from enum import IntEnum
from itertools import pairwise

FAIR_FROM, GOOD_FROM, STRONG_FROM = 10, 15, 21
"""Letters that count: one that repeats or follows the one before it in a row counts for nothing."""

_FOLLOWING = 1


class Strength(IntEnum):
    """From hardly any to enough for years."""

    EMPTY = 0
    WEAK = 1
    FAIR = 2
    GOOD = 3
    STRONG = 4


def strength(passphrase: str) -> Strength:
    """Counts the letters that say something new, and an extra for every further word."""
    if not passphrase.strip():
        return Strength.EMPTY
    counted = 1 + sum(abs(ord(b) - ord(a)) > _FOLLOWING for a, b in pairwise(passphrase.casefold()))
    counted = min(counted, 3 * len(set(passphrase.casefold()))) + 2 * (len(passphrase.split()) - 1)
    limits = ((STRONG_FROM, Strength.STRONG), (GOOD_FROM, Strength.GOOD), (FAIR_FROM, Strength.FAIR))
    return next((found for limit, found in limits if counted >= limit), Strength.WEAK)
