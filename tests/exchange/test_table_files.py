"""Files for a spreadsheet: whole, readable, and nothing in them is run."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop.exchange.table_files import RISKY, safe, write_table


@given(st.text(max_size=40))
def test_no_text_begins_as_a_formula_does(text: str) -> None:
    assert not str(safe(text)).startswith(RISKY)
    assert str(safe(text)).endswith(text)


def test_numbers_stay_numbers() -> None:
    assert [safe(-3), safe(2.5), safe(None)] == [-3, 2.5, None]


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", 'gewoon; met "tekens"\nen regels'])
def test_a_csv_reads_back_line_by_line(tmp_path: Path, text: str) -> None:
    write_table(tmp_path / "t.csv", [("kop", "getal"), (text, 3)])
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        head, line = csv.reader(file, delimiter=";")
    assert head == ["kop", "getal"]
    assert line[0].removeprefix("'") == text
    assert line[1] == "3"


@pytest.mark.parametrize("text", ["=1+1", "+31", "@SUM(A1)", "Zoë"])
def test_a_workbook_keeps_a_text_as_text(tmp_path: Path, text: str) -> None:
    write_table(tmp_path / "t.xlsx", [("kop",), (text,), (3,), ("\x07bel",)])
    sheet = load_workbook(tmp_path / "t.xlsx").active
    assert sheet is not None
    cells = [sheet.cell(row=row, column=1) for row in (2, 3, 4)]
    assert [(c.value, c.data_type) for c in cells] == [(text, "s"), (3, "n"), ("bel", "s")]


def test_a_file_that_was_there_is_replaced_whole(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("oud", encoding="utf-8")
    write_table(tmp_path / "t.csv", [("nieuw",)])
    assert (tmp_path / "t.csv").read_text(encoding="utf-8-sig").strip() == "nieuw"
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]
