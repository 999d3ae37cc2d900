"""The letter to a resident who waits: for what, where, how long it may take, what helps meanwhile, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.language import _, ngettext, speaking
from desktop.language.forms import long_day, number
from desktop.language.kept import in_dutch
from desktop.models.papers import PaperService
from desktop.models.waiting_paper import PaperExpectedWait, PaperWaitNorm, PaperWaitPlace, WaitingLetterPage
from desktop.reports.content import Block, Heading, Item, Items, Lines, Look, Paper, Title, Words, items
from desktop.reports.letters import closing, reached_by, whom_to_call
from desktop.reports.words import greeting, written_to


def waiting_letter(page: WaitingLetterPage, language: str = "nl") -> Paper:
    """What the letter says."""
    with speaking(language):
        return Paper(page.head, f"{_('While you wait')} {page.resident.name}", language, tuple(_story(page)))


def _story(page: WaitingLetterPage) -> Iterator[Block]:
    yield Lines((written_to(page.resident, page.head.made_on), *page.resident.address))
    yield Title(_("While you wait"), _("about the help that you wait for"))
    yield Words(greeting(page.resident, page.head.made_on))
    yield Words(_opening(page))
    yield from _where(page)
    yield from _how_long(page)
    yield from _meanwhile(page)
    yield from _contact(page)
    yield from _choice(page)
    yield closing(page.head, page.contact)


def _opening(page: WaitingLetterPage) -> str:
    day = long_day(page.since)
    what = in_dutch(page.product) or _("help")
    waits = _("You have been waiting since {day} for: {what}.", day=day, what=what)
    if not page.weeks:
        return waits
    return f"{waits} {ngettext('That is 1 week now.', 'That is {n} weeks now.', page.weeks)}"


def _where(page: WaitingLetterPage) -> Iterator[Block]:
    places = [place for place in page.places if place.provider]
    yield Heading(_("Where you are on the list"))
    if not places:
        yield Words(_("We are still looking for a provider with you."))
        return
    yield Items(tuple(Item(f", {_('since {day}', day=long_day(place.since))}", place.provider) for place in places))
    if len(places) > 1:
        yield Words(
            _("You are on more than one list. As soon as one of them can help you, we take you off the others.")
        )


def _how_long(page: WaitingLetterPage) -> Iterator[Block]:
    yield Heading(_("How long it may still take"))
    told = [_told(place) for place in page.places if place.told]
    expected = [_expected(one) for one in page.expected]
    if told or expected:
        yield items(*told, *expected)
        yield Words(_("This is not certain. It can be sooner or later. We tell you when we know more."))
    else:
        yield Words(_("We do not know yet how long it will take. As soon as we know more, we tell you."))
    if page.norm:
        yield Words(_norm(page.norm))
        source = _(
            "Source: {document}, {where}", document=in_dutch(page.norm.document), where=in_dutch(page.norm.paragraph)
        )
        yield Words(source, Look.SMALL)


def _told(place: PaperWaitPlace) -> str:
    day = long_day(place.told_on)
    provider = place.provider
    words = _("On {day} {provider} told us: {wait}.", day=day, provider=provider, wait=place.told)
    return f"{words} {_('(Source: {source})', source=in_dutch(place.told_by))}" if place.told_by else words


def _expected(one: PaperExpectedWait) -> str:
    weeks = ngettext("about 1 week", "about {n} weeks", one.weeks) if one.weeks else _("less than a week")
    half = _("At {provider} we expect that it takes {weeks} more.", provider=one.provider, weeks=weeks)
    between = _(
        "For {share} out of 10 people it takes between {low} and {high} weeks.",
        share=one.share,
        low=one.low,
        high=one.high,
    )
    rests = _("We worked this out from {n} times that someone waited there before.", n=one.based_on)
    return f"{half} {between} {rests}"


def _norm(norm: PaperWaitNorm) -> str:
    most = ngettext(
        "We want nobody to wait longer than 1 week for this help.",
        "We want nobody to wait longer than {n} weeks for this help.",
        round(norm.weeks),
    )
    if float(norm.weeks) != round(norm.weeks):
        most = _("We want nobody to wait longer than {weeks} weeks for this help.", weeks=number(norm.weeks))
    if not norm.over:
        return most
    return f"{most} {_('You wait longer. We are sorry about that. Together with you we look for another way.')}"


def _meanwhile(page: WaitingLetterPage) -> Iterator[Block]:
    yield Heading(_("What helps you in the meantime"))
    if not page.bridges:
        yield Words(_("Nothing has been agreed for the meantime. Do you need something now? Then call us."))
    else:
        yield Items(tuple(map(_bridge, page.bridges)))


def _bridge(bridge: PaperService) -> Item:
    known = (bridge.place, bridge.when, bridge.contact, bridge.cost)
    return Item("", in_dutch(bridge.name), " · ".join(in_dutch(part) for part in known if part))


def _contact(page: WaitingLetterPage) -> Iterator[Block]:
    yield Heading(_("When you hear from us"))
    if page.calls_on:
        yield Words(_("We call you on {day}.", day=long_day(page.calls_on)))
    elif page.hears_by:
        yield Words(_("You hear from us on {day} at the latest.", day=long_day(page.hears_by)))
    else:
        yield Words(_("You hear from us as soon as possible."))
    yield Words(whom_to_call(page.head))
    yield Words(reached_by(page.contact))
    yield Words(_("Is it getting worse, or can you not wait any longer? Then call us at once."))


def _choice(page: WaitingLetterPage) -> Iterator[Block]:
    yield Heading(_("You may choose something else"))
    yield items(
        _("You may ask for another provider. We look with you for who can help you sooner."),
        _("Do you no longer want to wait? Tell us. You can always come back."),
        _("You may bring someone to help you, such as a free independent client supporter."),
    )
    if page.limited_choice:
        yield Heading(_("Why there was less to choose from"), 3)
        yield Words(in_dutch(page.limited_choice))
