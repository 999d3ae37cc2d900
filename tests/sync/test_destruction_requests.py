"""A resident asks to have a dossier destroyed: what one laptop wrote down, another decides on and a third destroys.

Both kinds of central store hold to it by themselves, also against a laptop that passes its own rules by.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.models.casework import Case
from desktop.models.destruction_request import DestructionRequest, RefusalGround, RequestOutcome
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law
from desktop.models.people import Resident
from desktop.models.retention import Destruction, DestructionBasis, DestructionStatus
from desktop.services import destruction_requests as requests
from desktop.services import retention
from desktop.services.conflicts import Take, list_conflicts, resolve
from desktop.services.health import verify_store
from desktop.services.request_lines import requests_to_decide
from desktop.services.syncing import state_of_work
from desktop.sync.ops import Edit
from desktop.sync.protocol import Result
from tests.helpers.edits import edit
from tests.helpers.meetings import central_of
from tests.helpers.pages import everything_in
from tests.helpers.stores import KEY
from tests.sync.test_destruction import kept, on_both_stores, team, whole_central

if TYPE_CHECKING:
    from tests.helpers.laptops import Laptop
    from tests.sync.test_destruction import Kept, Team

__all__ = ["kept", "team"]

SAID = ("brief van Wietske", "Wij wegen dit mee")
"""What is told of the request itself."""


def asked(team: Team, case: Case) -> DestructionRequest:
    """Written down by who has the case, and known to all."""
    day = team.anna.workplace.today - timedelta(days=3)
    requests.record_request(team.anna.workplace, case.id, {"received_on": day, "how": SAID[0]})
    team.meets()
    (request,) = [one.request for one in requests_to_decide(team.lies.workplace)]
    return request


def refused(laptop: Laptop) -> str:
    """Codes of what of this laptop the team did not take, once it synced."""
    before = {one.op_id for one in state_of_work(laptop.workplace).refused}
    laptop.sync()
    return " ".join(sorted({r.code for r in state_of_work(laptop.workplace).refused if r.op_id not in before}))


@on_both_stores
def test_what_was_asked_for_goes_everywhere_long_before_its_term_is_over(team: Team, kept: Kept) -> None:
    """The request goes with it; the certificate says why it went, and names nobody."""
    request = asked(team, kept.recent)
    assert kept.recent.id not in {due.case_id for due in retention.due_dossiers(team.lies.workplace)}
    requests.grant_request(team.lies.workplace, request.id, SAID[1])
    team.meets()
    assert all(text.encode() in whole_central(team.lies, kept) for text in SAID), "it is there to be found"
    (proposal,) = retention.destructions(team.ad.workplace)
    done = retention.destroy(team.ad.workplace, proposal.id)[0].certificate
    assert (done.basis, done.status, done.cases) == (DestructionBasis.REQUEST, DestructionStatus.DONE, ())
    assert (done.destroyed["case_file"], done.destroyed["destruction_request"]) == ("1", "1")
    team.meets()
    central = whole_central(team.ad, kept)
    assert not [text for text in SAID if text.encode() in central]
    assert team.lies.there(Case, kept.over.id) == kept.over, "others stay"
    for laptop in (team.anna, team.lies, team.ad):
        assert verify_store(laptop.workplace).ok
        assert laptop.see(Case, kept.recent.id) is None
        assert laptop.see(Resident, kept.recent.resident_id) is None
        laptop.close()
        raw = everything_in(laptop.store.path, KEY)
        assert not [text for text in SAID if text.encode() in raw]


@on_both_stores
def test_the_central_store_itself_asks_for_a_request_that_another_wrote_down(team: Team, kept: Kept) -> None:
    """A proposal that says it was asked for, of what nobody asked, or asked on a case that is open again."""
    lead, ad = team.lies.workplace.colleague.id, team.ad.workplace.colleague.id
    told = {"basis": DestructionBasis.REQUEST, "law": Law.WMO, "dossiers": 1, "years": 15, "proposed_by": lead}
    days = dict.fromkeys(("first_on", "last_on", "proposed_on"), date(2026, 11, 23))
    made_up = Destruction.model_validate({**told, **days, "cases": (kept.recent.id,)})
    team.lies.add(made_up)
    team.meets()
    with pytest.raises(RuleBroken, match="not-due"):
        central_of(team.ad).purge(made_up.id, ad)
    request = asked(team, kept.second)
    requests.grant_request(team.lies.workplace, request.id)
    team.anna.change(Case, kept.second.id, closed_on=None)
    team.meets()
    (granted,) = [one for one in retention.destructions(team.ad.workplace) if one.id != made_up.id]
    with pytest.raises(RuleBroken, match="not-due"):
        retention.destroy(team.ad.workplace, granted.id)
    assert team.lies.there(Case, kept.recent.id) == kept.recent


@on_both_stores
def test_who_wrote_it_down_does_not_decide_and_what_was_decided_stands(team: Team, kept: Kept) -> None:
    lies, anna = team.lies.workplace.colleague.id, team.anna.workplace.colleague.id
    day = {"received_on": date(2026, 11, 20), "how": "brief"}
    grant = {"outcome": RequestOutcome.GRANTED, "decided_on": date(2026, 11, 23)}

    born = DestructionRequest.model_validate({"case_id": kept.over.id, "recorded_by": lies, **day, **grant})
    team.lies.add(born)
    assert refused(team.lies) == "asked-and-decided", "it is not put there granted"
    team.lies.add(DestructionRequest.model_validate({"case_id": kept.over.id, "recorded_by": anna, **day}))
    assert refused(team.lies) == "asked-and-decided", "nor in another's name"

    own = DestructionRequest.model_validate({"case_id": kept.over.id, "recorded_by": lies, **day})
    team.lies.add(own)
    assert refused(team.lies) == ""
    team.lies.change(DestructionRequest, own.id, **grant, decided_by=lies)
    assert refused(team.lies) == "asked-and-decided"

    request = _of(team, kept.recent)
    team.anna.change(DestructionRequest, request.id, **grant, decided_by=anna)
    assert refused(team.anna) == "asked-and-decided", "a consultant does not decide"
    team.anna.change(DestructionRequest, request.id, extended_on=date(2026, 11, 23), extended_why="Druk")
    assert refused(team.anna) == "asked-and-decided"
    team.lies.change(DestructionRequest, request.id, **grant, decided_by=anna)
    assert refused(team.lies) == "asked-and-decided", "in nobody else's name"
    team.lies.change(DestructionRequest, request.id, received_on=date(2026, 1, 1))
    assert refused(team.lies) == "asked-and-decided", "and of what was asked nothing changes"

    ground = RefusalGround.OTHERS_INTEREST
    requests.refuse_request(team.lies.workplace, request.id, ground, "", "Uw broer heeft het nodig.")
    assert refused(team.lies) == ""
    stands = team.lies.there(DestructionRequest, request.id)
    team.lies.change(DestructionRequest, request.id, motivation="Toch anders")
    assert refused(team.lies) == "asked-and-decided"
    team.lies.remove(DestructionRequest, request.id)
    team.lies.sync()
    assert team.lies.there(DestructionRequest, request.id) == stands, "it stands there again"


@on_both_stores
def test_what_is_put_over_a_row_that_stands_changes_nothing_of_what_must_stand(team: Team, kept: Kept) -> None:
    """Who wrote a request down, or proposed, has no other way to change it by saying that the row is new."""
    lies, anna = team.lies.workplace.colleague.id, team.anna.workplace.colleague.id
    day = {"received_on": date(2026, 11, 20), "how": "brief"}
    own = DestructionRequest.model_validate({"case_id": kept.recent.id, "recorded_by": lies, **day})
    team.lies.add(own)
    retention.propose(team.lies.workplace, [kept.over.id])
    assert refused(team.lies) == ""
    (proposal,) = retention.destructions(team.lies.workplace)
    granted = {"outcome": "granted", "recorded_by": anna, "decided_by": lies, "decided_on": "2026-11-27"}
    _put_over(team.lies, "destruction_request", own.id, {**granted, "case_id": own.case_id}, "asked-and-decided")
    _put_over(team.lies, "destruction", proposal.id, {"basis": "request", "proposed_by": lies}, "decided-by-two")


def _put_over(laptop: Laptop, table: str, row_id: str, told: dict[str, str], why: str) -> None:
    central, me = central_of(laptop), laptop.store.identity
    (stood,) = central.rows([(table, row_id)])
    changes = {name: Edit(new=value) for name, value in told.items()}
    by = {"author": me.colleague_id, "device": me.device_id, "base": stood.seq}
    (answer,) = central.push([edit("insert", table, row_id, changes=changes, **by)])
    assert (answer.result, answer.reason) == (Result.REFUSED, why)
    assert central.rows([(table, row_id)]) == (stood,)


@on_both_stores
def test_what_was_taken_back_while_it_was_granted_waits_until_that_is_decided(team: Team, kept: Kept) -> None:
    """The lead did not know that the resident had called; nothing is destroyed before somebody knows."""
    request = asked(team, kept.recent)
    requests.grant_request(team.lies.workplace, request.id)
    requests.take_request_back(team.anna.workplace, request.id)
    team.lies.sync()
    team.anna.sync()
    team.ad.sync()
    (proposal,) = retention.destructions(team.ad.workplace)
    with pytest.raises(RuleBroken, match="not-due"):
        retention.destroy(team.ad.workplace, proposal.id)
    assert team.anna.there(Case, kept.recent.id)
    team.lies.sync()
    for conflict in list_conflicts(team.lies.workplace):
        resolve(team.lies.workplace, conflict.id, take=Take.MINE)
    team.lies.sync()
    assert retention.destroy(team.ad.workplace, proposal.id)[0].certificate.destroyed["case_file"] == "1"


@on_both_stores
def test_a_resident_who_calls_in_time_is_heard_also_when_it_waits_for_who_destroys(team: Team, kept: Kept) -> None:
    request = asked(team, kept.recent)
    requests.grant_request(team.lies.workplace, request.id)
    team.meets()
    requests.take_request_back(team.anna.workplace, request.id)
    assert refused(team.anna) == ""
    (proposal,) = retention.destructions(team.ad.workplace)
    with pytest.raises(RuleBroken, match="not-due"):
        retention.destroy(team.ad.workplace, proposal.id)
    retention.decline(team.ad.workplace, proposal.id, "De inwoner trok het in.")
    assert refused(team.ad) == ""
    assert team.anna.there(DestructionRequest, request.id).outcome is RequestOutcome.WITHDRAWN


def _of(team: Team, case: Case) -> DestructionRequest:
    requests.record_request(team.anna.workplace, case.id, {"received_on": date(2026, 11, 20), "how": "brief"})
    team.meets()
    with team.lies.store.read() as reader:
        (found,) = reader.find(DestructionRequest, case_id=case.id)
    return found


@on_both_stores
def test_two_laptops_that_wrote_it_down_apart_each_have_theirs_answered(team: Team, kept: Kept) -> None:
    """Neither knew of the other: both stand, and each is decided on."""
    for laptop in (team.anna, team.lies):
        requests.record_request(
            laptop.workplace,
            kept.recent.id,
            {"received_on": date(2026, 11, 20), "how": laptop.workplace.colleague.name},
        )
    team.meets()
    team.meets()
    lines = requests_to_decide(team.lies.workplace)
    assert sorted(line.is_own for line in lines) == [False, True]
    (other,) = [line for line in lines if line.may_decide]
    requests.grant_request(team.lies.workplace, other.request.id)
    team.meets()
    (proposal,) = retention.destructions(team.ad.workplace)
    done = retention.destroy(team.ad.workplace, proposal.id)[0].certificate
    assert done.destroyed["destruction_request"] == "2"
