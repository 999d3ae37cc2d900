"""Reading a dashboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.language import _
from desktop.models.region import RegionProfile
from desktop.models.region_settings import SmallNumbers
from desktop.rules.permissions import Act, may, require
from desktop.rules.suppression import strictest
from desktop.services.coverage import CoverageQuestion, coverage
from desktop.services.dashboards.access import access
from desktop.services.dashboards.asking import Desk, Question, days_of
from desktop.services.dashboards.back_office import back_office
from desktop.services.dashboards.contracts import contract_figures
from desktop.services.dashboards.definitions import LEVELS, Level, Page
from desktop.services.dashboards.figure import Figure, without_small
from desktop.services.dashboards.policy import policy
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
        small: From how many people on a count may be told.
        is_bare: True when smaller counts were left out.
    """

    page: Page
    question: Question
    figures: tuple[Figure, ...]
    levels: Mapping[Level, LevelName]
    made_on: date
    small: SmallNumbers
    is_bare: bool


def dashboard(workplace: Workplace, page: Page, question: Question | None = None) -> Dashboard:
    """The figures of a page as this colleague may see them: who sees no cases sees no small counts.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.SEE_DASHBOARDS)
    asked = question or Question()
    figures = _figures(workplace, page, asked)
    bare = not may(workplace.role, Act.SEE_CASES)
    if bare:
        figures = without_small(figures, strictest(workplace.profile).minimum)
    return _made(workplace, page, asked, figures, bare=bare)


def dashboard_to_share(workplace: Workplace, page: Page, question: Question | None = None) -> Dashboard:
    """The same as it may leave the team: without small counts and what would give them away.

    All four pages are looked at together: what one of them leaves out, another does not tell.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.EXPORT_FIGURES)
    asked = question or Question()
    everything = [figure for each in Page for figure in _figures(workplace, each, asked)]
    shown = without_small(everything, strictest(workplace.profile).minimum)
    figures = tuple(one for one in shown if one.definition.page is page)
    return _made(workplace, page, asked, figures, bare=True)


def _figures(workplace: Workplace, page: Page, question: Question) -> tuple[Figure, ...]:
    first, last = days_of(question.period, workplace.today)
    asked = Asked(first, last, question.law.value if question.law else "")
    covered = coverage(workplace, CoverageQuestion()) if page is Page.CONTRACTS else None
    with workplace.store.read() as reader:
        desk = Desk(reader, workplace.profile, workplace.today, asked)
        return tuple(contract_figures(desk, covered) if page is Page.CONTRACTS else _MADE[page](desk))


def _made(
    workplace: Workplace, page: Page, question: Question, figures: tuple[Figure, ...], *, bare: bool
) -> Dashboard:
    profile = workplace.profile
    small = strictest(profile)
    return Dashboard(page, question, figures, level_names(profile), workplace.today, small, bare)


def level_names(profile: RegionProfile) -> dict[Level, LevelName]:
    """The region's own names where its profile has a level of that id."""
    own = {one.id: one for one in profile.monitoring}
    return {
        level: LevelName(own[level].name, own[level].by, f"{own[level].source.document}, {own[level].source.paragraph}")
        if level.value in own
        else LevelName(_(name))
        for level, name in LEVELS.items()
    }
