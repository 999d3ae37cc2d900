"""Waits in words."""

from __future__ import annotations

from desktop.language import _
from desktop.language.forms import number


def weeks_text(low: float | None, high: float | None, text: str) -> str:
    """Like ``6–8 weeks``; what was given in words when no figure was."""
    if low is None and high is None:
        return text
    if low is not None and high is not None and low != high:
        return _("{low}–{high} weeks", low=number(low), high=number(high))
    if high is None:
        return _("at least {n} weeks", n=number(low or 0))
    return _("{n} weeks", n=number(high))
