"""Words that every paper has, on the page and on the screen."""

from __future__ import annotations

from datetime import date

from desktop.language import _, ngettext
from desktop.language.forms import short_day
from desktop.models.labels import amount
from desktop.models.papers import PaperHead, PaperHelp, PaperResident
from desktop.rules.consent import OWN_SAY, WITH_PARENT
from desktop.rules.dates import age_on


def sender(head: PaperHead) -> str:
    """Whose paper it is."""
    return _("Municipality of {name}", name=head.municipality) if head.municipality else head.region


def written_to(resident: PaperResident, day: date) -> str:
    """To whom a paper goes and who signs it: under twelve the parents, under sixteen with them, else the resident.

    As with consent (Jeugdwet art. 7.3.4 and 7.3.5); of someone whose age is not known the resident.
    """
    age = _age(resident, day)
    if age < WITH_PARENT:
        return _("Parents or carers of {name}", name=resident.name)
    return _("{name} and parents or carers", name=resident.name) if age < OWN_SAY else resident.name


def greeting(resident: PaperResident, day: date) -> str:
    """How a letter to them begins."""
    age = _age(resident, day)
    if age < WITH_PARENT:
        return _("Dear parents or carers of {name},", name=resident.name)
    if age < OWN_SAY:
        return _("Dear {name}, dear parents or carers,", name=resident.name)
    return _("Dear {name},", name=resident.name)


def _age(resident: PaperResident, day: date) -> int:
    return age_on(resident.birth_date, day) if resident.birth_date else OWN_SAY


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
