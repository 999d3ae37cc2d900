"""`naober paper KIND ID -o FILE`: every kind of the contract becomes a paper."""

from pathlib import Path

import pytest

from desktop.bootstrap import UNLOCK_VARIABLE, now
from desktop.models.casework import Application
from desktop.models.destruction_request import DestructionRequest
from desktop.models.indications import Decision, Evaluation
from desktop.models.kinds import ConsentBy, Role
from desktop.models.waiting import WaitingListEntry
from desktop.services.approved_help import decide
from desktop.services.cases import hand_in_application
from desktop.services.destruction_requests import record_request
from desktop.services.eighteen_plan import begin_plan
from desktop.services.indications import approve
from desktop.services.start import NewStore, create_store
from desktop.services.waits import put_on_waiting_list
from desktop.services.withdrawals import Drafted, Withdrawal, withdraw_application
from desktop.services.workplace import Workplace
from tests.helpers.casework import PRODUCT, a_handed_in_draft, colleague
from tests.helpers.contract import Terminal
from tests.helpers.eighteen import a_youth

UNLOCK = "vier kraaien op het dak"


def requested(desk: Workplace, case_id: str) -> str:
    """A request to destroy a case."""
    record_request(desk, case_id, {"received_on": desk.today, "how": "brief"})
    with desk.store.read() as reader:
        return reader.find(DestructionRequest, case_id=case_id)[0].id


def _subjects(lead: Workplace) -> dict[str, str]:
    desk = colleague(lead, "Anke Beukema")
    made = a_handed_in_draft(desk)
    approve(lead, made.indication_id)
    decide(desk, Decision(indication_id=made.indication_id, decided_on=desk.today, motivation="U mist overzicht."))
    young = a_youth(desk)
    begin_plan(desk, young.case_id)
    with desk.store.read() as reader:
        evaluation = reader.find(Evaluation, indication_id=made.indication_id)[0]
    hand_in_application(desk, young.case_id, "Vervoer")
    with desk.store.read() as reader:
        application = reader.find(Application, case_id=young.case_id)[-1]
    withdraw_application(
        desk, application.id, Withdrawal(desk.today, ConsentBy.RESIDENT, "telefonisch", drafted=Drafted.STAYS)
    )
    wait = WaitingListEntry(case_id=made.case_id, product=PRODUCT, since=desk.today)
    return {
        "support-plan": made.case_id,
        "decision": made.indication_id,
        "transition-plan": young.case_id,
        "evaluation": evaluation.id,
        "waiting-letter": put_on_waiting_list(desk, wait)[0],
        "withdrawal-letter": application.id,
        "request-letter": requested(desk, young.case_id),
        "caseload": "team",
        "map-page": made.provider_id,
    }


def test_every_kind_of_the_contract_is_made(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(UNLOCK_VARIABLE, UNLOCK)
    path = tmp_path / "naober.store"
    new = NewStore("oldambt-stadskanaal", "Bram Bos", Role.TEAM_LEAD, UNLOCK)
    lead = create_store(path, new, clock=now).workplace
    subjects = _subjects(lead)
    lead.store.close()
    for kind, subject in subjects.items():
        out = tmp_path / f"{kind}.pdf"
        said = terminal.say("paper", kind, subject, "-o", str(out), "--store", str(path))
        assert (kind, said.code, said.document["pages"] >= 1) == (kind, 0, True)
        assert out.read_bytes().startswith(b"%PDF")
