"""Reading a dashboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from desktop.language import _
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law
from desktop.models.region import RegionProfile
from desktop.rules.permissions import Act, may, require
from desktop.rules.small_numbers import PEOPLE, Holds
from desktop.services.coverage import CoveragePage, CoverageQuestion, coverage
from desktop.services.dashboards.access import access
from desktop.services.dashboards.asking import WHOLE_BLOCK, Desk, Period, Question, days_of
from desktop.services.dashboards.back_office import back_office
from desktop.services.dashboards.contracts import contract_figures, coverage_figure
from desktop.services.dashboards.definitions import LEVELS, Level, Page
from desktop.services.dashboards.figure import Figure
from desktop.services.dashboards.inflow import released_inflow
from desktop.services.dashboards.policy import policy
from desktop.services.dashboards.released import released, require_met
from desktop.services.small_numbers import small_numbers_here
from desktop.services.workplace import Workplace
from desktop.store.queries.figures import Asked

_MADE: Mapping[Page, Callable[[Desk], Iterator[Figure]]] = {
    Page.ACCESS: access,
    Page.POLICY: policy,
    Page.BACK_OFFICE: back_office,
}


@dataclass(frozen=True)
class LevelName:
    """How the region calls a level, and who looks at it.

    Attributes:
        by: Empty where the profile does not say.
    """

    name: str
    by: str = ""
    source: str = ""


@dataclass(frozen=True)
class Dashboard:
    """A page of figures.

    Attributes:
        days: First and last day that were asked for.
        small: From how many people on a count may be told.
        is_bare: True when smaller counts were left out.
    """

    page: Page
    question: Question
    days: tuple[date, date]
    figures: tuple[Figure, ...]
    levels: Mapping[Level, LevelName]
    made_on: date
    small: Holds
    is_bare: bool


def dashboard(workplace: Workplace, page: Page, question: Question | None = None) -> Dashboard:
    """The figures of a page as this colleague may see them: who sees no cases sees what may leave the team.

    Raises:
        RuleBroken: ``not-allowed``; of a block also what `desktop.services.dashboards.released` refuses.
    """
    require(workplace.role, Act.SEE_DASHBOARDS)
    asked = question or Question()
    if asked.period is Period.BLOCK or not may(workplace.role, Act.SEE_CASES):
        return _of_block(workplace, page)
    first, last = days_of(asked.period, workplace.today)
    # Before the store is read here: else it would be opened a second time, and every page deciphered twice.
    covered = _covered(workplace) if page is Page.CONTRACTS else None
    with workplace.store.read() as reader:
        small = small_numbers_here(reader, workplace.profile).values[PEOPLE]
        days = Asked(first, last, asked.law.value if asked.law else "")
        figures = tuple(_figures(page, Desk(reader, workplace.profile, workplace.today, days), covered))
    levels = level_names(workplace.profile)
    return Dashboard(page, asked, (first, last), figures, levels, workplace.today, small, is_bare=False)


def dashboard_to_share(workplace: Workplace, page: Page, question: Question | None = None) -> Dashboard:
    """The page of the latest block, as it may leave the team; see `desktop.services.dashboards.released`.

    Raises:
        RuleBroken: ``not-allowed``; ``block-only`` when other days or one act are asked for; ``block-told-otherwise``,
            ``block-part-of-cases`` or ``block-not-met``.
    """
    require(workplace.role, Act.EXPORT_FIGURES)
    if (question or WHOLE_BLOCK) != WHOLE_BLOCK:
        raise RuleBroken("block-only", "period")
    return _of_block(workplace, page)


def _of_block(workplace: Workplace, page: Page) -> Dashboard:
    """With the years of inflow, and the coverage of today: providers are no residents."""
    kept, everything = released(workplace)
    figures = [one for one in everything if one.definition.page is page]
    if page is Page.ACCESS and any(lot.law is Law.WMO for lot in workplace.profile.lots):
        figures += released_inflow(workplace)
    if page is Page.CONTRACTS:
        figures += coverage_figure(workplace.today, _covered(workplace))
    require_met(workplace)
    with workplace.store.read() as reader:
        small = Holds(kept.minimum, small_numbers_here(reader, workplace.profile).source(PEOPLE))
    levels = level_names(workplace.profile)
    days = (kept.start, kept.end)
    return Dashboard(page, WHOLE_BLOCK, days, tuple(figures), levels, kept.counted_on, small, is_bare=True)


def _figures(page: Page, desk: Desk, covered: CoveragePage | None) -> Iterator[Figure]:
    if covered is None:
        return _MADE[page](desk)
    return chain(contract_figures(desk), coverage_figure(desk.today, covered))


def _covered(workplace: Workplace) -> CoveragePage:
    return coverage(workplace, CoverageQuestion())


def level_names(profile: RegionProfile) -> dict[Level, LevelName]:
    """The region's own names where its profile has a level of that id."""
    own = {one.id: one for one in profile.monitoring}
    return {
        level: LevelName(own[level].name, own[level].by, f"{own[level].source.document}, {own[level].source.paragraph}")
        if level.value in own
        else LevelName(_(name))
        for level, name in LEVELS.items()
    }
