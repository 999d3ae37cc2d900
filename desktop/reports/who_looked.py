"""Who looked in the dossier: a paper for the resident who asks (AVG art. 15), in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.language import _, ngettext, speaking
from desktop.language.forms import long_day, short_day
from desktop.models.access_paper import PaperLook, WhoLookedPage
from desktop.reports.content import Block, Facts, Grid, Heading, Paper, Title, Words, items

_WIDTHS = (0.17, 0.27, 0.33, 0.23)


def who_looked(page: WhoLookedPage, language: str = "nl") -> Paper:
    """What the page says."""
    with speaking(language):
        title = _("Who looked in your file")
        return Paper(page.head, title, language, tuple(_story(page, title)))


def _story(page: WhoLookedPage, title: str) -> Iterator[Block]:
    yield Title(title, page.resident.name)
    yield Words(
        _(
            "You asked who looked in your file at the municipality, and why. You have a right to know that. "
            "Naober keeps it for every laptop. Nobody can change it afterwards without it being noticed."
        )
    )
    yield Facts(
        (
            (_("Name"), page.resident.name),
            (_("Date of birth"), long_day(page.resident.birth_date)),
            (_("Made on"), long_day(page.head.made_on)),
            (_("First day in this list"), long_day(page.since)),
        )
    )
    if not page.unbroken:
        yield Words(
            _(
                "Note: when we checked this list, something was not right. The list may not be whole. "
                "We are looking into it."
            )
        )
    yield Heading(_("Who looked, when and why"))
    if page.looks:
        yield Grid((_("Day and time"), _("Who"), _("What"), _("Why")), tuple(map(_row, page.looks)), _WIDTHS)
    else:
        yield Words(_("Nobody looked in your file since this is kept."))
    yield from _limits(page)


def _row(look: PaperLook) -> tuple[str, ...]:
    clock = look.first if look.first == look.last else _("{first} to {last}", first=look.first, last=look.last)
    did = look.did if look.times == 1 else ngettext("{did} ({n} time)", "{did} ({n} times)", look.times, did=look.did)
    who = f"{look.who}\n{look.role}" if look.role else look.who
    tried = _("was not allowed: {did}", did=did) if look.refused else did
    return f"{short_day(look.on)}\n{clock}", who, tried, look.why


def _limits(page: WhoLookedPage) -> Iterator[Block]:
    yield Heading(_("What you should know about this list"))
    told = [
        _("Someone who looks several times on a day stands in it once, with how often."),
        _("It tells of what is done with Naober. What is done with other programs of the municipality is not in it."),
    ]
    if page.from_all:
        told.append(_("A laptop that had no network yet may have more. That comes later: ask again in two weeks."))
    else:
        told.append(_("It tells of this laptop only."))
    yield items(*told)
    yield Heading(_("Do you have a question, or do you think that someone had no reason to look?"))
    yield Words(
        _(
            "Tell your consultant or the data protection officer of your municipality. You can also complain to the "
            "Dutch Data Protection Authority (Autoriteit Persoonsgegevens)."
        )
    )
