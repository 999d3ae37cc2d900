"""`naober caseload`: how much lies with whom, for a script; and the same of the team on paper."""

from pathlib import Path

import pytest

from desktop.bootstrap import UNLOCK_VARIABLE, now
from desktop.models.kinds import Role
from desktop.services.start import NewStore, create_store
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, a_handed_in_draft, colleague
from tests.helpers.contract import Terminal

UNLOCK = "vier kraaien op het dak"
KEYS = {"name", "running", "waiting", "deadlines", "overdue_evaluations", "expiring", "approvals"}


def desk_of(path: Path, role: Role) -> Workplace:
    return create_store(path, NewStore("oldambt-stadskanaal", "Marijke Veenstra", role, UNLOCK), clock=now).workplace


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(UNLOCK_VARIABLE, UNLOCK)
    return tmp_path / "naober.store"


def test_a_consultant_gets_the_own_load_with_the_keys_of_the_contract(terminal: Terminal, path: Path) -> None:
    desk = desk_of(path, Role.CONSULTANT)
    a_handed_in_draft(desk)
    a_case(colleague(desk, "Anke Beukema"))
    desk.store.close()
    said = terminal.say("caseload", "--store", str(path))
    assert said.code == 0
    [mine] = said.document["consultants"]
    assert set(mine) >= KEYS
    assert (mine["name"], mine["running"], mine["approvals"]) == ("Marijke Veenstra", 1, 1)
    assert terminal.plain("caseload", "--store", str(path)) == [
        "Marijke Veenstra: 1 lopend, 0 op de wachtlijst, 0 met een termijn die dringt, 0 evaluaties te laat, "
        "0 keer hulp die afloopt, 1 te beoordelen"
    ]


def test_the_team_is_for_who_leads_it(terminal: Terminal, path: Path) -> None:
    desk = desk_of(path, Role.CONSULTANT)
    desk.store.close()
    said = terminal.say("caseload", "--team", "--store", str(path))
    assert (said.code, said.document["fault"]["code"]) == (2, "not-allowed")


def test_the_team_lead_sees_everyone_with_cases_and_prints_it(terminal: Terminal, path: Path, tmp_path: Path) -> None:
    lead = desk_of(path, Role.TEAM_LEAD)
    a_case(colleague(lead, "Anke Beukema"))
    lead.store.close()
    assert terminal.plain("caseload", "--store", str(path)) == ["Geen lopende dossiers."]
    said = terminal.say("caseload", "--team", "--store", str(path))
    assert [(one["name"], one["running"]) for one in said.document["consultants"]] == [("Anke Beukema", 1)]
    out = tmp_path / "team.pdf"
    printed = terminal.say("paper", "caseload", "team", "-o", str(out), "--store", str(path))
    assert (printed.code, printed.document["pages"], out.exists()) == (0, 1, True)
