"""One decision stands at a time, help begins under it, and a provider is told of what stands."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from desktop.models.indications import Decision, Trajectory
from desktop.models.kinds import EndReason, Law
from desktop.services.allocation_messages import write_messages
from desktop.services.approved_help import decide, start_help
from desktop.services.decision_paper import decision_page
from desktop.services.decisions import standing_decisions
from desktop.services.evaluations import end_help
from desktop.services.indications import approve
from desktop.services.workplace import Workplace
from tests.helpers.casework import Drafted, a_handed_in_draft, refused
from tests.helpers.granted import someone


@pytest.fixture
def approved(desk: Workplace, lead: Workplace) -> Drafted:
    drafted = a_handed_in_draft(desk)
    approve(lead, drafted.indication_id)
    return drafted


def decision(desk: Workplace, indication_id: str, **fields: object) -> Decision:
    usual = {"indication_id": indication_id, "decided_on": desk.today, "motivation": "Daarom."}
    return Decision.model_validate(usual | fields)


def test_a_decision_is_not_older_than_its_case(desk: Workplace, approved: Drafted) -> None:
    for day in (date(1900, 1, 1), desk.today - timedelta(days=1)):
        refused("decided-before", partial(decide, desk, decision(desk, approved.indication_id, decided_on=day)))
    decide(desk, decision(desk, approved.indication_id))


def test_a_second_decision_says_which_one_it_takes_the_place_of(desk: Workplace, approved: Drafted) -> None:
    first, second = decision(desk, approved.indication_id), decision(desk, approved.indication_id, number="2")
    decide(desk, first)
    refused("decided-already", partial(decide, desk, second), partial(decide, desk, second, replaces="another"))
    decide(desk, second, replaces=first.id)
    third = decision(desk, approved.indication_id, granted=False)
    refused("decided-already", partial(decide, desk, third, replaces=first.id))
    decide(desk, third, replaces=second.id)
    with desk.store.read() as reader:
        assert standing_decisions(reader, [approved.indication_id]) == {approved.indication_id: third}
    assert not decision_page(desk, approved.indication_id).granted


def test_refused_help_does_not_begin(desk: Workplace, approved: Drafted) -> None:
    decide(desk, decision(desk, approved.indication_id, granted=False))
    refused("help-refused|not-approved", partial(start_help, desk, approved.indication_id, desk.today))


def test_help_begins_once_and_not_before_its_case(desk: Workplace, approved: Drafted) -> None:
    refused("began-before", partial(start_help, desk, approved.indication_id, date(1900, 1, 1)))
    start_help(desk, approved.indication_id, desk.today)
    refused("runs-already", partial(start_help, desk, approved.indication_id, desk.today))
    with desk.store.read() as reader:
        assert reader.count(Trajectory, indication_id=approved.indication_id) == 1


def test_help_that_runs_is_not_refused_before_it_ended(desk: Workplace, approved: Drafted) -> None:
    start_help(desk, approved.indication_id, desk.today)
    refused("help-runs", partial(decide, desk, decision(desk, approved.indication_id, granted=False)))
    end_help(desk, approved.indication_id, desk.today, EndReason.OTHER)


def test_a_provider_hears_nothing_of_help_that_is_refused_after_all(desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    with desk.store.read() as reader:
        stands = standing_decisions(reader, [given.indication_id])[given.indication_id]
    with desk.store.work("Decide") as work:
        work.add(decision(desk, given.indication_id, granted=False, decided_on=stands.decided_on))
        work.commit()
    assert write_messages(desk, Law.WMO, tmp_path).written == ()
