"""The form for a wait: something new, or a figure that is put right or withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from desktop.models.kinds import AvailabilityStatus
from desktop.services.availability import latest
from desktop.services.help_pages import page_text
from desktop.services.workplace import Workplace
from desktop.views.availability.screen import AvailabilityScreen
from desktop.views.design.inputs import Choice
from desktop.views.desk import Place
from tests.helpers.fingers import Fingers
from tests.helpers.waits import PLUS, measured
from tests.helpers.widgets import one
from tests.views.availability.conftest import stand_on

Settle = Callable[[], None]


def words(screen: AvailabilityScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_a_figure_is_put_right_with_its_reason(
    screen: AvailabilityScreen, providers: dict[str, str], fingers: Fingers, settle: Settle, workplace: Workplace
) -> None:
    stand_on(screen, providers["old"], settle)
    fingers.press("wait-wrong")
    fingers.write("wait-start", "3 wk")
    fingers.press("wait-keep")
    assert screen.rows["note"].problem_text() == "Vul dit eerst in."
    fingers.write("wait-note", "Verkeerd verstaan")
    fingers.press("wait-keep")
    [report] = latest(workplace, providers["old"])
    assert (report.report.start_min, report.age_days, report.report.note) == (3, 60, "Verkeerd verstaan")
    assert "Trek in, zonder ander cijfer" not in words(screen)


def test_putting_one_figure_right_loses_none_of_the_others(
    screen: AvailabilityScreen, providers: dict[str, str], fingers: Fingers, settle: Settle, workplace: Workplace
) -> None:
    counted: dict[str, Any] = {"free_places": 2, "waiting_count": 14, "status": AvailabilityStatus.LIMITED}
    measured(workplace, providers["never"], product=PLUS, intake=(8, 8), start=(12, 12), **counted)
    screen.mark_stale()
    settle()
    stand_on(screen, providers["never"], settle, PLUS)
    fingers.press("wait-wrong")
    shown = [one(screen, QLineEdit, f"wait-{name}").text() for name in ("intake", "free_places", "source")]
    assert shown == ["8 wk", "2", "telefoon"]
    fingers.write("wait-start", "10 wk")
    fingers.write("wait-waiting_count", "15")
    fingers.write("wait-note", "Tikfout")
    fingers.press("wait-keep")
    [one_] = latest(workplace, providers["never"])
    told = one_.report
    assert (told.intake_min, told.start_min, told.free_places, told.waiting_count) == (8, 10, 2, 15)
    assert told.status is AvailabilityStatus.LIMITED


def test_the_day_and_the_part_of_the_help_are_put_right_in_the_form(
    screen: AvailabilityScreen, providers: dict[str, str], fingers: Fingers, settle: Settle, workplace: Workplace
) -> None:
    measured(workplace, providers["never"], product=PLUS, days=2, start=(12, 12), location="Winschoten")
    screen.mark_stale()
    settle()
    stand_on(screen, providers["never"], settle, PLUS)
    fingers.press("wait-wrong")
    assert one(screen, QLineEdit, "wait-location").isVisible(), "what stands there is seen"
    assert one(screen, QLineEdit, "wait-location").text() == "Winschoten"
    fingers.write("wait-location", "Stadskanaal")
    fingers.write("wait-measured_on", "1-12-2026")
    fingers.write("wait-note", "Andere locatie, en het was op de eerste van de maand")
    fingers.press("wait-keep")
    assert screen.rows["measured_on"].problem_text()
    fingers.write("wait-measured_on", "1-11-2026")
    fingers.press("wait-keep")
    [told] = latest(workplace, providers["never"])
    assert (told.report.location, told.report.measured_on) == ("Stadskanaal", date(2026, 11, 1))
    assert told.report.start_min == 12


def test_help_tells_how_to_put_a_figure_right_in_the_words_of_the_form(
    screen: AvailabilityScreen, providers: dict[str, str], fingers: Fingers, settle: Settle
) -> None:
    helped = page_text(Place.AVAILABILITY)
    stand_on(screen, providers["old"], settle)
    assert "**Nieuwe wachttijd**" in helped
    fingers.press("wait-wrong")
    for name in ("wait-keep", "wait-withdraw", "wait-more"):
        assert f"**{one(screen, QAbstractButton, name).text()}**" in helped
    assert "**Waarom klopt het niet?**" in helped


def test_in_a_correction_the_state_follows_the_words_until_someone_chooses(
    screen: AvailabilityScreen, providers: dict[str, str], fingers: Fingers, settle: Settle
) -> None:
    stand_on(screen, providers["old"], settle)
    fingers.press("wait-wrong")
    fingers.write("wait-intake", "aanmeldstop")
    assert one(screen, Choice, "wait-status").key() == AvailabilityStatus.INTAKE_STOP
    fingers.choose("wait-status", AvailabilityStatus.LIMITED)
    fingers.write("wait-intake", "geen wachttijd")
    assert one(screen, Choice, "wait-status").key() == AvailabilityStatus.LIMITED


def test_a_new_waiting_time_holds_counts_its_day_and_the_part_of_the_help_it_is_about(
    screen: AvailabilityScreen, providers: dict[str, str], fingers: Fingers, settle: Settle, workplace: Workplace
) -> None:
    stand_on(screen, providers["never"], settle, PLUS)
    fingers.press("wait-new")
    assert "Expertise" not in words(screen)
    fingers.press("wait-more")
    typed = {"start": "6 wk", "free_places": "3", "waiting_count": "0", "measured_on": "1-11-2026"}
    about = {"expertise": "Autisme", "location": "Winschoten", "target_group": "Jongeren"}
    for name, text in (typed | about).items():
        fingers.write(f"wait-{name}", text)
    fingers.press("wait-keep")
    [one_] = latest(workplace, providers["never"])
    told = one_.report
    assert (told.start_min, told.free_places, told.waiting_count) == (6, 3, 0)
    assert told.measured_on == date(2026, 11, 1)
    assert (told.expertise, told.location, told.target_group) == ("Autisme", "Winschoten", "Jongeren")


def test_a_day_that_cannot_be_read_is_not_written_down_as_today(
    screen: AvailabilityScreen, providers: dict[str, str], fingers: Fingers, settle: Settle, workplace: Workplace
) -> None:
    stand_on(screen, providers["never"], settle, PLUS)
    fingers.press("wait-new")
    fingers.write("wait-start", "6 wk")
    fingers.write("wait-measured_on", "laatst")
    fingers.press("wait-keep")
    assert latest(workplace, providers["never"]) == ()
    assert screen.rows["measured_on"].problem_text()


def test_what_cannot_be_read_stays_in_the_field_with_the_sentence(
    screen: AvailabilityScreen, providers: dict[str, str], fingers: Fingers, settle: Settle
) -> None:
    stand_on(screen, providers["never"], settle, PLUS)
    fingers.press("wait-new")
    fingers.write("wait-intake", "gauw")
    fingers.press("wait-keep")
    assert screen.rows["intake"].problem_text()
    assert one(screen, QLineEdit, "wait-intake").text() == "gauw"


def test_a_figure_is_withdrawn_and_the_one_before_counts_again(
    screen: AvailabilityScreen, providers: dict[str, str], fingers: Fingers, settle: Settle, workplace: Workplace
) -> None:
    stand_on(screen, providers["old"], settle)
    fingers.press("wait-wrong")
    fingers.write("wait-note", "Van een ander")
    fingers.press("wait-withdraw")
    [report] = latest(workplace, providers["old"])
    assert (report.report.start_min, report.age_days) == (6, 120)
