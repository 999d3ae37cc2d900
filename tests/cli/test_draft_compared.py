"""`naober draft check --store`: a draft beside how long such help in that store really lasted."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.bootstrap import UNLOCK_VARIABLE, now
from desktop.models.casework import Case
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import IndicationStatus, Law, Role
from desktop.models.people import Resident
from desktop.services.start import NewStore, create_store
from desktop.services.workplace import Workplace
from tests.helpers.contract import Terminal
from tests.helpers.region_drafts import in_order

UNLOCK = "vier kraaien op het dak"
FIRST = date(2020, 1, 1)
REGION = "oldambt-stadskanaal"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store in which begeleiding regulier, segment 1A, ended ten times: after 100, 200 up to 1000 days."""
    monkeypatch.setenv(UNLOCK_VARIABLE, UNLOCK)
    path = tmp_path / "naober.store"
    created = create_store(path, NewStore(REGION, "Marijke Veenstra", Role.CONSULTANT, UNLOCK), clock=now)
    for days in range(100, 1001, 100):
        let_run(created.workplace, days)
    created.workplace.store.close()
    return path


def let_run(workplace: Workplace, days: int) -> None:
    """Help that was given for so many days."""
    resident = Resident(last_name="Boerema")
    case = Case(resident_id=resident.id, municipality="Stadskanaal", opened_on=FIRST)
    help_ = Indication(
        case_id=case.id,
        law=Law.WMO,
        lot="wmo-begeleiding",
        segment="1A",
        product="begeleiding-regulier",
        status=IndicationStatus.ENDED,
    )
    ran = Trajectory(indication_id=help_.id, started_on=FIRST, ended_on=FIRST + timedelta(days=days - 1))
    with workplace.work("Test") as work:
        work.add(resident, case, help_, ran)
        work.commit()


@pytest.mark.parametrize(("end", "is_asked"), [("2029-03-10", False), ("2029-03-11", True)])
def test_a_draft_beyond_the_upper_quartile_is_asked_about(
    terminal: Terminal, file: Path, end: str, is_asked: bool
) -> None:
    draft = in_order(REGION) | {"end": end}
    said = terminal.check(draft, "--store", str(file))
    assert said.code == 0
    assert ("longer-than-comparable" in said.prompts) == is_asked
    assert "longer-than-comparable" not in terminal.check(draft).prompts
    if is_asked:
        assert said.prompts["longer-than-comparable"]["level"] == "ask"
        assert "Van 10 vergelijkbare trajecten was driekwart klaar binnen 26 maanden." in str(said.document)


@pytest.mark.parametrize("changes", [{"segment": "2"}, {"product": "kortdurend-verblijf", "unit": "etmaal"}])
def test_other_help_is_not_compared_with_it(terminal: Terminal, file: Path, changes: dict[str, str]) -> None:
    said = terminal.check(in_order(REGION) | changes | {"end": "2035-12-31"}, "--store", str(file))
    assert "longer-than-comparable" not in said.prompts


def test_a_draft_of_another_region_is_a_fault(terminal: Terminal, file: Path) -> None:
    said = terminal.check(in_order("bommelerwaard"), "--store", str(file))
    assert said.code == 2
    assert "region" in said.faults


def test_a_store_that_is_not_there_is_a_fault_of_the_world(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal.check(in_order(REGION), "--store", str(tmp_path / "nergens.store"))
    assert (said.code, said.document["fault"]["code"]) == (3, "store-missing")


def test_a_wrong_passphrase_is_a_fault_of_the_world(
    terminal: Terminal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(UNLOCK_VARIABLE, "drie kraaien op het dak")
    assert terminal.check(in_order(REGION), "--store", str(file)).code == 3
