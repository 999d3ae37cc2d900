"""Who lays the tables by help and by lot beside each other works out nobody: what is under a lot adds up to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from desktop.models.casework import Case
from desktop.models.indications import Indication
from desktop.models.kinds import CasePhase, IndicationStatus, Law, Role
from desktop.models.people import Resident
from desktop.regions import profile
from desktop.rules.suppression import Sum
from desktop.services.dashboards.figure import Figure, Key, without_small
from desktop.services.dashboards.released import figures_of_block
from desktop.services.workplace import Workplace
from tests.helpers.attacker import bounds, worked_out
from tests.helpers.desks import make_workplace

SUMMER = (date(2026, 7, 1), date(2026, 9, 30))
MINIMUM = 10
OPENED = date(2026, 7, 3)
SIZES = (0, 1, 3, 6, 9, 10, 12, 15, 20)
Given = dict[tuple[str, str, str], int]
"""Residents by lot, product and municipality; nobody has help twice."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workplace]:
    """Of a region in which most help has no name but that of its lot."""
    made = replace(make_workplace(tmp_path, Role.TEAM_LEAD), profile=profile("bommelerwaard"))
    yield made
    made.store.close()


def given_out(desk: Workplace, seed: int) -> Given:
    """Help invented by chance; now and then under two names, or under one name in several lots."""
    chance, found = Random(seed), dict[tuple[str, str, str], int]()  # noqa: S311 - no secret
    for lot in desk.profile.lots:
        products = chance.choice([("",), ("",), (f"p {lot.id}", f"q {lot.id}"), ("shared", f"p {lot.id}")])
        for town in desk.profile.municipalities:
            found |= {(lot.id, product, town.name): chance.choice(SIZES) for product in products}
    return found


def put(desk: Workplace, given: Given) -> None:
    laws = {lot.id: lot.law for lot in desk.profile.lots}
    for (lot, product, town), number in given.items():
        people = [Resident(last_name="Bakker", birth_date=date(1960, 5, 1), municipality=town) for _n in range(number)]
        cases = [
            Case(resident_id=one.id, municipality=town, law=laws[lot], phase=CasePhase.RUNNING, opened_on=OPENED)
            for one in people
        ]
        helps = [helped(case, lot, product, laws[lot]) for case in cases]
        with desk.store.work("Put") as work:
            for values in (people, cases, helps):
                work.add(*values)
            work.commit()


def helped(case: Case, lot: str, product: str, law: Law) -> Indication:
    start = OPENED + timedelta(days=10)
    return Indication(case_id=case.id, status=IndicationStatus.APPROVED, law=law, lot=lot, product=product, start=start)


def beside_each_other(given: Given, counts: dict[Key, int]) -> list[Sum[Key]]:
    """What the attacker knows of the region: all help of the one is all help of the other."""
    parts: dict[tuple[str, str], set[Key]] = {}
    for lot, product, town in given:
        for place in (town, ""):
            parts.setdefault((lot, place), set()).add(("help-residents", product or lot, place))
    alone = {key for key in counts if sum(key in found for found in parts.values()) == 1}
    sums = [Sum(("lot", lot, place), tuple(sorted(found & counts.keys()))) for (lot, place), found in parts.items()]
    return [one for one in sums if one.parts and set(one.parts) <= alone]


def attacked(figures: list[Figure], given: Given) -> None:
    told = [cell for one in without_small(figures, MINIMUM) for row in one.rows for cell in row.cells]
    counts = {key: value for one in figures for key, value in one.counts.items()}
    hidden = {key for cell in told if cell.hidden for key in cell.behind}
    shown = {key: None if key in hidden else value for key, value in counts.items() if key[0] != "together"}
    own = [one for figure in figures for one in figure.sums if {one.total, *one.parts} <= shown.keys()]
    sums = own + beside_each_other(given, counts)
    assert not worked_out(shown, sums)
    assert all(low < high for low, high in bounds(shown, sums, counts).values())
    assert {key for key, value in shown.items() if value is not None and 0 < value < MINIMUM} == set()


@pytest.mark.parametrize("seed", range(4))
def test_no_small_number_follows_from_the_tables_by_help_and_by_lot_together(desk: Workplace, seed: int) -> None:
    given = given_out(desk, seed)
    put(desk, given)
    with desk.store.read() as reader:
        attacked(figures_of_block(reader, desk, *SUMMER), given)
