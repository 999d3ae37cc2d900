"""Looking back on help: how an evaluation stands, when the region wants the next one, and whether help may go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from desktop.models.draft import Draft, Unlooked
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import IndicationChange, Law
from desktop.models.region import RegionProfile, RuleSetting
from desktop.models.region_settings import Source
from desktop.rules.next_steps import AHEAD_DAYS
from desktop.rules.prompts.drafted import Drafted
from desktop.rules.prompts.numbers import span
from desktop.rules.prompts.own import applies
from desktop.rules.unlooked import Looks, unready, unready_text

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
        days: Of the evaluations it is about.
    """

    why: Unlooked
    evaluation_id: str
    text: str
    source: Source
    days: tuple[date, ...] = ()


@dataclass(frozen=True)
class GoingOn:
    """When help would go on.

    Attributes:
        today: The day it is.
        from_on: First day on which it would; None for the day after it ends.
    """

    today: date
    from_on: date | None = None


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


def hindrance(
    profile: RegionProfile,
    indication: Indication,
    municipality: str,
    looks: Looks,
    going_on: GoingOn,
) -> Hindrance | None:
    """Why this indication may not go on now; None when it may, as `desktop.rules.unlooked` says it.

    Args:
        profile: The region's, whose rule on evaluations says whether one must have been held at all.
        indication: The help.
        municipality: Where the case is.
        looks: The evaluations of this help.
        going_on: When it would.
    """
    today = going_on.today
    rule = _rule(profile, indication, municipality, today)
    source = rule.source if rule else BY_ACT.get(indication.law, BY_ACT[Law.WMO])
    follows = going_on.from_on or (indication.end + timedelta(days=1) if indication.end else today)
    promised = (*looks.promised, *(date.fromisoformat(text) for text in indication.evaluations))
    within = tuple(day for day in promised if indication.end is None or day <= indication.end)
    found = unready(replace(looks, promised=within), follows, today, asked=rule is not None)
    if found is None:
        return None
    about = found.about[0].id if found.about else ""
    return Hindrance(found.why, about, unready_text(found.why, found.days), source, found.days)


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
