"""What leaves the team: an attacker with every page, every file and every later file finds nobody."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from desktop.exchange import table_files
from desktop.language import speaking
from desktop.models.amounts import Amount, AmountKind
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Law, Role
from desktop.models.people import Colleague
from desktop.models.region_settings import Source
from desktop.models.released import ReleasedFigures, ReleasedKind
from desktop.rules.dates import add_months
from desktop.rules.small_numbers import BLOCK_MONTHS
from desktop.services.dashboards.asking import WHOLE_BLOCK, Period, Question
from desktop.services.dashboards.dashboard import dashboard, dashboard_to_share
from desktop.services.dashboards.definitions import Page
from desktop.services.dashboards.figure import Figure, without_small
from desktop.services.dashboards.keeping import export_dashboard, export_figure, figures_page
from desktop.services.dashboards.released import figures_of_block, released
from desktop.services.inflow import inflow_by_year
from desktop.services.papers import PaperKind, make_paper
from desktop.services.small_numbers import keep_small_number
from desktop.services.undo import last_act
from desktop.services.workplace import Workplace
from tests.helpers.attacker import bounds, worked_out
from tests.helpers.desks import make_workplace
from tests.helpers.tagged import faults
from tests.helpers.towns import AWAY, HOME, LOT, PLUS, Town

SUMMER = (date(2026, 7, 1), date(2026, 9, 30))
AUTUMN = (date(2026, 10, 1), date(2026, 12, 31))
POLICY = Source(document="Privacybeleid", paragraph="3")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path, Role.TEAM_LEAD)
    yield made
    made.store.close()


@pytest.fixture
def town(desk: Workplace) -> Town:
    made = Town(desk)
    for n in range(16):
        made.help(made.case(HOME if n < 13 else AWAY, opened=200))
    for _n in range(11):
        made.help(made.case(AWAY, opened=100, law=Law.JEUGDWET), product=PLUS)
    return made


@pytest.fixture
def manager(desk: Workplace) -> Workplace:
    return replace(desk, colleague=Colleague(name="Noor", role=Role.CONTRACT_MANAGER))


def later(desk: Workplace, days: int) -> Workplace:
    """The same store, so many days further on."""
    now: datetime = desk.clock()
    return replace(desk, clock=lambda: now + timedelta(days=days))


def figure(shown: tuple[Figure, ...], id_: str) -> Figure:
    return next(one for one in shown if one.id == id_)


def cells(shown: tuple[Figure, ...]) -> list[object]:
    return [("x" if c.hidden else c.value) for one in shown for line in one.rows for c in line.cells]


def everything(desk: Workplace) -> tuple[Figure, ...]:
    return tuple(one for page in Page for one in dashboard_to_share(desk, page).figures)


@pytest.mark.usefixtures("town")
def test_of_all_pages_together_no_small_count_can_be_worked_out(desk: Workplace) -> None:
    with desk.store.read() as reader:
        figures = without_small(figures_of_block(reader, desk, *SUMMER), 10)
    counts = {key: value for one in figures for key, value in one.counts.items()}
    sums = [one for found in figures for one in found.sums]
    told = [cell for found in figures for line in found.rows for cell in line.cells]
    hidden = {key for cell in told if cell.hidden for key in cell.behind}
    assert {key for key, value in counts.items() if 0 < value < 10} <= hidden
    shown = {key: None if key in hidden else value for key, value in counts.items()}
    assert not worked_out(shown, sums)
    assert all(low < high for low, high in bounds(shown, sums, counts).values())
    assert not [cell for cell in told if cell.hidden and cell.value is not None]
    assert not [cell for cell in told if hidden.intersection(cell.behind) and not cell.hidden]
    assert cells(figures) == cells(tuple(one for one in everything(desk) if one.id not in {"coverage", "inflow"}))


def test_who_is_in_no_municipality_or_lot_of_the_region_cannot_be_subtracted(desk: Workplace, town: Town) -> None:
    """The attack: a total less everything that stands beside or above it."""
    for place, lot, number in (("Groningen", LOT, 3), (AWAY, "perceel-2019", 2)):
        for _n in range(number):
            town.help(town.case(place, opened=80), lot=lot)
    with desk.store.read() as reader:
        figures = without_small(figures_of_block(reader, desk, *SUMMER), 10)
    across = [line.cells for id_ in ("ages", "routes", "lot-residents", "spent") for line in figure(figures, id_).rows]
    flows = figure(figures, "flows")
    across += [tuple(line.cells[n] for line in flows.rows) for n in range(len(flows.columns))]
    lots = figure(figures, "lot-residents")
    down = [tuple(line.cells[n] for line in lots.rows) for n in range(len(lots.columns))]
    for *parts, total in (*across, *down):
        if total.value is not None:
            assert sum(part.hidden for part in parts) != 1
            assert any(part.hidden for part in parts) or total.value == sum(part.value or 0 for part in parts)


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("page", Page)
def test_what_a_contract_manager_sees_on_any_page_is_what_leaves(
    desk: Workplace, manager: Workplace, page: Page
) -> None:
    """Whatever is asked for: with two acts, two periods or two pages beside each other one could subtract."""
    leaves = cells(dashboard_to_share(desk, page).figures)
    for period in Period:
        for law in (None, Law.WMO, Law.JEUGDWET):
            seen = dashboard(manager, page, Question(period, law))
            assert seen.is_bare
            assert seen.days == SUMMER
            assert cells(seen.figures) == leaves


def test_who_came_since_is_in_no_file_of_the_same_block(desk: Workplace, town: Town) -> None:
    """The attack: a file of today, and one after a resident was written down afterwards, differ by that resident."""
    before = cells(everything(desk))
    with desk.store.read() as reader:
        counted = cells(tuple(figures_of_block(reader, desk, *SUMMER)))
    town.help(town.case(HOME, opened=200))
    with desk.store.read() as reader:
        assert cells(tuple(figures_of_block(reader, desk, *SUMMER))) != counted, "counted again it would tell"
    assert cells(everything(later(desk, 5))) == before
    with desk.store.read() as reader:
        assert len(reader.find(ReleasedFigures, kind=ReleasedKind.DASHBOARDS)) == 1


@pytest.mark.usefixtures("town")
def test_a_file_of_the_next_block_shares_no_day_with_it(desk: Workplace) -> None:
    first = dashboard_to_share(desk, Page.ACCESS)
    second = dashboard_to_share(later(desk, 70), Page.ACCESS)
    assert (first.days, second.days) == (SUMMER, AUTUMN)
    assert {(one.first, one.last) for one in first.figures if one.id != "inflow"} == {SUMMER}
    assert {(one.first, one.last) for one in second.figures if one.id != "inflow"} == {AUTUMN}


def test_who_came_in_does_not_follow_from_two_files_after_each_other(desk: Workplace, town: Town) -> None:
    """The attack: the end of one block is the start of the next, and the difference is who came and went."""
    for _n in range(3):
        town.case(HOME, opened=100)
    first = figure(dashboard_to_share(desk, Page.ACCESS).figures, "flows")
    assert [column.name for column in first.columns] == ["Ingestroomd", "Uitgestroomd", "Doorgestroomd"]
    assert [one.id for one in dashboard_to_share(desk, Page.ACCESS).figures].count("from-youth") == 0


def test_the_inflow_leaves_by_calendar_years_that_are_over_each_counted_once(desk: Workplace, town: Town) -> None:
    def came(count: int, where: str) -> None:
        for _n in range(count):
            youth = town.case(where, opened=900, closed=400, law=Law.JEUGDWET)
            town.case(where, opened=390, resident_id=youth.resident_id)

    came(12, HOME)
    came(2, AWAY)
    with pytest.raises(RuleBroken, match="not-allowed"):
        inflow_by_year(replace(desk, colleague=Colleague(name="Noor", role=Role.CONTRACT_MANAGER)), desk.today)
    told = figure(dashboard_to_share(desk, Page.ACCESS).figures, "inflow")
    assert [one.name for one in told.rows] == ["2025", "2024", "2023", "2022", "2021"]
    assert cells((replace(told, rows=told.rows[:1]),)) == ["x", "x", 14]
    came(3, HOME)
    assert figure(dashboard_to_share(later(desk, 70), Page.ACCESS).figures, "inflow").rows[1] == told.rows[0]
    assert {one.residents for one in inflow_by_year(desk, date(2025, 12, 31), 1)} == {15, 2}


@pytest.mark.usefixtures("town")
def test_the_inflow_stands_on_a_paper_and_in_a_file_of_its_own(desk: Workplace, tmp_path: Path) -> None:
    page = figures_page(desk, "inflow")
    assert [one.name for one in page.figures] == ["Van jeugdhulp naar de Wmo, per jaar"]
    assert faults(make_paper(desk, PaperKind.FIGURES, "inflow").pdf) == []
    file = export_figure(desk, tmp_path / "instroom", "inflow")
    book = load_workbook(file)
    assert "2025" in [str(line[0].value) for line in book.active.iter_rows()]  # type: ignore[union-attr]  # it has one


@pytest.mark.usefixtures("town")
def test_only_a_whole_block_of_all_acts_leaves(desk: Workplace, tmp_path: Path) -> None:
    for question in (Question(), Question(Period.LAST_YEAR), Question(Period.BLOCK, Law.WMO)):
        with pytest.raises(RuleBroken, match="block-only"):
            export_dashboard(desk, tmp_path / "cijfers", Page.ACCESS, question)
    assert not list(tmp_path.glob("cijfers*"))


@pytest.mark.usefixtures("town")
def test_of_two_blocks_that_overlap_because_two_laptops_did_not_meet_neither_leaves(desk: Workplace) -> None:
    """A quarter that a colleague kept less the half year that was kept here is the quarter before it."""
    kept, _figures = released(desk)
    others = kept.model_copy(update={"id": "of-a-colleague", "start": add_months(kept.start, -3)})
    with desk.store.work("Sync") as work:
        work.add(others)
        work.commit()
    with pytest.raises(RuleBroken, match="block-told-otherwise"):
        dashboard_to_share(desk, Page.ACCESS)


@pytest.mark.usefixtures("town")
def test_after_quarters_no_year_leaves_that_holds_them(desk: Workplace) -> None:
    """The year less three of its quarters is the fourth."""
    everything(desk)
    keep_small_number(desk, BLOCK_MONTHS, 12, POLICY)
    assert dashboard_to_share(desk, Page.ACCESS).days == (date(2025, 1, 1), date(2025, 12, 31))
    with pytest.raises(RuleBroken, match="block-told-otherwise"):
        dashboard_to_share(later(desk, 70), Page.ACCESS)


@pytest.mark.usefixtures("town")
def test_nobody_takes_back_that_it_was_told(desk: Workplace) -> None:
    everything(desk)
    last = last_act(desk)
    assert last is None or last.name != "Cijfers die het team verlaten bewaren"


@pytest.mark.usefixtures("town")
def test_a_file_holds_the_block_and_its_smallest_number(desk: Workplace, tmp_path: Path) -> None:
    file = export_dashboard(desk, tmp_path / "cijfers", Page.ACCESS, WHOLE_BLOCK)
    book = load_workbook(file)
    lines = [[cell.value for cell in line] for line in book.active.iter_rows()]  # type: ignore[union-attr]  # it has one
    total = next(line for line in lines if line[0] == "55 – 75 jaar")
    assert total[1:4] == [13, 14, 27]
    assert any("minder dan 10 mensen" in str(line[0]) for line in lines)
    assert "1 juli 2026" in str(lines[0][1])


@pytest.mark.usefixtures("town")
def test_it_is_told_in_the_language_of_who_asks_though_it_was_kept_before(desk: Workplace) -> None:
    everything(desk)
    with speaking("en"):
        flows = figure(dashboard_to_share(desk, Page.ACCESS).figures, "flows")
    assert flows.columns[0].name == "Came in"
    assert flows.rows[-1].name == "Total"


@pytest.mark.usefixtures("town")
def test_a_municipality_that_asks_for_more_is_held_to(desk: Workplace) -> None:
    keep_small_number(desk, "people", 30, POLICY, HOME)
    shown = dashboard_to_share(desk, Page.ACCESS)
    assert (shown.small.value, shown.small.source) == (30, POLICY)
    assert not [c for c in cells(shown.figures) if isinstance(c, (int, float)) and 0 < c < 30]


def test_the_amount_of_a_few_people_is_not_what_the_year_is_more_than_the_other_blocks(desk: Workplace) -> None:
    """The attack: what was booked until September, less until March, less the third quarter, is the second's."""
    town = Town(desk)

    def ago(month: int) -> int:
        return (desk.today - date(2026, month, 5)).days

    for number, begins in ((12, 1), (3, 4), (12, 7)):
        for _n in range(number):
            town.help(town.case(HOME, opened=ago(begins)), ago(begins), ago(begins + 2))
    for _n in range(30):
        town.help(town.case(AWAY, opened=ago(1)), ago(1), -30)
    for month in range(1, 10):
        booked = {HOME: 1000_00 * month, AWAY: 5000_00}
        town.put(
            *(
                Amount(kind=AmountKind.SPENT, lot=LOT, municipality=place, year=2026, month=month, value=cents)
                for place, cents in booked.items()
            )
        )
    told = []
    for back in (187, 95, 3):
        figures = dashboard_to_share(later(desk, -back), Page.BACK_OFFICE).figures
        rows = {one.name.split(" · ")[-1]: one.cells[1].value for one in figure(figures, "budget").rows}
        quarter = {place: figure(figures, "spent").rows[0].cells[n].value for n, place in enumerate((HOME, AWAY))}
        told.append((quarter, rows))
    (first, until_march), (second, until_june), (third, until_september) = told
    assert (first[HOME], second[HOME], third[HOME]) == (6000, None, 24000)
    assert until_march[HOME] == 6000
    assert (until_june[HOME], until_june[AWAY]) == (None, None)
    assert (until_september[HOME], until_september[AWAY]) == (None, None)
    assert until_september["Totaal"] == 90_000


