"""The counts of referrals as a file: by act and door, nobody's name, and no number that points at someone."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop.models.casework import Case, Referral
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law, ReferrerKind, Role
from desktop.models.people import Resident
from desktop.rules.referral_figures import door_figures
from desktop.services.referral_export import export_referrals
from desktop.services.workplace import Workplace
from tests.helpers.casework import colleague

YEAR = 2026


def came_in(desk: Workplace, kind: ReferrerKind, month: int, count: int, *, followed: bool = True) -> None:
    resident = Resident(last_name="=Formule")
    day = date(YEAR, month, 10)
    cases = [Case(resident_id=resident.id, law=Law.WMO, opened_on=day) for _n in range(count)]
    with desk.store.work("Refer") as work:
        work.add(resident, *cases)
        work.add(
            *(Referral(case_id=c.id, kind=kind, referred_on=day, followed_on=day if followed else None) for c in cases)
        )
        work.commit()


def lines(file: Path) -> list[list[str]]:
    return list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))


def test_a_line_for_each_act_and_door_and_few_are_not_told(desk: Workplace, lead: Workplace, tmp_path: Path) -> None:
    came_in(desk, ReferrerKind.GENERAL_PRACTITIONER, 2, 7)
    came_in(desk, ReferrerKind.GENERAL_PRACTITIONER, 5, 6)
    came_in(desk, ReferrerKind.COURT, 2, 8)
    came_in(desk, ReferrerKind.COURT, 8, 2, followed=False)
    told = lines(export_referrals(lead, tmp_path / "verwijzingen", YEAR))
    assert told[0] == ["Jaar", "Wet", "Wie verwees", "K1", "K2", "K3", "K4", "In het jaar", "Bekeken"]
    by_door = {line[2]: line[3:] for line in told[1:] if len(line) > 3 and line[1] == "Wmo 2015"}
    assert by_door["huisarts"] == ["7", "6", "0", "0", "13", "13"]
    assert by_door["rechter"] == ["8", "0", "minder dan 5", "0", "", ""]
    assert "Formule" not in repr(told)


def test_as_a_workbook_it_holds_the_same(desk: Workplace, lead: Workplace, tmp_path: Path) -> None:
    came_in(desk, ReferrerKind.GENERAL_PRACTITIONER, 2, 7)
    sheet = load_workbook(export_referrals(lead, tmp_path / "v.xlsx", YEAR)).active
    assert sheet is not None
    assert [7, 0, 0, 0, 7, 7] in [[cell.value for cell in row][3:9] for row in sheet.iter_rows()]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.TEAM_LEAD])
def test_only_a_team_lead_takes_them_along(desk: Workplace, tmp_path: Path, role: Role) -> None:
    with pytest.raises(RuleBroken, match="not-allowed"):
        export_referrals(colleague(desk, "Iemand anders", role), tmp_path / "v.csv", YEAR)
    assert list(tmp_path.glob("v*")) == []


COUNTS = st.tuples(*[st.integers(0, 12)] * 4)


@given(COUNTS, st.integers(0, 48), st.integers(3, 6))
def test_no_small_number_can_be_worked_out(quarters: tuple[int, int, int, int], followed: int, least: int) -> None:
    followed = min(followed, sum(quarters))
    found = door_figures(quarters, followed, least)
    assert all(one is None or one == 0 or one >= least for one in found.quarters)
    assert (found.total is None) >= (None in found.quarters)
    assert found.total in {None, sum(quarters)}
    if found.followed is not None:
        assert found.total is not None
        assert all(part == 0 or part >= least for part in (found.followed, found.total - found.followed))
