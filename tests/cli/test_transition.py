"""`naober transition` as the contract says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.helpers.contract import Terminal

YOUTH: dict[str, Any] = {
    "region": "oldambt-stadskanaal",
    "today": "2026-06-01",
    "birth_date": "2008-12-15",
    "help": [
        {"product": "begeleiding", "care_form": "guidance", "start": "2025-01-01"},
        {"product": "behandeling", "care_form": "treatment-help", "start": "2025-01-01", "extended": True},
    ],
}


def written(terminal: Terminal, **other: object) -> str:
    path = terminal.folder / "jongere.json"
    path.write_text(json.dumps(YOUTH | other), encoding="utf-8")
    return str(path)


def test_a_file_tells_what_ends_goes_on_and_must_be_arranged(terminal: Terminal) -> None:
    said = terminal.say("transition", written(terminal))
    assert said.code == 0
    assert [(one["help"], one["last_day"]) for one in said.document["ends"]] == [("begeleiding", "2026-12-14")]
    assert [(one["help"], one["last_day"]) for one in said.document["continues"]] == [("behandeling", "2031-12-14")]
    assert said.document["gaps"] == []
    assert all({"code", "area", "due", "owner", "law", "source"} <= task.keys() for task in said.document["tasks"])
    assert "gemeente" in {one["at"] for one in said.document["ask"]}


def test_a_gap_asks_for_a_person(terminal: Terminal) -> None:
    said = terminal.say("transition", written(terminal, help=YOUTH["help"][:1]))
    assert (said.code, said.document["gaps"]) == (1, [{"from": "2026-12-15", "to": None}])


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("birth_date", "2008-02-30", "transition-file"),
        ("birth_date", "2030-01-01", "birth-date-in-future"),
        ("birth_date", "1890-01-01", "birth-date-too-long-ago"),
        ("help", [{"start": "gisteren"}], "transition-file"),
        ("hulp", [], "transition-file"),
        ("region", "nergens", "unknown-region"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_and_is_wrong_use(
    terminal: Terminal, key: str, value: object, code: str
) -> None:
    said = terminal.say("transition", written(terminal, **{key: value}))
    assert (said.code, said.document["fault"]["code"]) == (2, code)


def test_a_file_that_is_not_there_is_a_fault_of_the_world(terminal: Terminal) -> None:
    assert terminal.say("transition", str(terminal.folder / "weg.json")).code == 3


def test_a_case_tells_the_same_by_what_was_granted(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAOBER_PASSPHRASE", "vier gewone woorden samen")
    path = terminal.folder / "winkel.naober"
    assert terminal.say("demo", "--region", "achterhoek", "--residents", "40", "--store", str(path)).code == 0
    unknown = terminal.say("transition", "0190aaaa-0000-7000-8000-000000000000", "--store", str(path))
    assert (unknown.code, unknown.document["fault"]["code"]) == (2, "gone")
