"""For how long a line of the log of who looked is kept here: as the region's profile says, or longer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.models.course import TermSetting
from desktop.models.faults import RuleBroken
from desktop.models.region_settings import Source
from desktop.rules.permissions import Act, require
from desktop.services.guards import filled
from desktop.store.mapping import validated

if TYPE_CHECKING:
    from desktop.models.changes import ChangeSet
    from desktop.services.workplace import Workplace

TERM = "log-term"
"""Under which the team's own number is kept among the terms: for the whole region, for the log is one."""

MOST_YEARS = 10
"""That is how long a term among the terms may be; a profile may say thirty."""

_DAYS = 365
"""A year of this term, as the terms count."""


@dataclass(frozen=True)
class LogTermLine:
    """The term as the settings show it.

    Attributes:
        years: Older lines are let go.
        source: Where that stands.
        usual: Years, as the region's profile says, or else the program.
        is_own: True when the team set it itself.
    """

    years: int
    source: Source
    usual: int
    is_own: bool


def log_term(workplace: Workplace) -> LogTermLine:
    """What holds here. Two colleagues may have set it on two laptops: the newest id holds.

    What is less than the profile says does not hold: traces go sooner by what a region decides, and not by one person.
    """
    usual = workplace.profile.log_term
    with workplace.store.read() as reader:
        found = reader.find(TermSetting, term=TERM)
    years = (found[-1].days or 0) // _DAYS if found else 0
    if years <= usual.years:
        return LogTermLine(usual.years, usual.source, usual.years, is_own=False)
    source = Source(document=found[-1].document, paragraph=found[-1].paragraph)
    return LogTermLine(years, source, usual.years, is_own=True)


def keep_log_term(workplace: Workplace, years: int | None, document: str, paragraph: str = "") -> ChangeSet:
    """Keeps lines longer than the region's profile says, with where that stands.

    Raises:
        RuleBroken: ``not-allowed``; ``required`` (years or document); ``log-kept-shorter`` (years, ``least``);
            ``log-kept-too-long`` (years, ``most``).
    """
    require(workplace.role, Act.CHANGE_TERMS)
    usual = workplace.profile.log_term.years
    if years is None:
        raise RuleBroken("required", "years")
    if years < usual:
        raise RuleBroken("log-kept-shorter", "years", least=usual)
    if years > max(MOST_YEARS, usual):
        raise RuleBroken("log-kept-too-long", "years", most=max(MOST_YEARS, usual))
    filled("document", document)
    told = {"days": years * _DAYS, "document": document.strip(), "paragraph": paragraph}
    with workplace.work(N_("Change how long the log is kept")) as work:
        there = work.find(TermSetting, term=TERM)
        if there:
            work.change(TermSetting, there[-1].id, **told)
        else:
            work.add(validated(TermSetting, {"term": TERM, "municipality": "", **told}))
        return work.commit()


def drop_log_term(workplace: Workplace) -> ChangeSet:
    """What the region's profile says holds again.

    Raises:
        RuleBroken: ``not-allowed``; ``gone`` when nothing else was set.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    with workplace.work(N_("Change how long the log is kept")) as work:
        there = work.find(TermSetting, term=TERM)
        if not there:
            raise RuleBroken("gone", kind="term_setting")
        work.remove_all(TermSetting, [one.id for one in there])
        return work.commit()
