"""What another judges or judged, or stands in a closed case, is not put back with a key."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from desktop.models.casework import Case
from desktop.models.changes import ChangeSet
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import AlternativeKind, CasePhase, EndReason, IndicationStatus, Role
from desktop.services.approved_help import decide, start_help
from desktop.services.cases import CaseEnding, change_case, close_case
from desktop.services.conversations import begin, write, write_domain
from desktop.services.evaluations import end_help
from desktop.services.indications import approve, change_draft, hand_in, return_with_remarks, take_back
from desktop.services.plans import add_goal, answer_alternative
from desktop.services.seals import is_sealed
from desktop.services.undo import last_act, undo
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, a_draft, colleague, refused


def stored(desk: Workplace, indication_id: str) -> Indication:
    with desk.store.read() as reader:
        return reader.get(Indication, indication_id)


def test_a_change_of_a_draft_is_not_put_back_once_another_handed_it_in_and_it_was_approved(
    desk: Workplace, lead: Workplace
) -> None:
    drafted, second = a_draft(desk), colleague(desk, "Bert Smid", Role.TEAM_LEAD)
    changed = change_draft(desk, drafted.indication_id, volume=3)
    for act, who in ((hand_in, lead), (approve, second)):
        act(who, drafted.indication_id)
        assert last_act(desk) is None, "nothing is offered that is refused afterwards"
        refused("undo-judged", lambda: undo(desk, changed.act))
    after = stored(desk, drafted.indication_id)
    assert (after.status, after.volume, is_sealed(after)) == (IndicationStatus.APPROVED, 3, True)


def test_a_draft_that_came_back_or_was_taken_back_can_be_put_back(desk: Workplace, lead: Workplace) -> None:
    drafted = a_draft(desk)
    changed = change_draft(desk, drafted.indication_id, volume=3)
    hand_in(desk, drafted.indication_id)
    refused("undo-judged", lambda: undo(desk, changed.act))
    take_back(desk, drafted.indication_id)
    undo(desk, changed.act)
    assert stored(desk, drafted.indication_id).volume == 2
    hand_in(desk, drafted.indication_id)
    return_with_remarks(lead, drafted.indication_id, "Waarom?")
    undo(desk, change_draft(desk, drafted.indication_id, volume=4).act)
    assert stored(desk, drafted.indication_id).volume == 2


def test_nobody_undoes_what_a_colleague_did(desk: Workplace, lead: Workplace) -> None:
    _case, act = a_case(desk), last_act(desk)
    assert act is not None
    refused("undo-of-another", lambda: undo(lead, act.act))
    undo(desk, act.act)


def test_that_help_ended_can_be_put_back_also_under_a_seal(desk: Workplace, lead: Workplace) -> None:
    drafted = a_draft(desk)
    hand_in(desk, drafted.indication_id)
    approve(lead, drafted.indication_id)
    decide(desk, Decision(indication_id=drafted.indication_id, decided_on=desk.today))
    start_help(desk, drafted.indication_id, desk.today)
    undo(desk, end_help(desk, drafted.indication_id, desk.today, EndReason.OTHER).act)
    assert stored(desk, drafted.indication_id).status is IndicationStatus.APPROVED
    undo(desk, close_case(desk, drafted.case_id, CaseEnding(EndReason.OTHER)).act)
    after = stored(desk, drafted.indication_id)
    assert (after.status, is_sealed(after)) == (IndicationStatus.APPROVED, True)


def _goal(desk: Workplace, case_id: str) -> ChangeSet:
    return add_goal(desk, case_id, "Ik kook weer zelf.", by_when=desk.today + timedelta(days=90))[1]


def _alternative(desk: Workplace, case_id: str) -> ChangeSet:
    return answer_alternative(desk, case_id, AlternativeKind.NETWORK, answer="Zijn zus komt elke week.")


def _question(desk: Workplace, case_id: str) -> ChangeSet:
    return change_case(desk, case_id, question="Wie helpt mij met de post?")


@pytest.mark.parametrize("wrote", [_goal, _alternative, _question])
def test_what_is_read_with_an_indication_is_not_put_back_while_it_is_read(
    desk: Workplace, wrote: Callable[[Workplace, str], ChangeSet]
) -> None:
    drafted = a_draft(desk)
    changed = wrote(desk, drafted.case_id)
    hand_in(desk, drafted.indication_id)
    refused("read-along", lambda: undo(desk, changed.act))
    take_back(desk, drafted.indication_id)
    undo(desk, changed.act)


def _talk(desk: Workplace, case_id: str) -> ChangeSet:
    talk, _changes = begin(desk, case_id)
    return write(desk, talk, notes="Veel post op tafel.")


def _domain(desk: Workplace, case_id: str) -> ChangeSet:
    talk, _changes = begin(desk, case_id)
    return write_domain(desk, talk, desk.profile.life_domains[0].id, score=2)


@pytest.mark.parametrize("wrote", [_goal, _question, _talk, _domain])
def test_what_was_written_in_a_case_stays_once_it_is_closed_and_closing_it_can_be_put_back(
    desk: Workplace, wrote: Callable[[Workplace, str], ChangeSet]
) -> None:
    case_id = a_case(desk)
    changed = wrote(desk, case_id)
    closed = close_case(desk, case_id, CaseEnding(EndReason.OTHER))
    refused("case-closed", lambda: undo(desk, changed.act))
    undo(desk, closed.act)
    with desk.store.read() as reader:
        assert reader.get(Case, case_id).phase is not CasePhase.CLOSED
    undo(desk, changed.act)
