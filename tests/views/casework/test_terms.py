"""Terms on the case's screen: paused, run again and extended, with what is wrong told at the field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from desktop.models.course import TermChange
from desktop.models.kinds import PauseGround
from desktop.services.case_reading import case_list
from desktop.services.cases import NewCase, hand_in_application, open_case
from desktop.services.term_changes import Pause, pause_term
from desktop.services.workplace import Workplace
from desktop.views.cases.form_dialog import FormDialog
from desktop.views.cases.model import deadline_text, deadline_tone
from desktop.views.design.tokens import Tone
from desktop.views.window.main import MainWindow
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one

Settle = Callable[[], None]
WHY = "De offerte ontbreekt nog."


@pytest.fixture
def applied(window: MainWindow, workplace: Workplace, case_id: str, settle: Settle) -> str:
    """Her case, open on the screen, with an application of four days ago."""
    hand_in_application(workplace, case_id, "", workplace.today - timedelta(days=4))
    window.open_case(case_id)
    settle()
    return case_id


def words(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def text_of(fill: Fingers, name: str) -> str:
    field = fill.field(name)
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def asked(window: MainWindow, settle: Settle) -> tuple[FormDialog, Fingers]:
    dialog = one(window, FormDialog)
    return dialog, Fingers(dialog, settle)


def test_a_term_is_paused_and_runs_again_with_its_ground_on_the_screen(
    window: MainWindow,
    workplace: Workplace,
    applied: str,
    fingers: Fingers,
    settle: Settle,
    stored: Callable[..., list[TermChange]],
) -> None:
    assert "Algemene wet bestuursrecht" not in words(window)
    assert "Wmo 2015, art. 2.3.5 lid 2" in words(window)
    fingers.press("Pauzeren … Besluit op de aanvraag")
    _dialog, fill = asked(window, settle)
    fill.choose("form-basis", PauseGround.SUPPLEMENT.value)
    fill.write("form-ground", WHY)
    fill.write("form-told_on", (workplace.today - timedelta(days=3)).strftime("%d-%m-%Y"))
    fill.write("form-from_on", (workplace.today - timedelta(days=2)).strftime("%d-%m-%Y"))
    fill.press("form-go")
    (change,) = stored(TermChange, case_id=applied)
    assert (change.basis, change.until_on) == (PauseGround.SUPPLEMENT, None)
    shown = words(window)
    assert "gepauzeerd, nog" in shown
    assert "de aanvraag moet worden aangevuld" in shown
    assert WHY in shown
    fingers.press("Hervatten … Besluit op de aanvraag")
    _dialog, fill = asked(window, settle)
    fill.press("form-go")
    assert stored(TermChange)[0].until_on == workplace.today - timedelta(days=1)
    assert "gepauzeerd, nog" not in words(window)
    fingers.press("Ongedaan maken")
    assert stored(TermChange)[0].until_on is None


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("from_on", "31-2-2026", "Dit is geen datum."),
        ("from_on", "1-1-2020", "De termijn begon op"),
        ("until_on", "", "Wie instemt met wachten"),
        ("until_on", "1-1-2020", "Het einde ligt vóór de start."),
        ("ground", " ", "Vul dit eerst in."),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_what_was_typed_stays(
    window: MainWindow,
    applied: str,
    fingers: Fingers,
    settle: Settle,
    stored: Callable[..., list[TermChange]],
    field: str,
    typed: str,
    told: str,
) -> None:
    fingers.press("Pauzeren … Besluit op de aanvraag")
    dialog, fill = asked(window, settle)
    fill.choose("form-basis", PauseGround.AGREED.value)
    fill.write("form-ground", WHY)
    if field != "until_on":
        fill.write("form-until_on", "30-11-2026")
    fill.write(f"form-{field}", typed)
    fill.press("form-go")
    assert dialog.isVisible()
    assert told in dialog.rows[field].problem_text()
    assert [name for name, row in dialog.rows.items() if row.problem_text()] == [field]
    assert text_of(fill, "form-ground") == (typed if field == "ground" else WHY)
    if field == "from_on":
        assert text_of(fill, "form-from_on") in {typed, "01-01-2020"}
    assert stored(TermChange, case_id=applied) == []
    dialog.reject()
    settle()


def test_a_term_is_extended_once_and_the_change_is_taken_off_again(
    window: MainWindow, applied: str, fingers: Fingers, settle: Settle, stored: Callable[..., list[TermChange]]
) -> None:
    fingers.press("Verlengen … Besluit op de aanvraag")
    dialog, fill = asked(window, settle)
    fill.write("form-ground", "Wij wachten op een advies.")
    fill.press("form-go")
    assert dialog.rows["days"].problem_text() == "Vul dit eerst in."
    fill.count("form-days", 14)
    fill.press("form-go")
    assert [one.days for one in stored(TermChange, case_id=applied)] == [14]
    assert "Verlengd met 14 dagen" in words(window)
    fingers.press("Verwijderen: Verlengd met 14 dagen")
    assert stored(TermChange) == []


def test_an_extension_longer_than_the_term_is_told_with_what_the_act_asks(
    window: MainWindow, applied: str, fingers: Fingers, settle: Settle, stored: Callable[..., list[TermChange]]
) -> None:
    """Awb art. 4:14 lid 1: a time as short as possible."""
    fingers.press("Verlengen … Besluit op de aanvraag")
    dialog, fill = asked(window, settle)
    fill.write("form-ground", "Wij wachten op een advies.")
    fill.count("form-days", 14)
    assert dialog.rows["days"].remark_text() == ""
    fill.count("form-days", 365)
    told = dialog.rows["days"].remark_text()
    assert "langer dan de termijn zelf (14 dagen)" in told
    assert "Algemene wet bestuursrecht, art. 4:14 lid 1" in told
    fill.press("form-go")
    assert [one.days for one in stored(TermChange, case_id=applied)] == [365]
    assert "Langer dan de termijn zelf" in words(window)


def test_the_investigation_offers_neither(window: MainWindow, case_id: str, settle: Settle) -> None:
    window.open_case(case_id)
    settle()
    assert "Onderzoek na de melding" in words(window)
    offered = [b.accessibleName() for b in window.findChildren(QAbstractButton) if b.isVisible()]
    assert [name for name in offered if name.startswith(("Pauzeren", "Verlengen"))] == []


@pytest.fixture
def asleep(workplace: Workplace) -> str:
    """A case of which the term to a decision sleeps for three weeks."""
    began = workplace.today - timedelta(days=22)
    case_id = open_case(workplace, NewCase(last_name="Alberts", received_on=began - timedelta(days=20)))[0]
    hand_in_application(workplace, case_id, "", began - timedelta(days=5))
    pause = Pause(PauseGround.SUPPLEMENT, WHY, began, told_on=began - timedelta(days=1))
    pause_term(workplace, case_id, "decision", pause)
    return case_id


def test_a_term_that_sleeps_is_told_as_such_on_today_and_in_the_list(
    asleep: str, window: MainWindow, workplace: Workplace, settle: Settle
) -> None:
    settle()
    assert "Termijnen die al lang gepauzeerd zijn: klopt dat nog?" in words(window)
    assert "al 22 dagen gepauzeerd" in words(window)
    assert "dagen te laat" not in words(window)
    (line,) = case_list(workplace)
    assert (line.case_id, deadline_text(line)) == (asleep, "pauze nakijken: 8 dagen te laat")
    assert deadline_tone(line) is Tone.CAUTION


def test_who_begins_a_talk_is_told_to_point_out_client_support_first(
    window: MainWindow, workplace: Workplace, fingers: Fingers, settle: Settle
) -> None:
    case_id = open_case(workplace, NewCase(last_name="Alberts"))[0]
    window.open_case(case_id)
    settle()
    fingers.press("case-talk")
    assert "Wijs eerst op de gratis cliëntondersteuning." in words(window)


@pytest.mark.parametrize(("days", "told"), [(17, True), (15, False)])
def test_a_decision_that_is_late_must_be_told_to_the_resident(
    window: MainWindow, workplace: Workplace, case_id: str, settle: Settle, days: int, told: bool
) -> None:
    """Wmo 2015 art. 2.3.5 lid 2: two weeks, to Monday when that is a Sunday; Awb art. 4:14 and 4:17."""
    hand_in_application(workplace, case_id, "", workplace.today - timedelta(days=days))
    window.open_case(case_id)
    settle()
    assert ("Awb art. 4:14" in words(window)) is told
