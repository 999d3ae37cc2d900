"""The evaluation: how far the goals came, what the help brought, what was delivered, and what comes next.

Before it is held it is a form to take to the talk: what is not known yet is room to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop.language import _, speaking
from desktop.language.forms import long_day
from desktop.language.kept import in_dutch
from desktop.models.labels import label
from desktop.models.papers import EvaluationPage, PaperHelp
from desktop.reports.content import (
    Block,
    Facts,
    Grid,
    Heading,
    Paper,
    Signatures,
    Title,
    Together,
    Words,
    WritingLines,
)
from desktop.reports.goals import REACHED
from desktop.reports.words import period_of, volume_of, written_to

_ROOM = 3
"""Lines to write on under a question that is still open."""


def evaluation(page: EvaluationPage, language: str = "nl") -> Paper:
    """What the evaluation says."""
    with speaking(language):
        return Paper(page.head, f"{_('Evaluation')} {page.resident.name}", language, tuple(_story(page)))


def _story(page: EvaluationPage) -> Iterator[Block]:
    yield Title(_("Evaluation"), _("of the help for {name}", name=page.resident.name))
    yield Facts(tuple(_facts(page)))
    if page.held_on is None:
        yield Words(_("We look back together: what did the help bring, and what do you need from here on?"))
    yield from _goals(page)
    yield from _asked(_("What the help brought"), in_dutch(page.effect))
    yield from _delivered(page)
    yield from _satisfied(page)
    yield from _asked(_("Would less help do?"), in_dutch(page.downscaling))
    yield from _next(page)
    yield Together(
        (
            Heading(_("Does this say it as you mean it?")),
            Words(_("Is something not right, or is something missing? Tell your consultant, or write it down here.")),
            Signatures(written_to(page.resident, page.head.made_on), page.head.consultant, _("Date and signature")),
        )
    )


def _facts(page: EvaluationPage) -> list[tuple[str, str]]:
    given = page.help
    return [
        (_("Name"), page.resident.name),
        (_("Date of birth"), long_day(page.resident.birth_date) if page.resident.birth_date else ""),
        (_("Act"), label(page.law)),
        (_("Kind of help"), in_dutch(given.product or given.result)),
        (_("Provider"), given.provider),
        (_("From and until"), period_of(given)),
        (_("Held on"), long_day(page.held_on) if page.held_on else ""),
        (_("At the latest on"), "" if page.held_on else long_day(page.due_on)),
        (_("Present"), in_dutch(page.present)),
        (_("Your consultant"), page.head.consultant),
    ]


def _goals(page: EvaluationPage) -> Iterator[Block]:
    yield Heading(_("How far your goals came"))
    if not page.goals:
        yield Words(_("No goals have been set yet."))
        return
    rows = tuple((in_dutch(goal.text), _told(goal.reached) if page.held_on else "") for goal in page.goals)
    yield Grid((_("Goal"), _("How far")), rows, (0.7, 0.3))
    if not page.goals_kept:
        yield Words(_("The goals stand here as they read now. How they read when we looked back was not kept."))


def _told(reached: str) -> str:
    return _(REACHED[reached]) if reached in REACHED else ""


def _asked(question: str, answer: str) -> Iterator[Block]:
    if answer:
        yield Heading(question)
        yield Words(answer)
    else:
        yield Together((Heading(question), WritingLines(_ROOM)))


def _delivered(page: EvaluationPage) -> Iterator[Block]:
    """What was indicated beside what was delivered, in the same unit."""
    yield Heading(_("What was agreed and what you got"))
    indicated = volume_of(page.help) or in_dutch(page.help.result) or "—"
    yield Grid((_("Agreed"), _("Got")), ((indicated, _got(page)),), (0.5, 0.5))


def _got(page: EvaluationPage) -> str:
    given = page.help
    if page.delivered_volume is None or given.unit is None or given.frequency is None:
        return in_dutch(page.delivered)
    counted = volume_of(_with_volume(page)) if page.delivered_volume else _("nothing")
    return f"{counted}\n{in_dutch(page.delivered)}".strip()


def _with_volume(page: EvaluationPage) -> PaperHelp:
    return replace(page.help, volume=page.delivered_volume)


def _satisfied(page: EvaluationPage) -> Iterator[Block]:
    yield Heading(_("How satisfied you are"))
    if page.satisfaction is None:
        yield Words(_("Which mark do you give, from 1 to 10?"))
        yield WritingLines(1)
    else:
        yield Words(_("You gave the mark {mark} out of 10.", mark=page.satisfaction))


def _next(page: EvaluationPage) -> Iterator[Block]:
    step = _("From here on: {step}.", step=label(page.next)) if page.next else ""
    yield from _asked(_("What comes next"), "\n".join(filter(None, (step, in_dutch(page.next_step)))))
    if page.next_on:
        yield Words(_("We look back again on {day} at the latest.", day=long_day(page.next_on)))
