"""How a wait is told in words: its urgency, its norm, its contact."""

from __future__ import annotations

from datetime import date

from desktop.language import N_, _, ngettext
from desktop.language.forms import number, short_day
from desktop.rules.norms import Breach
from desktop.views.design.days import near_day
from desktop.views.design.tokens import Tone

URGENCIES = {1: N_("high urgency"), 2: N_("usual urgency"), 3: N_("can wait")}
"""By the stored number."""


def weeks_waited(weeks: int) -> str:
    """Like ``3 weeks``; within the first week that it just began."""
    return ngettext("1 week", "{n} weeks", weeks) if weeks else _("less than a week")


def norm_text(breach: Breach | None) -> str:
    """How the wait so far stands against the norm for it; empty without a norm."""
    if breach is None or breach.norm is None or breach.norm.weeks is None:
        return ""
    norm = number(breach.norm.weeks)
    if not breach.is_over:
        return _("norm: {norm} weeks", norm=norm)
    over = int(breach.over or 0)
    if not over:
        return _("just over the norm of {norm} weeks", norm=norm)
    return ngettext("1 week over the norm of {norm}", "{n} weeks over the norm of {norm}", over, norm=norm)


def waited_text(weeks: int, breach: Breach) -> str:
    """Both in a few words, for a line of a list: like ``12 weeks: 6 over the norm``."""
    waited = weeks_waited(weeks)
    if breach.norm is None or breach.norm.weeks is None:
        return waited
    if not breach.is_over:
        return _("{waited} (norm: {norm})", waited=waited, norm=number(breach.norm.weeks))
    over = int(breach.over or 0)
    if not over:
        return _("{waited}: just over the norm", waited=waited)
    return _("{waited}: {over} over the norm", waited=waited, over=number(over))


def source_text(breach: Breach | None) -> str:
    """The norm by name, and where it stands; empty without a norm."""
    if breach is None or breach.norm is None:
        return ""
    norm = breach.norm
    where = ", ".join(part for part in (norm.document, norm.paragraph) if part)
    return ": ".join(part for part in (norm.name, where) if part)


def contact_text(due: date, today: date, *, agreed: bool) -> str:
    """When the resident is to be heard, or how long ago that was; short, for a badge."""
    if due < today:
        return _("contact: {late}", late=ngettext("1 day late", "{n} days late", (today - due).days))
    return _("contact: {day}", day=near_day(due, today)) if agreed else _("no contact agreed")


def contact_line(due: date, today: date, *, agreed: bool) -> str:
    """What to do about it, in a sentence; empty where the badge says all."""
    if due < today:
        return _("The resident should have been heard on {day}.", day=short_day(due))
    return "" if agreed else _("Hear the resident on {day} at the latest.", day=short_day(due))


def contact_tone(due: date, today: date, *, agreed: bool) -> Tone:
    """What it means; the words say the same."""
    if due < today:
        return Tone.BAD
    return Tone.MUTED if agreed else Tone.CAUTION
