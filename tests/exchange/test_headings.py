"""Sheets as people make them: a title above the names of the columns, cells made one, names over two rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from desktop.exchange.heading import Heading, find
from desktop.exchange.text_files import read_csv
from desktop.models.faults import WorldFault
from desktop.models.social_map import CommunityService
from desktop.services.imports import How, plan_import
from desktop.services.mappings import look_into, remember_mapping
from desktop.services.wording import explain
from tests.helpers.files import csv_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.exchange.plan import ImportPlan
    from desktop.services.workplace import Workplace

HEADER = ["naam", "omschrijving", "plaats", "telefoon"]
CAFE = ["Eetcafé", "Samen eten", "Winschoten", "0597 41 00 00"]
SOOS = ["Soos", "Kaarten", "Scheemda", "0597 59 00 00"]
TITLES = [
    [["Sociale kaart Oldambt 2026"]],
    [["Sociale kaart Oldambt 2026", "", "", ""], ["", "", "", ""]],
    [["Sociale kaart, gemeente Oldambt, versie 3"], ["Samengesteld door de gemeente"], [], ["Peildatum: 1-5-2026"]],
    [[], [], ["Voorzieningen", "", "", "versie 3"]],
]


def sheet(folder: Path, rows: Sequence[Sequence[str | None]], *merged: str, name: str = "lijst.xlsx") -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Kaart"
    for row in rows:
        page.append(list(row))
    for cells in merged:
        page.merge_cells(cells)
    book.save(folder / name)
    return folder / name


def told(plan: ImportPlan) -> list[tuple[int, str]]:
    return [(finding.row, finding.code) for finding in plan.warnings]


def services(plan: ImportPlan) -> list[CommunityService]:
    return [one for one in plan.additions if isinstance(one, CommunityService)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("title", TITLES)
def test_titles_above_the_names_of_the_columns_become_no_column_and_are_told(
    workplace: Workplace, tmp_path: Path, title: list[list[str]], delimiter: str
) -> None:
    file = csv_file(tmp_path, [*title, HEADER, CAFE, SOOS], delimiter=delimiter)
    plan = plan_import(workplace, file, "services")
    row = len(title) + 1
    assert (plan.headers, plan.new, plan.rejected, plan.not_read) == ({"lijst": row}, 2, (), ())
    above = [number for number, line in enumerate(title, start=1) if any(line)]
    assert told(plan) == [(number, "above-header") for number in above]
    assert all(cell in finding.reason for finding in plan.warnings for cell in title[finding.row - 1][:1])
    assert [one.phone for one in services(plan)] == [CAFE[3], SOOS[3]]


@pytest.mark.parametrize("title", TITLES)
def test_the_same_holds_for_a_sheet(workplace: Workplace, tmp_path: Path, title: list[list[str]]) -> None:
    plan = plan_import(workplace, sheet(tmp_path, [*title, HEADER, CAFE]), "services")
    assert (plan.headers, plan.new, plan.not_read) == ({"Kaart": len(title) + 1}, 1, ())


def test_names_nobody_knows_are_found_by_their_number_and_again_once_they_are_remembered(
    workplace: Workplace, tmp_path: Path
) -> None:
    rows = [["Gids"], ["Wat", "Waarover", "Dorp"], ["Eetcafé", "Samen eten, en meer", "Winschoten"]]
    file = csv_file(tmp_path, rows, delimiter=";")
    with pytest.raises(WorldFault, match="mapping-unknown"):
        plan_import(workplace, file, "services")
    seen = look_into(workplace, file, "services")
    assert (seen.table, seen.header, [one.name for one in seen.columns]) == ("lijst", 2, ["wat", "waarover", "dorp"])
    assert seen.first_lines == ((1, ("Gids",)), *((at, tuple(row)) for at, row in enumerate(rows[1:], start=2)))
    remember_mapping(workplace, "services", "Gids", {"wat": "naam", "dorp": "plaats"})
    # Of this one the shape tells nothing: its title is as wide as the names.
    odd = csv_file(tmp_path, [["Gids", "2026", "mei"], *rows[1:]], "breed.csv", delimiter=";")
    assert plan_import(workplace, odd, "services").headers == {"breed": 2}


def test_a_person_says_which_row_names_the_columns(workplace: Workplace, tmp_path: Path) -> None:
    rows = [["Wat", "Dorp", "Telefoon"], ["naam", "plaats", "omschrijving"], ["Soos", "Scheemda", "Kaarten"]]
    file = csv_file(tmp_path, rows)
    assert plan_import(workplace, file, "services").headers == {"lijst": 2}
    assert look_into(workplace, file, "services", {"lijst": 1}).columns[0].name == "wat"
    for rows_told in ({"lijst": 2}, {"": 2}, {"": 3, "lijst": 2}):
        plan = plan_import(workplace, file, "services", How(headers=rows_told))
        assert (plan.headers, plan.new, told(plan)) == ({"lijst": 2}, 1, [(1, "above-header")])
    with pytest.raises(WorldFault, match="header-row-empty") as refused:
        plan_import(workplace, file, "services", How(headers={"": 70}))
    assert "70" in explain(refused.value)


def test_a_list_that_begins_with_its_names_is_read_as_it_was(workplace: Workplace, tmp_path: Path) -> None:
    for rows in (
        [["naam", "omschrijving"], ["Soos"], ["Eetcafé"]],
        [["naam", "omschrijving"], ["naam", "Over namen"], ["Soos", ""]],
    ):
        plan = plan_import(workplace, csv_file(tmp_path, rows), "services")
        assert (plan.headers, plan.new, told(plan)) == ({"lijst": 1}, 2, [])


def test_what_stands_in_a_column_without_a_name_is_told(workplace: Workplace, tmp_path: Path) -> None:
    rows = [["naam", "", "omschrijving"], ["Soos", "elke week", "Kaarten"], ["Eetcafé", "", "Samen eten"]]
    plan = plan_import(workplace, csv_file(tmp_path, rows), "services")
    assert (plan.new, told(plan)) == (2, [(1, "column-without-name")])
    assert plan.warnings[0].reason.startswith("Column B has no name and was not read")


def test_a_value_that_is_merged_over_rows_counts_for_every_one_of_them(workplace: Workplace, tmp_path: Path) -> None:
    below: list[list[str | None]] = [
        ["Soos", "Kaarten", None, None],
        ["Koor", "Zingen", None, None],
        ["Bieb", "Lezen", "Beerta", None],
    ]
    plan = plan_import(workplace, sheet(tmp_path, [HEADER, CAFE, *below], "C2:C4", "A6:B6"), "services")
    assert [one.place for one in services(plan)] == ["Winschoten"] * 3 + ["Beerta"]
    assert [one.phone for one in services(plan)] == [CAFE[3], "", "", ""]
    assert told(plan) == [(1, "merged-down")]


def test_of_a_value_that_is_merged_over_columns_the_first_has_it_and_that_is_told(
    workplace: Workplace, tmp_path: Path
) -> None:
    plan = plan_import(workplace, sheet(tmp_path, [HEADER, ["Soos", "Kaarten", None, "1"]], "B2:C2"), "services")
    assert [(one.description, one.place) for one in services(plan)] == [("Kaarten", "")]
    assert told(plan) == [(1, "merged-across")]
    assert "From column B on" in plan.warnings[0].reason


def test_names_over_two_rows_of_a_sheet_are_read_from_the_lower_one_and_from_what_is_merged_into_it(
    workplace: Workplace, tmp_path: Path
) -> None:
    rows: list[list[str | None]] = [
        ["Sociale kaart"],
        ["Naam", "Contact", None, "Omschrijving"],
        [None, "Telefoon", "E-mail", None],
        ["Soos", "0597 59 00 00", "soos@example.nl", "Kaarten"],
    ]
    plan = plan_import(workplace, sheet(tmp_path, rows, "A1:D1", "A2:A3", "B2:C2", "D2:D3"), "services")
    (soos,) = services(plan)
    assert (soos.name, soos.phone, soos.email, soos.description) == ("Soos", rows[3][1], rows[3][2], "Kaarten")
    assert (plan.headers, told(plan)) == ({"Kaart": 3}, [(1, "above-header"), (2, "header-two-rows")])


def test_names_over_two_rows_of_separated_text_are_told(workplace: Workplace, tmp_path: Path) -> None:
    rows = [["naam", "Contact", "", "omschrijving"], ["", "mobiel", "post", ""], ["Soos", "1", "s@x.nl", "Kaarten"]]
    plan = plan_import(workplace, csv_file(tmp_path, rows), "services")
    assert (2, "header-goes-on") in told(plan)
    assert (1, "column-without-name") in told(plan)
    assert [(finding.row, finding.code) for finding in plan.rejected] == [(2, "required")]


def test_a_sheet_of_which_nothing_is_read_is_told(workplace: Workplace, tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (HEADER, CAFE):
        page.append(row)
    other = book.create_sheet("Toelichting")
    for row in (["Kolom", "Betekenis"], ["kleur", "van de deur"]):
        other.append(row)
    book.save(tmp_path / "boek.xlsx")
    plan = plan_import(workplace, tmp_path / "boek.xlsx", "services")
    assert plan.new == 1
    assert [(one.table, one.row, one.code) for one in plan.warnings] == [("Toelichting", 0, "table-not-read")]


def test_the_separator_is_not_that_of_the_title() -> None:
    data = b"Gids, van Oldambt, Pekela, Veendam, mei 2026\nWat;Waarover;Dorp\nSoos;Kaarten;Beerta\nKoor;Zang;Oostwold\n"
    table = read_csv(data, "gids.csv", "gids")
    assert (table.header, table.columns) == (2, frozenset({"wat", "waarover", "dorp"}))


def test_a_sheet_that_begins_far_down_is_read(workplace: Workplace, tmp_path: Path) -> None:
    plan = plan_import(workplace, csv_file(tmp_path, [*[[""]] * 200, HEADER, CAFE]), "services")
    assert (plan.headers, plan.new) == ({"lijst": 201}, 1)


def test_values_that_are_called_as_columns_are_no_names() -> None:
    lines = [(1, ["soort", "naam", "x", "y", "z"]), (2, ["status", "bron", "telefoon", "", ""])]
    assert find(lines, Heading(frozenset({"naam", "soort", "status", "bron"})).known, ()) == 0
