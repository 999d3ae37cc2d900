"""Help that a provider was told of and that is not given after all: refused, or over before anybody saw it begin."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from lxml import etree

from desktop.models.indications import Decision, Indication
from desktop.models.kinds import EndReason, IndicationChange, IndicationStatus, Law, MessageKind
from desktop.models.messages import Allocation
from desktop.services.allocation_messages import MessagesWritten, write_messages
from desktop.services.approved_help import decide, start_help
from desktop.services.cases import CaseEnding, close_case, reopen_case
from desktop.services.decisions import standing_decisions
from desktop.services.evaluations import end_help
from desktop.services.messages_page import messages_page
from desktop.services.workplace import Workplace
from tests.helpers.granted import END, START, Given, granted, someone
from tests.helpers.standard import faults_by_schema

AHEAD = date(2026, 12, 7)
"""Two weeks after the day it is in these tests."""

LAST = date(2026, 11, 20)
"""Three days before it."""


def written(desk: Workplace, folder: Path) -> MessagesWritten:
    return write_messages(desk, Law.WMO, folder)


def told(desk: Workplace, folder: Path) -> list[tuple[str, str, str]]:
    """First day, last day and reason of what the one file that must be written tells."""
    (path,) = written(desk, folder).written
    assert faults_by_schema(MessageKind.WMO301, path.read_bytes()) == []
    assert written(desk, folder).written == (), "told once"
    root = etree.fromstring(path.read_bytes())
    found = [one for one in root.iter() if etree.QName(one).localname == "ToegewezenProduct"]
    texts = [{etree.QName(e).localname: e.text or "" for e in one.iter()} for one in found]
    return [(one["Ingangsdatum"], one.get("Einddatum", ""), one.get("RedenWijziging", "")) for one in texts]


def allocations(desk: Workplace) -> list[Allocation]:
    with desk.store.read() as reader:
        return sorted(reader.find(Allocation), key=lambda one: (one.start, one.number))


def decided(desk: Workplace, indication_id: str, *, given: bool) -> None:
    """Another decision takes the place of the one that stands."""
    with desk.store.read() as reader:
        stands = standing_decisions(reader, [indication_id])[indication_id]
    made = Decision(indication_id=indication_id, decided_on=desk.today, granted=given, motivation="Na bezwaar.")
    decide(desk, made, replaces=stands.id)


def test_help_refused_before_its_first_day_is_taken_away(desk: Workplace, tmp_path: Path) -> None:
    made = someone(desk, start=AHEAD)
    written(desk, tmp_path)
    decided(desk, made.indication_id, given=False)
    assert [one.count for one in messages_page(desk).to_tell] == [1]
    assert told(desk, tmp_path) == [(AHEAD.isoformat(), AHEAD.isoformat(), "13")]


def test_help_refused_later_ends_with_the_day_before_the_decision(desk: Workplace, tmp_path: Path) -> None:
    """Whoever helped in good faith until then did so under an allocation."""
    made = someone(desk)
    written(desk, tmp_path)
    decided(desk, made.indication_id, given=False)
    assert told(desk, tmp_path) == [(START.isoformat(), (desk.today - timedelta(days=1)).isoformat(), "05")]


def test_help_that_is_given_after_all_is_allocated_anew(desk: Workplace, tmp_path: Path) -> None:
    made = someone(desk, start=AHEAD)
    written(desk, tmp_path)
    (before,) = allocations(desk)
    decided(desk, made.indication_id, given=False)
    told(desk, tmp_path)
    decided(desk, made.indication_id, given=True)
    assert (AHEAD.isoformat(), END.isoformat(), "") in told(desk, tmp_path)
    assert {one.number for one in allocations(desk)} > {before.number}


def test_a_prolongation_that_is_refused_gives_the_help_before_its_own_last_day_back(
    desk: Workplace, tmp_path: Path
) -> None:
    made = someone(desk)
    written(desk, tmp_path)
    longer = _prolonged(desk, made)
    written(desk, tmp_path)
    decided(desk, longer, given=False)
    assert told(desk, tmp_path) == [(START.isoformat(), END.isoformat(), "05")]
    (row,) = allocations(desk)
    assert row.indication_id == made.indication_id


def test_a_case_that_closes_before_the_help_began_takes_it_away(desk: Workplace, tmp_path: Path) -> None:
    made = someone(desk, start=AHEAD)
    written(desk, tmp_path)
    close_case(desk, made.case_id, CaseEnding(EndReason.DECEASED))
    assert told(desk, tmp_path) == [(AHEAD.isoformat(), AHEAD.isoformat(), "13")]


def test_help_that_nobody_saw_begin_ends_when_its_case_closes(desk: Workplace, tmp_path: Path) -> None:
    """The start may have been told to nobody: what was given until then stays allocated."""
    made = someone(desk)
    written(desk, tmp_path)
    close_case(desk, made.case_id, CaseEnding(EndReason.DECEASED, "Bericht van de dochter: zij belt nog"))
    assert told(desk, tmp_path) == [(START.isoformat(), desk.today.isoformat(), "02")]
    reopen_case(desk, made.case_id)
    assert written(desk, tmp_path).written == ()


@pytest.mark.parametrize(("start", "last", "code"), [(START, None, "07"), (AHEAD, AHEAD, "13")])
def test_a_case_taken_up_again_before_anybody_was_told_of_its_end_tells_it_all_the_same(
    desk: Workplace, tmp_path: Path, start: date, last: date | None, code: str
) -> None:
    """Help that ended stays ended: who was not told would go on, or wait for a first day that never comes."""
    made = someone(desk, start=start)
    written(desk, tmp_path)
    close_case(desk, made.case_id, CaseEnding(EndReason.MOVED_AWAY, "Toch niet"))
    reopen_case(desk, made.case_id)
    assert told(desk, tmp_path) == [(start.isoformat(), (last or desk.today).isoformat(), code)]


def test_help_that_ended_in_another_way_is_not_ended_by_an_earlier_closing(desk: Workplace, tmp_path: Path) -> None:
    """Nothing tells its last day then, and what was told of it stays."""
    made = someone(desk)
    close_case(desk, made.case_id, CaseEnding(EndReason.OTHER))
    reopen_case(desk, made.case_id)
    later = granted(desk, made.case_id, made.provider_id)
    written(desk, tmp_path)
    with desk.store.work("End") as work:
        work.change(Indication, later, status=IndicationStatus.ENDED)
        work.commit()
    assert written(desk, tmp_path).written == ()


def test_help_that_was_stretched_ends_when_its_case_closes(desk: Workplace, tmp_path: Path) -> None:
    made = someone(desk)
    written(desk, tmp_path)
    start_help(desk, made.indication_id, START)
    _prolonged(desk, made)
    written(desk, tmp_path)
    close_case(desk, made.case_id, CaseEnding(EndReason.MOVED_AWAY))
    assert told(desk, tmp_path) == [(START.isoformat(), desk.today.isoformat(), "07")]


@pytest.mark.parametrize("reason", [EndReason.EARLY, EndReason.DECEASED])
def test_help_that_ran_on_in_its_prolongation_ends_as_one(desk: Workplace, tmp_path: Path, reason: EndReason) -> None:
    """A stretched allocation gets no second start: what runs stands under the first indication."""
    week_before = replace(desk, clock=lambda: desk.now - timedelta(days=7))
    made = someone(desk, end=LAST)
    start_help(week_before, made.indication_id, START)
    longer = _prolonged(desk, made, LAST)
    written(week_before, tmp_path)
    end_help(desk, made.indication_id, desk.today, reason)
    code = "02" if reason is EndReason.DECEASED else "05"
    assert told(desk, tmp_path) == [(START.isoformat(), desk.today.isoformat(), code)]
    assert status(desk, longer) is IndicationStatus.ENDED


@pytest.mark.parametrize(
    ("reason", "left"),
    [(EndReason.AS_PLANNED, IndicationStatus.APPROVED), (EndReason.DECEASED, IndicationStatus.ENDED)],
)
def test_a_prolongation_that_was_still_to_begin_stays_unless_the_resident_died(
    desk: Workplace, reason: EndReason, left: IndicationStatus
) -> None:
    made = someone(desk)
    start_help(desk, made.indication_id, START)
    longer = _prolonged(desk, made)
    end_help(desk, made.indication_id, desk.today, reason)
    assert status(desk, longer) is left


def status(desk: Workplace, indication_id: str) -> IndicationStatus:
    with desk.store.read() as reader:
        return reader.get(Indication, indication_id).status


def _prolonged(desk: Workplace, made: Given, end: date = END) -> str:
    longer = {"start": end + timedelta(days=1), "end": end + timedelta(days=90)}
    follows = {"follows_id": made.indication_id, "change": IndicationChange.PROLONGED}
    return granted(desk, made.case_id, made.provider_id, **longer, **follows)
