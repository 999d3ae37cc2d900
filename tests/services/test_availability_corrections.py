"""What was observed of a wait is put right, withdrawn or taken back, and never overwritten."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import AvailabilityStatus, Role
from desktop.models.people import Colleague
from desktop.models.social_map import AvailabilityReport
from desktop.services.availability import WaitEntry, check_wait, confirm_wait, history, latest, record_wait
from desktop.services.availability_corrections import Correction, correct_wait, take_back_wait, withdraw_wait
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
