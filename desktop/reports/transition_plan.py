"""The plan for eighteen, told to the young person: own words, who stays near, what ends, and who does what by when.

The five areas are those of VNG's approach 16-27 (Big Five). Language level A2 to B1, and "je" in Dutch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from desktop.language import N_, _, speaking
from desktop.language.forms import long_day, short_day
from desktop.language.kept import in_dutch
from desktop.models.kinds import TaskArea
from desktop.models.labels import label
from desktop.models.papers import PaperHelper
from desktop.models.transition_paper import PaperRun, TransitionPlanPage
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
    WritingLines,
)

_ROOM = 3
"""Lines to write on where nothing stands yet."""

QUESTIONS: Mapping[TaskArea, str] = {
    TaskArea.SUPPORT: N_("Who is there for you?"),
    TaskArea.HOUSING: N_("Where do you live?"),
    TaskArea.SCHOOL_AND_WORK: N_("What do you do by day?"),
    TaskArea.INCOME: N_("How do you get by with your money?"),
    TaskArea.WELL_BEING: N_("How are you?"),
}
"""Msgid by area: what it is about."""


def transition_plan(page: TransitionPlanPage, language: str = "nl") -> Paper:
    """What the plan says."""
    with speaking(language):
        return Paper(page.head, f"{_('My plan for 18 and after')} {page.resident.name}", language, tuple(_story(page)))


def _story(page: TransitionPlanPage) -> Iterator[Block]:
    yield Title(_("My plan for 18 and after"), _("of {name}", name=page.resident.name))
    yield Facts(tuple(_facts(page)))
    if _is_adult(page):
        yield Words(
            _("You are 18 now, and a lot changes. In this plan you read what we arrange, who does it and when.")
        )
    else:
        yield Words(_("When you turn 18 a lot changes. In this plan you read what we arrange, who does it and when."))
    yield from _own_words(page)
    yield from _near(page)
    yield from _help(page)
    yield from _steps(page)
    yield from _who_takes_over(page)
    yield from _afterwards(page)
    yield Together(
        (
            Heading(_("This is your plan")),
            Words(_("Do you want something else? Is something not right? Tell us. We change the plan together.")),
            Signatures(page.resident.name, page.head.consultant, _("Date and signature")),
        )
    )


def _is_adult(page: TransitionPlanPage) -> bool:
    """True on a paper of the eighteenth birthday or later: the plan is followed for half a year after it."""
    return page.head.made_on >= page.adult_on


def _facts(page: TransitionPlanPage) -> list[tuple[str, str]]:
    return [
        (_("Name"), page.resident.name),
        (_("You turned 18 on") if _is_adult(page) else _("You turn 18 on"), long_day(page.adult_on)),
        (_("Your consultant now"), page.head.consultant),
        (_("Day of this plan"), long_day(page.head.made_on)),
    ]


def _own_words(page: TransitionPlanPage) -> Iterator[Block]:
    yield from _said_or_room(_("What you want"), in_dutch(page.summary), Look.QUOTE)


def _near(page: TransitionPlanPage) -> Iterator[Block]:
    yield from _said_or_room(_("The adult who stays"), in_dutch(page.adult_who_stays), Look.TEXT)
    yield Words(_("This is someone you can always call, also when the help stops."), Look.SMALL)
    if page.network:
        yield Heading(_("People around you"))
        yield Items(tuple(map(_person, page.network)))


def _said_or_room(head: str, text: str, look: Look) -> Iterator[Block]:
    if text:
        yield Heading(head)
        yield Words(text, look)
    else:
        yield Together((Heading(head), WritingLines(_ROOM)))


def _person(one: PaperHelper) -> Item:
    return Item(
        f": {in_dutch(one.helps_with)}" if one.helps_with else "",
        lead=f"{one.name} ({in_dutch(one.relation)})" if one.relation else one.name,
    )


def _help(page: TransitionPlanPage) -> Iterator[Block]:
    yield Heading(_("Your help"))
    if not page.helps:
        yield Words(_("You have no help at this moment."))
        return
    yield Items(tuple(Item(f": {_told(one, page.head.made_on)}", lead=_named(one)) for one in page.helps))
    if page.gap is None:
        return
    first, until = page.gap
    if until is None:
        yield Words(_("Mind: from {day} on no help is arranged yet. We look together at what you need.",
                      day=long_day(first)))  # fmt: skip
    else:
        yield Words(_("Mind: from {first} until {until} you have no help. We look together at what you need then.",
                      first=long_day(first), until=long_day(until)))  # fmt: skip


def _named(one: PaperRun) -> str:
    name = in_dutch(one.name)
    return _("{help} by {provider}", help=name, provider=one.provider) if one.provider else name


def _told(one: PaperRun, today: date) -> str:
    if one.unsaid:
        return _("it runs, but it is not decided yet that it may go on after 18. We see to that.")
    if one.last_day is None:
        return _("begins on {day}", day=long_day(one.start)) if one.start > today else _("goes on")
    day = long_day(one.last_day)
    if one.after:
        return _("from {start} until {end}", start=long_day(one.start), end=day)
    if one.may_go_on_until:
        return _("stops on {day}. It can go on when you and the municipality decide so before that day.", day=day)
    return _("stops on {day}", day=day)


def _steps(page: TransitionPlanPage) -> Iterator[Block]:
    yield Heading(_("What we do"))
    for area in TaskArea:
        steps = [step for step in page.steps if step.area is area]
        if not steps:
            continue
        yield Heading(f"{label(area)}: {_(QUESTIONS[area])}", level=3)
        rows = tuple((step.text, step.who, _("done") if step.done_on else short_day(step.due)) for step in steps)
        yield Grid((_("What"), _("Who does it"), _("Before")), rows, (0.56, 0.26, 0.18))
    if page.lacking:
        yield Heading(_("What comes to it"), level=3)
        yield Words(_("This is not in your plan yet. We talk about it with you."))
        yield Items(tuple(Item(one) for one in page.lacking))


def _who_takes_over(page: TransitionPlanPage) -> Iterator[Block]:
    talk = page.talk
    yield Heading(_("Who helps you after 18"))
    if talk is None:
        if _is_adult(page):
            yield Words(_("We do not know yet. Your consultant looks for someone now, and then you meet."))
        else:
            yield Words(_("We do not know yet. Your consultant looks for someone, and you meet before you turn 18."))
        return
    who = f"{talk.received_by} ({talk.organisation})" if talk.organisation else talk.received_by
    # Who agreed on the talk may have handed the case on since.
    now = page.head.consultant or talk.handed_by
    if _is_adult(page):
        yield Words(_("{then} takes over from {now}.", now=now, then=who))
    else:
        yield Words(_("{now} helps you now. After 18 that is {then}.", now=now, then=who))
    if talk.held:
        yield Words(_("You met on {day}.", day=long_day(talk.on_day)))
    elif talk.on_day < page.head.made_on:
        yield Words(
            _("You were to meet on {day}. Did you not? Then we make a new appointment.", day=long_day(talk.on_day))
        )
    else:
        yield Words(_("You meet on {day}. You are there yourself.", day=long_day(talk.on_day)))


def _afterwards(page: TransitionPlanPage) -> Iterator[Block]:
    if page.consent_from:
        yield Heading(_("Who may know about you"))
        yield Words(_("You decide yourself who gets to know what about you."))
        later = page.consent_from == page.adult_on and not _is_adult(page)
        when = _("We ask you again when you turn 18.") if later else _("We still ask you.")
        yield Words(when)
    if page.resume_by:
        yield Heading(_("When it does not go well"))
        yield Words(
            _("Did your youth help stop, and do you need it again? Say so in time. It can begin again until {day}.",
              day=long_day(page.resume_by))
        )  # fmt: skip
