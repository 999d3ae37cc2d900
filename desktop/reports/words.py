"""Words that every paper has, on the page and on the screen."""

from __future__ import annotations

from desktop.language import _, ngettext
from desktop.language.forms import short_day
from desktop.models.labels import amount
from desktop.models.papers import PaperHead, PaperHelp


def sender(head: PaperHead) -> str:
    """Whose paper it is."""
    return _("Municipality of {name}", name=head.municipality) if head.municipality else head.region


def foot_text(head: PaperHead) -> str:
    """The region; or how many changes in it colleagues have not seen."""
    if not head.unsynced:
        return head.region
    return ngettext(
        "Made with 1 change that colleagues do not see yet",
        "Made with {n} changes that colleagues do not see yet",
        head.unsynced,
    )


def volume_of(help_: PaperHelp) -> str:
    """Like ``4 hours per week``; empty where only a result is stated."""
    if help_.volume and help_.unit and help_.frequency:
        return amount(help_.volume, help_.unit, help_.frequency)
    return ""


def steps_of(help_: PaperHelp) -> str:
    """More and less help inside the indication, like ``from 01-02-2027: 2 hours per week``; empty without."""
    if not (help_.unit and help_.frequency):
        return ""
    told = [
        (day, amount(volume, help_.unit, help_.frequency) if volume else _("a pause"))
        for day, volume in help_.volume_from
    ]
    return "; ".join(_("from {day}: {much}", day=short_day(day), much=much) for day, much in told)


def period_of(help_: PaperHelp) -> str:
    """From which day until which; empty while the first is not known."""
    if help_.start and help_.end:
        return _("{start} until {end}", start=short_day(help_.start), end=short_day(help_.end))
    return _("from {start}", start=short_day(help_.start)) if help_.start else ""
