"""Days, euros and numbers in the form of the language in force."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from desktop.language.words import _, ngettext, spoken

DAYS_COUNTED = 60
"""From this age on, months say more than days."""

DAYS_IN_A_MONTH = 30.44

DAYS_IN_A_YEAR = 365


def long_day(day: date | None) -> str:
    """Like ``23 november 2026``; a dash when there is none."""
    return format_date(day, "d MMMM y", locale=spoken()) if day else "—"


def short_day(day: date | None) -> str:
    """Like ``23-11-2026``; a dash when there is none."""
    return format_date(day, "dd-MM-y", locale=spoken()) if day else "—"


def euros(cents: int) -> str:
    """Like ``€ 1.234,50``, from whole cents."""
    return format_currency(Decimal(cents) / 100, "EUR", locale=spoken())


def number(value: float) -> str:
    """Like ``1.234,5``; at most one decimal."""
    return _written(round(value, 1), spoken())


@lru_cache(maxsize=4096)
def _written(value: float, language: str) -> str:
    """Kept: looking up how a language writes a number takes longer than drawing it."""
    return format_decimal(value, locale=language)


def days_text(days: int) -> str:
    """Like ``1 day`` or ``12 days``."""
    return ngettext("1 day", "{n} days", days)


def span_text(days: int) -> str:
    """Like ``59 days``, ``11 months``, ``1 year`` or ``4 years and 5 months``; whole ones that passed."""
    years, rest = divmod(days, DAYS_IN_A_YEAR)
    months = min(int(rest / DAYS_IN_A_MONTH), 11)
    if days < DAYS_COUNTED:
        return days_text(days)
    passed = ngettext("1 month", "{n} months", months) if months else ""
    if not years:
        return passed
    whole = ngettext("1 year", "{n} years", years)
    return _("{years} and {months}", years=whole, months=passed) if passed else whole


def age_text(days: int) -> str:
    """How long ago a figure was true, in the largest unit that stays honest."""
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < DAYS_COUNTED:
        return _("{n} days ago", n=days)
    return _("{n} months ago", n=round(days / DAYS_IN_A_MONTH))
