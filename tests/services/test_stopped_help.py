"""A provider told that help stopped: the indication stands until a person ends it, and that is one act."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from desktop.language.forms import short_day
from desktop.models.indications import Evaluation, Indication, Trajectory
from desktop.models.kinds import EndReason, IndicationStatus, Law
from desktop.rules.next_steps import stopped
from desktop.services.case_reading import Deadline, case_list
from desktop.services.cases import CaseEnding, close_case
from desktop.services.evaluations import end_stopped_help
from desktop.services.today import TodayKind, today
from desktop.services.workplace import Workplace
from desktop.views.cases.model import deadline_text
from tests.helpers.casework import a_case, refused
from tests.helpers.granted import store


def ago(desk: Workplace, days: int) -> date:
    return desk.today - timedelta(days=days)


@pytest.fixture
def given(desk: Workplace) -> Indication:
    """Help that was given for a year, half of which has gone by."""
    one = Indication(
        case_id=a_case(desk, received_on=ago(desk, 300), law=Law.JEUGDWET),
        status=IndicationStatus.APPROVED,
        start=ago(desk, 180),
        end=ago(desk, -180),
    )
    store(desk, one, Evaluation(indication_id=one.id, due_on=ago(desk, -90)))
    return one


def run(desk: Workplace, given: Indication, last: int | None, **fields: object) -> None:
    """Ran from its start, until so many days ago; None while it runs."""
    told = {"indication_id": given.id, "started_on": given.start, "ended_on": None if last is None else ago(desk, last)}
    store(desk, Trajectory.model_validate(told | fields))


def status(desk: Workplace, given: Indication) -> IndicationStatus:
    with desk.store.read() as reader:
        return reader.get(Indication, given.id).status


def test_it_is_told_until_a_person_ends_the_indication_on_that_day_and_for_that_reason(
    desk: Workplace, given: Indication
) -> None:
    run(desk, given, 12, end_reason=EndReason.EARLY)
    (line,) = today(desk).lines(TodayKind.STOPPED)
    assert (line.due, line.indication_id) == (None, given.id)
    assert short_day(ago(desk, 12)) in line.what
    row = case_list(desk)[0]
    assert (row.deadline_kind, row.days_left, row.running) == (Deadline.STOPPED, -12, 0)
    assert deadline_text(row) == f"hulp gestopt op {short_day(ago(desk, 12))}"
    end_stopped_help(desk, given.id)
    assert status(desk, given) is IndicationStatus.ENDED
    assert today(desk).lines(TodayKind.STOPPED) == ()
    with desk.store.read() as reader:
        (ended,) = reader.find(Trajectory, indication_id=given.id)
    assert (ended.ended_on, ended.end_reason) == (ago(desk, 12), EndReason.EARLY)
    refused("not-stopped", partial(end_stopped_help, desk, given.id))


@pytest.mark.parametrize("last", [None, -180, -200])
def test_help_that_runs_or_ran_to_its_last_day_is_not_asked_about(
    desk: Workplace, given: Indication, last: int | None
) -> None:
    run(desk, given, last)
    assert today(desk).lines(TodayKind.STOPPED) == ()
    assert case_list(desk)[0].running == 1
    assert case_list(desk)[0].deadline_kind is not Deadline.STOPPED
    refused("not-stopped", partial(end_stopped_help, desk, given.id))


def test_help_that_began_again_runs(desk: Workplace, given: Indication) -> None:
    run(desk, given, 30)
    store(desk, Trajectory(indication_id=given.id, started_on=ago(desk, 9)))
    assert today(desk).lines(TodayKind.STOPPED) == ()
    assert case_list(desk)[0].running == 1


def test_who_died_is_not_asked_for_an_evaluation(desk: Workplace, given: Indication) -> None:
    run(desk, given, 3, end_reason=EndReason.DECEASED)
    end_stopped_help(desk, given.id)
    with desk.store.read() as reader:
        assert reader.count(Evaluation, indication_id=given.id) == 0


def test_who_went_on_elsewhere_is_handed_on_first(desk: Workplace, given: Indication) -> None:
    run(desk, given, 3, end_reason=EndReason.MOVED_ON)
    refused("handover", partial(end_stopped_help, desk, given.id))


def test_nothing_is_asked_of_a_closed_case(desk: Workplace, given: Indication) -> None:
    run(desk, given, 3)
    close_case(desk, given.case_id, CaseEnding(EndReason.EARLY))
    assert today(desk).lines(TodayKind.STOPPED) == ()
    refused("case-closed", partial(end_stopped_help, desk, given.id))


def test_help_without_a_last_day_that_stopped_is_asked_about(desk: Workplace, given: Indication) -> None:
    open_ended = given.model_copy(update={"end": None})
    runs = [Trajectory(indication_id=given.id, started_on=ago(desk, 9), ended_on=ago(desk, 2))]
    assert stopped(open_ended, runs) == runs[0]
    assert stopped(open_ended, []) is None
