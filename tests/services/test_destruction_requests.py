"""A resident asks to have a dossier destroyed: written down, longer, granted, refused, taken back, and the letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.models.casework import Case
from desktop.models.destruction_request import AskedBy, DestructionRequest, RefusalGround, RequestOutcome
from desktop.models.faults import RuleBroken
from desktop.models.kinds import EndReason, Law, Role
from desktop.models.people import Resident
from desktop.models.retention import Destruction, DestructionBasis, KeepGround
from desktop.services import destruction_requests as requests
from desktop.services import retention, undo
from desktop.services.case_reading import case_page
from desktop.services.cases import CaseEnding, close_case
from desktop.services.papers import PaperKind, make_paper
from desktop.services.request_lines import requests_that_run, requests_to_decide
from desktop.services.retention_page import retention_page
from desktop.services.today import TodayKind, today
from tests.helpers.casework import a_case, colleague
from tests.helpers.tagged import faults

if TYPE_CHECKING:
    from desktop.services.workplace import Workplace
    from desktop.store.unit_of_work import UnitOfWork

CAME = date(2026, 11, 20)
ASKED = {"received_on": CAME, "how": "brief van 19 november"}


def write_down(desk: Workplace, case_id: str, **fields: object) -> DestructionRequest:
    requests.record_request(desk, case_id, {**ASKED, **fields})
    return stands(desk, case_id)


def stands(desk: Workplace, case_id: str) -> DestructionRequest:
    with desk.store.read() as reader:
        return max(reader.find(DestructionRequest, case_id=case_id), key=lambda one: one.id)


def closed(desk: Workplace, **fields: object) -> str:
    case_id = a_case(desk, **fields)
    close_case(desk, case_id, CaseEnding(EndReason.AS_PLANNED))
    return case_id


def test_it_is_written_down_and_its_term_stands_wherever_one_looks(desk: Workplace, lead: Workplace) -> None:
    case_id = a_case(desk)
    request = write_down(desk, case_id)
    assert (request.outcome, request.recorded_by) == (RequestOutcome.OPEN, desk.colleague.id)
    for who in (desk, lead):
        (line,) = today(who).lines(TodayKind.REQUEST)
        assert (line.due, line.days_left, line.case_id) == (date(2026, 12, 20), 27, case_id)
        assert line.what == "Beslissen uiterlijk op 20 december 2026"
    other = colleague(desk, "Bram Bos")
    assert requests_that_run(other) == (), "of a case that is not theirs"
    assert requests_that_run(colleague(desk, "Ad", Role.ADMINISTRATOR)) == ()
    (shown,) = retention_page(lead).requests
    assert (shown.resident, shown.is_entitled, shown.may_decide) == ("Jan de Boer", True, True)
    assert not case_page(desk, case_id).requests[0].may_decide
    with pytest.raises(RuleBroken, match="request-open"):
        write_down(desk, case_id)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"received_on": None}, "required", "received_on"),
        ({"received_on": date(2026, 11, 24)}, "in-future", "received_on"),
        ({"how": ""}, "required", "how"),
    ],
)
def test_bad_input_is_told_at_its_field(desk: Workplace, fields: dict[str, object], code: str, field: str) -> None:
    with pytest.raises(RuleBroken, match=code) as told:
        write_down(desk, a_case(desk), **fields)
    assert told.value.field == field


def test_the_term_is_extended_once_while_it_runs_and_with_a_reason(desk: Workplace, lead: Workplace) -> None:
    request = write_down(desk, a_case(desk))
    with pytest.raises(RuleBroken, match="not-allowed"):
        requests.need_longer(desk, request.id, "Veel mensen")
    with pytest.raises(RuleBroken, match="required"):
        requests.need_longer(lead, request.id, " ")
    late = replace(lead, clock=lambda: desk.clock() + timedelta(days=28))
    with pytest.raises(RuleBroken, match="request-late"):
        requests.need_longer(late, request.id, "Veel mensen")
    requests.need_longer(lead, request.id, "Er zijn veel mensen bij betrokken.")
    assert requests_to_decide(lead)[0].until == date(2027, 2, 20)
    with pytest.raises(RuleBroken, match="request-extended"):
        requests.need_longer(lead, request.id, "Nog meer")


def test_what_is_granted_waits_for_who_destroys_and_tells_no_name(desk: Workplace, lead: Workplace) -> None:
    case_id = closed(desk)
    request = write_down(desk, case_id)
    requests.grant_request(lead, request.id)
    admin = colleague(desk, "Bert Hofman", Role.ADMINISTRATOR)
    (proposal,) = retention.destructions(admin)
    assert (proposal.basis, proposal.cases, proposal.dossiers) == (DestructionBasis.REQUEST, (case_id,), 1)
    assert (proposal.destroy_by, proposal.paragraph) == (date(2027, 2, 20), "art. 5.3.5 lid 1")
    (line,) = requests_to_decide(lead)
    assert (line.until, line.is_proposed, line.may_decide) == (date(2027, 2, 20), True, False)
    with pytest.raises(RuleBroken, match="request-proposed"):
        requests.refuse_request(lead, request.id, RefusalGround.OTHERS_INTEREST, "", "Toch niet")
    retention.decline(admin, proposal.id, "Er loopt een klacht")
    requests.refuse_request(lead, request.id, RefusalGround.OTHERS_INTEREST, "", "Er loopt een klacht van een ander.")
    assert stands(desk, case_id).outcome is RequestOutcome.REFUSED
    assert undo.last_act(lead) is None, "the resident reads it: it is not taken back with a key"


def test_what_is_in_the_way_holds_granting_back(desk: Workplace, lead: Workplace) -> None:
    """An open case, who could not ask, a ground that holds, and one's own request; nothing of it is lost."""
    running = write_down(desk, a_case(desk))
    with pytest.raises(RuleBroken, match="case-not-closed"):
        requests.grant_request(lead, running.id)
    child = closed(desk, birth_date=date(2016, 1, 1))
    with pytest.raises(RuleBroken, match="request-not-entitled"):
        requests.grant_request(lead, write_down(desk, child).id)
    kept = closed(desk)
    retention.keep_longer(lead, kept, KeepGround.DISPUTE, date(2027, 1, 1), "Beroep loopt")
    with pytest.raises(RuleBroken, match="request-kept"):
        requests.grant_request(lead, write_down(desk, kept).id)
    own = closed(desk)
    with pytest.raises(RuleBroken, match="own-request"):
        requests.grant_request(lead, write_down(lead, own).id)
    with pytest.raises(RuleBroken, match="not-allowed"):
        requests.grant_request(desk, stands(desk, own).id)
    assert {line.request.outcome for line in requests_to_decide(lead)} == {RequestOutcome.OPEN}
    with desk.store.read() as reader:
        assert reader.find(Destruction) == []


