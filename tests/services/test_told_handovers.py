"""Help that a provider tells has begun and that another gave before: who receives it, and when, is asked."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.models.indications import Trajectory
from desktop.models.kinds import EndReason, HandoverTo, Law, MessageKind, MessageState
from desktop.models.messages import Allocation
from desktop.services.allocation_messages import write_messages
from desktop.services.cases import CaseEnding, close_case
from desktop.services.handovers import NewHandover, drop_handover, hold_handover, plan_handover
from desktop.services.incoming_messages import set_done
from desktop.services.messages_page import case_messages, messages_page
from desktop.services.requests import open_requests
from desktop.services.today import TodayKind, today
from desktop.services.workplace import Workplace
from tests.helpers.answers import lines, read, runs
from tests.helpers.casework import PRODUCT
from tests.helpers.granted import a_client, a_provider, granted, store
from tests.helpers.standard import started

START = MessageKind.WMO305
BEGAN = "2026-11-16"
OTHER = "42420009"


@pytest.fixture
def case_id(desk: Workplace) -> str:
    """Help ran at De Kwikstaart since long ago."""
    return a_client(desk, received_on=date(2026, 9, 1))


def before(desk: Workplace, case_id: str, ended: date | None = None, **fields: object) -> str:
    """Help as De Kwikstaart gave it until now; its indication's id."""
    former = granted(desk, case_id, a_provider(desk), **fields)
    reason = EndReason.EARLY if ended else None
    store(desk, Trajectory(indication_id=former, started_on=date(2026, 9, 14), ended_on=ended, end_reason=reason))
    return former


def moved(desk: Workplace, case_id: str, folder: Path, **fields: object) -> str:
    """The same help at De Grutto, allocated; its indication's id."""
    now = granted(desk, case_id, a_provider(desk, OTHER, "De Grutto"), **fields)
    write_messages(desk, Law.WMO, folder / "uit")
    return now


def told(desk: Workplace, folder: Path, indication_id: str, day: str = BEGAN, **fields: object) -> int:
    """De Grutto tells that it began; how many lines wait for a person."""
    with desk.store.read() as reader:
        number = reader.find(Allocation, indication_id=indication_id)[0].number
    return read(desk, folder, START, started(number, day, **fields), sender=OTHER).to_do


def asked(desk: Workplace, case_id: str) -> list[tuple[str, date]]:
    found = case_messages(desk, case_id).to_hand_on
    assert found == messages_page(desk).to_hand_on
    assert len(today(desk).lines(TodayKind.HANDOVER)) >= len(found)
    return [(one.provider, one.began) for one in found]


def new(desk: Workplace, days: int, organisation: str = "De Grutto", **fields: object) -> NewHandover:
    return NewHandover(
        "Ton Hulst",
        desk.today + timedelta(days=days),
        HandoverTo.PROVIDER,
        organisation,
        **fields,  # type: ignore[arg-type]
    )


def test_help_that_goes_on_at_another_provider_is_taken_over_and_asks_who_receives_it(
    desk: Workplace, case_id: str, tmp_path: Path
) -> None:
    now = moved(desk, case_id, tmp_path, follows_id=before(desk, case_id))
    assert told(desk, tmp_path, now) == 1
    assert [(run.started_on, run.ended_on) for run in runs(desk)] == [
        (date(2026, 9, 14), date(2026, 11, 15)),
        (date(2026, 11, 16), None),
    ], "what took place stands, whoever was told of it"
    assert asked(desk, case_id) == [("De Grutto", date(2026, 11, 16))]
    [line] = today(desk).lines(TodayKind.HANDOVER)
    assert (line.case_id, line.days_left) == (case_id, -7)
    assert line.what == "De Grutto begon op 16 november 2026: wie ontving het, en wanneer?"
    with desk.store.read() as reader:
        assert open_requests(reader) == (), "it is no request that must be answered"