@pytest.mark.usefixtures("town")
def test_on_a_full_disk_nothing_is_kept_by_half_and_nothing_left(desk: Workplace, tmp_path: Path) -> None:
    """What was not kept did not leave: once there is room it is counted anew."""
    with desk.store.work("Fill") as work:
        pages = work.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        work.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        work.commit()
    with pytest.raises(WorldFault, match="disk-full"):
        export_dashboard(desk, tmp_path / "cijfers", Page.BACK_OFFICE, WHOLE_BLOCK)
    with desk.store.read() as reader:
        assert reader.count(ReleasedFigures) == 0
    assert not list(tmp_path.glob("*cijfers*"))
    with desk.store.work("Room") as work:
        work.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        work.commit()
    assert export_dashboard(desk, tmp_path / "cijfers", Page.BACK_OFFICE, WHOLE_BLOCK).exists()


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("name", ["cijfers.xlsx", "cijfers.csv"])
def test_a_file_that_does_not_fit_leaves_the_one_of_before(
    desk: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The disk is full once the file is written into: of a half file nobody sees that it is half."""
    file = export_dashboard(desk, tmp_path / name, Page.ACCESS, WHOLE_BLOCK)
    before, told = file.read_bytes(), cells(everything(desk))
    monkeypatch.setattr(table_files, "tempfile", FullDisk)
    with pytest.raises(WorldFault, match="cannot-write"):
        export_dashboard(desk, tmp_path / name, Page.POLICY, WHOLE_BLOCK)
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.glob("*cijfers*")] == [name]
    assert cells(everything(desk)) == told


class FullDisk:
    """Stands in for `tempfile`: takes half of what is written."""

    @staticmethod
    @contextmanager
    def NamedTemporaryFile(**how: object) -> Iterator[object]:  # noqa: N802 - its name there
        with tempfile.NamedTemporaryFile(**how) as file:  # type: ignore[call-overload]  # as it was asked

            def write(content: bytes) -> None:
                file.file.write(content[: len(content) // 2])
                raise OSError(errno.ENOSPC, "No space left on device")

            yield SimpleNamespace(name=file.name, write=write)
