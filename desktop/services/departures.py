"""What the team departs from, in aggregate: for the team lead, about the prompts and not about a colleague."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.language import N_, _
from desktop.models.region import RegionProfile
from desktop.rules.departures import Limits, departures
from desktop.rules.permissions import Act, require
from desktop.services.small_numbers import small_numbers_here
from desktop.services.workplace import Workplace
from desktop.store.queries.departures import handed_in_with_reasons

NAMES: dict[str, str] = {
    "alternatives-unanswered": N_("Possibilities before custom care not answered"),
    "community-service-sufficient": N_("Another possibility was enough"),
    "other-law-first": N_("Another act may go first"),
    "help-missing": N_("Which help it is"),
    "start-missing": N_("First day"),
    "end-date-missing": N_("End date"),
    "long-term-expected": N_("A long indication was expected"),
    "temporary-too-long": N_("A temporary product for longer"),
    "plus-criteria-missing": N_("Conditions of the heavy form"),
    "step-down-missing": N_("Where the heavy form leads back to"),
    "beyond-18th-birthday": N_("Youth help past the eighteenth birthday"),
    "extended-not-possible": N_("Extended youth help"),
    "beyond-contract": N_("Longer than the provider's contract"),
    "provider-not-contracted": N_("A provider without a contract"),
    "intake-stop": N_("A provider with an intake stop"),
    "volume-not-allowed": N_("An amount where only a result is stated"),
    "result-missing": N_("Which result is needed"),
    "volume-missing": N_("How much and how often"),
    "combination-not-allowed": N_("Unit and frequency together"),
    "purchased-elsewhere": N_("Bought by the municipality itself or elsewhere"),
    "repeat-indication": N_("The same help again"),
    "returned-soon": N_("Need that returned soon"),
    "longer-than-comparable": N_("Longer than comparable trajectories"),
    "evaluation-missing": N_("An evaluation in time"),
    "goal-missing": N_("A goal"),
    "stop-unanswered": N_("What must be true to stop"),
    "contribution-not-told": N_("The own contribution was not told yet"),
    "pgb-motivation-missing": N_("What must be clear for a personal budget"),
    "agreement-unsettled": N_("Another agreement than the usual one"),
    "transport-reason-missing": N_("Why transport"),
    "change-reason-missing": N_("Why the help changes"),
    "evaluation-unfinished": N_("Going on without looking back"),
    "director-missing": N_("Nobody directs"),
    "too-many-carers": N_("Many carers in the household"),
}
"""How the usual prompts are called where they are counted; a region's own go by their text."""


@dataclass(frozen=True)
class DepartureLine:
    """One prompt and at least how often it was departed from."""

    code: str
    name: str
    times: int


@dataclass(frozen=True)
class TeamDepartures:
    """What is told to the team.

    Attributes:
        indications: At least so many were handed in; 0 when there are too few to tell anything.
        limits: With how few nothing is told.
        others: True when there are further prompts of which too little is known.
    """

    indications: int
    since: date
    lines: tuple[DepartureLine, ...]
    others: bool
    limits: Limits


def team_departures(workplace: Workplace) -> TeamDepartures:
    """How often which prompt was departed from; never by whom, never what was written, never over too few.

    Raises:
        RuleBroken: ``not-allowed`` for who may not see the team's caseload.
    """
    require(workplace.role, Act.SEE_TEAM_CASELOAD)
    with workplace.store.read() as reader:
        limits = Limits.of(small_numbers_here(reader, workplace.profile))
        found = departures(handed_in_with_reasons(reader), workplace.today, limits)
    names = _names(workplace.profile)
    lines = tuple(DepartureLine(one.code, names.get(one.code, one.code), one.times) for one in found.lines)
    return TeamDepartures(found.indications, found.since, lines, found.others, limits)


def _names(profile: RegionProfile) -> dict[str, str]:
    return {code: _(name) for code, name in NAMES.items()} | {own.code: own.text for own in profile.own_prompts}
