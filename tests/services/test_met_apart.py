"""Two laptops did what one of them would have refused: the case and the team's page say so, with the way out."""

from __future__ import annotations

import pytest

from desktop.models.casework import Application, Case
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import CasePhase, EndReason, IndicationStatus, Role
from desktop.services.case_reading import case_page
from desktop.services.cases import CaseEnding, close_case
from desktop.services.met_apart import met_apart
from desktop.services.team_page import team_page
from desktop.services.team_words import in_closed_text
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, colleague
from tests.helpers.granted import store
from tests.services.test_answers import ago, applied, approved, decided


@pytest.fixture
def case_id(desk: Workplace) -> str:
    return a_case(desk, received_on=ago(desk, 60))


def told(desk: Workplace, case_id: str) -> tuple[str, ...]:
    return met_apart(case_page(desk, case_id))


def test_approved_help_in_a_case_that_was_closed_elsewhere_is_told(desk: Workplace, case_id: str) -> None:
    given, beside = approved(desk, case_id), approved(desk, case_id)
    lead = colleague(desk, "Bert Smid", Role.TEAM_LEAD)
    assert told(desk, case_id) == ()
    assert in_closed_text(team_page(lead).in_closed) == ""
    with desk.store.work("Sync") as work:
        work.change(Case, case_id, phase=CasePhase.CLOSED, closed_on=desk.today)
        work.commit()
    (line,) = told(desk, case_id)
    assert "Heropen het dossier" in line
    assert "Jan de Boer" in in_closed_text(team_page(lead).in_closed)
    with desk.store.work("Sync") as work:
        for one in (given, beside):
            work.change(Indication, one, status=IndicationStatus.ENDED)
        work.commit()
    assert told(desk, case_id) == ()


def test_of_a_case_that_was_closed_in_the_usual_way_nothing_is_told(desk: Workplace, case_id: str) -> None:
    approved(desk, case_id)
    close_case(desk, case_id, CaseEnding(EndReason.OTHER))
    assert told(desk, case_id) == ()


def test_an_application_that_was_withdrawn_and_decided_on_is_told(desk: Workplace, case_id: str) -> None:
    one = applied(desk, case_id, 20)
    given = approved(desk, case_id)
    with desk.store.work("Sync") as work:
        work.change(Application, one, withdrawn_on=ago(desk, 10))
        work.commit()
    assert told(desk, case_id) == ()
    store(desk, Decision(indication_id=given, decided_on=ago(desk, 8), answers=(one,)))
    (line,) = told(desk, case_id)
    assert "ingetrokken" in line
    assert "besloten" in line


def test_a_decision_on_another_application_tells_nothing(desk: Workplace, case_id: str) -> None:
    one, other = applied(desk, case_id, 20), applied(desk, case_id, 15)
    decided(desk, approved(desk, case_id), 5, answers=(other,))
    with desk.store.work("Sync") as work:
        work.change(Application, one, withdrawn_on=ago(desk, 10))
        work.commit()
    assert told(desk, case_id) == ()
