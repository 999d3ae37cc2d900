"""The decision on an application: what, why, on which ground, what it costs, and how to object.

What must stand in it: the decision and its reasons (Awb art. 3:46 and 3:47), that one may object, until when and where
(art. 3:45), and by which rules (here named per act). The objection clause follows art. 6:4, 6:5, 6:7, 6:8 and 8:81.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.language import _, speaking
from desktop.language.forms import euros, long_day, short_day
from desktop.language.kept import in_dutch
from desktop.models.kinds import Law, Provision
from desktop.models.labels import label
from desktop.models.papers import DecisionPage, PaperContribution
from desktop.reports.content import Block, Facts, Grid, Heading, Lines, Look, Paper, Title, Together, Words, items
from desktop.reports.letters import how_to_object
from desktop.reports.words import greeting, period_of, sender, volume_of, written_to


def decision(page: DecisionPage, language: str = "nl") -> Paper:
    """What the decision says."""
    with speaking(language):
        title = f"{_('Decision on your application')} {page.resident.name}"
        return Paper(page.head, title, language, tuple(_story(page)))


def _story(page: DecisionPage) -> Iterator[Block]:
    yield Lines((written_to(page.resident, page.head.made_on), *page.resident.address))
    yield Title(_("Decision on your application"), _("about {what}", what=_what(page)))
    if page.head.concept:
        yield Words(_("This is a draft. It gives you no rights yet, and you cannot object to it yet."), Look.SMALL)
    yield Words(greeting(page.resident, page.head.made_on))
    yield Words(_opening(page))
    yield from _decided(page)
    yield from _why(page)
    yield from _grounds(page)
    yield from _cost(page)
    yield from _duties(page)
    yield from _objection(page)


def _what(page: DecisionPage) -> str:
    return in_dutch(page.help.product or page.help.result) or _("help")


def _opening(page: DecisionPage) -> str:
    asked = _("On {day} you applied for help.", day=long_day(page.applied_on)) if page.applied_on else ""
    reads = _("In this letter you read what we decide, why, and what you can do if you do not agree.")
    return f"{asked} {reads}".strip()


def _decided(page: DecisionPage) -> Iterator[Block]:
    yield Heading(_("Our decision"))
    what = _what(page)
    given = _("You get this help: {what}.", what=what)
    yield Words(given if page.granted else _("You do not get this help: {what}.", what=what))
    yield Facts(tuple(_facts(page)))
    if page.granted and page.help.provision is Provision.PGB:
        yield Words(
            _(
                "You get a personal budget. With it you buy the help yourself. "
                "The SVB pays whoever helps you from this budget: the money does not come to your own account."
            )
        )
        if page.pgb_reason:
            yield Words(in_dutch(page.pgb_reason))
    if page.help.limited_choice:
        yield Heading(_("Why there was less to choose from"), 3)
        yield Words(in_dutch(page.help.limited_choice))


def _facts(page: DecisionPage) -> list[tuple[str, str]]:
    given = page.help
    always = [
        (_("Act"), label(page.law)),
        (_("Number of this decision"), page.number),
        (_("Date of this decision"), long_day(page.decided_on) if page.decided_on else ""),
    ]
    if not page.granted:
        return always
    return [
        (_("Kind of help"), in_dutch(given.product)),
        (_("Result"), in_dutch(given.result)),
        (_("How much"), volume_of(given)),
        (_("From and until"), period_of(given)),
        (_("Form"), label(given.provision)),
        (_("Provider"), given.provider),
        (_("We evaluate on"), ", ".join(short_day(day) for day in given.evaluations)),
        *always,
    ]


def _why(page: DecisionPage) -> Iterator[Block]:
    yield Heading(_("Why we decide this"))
    if page.question:
        yield Words(_("You asked us:"))
        yield Words(in_dutch(page.question), Look.QUOTE)
    yield Words(in_dutch(page.motivation) or _("The reasons still have to be written."))
    if page.goals:
        yield Words(_("With this you want to reach:") if page.granted else _("You want to reach:"))
        yield items(*(in_dutch(goal.text) for goal in page.goals))
    answered = tuple((label(found.kind), in_dutch(found.answer)) for found in page.alternatives if found.answer.strip())
    if answered:
        looked = Grid((_("What we looked at"), _("What we found")), answered, (0.34, 0.66))
        yield Together((Words(_("We first looked at what else could help you:")), looked))


def _grounds(page: DecisionPage) -> Iterator[Block]:
    yield Heading(_("On which rules this decision rests"))
    yield items(*map(in_dutch, page.grounds), *_bylaw(page))


def _bylaw(page: DecisionPage) -> Iterator[str]:
    """Every municipality has one (Wmo 2015 art. 2.1.3; Jeugdwet art. 2.9)."""
    if page.head.municipality and page.law in {Law.WMO, Law.JEUGDWET}:
        yield (
            _("the bylaw on social support of the municipality of {name}", name=page.head.municipality)
            if page.law is Law.WMO
            else _("the bylaw on youth help of the municipality of {name}", name=page.head.municipality)
        )


def _cost(page: DecisionPage) -> Iterator[Block]:
    if not page.granted:
        return
    yield Heading(_("What you pay yourself"))
    if page.contribution is None:
        yield Words(_("You pay no own contribution for this help."))
        return
    yield Words(_contribution(page.contribution))
    if page.contribution.note:
        yield Words(in_dutch(page.contribution.note))
    if page.contribution.source:
        yield Words(_("Source: {source}", source=in_dutch(page.contribution.source)), Look.SMALL)


def _contribution(paid: PaperContribution) -> str:
    if paid.cents_per_month is None:
        most = _("You may have to pay an own contribution.")
    elif paid.cents_per_month == 0:
        free = _("You pay no own contribution for this help.")
        later = _("From {day} on, when you are eighteen, you may have to.", day=long_day(paid.from_on))
        return f"{free} {later}" if paid.from_on else free
    else:
        most = _(
            "Your household pays an own contribution of at most {amount} a month in {year}.",
            amount=euros(paid.cents_per_month),
            year=paid.year,
        )
    return f"{most} {_('The CAK tells you how much and sends you the bill.')}"


def _duties(page: DecisionPage) -> Iterator[Block]:
    if page.granted:
        yield Heading(_("If something changes"))
        yield Words(
            _(
                "Does something change, for example in your health, your address or who lives with you? "
                "Tell us at once. It may be that other help fits better then."
            )
        )
        if page.contact.phone:
            hours = f" ({in_dutch(page.contact.hours)})" if page.contact.hours else ""
            yield Words(_("The telephone number is {number}{hours}.", number=page.contact.phone, hours=hours))


def _objection(page: DecisionPage) -> Iterator[Block]:
    yield Heading(_("Do you not agree with this decision?"))
    to = ", ".join((_body(page), *page.contact.address))
    yield from how_to_object(page.objection_weeks, page.objection_until, to)
    holds = Words(
        _(
            "This decision holds while you object. Can you not wait? Then ask the judge for a temporary measure: "
            "a 'voorlopige voorziening' at the district court. That costs money."
        )
    )
    act = _("General administrative law act (Awb), articles 3:45, 6:4, 6:5, 6:7, 6:8 and 8:81")
    # With the last words, so that no page holds a signature alone.
    yield Together((holds, Words(act, Look.SMALL), _closing(page)))


def _body(page: DecisionPage) -> str:
    name = page.head.municipality
    if not name:
        return _("the mayor and aldermen of your municipality")
    return _("the mayor and aldermen of the municipality of {name}", name=name)


def _closing(page: DecisionPage) -> Lines:
    signed = (_("Kind regards,"), _("on behalf of {body}", body=_body(page)), page.head.consultant, sender(page.head))
    return Lines(tuple(part for part in signed if part))
