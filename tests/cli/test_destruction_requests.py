"""Residents who ask to have a dossier destroyed, from a terminal: it names nobody, and says what runs late."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.bootstrap import UNLOCK_VARIABLE, now
from desktop.models.kinds import EndReason, Role
from desktop.services.cases import CaseEnding, close_case
from desktop.services.destruction_requests import record_request
from desktop.services.start import NewStore, create_store
from tests.helpers.casework import a_case, colleague
from tests.helpers.contract import Terminal

UNLOCK = "vier gewone woorden samen"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Of a team lead, and a closed case whose consultant wrote a request down."""
    monkeypatch.setenv(UNLOCK_VARIABLE, UNLOCK)
    path = tmp_path / "naober.store"
    lead = create_store(path, NewStore("oldambt-stadskanaal", "Bram Bos", Role.TEAM_LEAD, UNLOCK), clock=now).workplace
    desk = colleague(lead, "Anna")
    case_id = a_case(desk)
    close_case(desk, case_id, CaseEnding(EndReason.AS_PLANNED))
    record_request(desk, case_id, {"received_on": desk.today, "how": "brief"})
    lead.store.close()
    return str(path), case_id


def test_requests_are_listed_decided_on_and_written_down(terminal: Terminal, store: tuple[str, str]) -> None:
    path, case_id = store
    listed = terminal.say("requests", "--store", path)
    (line,) = listed.document["requests"]
    assert (listed.code, line["case"], line["outcome"], line["entitled"]) == (0, case_id, "open", True)
    assert "Boer" not in str(listed.document), "it names nobody"
    id_ = line["id"]
    nothing = terminal.say("requests", "refuse", id_, "--ground", "law-forbids", "--why", "Omdat", "--store", path)
    assert (nothing.code, nothing.document["fault"]["code"]) == (2, "required")
    terminal.say("requests", "longer", id_, "--why", "Veel mensen.", "--store", path)
    granted = terminal.say("requests", "grant", id_, "--store", path).document["requests"][0]
    assert (granted["outcome"], granted["waits_for_administrator"]) == ("granted", True)
    refused = terminal.say("requests", "refuse", id_, "--ground", "others-interest", "--why", "Toch", "--store", path)
    assert (refused.code, refused.document["fault"]["code"]) == (2, "request-proposed")
    assert terminal.say("requests", "take-back", id_, "--store", path).document["requests"] == []


def test_what_is_late_must_be_acted_on(terminal: Terminal, store: tuple[str, str]) -> None:
    path, case_id = store
    id_ = terminal.say("requests", "--store", path).document["requests"][0]["id"]
    back = terminal.say("requests", "take-back", id_, "--store", path)
    assert back.document["requests"] == []
    told = ("requests", "record", case_id, "--received", "2025-01-02", "--how", "brief", "--store", path)
    assert terminal.say(*told).code == 1
    assert terminal.say("requests", "record", case_id, "--received", "morgen", "--how", "x", "--store", path).code == 2
