"""Looking back on help: how an evaluation stands, when the region wants the next one, and whether help may go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop.language import N_, _
from desktop.language.forms import long_day
from desktop.models.draft import Draft, Unlooked
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import IndicationChange, Law, NextStep
from desktop.models.region import RegionProfile, RuleSetting
from desktop.models.region_settings import Source
from desktop.rules.next_steps import AHEAD_DAYS
from desktop.rules.prompts.drafted import Drafted
from desktop.rules.prompts.numbers import span
from desktop.rules.prompts.own import applies

RULE = "evaluation-missing"
"""Code of the region's rule on looking back: its term says when, its source on whose word."""

BY_ACT: Mapping[Law, Source] = {
    Law.WMO: Source(document="Wmo 2015", paragraph="art. 2.3.9 lid 1"),
    Law.JEUGDWET: Source(document="Jeugdwet", paragraph="art. 2.3 lid 1"),
}
"""Where a region has no rule of its own: help is looked at again, and given only as far as it is needed."""

OPEN, DROPPED = "open", "dropped"
RESULTS = (OPEN, "partly", "reached", DROPPED)
"""How far a goal can have come."""


class EvaluationState(StrEnum):
    """How an evaluation stands."""

    PLANNED = "planned"
    DUE = "due"
    """Within two weeks, or today."""
    OVERDUE = "overdue"
    HELD = "held"


@dataclass(frozen=True)
class Hindrance:
    """What keeps an indication from going on in silence.

    Attributes:
        evaluation_id: Which evaluation it is about; empty when none was ever planned.
        days: Those of evaluations that were planned and must be held first.
        text: In the language in force: what is wrong, and what to do.
        source: The region's document, or the act.
    """

    why: Unlooked
    evaluation_id: str
    text: str
    source: Source
    days: tuple[date, ...] = ()


_TEXTS = {
    Unlooked.OVERDUE: N_(
        "The evaluation of {day} was not held yet. Hold it first; then decide whether the help goes on."
    ),
    Unlooked.NEVER_HELD: N_(
        "Nobody looked back on this help yet. Hold an evaluation first, also when it is not due yet."
    ),
    Unlooked.SAID_STOP: N_("The evaluation of {day} said that the help can stop. Evaluate again before it goes on."),
}


def state_of(evaluation: Evaluation, today: date) -> EvaluationState:
    """How it stands today; on its last day it is due, the day after it is overdue."""
    if evaluation.held_on is not None:
        return EvaluationState.HELD
    left = (evaluation.due_on - today).days
    if left < 0:
        return EvaluationState.OVERDUE
    return EvaluationState.DUE if left <= AHEAD_DAYS else EvaluationState.PLANNED


def goes_on(former: Indication, draft: Indication) -> bool:
    """True when a draft lets help go on: it says so, or it reaches past the day on which the former one ends.

    What makes help more or less, or brings it elsewhere, inside the time that was granted, does not.
    """
    if draft.change in {None, IndicationChange.PROLONGED}:
        return True
    return former.end is not None and (draft.end is None or draft.end > former.end)


@dataclass(frozen=True)
class GoingOn:
    """When help would go on.

    Attributes:
        today: The day on which it is looked at.
        first_day: Of the help that goes on; None means today.
    """

    today: date
    first_day: date | None = None

    def is_too_late(self, evaluation: Evaluation) -> bool:
        """True for one that was not held, with its day before the help goes on."""
        return evaluation.held_on is None and evaluation.due_on < max(self.today, self.first_day or self.today)


def hindrance(
    profile: RegionProfile, indication: Indication, municipality: str, evaluations: Iterable[Evaluation], when: GoingOn
) -> Hindrance | None:
    """Why this indication may not go on in silence; None when it may.

    What was planned before the day on which it goes on must be held, at least one must have been held, and the latest
    may not have said that the help can stop. Where the region has no rule on evaluations, only what was planned and not
    held counts.
    """
    rule = _rule(profile, indication, municipality, when.today)
    source = rule.source if rule else BY_ACT.get(indication.law, BY_ACT[Law.WMO])
    ordered = sorted(evaluations, key=lambda one: (one.held_on or one.due_on, one.id))
    unheld = [one for one in ordered if when.is_too_late(one)]
    held = [one for one in ordered if one.held_on is not None]
    if unheld:
        found = _because(Unlooked.OVERDUE, unheld[0], source)
        return replace(found, days=tuple(one.due_on for one in unheld))
    if held and held[-1].next is NextStep.STOP:
        return _because(Unlooked.SAID_STOP, held[-1], source)
    if not held and rule is not None:
        return _because(Unlooked.NEVER_HELD, ordered[0] if ordered else None, source)
    return None


def next_day(
    profile: RegionProfile, indication: Indication, municipality: str, after: date, today: date
) -> date | None:
    """The last day on which the region wants help looked back on, counted from a day, and not after the help has ended.

    None where the region sets no term, or where the help ends on that day or before.
    """
    rule = _rule(profile, indication, municipality, today)
    term = span(rule) if rule else None
    if term is None or (indication.end is not None and indication.end <= after):
        return None
    return min(term.after(after), indication.end or date.max)


def goals_reached(results: Mapping[str, str]) -> str:
    """How the goals came together: none, partly or all; empty when no goal counts. One no longer wanted does not."""
    told = [result for result in results.values() if result != DROPPED]
    if not told:
        return ""
    if all(result == "reached" for result in told):
        return "all"
    return "none" if all(result == OPEN for result in told) else "partly"


def _because(why: Unlooked, evaluation: Evaluation | None, source: Source) -> Hindrance:
    day = long_day(evaluation.held_on or evaluation.due_on) if evaluation else ""
    return Hindrance(why, evaluation.id if evaluation else "", _(_TEXTS[why], day=day), source)


def _rule(profile: RegionProfile, indication: Indication, municipality: str, today: date) -> RuleSetting | None:
    """The region's rule as it holds for this help."""
    case = Drafted(
        profile,
        Draft(
            region=profile.id,
            municipality=municipality,
            today=today,
            law=indication.law,
            lot=indication.lot or None,
            segment=indication.segment or None,
            product=indication.product or None,
        ),
    )
    return next((rule for rule in profile.rules if rule.code == RULE and applies(rule, case)), None)
