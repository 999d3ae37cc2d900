"""Looking back on help: how an evaluation stands, when the region wants the next one, and whether help may go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.language import N_, _
from desktop.language.forms import long_day
from desktop.models.draft import Draft
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import Law, NextStep
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


class Unlooked(StrEnum):
    """Why help may not go on as if nothing had to be asked."""

    OVERDUE = "evaluation-overdue"
    NEVER_HELD = "evaluation-never-held"
    SAID_STOP = "evaluation-said-stop"


@dataclass(frozen=True)
class Hindrance:
    """What keeps an indication from going on in silence.

    Attributes:
        evaluation_id: Which evaluation it is about; empty when none was ever planned.
        text: In the language in force: what is wrong, and what to do.
        source: The region's document, or the act.
    """

    why: Unlooked
    evaluation_id: str
    text: str
    source: Source


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


def hindrance(
    profile: RegionProfile, indication: Indication, municipality: str, evaluations: Iterable[Evaluation], today: date
) -> Hindrance | None:
    """Why this indication may not be prolonged now; None when it may.

    An evaluation whose day has passed must be held, at least one must have been held, and the latest may not have said
    that the help can stop. Where the region has no rule on evaluations, only what was planned and not held counts.
    """
    rule = _rule(profile, indication, municipality, today)
    source = rule.source if rule else BY_ACT.get(indication.law, BY_ACT[Law.WMO])
    ordered = sorted(evaluations, key=lambda one: (one.held_on or one.due_on, one.id))
    overdue = [one for one in ordered if state_of(one, today) is EvaluationState.OVERDUE]
    held = [one for one in ordered if one.held_on is not None]
    if overdue:
        return _because(Unlooked.OVERDUE, overdue[0], source)
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