def test_who_refuses_names_a_ground_and_another_request_can_come_after(desk: Workplace, lead: Workplace) -> None:
    case_id = closed(desk)
    request = write_down(desk, case_id)
    with pytest.raises(RuleBroken, match="required"):
        requests.refuse_request(lead, request.id, RefusalGround.LAW_FORBIDS, "", "Omdat")
    rule = "Archiefwet 1995, artikel 3"
    requests.refuse_request(lead, request.id, RefusalGround.LAW_FORBIDS, rule, "De gemeente legt verantwoording af.")
    refused = stands(desk, case_id)
    assert (refused.decided_by, refused.decided_on, refused.provision) == (lead.colleague.id, desk.today, rule)
    assert requests_to_decide(lead) == ()
    assert today(desk).lines(TodayKind.REQUEST) == ()
    requests.take_request_back(desk, write_down(desk, case_id, how="nieuwe brief").id)
    assert undo.last_act(desk) is None, "no central store would take that"
    assert [line.request.outcome for line in case_page(desk, case_id).requests] == [
        RequestOutcome.WITHDRAWN,
        RequestOutcome.REFUSED,
    ]


LONG_AGO = date(2008, 3, 1)


def long_closed(desk: Workplace) -> str:
    """A dossier that was written on the day it was closed, eighteen years ago."""
    resident = Resident(last_name="Boer")
    case = Case(resident_id=resident.id, opened_on=date(2006, 1, 1), closed_on=LONG_AGO)
    with desk.store.work("Fill") as work:
        _at(work, LONG_AGO)
        work.add(resident, case)
        work.commit()
    return case.id


