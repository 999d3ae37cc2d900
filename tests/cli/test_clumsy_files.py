"""Files as clumsy or hostile hands make them, read from a terminal: a sentence, an exit code, nothing half kept."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from desktop.cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.contract import Said, Terminal

HEADER = "naam,omschrijving,plaats\n"
WAITS = "aanbieder,wachttijd tot gesprek,peildatum,bron\n"


@pytest.fixture
def store(tmp_path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("NAOBER_PASSPHRASE", "vier gewone woorden samen")
    path = str(tmp_path / "naober.store")
    assert terminal.say("init", "--region", "oldambt-stadskanaal", "--user", "Jelle Bos", "--store", path).code == 0
    return path


def read_in(terminal: Terminal, store: str, data: str | bytes, name: str = "lijst.csv", kind: str = "services") -> Said:
    file = terminal.folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return terminal.say("import", str(file), "--as", kind, "--store", store)


def told(said: Said) -> list[tuple[int, str]]:
    return [(one["row"], one["code"]) for one in said.document["rejected"] + said.document["warnings"]]


def bomb() -> bytes:
    """A workbook that would be half a gigabyte."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(500):
                sheet.write(b"0" * 1_000_000)
    return packed.getvalue()


def test_files_that_are_no_list_are_refused_in_words_and_nothing_of_them_stays(terminal: Terminal, store: str) -> None:
    files: dict[str, tuple[str | bytes, str]] = {
        "leeg.csv": ("", "file-empty"),
        "alleen-sep.csv": ("sep=;\n", "file-empty"),
        "nul.csv": (f"{HEADER}Nul\x00,x,y\n", "file-not-text"),
        "plaatje.csv": (b"\x89PNG\r\n\x1a\n", "file-not-text"),
        "open.csv": (f'{HEADER}"Nooit dicht,x,y\n', "file-broken"),
        "dubbel.csv": ("naam,naam\nA,B\n", "columns-double"),
        "kolommen.csv": (",".join(f"k{n}" for n in range(20_000)), "columns-many"),
        "bom.xlsx": (bomb(), "file-bomb"),
        "diep.json": ("[" * 50_000, "file-broken"),
        "getal.json": ("1e400", "file-no-list"),
    }
    for name, (data, code) in files.items():
        said = read_in(terminal, store, data, name)
        assert (name, said.code, said.document["fault"]["code"]) == (name, 3, code)
        assert said.errors.strip() == said.document["fault"]["text"]
    assert terminal.say("import", "--list", "--store", store).document["imports"] == []


def test_a_name_may_be_long_but_not_without_end(terminal: Terminal, store: str) -> None:
    said = read_in(terminal, store, f"{HEADER}{'A' * 200},x,y\n{'B' * 100_000},x,y\n")
    assert (said.code, said.document["new"], told(said)) == (1, 1, [(3, "text-too-long")])
    assert len(said.document["rejected"][0]["reason"]) < 200
    (hit,) = terminal.say("search", "a" * 64, "--store", store).document["hits"]
    assert hit["name"] == "A" * 200


def test_days_and_weeks_that_cannot_be_leave_their_row_out(terminal: Terminal, store: str) -> None:
    rows = [
        "A,10000,2026-11-01",
        "B,8-6 wk,2026-11-01",
        "C,8,31-2-2026",
        "D,8,9999-12-31",
        "E,8,",
        "F,8 weken,2026-11-01",
    ]
    said = read_in(terminal, store, WAITS + "".join(f"Zorg {row},x\n" for row in rows), kind="waiting-times")
    assert (said.code, said.document["new"]) == (1, 1)
    assert {row for row, _code in told(said)} == {2, 3, 4, 5, 6}
    assert terminal.say("search", "zorg", "--store", store).document["total"] == 1


def test_a_column_that_nobody_reads_is_told(terminal: Terminal, store: str) -> None:
    said = read_in(terminal, store, "aanbieder,intake_weken,peildatum\nZorg A,10,2026-11-01\n", kind="waiting-times")
    assert (said.code, said.document["not_read"]) == (0, ["intake_weken"])
    lines = terminal.plain("import", str(terminal.folder / "lijst.csv"), "--as", "waiting-times", "--store", store)
    assert lines[1] == "Kolommen die niet gelezen zijn: intake_weken"


def test_a_list_that_names_its_own_separator_is_read(terminal: Terminal, store: str) -> None:
    said = read_in(terminal, store, "sep=;\r\nnaam;omschrijving;plaats\r\nEetcafé;a, b, c, d;Winschoten\r\n;x;y\r\n")
    assert (said.document["new"], told(said)) == (1, [(4, "required")])
    said = read_in(terminal, store, 'sep=;\nnaam;omschrijving\n"Nooit dicht;x\n')
    assert "regel 3" in said.document["fault"]["text"]


def test_mixed_and_marked_encodings_keep_every_row(terminal: Terminal, store: str) -> None:
    mixed = f"{HEADER}Buurtcafé,x,y\n".encode() + "Eetcafé,x,y\n".encode("cp1252")
    said = read_in(terminal, store, mixed)
    assert (said.document["new"], told(said)) == (2, [(2, "text-garbled")])
    assert read_in(terminal, store, f"{HEADER}Wijkcafé,x,y\n".encode("utf-16"), "zestien.csv").document["new"] == 1
    assert read_in(terminal, store, f"\ufeff{HEADER}Dorpscafé,x,y\n", "merk.csv").document["new"] == 1
    hits = terminal.say("search", "café", "--store", store).document["hits"]
    assert {hit["name"] for hit in hits} == {"Eetcafé", "Wijkcafé", "Dorpscafé"}


