"""`naober export` as the contract says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.contract import Terminal


@pytest.fixture
def store(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NAOBER_PASSPHRASE", "vier gewone woorden samen")
    path = terminal.folder / "winkel.naober"
    made = terminal.say("demo", "--region", "oldambt-stadskanaal", "--residents", "5", "--store", str(path))
    assert made.code == 0
    return path


@pytest.mark.parametrize(("kind", "name"), [("hsds", "uit"), ("csv", "uit"), ("xlsx", "kaart.xlsx")])
def test_every_kind_is_written_and_named(terminal: Terminal, store: Path, kind: str, name: str) -> None:
    out = terminal.folder / name
    said = terminal.say("export", kind, "-o", str(out), "--store", str(store))
    assert said.code == 0
    assert said.document["written"]
    assert all(Path(path).is_file() for path in said.document["written"])
    assert isinstance(said.document["left_out"], list)
    assert all({"id", "reason"} <= remark.keys() for remark in said.document["filled"])


def test_ones_own_calendar_is_one_file(terminal: Terminal, store: Path) -> None:
    out = terminal.folder / "mijn.ics"
    said = terminal.say("export", "ics", "-o", str(out), "--store", str(store))
    assert (said.code, said.document["written"]) == (0, [str(out)])
    assert all({"id", "reason"} == left.keys() for left in said.document["left_out"])
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_folder_in_use_is_a_fault_of_the_world_in_words(terminal: Terminal, store: Path) -> None:
    (terminal.folder / "vol").mkdir()
    (terminal.folder / "vol" / "foto.jpg").write_bytes(b"x")
    said = terminal.say("export", "hsds", "-o", str(terminal.folder / "vol"), "--store", str(store))
    assert (said.code, said.document["fault"]["code"]) == (3, "export-folder-in-use")
    assert "foto.jpg" in said.errors


def test_a_workbook_under_another_name_is_wrong_use(terminal: Terminal, store: Path) -> None:
    said = terminal.say("export", "xlsx", "-o", str(terminal.folder / "kaart.csv"), "--store", str(store))
    assert (said.code, said.document["fault"]["code"]) == (2, "export-name-xlsx")


def test_the_plain_answer_counts_in_words(terminal: Terminal, store: Path) -> None:
    lines = terminal.plain("export", "csv", "-o", str(terminal.folder / "uit"), "--store", str(store))
    assert lines[0].endswith("staan nu in 5 bestanden.")
    assert lines[1].endswith("voorzieningen.csv")


def test_an_unknown_kind_is_not_understood(terminal: Terminal, store: Path) -> None:
    assert terminal.say("export", "pdf", "-o", str(terminal.folder / "x"), "--store", str(store)).code == 2
