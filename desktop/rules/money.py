"""Amounts as people write them, read as whole cents."""

from __future__ import annotations

import re

_AMOUNT = re.compile(r"(?P<minus>-)?(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<cents>\d{1,2}|-{1,2}))?")
_POINT = re.compile(r"(?P<minus>-)?(?P<whole>\d+)\.(?P<cents>\d{1,2})")
_LONGEST = 40


def read_cents(text: str) -> int | None:
    """Cents of an amount in euros, like ``62,40``, ``€ 1.234,50`` or ``62.40``; None for what is no amount."""
    plain = "".join(text.split()).replace("€", "").replace("\u2212", "-")
    found = (_AMOUNT.fullmatch(plain) or _POINT.fullmatch(plain)) if len(plain) <= _LONGEST else None
    if found is None or not plain.isascii():
        return None
    cents = (found["cents"] or "").strip("-").ljust(2, "0")
    whole = int(found["whole"].replace(".", "")) * 100 + int(cents)
    return -whole if found["minus"] else whole


def write_cents(cents: int) -> str:
    """Like ``62,40``; reading it again gives the same."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02}"
