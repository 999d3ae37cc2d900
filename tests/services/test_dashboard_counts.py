"""What the dashboards count when help stopped early, a lot is gone, a provider was merged, or money has few places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.models.amounts import Amount, AmountKind
from desktop.models.indications import Evaluation, Indication, Trajectory
from desktop.models.kinds import IndicationStatus, MapStatus, NextStep, Role
from desktop.models.social_map import Provider
from desktop.services.dashboards.dashboard import dashboard, dashboard_to_share
from desktop.services.dashboards.definitions import Page
from desktop.services.dashboards.figure import Figure
from desktop.services.workplace import Workplace
from desktop.store.queries.figure_money import indicated
from tests.helpers.desks import make_workplace
from tests.helpers.towns import AWAY, HOME, LOT, Town


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path, Role.TEAM_LEAD)
    yield made
    made.store.close()


@pytest.fixture
def town(desk: Workplace) -> Town:
    return Town(desk)


def figure(desk: Workplace, page: Page, id_: str) -> Figure:
    return next(one for one in dashboard(desk, page).figures if one.id == id_)


def row(found: Figure, name: str) -> list[float | None]:
    return next([cell.value for cell in one.cells] for one in found.rows if one.name == name)


def test_help_that_stopped_early_counts_until_it_stopped(desk: Workplace, town: Town) -> None:
    """Who died or moved away keeps the end that was decided on; with a closed case nobody is helped for ever."""
    ends: tuple[tuple[int, int | None], ...] = ((500, None), (500, -300), (20, None))
    for case_closed, ended in ends:
        case = town.case(opened=900, closed=case_closed)
        given = town.help(case, 800, ended or -300, status=IndicationStatus.ENDED)
        with desk.store.work("Stop") as work:
            ran = work.find(Trajectory, indication_id=given.id)[0]
            work.change(Trajectory, ran.id, ended_on=town.ago(case_closed))
            if ended is None:
                work.change(Indication, given.id, end=None)
            work.commit()
    assert row(figure(desk, Page.ACCESS, "ages"), "Totaal") == [1, 0, 1]
    assert row(figure(desk, Page.POLICY, "help-indications"), "Totaal") == [1, 0, 1]
    assert row(figure(desk, Page.BACK_OFFICE, "lot-residents"), "Totaal Wmo 2015") == [1, 0, 1]


def test_help_that_stopped_early_asks_for_no_money_and_can_come_back(desk: Workplace, town: Town) -> None:
    case = town.case(opened=900)
    former = town.help(case, 800, -300, status=IndicationStatus.ENDED)
    with desk.store.work("Stop") as work:
        ran = work.find(Trajectory, indication_id=former.id)[0]
        work.change(Trajectory, ran.id, ended_on=town.ago(400))
        work.commit()
    assert indicated_units(desk, town) == 0
    town.help(case, 30, -100)
    assert [cell.value for cell in figure(desk, Page.POLICY, "returns").rows[0].cells] == [0, 0, 0, 1, 1]


def indicated_units(desk: Workplace, town: Town) -> float:
    with desk.store.read() as reader:
        return sum(one.units for one in indicated(reader, town.ago(30), town.ago(-30)))


def test_what_stands_under_a_lot_that_the_region_has_no_more_is_counted_all_the_same(
    desk: Workplace, town: Town
) -> None:
    for lot in (LOT, "perceel-2019", ""):
        given = town.help(town.case(opened=50), 40, -100, lot=lot)
        held = town.ago(5)
        town.put(Evaluation(indication_id=given.id, due_on=held, held_on=held, goals_reached="all", next=NextStep.STOP))
    for id_ in ("goals", "downscaling", "returns"):
        found = {one.name: one.cells[-1].value for one in figure(desk, Page.POLICY, id_).rows}
        assert found == {desk.profile.lots[0].name: 1, "een ander perceel": 2, "Totaal": 3}, id_


def test_doubles_of_a_provider_count_as_one_and_everyone_has_a_name(desk: Workplace, town: Town) -> None:
    double = Provider(name="De Brink bv", merged_into=town.provider.id)
    gone = Provider(name="Oude Zorg", status=MapStatus.INACTIVE)
    agreed = Amount(kind=AmountKind.AGREED_DURATION, provider_id=double.id, value=200, document="Afspraak")
    town.put(double, gone, agreed)
    moved = town.case(opened=900)
    town.help(moved, 410, 211)
    town.help(moved, 210, 11, provider_id=double.id)
    given = town.help(town.case(opened=900), 100, 1, provider_id=gone.id)
    town.put(Evaluation(indication_id=given.id, due_on=town.ago(9), held_on=town.ago(9), delivered_volume=2))
    found = figure(desk, Page.CONTRACTS, "durations")
    told = {one.name.split(" · ")[0]: [cell.value for cell in one.cells] for one in found.rows}
    assert told["De Brink"] == [1, 400, 200, 200]
    assert told["Oude Zorg"][:2] == [1, 100]
    assert [one.name for one in figure(desk, Page.CONTRACTS, "delivered").rows] == ["Oude Zorg", "Totaal"]


def test_a_total_of_money_does_not_tell_what_one_place_costs(desk: Workplace, town: Town) -> None:
    """Of two places that are left out in the table of residents only one has a budget."""
    first = desk.profile.lots[0]
    more = (first.model_copy(update={"id": id_, "name": id_}) for id_ in ("twee", "drie"))
    wide = replace(desk, profile=desk.profile.model_copy(update={"lots": (first, *more)}))
    for lot, at_home, away in ((LOT, 3, 12), ("twee", 12, 12), ("drie", 20, 20)):
        for n in range(at_home + away):
            town.help(town.case(HOME if n < at_home else AWAY), lot=lot)
    year = desk.today.year
    for lot, place in ((LOT, HOME), ("drie", AWAY)):
        town.put(Amount(kind=AmountKind.SPENT, lot=lot, municipality=place, year=year, month=1, value=1000_00))
    shown = {one.id: one for one in dashboard_to_share(wide, Page.BACK_OFFICE).figures}["budget"]
    booked = {one.name: one.cells[1].hidden for one in shown.rows}
    assert booked[f"{first.name} · {HOME}"]
    assert sum(booked.values()) > 1, "one alone follows from the total"


def test_what_stands_under_no_municipality_or_lot_of_the_region_has_a_column_and_a_row(
    desk: Workplace, town: Town
) -> None:
    town.help(town.case())
    for place, lot in (("Groningen", LOT), ("", LOT), (AWAY, "perceel-2019")):
        town.help(town.case(place), lot=lot)
    town.put(Amount(kind=AmountKind.SPENT, lot=LOT, municipality="Groningen", year=2026, month=1, value=70_00))
    for page, id_ in ((Page.ACCESS, "ages"), (Page.ACCESS, "times"), (Page.POLICY, "help-residents")):
        found = figure(desk, page, id_)
        assert [one.name for one in found.columns] == [HOME, AWAY, "een andere gemeente", "Totaal"], id_
        assert row(found, "Totaal") == [1, 1, 2, 4], id_
    assert row(figure(desk, Page.ACCESS, "flows"), "een andere gemeente")[1] == 2
    assert row(figure(desk, Page.ACCESS, "routes"), "Totaal") == [1, 1, 2, 4]
    lots = figure(desk, Page.BACK_OFFICE, "lot-residents")
    assert row(lots, desk.profile.lots[0].name) == [1, 0, 2, 3]
    assert row(lots, "een ander perceel") == [0, 1, 0, 1]
    assert row(lots, "Totaal Wmo 2015") == [1, 1, 2, 4]
    assert row(figure(desk, Page.BACK_OFFICE, "spent"), "Totaal Wmo 2015") == [0, 0, 70, 70]
