"""Dashboards on a real store: what is counted, who may see it, and what leaves the team."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.models.amounts import Amount, AmountKind
from desktop.models.casework import Referral
from desktop.models.faults import RuleBroken
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import (
    IndicationChange,
    IndicationStatus,
    Law,
    NextStep,
    ReferrerKind,
    Role,
)
from desktop.models.people import Colleague, Resident
from desktop.models.region_settings import Figure as PublishedFigure
from desktop.models.region_settings import FromYouth
from desktop.models.waiting import WaitingListEntry
from desktop.services.dashboards.asking import WHOLE_BLOCK, Period, Question, days_of
from desktop.services.dashboards.dashboard import dashboard, dashboard_to_share
from desktop.services.dashboards.definitions import DEFINITIONS, Level, Page
from desktop.services.dashboards.figure import Figure
from desktop.services.dashboards.keeping import figures_page, subject_of
from desktop.services.inflow import inflow_by_year
from desktop.services.papers import PaperKind, make_paper
from desktop.services.workplace import Workplace
from desktop.store.queries.figure_results import waiting
from desktop.store.queries.figures import Asked
from tests.helpers.desks import make_workplace
from tests.helpers.tagged import faults
from tests.helpers.towns import AWAY, HOME, LOT, PLUS, REGULAR, Town


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path, Role.TEAM_LEAD)
    yield made
    made.store.close()


@pytest.fixture
def town(desk: Workplace) -> Town:
    return Town(desk)


def figure(desk: Workplace, page: Page, id_: str, question: Question | None = None) -> Figure:
    return next(one for one in dashboard(desk, page, question).figures if one.id == id_)


def row(found: Figure, name: str) -> list[float | None]:
    return next([cell.value for cell in one.cells] for one in found.rows if one.name == name)


def test_every_definition_is_shown_on_its_page_and_says_what_it_counts(desk: Workplace) -> None:
    shown = {one.id: one for page in Page for one in dashboard(desk, page).figures}
    assert set(shown) == set(DEFINITIONS)
    for one in shown.values():
        assert one.text.endswith(".")
        assert "{" not in one.text
        assert one.first <= one.last <= desk.today
        assert any(column.drawn for column in one.columns)
        assert all(len(row.cells) == len(one.columns) for row in one.rows)
    assert {one.level for one in DEFINITIONS.values()} == set(Level)


def test_who_may_not_see_dashboards_is_told_so(desk: Workplace) -> None:
    for role in (Role.CONSULTANT, Role.ADMINISTRATOR):
        other = replace(desk, colleague=Colleague(name="Noor", role=role))
        with pytest.raises(RuleBroken, match="not-allowed"):
            dashboard(other, Page.ACCESS)
        with pytest.raises(RuleBroken, match="not-allowed"):
            dashboard_to_share(other, Page.ACCESS)


def test_the_days_of_a_period() -> None:
    today = date(2026, 3, 1)
    assert days_of(Period.TWELVE_MONTHS, today) == (date(2025, 3, 2), today)
    assert days_of(Period.THIS_YEAR, today) == (date(2026, 1, 1), today)
    assert days_of(Period.LAST_YEAR, today) == (date(2025, 1, 1), date(2025, 12, 31))


def test_cases_come_in_go_through_and_go_out(desk: Workplace, town: Town) -> None:
    town.case(opened=500)
    town.case(opened=500, closed=20)
    town.case(opened=30, closed=10)
    town.case(opened=30)
    town.case(opened=900, closed=500)
    moved = town.case(AWAY, opened=400)
    town.help(moved, 300, 101, REGULAR)
    town.help(moved, 100, -100, PLUS, change=IndicationChange.OTHER_PRODUCT)
    town.help(moved, 99, -100, REGULAR, change=IndicationChange.PROLONGED)
    found = figure(desk, Page.ACCESS, "flows")
    assert row(found, HOME) == [2, 2, 4, 2, 2, 0]
    assert row(found, AWAY) == [1, 0, 1, 0, 1, 1]
    assert row(found, "Totaal") == [3, 2, 5, 2, 3, 1]


def test_the_first_who_referred_from_outside_is_the_door(desk: Workplace, town: Town) -> None:
    for kinds in ((), (ReferrerKind.SELF,), (ReferrerKind.GENERAL_PRACTITIONER, ReferrerKind.COURT)):
        case = town.case(opened=50)
        town.put(*(Referral(case_id=case.id, kind=kind, referred_on=town.ago(60 - n)) for n, kind in enumerate(kinds)))
    found = figure(desk, Page.ACCESS, "routes")
    assert {one.name: one.cells[0].value for one in found.rows} == {"huisarts": 1, "De eigen toegang": 2, "Totaal": 3}


def test_residents_count_once_by_age_and_by_number_of_indications(desk: Workplace, town: Town) -> None:
    first = town.case()
    town.help(first)
    town.help(first, product=PLUS)
    second = town.case(resident_id=first.resident_id)
    town.help(second)
    town.help(town.case(AWAY))
    draft = town.case()
    town.help(draft, status=IndicationStatus.DRAFT)
    past = town.case()
    town.help(past, 900, 400)
    ages = figure(desk, Page.ACCESS, "ages")
    assert row(ages, "55 – 75 jaar") == [1, 1, 2]
    assert row(figure(desk, Page.ACCESS, "times"), "3 of meer indicaties") == [1, 0, 1]
    assert row(figure(desk, Page.POLICY, "help-residents"), "Totaal") == [1, 1, 2]
    assert row(figure(desk, Page.POLICY, "help-indications"), "Totaal") == [3, 1, 4]


def test_an_unknown_birth_date_is_no_age(desk: Workplace, town: Town) -> None:
    resident = Resident(last_name="Zonder")
    town.put(resident)
    town.help(town.case(resident_id=resident.id))
    assert row(figure(desk, Page.ACCESS, "ages"), "leeftijd niet bekend") == [1, 0, 1]


def test_from_youth_help_to_the_wmo(desk: Workplace, town: Town) -> None:
    for opened, closed in ((40, 90), (40, 300), (420, 420), (30, None)):
        youth = town.case(opened=1000, closed=closed, law=Law.JEUGDWET)
        town.case(opened=opened, resident_id=youth.resident_id)
    again = town.case(opened=1000, closed=50, law=Law.JEUGDWET)
    for opened in (600, 45):
        town.case(opened=opened, resident_id=again.resident_id)
    found = figure(desk, Page.ACCESS, "from-youth")
    assert [one.cells[0].value for one in found.rows] == [2, 2, 4], "the first case only"
    assert "6 maanden" in found.text
    assert "Jeugdwet art. 1.1" in found.source


@pytest.mark.parametrize(("months", "number"), [(6, 4), (7, 6)])
def test_the_board_and_the_dashboard_count_the_same_who_went_on_and_months_end_as_the_law_counts(
    desk: Workplace, town: Town, months: int, number: int
) -> None:
    """Half a year after 31 August is over with 28 February; the store itself would say 3 March."""
    wide = replace(desk, profile=desk.profile.model_copy(update={"from_youth": FromYouth(within_months=months)}))
    for closed, began in (
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2025, 8, 31), date(2026, 3, 1)),
        (date(2025, 8, 31), date(2026, 3, 3)),
        (date(2026, 2, 28), date(2026, 8, 28)),
        (date(2026, 3, 31), date(2026, 9, 30)),
        (date(2026, 3, 1), date(2026, 8, 31)),
    ):
        days = [(desk.today - day).days for day in (closed, began)]
        youth = town.case(opened=1000, closed=days[0], law=Law.JEUGDWET)
        town.case(opened=days[1], resident_id=youth.resident_id)
    assert row(figure(wide, Page.ACCESS, "from-youth"), "de laatste twaalf maanden")[0] == number
    assert sum(one.residents for one in inflow_by_year(wide, desk.today, 1)) == number


def test_goals_and_what_follows(desk: Workplace, town: Town) -> None:
    given = town.help(town.case())
    for reached, step, held in (("all", NextStep.STOP, 5), ("partly", NextStep.LESS, 9), ("all", NextStep.LESS, 700)):
        town.put(
            Evaluation(
                indication_id=given.id, due_on=town.ago(held), held_on=town.ago(held), goals_reached=reached, next=step
            )
        )
    goals = figure(desk, Page.POLICY, "goals")
    assert [one.name for one in goals.columns] == ["Alles", "Deels", "Geen", "Totaal"]
    assert [cell.value for cell in goals.rows[0].cells] == [1, 1, 0, 2]
    steps = figure(desk, Page.POLICY, "downscaling")
    assert [cell.value for cell in steps.rows[0].cells][:2] == [1, 1]


def test_help_that_came_back_in_the_term(desk: Workplace, town: Town) -> None:
    for gap in (None, 10, 100, 400):
        case = town.case(opened=900)
        if gap is not None:
            town.help(case, 800, 60 + gap)
        town.help(case, 60 - 1, -100)
    found = figure(desk, Page.POLICY, "returns")
    assert [cell.value for cell in found.rows[0].cells] == [1, 1, 1, 1, 4]
    assert "31 dagen" in found.text
    assert found.source


def test_the_term_of_coming_back_ends_where_months_end(desk: Workplace, town: Town) -> None:
    """Half a year after 31 August is over with 28 February."""
    for ended, began in (
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2025, 8, 31), date(2026, 3, 1)),
        (date(2025, 8, 31), date(2026, 3, 2)),
        (date(2026, 3, 1), date(2026, 8, 31)),
        (date(2026, 2, 28), date(2026, 8, 31)),
    ):
        case = town.case(opened=900)
        town.help(case, 800, (desk.today - ended).days)
        town.help(case, (desk.today - began).days, -100)
    cells = figure(desk, Page.POLICY, "returns").rows[0].cells
    assert [cell.value for cell in cells] == [0, 0, 2, 3, 5]


def test_who_waits_is_held_against_the_norm_and_counts_once(desk: Workplace, town: Town) -> None:
    for days in (10, 300):
        case = town.case()
        town.put(
            *(
                WaitingListEntry(case_id=case.id, product=REGULAR, since=town.ago(days), need=f"need {days}")
                for _n in range(2)
            )
        )
    found = figure(desk, Page.POLICY, "waiting")
    within, over, without, total, norm = (cell.value for cell in found.rows[-2].cells)
    assert (within, over, without, total) == (1, 1, 0, 2)
    assert norm == 6
    assert found.source


def test_duration_is_held_against_what_was_agreed_with_the_provider(desk: Workplace, town: Town) -> None:
    for first, last in ((400, 201), (200, 11)):
        town.help(town.case(opened=500), first, last)
    prolonged = town.case(opened=900)
    town.help(prolonged, 410, 211)
    town.help(prolonged, 210, 11)
    town.put(
        Amount(kind=AmountKind.AGREED_DURATION, lot=LOT, value=300, document="Contract", paragraph="4"),
        Amount(kind=AmountKind.AGREED_DURATION, provider_id=town.provider.id, value=200, document="Afspraak"),
    )
    found = figure(desk, Page.CONTRACTS, "durations")
    ended, mean, agreed, over = (cell.value for cell in found.rows[0].cells)
    assert ended == 3
    assert mean == pytest.approx((200 + 190 + 400) / 3)
    assert agreed == 200
    assert over == pytest.approx((200 + 190 + 400) / 3 - 200)
    assert found.source == "Afspraak"


def test_delivered_is_a_part_of_what_was_indicated(desk: Workplace, town: Town) -> None:
    given = town.help(town.case())
    for volume in (2, 4):
        town.put(Evaluation(indication_id=given.id, due_on=town.ago(9), held_on=town.ago(9), delivered_volume=volume))
    found = figure(desk, Page.CONTRACTS, "delivered")
    assert [cell.value for cell in found.rows[0].cells] == [2, 75]


def test_what_is_left_of_the_year_is_expected_at_the_part_that_was_paid(desk: Workplace, town: Town) -> None:
    year = desk.today.year
    town.help(town.case(opened=900), 800, -800)
    with desk.store.read() as reader:
        assert reader.count(Indication) == 1
    booked = [
        Amount(kind=AmountKind.SPENT, lot=LOT, municipality=HOME, year=year, month=month, value=1000_00)
        for month in range(1, 11)
    ]
    town.put(*booked, Amount(kind=AmountKind.BUDGET, lot=LOT, municipality=HOME, year=year, value=11_000_00))
    found = figure(desk, Page.BACK_OFFICE, "budget")
    budget, spent, expected, over, part = (cell.value for cell in found.rows[0].cells)
    assert (budget, spent) == (11_000, 10_000)
    assert expected == 12_000, "without a price the months to come are as those before"
    assert over == 1000
    assert part == pytest.approx(109.09, abs=0.01)
    assert row(figure(desk, Page.BACK_OFFICE, "spent"), "Totaal Wmo 2015")[0] == 10_000


def test_a_lot_of_which_the_books_are_behind_is_not_counted_as_nought(desk: Workplace, town: Town) -> None:
    """One municipality is booked until October, the other until May, and a third place not at all."""
    year = desk.today.year
    for place, months in ((HOME, 10), (AWAY, 5)):
        booked = (
            Amount(kind=AmountKind.SPENT, lot=LOT, municipality=place, year=year, month=month, value=1000_00)
            for month in range(1, months + 1)
        )
        town.put(*booked, Amount(kind=AmountKind.BUDGET, lot=LOT, municipality=place, year=year, value=12_000_00))
    found = figure(desk, Page.BACK_OFFICE, "budget")
    assert [[cell.value for cell in one.cells[:4]] for one in found.rows] == [
        [12_000, 10_000, 12_000, 0],
        [12_000, 5_000, 12_000, 0],
        [24_000, 15_000, 24_000, 0],
    ]
    town.put(Amount(kind=AmountKind.BUDGET, lot=LOT, year=year, value=1_000_00))
    found = figure(desk, Page.BACK_OFFICE, "budget")
    assert [cell.value for cell in found.rows[2].cells] == [1_000, 0, None, None, None]
    assert row(found, "Totaal") == [25_000, 15_000, None, None, None]


def test_amounts_of_a_place_or_a_lot_that_the_region_does_not_name_stand_in_a_row_of_their_own(
    desk: Workplace, town: Town
) -> None:
    """They were in no row of the budget and not in its total."""
    year = desk.today.year
    for place, lot, euros in ((HOME, LOT, 100), ("Groningen", LOT, 20), ("Assen", LOT, 30), (HOME, "perceel-2019", 4)):
        spent = Amount(kind=AmountKind.SPENT, lot=lot, municipality=place, year=year, month=9, value=100 * euros)
        town.put(spent, Amount(kind=AmountKind.BUDGET, lot=lot, municipality=place, year=year, value=1000 * euros))
    found = figure(desk, Page.BACK_OFFICE, "budget")
    assert [(one.name, one.cells[0].value, one.cells[1].value) for one in found.rows] == [
        (f"Wmo-begeleiding · {HOME}", 1000, 100),
        ("Wmo-begeleiding · een andere gemeente", 500, 50),
        (f"een ander perceel · {HOME}", 40, 4),
        ("Totaal", 1540, 154),
    ]
    shared = next(one for one in dashboard_to_share(desk, Page.BACK_OFFICE).figures if one.id == "budget")
    assert [one.name for one in shared.rows] == [one.name for one in (*found.rows[:2], found.rows[-1])]


def test_a_budget_that_was_set_leaves_those_that_were_published_of_other_places(desk: Workplace, town: Town) -> None:
    year, source = desk.today.year, desk.profile.figures[0].source
    published = [
        PublishedFigure(id="budget", municipality=place, key=lot, year=year, value=value, unit="euro", source=source)
        for lot, place, value in ((LOT, HOME, 100), (LOT, AWAY, 200), ("twee", "", 300))
    ]
    lots = (*desk.profile.lots, desk.profile.lots[0].model_copy(update={"id": "twee", "name": "Twee"}))
    wide = replace(desk, profile=desk.profile.model_copy(update={"figures": tuple(published), "lots": lots}))
    town.put(Amount(kind=AmountKind.BUDGET, lot=LOT, municipality=HOME, year=year, value=110_00))
    shown = figure(wide, Page.BACK_OFFICE, "budget")
    assert [one.cells[0].value for one in shown.rows] == [110, 200, 300, 610]
    town.put(Amount(kind=AmountKind.BUDGET, lot="twee", municipality=HOME, year=year, value=50_00))
    shown = figure(wide, Page.BACK_OFFICE, "budget")
    assert [one.cells[0].value for one in shown.rows] == [110, 200, 50, 360], "the region holds the municipality"


@pytest.mark.parametrize("page", Page)
def test_a_page_prints_without_small_counts(desk: Workplace, town: Town, page: Page) -> None:
    town.help(town.case())
    subject = subject_of(page, WHOLE_BLOCK)
    assert "Van 1 juli 2026 tot en met 30 september 2026" in figures_page(desk, subject).title
    made = make_paper(desk, PaperKind.FIGURES, subject)
    assert faults(made.pdf) == []
    assert "minder dan 10 mensen" in made.html
    in_english = make_paper(desk, PaperKind.FIGURES, subject, "en")
    assert faults(in_english.pdf) == []
    assert "fewer than 10 people" in in_english.html


def test_who_waited_then_is_counted_on_that_day(desk: Workplace, town: Town) -> None:
    """Of a block that is over the last day counts: who found a place since waited then."""
    for placed in (None, 20, 70):
        case = town.case(opened=300)
        on = None if placed is None else town.ago(placed)
        town.put(WaitingListEntry(case_id=case.id, product=REGULAR, since=town.ago(100), placed_on=on))
    with desk.store.read() as reader:
        for day, waited in ((town.ago(56), 2), (desk.today, 1), (town.ago(80), 3)):
            found = waiting(reader, Asked(day, day, ""), day)
            assert sum(one.number for one in found) == waited
