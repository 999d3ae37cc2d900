"""The counts of referrals as a file: by act and door, nobody's name, and no number that points at someone."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.models.casework import Case, Referral
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law, ReferrerKind, Role
from desktop.models.people import Resident
from desktop.services.dashboards.keeping import export_figure
from desktop.services.workplace import Workplace
from tests.helpers.casework import colleague


def came_in(desk: Workplace, kind: ReferrerKind, day: date, count: int, law: Law = Law.WMO) -> None:
    resident = Resident(last_name="=Formule")
    cases = [Case(resident_id=resident.id, law=law, opened_on=day, municipality="Oldambt") for _n in range(count)]
    with desk.store.work("Refer") as work:
        work.add(resident, *cases)
        work.add(*(Referral(case_id=c.id, kind=kind, referred_on=day) for c in cases))
        work.commit()


def lines(file: Path) -> list[list[str]]:
    return list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))


SUMMER, AUTUMN = date(2026, 8, 10), date(2026, 11, 2)


def test_a_line_for_each_act_and_door_and_few_are_not_told(desk: Workplace, lead: Workplace, tmp_path: Path) -> None:
    came_in(desk, ReferrerKind.GENERAL_PRACTITIONER, SUMMER, 27)
    came_in(desk, ReferrerKind.GENERAL_PRACTITIONER, SUMMER, 4, Law.JEUGDWET)
    came_in(desk, ReferrerKind.COURT, SUMMER, 12, Law.JEUGDWET)
    came_in(desk, ReferrerKind.COURT, AUTUMN, 30)
    told = lines(export_figure(lead, tmp_path / "verwijzingen.csv", "routes"))
    by_door = {line[0]: line[-1] for line in told if len(line) > 1}
    assert by_door["huisarts · Jeugdwet"] == "×"
    assert by_door["rechter · Jeugdwet"] == "×", "with it and the total the small one could be worked out"
    assert (by_door["huisarts · Wmo 2015"], by_door["Totaal"]) == ("27", "43")
    assert "rechter · Wmo 2015" not in by_door, "a quarter that is not over does not leave"
    assert "Formule" not in repr(told)


def test_as_a_workbook_it_holds_the_same(desk: Workplace, lead: Workplace, tmp_path: Path) -> None:
    came_in(desk, ReferrerKind.GENERAL_PRACTITIONER, SUMMER, 27)
    sheet = load_workbook(export_figure(lead, tmp_path / "v.xlsx", "routes")).active
    assert sheet is not None
    assert ["huisarts", 27] in [[cell.value for cell in row][:2] for row in sheet.iter_rows()]


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.ADMINISTRATOR])
def test_who_takes_no_figures_along_takes_these_neither(desk: Workplace, tmp_path: Path, role: Role) -> None:
    with pytest.raises(RuleBroken, match="not-allowed"):
        export_figure(colleague(desk, "Iemand anders", role), tmp_path / "v.csv", "routes")
    assert list(tmp_path.glob("v*")) == []
