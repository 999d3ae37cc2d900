"""The support plan: what was said, what the resident and the neighbourhood do, and which help is indicated.

It holds what Wmo 2015 art. 2.3.2 lid 4 asks to be looked into and lid 8 asks to be written down, and the parts a region
asks of a plan at the least.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from reportlab.platypus import Flowable

from desktop.language import _, speaking
from desktop.language.forms import long_day, short_day
from desktop.models.labels import amount, label
from desktop.models.papers import (
    PaperConversation,
    PaperDomain,
    PaperGoal,
    PaperHelp,
    PaperHelper,
    PaperService,
    SupportPlanPage,
)
from desktop.reports import pieces
from desktop.reports.page import build


def support_plan(page: SupportPlanPage, language: str = "nl") -> bytes:
    """The support plan as PDF."""
    with speaking(language):
        return build(list(_story(page)), page.head, f"{_('Support plan')} {page.resident.name}")


def _story(page: SupportPlanPage) -> Iterator[Flowable]:
    yield from pieces.title(_("Support plan"), _("for {name}", name=page.resident.name))
    yield pieces.facts(_facts(page))
    yield from _question(page)
    if page.conversation:
        yield from _conversation(page.conversation)
    yield from _goals(page)
    yield from _near_home(page)
    yield from _help(page)
    yield from _agreements(page)


def _facts(page: SupportPlanPage) -> list[tuple[str, str]]:
    resident = page.resident
    return [
        (_("Name"), resident.name),
        (_("Date of birth"), long_day(resident.birth_date) if resident.birth_date else ""),
        (_("Address"), ", ".join(resident.address) or _("no fixed address")),
        (_("Household"), resident.household),
        (_("Act"), label(page.law)),
        (_("Date of this plan"), long_day(page.head.made_on)),
        (_("Your consultant"), page.head.consultant),
        (_("Who holds the direction"), page.director),
    ]


def _question(page: SupportPlanPage) -> Iterator[Flowable]:
    yield pieces.heading(_("What you asked"))
    yield from pieces.text(page.question or _("Nothing has been written down yet."))
    if page.summary:
        yield from pieces.text(page.summary)
    if page.client_support_told_on:
        day = long_day(page.client_support_told_on)
        yield pieces.small(_("On {day} we told you that free, independent client support can help you.", day=day))


def _conversation(talk: PaperConversation) -> Iterator[Flowable]:
    yield pieces.heading(_("What we talked about"))
    yield pieces.small(" · ".join(part for part in (long_day(talk.held_on), talk.where, talk.present) if part))
    if talk.question:
        yield from pieces.quote(talk.question)
    if talk.going_well:
        yield pieces.subheading(_("What goes well"))
        yield from pieces.text(talk.going_well)
    for domain in talk.domains:
        yield from _domain(domain)


def _domain(domain: PaperDomain) -> Iterator[Flowable]:
    score = f" · {_('{score} out of 5', score=domain.score)}" if domain.score else ""
    yield pieces.subheading(domain.name + score)
    yield from pieces.text(domain.situation)
    if domain.own_words:
        yield from pieces.quote(domain.own_words)
    if domain.who_can_do_what:
        yield from pieces.text(domain.who_can_do_what)


def _goals(page: SupportPlanPage) -> Iterator[Flowable]:
    yield pieces.heading(_("What you want to reach"))
    if not page.goals:
        yield from pieces.text(_("No goals have been set yet."))
    yield from pieces.numbered(escape(_goal(goal)) for goal in page.goals)


def _goal(goal: PaperGoal) -> str:
    return f"{goal.text} ({_('by {day}', day=long_day(goal.by_when))})" if goal.by_when else goal.text


def _near_home(page: SupportPlanPage) -> Iterator[Flowable]:
    answered = [(label(found.kind), found.answer) for found in page.alternatives if found.answer.strip()]
    if page.network or answered:
        yield pieces.heading(_("What you and the people near you can do"))
        yield from pieces.bullets(_helper(helper) for helper in page.network)
    if answered:
        yield pieces.table([_("What we looked at"), _("What we found")], answered, [0.34, 0.66])
    if page.services:
        yield pieces.heading(_("Help in your neighbourhood, without an indication"))
        for service in page.services:
            yield pieces.together(*_service(service))


def _helper(helper: PaperHelper) -> str:
    relation = f" ({escape(helper.relation)})" if helper.relation else ""
    return f"<b>{escape(helper.name)}</b>{relation}: {escape(helper.helps_with or '—')}"


def _service(service: PaperService) -> Iterator[Flowable]:
    yield pieces.subheading(service.name)
    if service.why:
        yield from pieces.text(service.why)
    known = [part for part in (service.place, service.when, service.contact, service.cost) if part]
    if known:
        day = long_day(service.checked_on)
        seen = _("checked on {day}", day=day) if service.checked_on else _("not checked yet: call first")
        yield pieces.small(" · ".join((*known, seen)))


def _help(page: SupportPlanPage) -> Iterator[Flowable]:
    if not page.help:
        return
    yield pieces.heading(_("Help that is indicated"))
    for item in page.help:
        yield pieces.subheading(item.product or item.result)
        yield pieces.facts(_help_facts(item))
        yield pieces.gap()


def _help_facts(item: PaperHelp) -> list[tuple[str, str]]:
    volume = amount(item.volume, item.unit, item.frequency) if item.volume and item.unit and item.frequency else ""
    return [
        (_("Result"), item.result if item.product else ""),
        (_("How much"), volume),
        (_("From and until"), _period(item)),
        (_("Provider"), item.provider),
        (_("Form"), label(item.provision)),
        (_("Stops when"), item.stops_when),
        (_("Leads back to"), item.leads_back_to),
        (_("We evaluate on"), ", ".join(short_day(day) for day in item.evaluations)),
        (_("Why the choice was limited"), item.limited_choice),
        (_("Status"), label(item.status)),
    ]


def _period(item: PaperHelp) -> str:
    if item.start and item.end:
        return _("{start} until {end}", start=short_day(item.start), end=short_day(item.end))
    return _("from {start}", start=short_day(item.start)) if item.start else ""


def _agreements(page: SupportPlanPage) -> Iterator[Flowable]:
    if page.agreements:
        yield pieces.heading(_("What we agreed"))
        yield from pieces.text(page.agreements)
    yield pieces.room_for(56)
    yield pieces.heading(_("Do you agree with this plan?"))
    yield from pieces.text(
        _(
            "Please read this plan at your leisure. Is something not right, or is something missing? "
            "Tell your consultant. You can also write it on the plan yourself before you sign it."
        )
    )
    yield pieces.signatures(page.resident.name, page.head.consultant, _("Date and signature"))