def test_it_is_asked_until_someone_received_it_there(desk: Workplace, case_id: str, tmp_path: Path) -> None:
    now = moved(desk, case_id, tmp_path, follows_id=before(desk, case_id))
    told(desk, tmp_path, now)
    plan_handover(desk, case_id, new(desk, -2, "De Kwikstaart"))
    assert len(asked(desk, case_id)) == 1, "that one handed it on"
    handover, _changes = plan_handover(desk, case_id, new(desk, 3))
    assert asked(desk, case_id) == [], "it is agreed; its own line asks that it is held"
    drop_handover(desk, handover)
    assert len(asked(desk, case_id)) == 1
    handover, _changes = plan_handover(desk, case_id, new(desk, 0))
    hold_handover(desk, handover, desk.today)
    assert asked(desk, case_id) == []
    assert today(desk).lines(TodayKind.HANDOVER) == ()


def test_a_person_may_say_that_nothing_was_handed_on(desk: Workplace, case_id: str, tmp_path: Path) -> None:
    now = moved(desk, case_id, tmp_path, follows_id=before(desk, case_id))
    told(desk, tmp_path, now)
    set_done(desk, case_messages(desk, case_id).to_hand_on[0].line_id)
    assert asked(desk, case_id) == []


def test_who_received_it_before_it_began_is_not_asked_for(desk: Workplace, case_id: str, tmp_path: Path) -> None:
    now = moved(desk, case_id, tmp_path, follows_id=before(desk, case_id))
    plan_handover(desk, case_id, new(desk, -10))
    assert told(desk, tmp_path, now) == 0
    assert len(lines(desk, MessageState.MATCHED)) == 1


@pytest.mark.parametrize(("product", "asks"), [(PRODUCT, True), ("groep-belevingsgericht", False)])
def test_the_same_help_that_ended_elsewhere_shortly_before_was_handed_on_too(
    desk: Workplace, case_id: str, tmp_path: Path, product: str, *, asks: bool
) -> None:
    before(desk, case_id, date(2026, 11, 10), product=product)
    assert told(desk, tmp_path, moved(desk, case_id, tmp_path)) == int(asks)


def test_help_beside_other_help_asks_nothing(desk: Workplace, case_id: str, tmp_path: Path) -> None:
    before(desk, case_id)
    assert told(desk, tmp_path, moved(desk, case_id, tmp_path)) == 0


@pytest.mark.parametrize(("also_there", "asks"), [(False, True), (True, False)])
def test_a_handover_to_another_provider_than_the_one_that_begins_asks(
    desk: Workplace, case_id: str, tmp_path: Path, *, also_there: bool, asks: bool
) -> None:
    """Unless that provider gives other help in the case: then that was handed on to it."""
    plan_handover(desk, case_id, new(desk, -10, "De Kwikstaart"))
    if also_there:
        granted(desk, case_id, a_provider(desk), product="groep-belevingsgericht")
    assert told(desk, tmp_path, moved(desk, case_id, tmp_path)) == int(asks)


def test_a_begin_that_is_taken_back_or_corrected_is_asked_about_as_it_stands(
    desk: Workplace, case_id: str, tmp_path: Path
) -> None:
    now = moved(desk, case_id, tmp_path, follows_id=before(desk, case_id))
    told(desk, tmp_path, now)
    assert told(desk, tmp_path, now, "2026-11-18") == 1
    assert asked(desk, case_id) == [("De Grutto", date(2026, 11, 18))]
    told(desk, tmp_path, now, "2026-11-18", status="3")
    assert asked(desk, case_id) == []


def test_a_case_that_is_closed_asks_nothing(desk: Workplace, case_id: str, tmp_path: Path) -> None:
    now = moved(desk, case_id, tmp_path, follows_id=before(desk, case_id))
    told(desk, tmp_path, now)
    close_case(desk, case_id, CaseEnding(EndReason.OTHER))
    assert asked(desk, case_id) == []