def _at(work: UnitOfWork, day: date) -> None:
    work.connection.exec_driver_sql("UPDATE act_context SET made_at = ?", (f"{day.isoformat()}T10:00:00+00:00",))


def test_a_ground_that_ended_does_not_begin_the_years_anew(desk: Workplace, lead: Workplace) -> None:
    """Nor does a request: both are about keeping. The last day of a ground counted as a change of the dossier."""
    case_id = long_closed(desk)
    retention.keep_longer(lead, case_id, KeepGround.DISPUTE, desk.today, "Beroep loopt")
    requests.refuse_request(lead, write_down(desk, case_id).id, RefusalGround.OTHERS_INTEREST, "", "Omdat.")
    after = replace(lead, clock=lambda: desk.clock() + timedelta(days=9))
    (due,) = retention.due_dossiers(after)
    assert (due.kept_until, due.last_on) == (None, LONG_AGO)


def test_what_was_written_later_counts_though_no_day_in_the_dossier_tells_of_it(
    desk: Workplace, lead: Workplace
) -> None:
    """Counted is from the moment on which the last change was written down (Wmo 2015 art. 5.3.4 lid 1)."""
    case_id = long_closed(desk)
    assert [due.last_on for due in retention.due_dossiers(lead)] == [LONG_AGO]
    with desk.store.work("Mend") as work:
        _at(work, date(2012, 3, 4))
        work.change(Case, case_id, question="Anders gezegd")
        work.commit()
    assert retention.due_dossiers(lead) == ()
    (due,) = retention.due_dossiers(replace(lead, clock=lambda: desk.clock() + timedelta(days=365)))
    assert due.last_on == date(2012, 3, 4)


def letter(desk: Workplace, request: DestructionRequest, language: str = "nl") -> str:
    made = make_paper(desk, PaperKind.REQUEST_LETTER, request.id, language)
    assert faults(made.pdf) == []
    return made.html.replace("\u00a0", " ").replace("&nbsp;", " ")


def test_the_letter_confirms_tells_of_more_time_grants_and_refuses(desk: Workplace, lead: Workplace) -> None:
    case_id = closed(desk)
    request = write_down(desk, case_id)
    assert "U hoort uiterlijk op 20 december 2026 van ons." in letter(desk, request)
    requests.need_longer(lead, request.id, "Er zijn veel mensen bij betrokken.")
    longer = letter(desk, request)
    assert "Er zijn veel mensen bij betrokken." in longer
    assert "20 februari 2027" in longer
    requests.grant_request(lead, request.id)
    assert "Wij vernietigen het dossier uiterlijk op 20 februari 2027." in letter(desk, request)
    assert "We destroy the dossier" in letter(desk, request, "en")


@pytest.mark.parametrize(
    ("law", "way", "not_this"),
    [(Law.WMO, "U kunt bezwaar maken", "rechtbank vragen"), (Law.JEUGDWET, "rechtbank vragen", "bezwaar maken")],
)
def test_a_refusal_says_where_the_resident_can_go(
    desk: Workplace, lead: Workplace, law: Law, way: str, not_this: str
) -> None:
    """Under the Jeugdwet it is no decision of an administrative body (art. 7.3.17): the court, and no objection."""
    case_id = closed(desk, law=law)
    request = write_down(desk, case_id)
    requests.refuse_request(lead, request.id, RefusalGround.OTHERS_INTEREST, "", "Uw broer heeft het dossier nodig.")
    told = letter(desk, request)
    assert way in told
    assert not_this not in told
    for part in ("Uw broer heeft het dossier nodig.", "6 weken", "Autoriteit Persoonsgegevens"):
        assert part in told


def test_the_letter_goes_to_who_asked_and_to_no_parent_of_who_asked_alone(desk: Workplace) -> None:
    young = write_down(desk, closed(desk, birth_date=date(2012, 1, 1), law=Law.JEUGDWET))
    assert "ouders" not in letter(desk, young)
    told = {"asked_by": AskedBy.REPRESENTATIVE, "asker": "Mina de Boer", "asker_address": "Kade 1, 9671 AB Winschoten"}
    parent = letter(desk, write_down(desk, closed(desk, birth_date=date(2016, 1, 1)), **told))
    assert "Mina de Boer" in parent
    assert "Kade 1" in parent