def test_what_a_file_says_does_not_steer_the_terminal(terminal: Terminal, store: str) -> None:
    data = f"{HEADER}\x1b[31mRode soep\x07,x\u202ey,Winschoten\n"
    read_in(terminal, store, data, "lijst\n\x1b[2J.csv")
    printed = [
        *terminal.plain("import", "--list", "--store", store),
        *terminal.plain("search", "soep", "--store", store),
    ]
    assert len(printed) == 3
    assert not set("".join(printed)) & set("\x1b\x07\u202e")
    terminal.capsys.readouterr()
    assert run(["search", "x", "--near", "\x1b[2Jnergens", "--store", store]) == 2
    assert "\x1b" not in terminal.capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["", '"', "*", "(", "NEAR(", "AND", "^a", "name:x", "'; DROP TABLE provider;--", "\x00", "x" * 100_000]
)
def test_any_text_can_be_asked(terminal: Terminal, store: str, text: str) -> None:
    said = terminal.say("search", text, "--store", store)
    assert (said.code, said.document["total"], said.errors) == (0, 0, "")


def test_what_was_searched_instead_is_told(terminal: Terminal, store: str) -> None:
    read_in(terminal, store, "naam,omschrijving,thema's,plaats\nThuis Netjes,HbH,,y\n")
    said = terminal.say("search", "huishoudeljke hulp", "--store", store)
    assert said.document["corrected"] == [{"typed": "huishoudeljke", "read": "huishoudelijke"}]
    assert [hit["name"] for hit in said.document["hits"]] == ["Thuis Netjes"]
    assert terminal.plain("search", "huishoudeljke hulp", "--store", store)[0] == "gezocht op huishoudelijke"


def test_links_in_circles_and_to_nowhere_are_named_by_row(terminal: Terminal, store: str) -> None:
    folder = terminal.folder / "map"
    folder.mkdir()
    (folder / "organizations.csv").write_text("id,name,parent_organization_id\no1,Een,o2\no2,Twee,o1\n")
    (folder / "services.csv").write_text("id,name,organization_id\ns1,Kring,o1\ns2,Los,weg\n")
    said = terminal.say("import", str(folder), "--as", "hsds", "--store", store)
    assert (said.code, said.document["new"]) == (1, 3)
    assert sorted(told(said)) == [(2, "link-circular"), (3, "link-circular"), (3, "link-missing")]


def test_the_same_file_twice_changes_nothing_and_back_and_forth_loses_nothing(terminal: Terminal, store: str) -> None:
    data = f'{HEADER}"=HYPERLINK(""x"")",+31,-1\n@SUM(A1),=1+1,Winschoten\n'
    assert read_in(terminal, store, data).document["new"] == 2
    again = read_in(terminal, store, data).document
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 2)
    (run_,) = terminal.say("import", "--list", "--store", store).document["imports"]
    assert terminal.say("import", "--undo", run_["id"], "--store", store).code == 0
    assert read_in(terminal, store, data).document["new"] == 2
    before = terminal.say("search", "", "--store", store).document["hits"]
    assert terminal.say("export", "csv", "-o", str(terminal.folder / "uit"), "--store", store).code == 0
    for file in (terminal.folder / "uit").glob("*.csv"):
        cells = [cell.strip('"') for line in file.read_text("utf-8-sig").splitlines() for cell in line.split(";")]
        assert not [cell for cell in cells if cell[:1] in ("=", "@")]
    assert json.dumps(terminal.say("search", "", "--store", store).document["hits"]) == json.dumps(before)
    assert terminal.say("store", "verify", "--store", store).document["ok"]


def test_the_row_that_names_the_columns_is_told_and_can_be_another(terminal: Terminal, store: str) -> None:
    said = read_in(terminal, store, f"Sociale kaart 2026\n\n{HEADER}Eetcafé,x,y\n")
    assert (said.code, said.document["new"], said.document["headers"]) == (0, 1, [{"table": "lijst", "row": 3}])
    assert [(one["row"], one["code"]) for one in said.document["warnings"]] == [(1, "above-header")]
    file = str(terminal.folder / "lijst.csv")
    again = ("import", file, "--as", "services", "--store", store)
    _counts, named, above = terminal.plain(*again)
    assert named == "De namen van de kolommen zijn gelezen uit rij 3."
    assert above.endswith("Deze rij staat boven de namen van de kolommen en is niet gelezen: “Sociale kaart 2026”.")
    assert terminal.say(*again, "--header", "lijst=3").document["headers"] == [{"table": "lijst", "row": 3}]
    assert terminal.say(*again, "--header", "2").document["fault"]["code"] == "header-row-empty"
    for wrong in ("0", "drie", "lijst=", "²"):
        assert terminal.say(*again, "--header", wrong).code == 2
    assert terminal.say("import", "--list", "--header", "2", "--store", store).code == 2
