"""Workbooks whose formulas were never worked out, and one that is too long: told with the cell, and with the file."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from desktop.exchange.tables import MOST_ROWS
from desktop.models.faults import WorldFault
from desktop.models.social_map import CommunityService
from desktop.services.imports import plan_import

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.workplace import Workplace

HEADER = ["naam", "omschrijving", "plaats"]


def test_a_formula_without_an_outcome_is_told_with_its_cell(workplace: Workplace, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (HEADER, ["Soos", "=1+1", "Winschoten"], ["Club", "Kaarten", '=CONCATENATE("As","sen")']):
        sheet.append(line)
    for number in range(4):
        sheet.append([f"Koor {number}", "=B2", "Winschoten"])
    book.save(tmp_path / "lijst.xlsx")
    plan = plan_import(workplace, tmp_path / "lijst.xlsx", "services")
    told = [(one.row, one.code, one.reason.partition(":")[0]) for one in plan.warnings if "formula" in one.code]
    assert told == [(2, "formula-without-value", "B2, B4, B5 (+2)"), (3, "formula-without-value", "C3")]
    assert plan.new == 6


def test_formulas_with_an_outcome_and_texts_without_one_are_no_reason_to_warn(
    workplace: Workplace, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (HEADER, ["Soos", "KOFFIE", "Winschoten"], ["Club", "NIETS", "Assen"]):
        sheet.append(line)
    book.save(tmp_path / "leeg.xlsx")
    source = tmp_path / "leeg.xlsx"
    rewritten(source, '<c r="B2" t="str"><f>A1</f><v>Koffie</v></c><c r="C2" t="str"><f>A2</f><v></v></c>')
    plan = plan_import(workplace, source, "services")
    assert [one.code for one in plan.warnings] == []
    (soos, club) = plan.additions
    assert isinstance(soos, CommunityService)
    assert isinstance(club, CommunityService)
    assert (soos.description, soos.place, club.place) == ("Koffie", "", "Assen")


def rewritten(path: Path, cells: str) -> None:
    """Puts these cells in the place of B2 and C2, as Excel writes them."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    text = parts[name].decode()
    start, end = text.index('<c r="B2"'), text.index("</row>", text.index('<c r="B2"'))
    parts[name] = (text[:start] + cells + text[end:]).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


def test_a_sheet_that_goes_on_too_far_is_named_by_its_file(workplace: Workplace, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    sheet.cell(MOST_ROWS + 2, 1, "Soos")
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(WorldFault, match="file-too-large") as fault:
        plan_import(workplace, tmp_path / "far.xlsx", "services")
    assert fault.value.values["file"] == "far.xlsx"
