"""Lists for people with a spreadsheet: nothing in them runs, and our own import reads them back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop.exchange.cells import members_of, one_line, plain_text, read_day, read_degrees
from desktop.exchange.export.csv_files import written
from desktop.exchange.export.sheets import Sheet, joined
from desktop.exchange.export.told import Told
from desktop.exchange.export.workbook_file import LONGEST, BookWriter
from desktop.exchange.guarding import guarded, guarded_data, unguarded
from desktop.exchange.mapping import shipped
from desktop.exchange.text_files import read_csv
from desktop.exchange.workbooks import read_workbook
from desktop.language import speak
from desktop.models.social_map import AvailabilityReport, CommunityService, Provider
from desktop.services.exports import export_map
from desktop.services.imports import apply_import, plan_import
from tests.helpers import rich_map
from tests.helpers.desks import make_workplace

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace

MARKS = "=+-@'\t\r\n \N{FULLWIDTH EQUALS SIGN}"
STORED = st.characters(codec="utf-8", exclude_characters="\x00")
"""What a store keeps: neither half characters nor zeros."""
RISKY = st.text(st.sampled_from(MARKS + 'A1|(;,"#'), max_size=8) | st.text(STORED, max_size=30)
MEMBER = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="|"), min_size=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workplace]:
    speak("nl")
    (tmp_path / "een").mkdir()
    made = make_workplace(tmp_path / "een")
    rich_map.fill(made)
    yield made
    made.store.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workplace]:
    """Another desk, with nothing on its map."""
    (tmp_path / "ander").mkdir()
    made = make_workplace(tmp_path / "ander")
    yield made
    made.store.close()


@given(RISKY)
def test_a_guarded_text_never_begins_as_a_formula_and_comes_back_exactly(text: str) -> None:
    assert not re.match(r"\s*[=+\-@]", guarded(text))
    assert guarded(text)[:1] not in ("\t", "\r", "\n")
    assert unguarded(guarded(text)) == text
    assert unguarded(guarded_data(text)) == text


def test_an_ordinary_text_is_left_as_it_is() -> None:
    for text in ("Koffie", "'t Waar", "0597-555", "1 = 1", "", "a@b.example"):
        assert guarded(text) == text
        assert unguarded(text) == text


def test_a_phone_number_stays_itself_for_other_programs_and_is_guarded_for_people() -> None:
    assert (guarded_data("+31 597 555"), guarded("+31 597 555")) == ("+31 597 555", "'+31 597 555")
    assert guarded_data("+31-597") == "'+31-597"


@given(RISKY)
def test_any_text_in_a_csv_file_is_read_back(text: str) -> None:
    data = io.StringIO()
    csv.writer(data, delimiter=";").writerows([["naam", "plaats"], [written(text), "x"]])
    (row,) = read_csv(data.getvalue().encode("utf-8-sig"), "lijst.csv", "lijst").rows
    assert row.cells["naam"] == text


@given(st.lists(MEMBER, max_size=5, unique_by=str.lower))
def test_a_set_is_read_back_whatever_marks_stand_in_its_members(members: list[str]) -> None:
    mapping = next(mapping for mapping in shipped("services") if mapping.id == "services")
    split = mapping.tables[0].records[0].fields["target_groups"].split
    assert members_of(plain_text(joined(tuple(members))), split) == [
        clean for clean in (one_line(plain_text(member) or "") for member in members) if clean
    ] or any(plain_text(member) != member for member in members)


@given(st.dates(date(1990, 1, 1), date(2999, 12, 31)), st.floats(-180, 180))
def test_days_and_numbers_are_read_back(day: date, degrees: float) -> None:
    assert read_day(written(day)) == day
    text = written(round(degrees, 5))
    assert "." not in text
    assert "e" in text or read_degrees(text) == round(degrees, 5)


def test_the_lists_open_in_a_dutch_spreadsheet(desk: Workplace, tmp_path: Path) -> None:
    done = export_map(desk, "csv", tmp_path / "lijsten")
    assert [path.name for path in done.written] == [
        "voorzieningen.csv",
        "aanbieders.csv",
        "gecontracteerd.csv",
        "beschikbaarheid.csv",
        "datapackage.json",
    ]
    data = (tmp_path / "lijsten" / "gecontracteerd.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfaanbieder;wettelijk kader;")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    (usual,) = (row for row in rows if row["product"] == "begeleiding-regulier" and row["loopt nu"] == "ja")
    assert (usual["eerste dag"], usual["tarief"], usual["tarief per"]) == ("1-1-2025", "60,15", "uur")
    (stopped,) = (row for row in rows if row["instroomstop"] == "ja")
    assert (stopped["toestemming voor de stop"], stopped["stop vanaf"]) == ("1-10-2026", "1-11-2026")
    assert (stopped["stop tot en met"], usual["stop tot en met"]) == ("31-3-2027", "")
    assert (usual["toestemming voor de stop"], usual["stop vanaf"]) == ("", "")
    assert (usual["wettelijk kader"], usual["gemeenten"], usual["productcategorie"]) == ("Wmo 2015", "Oldambt", "02")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_was_exported_is_the_same_map_at_another_desk(
    desk: Workplace, other: Workplace, tmp_path: Path, form: str
) -> None:
    out = tmp_path / ("lijsten" if form == "csv" else "kaart.xlsx")
    export_map(desk, form, out)
    for name, kind in (
        ("voorzieningen", "services"),
        ("aanbieders", "providers"),
        ("beschikbaarheid", "waiting-times"),
    ):
        plan = plan_import(other, out / f"{name}.csv" if form == "csv" else out, kind)
        assert plan.rejected == ()
        apply_import(other, plan)
    here, there = services(desk), services(other)
    assert there.keys() == here.keys()
    for name, service in here.items():
        assert said(there[name]) == said(service)
    assert {name: said(one) for name, one in providers(desk).items()} == {
        name: said(one) for name, one in providers(other).items()
    }
    assert observations(other) == observations(desk)


def services(workplace: Workplace) -> dict[str, CommunityService]:
    with workplace.store.read() as reader:
        return {one.name: one for one in reader.find(CommunityService, merged_into=None)}


def providers(workplace: Workplace) -> dict[str, Provider]:
    with workplace.store.read() as reader:
        return {one.name: one for one in reader.find(Provider)}


def observations(workplace: Workplace) -> set[tuple[object, ...]]:
    with workplace.store.read() as reader:
        names = {one.id: one.name for one in reader.find(Provider)}
        told = ("product", "expertise", "location", "free_places", "waiting_count", "status", "measured_on", "note")
        waits = ("intake_min", "intake_max", "start_min", "start_max")
        return {
            (names[one.provider_id], *(getattr(one, field) for field in (*told, *waits)))
            for one in reader.find(AvailabilityReport)
            if one.id != rich_map.OLDER.id
        }


def said(entry: CommunityService | Provider) -> dict[str, object]:
    """All but where it came from, what the lists do not carry, and spaces at the ends."""
    apart = {"id", "source", "source_id", "organisation_id", "size", "strategic_partner"}
    fields = {name: value for name, value in entry.model_dump().items() if name not in apart}
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}


def test_a_workbook_has_real_days_and_numbers_and_no_formula(desk: Workplace, tmp_path: Path) -> None:
    export_map(desk, "xlsx", tmp_path / "kaart.xlsx")
    book = load_workbook(tmp_path / "kaart.xlsx")
    assert book.sheetnames == ["voorzieningen", "aanbieders", "gecontracteerd", "beschikbaarheid"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type in ("f", "e")]
    texts = {cell.value: cell for cell in cells}
    assert texts["=HYPERLINK(1)"].quotePrefix
    assert datetime(2026, 11, 20) in texts  # noqa: DTZ001 - Excel knows no zones
    assert 60.15 in texts
    assert book["voorzieningen"].freeze_panes == "A2"
    assert book["voorzieningen"].auto_filter.ref == "A1:Y4"


@given(RISKY)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_any_text_in_a_workbook_is_read_back(tmp_path: Path, text: str) -> None:
    path = tmp_path / "een.xlsx"
    BookWriter(Told()).write([Sheet("lijst", ("naam", "plaats", "id"), iter([(text, "x", "1")]), 1)], path)
    (row,) = read_workbook(path.read_bytes(), "een.xlsx")[0].rows
    read = row.cells.get("naam")
    assert plain_text(read) == plain_text(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text))


def test_a_text_longer_than_a_cell_is_cut_and_told(tmp_path: Path) -> None:
    told = Told()
    sheet = Sheet("lijst", ("naam", "id"), iter([("x" * (LONGEST + 1), "7")]), 1)
    BookWriter(told).write([sheet], tmp_path / "lang.xlsx")
    assert [(remark.id, remark.code) for remark in told.left_out] == [("7", "text-cut")]
    (row,) = read_workbook((tmp_path / "lang.xlsx").read_bytes(), "lang.xlsx")[0].rows
    assert len(str(row.cells["naam"])) == LONGEST
