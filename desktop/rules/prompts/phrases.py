"""Small pieces of sentences that the prompts share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.language import _, ngettext
from desktop.language.forms import days_text
from desktop.rules.dates import DAYS_IN_MONTH, days_between, months_between


def listed(parts: Sequence[str]) -> str:
    """Like ``a, b and c``."""
    if len(parts) < 2:  # noqa: PLR2004 - one part needs no joining word
        return "".join(parts)
    return _("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])


def either(parts: Sequence[str]) -> str:
    """Like ``a, b or c``."""
    if len(parts) < 2:  # noqa: PLR2004
        return "".join(parts)
    return _("{first} or {last}", first=", ".join(parts[:-1]), last=parts[-1])


def length_text(first: date, last: date) -> str:
    """Whole months from the first to the last day, both counted; days when it is less than a month."""
    months = months_between(first, last)
    return months_text(months) if months else days_text(days_between(first, last))


def about(days: int) -> str:
    """So many days in whole months; in days when it is less than two months."""
    months = round(days / DAYS_IN_MONTH)
    return months_text(months) if months > 1 else days_text(days)


def months_text(months: int) -> str:
    """Like ``1 month`` or ``7 months``."""
    return ngettext("1 month", "{n} months", months)
