"""From which age on a figure is out of date: one number for the whole region, which the team can change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.course import TermSetting
from desktop.models.faults import RuleBroken
from desktop.models.region import RegionProfile
from desktop.models.region_settings import FigureAge, Source
from desktop.models.search import Hit
from desktop.rules.availability import is_out_of_date
from desktop.rules.permissions import Act, require
from desktop.services.guards import filled
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader

TERM = "figure-age"
"""Under which the team's own number is kept among the terms: for the whole region, for a figure of a provider stands on
screens of every municipality."""


@dataclass(frozen=True)
class FigureAgeLine:
    """The number as the settings show it.

    Attributes:
        days: A figure that is older is out of date.
        source: Where that stands.
        usual: What the region's profile says, or else the program.
        is_own: True when the team set it itself.
    """

    days: int
    source: Source
    usual: FigureAge
    is_own: bool


def figure_age(workplace: Workplace) -> FigureAgeLine:
    """What holds here."""
    usual = workplace.profile.figure_age
    with workplace.store.read() as reader:
        own = _own(reader)
    if own is None or own.days is None:
        return FigureAgeLine(usual.stale_after_days, usual.source, usual, is_own=False)
    return FigureAgeLine(own.days, Source(document=own.document, paragraph=own.paragraph), usual, is_own=True)


def stale_after(reader: Reader, profile: RegionProfile) -> int:
    """The oldest age in days that still counts as fresh, for who reads already."""
    own = _own(reader)
    return own.days if own and own.days is not None else profile.figure_age.stale_after_days


def aged(hits: tuple[Hit, ...], oldest: int) -> tuple[Hit, ...]:
    """Hits of the social map that know whether their wait is out of date."""
    return tuple(
        replace(hit, wait=replace(hit.wait, is_stale=True))
        if hit.wait and is_out_of_date(hit.wait.age_days, oldest)
        else hit
        for hit in hits
    )


def keep_figure_age(workplace: Workplace, days: int | None, document: str, paragraph: str = "") -> ChangeSet:
    """Sets the team's own number, with where it stands.

    Raises:
        RuleBroken: ``not-allowed``; ``required`` (days or document); or the limit a field is outside of.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    if days is None:
        raise RuleBroken("required", "days")
    filled("document", document)
    fields = {"term": TERM, "municipality": "", "days": days, "document": document.strip(), "paragraph": paragraph}
    own = validated(TermSetting, fields)
    with workplace.work(N_("Change when figures are out of date")) as work:
        there = work.find(TermSetting, term=TERM)
        if there:
            work.change(TermSetting, there[-1].id, **fields)
        else:
            work.add(own)
        return work.commit()


def drop_figure_age(workplace: Workplace) -> ChangeSet:
    """What the region's profile says holds again.

    Raises:
        RuleBroken: ``not-allowed``; ``gone`` when nothing else was set.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    with workplace.work(N_("Change when figures are out of date")) as work:
        there = work.find(TermSetting, term=TERM)
        if not there:
            raise RuleBroken("gone", kind="term_setting")
        for one in there:
            work.remove(TermSetting, one.id)
        return work.commit()


def _own(reader: Reader) -> TermSetting | None:
    """Two colleagues may have set it on two laptops; the newest id holds."""
    found = reader.find(TermSetting, term=TERM)
    return found[-1] if found else None
