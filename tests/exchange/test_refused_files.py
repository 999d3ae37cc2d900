"""Files as a whole: what is not what it says is refused with a sentence, and nothing is written."""

from __future__ import annotations

import io
import random
import zipfile
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from desktop.exchange import mapping as mappings
from desktop.exchange.reading import read_source
from desktop.exchange.tables import Table
from desktop.exchange.text_files import read_csv, read_json
from desktop.exchange.workbooks import read_workbook
from desktop.language.places import resource
from desktop.models.faults import WorldFault
from desktop.services.fault_words import WORDS
from desktop.services.imports import plan_import
from desktop.services.wording import explain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.services.workplace import Workplace

T = TypeVar("T")

REFUSED = [
    ("leeg.csv", b"", "file-empty"),
    ("leeg.csv", b" \n\n", "file-empty"),
    ("leeg.csv", b";;;\n;;\n", "file-empty"),
    ("foto.csv", b"\x89PNG\r\n\x1a\n0000", "file-not-text"),
    ("brief.csv", b"%PDF-1.7 naam,omschrijving", "file-not-text"),
    ("blad.csv", b"PK\x03\x04....", "file-not-text"),
    ("nullen.csv", b"naam,omschrijving\na\x00b,c\n", "file-not-text"),
    ("vreemd.csv", b"naam,omschrijving\n\x81\x8d\xe9,x\n", "file-encoding"),
    ("open.csv", b'naam,omschrijving\n"nooit gesloten,x\n', "file-broken"),
    ("twee.csv", b"naam,omschrijving,Naam\na,b,c\n", "columns-double"),
    ("andere.csv", b"kolom,iets\na,b\n", "mapping-unknown"),
    ("half.csv", b"naam,stadsdeel,levert,categorieen\na,b,c,d\n", "columns-missing"),
    ("stuk.json", b'[{"naam": "a"', "file-broken"),
    ("diep.json", b"[" * 100_000, "file-broken"),
    ("getal.json", b"[1" + b"0" * 5_000 + b"]", "file-broken"),
    ("geen-lijst.json", b'{"naam": "a"}', "file-no-list"),
    ("getallen.json", b"[1, 2]", "file-no-list"),
    ("diep-hsds.json", b'{"id": "s", "name": "a", "organization": ' * 5_000, "file-broken"),
    ("leeg.json", b"[]", "file-empty"),
    ("geen.xlsx", b"naam,omschrijving\n", "file-wrong-kind"),
    ("document.pdf", b"%PDF-1.7", "file-other-kind"),
    ("oud.xls", b"\xd0\xcf\x11\xe0" + b"0" * 600, "file-other-kind"),
    ("met-wachtwoord.xlsx", b"\xd0\xcf\x11\xe0" + b"0" * 600, "file-other-kind"),
    ("lijst", b"naam,omschrijving\na,b\n", "file-other-kind"),
    ("breed.csv", b"naam,omschrijving," + b",".join(b"k%d" % n for n in range(3_000)) + b"\n", "columns-many"),
    ("half-letter.csv", "naam,omschrijving\né,b\n".encode("utf-16") + b"x", "file-encoding"),
]


