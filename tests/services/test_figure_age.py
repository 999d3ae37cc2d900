"""From which age on a figure is out of date: one number, and no screen that says otherwise than another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import AvailabilityStatus, Role
from desktop.models.region_settings import FigureAge, Source
from desktop.models.search import SearchQuestion
from desktop.models.waiting import WaitingListEntry
from desktop.rules.availability import Mark
from desktop.services.availability_matrix import MatrixQuestion, matrix
from desktop.services.availability_page import offer_page
from desktop.services.choices import provider_choices
from desktop.services.comparing import compare
from desktop.services.coverage import coverage, coverage_cell
from desktop.services.figure_age import drop_figure_age, figure_age, keep_figure_age
from desktop.services.indications import begin_draft, change_draft
from desktop.services.phone_round import begin_round
from desktop.services.social_map import ProviderPage, search
from desktop.services.term_settings import terms_of_region
from desktop.services.wait_prospects import wait_prospect
from desktop.services.waits import put_on_waiting_list
from desktop.services.workplace import Workplace
from tests.helpers.casework import LOT, PRODUCT, SEGMENT, a_case, a_provider, a_report, colleague

TOWN = "Oldambt"


@pytest.fixture
def manager(desk: Workplace) -> Workplace:
    return colleague(desk, "Bram de Haan", Role.CONTRACT_MANAGER)


def said_everywhere(desk: Workplace, draft: str, wait: str, provider: str) -> dict[str, bool]:
    """What every service that shows the figure, or counts with it, says of it."""
    whole = matrix(desk, MatrixQuestion())
    (cell,) = (one for (whose, _column), one in whole.cells.items() if whose == provider)
    column = next(column for column in whole.columns if (provider, column.key) in whole.cells)
    page = offer_page(desk, provider, column, whole.plan)
    (choice,) = (one for one in provider_choices(desk, draft).providers if one.provider_id == provider)
    line = next(one for one in coverage(desk).lines if one.id == PRODUCT)
    covered = coverage_cell(desk, line, TOWN)
    (in_cell,) = covered.providers
    counted = next(c for c in coverage(desk).cells if c.line.id == PRODUCT and c.municipality == TOWN)
    (hit,) = search(desk, SearchQuestion(product=PRODUCT)).hits
    (compared,) = compare(desk, [provider])
    assert isinstance(compared.page, ProviderPage)
    assert hit.wait
    return {
        "social map": hit.wait.is_stale,
        "entry and comparison": compared.page.reports[0].is_stale,
        "matrix": Mark.STALE in cell.marks,
        "offer": page.now[0].found.is_stale,
        "draft": choice.is_stale,
        "cell of the coverage": in_cell.is_stale,
        "count of the cell": covered.cell.unknown == 1 and covered.cell.accepting == 0,
        "count of the coverage": counted.unknown == 1 and counted.accepting == 0,
        "round of calls": any(item.provider_id == provider for item in begin_round(desk, MatrixQuestion()).items),
        "wait of a resident": wait_prospect(desk, wait).told_is_stale,
    }


@pytest.mark.parametrize("limit", [None, 10, 120])
@pytest.mark.parametrize("over", [0, 1])
def test_no_screen_calls_a_figure_old_that_another_calls_fresh(
    desk: Workplace, manager: Workplace, limit: int | None, over: int
) -> None:
    if limit is not None:
        keep_figure_age(manager, limit, "Werkafspraak wachttijden")
    case_id = a_case(desk)
    draft, _changes = begin_draft(desk, case_id)
    change_draft(desk, draft, lot=LOT, segment=SEGMENT, product=PRODUCT)
    provider = a_provider(desk)
    day = desk.today - timedelta(days=figure_age(desk).days + over)
    a_report(desk, provider, AvailabilityStatus.OPEN, product=PRODUCT, start_min=2, start_max=3, measured_on=day)
    waiting = WaitingListEntry(case_id=case_id, provider_id=provider, product=PRODUCT, since=desk.today)
    wait, _changes = put_on_waiting_list(desk, waiting)
    said = said_everywhere(desk, draft, wait, provider)
    assert set(said.values()) == {bool(over)}, said


def test_the_program_has_a_number_the_region_may_have_another_and_the_team_its_own(
    desk: Workplace, manager: Workplace
) -> None:
    line = figure_age(desk)
    assert (line.days, line.source.document, line.is_own) == (30, "Naober, standaardinstelling", False)
    stated = FigureAge(stale_after_days=45, source=Source(document="Regioplan", paragraph="4.2"))
    here = replace(desk, profile=desk.profile.model_copy(update={"figure_age": stated}))
    assert (figure_age(here).days, figure_age(here).source.document) == (45, "Regioplan")
    keep_figure_age(manager, 60, " Werkafspraak ", "2")
    line = figure_age(here)
    assert (line.days, line.source, line.is_own) == (60, Source(document="Werkafspraak", paragraph="2"), True)
    keep_figure_age(manager, 90, "Werkafspraak")
    assert figure_age(here).days == 90
    drop_figure_age(manager)
    assert figure_age(here).days == 45
    keep_figure_age(manager, 20, "Werkafspraak")
    assert figure_age(desk).days == 20


def test_who_may_not_changes_nothing_and_nonsense_is_told_at_its_field(desk: Workplace, manager: Workplace) -> None:
    for days, document, told in (
        (None, "Werkafspraak", "required days"),
        (30, " ", "required document"),
        (0, "Werkafspraak", "too-small days"),
        (4000, "Werkafspraak", "too-large days"),
    ):
        with pytest.raises(RuleBroken, match=told):
            keep_figure_age(manager, days, document)
    with pytest.raises(RuleBroken, match="not-allowed"):
        keep_figure_age(desk, 60, "Werkafspraak")
    with pytest.raises(RuleBroken, match="not-allowed"):
        drop_figure_age(desk)
    with pytest.raises(RuleBroken, match="gone"):
        drop_figure_age(manager)
    assert not figure_age(desk).is_own


def test_the_number_is_no_term_of_a_case(desk: Workplace, manager: Workplace) -> None:
    keep_figure_age(manager, 60, "Werkafspraak")
    assert all(not line.settings for line in terms_of_region(desk))
