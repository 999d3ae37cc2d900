"""A page from the social map for a resident: what it is, where and when, how to join, and how fresh that is."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.language import _, speaking
from desktop.language.forms import long_day
from desktop.language.kept import in_dutch
from desktop.models.kinds import Law
from desktop.models.papers import MapPage
from desktop.reports.content import Block, Facts, Heading, Paper, Title, Together, Words, WritingLines, items

_LINES = 3
"""To write on."""


def map_page(page: MapPage, language: str = "nl") -> Paper:
    """What the page says."""
    with speaking(language):
        return Paper(page.head, page.name, language, tuple(_story(page)))


def _story(page: MapPage) -> Iterator[Block]:
    kind = _("Help with an indication") if page.needs_indication else _("Help in your neighbourhood")
    yield Title(in_dutch(page.name), " · ".join(filter(None, (kind, in_dutch(page.organisation)))))
    yield Facts(tuple(_facts(page)))
    if page.about:
        yield Heading(_("What is it?"))
        yield Words(in_dutch(page.about))
    yield from _joining(page)
    if page.waits:
        yield Heading(_("How long do you wait?"))
        yield items(*page.waits)
    if len(page.places) > 1:
        yield Heading(_("Where can you go?"))
        yield items(*map(in_dutch, page.places))
    yield from _fresh(page)


def _facts(page: MapPage) -> list[tuple[str, str]]:
    return [
        (_("Address"), ", ".join(page.address)),
        (_("Phone"), page.phone),
        (_("When"), in_dutch(page.when)),
        (
            _("What does it cost?"),
            "" if page.needs_indication else in_dutch(page.cost) or _("Not known. Ask before you go."),
        ),
        (_("For whom"), page.for_whom),
        (_("E-mail"), page.email),
        (_("Website"), page.url.removeprefix("https://").removeprefix("http://").rstrip("/")),
    ]


def _joining(page: MapPage) -> Iterator[Block]:
    yield Heading(_("How do you join?"))
    if page.needs_indication:
        yield Words(
            _(
                "For this help you need a decision of the municipality: an indication. "
                "Your consultant asks for it together with you."
            )
        )
        yield from map(Words, _contribution(page))
        return
    yield Words(in_dutch(page.how_to_join) or _("Call or send an e-mail first. Then you know when you can come."))
    if page.light_check:
        yield Words(_("First there is a small check: {check}", check=in_dutch(page.light_check)))
    else:
        yield Words(_("You need no decision of the municipality for this."))


def _contribution(page: MapPage) -> Iterator[str]:
    """Only an act that is known says something (Wmo 2015 art. 2.1.4; the Jeugdwet asks nothing since 2016)."""
    wmo, youth = Law.WMO.value in page.laws, Law.JEUGDWET.value in page.laws
    if wmo:
        yield _("You may have to pay a part yourself: the own contribution for the Wmo.")
    if youth:
        yield _("For youth help (Jeugdwet) you pay no own contribution.")
    if not wmo and not youth:
        yield _("It is not known whether you pay a part yourself. Ask your consultant.")


def _fresh(page: MapPage) -> Iterator[Block]:
    yield Heading(_("Is this still right?"))
    if page.checked_on:
        checked = _("On {day} we checked what stands here.", day=long_day(page.checked_on))
        yield Words(f"{checked} {_('Things can change: call when in doubt.')}")
    else:
        yield Words(_("We have not checked what stands here yet. Please call first."))
    if not page.needs_indication:
        yield Together((Heading(_("Your own notes")), WritingLines(_LINES)))
