"""`naober export iwmo301|jw301` and `naober import --as iwmo`: the keys and exit codes of the contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.bootstrap import now
from desktop.models.kinds import MessageKind, Role
from desktop.services.start import NewStore, create_store
from desktop.services.workplace import Workplace
from tests.helpers.contract import Terminal
from tests.helpers.granted import START, change_resident, someone
from tests.helpers.standard import message, started


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NAOBER_PASSPHRASE", "zonnige tuin met appelbomen")
    return tmp_path / "naober.db"


@pytest.fixture
def desk(place: Path) -> Iterator[Workplace]:
    """A store with someone whose help was granted; closed before a command opens it."""
    new = NewStore("oldambt-stadskanaal", "Marijke Veenstra", Role.CONSULTANT, "zonnige tuin met appelbomen")
    made = create_store(place, new, clock=now).workplace
    yield made
    made.store.close()


def test_writing_and_reading(terminal: Terminal, place: Path, desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    desk.store.close()
    said = terminal.say("export", "iwmo301", "-o", str(tmp_path / "uit"), "--store", str(place))
    assert said.code == 0
    assert said.document["left_out"] == []
    (path,) = map(Path, said.document["written"])
    number = path.read_text("utf-8").split("ToewijzingNummer>")[1].split("<")[0]
    again = terminal.say("export", "iwmo301", "-o", str(tmp_path / "uit"), "--store", str(place))
    assert (again.code, again.document) == (0, {"written": [], "left_out": []})
    start = tmp_path / "start.xml"
    start.write_bytes(message(MessageKind.WMO305, started(int(number), START.isoformat()), started(9, "2026-11-16")))
    read = terminal.say("import", str(start), "--as", "iwmo", "--store", str(place))
    assert read.code == 1
    assert {key: read.document[key] for key in ("read", "new", "changed", "same", "to_do", "warnings")} == {
        "read": 2,
        "new": 1,
        "changed": 0,
        "same": 0,
        "to_do": 0,
        "warnings": [],
    }
    (rejected,) = read.document["rejected"]
    assert rejected == {
        "row": 2,
        "field": "ToewijzingNummer",
        "code": "line-allocation-unknown",
        "reason": "Dit toewijzingsnummer is hier niet bekend.",
    }
    assert given.case_id


def test_what_is_left_out_asks_for_a_person(terminal: Terminal, place: Path, desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    change_resident(desk, given.case_id, bsn="")
    desk.store.close()
    said = terminal.say("export", "iwmo301", "-o", str(tmp_path / "uit"), "--store", str(place))
    assert said.code == 1
    (out,) = said.document["left_out"]
    assert (out["id"], out["case"], out["code"]) == (given.indication_id, given.case_id, "message-needs-bsn")
    assert "BSN" in out["reason"]
    assert list((tmp_path / "uit").iterdir()) == []


def test_youth_help_has_nothing_to_tell(terminal: Terminal, place: Path, desk: Workplace, tmp_path: Path) -> None:
    someone(desk)
    desk.store.close()
    said = terminal.say("export", "jw301", "-o", str(tmp_path / "uit"), "--store", str(place))
    assert (said.code, said.document["written"]) == (0, [])


def test_a_dry_run_keeps_nothing(terminal: Terminal, place: Path, desk: Workplace, tmp_path: Path) -> None:
    desk.store.close()
    (tmp_path / "half.xml").write_bytes(b"<half")
    for _time in range(2):
        said = terminal.say("import", str(tmp_path / "half.xml"), "--as", "iwmo", "--dry-run", "--store", str(place))
        assert (said.code, said.document["rejected"][0]["code"]) == (1, "message-not-xml")


def test_a_file_that_is_not_there_is_a_fault_of_the_world(
    terminal: Terminal, place: Path, desk: Workplace, tmp_path: Path
) -> None:
    desk.store.close()
    said = terminal.say("import", str(tmp_path / "weg.xml"), "--as", "iwmo", "--store", str(place))
    assert (said.code, said.document["fault"]["code"]) == (3, "file-not-found")
