"""One's own days for the calendar on one's own desk."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from desktop.models.faults import RuleBroken
from desktop.models.kinds import EndReason
from desktop.services.calendars import write_calendar
from desktop.services.cases import CaseEnding, close_case
from desktop.services.conversations import begin
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, colleague


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


def test_a_day_that_has_passed_is_left_out_and_told(desk: Workplace, tmp_path: Path) -> None:
    talk, _changes = begin(desk, a_case(desk), desk.today - timedelta(days=1))
    done = write_calendar(desk, tmp_path / "naober.ics")
    assert "Gesprek (J.B.)" not in titles(done.written[0])
    assert [(one.id, one.reason) for one in done.left_out] == [(talk, "22-11-2026 is voorbij; het staat bij Vandaag.")]


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
