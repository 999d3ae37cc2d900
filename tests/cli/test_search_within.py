"""`naober search --within`: no further than so many kilometres, and which location is near."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.contract import Terminal

LIST = "naam,omschrijving,plaats\nSoos,koffie,Winschoten\nEetcafé,soep,Stadskanaal\nKlusbus,wij komen aan huis,Assen\n"


@pytest.fixture
def store(tmp_path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("NAOBER_PASSPHRASE", "vier gewone woorden samen")
    path = str(tmp_path / "naober.store")
    assert terminal.say("init", "--region", "oldambt-stadskanaal", "--user", "Jelle Bos", "--store", path).code == 0
    file = tmp_path / "lijst.csv"
    file.write_text(LIST, encoding="utf-8")
    assert terminal.say("import", str(file), "--as", "services", "--store", path).document["new"] == 3
    return path


def test_a_municipality_or_product_that_is_not_there_is_no_want_of_help(terminal: Terminal, store: str) -> None:
    said = terminal.say("search", "soos", "--municipality", "Oldmabt", "--store", store)
    assert said.code == 2
    assert "gemeente hoort niet bij de regio" in said.errors
    said = terminal.say("search", "zorg", "--product", "begeleding-plus", "--store", store)
    assert said.code == 2
    assert "begeleding-plus" in said.errors
    assert terminal.say("search", "zorg", "--product", "begeleiding-plus", "--store", store).code == 0


def test_a_bsn_is_refused_and_does_not_ask_for_the_whole_map(terminal: Terminal, store: str) -> None:
    for text in ("999990019", "9999.90.019", "soos 999990019"):
        said = terminal.say("search", text, "--store", store)
        assert (said.code, said.document["fault"]["code"]) == (2, "search-bsn")
        assert "999990019" not in said.errors
    assert terminal.say("search", "soos 0597123456", "--store", store).code == 0


def test_what_is_further_is_left_out_but_not_what_comes_to_the_home(terminal: Terminal, store: str) -> None:
    near = ("--near", "Winschoten", "--store", store)
    assert terminal.say("search", "", *near).document["total"] == 3
    for km in ("10", "2,5", "12.5"):
        said = terminal.say("search", "", "--within", km, *near)
        assert {hit["name"] for hit in said.document["hits"]} == {"Soos", "Klusbus"}
        assert said.document["total"] == 2
    (bus,) = terminal.say("search", "klusbus", "--within", "10", *near).document["hits"]
    assert bus["nearest"] == "Assen"
    away = str(bus["distance_km"]).replace(".", ",")
    assert bus["stands"][-1] == f"komt aan huis of is online, {away} km: locatie Assen"


def test_the_lines_say_why_and_which_location_is_near(terminal: Terminal, store: str) -> None:
    lines = terminal.plain("search", "klusbus", "--near", "Winschoten", "--store", store)
    assert "km: locatie Assen" in lines[1]


@pytest.mark.parametrize("km", ["0", "-5", "nan", "inf", "tien", "1e9", "5 km"])
def test_nonsense_is_refused_in_a_sentence(terminal: Terminal, store: str, km: str) -> None:
    terminal.capsys.readouterr()
    assert run(["search", "", "--near", "Winschoten", "--within", km, "--store", store]) == 2
    assert "aantal kilometers" in terminal.capsys.readouterr().err


def test_a_distance_needs_a_place(terminal: Terminal, store: str) -> None:
    terminal.capsys.readouterr()
    assert run(["search", "", "--within", "5", "--store", store]) == 2
    assert "Noem ook een plaats of postcode." in terminal.capsys.readouterr().err
