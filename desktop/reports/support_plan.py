"""The support plan: what was said, what the resident and the neighbourhood do, and which help is indicated.

It holds what Wmo 2015 art. 2.3.2 lid 4 asks to be looked into and lid 8 asks to be written down, and the parts a region
asks of a plan at the least.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.language import _, speaking
from desktop.language.forms import long_day, short_day
from desktop.language.kept import in_dutch
from desktop.models.labels import label
from desktop.models.papers import (
    PaperConversation,
    PaperDomain,
    PaperGoal,
    PaperHelp,
    PaperHelper,
    PaperService,
    SupportPlanPage,
)
from desktop.reports.content import (
    Block,
    Facts,
    Grid,
    Heading,
    Item,
    Items,
    Look,
    Paper,
    Signatures,
    Title,
    Together,
    Words,
)
from desktop.reports.goals import REACHED
from desktop.reports.plan_household import other_help
from desktop.reports.plan_parts import other_parts
from desktop.reports.words import period_of, steps_of, volume_of, written_to


def support_plan(page: SupportPlanPage, language: str = "nl") -> Paper:
    """What the support plan says."""
    with speaking(language):
        return Paper(page.head, f"{_('Support plan')} {page.resident.name}", language, tuple(_story(page)))


def _story(page: SupportPlanPage) -> Iterator[Block]:
    yield Title(_("Support plan"), _("for {name}", name=page.resident.name))
    if page.changed:
        since, what = long_day(page.head.made_on), ", ".join(page.changed)
        yield Words(_("Changed after {day}, and not agreed on yet: {what}.", day=since, what=what), Look.SMALL)
    yield Facts(tuple(_facts(page)))
    yield from _question(page)
    if page.conversation:
        yield from _conversation(page.conversation)
    yield from _steps(page)
    yield from _goals(page)
    yield from _near_home(page)
    yield from _help(page)
    yield from other_help(page)
    yield from other_parts(page)
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


def _question(page: SupportPlanPage) -> Iterator[Block]:
    yield Heading(_("What you asked"))
    yield Words(in_dutch(page.question) or _("Nothing has been written down yet."))
    if page.summary:
        yield Words(in_dutch(page.summary))
    if page.client_support_told_on:
        day = long_day(page.client_support_told_on)
        yield Words(_("On {day} we told you that free, independent client support can help you.", day=day), Look.SMALL)


def _conversation(talk: PaperConversation) -> Iterator[Block]:
    yield Heading(_("What we talked about"))
    yield Words(
        " · ".join(filter(None, (long_day(talk.held_on), in_dutch(talk.where), in_dutch(talk.present)))), Look.SMALL
    )
    if talk.question:
        yield Words(in_dutch(talk.question), Look.QUOTE)
    if talk.going_well:
        yield Heading(_("What goes well"), 3)
        yield Words(in_dutch(talk.going_well))
    for domain in talk.domains:
        yield from _domain(domain)


def _steps(page: SupportPlanPage) -> Iterator[Block]:
    if page.steps:
        yield Heading(_("What we looked into, step by step"))
    for step in page.steps:
        yield Heading(step.asks, 3)
        yield Words(in_dutch(step.answer))


def _domain(domain: PaperDomain) -> Iterator[Block]:
    score = f" · {_('{score} out of 5', score=domain.score)}" if domain.score else ""
    yield Heading(domain.name + score, 3)
    yield Words(in_dutch(domain.situation))
    if domain.own_words:
        yield Words(in_dutch(domain.own_words), Look.QUOTE)
    if domain.who_can_do_what:
        yield Words(in_dutch(domain.who_can_do_what))


def _goals(page: SupportPlanPage) -> Iterator[Block]:
    yield Heading(_("What you want to reach"))
    if not page.goals:
        yield Words(_("No goals have been set yet."))
    if page.goals:
        yield Items(tuple(map(_goal, page.goals)), numbered=True)


def _goal(goal: PaperGoal) -> Item:
    known = [_("by {day}", day=long_day(goal.by_when))] if goal.by_when else []
    known += [_(REACHED[goal.reached])] if goal.reached in REACHED and goal.reached != "open" else []
    text = in_dutch(goal.text)
    return Item(f"{text} ({', '.join(known)})" if known else text)


def _near_home(page: SupportPlanPage) -> Iterator[Block]:
    answered = [(label(found.kind), in_dutch(found.answer)) for found in page.alternatives if found.answer.strip()]
    if page.network or page.who_come or answered:
        yield Heading(_("What you and the people near you can do"))
    if page.network:
        yield Items(tuple(map(_helper, page.network)))
    if page.who_come:
        come = tuple(Item(f": {in_dutch(one.what) or '—'}", one.name) for one in page.who_come)
        yield Together((Words(_("Who comes to your household now:")), Items(come)))
    if answered:
        yield Grid((_("What we looked at"), _("What we found")), tuple(answered), (0.34, 0.66))
    if page.services:
        yield Heading(_("Help in your neighbourhood, without an indication"))
        for service in page.services:
            yield Together(tuple(_service(service)))


def _helper(helper: PaperHelper) -> Item:
    relation = f" ({in_dutch(helper.relation)})" if helper.relation else ""
    does = f"{relation}: {in_dutch(helper.helps_with.rstrip('. ')) or '—'}."
    cares = _("Gives informal care.") if helper.informal_carer else ""
    heavy = _("It weighs too heavily now.") if helper.overburdened else ""
    return Item(" ".join(filter(None, (does, cares, heavy))), helper.name)


def _service(service: PaperService) -> Iterator[Block]:
    yield Heading(in_dutch(service.name), 3)
    if service.why:
        yield Words(in_dutch(service.why))
    known = [in_dutch(part) for part in (service.place, service.when, service.contact, service.cost) if part]
    if known:
        day = long_day(service.checked_on)
        seen = _("checked on {day}", day=day) if service.checked_on else _("not checked yet: call first")
        yield Words(" · ".join((*known, seen)), Look.SMALL)


def _help(page: SupportPlanPage) -> Iterator[Block]:
    if not page.help:
        return
    yield Heading(_("Help that is indicated"))
    for item in page.help:
        yield Heading(in_dutch(item.product or item.result), 3)
        yield Facts(tuple(_help_facts(item)))


def _help_facts(item: PaperHelp) -> list[tuple[str, str]]:
    return [
        (_("Result"), in_dutch(item.result) if item.product else ""),
        (_("How much"), volume_of(item)),
        (_("More or less help"), steps_of(item)),
        (_("From and until"), period_of(item)),
        (_("Provider"), item.provider),
        (_("Form"), label(item.provision)),
        (_("Stops when"), in_dutch(item.stops_when)),
        (_("Leads back to"), item.leads_back_to),
        (_("We evaluate on"), ", ".join(short_day(day) for day in item.evaluations)),
        (_("Why the choice was limited"), in_dutch(item.limited_choice)),
        (_("Status"), label(item.status)),
    ]


def _agreements(page: SupportPlanPage) -> Iterator[Block]:
    if page.agreements:
        yield Heading(_("What we agreed"))
        yield Words(in_dutch(page.agreements))
    yield Together(
        (
            Heading(_("Do you agree with this plan?")),
            Words(
                _(
                    "Please read this plan at your leisure. Is something not right, or is something missing? "
                    "Tell your consultant. You can also write it on the plan yourself before you sign it."
                )
            ),
            Signatures(written_to(page.resident, page.head.made_on), page.head.consultant, _("Date and signature")),
        )
    )
