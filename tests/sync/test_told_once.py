"""Figures that leave the team are counted once, also when two laptops both count them before they meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Role
from desktop.models.people import Colleague, Resident
from desktop.models.released import ReleasedFigures
from desktop.models.social_map import AvailabilityReport, Provider
from desktop.regions import profile
from desktop.services.conflicts import list_conflicts, may_share_again
from desktop.services.dashboards.asking import WHOLE_BLOCK
from desktop.services.dashboards.dashboard import dashboard, dashboard_to_share
from desktop.services.dashboards.definitions import Page
from desktop.services.dashboards.keeping import export_dashboard
from desktop.services.syncing import state_of_work
from desktop.services.workplace import Workplace
from tests.helpers.judging import refusals, rest
from tests.helpers.laptops import BEGIN, Laptop, make_laptop, provider
from tests.helpers.meetings import BOTH, POSTGRES, Meeting
from tests.helpers.stores import REGION


def lead(laptop: Laptop, **fields: object) -> Workplace:
    """Of who leads, in the region's own profile."""
    as_lead = laptop.workplace.colleague.model_copy(update={"role": Role.TEAM_LEAD.value, **fields})
    return replace(laptop.workplace, colleague=as_lead, profile=profile(REGION))


@pytest.fixture
def leads(tmp_path: Path, meeting: Meeting) -> Iterator[tuple[Laptop, Laptop]]:
    """Two who lead the same team, each on a laptop that met the central store."""
    made = []
    for name in ("Anna", "Bram"):
        laptop = make_laptop(tmp_path, name)
        laptop.change(Colleague, laptop.workplace.colleague.id, role=Role.TEAM_LEAD.value)
        laptop = replace(laptop, workplace=lead(laptop))
        meeting.join(laptop)
        laptop.sync()
        made.append(laptop)
    anna, bram = made
    anna.sync()
    yield anna, bram
    for laptop in made:
        laptop.close()


def kept(laptop: Laptop) -> list[ReleasedFigures]:
    return laptop.ask(lambda reader: reader.find(ReleasedFigures))


def came_in(laptop: Laptop, number: int) -> None:
    for _n in range(number):
        resident = Resident(last_name="Mulder", municipality="Oldambt")
        laptop.add(
            resident, Case(resident_id=resident.id, municipality="Oldambt", opened_on=BEGIN.date().replace(month=8))
        )


def cells(laptop: Laptop) -> list[object]:
    figures = dashboard_to_share(laptop.workplace, Page.ACCESS).figures
    return [("x" if cell.hidden else cell.value) for one in figures for row in one.rows for cell in row.cells]


@pytest.mark.parametrize("meeting", BOTH, indirect=True)
def test_of_two_laptops_that_both_counted_the_first_is_told_and_the_other_did_not_leave(
    leads: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    anna, bram = leads
    came_in(anna, 12)
    for laptop in (anna, bram):
        with pytest.raises(RuleBroken, match="block-not-met"):
            export_dashboard(laptop.workplace, tmp_path / "cijfers", Page.ACCESS, WHOLE_BLOCK)
    assert not list(tmp_path.glob("cijfers*"))
    bram.sync()
    told = cells(bram)
    rest(anna, bram)
    # The inflow of years without anybody is the same on both.
    assert refusals(anna) == ["told-before"]
    assert cells(anna) == cells(bram) == told
    assert kept(anna) == kept(bram)
    assert 12 not in told
    for laptop in (anna, bram):
        assert list_conflicts(laptop.workplace) == ()
    assert not [one for one in state_of_work(anna.workplace).refused if may_share_again(one)]


def test_who_counted_and_met_the_central_store_takes_them_along(leads: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    anna, bram = leads
    came_in(anna, 12)
    with pytest.raises(RuleBroken, match="block-not-met"):
        dashboard(anna.workplace, Page.ACCESS, WHOLE_BLOCK)
    anna.sync()
    assert 12 in cells(anna)
    assert export_dashboard(anna.workplace, tmp_path / "cijfers", Page.ACCESS, WHOLE_BLOCK).exists()
    bram.sync()
    assert cells(bram) == cells(anna)
    assert refusals(bram) == []


@pytest.mark.parametrize(
    "who", [{"role": Role.CONTRACT_MANAGER.value}, {"role": Role.TEAM_LEAD.value, "municipality": "Oldambt"}]
)
@pytest.mark.parametrize("meeting", [POSTGRES], indirect=True)
def test_whoever_has_only_a_part_of_the_cases_does_not_count_for_everyone(
    leads: tuple[Laptop, Laptop], who: dict[str, str]
) -> None:
    """A database gives each what is theirs; counted over that, the region's figures would be wrong for good."""
    anna, bram = leads
    came_in(anna, 12)
    bram.change(Colleague, bram.workplace.colleague.id, **who)
    other = replace(bram, workplace=lead(bram, **who))
    with pytest.raises(RuleBroken, match="block-part-of-cases"):
        dashboard(other.workplace, Page.ACCESS, WHOLE_BLOCK)
    assert kept(bram) == []
    with pytest.raises(RuleBroken, match="block-not-met"):
        cells(anna)
    rest(anna, bram)
    assert cells(other) == cells(anna)
    assert 12 in cells(other)


def test_an_observation_that_the_central_store_refused_does_not_keep_the_laptop_from_syncing(
    leads: tuple[Laptop, Laptop],
) -> None:
    """It is never changed by a person; what was refused goes all the same, else no sync comes to its end any more."""
    anna, bram = leads
    brink = provider()
    anna.add(brink)
    rest(anna, bram)
    bram.remove(Provider, brink.id)
    bram.sync()
    report = AvailabilityReport(provider_id=brink.id, measured_on=BEGIN.date(), source="telefoon")
    anna.add(report)
    anna.sync()
    assert refusals(anna) == ["refers-to-missing"]
    assert anna.see(AvailabilityReport, report.id) is None
    assert anna.sync().conflicts == 0
