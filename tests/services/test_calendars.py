"""One's own days for the calendar on one's own desk."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from desktop.models.course import TermChange
from desktop.models.faults import RuleBroken
from desktop.models.indications import Evaluation, Indication, Trajectory
from desktop.models.kinds import EndReason, IndicationStatus, PauseGround
from desktop.services.calendars import write_calendar
from desktop.services.cases import CaseEnding, close_case, hand_in_application
from desktop.services.conversations import begin
from desktop.services.term_changes import Pause, pause_term, remove_term_change
from desktop.services.workplace import Workplace
from tests.helpers.casework import LOT, PRODUCT, SEGMENT, a_case, colleague


def titles(path: Path) -> list[str]:
    return [str(event["summary"]) for event in Calendar.from_ical(path.read_text("utf-8")).walk("VEVENT")]


def test_visits_and_terms_of_ones_own_cases_are_written_without_a_name(desk: Workplace, tmp_path: Path) -> None:
    begin(desk, a_case(desk), desk.today + timedelta(days=30))
    done = write_calendar(desk, tmp_path / "naober.ics")
    content = (tmp_path / "naober.ics").read_text("utf-8")
    assert "Gesprek (J.B.)" in titles(done.written[0])
    assert "Laatste dag: Onderzoek na de melding (J.B.)" in titles(done.written[0])
    assert done.days == len(titles(done.written[0]))
    assert "Boer" not in content
    assert "overzicht" not in content


def test_a_paused_term_stands_on_its_new_day_and_one_that_sleeps_has_none(desk: Workplace, tmp_path: Path) -> None:
    case_id = a_case(desk, received_on=desk.today - timedelta(days=20))
    hand_in_application(desk, case_id, "", desk.today - timedelta(days=7))
    first, told = desk.today - timedelta(days=3), desk.today - timedelta(days=4)
    for until, expected in ((desk.today, desk.today + timedelta(days=11)), (None, None)):
        pause_term(desk, case_id, "decision", Pause(PauseGround.SUPPLEMENT, "Er mist iets.", first, until, told))
        write_calendar(desk, tmp_path / "naober.ics")
        calendar = Calendar.from_ical((tmp_path / "naober.ics").read_text("utf-8"))
        found = [e for e in calendar.walk("VEVENT") if "Besluit op de aanvraag" in str(e["summary"])]
        days = [event.decoded("dtstart") for event in found]
        assert days == ([expected] if expected else [])
        with desk.store.read() as reader:
            remove_term_change(desk, reader.find(TermChange)[0].id)


def test_a_day_that_has_passed_is_left_out_and_told(desk: Workplace, tmp_path: Path) -> None:
    case_id = a_case(desk, received_on=desk.today - timedelta(days=1))
    talk, _changes = begin(desk, case_id, desk.today - timedelta(days=1))
    done = write_calendar(desk, tmp_path / "naober.ics")
    assert "Gesprek (J.B.)" not in titles(done.written[0])
    assert [(one.id, one.reason) for one in done.left_out] == [(talk, "22-11-2026 is voorbij; het staat bij Vandaag.")]


def test_help_is_called_by_what_is_known_of_it(desk: Workplace, tmp_path: Path) -> None:
    """Where a region states only a result, there is no product: the segment or the lot says which help it is."""
    case_id, ends = a_case(desk), desk.today + timedelta(days=20)
    usual = {"case_id": case_id, "status": IndicationStatus.APPROVED, "end": ends, "lot": LOT}
    given = [Indication.model_validate(usual | more) for more in ({"product": PRODUCT}, {"segment": SEGMENT}, {})]
    with desk.store.work("Given") as work:
        work.add(*given, Evaluation(indication_id=given[2].id, due_on=ends))
        work.commit()
    told = titles(write_calendar(desk, tmp_path / "naober.ics").written[0])
    lot = next(one.name for one in desk.profile.lots if one.id == LOT)
    segment = next(one.name for one in desk.profile.segments if one.id == SEGMENT)
    assert {
        "Hulp eindigt: Begeleiding regulier (J.B.)",
        f"Hulp eindigt: {segment} (J.B.)",
        f"Hulp eindigt: {lot} (J.B.)",
        f"Evalueren: {lot} (J.B.)",
    } <= set(told)


def test_written_again_every_day_has_the_same_id(desk: Workplace, tmp_path: Path) -> None:
    begin(desk, a_case(desk), desk.today + timedelta(days=3))
    ids = []
    for name in ("a.ics", "b.ics"):
        write_calendar(desk, tmp_path / name)
        calendar = Calendar.from_ical((tmp_path / name).read_text("utf-8"))
        ids.append([str(event["uid"]) for event in calendar.walk("VEVENT")])
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0]) > 0


def test_closed_cases_and_those_of_a_colleague_are_not_in_it(desk: Workplace, tmp_path: Path) -> None:
    closed = a_case(desk)
    close_case(desk, closed, CaseEnding(EndReason.AS_PLANNED, "Klaar"))
    begin(colleague(desk, "Samira Bouzid"), a_case(colleague(desk, "Samira Bouzid")))
    assert write_calendar(desk, tmp_path / "naober.ics").days == 0


def test_another_name_is_refused_and_nothing_is_written(desk: Workplace, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="export-name-ics"):
        write_calendar(desk, tmp_path / "naober.txt")
    assert not list(tmp_path.glob("naober*.txt"))


def test_help_that_a_provider_stopped_does_not_end_on_its_old_day(desk: Workplace, tmp_path: Path) -> None:
    one = Indication(
        case_id=a_case(desk), status=IndicationStatus.APPROVED, product=PRODUCT, end=desk.today + timedelta(days=20)
    )
    last = desk.today - timedelta(days=1)
    run = Trajectory(indication_id=one.id, started_on=last - timedelta(days=9), ended_on=last)
    for value, told in ((one, True), (run, False)):
        with desk.store.work("Given") as work:
            work.add(value)
            work.commit()
        found = titles(write_calendar(desk, tmp_path / "naober.ics").written[0])
        assert ("Hulp eindigt: Begeleiding regulier (J.B.)" in found) is told
