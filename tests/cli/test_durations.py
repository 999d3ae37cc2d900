"""`naober duration`: the contract's keys, and nothing at all on too few trajectories."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.bootstrap import UNLOCK_VARIABLE, now
from desktop.cli.main import run
from desktop.models.casework import Case
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import IndicationStatus, Law, Role
from desktop.models.people import Resident
from desktop.services.start import NewStore, create_store
from desktop.services.workplace import Workplace

UNLOCK = "vier kraaien op het dak"
FIRST = date(2020, 1, 1)
REGULAR = "begeleiding-regulier"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ten residents: six were helped for 100, 200 … 600 days, four are still helped; and nine in another segment."""
    monkeypatch.setenv(UNLOCK_VARIABLE, UNLOCK)
    path = tmp_path / "naober.store"
    created = create_store(
        path, NewStore("oldambt-stadskanaal", "Marijke Veenstra", Role.CONSULTANT, UNLOCK), clock=now
    )
    for n in range(10):
        let_run(created.workplace, (n + 1) * 100 if n < 6 else None, "1A")
    for _n in range(9):
        let_run(created.workplace, 50, "2")
    created.workplace.store.close()
    return path


def let_run(workplace: Workplace, days: int | None, segment: str) -> None:
    resident = Resident(last_name="Boerema", birth_date=date(1990, 5, 1))
    case = Case(resident_id=resident.id, opened_on=FIRST)
    given = Indication(
        case_id=case.id, law=Law.WMO, lot="wmo-begeleiding", segment=segment, product=REGULAR,
        status=IndicationStatus.APPROVED,
    )  # fmt: skip
    last = None if days is None else FIRST + timedelta(days=days - 1)
    with workplace.work("Test") as work:
        work.add(resident, case, given, Trajectory(indication_id=given.id, started_on=FIRST, ended_on=last))
        work.commit()


def asked(file: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = run(["duration", *words, "--store", str(file), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_curve_comes_in_the_keys_of_the_contract(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = asked(file, capsys, "--product", REGULAR, "--segment", "1A")
    assert code == 0
    assert (found["n"], found["events"], found["median_days"], found["upper_quartile_days"]) == (10, 6, 500, None)
    assert [(step["days"], round(step["surviving"], 3)) for step in found["curve"]] == [
        (100, 0.9), (200, 0.8), (300, 0.7), (400, 0.6), (500, 0.5), (600, 0.4),
    ]  # fmt: skip
    for step in found["curve"]:
        assert set(step) == {"days", "surviving", "low", "high"}
        assert 0 <= step["low"] <= step["surviving"] <= step["high"] <= 1
    assert "too_few" not in found


def test_on_too_few_it_says_so_and_not_how_many(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = asked(file, capsys, "--product", REGULAR, "--segment", "2")
    assert code == 0
    assert found["too_few"] is True
    assert set(found) == {"too_few", "minimum", "source"}
    assert found["minimum"] == 10


def test_without_a_segment_all_count_and_with_an_age_only_those(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(file, capsys, "--product", REGULAR)[1]["n"] == 19
    assert asked(file, capsys, "--product", REGULAR, "--age", "40")[1]["n"] == 19
    assert asked(file, capsys, "--product", REGULAR, "--age", "80")[1] == {
        "too_few": True, "minimum": 10, "source": asked(file, capsys, "--product", REGULAR, "--age", "80")[1]["source"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--product", "toveren"), "product-not-known"),
        (("--product", REGULAR, "--segment", "9"), "segment-not-known"),
    ],
)
def test_what_the_region_does_not_have_is_wrong_use(
    file: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: str
) -> None:
    ended, found = asked(file, capsys, *words)
    assert (ended, found["fault"]["code"]) == (2, code)


def test_without_json_it_reads_as_a_sentence(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["duration", "--product", REGULAR, "--segment", "1A", "--store", str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "De helft was klaar binnen 16 maanden.",
        "Berust op 10 trajecten, waarvan er 6 zijn geëindigd.",
    ]
