"""What was observed of a wait is put right, withdrawn or taken back, and never overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import AvailabilityStatus, Role
from desktop.models.people import Colleague
from desktop.models.social_map import AvailabilityReport
from desktop.services.availability import WaitEntry, check_wait, confirm_wait, history, latest, record_wait
from desktop.services.availability_corrections import (
    About,
    Correction,
    correct_wait,
    standing_text,
    status_after,
    take_back_wait,
    withdraw_wait,
)
from desktop.services.workplace import Workplace
from tests.helpers.waits import REGULAR, a_provider, measured

RIGHT = Correction(intake="2 wk", start="8 wk", source="mail", reason="Verkeerd verstaan")


@pytest.fixture
def provider(desk: Workplace) -> str:
    return a_provider(desk, "De Brug", REGULAR)


def now(desk: Workplace, provider: str) -> list[tuple[float | None, float | None]]:
    return [(one.report.start_min, one.report.start_max) for one in latest(desk, provider)]


def entry(provider: str, start: str) -> WaitEntry:
    return WaitEntry(provider_id=provider, product=REGULAR, start=start)


def test_a_correction_takes_the_place_of_what_it_names_on_the_day_that_was_meant(
    desk: Workplace, provider: str
) -> None:
    wrong = measured(desk, provider, days=9, start=(80, 80), location="Winschoten")
    correct_wait(desk, wrong, RIGHT)
    [one] = latest(desk, provider)
    assert (one.age_days, one.report.start_min, one.report.corrects) == (9, 8, wrong)
    assert (one.report.note, one.report.location) == ("Verkeerd verstaan", "Winschoten")
    assert (one.report.source, one.report.checked_by) == ("mail", desk.colleague.name)
    assert len(history(desk, provider)) == 2


def test_the_day_and_the_part_of_the_help_are_put_right_too_and_what_was_said_stays(
    desk: Workplace, provider: str
) -> None:
    measured(desk, provider, days=20, start=(5, 5), location="Winschoten")
    wrong = measured(desk, provider, days=1, start=(8, 8), location="Winschoten", expertise="Autisme ")
    day = desk.today - timedelta(days=12)
    right = Correction(
        "", "8 wk", "", "Verkeerde locatie", measured_on=day, about=About("Autisme", "Stadskanaal", "Jeugd")
    )
    correct_wait(desk, wrong, right)
    moved, other = latest(desk, provider)
    told = moved.report
    assert (told.expertise, told.location, told.target_group) == ("Autisme ", "Stadskanaal", "Jeugd")
    assert (moved.age_days, told.corrects, told.start_min, moved.disputed) == (12, wrong, 8, False)
    assert (other.report.location, other.age_days) == ("Winschoten", 20), "what stood before counts again there"
    before = stored(desk, wrong)
    assert (before.location, before.measured_on) == ("Winschoten", desk.today - timedelta(days=1))
    take_back_wait(desk, told.id)
    assert {one.age_days for one in latest(desk, provider)} == {1, 20}


def test_a_correction_is_of_no_day_to_come(desk: Workplace, provider: str) -> None:
    wrong = measured(desk, provider, start=(8, 8))
    with pytest.raises(RuleBroken, match="in-future measured_on"):
        correct_wait(desk, wrong, replace(RIGHT, measured_on=desk.today + timedelta(days=1)))
    assert now(desk, provider) == [(8, 8)]


def test_a_correction_or_a_withdrawal_without_a_reason_is_sent_back(desk: Workplace, provider: str) -> None:
    wrong = measured(desk, provider, start=(80, 80))
    with pytest.raises(RuleBroken, match="required note"):
        correct_wait(desk, wrong, replace(RIGHT, reason=" "))
    with pytest.raises(RuleBroken, match="required note"):
        withdraw_wait(desk, wrong, "")
    assert now(desk, provider) == [(80, 80)]


def test_a_correction_that_cannot_be_read_changes_nothing(desk: Workplace, provider: str) -> None:
    wrong = measured(desk, provider, start=(80, 80))
    with pytest.raises(RuleBroken, match="wait-not-understood start"):
        correct_wait(desk, wrong, replace(RIGHT, start="gauw"))
    assert len(history(desk, provider)) == 1


def stored(desk: Workplace, report_id: str) -> AvailabilityReport:
    with desk.store.read() as reader:
        return reader.get(AvailabilityReport, report_id)


def test_what_nobody_corrects_stays_as_it_was(desk: Workplace, provider: str) -> None:
    counted: dict[str, Any] = {
        "free_places": 2,
        "waiting_count": 14,
        "status": AvailabilityStatus.LIMITED,
        "expertise": "Autisme",
    }
    wrong = measured(desk, provider, intake=(8, 8), start=(12, 12), **counted)
    before = stored(desk, wrong)
    assert (standing_text(before, "intake"), standing_text(before, "start")) == ("8 wk", "12 wk")
    correct_wait(desk, wrong, Correction(standing_text(before, "intake"), "10 wk", "", "Tikfout"))
    [now_] = latest(desk, provider)
    kept = ("intake_min", "intake_max", "intake_text", "measured_on", *counted)
    assert [getattr(now_.report, name) for name in kept] == [getattr(before, name) for name in kept]
    assert (now_.report.start_min, now_.report.start_text, now_.report.source) == (10, "10 wk", "telefoon")


def test_counts_and_state_are_put_right_too_and_may_become_unknown(desk: Workplace, provider: str) -> None:
    wrong = measured(desk, provider, start=(12, 12), free_places=2, waiting_count=14)
    correct_wait(desk, wrong, replace(RIGHT, counts=(None, 0), status=AvailabilityStatus.INTAKE_STOP))
    [now_] = latest(desk, provider)
    assert (now_.report.free_places, now_.report.waiting_count) == (None, 0)
    assert now_.report.status is AvailabilityStatus.INTAKE_STOP


def test_a_wait_in_words_that_nobody_can_read_stays_to_the_letter_while_it_is_not_changed(
    desk: Workplace, provider: str
) -> None:
    wrong = measured(desk, provider, intake=(6, 6), intake_text="zes weken, na overleg", start=(80, 80))
    correct_wait(desk, wrong, Correction("zes weken, na overleg", "8 wk", "", "Tikfout"))
    [now_] = latest(desk, provider)
    assert (now_.report.intake_min, now_.report.intake_text) == (6, "zes weken, na overleg")


@pytest.mark.parametrize(
    ("status", "intake_text", "typed", "after"),
    [
        (AvailabilityStatus.LIMITED, "", "9 wk", AvailabilityStatus.LIMITED),
        (AvailabilityStatus.INTAKE_STOP, "Aanmeldstop", "9 wk", AvailabilityStatus.OPEN),
        (AvailabilityStatus.OPEN, "", "Aanmeldstop", AvailabilityStatus.INTAKE_STOP),
    ],
)
def test_the_state_follows_the_words_and_other_weeks_do_not_lift_a_limit(
    status: AvailabilityStatus, intake_text: str, typed: str, after: AvailabilityStatus
) -> None:
    weeks = None if intake_text else 8
    report = AvailabilityReport(
        provider_id="p",
        status=status,
        intake_text=intake_text,
        intake_min=weeks,
        intake_max=weeks,
        measured_on=date(2026, 11, 2),
    )
    assert status_after(report, typed, "") is after


def test_after_a_withdrawal_what_was_measured_before_counts_again(desk: Workplace, provider: str) -> None:
    measured(desk, provider, days=50, start=(3, 3))
    wrong = measured(desk, provider, days=2, start=(80, 80))
    withdraw_wait(desk, wrong, "Was van een andere aanbieder")
    assert now(desk, provider) == [(3, 3)]


def test_what_does_not_hold_any_more_is_not_put_right_a_second_time(desk: Workplace, provider: str) -> None:
    wrong = measured(desk, provider, start=(80, 80))
    withdraw_wait(desk, wrong, "Fout")
    for job in (
        lambda: correct_wait(desk, wrong, RIGHT),
        lambda: withdraw_wait(desk, wrong, "Nog eens"),
        lambda: take_back_wait(desk, wrong),
    ):
        with pytest.raises(RuleBroken, match="corrected-already"):
            job()  # type: ignore[no-untyped-call]  # a lambda has no types to write
    with pytest.raises(RuleBroken, match="gone"):
        withdraw_wait(desk, "nergens", "Fout")


def test_what_was_just_written_is_taken_back_and_what_stood_before_it_stands_again(
    desk: Workplace, provider: str
) -> None:
    measured(desk, provider, days=50, start=(3, 3))
    [written] = record_wait(desk, entry(provider, "12 wk")).ids["availability_report"]
    assert now(desk, provider) == [(12, 12)]
    take_back_wait(desk, written)
    assert now(desk, provider) == [(3, 3)]


def test_a_correction_that_is_taken_back_brings_back_what_it_corrected(desk: Workplace, provider: str) -> None:
    wrong = measured(desk, provider, days=9, start=(80, 80))
    [right] = correct_wait(desk, wrong, RIGHT).ids["availability_report"]
    take_back_wait(desk, right)
    [one] = latest(desk, provider)
    assert (one.report.start_min, one.age_days, one.disputed) == (80, 9, False)


def test_who_says_something_else_on_the_same_day_puts_the_own_word_right(desk: Workplace, provider: str) -> None:
    record_wait(desk, entry(provider, "12 wk"))
    record_wait(desk, entry(provider, "10 wk"))
    [one] = latest(desk, provider)
    assert (one.report.start_min, one.disputed) == (10, False)
    confirm_wait(desk, one.report.id, "website")
    [again] = latest(desk, provider)
    assert (again.report.start_min, again.report.source, again.disputed) == (10, "website", False)


def test_a_colleague_who_says_something_else_on_the_same_day_makes_a_dispute(desk: Workplace, provider: str) -> None:
    other = replace(desk, colleague=Colleague(name="Tamara Postema", role=Role.CONSULTANT))
    record_wait(desk, entry(provider, "12 wk"))
    record_wait(other, entry(provider, "10 wk"))
    assert [one.disputed for one in latest(desk, provider)] == [True, True]


def test_a_withdrawn_wait_is_told_to_nobody_who_chooses_a_provider(desk: Workplace, provider: str) -> None:
    wrong = measured(desk, provider, start=(80, 80))
    withdraw_wait(desk, wrong, "Fout")
    with desk.store.read() as reader:
        [told] = [one for one in reader.find(AvailabilityReport, provider_id=provider) if one.withdrawn]
    assert (told.status, told.start_min) == (AvailabilityStatus.UNKNOWN, None)
    assert latest(desk, provider) == ()


def test_reading_what_is_typed_writes_nothing_and_names_the_field() -> None:
    check_wait("6-8 wk", "")
    for intake, start, told in (
        ("", " ", "required intake"),
        ("8-6 wk", "", "wait-reversed intake"),
        ("2 wk", "10.000 wk", "wait-doubtful-number start"),
        ("2 wk", "9999 wk", "wait-out-of-range start"),
    ):
        with pytest.raises(RuleBroken, match=told):
            check_wait(intake, start)


def test_an_administrator_reports_no_waiting_times(desk: Workplace, provider: str) -> None:
    wrong = measured(desk, provider, start=(80, 80))
    admin = replace(desk, colleague=Colleague(name="Beheer", role=Role.ADMINISTRATOR))
    with pytest.raises(RuleBroken, match="not-allowed"):
        correct_wait(admin, wrong, RIGHT)
    with pytest.raises(RuleBroken, match="not-allowed"):
        withdraw_wait(admin, wrong, "Fout")
    with pytest.raises(RuleBroken, match="not-allowed"):
        take_back_wait(admin, wrong)
