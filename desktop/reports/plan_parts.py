"""The parts that a region asks of a support plan at the least: each stands in the plan, known or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from desktop.language import N_, _, spoken
from desktop.language.kept import DUTCH, in_dutch
from desktop.models.kinds import AlternativeKind
from desktop.models.papers import PaperPart, SupportPlanPage
from desktop.reports.content import Block, Heading, Words, items

_HEADINGS: Mapping[str, str] = {
    "after": N_("How it goes on when the help stops"),
    "after-eighteen": N_("After the eighteenth birthday"),
    "agreements": N_("What we agreed"),
    "choice": N_("Your own choice"),
    "community": N_("Help in your neighbourhood, without an indication"),
    "director": N_("Who holds the direction"),
    "duration": N_("How long the help probably takes"),
    "evaluation": N_("When we look back together"),
    "goals": N_("What you want to reach"),
    "handover": N_("Who takes over, and when"),
    "household": N_("Your household"),
    "indicated-and-delivered": N_("What was indicated and what was delivered"),
    "indications": N_("Help that is indicated"),
    "measured-by": N_("How you see that the result is reached"),
    "network": N_("What you and the people near you do"),
    "outflow": N_("How the help becomes less, and what comes then"),
    "own-strength": N_("What you and the people near you do"),
    "practical-help": N_("Practical help that you got at once"),
    "prevention": N_("Help in your neighbourhood, without an indication"),
    "question": N_("What you asked"),
    "reached": N_("What is reached already"),
    "result": N_("Which result is needed"),
    "result-check": N_("How you see that the result is reached"),
    "satisfaction": N_("How satisfied you are"),
    "step-down": N_("How the help can become more or less"),
    "work-first": N_("What work, school or taking part can do"),
}
"""By the id of a part in the profiles that ship; a part of a region's own is called as its profile calls it."""

_NEAR = {
    AlternativeKind.OWN_STRENGTH,
    AlternativeKind.USUAL_HELP,
    AlternativeKind.INFORMAL_CARE,
    AlternativeKind.NETWORK,
}


def _near_home(page: SupportPlanPage) -> bool:
    return bool(page.network) or any(found.kind in _NEAR and found.answer.strip() for found in page.alternatives)


def _community(page: SupportPlanPage) -> bool:
    kind = AlternativeKind.COMMUNITY_SERVICE
    return bool(page.services) or any(found.kind is kind and found.answer.strip() for found in page.alternatives)


_SAID: Mapping[str, Callable[[SupportPlanPage], bool]] = {
    "agreements": lambda page: bool(page.agreements),
    "choice": lambda page: any(item.limited_choice for item in page.help),
    "community": _community,
    "director": lambda page: bool(page.director),
    "evaluation": lambda page: any(item.evaluations for item in page.help),
    "goals": lambda page: bool(page.goals),
    "indications": lambda page: bool(page.help),
    "network": _near_home,
    "own-strength": _near_home,
    "prevention": _community,
    "question": lambda page: bool(page.question),
    "result": lambda page: any(item.result for item in page.help),
}
"""True when the plan's usual sections say it already."""


def other_parts(page: SupportPlanPage) -> Iterator[Block]:
    """A section with the parts that the usual sections do not say; none when they say all."""
    left = [part for part in page.parts if not _is_said(part, page)]
    if left:
        yield Heading(_("What also belongs to your plan"))
    for part in left:
        yield Heading(part_heading(part), 3)
        yield items(*part.lines) if part.lines else Words(_("We have not spoken about this yet."))


def _is_said(part: PaperPart, page: SupportPlanPage) -> bool:
    says = _SAID.get(part.id)
    return says is not None and says(page)


def part_heading(part: PaperPart) -> str:
    """What a part is called on paper, in the language in force where that is known."""
    known = _HEADINGS.get(part.id)
    return _(known) if known and (spoken() != DUTCH or not part.name) else in_dutch(part.name)
