"""The day on which an application came in, as a person types it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QDialog, QPushButton

from desktop.models.casework import Application, NeedReport
from desktop.models.indications import Indication
from desktop.views.cases.form_dialog import FormDialog
from desktop.views.window.main import MainWindow
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one, words

Settle = Callable[[], None]


def choose_act(window: MainWindow, text: str, settle: Settle) -> Fingers:
    menu = one(window, QPushButton, "case-more").menu()
    assert menu is not None
    next(a for a in menu.actions() if a.isVisible() and a.text() == text).trigger()
    settle()
    return Fingers(next(d for d in window.findChildren(QDialog) if d.isVisible()), settle)


def test_the_day_of_the_report_is_put_right_with_a_reason_and_the_terms_follow(
    window: MainWindow, case_id: str, settle: Settle, stored: Callable[..., list[NeedReport]]
) -> None:
    window.open_case(case_id)
    settle()
    before = stored(NeedReport)[0].received_on
    ask = choose_act(window, "Dag van de melding verbeteren …", settle)
    dialog = next(d for d in window.findChildren(FormDialog) if d.isVisible())
    day = before - timedelta(days=7)
    ask.write("form-received_on", day.strftime("%d-%m-%Y"))
    ask.press("form-go")
    assert dialog.rows["why"].problem_text()
    ask.write("form-why", "De brief lag bij de balie.")
    ask.press("form-go")
    assert stored(NeedReport)[0].received_on == day
    seen = words(window)
    assert f"telt vanaf {day:%d-%m-%Y}" in seen
    assert "De brief lag bij de balie." in seen


def test_an_application_is_written_on_its_day_warned_of_and_corrected(
    window: MainWindow, case_id: str, settle: Settle, stored: Callable[..., list[Application]]
) -> None:
    """Wmo 2015 art. 2.3.5 lid 2, and art. 2.3.2 lid 9: an application comes after the investigation."""
    window.open_case(case_id)
    settle()
    ask = choose_act(window, "Er is een aanvraag ingediend …", settle)
    dialog = next(d for d in window.findChildren(FormDialog) if d.isVisible())
    told = dialog.rows["applied_on"].remark_text()
    assert "nog geen afgerond gespreksverslag" in told
    assert "Wmo 2015, art. 2.3.2 lid 9" in told
    ask.write("form-applied_on", "1-1-2099")
    ask.press("form-go")
    assert dialog.rows["applied_on"].problem_text() == "Deze dag ligt in de toekomst."
    ask.write("form-applied_on", window.desk.workplace.today.strftime("%d-%m-%Y"))
    ask.press("form-go")
    for text in ("Hulp thuis", "Hulp thuis en vervoer"):
        ask = choose_act(window, "Aanvraag verbeteren …", settle)
        ask.write("form-text", text)
        ask.press("form-go")
    assert [one.text for one in stored(Application)] == ["Hulp thuis en vervoer"]
    ask = choose_act(window, "Er is een aanvraag ingediend …", settle)
    ask.press("form-go")
    assert len(stored(Application)) == 2


def test_a_double_click_writes_an_application_once(
    window: MainWindow, case_id: str, settle: Settle, stored: Callable[..., list[Application]]
) -> None:
    """Each would have its own weeks to a decision."""
    window.open_case(case_id)
    settle()
    choose_act(window, "Er is een aanvraag ingediend …", settle)
    dialog = next(d for d in window.findChildren(FormDialog) if d.isVisible())
    go = one(dialog, QPushButton, "form-go")
    go.click()
    go.click()
    settle()
    assert len(stored(Application)) == 1


def test_a_double_click_begins_one_draft(
    window: MainWindow, case_id: str, settle: Settle, stored: Callable[..., list[Indication]]
) -> None:
    window.open_case(case_id)
    settle()
    begin = window.findChild(QPushButton, "begin-draft")
    assert begin is not None
    begin.click()
    begin.click()
    settle()
    assert len(stored(Indication)) == 1
    begin.click()
    settle()
    assert len(stored(Indication)) == 2


def test_what_was_refused_is_written_once_it_is_put_right(
    window: MainWindow, case_id: str, settle: Settle, stored: Callable[..., list[Application]]
) -> None:
    window.open_case(case_id)
    settle()
    ask = choose_act(window, "Er is een aanvraag ingediend …", settle)
    for day in ("1-1-2099", window.desk.workplace.today.strftime("%d-%m-%Y")):
        ask.write("form-applied_on", day)
        ask.press("form-go")
    assert len(stored(Application)) == 1


def test_who_closes_a_case_sees_what_is_still_open(window: MainWindow, case_id: str, settle: Settle) -> None:
    window.open_case(case_id)
    settle()
    choose_act(window, "Dossier sluiten …", settle)
    seen = words(next(d for d in window.findChildren(QDialog) if d.isVisible()))
    assert "Nog open" in seen
    assert "Onderzoek na de melding: nog niet gedaan, uiterlijk op" in seen