@pytest.mark.parametrize(("name", "data", "code"), REFUSED)
def test_a_file_that_cannot_be_taken_is_refused_with_its_reason(
    workplace: Workplace, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(WorldFault) as refused:
        plan_import(workplace, path, "services")
    assert refused.value.code == code
    assert says(refused.value)


def test_a_missing_file_an_empty_folder_and_a_folder_as_mapping_are_named(workplace: Workplace, tmp_path: Path) -> None:
    for path, mapping, code in (
        (tmp_path / "weg.csv", None, "file-not-found"),
        (tmp_path, None, "folder-without-tables"),
        (tmp_path / ("x" * 300 + ".csv"), None, "file-not-readable"),
        (tmp_path / "nul\0.csv", None, "file-not-readable"),
    ):
        with pytest.raises(WorldFault, match=code) as refused:
            plan_import(workplace, path, "services", mapping)
        assert len(says(refused.value)) < 300
    good = tmp_path / "lijst.csv"
    good.write_text("naam,omschrijving\na,b\n")
    with pytest.raises(WorldFault, match="mapping-not-found"):
        plan_import(workplace, good, "services", tmp_path / "weg.toml")


def test_missing_columns_are_named(workplace: Workplace, tmp_path: Path) -> None:
    path = tmp_path / "twente.csv"
    path.write_text("aanbieder;locatie;doelgroep;expertise;intake_weken\na;b;c;d;8\n")
    with pytest.raises(WorldFault) as refused:
        plan_import(workplace, path, "waiting-times")
    assert refused.value.values["columns"] == ("peildatum", "bron")


@pytest.mark.parametrize(
    "text",
    [
        "id = 'a'",
        "geen toml",
        "id = 'a'\nname = 'A'\nsource = 'a'\nkind = 'services'\ntables = [{needs = ['naam'], records = [], x = 1}]",
        "id = 'a'\nname = 'A'\nsource = 'a'\nkind = 'services'\n[[tables]]\nneeds = ['naam']\n[[tables.records]]\n"
        "kind = 'community_service'\nfields = {name = {columns = ['naam'], pattern = '('}}",
    ],
)
def test_a_broken_mapping_tells_where(workplace: Workplace, tmp_path: Path, text: str) -> None:
    (tmp_path / "lijst.csv").write_text("naam,omschrijving\na,b\n")
    (tmp_path / "eigen.toml").write_text(text)
    with pytest.raises(WorldFault) as refused:
        plan_import(workplace, tmp_path / "lijst.csv", "services", tmp_path / "eigen.toml")
    assert refused.value.code == "mapping-broken"
    assert says(refused.value)


def test_a_mapping_for_another_kind_is_refused(workplace: Workplace, tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text("naam,wetten\na,Wmo\n")
    own = resource("mappings", "providers.toml")
    with pytest.raises(WorldFault, match="mapping-other-kind"):
        plan_import(workplace, tmp_path / "lijst.csv", "services", own)
    assert plan_import(workplace, tmp_path / "lijst.csv", "providers", own).new == 1


def test_every_shipped_mapping_is_whole() -> None:
    assert {m.id for kind in mappings.KINDS for m in mappings.shipped(kind)} == {
        "amsterdam",
        "hsds",
        "hsds-florida",
        "places",
        "providers",
        "services",
        "twente",
        "waiting-times",
    }


def test_a_zip_bomb_is_not_opened() -> None:
    with pytest.raises(WorldFault, match="file-bomb"):
        read_workbook(zipped({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b" " * 50_000_000}), "bom.xlsx")
    with pytest.raises(WorldFault, match="file-bomb"):
        read_workbook(zipped({f"part{n}.bin": b"" for n in range(3_000)}), "bom.xlsx")


def test_a_workbook_that_declares_entities_is_not_opened() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><workbook>&lol;</workbook>'
    with pytest.raises(WorldFault, match="file-bomb"):
        read_workbook(zipped({"xl/workbook.xml": laughs}), "lach.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_entities_are_found_wherever_they_hide(part: str, encoding: str) -> None:
    hidden = f"<!-- {'x' * 1_500_000} --><!DOCTYPE lolz [<!ENTITY lol 'lol'>]><workbook>&lol;</workbook>"
    data = zipped({part: hidden.encode(encoding), "ballast.bin": random.Random(1).randbytes(100_000)})  # noqa: S311
    with pytest.raises(WorldFault, match="file-bomb"):
        read_workbook(data, "lach.xlsx")


def sheet_with(cells: bytes) -> bytes:
    """A small workbook with more in its sheet."""
    with zipfile.ZipFile(io.BytesIO(small_workbook())) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    sheet = "xl/worksheets/sheet1.xml"
    return zipped(parts | {sheet: parts[sheet].replace(b"</sheetData>", cells + b"</sheetData>")})


def test_a_cell_at_the_far_end_of_a_sheet_costs_no_memory() -> None:
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>z</t></is></c></row>'
    (table,) = read_workbook(sheet_with(far), "ver.xlsx")
    assert [row.number for row in table.rows] == [2]


def test_a_line_that_says_to_be_the_billionth_never_has_to_come() -> None:
    beyond = b'<row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>z</t></is></c></row>'
    with pytest.raises(WorldFault, match="file-wrong-kind"):
        read_workbook(sheet_with(beyond), "ver.xlsx")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_list_whose_mark_of_encoding_is_gone_is_read(encoding: str) -> None:
    (row,) = read_csv("naam;omschrijving\nCafé;Ë\n".encode(encoding), "lijst.csv", "lijst").rows
    assert row.cells == {"naam": "Café", "omschrijving": "Ë"}


def test_a_folder_among_the_tables_of_a_folder_is_passed_over(workplace: Workplace, tmp_path: Path) -> None:
    (tmp_path / "oud.csv").mkdir()
    (tmp_path / "lijst.csv").write_text("naam,omschrijving\na,b\n")
    assert plan_import(workplace, tmp_path, "services").new == 1


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(WorldFault, match="file-wrong-kind"):
        read_workbook(zipped({"leesmij.txt": b"hallo"}), "map.xlsx")
    with pytest.raises(WorldFault, match="file-empty"):
        read_workbook(empty_workbook(), "leeg.xlsx")


@pytest.mark.parametrize("reader", [read_csv, read_json, lambda data, file, _name: read_workbook(data, file)])
@given(data=st.binary(max_size=400))
def test_any_bytes_give_tables_or_a_clean_refusal(
    reader: Callable[[bytes, str, str], Table | tuple[Table, ...]], data: bytes
) -> None:
    assert outcome(lambda: reader(data, "iets", "iets"))


@given(text=st.text(alphabet='naom,;"\n\r\t omschrijvng1é\ufeff<&>', max_size=300))
def test_any_text_becomes_rows_or_a_clean_refusal(text: str) -> None:
    data = ("naam,omschrijving\n" + text).encode()
    found = outcome(lambda: read_csv(data, "lijst.csv", "lijst"))
    assert found
    assert isinstance(found, str) or found.columns == {"naam", "omschrijving"}


@given(data=st.binary(min_size=1, max_size=200), spot=st.integers(0, 6_000))
def test_a_damaged_workbook_gives_tables_or_a_clean_refusal(data: bytes, spot: int) -> None:
    whole = small_workbook()
    damaged = whole[:spot] + data + whole[spot + len(data) :]
    assert outcome(lambda: read_workbook(damaged, "blad.xlsx"))


def test_files_are_told_apart_by_their_digest(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(f"naam,omschrijving\n{name},x\n")
    one, other = (read_source(tmp_path / f"{name}.csv") for name in ("a", "b"))
    assert one.digest != other.digest == read_source(tmp_path / "b.csv").digest


def outcome(read: Callable[[], T]) -> T | str:
    """What was read, or the sentence of the refusal; anything else that is raised fails the test."""
    try:
        return read()
    except WorldFault as refused:
        return says(refused)


def says(fault: WorldFault) -> str:
    """The sentence of a fault; fails when there is none, or a value that it needs is not there."""
    assert fault.code in WORDS
    return explain(fault)


def zipped(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def empty_workbook() -> bytes:
    data = io.BytesIO()
    Workbook().save(data)
    return data.getvalue()


def small_workbook() -> bytes:
    book, data = Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(["naam", "omschrijving"])
    book.active.append(["Soos", "Kaarten"])
    book.save(data)
    return data.getvalue()
