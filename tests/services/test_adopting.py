"""What a provider was told by an earlier program is taken over under its own number, and told no second time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.indications import VolumeChange
from desktop.models.kinds import IndicationStatus, Law, MessageKind, Provision, Role, Unit
from desktop.models.messages import Allocation
from desktop.services.adopting import ToldBefore, adopt_allocation
from desktop.services.allocation_messages import write_messages
from desktop.services.incoming_messages import read_message
from desktop.services.messages_page import case_messages
from desktop.services.undo import undo
from desktop.services.workplace import Workplace
from tests.helpers.casework import colleague
from tests.helpers.granted import END, START, granted, someone, store
from tests.helpers.standard import faults_by_schema, message, started
from tests.services.test_allocation_messages import products

BEFORE = ToldBefore(4711, date(2026, 10, 30), START, END)


def told(desk: Workplace) -> list[Allocation]:
    with desk.store.read() as reader:
        return reader.find(Allocation)


def test_what_was_told_before_is_no_news(desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    assert [one.indication_id for one in case_messages(desk, given.case_id).adoptable] == [given.indication_id]
    adopt_allocation(desk, given.indication_id, BEFORE)
    (one,) = told(desk)
    assert (one.number, one.start, one.end, one.allocated_at.date()) == (4711, START, END, BEFORE.told_on)
    assert write_messages(desk, Law.WMO, tmp_path).written == ()
    page = case_messages(desk, given.case_id)
    assert (page.adoptable, page.to_tell) == ((), ())
    assert [(line.number, line.amount) for line in page.told] == [(4711, "2 uur per week")]


def test_it_stands_in_each_next_message_as_all_current_help_does(desk: Workplace, tmp_path: Path) -> None:
    """OP087."""
    given = someone(desk)
    adopt_allocation(desk, given.indication_id, BEFORE)
    granted(desk, given.case_id, given.provider_id, product="groep-arbeidsmatig", unit=Unit.DAY_PART, volume=4)
    (path,) = write_messages(desk, Law.WMO, tmp_path).written
    assert faults_by_schema(MessageKind.WMO301, path.read_bytes()) == []
    found = {one["Code"]: one for one in products(path)}
    assert (found["02A03"]["ToewijzingNummer"], found["02A03"]["Toewijzingsdatum"]) == ("4711", "2026-10-30")
    assert set(found) == {"02A03", "07A03"}


def test_it_is_changed_under_the_number_it_has(desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    adopt_allocation(desk, given.indication_id, replace(BEFORE, start=START - timedelta(days=90)))
    less = VolumeChange(
        indication_id=given.indication_id, from_on=date(2026, 12, 7), volume=1, reason="Beter.", agreed_on=desk.today
    )
    store(desk, less)
    write_messages(desk, Law.WMO, tmp_path)
    ended, new = sorted(told(desk), key=lambda one: one.start)
    assert (ended.number, ended.end, ended.change_reason) == (4711, date(2026, 12, 6), "05")
    assert (new.start, new.end) == (date(2026, 12, 7), END)


def test_a_provider_that_tells_of_the_old_number_is_understood(desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    adopt_allocation(desk, given.indication_id, BEFORE)
    path = tmp_path / "start.xml"
    path.write_bytes(message(MessageKind.WMO305, started(4711, "2026-11-16")))
    assert read_message(desk, path).rejected == ()


def test_taking_over_can_be_undone(desk: Workplace) -> None:
    given = someone(desk)
    undo(desk, adopt_allocation(desk, given.indication_id, BEFORE).act)
    assert told(desk) == []


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"number": None}, "required", "number"),
        ({"number": 10**9}, "too-large", "number"),
        ({"told_on": None}, "required", "told_on"),
        ({"told_on": date(2026, 11, 24)}, "in-future", "told_on"),
        ({"start": None}, "required", "start"),
        ({"start": START + timedelta(days=1)}, "told-start-later", "start"),
        ({"end": START - timedelta(days=1)}, "end-before-start", "end"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(desk: Workplace, fields: dict[str, Any], code: str, field: str) -> None:
    given = someone(desk)
    with pytest.raises(RuleBroken, match=code) as told_so:
        adopt_allocation(desk, given.indication_id, replace(BEFORE, **fields))
    assert told_so.value.field == field
    assert told(desk) == []


def test_a_number_is_taken_over_once(desk: Workplace) -> None:
    given = someone(desk)
    other = granted(desk, given.case_id, given.provider_id, product="vervoer", unit=Unit.PIECE)
    adopt_allocation(desk, given.indication_id, BEFORE)
    with pytest.raises(RuleBroken, match="number-taken"):
        adopt_allocation(desk, other, BEFORE)
    with pytest.raises(RuleBroken, match="allocated-already"):
        adopt_allocation(desk, given.indication_id, replace(BEFORE, number=4712))


@pytest.mark.parametrize(
    "fields",
    [{"status": IndicationStatus.HANDED_IN}, {"provision": Provision.PGB}, {"end": None}],
)
def test_what_no_message_could_tell_is_not_taken_over(desk: Workplace, fields: dict[str, object]) -> None:
    given = someone(desk, **fields)
    with pytest.raises(RuleBroken, match=r"not-approved|message-needs"):
        adopt_allocation(desk, given.indication_id, BEFORE)


def test_who_does_no_casework_takes_nothing_over(desk: Workplace) -> None:
    given = someone(desk)
    with pytest.raises(RuleBroken, match="not-allowed"):
        adopt_allocation(colleague(desk, "Iemand anders", Role.ADMINISTRATOR), given.indication_id, BEFORE)
