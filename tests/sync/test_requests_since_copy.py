"""A central store that is put back to before a resident asked to destroy, or before a proposal was decided on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.models.casework import Case
from desktop.models.destruction_request import DestructionRequest, RefusalGround
from desktop.models.retention import Destruction, DestructionStatus
from desktop.services import destruction_requests as requests
from desktop.services import retention
from tests.helpers.judging import refusals
from tests.helpers.meetings import POSTGRES, SHARED
from tests.sync.test_decided_since_copy import copy, on_both, team, unrest
from tests.sync.test_destruction import Team, dossier

if TYPE_CHECKING:
    from tests.sync.test_decided_since_copy import Copy

__all__ = ["copy", "team"]

TERMS = {"received_on": date(2026, 11, 20), "how": "brief van Wietske"}
GROUND = RefusalGround.OTHERS_INTEREST
OUTCOMES: dict[str, Callable[[Team, str], object]] = {
    "granted": lambda team, id_: requests.grant_request(team.lies.workplace, id_, "Wij wegen dit mee"),
    "refused": lambda team, id_: requests.refuse_request(
        team.lies.workplace, id_, GROUND, "", "Uw broer heeft het nodig."
    ),
    "extended": lambda team, id_: requests.need_longer(team.lies.workplace, id_, "Wij vragen het na."),
    "taken back": lambda team, id_: requests.take_request_back(team.anna.workplace, id_),
}


@pytest.mark.parametrize(
    ("meeting", "since", "turn"),
    [(SHARED, "the request", (1, 0)), (POSTGRES, "the request", (1, 0)), (SHARED, "the outcome", (0, 1))],
    indirect=["meeting"],
)
@pytest.mark.parametrize("outcome", sorted(OUTCOMES))
def test_a_request_to_destroy_and_what_was_decided_on_it_come_back(
    team: Team, copy: Copy, turn: tuple[int, int], since: str, outcome: str
) -> None:
    case = dossier(team.anna)
    team.meets()
    if since == "the request":
        copy.take()
    requests.record_request(team.anna.workplace, case.id, TERMS)
    team.meets()
    if since == "the outcome":
        copy.take()
    (request,) = team.anna.ask(lambda reader: reader.find(DestructionRequest))
    OUTCOMES[outcome](team, request.id)
    team.meets()
    stood = team.anna.there(DestructionRequest, request.id)
    laptops = [(team.anna, team.lies)[one] for one in turn]
    copy.is_back(*laptops, team.ad)
    for laptop in laptops:
        assert laptop.there(DestructionRequest, request.id) == stood
    # What stood here and was another's alone to bring was set aside whole until it came.
    assert {*unrest(*laptops)} <= {("row-mended", "destruction_request"), ("row-mended", "destruction")}
    team.meets()
    if outcome == "granted":
        (proposal,) = retention.destructions(team.ad.workplace)
        assert retention.destroy(team.ad.workplace, proposal.id)[0].certificate.destroyed["case_file"] == "1"


@pytest.mark.parametrize(
    ("meeting", "since", "turn"),
    [(SHARED, "the proposal", (1, 0)), (POSTGRES, "the proposal", (0, 1)), (POSTGRES, "the decision", (1, 0))],
    indirect=["meeting"],
)
def test_what_was_declined_since_the_copy_is_declined(
    team: Team, copy: Copy, turn: tuple[int, int], since: str
) -> None:
    over = dossier(team.anna)
    team.meets()
    if since == "the proposal":
        copy.take()
    retention.propose(team.lies.workplace, [over.id])
    team.meets()
    if since == "the decision":
        copy.take()
    (proposal,) = retention.destructions(team.ad.workplace)
    retention.decline(team.ad.workplace, proposal.id, "Er loopt nog bezwaar.")
    team.meets()
    laptops = [(team.lies, team.ad)[one] for one in turn]
    copy.is_back(*laptops)
    for laptop in laptops:
        found = laptop.there(Destruction, proposal.id)
        assert (found.status, found.reason) == (DestructionStatus.DECLINED, "Er loopt nog bezwaar.")
    assert unrest(*laptops) == []


@on_both
@pytest.mark.parametrize("since", ["the proposal", "the decision"])
def test_what_was_destroyed_since_the_copy_is_back_and_said_to_be(team: Team, copy: Copy, since: str) -> None:
    """No store says of itself that it destroyed what it holds; who destroyed is told, and does it again."""
    over = dossier(team.anna)
    team.meets()
    if since == "the proposal":
        copy.take()
    retention.propose(team.lies.workplace, [over.id])
    team.meets()
    if since == "the decision":
        copy.take()
    (proposal,) = retention.destructions(team.ad.workplace)
    retention.destroy(team.ad.workplace, proposal.id)
    team.meets()
    copy.is_back(team.ad, team.lies, team.anna)
    assert "destroyed-since-copy" in refusals(team.ad)
    assert team.lies.there(Case, over.id) == over
    if since == "the proposal":
        assert team.ad.see(Destruction, proposal.id) is None
        retention.propose(team.lies.workplace, [over.id])
        team.meets()
    (again,) = retention.destructions(team.ad.workplace)
    assert again.status is DestructionStatus.PROPOSED
    assert retention.destroy(team.ad.workplace, again.id)[0].certificate.destroyed["case_file"] == "1"


@pytest.mark.parametrize("meeting", [SHARED], indirect=True)
def test_a_request_that_only_others_hold_is_set_aside_whole(team: Team, copy: Copy) -> None:
    case = dossier(team.anna)
    team.meets()
    copy.take()
    requests.record_request(team.anna.workplace, case.id, TERMS)
    team.meets()
    copy.is_back(team.lies)
    assert unrest(team.lies) == [("row-mended", "destruction_request")]
    assert team.lies.sync().mended == {}, "and once"
    copy.goes_on(team.anna)
    team.lies.sync()
    assert len(team.lies.ask(lambda reader: reader.find(DestructionRequest))) == 1
