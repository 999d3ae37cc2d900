"""A page from the social map for a resident: what it is, where and when, how to join, and how fresh that is."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from desktop.language import _, speaking
from desktop.language.forms import long_day
from desktop.models.papers import MapPage
from desktop.reports import pieces
from desktop.reports.page import build

_LINES = 3
"""To write on."""


def map_page(page: MapPage, language: str = "nl") -> bytes:
    """The page as PDF."""
    with speaking(language):
        return build(list(_story(page)), page.head, page.name)


def _story(page: MapPage) -> Iterator[Flowable]:
    kind = _("Help with an indication") if page.needs_indication else _("Help in your neighbourhood")
    yield from pieces.title(page.name, " · ".join(filter(None, (kind, page.organisation))))
    yield pieces.facts(_facts(page))
    if page.about:
        yield pieces.heading(_("What is it?"))
        yield from pieces.text(page.about)
    yield from _joining(page)
    if page.waits:
        yield pieces.heading(_("How long do you wait?"))
        yield from pieces.bullets(page.waits)
    if len(page.places) > 1:
        yield pieces.heading(_("Where can you go?"))
        yield from pieces.bullets(page.places)
    yield from _fresh(page)


def _facts(page: MapPage) -> list[tuple[str, str]]:
    return [
        (_("Address"), ", ".join(page.address)),
        (_("Phone"), page.phone),
        (_("When"), page.when),
        (_("What does it cost?"), "" if page.needs_indication else page.cost or _("Not known. Ask before you go.")),
        (_("For whom"), page.for_whom),
        (_("E-mail"), page.email),
        (_("Website"), page.url.removeprefix("https://").removeprefix("http://").rstrip("/")),
    ]


def _joining(page: MapPage) -> Iterator[Flowable]:
    yield pieces.heading(_("How do you join?"))
    if page.needs_indication:
        yield from pieces.text(
            _(
                "For this help you need a decision of the municipality: an indication. "
                "Your consultant asks for it together with you."
            )
        )
        if page.own_contribution:
            yield from pieces.text(_("You may have to pay a part yourself: the own contribution for the Wmo."))
        return
    yield from pieces.text(page.how_to_join or _("Call or send an e-mail first. Then you know when you can come."))
    if page.light_check:
        yield from pieces.text(_("First there is a small check: {check}", check=page.light_check))
    else:
        yield from pieces.text(_("You need no decision of the municipality for this."))


def _fresh(page: MapPage) -> Iterator[Flowable]:
    yield pieces.heading(_("Is this still right?"))
    if page.checked_on:
        checked = _("On {day} we checked what stands here.", day=long_day(page.checked_on))
        yield from pieces.text(f"{checked} {_('Things can change: call when in doubt.')}")
    else:
        yield from pieces.text(_("We have not checked what stands here yet. Please call first."))
    if not page.needs_indication:
        notes = (pieces.writing_line() for _line in range(_LINES))
        yield pieces.together(pieces.heading(_("Your own notes")), *notes)
