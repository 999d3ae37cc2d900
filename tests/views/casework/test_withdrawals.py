"""A resident withdraws an application: written down at the case, told wherever something would wait for a decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from desktop.models.casework import Application, Case
from desktop.models.indications import Decision, Indication, Trajectory
from desktop.models.kinds import CasePhase, EndReason, IndicationStatus
from desktop.services.case_reading import case_page
from desktop.services.cases import CaseEnding, close_case, hand_in_application
from desktop.services.papers import PaperKind, make_paper
from desktop.services.workplace import Workplace
from desktop.views.cases.papers import lines_of
from desktop.views.desk import Place
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one
from tests.views.casework.test_answers import approved, words
from tests.views.casework.test_applications import choose_act

__all__ = ["approved"]

Settle = Callable[[], None]
ACT, BACK = "De aanvraag is ingetrokken …", "De aanvraag is toch niet ingetrokken …"
BUTTONS = ("decide", "decide-again", "start-help", "let-go", "end-stopped")


def menu(window: MainWindow) -> set[str]:
    """What the button More offers now."""
    found = one(window, QPushButton, "case-more").menu()
    assert found is not None
    return {action.text() for action in found.actions() if action.isVisible()}


def offered(screen: QWidget) -> set[str]:
    return {name for name in BUTTONS for b in screen.findChildren(QAbstractButton, name) if b.isVisible()}


@pytest.fixture
def shown(window: MainWindow, approved: tuple[str, str], settle: Settle) -> Fingers:
    """The case, on the screen."""
    window.open_case(approved[0])
    settle()
    return Fingers(window, settle)


def test_it_is_written_down_chosen_about_told_and_taken_back(
    window: MainWindow,
    workplace: Workplace,
    approved: tuple[str, str],
    shown: Fingers,
    settle: Settle,
    stored: Callable[..., list[Application]],
) -> None:
    assert shown
    assert BACK not in menu(window)
    asked = choose_act(window, ACT, settle)
    asked.write("form-withdrawn_how", "telefonisch")
    asked.press("form-go")
    assert stored(Application)[0].withdrawn_on is None, "what becomes of the indication is not said yet"
    asked.choose("form-drafted", "stays")
    asked.press("form-go")
    [kept] = stored(Application)
    assert (kept.withdrawn_on, kept.withdrawn_how) == (workplace.today, "telefonisch")
    settle()
    seen = words(window)
    for part in (
        "aanvraag ingetrokken op 23-11-2026",
        "Aanvraag ingetrokken · van 14-11-2026 · de inwoner · telefonisch",
    ):
        assert part in seen
    assert ACT not in menu(window)
    window.open_indication(approved[1])
    settle()
    screen = window.screen_of(Place.INDICATION)
    assert offered(screen) == {"start-help", "let-go"}
    assert "Er valt niets te besluiten" in words(screen)
    window.open_case(approved[0])
    settle()
    choose_act(window, BACK, settle).press("form-go")
    assert stored(Application)[0].withdrawn_on is None
    window.open_indication(approved[1])
    settle()
    assert offered(screen) == {"decide", "start-help"}


def test_what_stayed_lapses_in_one_press_and_asks_for_nothing_then(
    window: MainWindow,
    approved: tuple[str, str],
    shown: Fingers,
    settle: Settle,
    stored: Callable[..., list[Indication]],
) -> None:
    assert shown
    asked = choose_act(window, ACT, settle)
    asked.write("form-withdrawn_how", "in een brief")
    asked.choose("form-drafted", "stays")
    asked.press("form-go")
    window.open_indication(approved[1])
    settle()
    screen = window.screen_of(Place.INDICATION)
    Fingers(window, settle).press("let-go")
    assert stored(Indication)[0].status is IndicationStatus.LAPSED
    assert offered(screen) == set()


def test_with_two_one_says_which_and_a_closed_case_offers_nothing(
    window: MainWindow, workplace: Workplace, approved: tuple[str, str], shown: Fingers, settle: Settle
) -> None:
    hand_in_application(workplace, approved[0], "Vervoer", workplace.today - timedelta(days=5))
    window.open_case(approved[0])
    settle()
    asked = choose_act(window, ACT, settle)
    with workplace.store.read() as reader:
        first, second = (one.id for one in reader.find(Application, case_id=approved[0]))
    asked.choose("form-which", first)
    asked.write("form-withdrawn_how", "aan de balie")
    asked.choose("form-drafted", "stays")
    asked.press("form-go")
    with workplace.store.read() as reader:
        assert reader.get(Application, first).withdrawn_on == workplace.today
        assert reader.get(Application, second).withdrawn_on is None
    assert {ACT, BACK} <= menu(window)
    letter = make_paper(workplace, PaperKind.WITHDRAWAL_LETTER, first, "nl").html.replace("\u00a0", " ")
    goes_on = "Met uw andere aanvraag, van 18 november 2026, gaan wij verder."
    assert goes_on in letter
    assert "Zo hebben wij dit gehoord: aan de balie." in letter
    close_case(workplace, approved[0], CaseEnding(EndReason.OTHER))
    window.open_case(approved[0])
    settle()
    assert not {ACT, BACK} & menu(window)
    letter = make_paper(workplace, PaperKind.WITHDRAWAL_LETTER, first, "nl").html.replace("\u00a0", " ")
    assert goes_on not in letter, "a closed case goes on with nothing"
    assert shown


def test_an_indication_that_ended_without_a_decision_asks_for_none(
    window: MainWindow, workplace: Workplace, approved: tuple[str, str], settle: Settle
) -> None:
    """Nothing asks for an act that would be refused."""
    close_case(workplace, approved[0], CaseEnding(EndReason.OTHER))
    window.open_indication(approved[1])
    settle()
    screen = window.screen_of(Place.INDICATION)
    assert offered(screen) == set()
    assert "Dit eindigde voordat er een besluit was vastgelegd." in words(screen)
    assert PaperKind.DECISION not in {kind for kind, _id, _text in lines_of(case_page(workplace, approved[0]))}


def test_a_decision_that_was_not_sent_before_the_case_closed_asks_for_nothing(
    window: MainWindow, workplace: Workplace, approved: tuple[str, str], settle: Settle
) -> None:
    town.settle(workplace, Decision(indication_id=approved[1], decided_on=workplace.today))
    window.open_indication(approved[1])
    settle()
    screen = window.screen_of(Place.INDICATION)
    assert "leg de dag vast bij het dossier" in words(screen)
    close_case(workplace, approved[0], CaseEnding(EndReason.OTHER))
    window.open_case(approved[0])
    settle()
    window.open_indication(approved[1])
    settle()
    assert "leg de dag vast bij het dossier" not in words(screen)
    assert "niet vastgelegd" in words(screen)


def stopped_by_its_provider(workplace: Workplace, indication_id: str) -> None:
    began, last = workplace.today - timedelta(days=20), workplace.today - timedelta(days=3)
    told = {"started_on": began, "ended_on": last, "end_reason": EndReason.EARLY}
    decision = Decision(indication_id=indication_id, decided_on=began)
    town.settle(workplace, decision, Trajectory.model_validate({"indication_id": indication_id, **told}))


def test_help_that_a_provider_stopped_is_ended_in_one_press(
    window: MainWindow,
    workplace: Workplace,
    approved: tuple[str, str],
    settle: Settle,
    stored: Callable[..., list[Indication]],
) -> None:
    stopped_by_its_provider(workplace, approved[1])
    window.open_indication(approved[1])
    settle()
    screen = window.screen_of(Place.INDICATION)
    assert "20 november 2026 · eerder gestopt" in words(screen)
    Fingers(window, settle).press("end-stopped")
    assert stored(Indication)[0].status is IndicationStatus.ENDED
    assert offered(screen) == set()


def test_the_papers_offer_the_letter_and_no_decision_that_cannot_come(
    window: MainWindow, workplace: Workplace, approved: tuple[str, str], shown: Fingers, settle: Settle
) -> None:
    kinds = {kind for kind, _id, _text in lines_of(case_page(workplace, approved[0]))}
    assert PaperKind.DECISION in kinds
    assert PaperKind.WITHDRAWAL_LETTER not in kinds
    asked = choose_act(window, ACT, settle)
    asked.write("form-withdrawn_how", "per e-mail")
    asked.choose("form-drafted", "stays")
    asked.press("form-go")
    kinds = {kind for kind, _id, _text in lines_of(case_page(workplace, approved[0]))}
    assert PaperKind.DECISION not in kinds
    assert PaperKind.WITHDRAWAL_LETTER in kinds
    assert shown


def test_help_that_a_provider_stopped_is_ended_at_the_messages_of_the_case_too(
    window: MainWindow,
    workplace: Workplace,
    approved: tuple[str, str],
    settle: Settle,
    stored: Callable[..., list[Indication]],
) -> None:
    stopped_by_its_provider(workplace, approved[1])
    window.open_case(approved[0])
    settle()
    assert "gestopt op 20 november 2026" in words(window.screen_of(Place.CASE))
    Fingers(window, settle).press("end-told-stop")
    assert {one.status for one in stored(Indication) if one.id == approved[1]} == {IndicationStatus.ENDED}
    assert not [b for b in window.findChildren(QAbstractButton, "end-told-stop") if b.isVisible()]


def test_an_approval_that_met_a_closing_is_told_at_the_closed_case(
    window: MainWindow, workplace: Workplace, approved: tuple[str, str], settle: Settle
) -> None:
    window.open_case(approved[0])
    settle()
    screen = window.screen_of(Place.CASE)
    assert "Heropen het dossier" not in words(screen)
    with workplace.store.work("Sync") as work:
        work.change(Case, approved[0], phase=CasePhase.CLOSED, closed_on=workplace.today)
        work.commit()
    screen.mark_stale()
    settle()
    assert "Heropen het dossier" in words(screen)
